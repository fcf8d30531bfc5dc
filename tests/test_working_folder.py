"""banmian works in a folder that holds the user's own modules, whatever they are called, and never imports them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from batches import picture

SOURCES = Path(__file__).parents[1] / "src"
MODULES = ("layout", "export", "evaluation", "review", "settings", "document", "samples", "tests", "weights")
PACKAGES = ("flows", "articles", "repair", "batch", "wording", "reading", "cli")
BANMIAN = [str(Path(sys.executable).with_name("banmian"))]
MODULE = [sys.executable, "-m", "banmian"]
SCRIPT = """import banmian

if __name__ == "__main__":
    print(banmian.read_batch(["page.png", "page.txt"], "out").done, "done")
    print(banmian.repair_text("水 厂 换 上 了 新 滤 池 。").articles[0].text)
"""


def fail_at_import(file: Path) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"raise RuntimeError('{file.stem} of the working folder was imported')\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return working_folder(tmp_path / "work")


def working_folder(work: Path) -> Path:
    """A working folder with a page, a text, and modules that fail when they are imported."""
    picture(work / "page.png")
    (work / "page.txt").write_text("水 厂 换 上 了 新 滤 池 。", "utf-8")
    for name in MODULES:
        fail_at_import(work / f"{name}.py")
    for name in PACKAGES:
        fail_at_import(work / name / "__init__.py")
    return work


def environment_of(folder: Path, path: str = "") -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PYTHON"))}
    environment |= {
        "PYTHONPATH": os.pathsep.join(filter(None, [path, str(SOURCES)])),
        "BANMIAN_ENGINE": "null",
        "BANMIAN_CACHE": str(folder.parent / "cache"),
    }
    return environment


def call(folder: Path, *command: str, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=environment_of(folder, path), capture_output=True, text=True)


def expect_read(ended: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert ended.returncode == 0, ended.stderr
    assert "2 done" in ended.stdout
    assert len(list((folder / "out" / "documents").glob("*/articles.json"))) == 2


@pytest.mark.parametrize(("command", "path"), [(BANMIAN, ""), (MODULE, ".")], ids=["command", "module"])
def test_read(folder: Path, command: list[str], path: str) -> None:
    expect_read(call(folder, *command, "read", "page.png", "page.txt", "-o", "out", path=path), folder)


def test_a_module_of_the_standard_library_may_be_there_too(folder: Path) -> None:
    fail_at_import(folder / "json.py")
    fail_at_import(folder / "queue.py")
    expect_read(call(folder, *MODULE, "read", "page.png", "page.txt", "-o", "out"), folder)


def test_run(tmp_path: Path, empty_database: Path) -> None:
    """The folder is where Python looks first, or the only other place; both runs have servers of their own."""
    first, other = working_folder(tmp_path / "first" / "work"), working_folder(tmp_path / "other" / "work")
    fail_at_import(other / "json.py")
    begun = []
    for folder, path in ((first, "."), (other, "")):
        shutil.copytree(empty_database, folder.parent / "cache" / "prefect")
        words = [*MODULE, "run", "page.png", "page.txt", "-o", "out"]
        own, pipes = environment_of(folder, path), {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        begun.append((folder, subprocess.Popen(words, cwd=folder, env=own, text=True, **pipes)))
    for folder, process in begun:
        told, errors = process.communicate()
        expect_read(subprocess.CompletedProcess(process.args, process.returncode, told, errors), folder)


def test_a_script_beside_them(folder: Path) -> None:
    (folder / "script.py").write_text(SCRIPT, "utf-8")
    ended = call(folder, sys.executable, "script.py")
    expect_read(ended, folder)
    assert "水厂换上了新滤池。" in ended.stdout
