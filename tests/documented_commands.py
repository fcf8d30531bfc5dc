"""The commands of README and docs, and a folder that has what they name: a small batch, invented.

A few commands are left to other tests, or can't be run here: `EXCUSED` says why.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

from batches import pdf, picture, tiff

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = r"(?:[A-Z_]+=\S+ )*(banmian|python|make|pdftotext|docker|pip|prefect|source|export|curl|uv|git|apt-get) "

EXCUSED = (
    ("make ", "installs; what it runs then is run by the tests, or here"),
    ("docker ", "needs a container engine; test_compose.py checks the file"),
    ("curl ", "needs a search server; tests/export/test_tables.py checks what it sends"),
    ("pip install", "needs a package registry; `make test-install` does it"),
    ("apt-get ", "installs on the system"),
    ("source ", "changes the shell; the tests run in that environment"),
    ("export PREFECT", "changes the shell; the commands after it are run with such variables by tests/flows"),
    ("prefect deployment run", "needs workers; tests/flows/test_work_pools.py runs it"),
    ("s3://", "needs an object store; tests/batch/test_object_stores.py has one"),
    ("banmian learn", "needs pages that people corrected; tests/learning has some"),
    ("--layout-model", "needs what was learned; tests/learning has some"),
    ("--host", "needs a password first, and lets others in; tests/review asks for it"),
    ("--dask-address", "needs a cluster; tests/flows/test_dask.py has one"),
)
"""Words of commands that are not run, and why."""

READY = {
    "banmian watch": "watching",
    "banmian serve": "serving",
    "banmian review": "http://",
}
"""Commands that go on until they are interrupted (`review` with --serve), and what they say when they are ready."""

PLACES = (
    *(("TRUTH", "samples"), ("DIR", "out"), (" [-o OUT]", ""), ("/archive/1952", "scans"), ("/out/1952", "out-1952")),
    *(("/srv/in", "incoming"), ("/srv/out", "out-srv")),
)
"""Names in the docs that stand for the reader's own, and those of the folder made here."""

QUICK = r"banmian (repair \S+( > \S+)?$|config |doctor|evaluate |review \S+$|export |run .*--dry-run)"
"""Commands that read no page."""
PATIENCE_SECONDS = 120.0


def commands() -> dict[str, str]:
    """Every command of the docs once, with the page that has it first."""
    found: dict[str, str] = {}
    for page in PAGES:
        text = page.read_text("utf-8").replace("\\\n", " ")
        blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        blocks += ["\n".join(re.findall(r"^    (\S.*)$", text, re.MULTILINE))]
        lines = [line.strip() for line in "\n".join(blocks).splitlines()]
        lines += re.findall(r"^\|[^|]*\| `(banmian [^`|]*)` \|", text, re.MULTILINE)
        for line in lines:
            if re.match(PROGRAMS, f"{line} "):
                command = re.sub(r"\s+", " ", re.sub(r"\s#.*", "", line)).strip()
                found.setdefault(command, page.relative_to(ROOT).as_posix())
    return found


def is_excused(command: str) -> bool:
    """Whether a command is not run here."""
    return any(words in command for words, _ in EXCUSED)


def here(command: str) -> str:
    """A command with the names of the folder made here, and the first of alternatives."""
    for there, own in PLACES:
        command = command.replace(there, own)
    return re.sub(r"(--format \w+)(?:\|\w+)+", r"\1", command)


def serves(command: str) -> bool:
    """Whether a command goes on until it is interrupted."""
    return command.startswith(tuple(READY)) and ("review" not in command or "--serve" in command)


def as_tried(command: str) -> str:
    """A command as it is run here: quickly, and so that it can be run again; `run` as `read`, which does the same."""
    words = here(command)
    if "--dry-run" not in words:
        words = words.replace("banmian run", "banmian read")
    if words.startswith("banmian config init"):
        words = f"{words} --force"
    if words.startswith("pdftotext") and shutil.which("pdftotext") is None:
        words = words.replace("pdftotext page.pdf -", "cat page.txt")
    return words.replace("--count 20", "--count 1")


def quick_commands() -> list[str]:
    """Those that end at once."""
    chosen = [command for command in commands() if not is_excused(command) and not serves(command)]
    return list(dict.fromkeys(as_tried(command) for command in chosen if re.match(QUICK, here(command))))


def slow_commands() -> list[str]:
    """Those that read pages or make some, and end."""
    quick = set(quick_commands())
    chosen = [command for command in commands() if not is_excused(command) and not serves(command)]
    return [words for words in dict.fromkeys(map(as_tried, chosen)) if words not in quick]


def serving_commands() -> list[str]:
    """Those that go on until they are interrupted."""
    chosen = [command for command in commands() if not is_excused(command) and serves(command)]
    return list(dict.fromkeys(map(here, chosen)))


def make_folder(made: Path) -> Path:
    """A working folder with what the docs name, and the programs at hand."""
    for number in range(2):
        picture(made / "scans" / "云岭晚报" / "20231026" / f"{number + 1}.jpg", number)
    pdf(made / "epaper" / "a.pdf", 1)
    shutil.copy(ROOT / "samples" / "issue.pdf", made / "page.pdf")
    pdf(made / "year.pdf", 33)
    shutil.copytree(ROOT / "samples", made / "samples", ignore=shutil.ignore_patterns("scan.*", "vertical.*", "*.py"))
    (made / "texts").mkdir()
    for target in ("texts/page.txt", "page.txt"):
        shutil.copy(ROOT / "samples" / "damaged.txt", made / target)
    tiff(made / "incoming" / "a.tif", 1)
    programs = made / "bin"
    programs.mkdir()
    for name, words in (("banmian", "-m banmian"), ("python", ""), ("prefect", "-m prefect")):
        script = programs / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', "utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return made


def environment_of(folder: Path) -> dict[str, str]:
    """An environment of its own, in which scans are not read: what is asked is whether commands work."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BANMIAN_"))}
    return kept | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "BANMIAN_ENGINE": "null",
        "BANMIAN_CACHE": str(folder / "cache"),
    }


def run(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command in a folder; what `--set-password` asks for is given."""
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=environment,
        input="a few words that will do\n",
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
