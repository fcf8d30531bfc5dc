"""What a folder of very many documents costs a run that finds all of them done, and one that finds one new.

    python benchmarks/many_documents.py --documents 20000

The documents are small texts; their results are put in place as a run would leave them.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.pop(0)

from articles.json_form import document_to_json
from articles.store import sha256_of
from banmian.batch.closing import write_manifest
from banmian.batch.folder import OutputFolder
from banmian.batch.plan import Planner, Task
from banmian.batch.rows import Row
from banmian.batches import read_batch
from banmian.settings import Settings
from banmian.texts import repair_text

PARAGRAPH = "河湾镇的早稻昨天开镰，农户们赶在雨前收割，镇里的合作社派来了三台收割机。"


def make_inputs(folder: Path, documents: int) -> None:
    """Texts in folders of a thousand."""
    for number in range(documents):
        path = folder / f"{number // 1000:03d}" / f"{number:06d}.txt"
        if number % 1000 == 0:
            path.parent.mkdir(parents=True)
        path.write_text(f"早稻开镰第{number}天\n\n{PARAGRAPH * 5}\n", encoding="utf-8")


def put_results(inputs: Path, folder: OutputFolder, settings: Settings) -> None:
    """One real result, in the place of every document's, and the rows of all of them."""
    planner = Planner(folder, settings, {})
    data = document_to_json(repair_text(f"早稻开镰\n\n{PARAGRAPH * 5}\n"))
    rows = []
    for path in sorted(inputs.rglob("*.txt")):
        task = planner.decide(path)
        assert isinstance(task, Task)
        folder.document(task.id).mkdir(parents=True)
        folder.articles_of(task.id).write_bytes(data)
        rows.append(Row(task.id, task.path, sha256_of(path), "done", 1, 1, 0.1, key=task.key))
    folder.aside.mkdir(parents=True)
    write_manifest(folder, rows, {})


def timed(inputs: Path, output: Path, settings: Settings) -> float:
    began = time.monotonic()
    summary = read_batch([inputs], output, settings)
    assert summary.failed == 0
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    documents = parser.parse_args().documents
    with tempfile.TemporaryDirectory() as place:
        inputs, output, settings = Path(place, "in"), Path(place, "out"), Settings(engine="null")
        make_inputs(inputs, documents)
        put_results(inputs, OutputFolder(output), settings)
        first = timed(inputs, output, settings)
        again = timed(inputs, output, settings)
        (inputs / "000" / "new.txt").write_text(f"新的一天\n\n{PARAGRAPH}\n", encoding="utf-8")
        one = timed(inputs, output, settings)
        sizes = {
            path.name: path.stat().st_size / 2**20 for path in (output / "manifest.json", output / "articles.jsonl")
        }
        rows = len(json.loads((output / "manifest.json").read_bytes())["documents"])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows} documents: all done, first collected {first:.1f} s; all done {again:.1f} s; one new {one:.1f} s")
    print(f"peak memory {peak:.0f} MB; {', '.join(f'{name} {size:.1f} MB' for name, size in sizes.items())}")


if __name__ == "__main__":
    main()
