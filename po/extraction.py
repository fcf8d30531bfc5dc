"""The messages that the sources of banmian hold, as templates with numbered placeholders.

A message is a literal string, or an f-string each of whose expressions becomes a placeholder: ``{0} is no folder``.
It is looked for where messages are made: in errors and their remedies, in what the command line prints, in help, and
wherever a string is marked with `translatable`.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "banmian"
CALLS = {
    "translatable": (0,),
    "on_exceeded": (0,),
    "StaleCorrectionError": (0,),
    "translate": (0,),
    "Finding": (2, 3),
    "count_of": (1, 2),
    "watcher.message": (0,),
    "DocumentWarning": (1,),
    "PlannedFile": (2,),
    "with_remedy": (0, 1),
    "WeightStatus": (3,),
    "Explanation": (0,),
}
"""Functions that take messages, and which of their arguments are some."""

MESSAGE_FUNCTIONS = {"describe_gone", "describe_ignored", "describe_stale", "import_remedy"}
"""Functions that make messages and are called from other modules."""

HELP_KEYWORDS = {"help", "description", "rich_help_panel"}
HELP_CALLS = {"Option", "Argument", "Field", "Typer"}
"""Functions whose keywords of these names are shown by ``--help``; Option is typer's, and that of export formats."""

FORMAT_OPTION_HELP = 2
MESSAGE_TABLES = {"GROUPS", "WORDS", "UNITS", "NEEDED_PACKAGES", "STATES", "OUTCOMES", "LIBRARY_WORDS"}
"""Names of tables of the command line whose strings are messages."""

COMMAND_DECORATORS = {"with_settings", "with_batch_options", "with_format_options", "app.command", "app.callback"}
EVIDENCE_DECORATORS = {
    "register_edge_evidence",
    "register_node_evidence",
    "register_head_evidence",
    "register_byline_evidence",
    "register_text_continuity_evidence",
}
"""What marks functions of evidence: the first line of each says what it means to people."""

SKIPPED_FOLDERS = {"static", "schema"}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
MOST_STEPS = 3
"""Steps from a name to what it stands for."""

Named = dict[str, list[ast.expr]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message in English and the file that has it."""

    template: str
    place: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """An argument that should be a message and is neither a literal nor an f-string."""

    expression: str
    place: str


def source_files() -> Iterator[Path]:
    """Every Python file of the package, in order."""
    for folder, folders, names in os.walk(PACKAGE, followlinks=True):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        yield from (Path(folder, name) for name in sorted(names) if name.endswith(".py"))


@cache
def _trees() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text("utf-8")) for path in source_files()}


def error_classes() -> dict[str, tuple[int, ...]]:
    """The classes that derive from BanmianError, directly or not, and which of their arguments are messages."""
    classes = [node for tree in _trees().values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = {node.name: {ast.unparse(base).split(".")[-1] for base in node.bases} for node in classes}
    found, before = {"BanmianError"}, set[str]()
    while found != before:
        before = set(found)
        found |= {name for name, parents in bases.items() if parents & before}
    return {node.name: (0, 1) if _takes_remedy(node) else (0,) for node in classes if node.name in found}


def _takes_remedy(node: ast.ClassDef) -> bool:
    """Whether the second argument of an error is its remedy: as BanmianError has it, where it says nothing else."""
    made = [below for below in node.body if isinstance(below, ast.FunctionDef) and below.name == "__init__"]
    return all("remedy" in {argument.arg for argument in function.args.args} for function in made)


def messages() -> list[Message]:
    """Every message of the sources once, at the first place that has it."""
    first: dict[str, Message] = {}
    for found in found_messages():
        if isinstance(found, Message):
            first.setdefault(found.template, found)
    return list(first.values())


@cache
def found_messages() -> tuple[Message | Unclear, ...]:
    """All messages of the sources, in order."""
    return tuple(_found_messages())


def _found_messages() -> Iterator[Message | Unclear]:
    errors = error_classes()
    modules = _trees()
    shared: Named = {}
    for tree in modules.values():
        for name, values in _named_in(tree).items():
            if name.isupper() or name in MESSAGE_FUNCTIONS:
                shared.setdefault(name, []).extend(values)
    for path, tree in modules.items():
        place = path.relative_to(ROOT).as_posix()
        named = shared | _named_in(tree)
        for node in ast.walk(tree):
            for expression in _message_arguments(node, errors, "/cli/" in place):
                yield from _templates(expression, place, named)
        if "/cli/" in place:
            yield from (Message(text, place) for text in _command_help(tree))
        yield from (Message(text, place) for text in _evidence(tree))


def _named_in(tree: ast.Module) -> Named:
    """What the names of a module stand for: all that is assigned to them; what its functions return."""
    named: Named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            named.setdefault(node.target.id, []).append(node.value)
        elif isinstance(node, ast.FunctionDef):
            returns = (below.value for below in ast.walk(node) if isinstance(below, ast.Return) and below.value)
            named.setdefault(node.name, []).extend(returns)
    return named


def _message_arguments(node: ast.AST, errors: Mapping[str, tuple[int, ...]], has_tables: bool) -> Iterator[ast.expr]:
    """The expressions of a node that are messages."""
    if isinstance(node, ast.Call):
        whole = ast.unparse(node.func)
        name = whole.split(".")[-1]
        if not (name == "translate" and isinstance(node.func, ast.Attribute)):
            shown = "watcher.message" if whole.endswith("watcher.message") else name
            places = errors.get(name) or CALLS.get(shown, ())
            yield from (node.args[index] for index in places if index < len(node.args))
        if name == "Option" and len(node.args) > FORMAT_OPTION_HELP:
            yield node.args[FORMAT_OPTION_HELP]
        if name in errors or name in HELP_CALLS:
            yield from (word.value for word in node.keywords if word.arg in HELP_KEYWORDS | {"remedy"})
    elif isinstance(node, ast.AnnAssign | ast.Assign):
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if (
            isinstance(target, ast.Name)
            and ((has_tables and target.id in MESSAGE_TABLES) or target.id == "remedy")
            and node.value
        ):
            yield from _strings(node.value)


def _strings(table: ast.expr) -> Iterator[ast.expr]:
    """The strings of a table that are sentences or words for people: keys of groups, values of all others."""
    if isinstance(table, ast.Constant):
        yield table
    elif isinstance(table, ast.Dict):
        of_groups = any(isinstance(value, ast.Tuple) for value in table.values)
        yield from (key for key in table.keys if of_groups and key is not None)
        yield from (value for value in table.values if not of_groups)
    elif isinstance(table, ast.Tuple):
        for element in table.elts:
            inner = element.value if isinstance(element, ast.Starred) else element
            rows = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            yield from rows if isinstance(element, ast.Starred) else rows[-1:]


def _command_help(tree: ast.Module) -> Iterator[str]:
    """Docstrings of the functions of a command module: typer shows those of commands."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_command(node):
            yield " ".join((ast.get_docstring(node) or "").split())


def _evidence(tree: ast.Module) -> Iterator[str]:
    """What the functions of evidence in a module say of themselves, a line each."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            decorated = {ast.unparse(decorator) for decorator in node.decorator_list}
            if decorated & EVIDENCE_DECORATORS:
                yield (ast.get_docstring(node) or "").split("\n")[0]


def _is_command(node: ast.FunctionDef) -> bool:
    """Whether typer shows a function: it is decorated as one, or its parameters are described to typer."""
    decorated = {ast.unparse(decorator).split("(")[0] for decorator in node.decorator_list}
    annotations = " ".join(ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation)
    described = "typer.Option" in annotations or "typer.Argument" in annotations
    return described or bool(decorated & COMMAND_DECORATORS)


def _templates(expression: ast.expr, place: str, named: Named, depth: int = 0) -> Iterator[Message | Unclear]:
    """The templates of one expression: of both sides of a choice, of all that a name stands for."""
    if isinstance(expression, ast.IfExp | ast.BoolOp):
        sides = expression.values[1:] if isinstance(expression, ast.BoolOp) else [expression.body, expression.orelse]
        for side in sides:
            yield from _templates(side, place, named, depth)
        return
    if isinstance(expression, ast.Constant | ast.JoinedStr):
        text = _template(expression)
        if re.search(r"[a-z]", PLACEHOLDER.sub("", text)):
            yield Message(text, place)
        return
    name = expression.func if isinstance(expression, ast.Call) else expression
    known = named.get(name.id, []) if isinstance(name, ast.Name) else []
    if not known or depth > MOST_STEPS:
        yield Unclear(ast.unparse(expression), place)
    for value in known if depth <= MOST_STEPS else []:
        yield from _templates(value, place, named, depth + 1)


def _template(expression: ast.Constant | ast.JoinedStr) -> str:
    """A literal as it is; an f-string with ``{0}``, ``{1}``, … for its expressions."""
    if isinstance(expression, ast.Constant):
        return expression.value if isinstance(expression.value, str) else ""
    parts, number = [], 0
    for value in expression.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{number}}}")
            number += 1
    return "".join(parts)
