"""The package says what it needs: every import is declared, and every declared package is locked by hash."""

import ast
import importlib.metadata
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
OPTIONAL = ("cuda", "dask", "docx", "openvino", "parquet", "pdf", "s3")
WINDOWS_ONLY = {"msvcrt"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def declared(extra: str | None = None) -> set[str]:
    rows = PROJECT["project"]["optional-dependencies"][extra] if extra else PROJECT["project"]["dependencies"]
    return {canonical(re.match(r"[\w.-]+", row)[0]) for row in rows}  # type: ignore[index]


def sources(folder: Path) -> Iterator[Path]:
    """Python files below a folder, through the links in src/ too."""
    for root, _, names in os.walk(folder, followlinks=True):
        yield from (Path(root) / name for name in names if name.endswith(".py"))


def imported_modules(folder: str) -> Iterator[str]:
    for path in sources(ROOT / folder):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.split(".")[0]


def locked(lock: str) -> set[str]:
    text = (ROOT / "requirements" / lock).read_text("utf-8")
    return {canonical(name) for name in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def undeclared(folder: str, extras: tuple[str, ...]) -> set[str]:
    distributions = importlib.metadata.packages_distributions()
    own = {path.name for path in ROOT.iterdir() if path.is_dir()}
    own |= {"banmian"} | {path.stem for path in (ROOT / folder).glob("*.py")}
    wanted = set(imported_modules(folder)) - own - set(sys.stdlib_module_names) - WINDOWS_ONLY
    known = declared().union(*(declared(extra) for extra in extras))
    return {name for name in wanted if not {canonical(dist) for dist in distributions.get(name, [name])} & known}


def test_every_import_is_declared() -> None:
    assert not undeclared("src/banmian", OPTIONAL)


@pytest.mark.parametrize("folder", ["samples", "tests"])
def test_every_import_of_the_tests_and_samples_is_locked_for_development(folder: str) -> None:
    assert not undeclared(folder, (*OPTIONAL, "dev"))


def test_every_declared_package_is_locked() -> None:
    assert declared() <= locked("runtime.txt")
    assert declared("build") <= locked("build.txt")
    assert declared("dev") | declared() <= locked("dev.txt")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_hashes_and_names_no_host(lock: Path) -> None:
    text = lock.read_text("utf-8")
    for block in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in block
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", text)


def test_the_three_names_of_opencv_are_one_version() -> None:
    text = "".join(lock.read_text("utf-8") for lock in LOCKS)
    assert len(set(re.findall(r"^opencv[\w-]*==(\S+)", text, re.MULTILINE))) == 1


def test_every_file_that_is_not_python_is_packed() -> None:
    package = ROOT / "src" / "banmian"
    packed = {path for p in PROJECT["tool"]["setuptools"]["package-data"]["banmian"] for path in package.glob(p)}
    others = {
        Path(root) / name
        for root, _, names in os.walk(package, followlinks=True)
        for name in names
        if not name.endswith((".py", ".pyc"))
    }
    assert others <= packed
