"""Every command of README and docs works, in a folder that has what it names: a small batch, invented.

What serves until it is interrupted is started, interrupted and must end as it says. A few commands are left to other
tests, or can't be run here: `EXCUSED` says why.
"""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from batches import pdf, picture, tiff

from banmian.flows.local_server import free_port, running_server

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
PROGRAMS = r"(?:[A-Z_]+=\S+ )*(banmian|python|make|pdftotext|docker|pip|prefect|source|export|curl|uv|git|apt-get) "

EXCUSED = (
    ("make ", "installs; what it runs then is run by the tests, or here"),
    ("docker ", "needs a container engine; test_compose.py checks the file"),
    ("curl ", "needs a search server; tests/export/test_opensearch.py checks what it sends"),
    ("pip install", "needs a package registry; `make test-install` does it"),
    ("apt-get ", "installs on the system"),
    ("source ", "changes the shell; the tests run in that environment"),
    ("export PREFECT", "changes the shell; the commands after it are run with such variables by tests/flows"),
    ("prefect deployment run", "needs workers; tests/flows/test_work_pools.py runs it"),
    ("s3://", "needs an object store; tests/batch/test_object_stores.py has one"),
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
                found.setdefault(
                    re.sub(r"\s+", " ", re.sub(r"\s#.*", "", line)).strip(), page.relative_to(ROOT).as_posix()
                )
    return found


def excuse(command: str) -> str | None:
    """Why a command is not run here."""
    return next((why for words, why in EXCUSED if words in command), None)


def here(command: str) -> str:
    """A command with the names of the folder made here, and the first of alternatives."""
    for there, own in PLACES:
        command = command.replace(there, own)
    return re.sub(r"(--format \w+)(?:\|\w+)+", r"\1", command)


RUN = {command: page for command, page in commands().items() if excuse(command) is None}
SERVING = [
    command
    for command in {here(each): each for each in RUN}.values()
    if command.startswith(tuple(READY)) and ("review" not in command or "--serve" in command)
]
FLOWS = [c for c in RUN if c.startswith("banmian run") and "--dry-run" not in c]
READING = [c for c in RUN if here(c) not in map(here, SERVING)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with what the docs name, and the programs at hand."""
    made = tmp_path_factory.mktemp("docs")
    for number in range(2):
        picture(made / "scans" / "云岭晚报" / "20231026" / f"{number + 1}.jpg", number)
    for target in ("epaper/a.pdf", "page.pdf"):
        pdf(made / target, 1)
    pdf(made / "year.pdf", 33)
    shutil.copytree(ROOT / "samples", made / "samples", ignore=shutil.ignore_patterns("scan.*", "vertical.*"))
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


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    """An environment of its own, in which scans are not read: what is asked is whether commands work."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "BANMIAN_"))}
    return kept | {
        "PATH": f"{folder / 'bin'}{os.pathsep}{kept['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        "BANMIAN_ENGINE": "null",
        "BANMIAN_CACHE": str(folder / "cache"),
    }


@pytest.fixture(scope="module")
def read(folder: Path, environment: dict[str, str]) -> Path:
    """The folder with output that the commands after reading need."""
    assert run("banmian read scans samples/issue.pdf texts -o out", folder, environment).returncode == 0
    assert run("banmian read samples/issue.pdf samples/damaged.txt -o out/demo", folder, environment).returncode == 0
    return folder


@pytest.fixture(scope="module")
def server(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment with a Prefect server that runs."""
    port = free_port()
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PREFECT_HOME", environment["BANMIAN_CACHE"])
        patched.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        with running_server(port):
            yield environment | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}


def run(command: str, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )


def as_tried(command: str) -> str:
    """A command as it is run here: quickly, and so that it can be run again."""
    words = here(command)
    if command in FLOWS:
        words = words.replace("banmian run", "banmian read")
    if words.startswith("banmian config init"):
        words = f"{words} --force"
    if words.startswith("pdftotext") and shutil.which("pdftotext") is None:
        words = words.replace("pdftotext page.pdf -", "cat page.txt")
    return words.replace("--count 20", "--count 1")


def test_the_docs_have_commands_of_every_kind() -> None:
    assert len(RUN) > 20
    assert SERVING
    assert FLOWS
    kinds = {command.split()[1] for command in RUN if command.startswith("banmian ")}
    assert kinds >= {"run", "read", "repair", "explain", "evaluate", "export", "review", "watch", "serve", "doctor"}
    for words, _ in EXCUSED:
        assert any(words in command for command in (*commands(), "apt-get ")), f"nothing to excuse: {words}"


def test_commands_that_read_and_write(read: Path, environment: dict[str, str]) -> None:
    """In the order of the docs, in one folder; `run` as `read`, which takes the same and writes the same."""
    chosen = dict.fromkeys(map(as_tried, READING))
    with ThreadPoolExecutor(2) as pool:
        ended = dict(zip(chosen, pool.map(lambda words: run(words, read, environment), chosen), strict=True))
    told = {words: f"{one.returncode}: {one.stderr[-600:]}" for words, one in ended.items()}
    assert {words: told[words] for words, one in ended.items() if one.returncode} == {}


@pytest.mark.servers
def test_commands_that_need_a_server_or_serve(read: Path, server: dict[str, str]) -> None:
    ended = run(here(FLOWS[0]).replace("-o out", "-o out-run"), read, server)
    assert ended.returncode == 0, ended.stderr
    assert "2 done" in ended.stdout or "4 done" in ended.stdout
    signal.signal(signal.SIGINT, signal.default_int_handler)  # children of a shell in the background ignore it
    ports = {command: f" --port {free_port()}" if "review" in command else "" for command in SERVING}
    lines = [here(command) + ports[command] for command in SERVING]
    with ThreadPoolExecutor(len(lines)) as pool:
        outcomes = pool.map(lambda line: started_and_interrupted(line, read, server), lines)
        for line, (status, told) in zip(lines, outcomes, strict=True):
            assert status == (0 if "review" in line else 130), f"{line}: {told}"


def started_and_interrupted(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Exit status and words of a command that is interrupted once it says that it is ready."""
    ready = next(words for start, words in READY.items() if command.startswith(start))
    log = folder / f"{abs(hash(command))}.log"
    with open(log, "w", encoding="utf-8") as stream:
        process = subprocess.Popen(
            ["bash", "-c", f"exec {command}"],
            cwd=folder,
            env=environment,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
        )
    end = time.monotonic() + PATIENCE_SECONDS
    try:
        while ready not in log.read_text("utf-8"):
            assert process.poll() is None, f"{command} ended: {log.read_text('utf-8')}"
            assert time.monotonic() < end, f"{command} is not ready: {log.read_text('utf-8')}"
            time.sleep(0.1)
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        return process.wait(timeout=60), log.read_text("utf-8")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
