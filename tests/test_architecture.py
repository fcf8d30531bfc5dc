"""The house stands as README says: arrows go down, nobody reaches into another's drawers, rooms are small."""

import ast
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "banmian"
MOST_LINES = 500
MOST_LINES_OF_A_FUNCTION = 60


def files(folder: Path) -> Iterator[Path]:
    for here, _, names in os.walk(folder, followlinks=True):
        yield from (Path(here, name) for name in sorted(names) if name.endswith(".py"))


def name_of(file: Path) -> str:
    parts = ("banmian", *file.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(file): file for file in files(PACKAGE)}
FOLDERS = ("src/banmian", "po", "samples", "tests", "benchmarks", "training")
FILES = [file for folder in FOLDERS for file in files(ROOT / folder)]


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def imports(file: Path) -> Iterator[str]:
    """Modules of banmian that a file imports, wherever the import stands; what it imports from them is of no matter."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file} imports relatively"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def rows() -> dict[str, int]:
    """The row of each module and package in README's table."""
    table = re.findall(
        r"^\| (`[^|]+) \|", (ROOT / "README.md").read_text("utf-8").partition("## How it is made")[2], re.M
    )
    return {name: row for row, names in enumerate(table) for name in re.findall(r"`(\w+)/?`", names)}


def floor(module: str) -> str:
    return module.split(".")[1]


def test_every_module_has_a_row() -> None:
    known = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert set(rows()) == known - {"__init__", "__main__"}


def test_arrows_go_down() -> None:
    rank = rows()
    arrows = {
        (module, imported)
        for module, file in MODULES.items()
        if module not in ("banmian", "banmian.__main__")
        for imported in imports(file)
        if imported.startswith("banmian.") and floor(imported) != floor(module)
    }
    assert len(arrows) > 300
    assert not {(low, high) for low, high in arrows if rank[floor(high)] >= rank[floor(low)]}


@pytest.mark.parametrize("name", ["prefect", "typer", "distributed"])
def test_the_core_knows_neither_scheduler_nor_command_line(name: str) -> None:
    shell = {"banmian.flows", "banmian.cli"}
    known = {module for module, file in MODULES.items() if any(i.split(".")[0] == name for i in imports(file))}
    assert known
    assert not {module for module in known if ".".join(module.split(".")[:2]) not in shell}


def private_names(file: Path) -> set[str]:
    """Private names that a module gives to what is its own."""
    nodes = list(ast.walk(tree(file)))
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    fields = {ast.unparse(node.target) for node in nodes if isinstance(node, ast.AnnAssign)}
    stored = {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    return {name for name in defined | fields | stored if re.match(r"_[^_]", name)}


def test_nobody_uses_what_is_private_to_another_module() -> None:
    private = set().union(*map(private_names, MODULES.values()))
    for file in MODULES.values():
        foreign = private - private_names(file)
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("banmian"):
                taken = {alias.name for alias in node.names if re.match(r"_[^_]", alias.name)}
                assert not taken, f"{file} imports {taken}"
            elif isinstance(node, ast.Attribute) and ast.unparse(node.value) not in ("self", "cls"):
                assert node.attr not in foreign, f"{file}: {ast.unparse(node)}"


def test_files_and_functions_are_small() -> None:
    for file in FILES:
        lines = file.read_text("utf-8").count("\n")
        assert lines <= MOST_LINES, f"{file} has {lines} lines"
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                assert length <= MOST_LINES_OF_A_FUNCTION, f"{file}: {node.name} has {length} lines"


PLAIN = {0.0, 0.5, 1.0, 2.0}
"""Fractions that need no name."""


def unnamed_fractions(file: Path) -> set[tuple[int, int]]:
    """Where fractions stand inside functions, so that no name says what they are and ablation cannot reach them."""
    functions = [node for node in ast.walk(tree(file)) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    bodies = (part for function in functions for part in (function.body if isinstance(function.body, list) else ()))
    return {
        (node.lineno, node.col_offset)
        for body in bodies
        for node in ast.walk(body)
        if isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value not in PLAIN
    }


@pytest.mark.parametrize("package", ["layout", "repair"])
def test_numbers_have_names(package: str) -> None:
    found = {file.relative_to(ROOT).as_posix(): unnamed_fractions(file) for file in files(ROOT / package)}
    assert len(found) > 40
    assert {place: where for place, where in found.items() if where} == {}
