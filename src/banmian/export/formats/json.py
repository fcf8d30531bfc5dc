"""JSON with a person's corrections applied: documents, and the batch as lines."""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Format, Option, Options

REPAIRS: Option[str] = Option(
    "json_repairs", "beside", "where repairs stand: in a file of their own, in each line, or nowhere",
    ("beside", "inside", "none"),
)  # fmt: skip


def write_json(batch: Batch, output: Path, options: Options) -> None:
    """Write ``documents/`` like a run, corrections applied, and ``articles.jsonl`` and ``repairs.jsonl``."""
    from banmian.batch.article_records import record_line, records_of, repair_line, repairs_of
    from banmian.batch.finalize import ARTICLES
    from banmian.batch.finalize import REPAIRS as REPAIRS_FILE
    from banmian.document.atomic_files import replace_atomically, write_whole
    from banmian.document.json_form import document_to_json
    from banmian.document.lines_as_read import LINES_FILE

    where = options.value(REPAIRS)
    with replace_atomically(output / ARTICLES) as articles, replace_atomically(output / REPAIRS_FILE) as repairs:
        for finished in batch.documents():
            document, name = finished.document, finished.name
            folder = output / "documents" / name
            write_whole(folder / "articles.json", document_to_json(document))
            if (finished.folder / LINES_FILE).exists():
                write_whole(folder / LINES_FILE, (finished.folder / LINES_FILE).read_bytes())
            made = list(repairs_of(document, name))
            for record in records_of(document, name):
                own = [repair for repair in made if repair.article_id == record.id] if where == "inside" else None
                articles.write(record_line(record, own))
            if where == "beside":
                repairs.writelines(map(repair_line, made))
    if where != "beside":
        (output / REPAIRS_FILE).unlink()


FORMAT = Format(
    name="json",
    files="`articles.jsonl`, `repairs.jsonl`, `documents/<document>/articles.json`",
    purpose="the batch as a run writes it, with corrections applied: documents, and every article on a line",
    write=write_json,
    options=(REPAIRS,),
)
