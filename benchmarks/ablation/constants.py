"""The numbers of layout and repair: found in the sources, set to a neutral value and back."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from banmian.layout.ocr.device_choice import PACKAGES

HUGE = 10**9
"""Beyond every length, count and share on a page."""
FAR = 100
"""So many times a number, or as small a part of it, is tried where a value of 0 or beyond all lengths fails."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number at the top of a module, or a field of a value there (``field`` is "" for the former)."""

    module: str
    name: str
    field: str
    value: Any

    @property
    def label(self) -> str:
        """How the table names it."""
        return f"{self.module.removeprefix('banmian.')}:{self.name}" + (f".{self.field}" if self.field else "")

    @property
    def neutral_values(self) -> tuple[Any, ...]:
        """Values that put it out of action: a weight is worth nothing, a limit is met always or never. Whole numbers
        among weights are limits."""
        if isinstance(self.value, tuple):
            zeros = tuple(0 for _ in self.value)
            return (zeros, tuple(HUGE for _ in self.value))
        among = type(vars(sys.modules[self.module])[self.name]).__name__
        if self.field and among.endswith("Weights") and isinstance(self.value, float):
            return (0.0,)
        return (type(self.value)(0), type(self.value)(HUGE))


@dataclass(frozen=True, slots=True)
class Setting:
    """A number and another value for it."""

    constant: Constant
    value: Any

    @property
    def label(self) -> str:
        """The number's name, its value and the other."""
        return f"{self.constant.label} {self.constant.value} at {self.value}"


def beyond(setting: Setting) -> bool:
    """Whether the other value is larger than the number's own: a hundred times it, or beyond all lengths."""
    pairs = zip(_parts(setting.value), _parts(setting.constant.value), strict=True)
    return all(abs(other) > abs(own) for other, own in pairs)


def milder(setting: Setting) -> Setting:
    """The setting with a less extreme value: a hundred times the number's own, or a hundredth."""
    return replace(setting, value=_times(setting.constant.value, FAR if beyond(setting) else 1 / FAR))


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _times(value: Any, factor: float) -> Any:
    if isinstance(value, tuple):
        return tuple(_times(part, factor) for part in value)
    return round(value * factor) or 1 if isinstance(value, int) else value * factor


def is_number(value: object) -> bool:
    """Whether a value is a number or a tuple of numbers; True and False are none."""
    if isinstance(value, bool):
        return False
    if isinstance(value, tuple):
        return bool(value) and all(isinstance(part, int | float) for part in value)
    return isinstance(value, int | float)


def modules_below(package: str) -> list[ModuleType]:
    """All modules of a package, imported."""
    root = importlib.import_module(package)
    names = [package, *(found.name for found in pkgutil.walk_packages(root.__path__, package + "."))]
    return [module for name in names if (module := _imported(name)) is not None]


def _imported(name: str) -> ModuleType | None:
    """A module, unless it needs a package for devices that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name not in PACKAGES:
            raise
        return None


def constants_of(package: str, without: Sequence[str] = ()) -> list[Constant]:
    """The named numbers of a package, modules whose name begins with one of ``without`` left out."""
    modules = [m for m in modules_below(package) if not m.__name__.startswith(tuple(without) or ("-",))]
    return [constant for module in modules for constant in _of_module(module)]


def _of_module(module: ModuleType) -> Iterator[Constant]:
    for name in assigned_names(source_of(module)):
        value = vars(module).get(name)
        if is_number(value):
            yield Constant(module.__name__, name, "", value)
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            for field in dataclasses.fields(value):
                if is_number(getattr(value, field.name)):
                    yield Constant(module.__name__, name, field.name, getattr(value, field.name))


def source_of(module: ModuleType) -> str:
    """The source text of a module."""
    with open(str(module.__file__), encoding="utf-8") as stream:
        return stream.read()


def assigned_names(source: str) -> list[str]:
    """Names in capitals that a source assigns at its top."""
    found = []
    for node in ast.parse(source).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            found += [part.id for part in names if isinstance(part, ast.Name) and part.id.isupper()]
    return found


@contextmanager
def set_to(constant: Constant, value: Any) -> Iterator[None]:
    """The constant set to another value wherever it was imported, and back afterwards."""
    if constant.field:
        home = vars(sys.modules[constant.module])[constant.name]
        object.__setattr__(home, constant.field, value)
        try:
            yield
        finally:
            object.__setattr__(home, constant.field, constant.value)
        return
    holders = _holders(constant)
    for module in holders:
        setattr(module, constant.name, value)
    defaults = [(function, function.__defaults__) for function, _ in defaulting(constant)]
    for function, place in defaulting(constant):
        others = list(function.__defaults__ or ())
        function.__defaults__ = (*others[:place], value, *others[place + 1 :])
    try:
        yield
    finally:
        for module in holders:
            setattr(module, constant.name, constant.value)
        for function, kept in reversed(defaults):
            function.__defaults__ = kept


@cache
def defaulting(constant: Constant) -> list[tuple[FunctionType, int]]:
    """Functions and methods that have the constant as default of an argument, and its place among their defaults."""
    if constant.field:
        return []
    return [found for module in _holders(constant) for found in _defaulting(module, constant.name)]


def _defaulting(module: ModuleType, name: str) -> list[tuple[FunctionType, int]]:
    places: dict[str, list[int]] = {}
    for top in ast.parse(source_of(module)).body:
        for node in [top, *getattr(top, "body", [])]:
            if isinstance(node, ast.FunctionDef):
                named = [isinstance(one, ast.Name) and one.id == name for one in node.args.defaults]
                places[node.name] = [place for place, found in enumerate(named) if found]
    things = [*vars(module).values()]
    things += [part for thing in things if inspect.isclass(thing) for part in vars(thing).values()]
    functions = {id(one): one for one in map(inspect.unwrap, filter(callable, things)) if inspect.isfunction(one)}
    own = [one for one in functions.values() if one.__module__ == module.__name__]
    return [(function, place) for function in own for place in places.get(function.__name__, ())]


@cache
def _holders(constant: Constant) -> list[ModuleType]:
    """The modules that have the constant under its name."""
    named = [m for name, m in list(sys.modules.items()) if name.startswith("banmian.") and constant.name in vars(m)]
    return [module for module in named if module.__name__ == constant.module or _imports(module, constant)]


def _imports(module: ModuleType, constant: Constant) -> bool:
    """Whether a module takes the constant from its home."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == constant.module
        and any(alias.name == constant.name for alias in node.names)
        for node in ast.parse(source_of(module)).body
    )
