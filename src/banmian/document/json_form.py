"""The JSON form of dataclasses: written and read back, byte for byte the same each time.

Keys are in the order of the fields (``schema_version`` first in a document), UTF-8 is not escaped, lists of numbers
are on one line. Published documents have floats rounded to `BOX_DIGITS` digits in boxes and `DIGITS` elsewhere;
`encode` without rounding keeps every bit.

Why not pydantic, which is installed: its `TypeAdapter` reads a document of 360 kB in 6 ms instead of 19 and writes it
in 3 instead of 54, but takes 0.24 s to be made, in every process. It writes other bytes (numbers of a list one below
the other, floats as they are), and a document as a whole, where long ones are written in pieces.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import types
import typing
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Never, TypeVar, Union, get_args, get_origin, get_type_hints

from banmian.document.model import READ_VERSIONS, SCHEMA_VERSION, Document

BOX_DIGITS = 2
MATRIX_DIGITS = 9
"""Enough for hundredths of a pixel at the far corner of the largest page."""
DIGITS = 4
LONG_LIST = 1000
"""What has a list of more items, such as the changes to a long text, is written item by item."""

_NUMBER_LIST = re.compile(r"\[\n\s+(-?[\d.]+(?:[eE][-+]?\d+)?(?:,\n\s+-?[\d.]+(?:[eE][-+]?\d+)?)*)\n\s*\]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_PLACES = {"bbox": BOX_DIGITS, "matrix": MATRIX_DIGITS}
_REPLACEMENT = "\ufffd"

T = TypeVar("T")
Decoder = Callable[[Any], Any]


class ShapeError(ValueError):
    """A JSON value does not have the shape that the type requires."""


def document_to_dict(document: Document) -> dict[str, Any]:
    """The document as JSON values, ``schema_version`` first, floats rounded."""
    values = encode(document, round_float)
    return {"schema_version": values.pop("schema_version"), **values}


def document_to_json(document: Document) -> bytes:
    """UTF-8 JSON of a document, ending in a line feed."""
    return b"".join(document_pieces(document))


def document_pieces(document: Document) -> Iterator[bytes]:
    """`document_to_json` in pieces, so that a long document is not in memory twice."""
    names = sorted(_field_names(Document), key=lambda name: name != "schema_version")
    for piece in _fields_in_pieces(document, names, "\n"):
        yield piece.encode()
    yield b"\n"


def _fields_in_pieces(value: Any, names: Iterable[str], line_break: str) -> Iterator[str]:
    """JSON of a dataclass, item by item of its lists of dataclasses; inner lines indented as ``line_break`` says."""
    inner, deeper = line_break + "  ", line_break + "    "
    for place, name in enumerate(names):
        field = getattr(value, name)
        yield f"{',' if place else '{'}{inner}{json.dumps(name)}: "
        if not _holds_dataclasses(field):
            yield _indented(encode(field, round_float, name), inner)
            continue
        for number, item in enumerate(field):
            yield ("," if number else "[") + deeper
            if _has_long_list(item):
                yield from _fields_in_pieces(item, _field_names(item.__class__), deeper)
            else:
                yield _indented(encode(item, round_float, name), deeper)
        yield inner + "]"
    yield line_break + "}"


def _holds_dataclasses(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and dataclasses.is_dataclass(value[0])


def _has_long_list(value: Any) -> bool:
    fields = (getattr(value, name) for name in _field_names(value.__class__))
    return any(isinstance(field, list) and len(field) > LONG_LIST for field in fields)


def document_from_dict(values: Mapping[str, Any]) -> Document:
    """The document from `document_to_dict`. Raises ShapeError for any other shape.

    A document of an earlier schema version is converted to the newest: what it does not say is unknown.
    """
    document = decode(Document, values)
    if document.schema_version not in READ_VERSIONS:
        newest = READ_VERSIONS[-1]
        raise ShapeError(f"schema version {document.schema_version} is unknown; {newest} is the newest supported one")
    document.schema_version = SCHEMA_VERSION
    return document


def document_from_json(data: bytes | str) -> Document:
    """The document from `document_to_json`. Raises ShapeError (a ValueError) for anything else."""
    try:
        values = json.loads(data)
    except ValueError as error:
        raise ShapeError(f"not JSON: {error}") from error
    return document_from_dict(values)


def dump_line(values: Mapping[str, Any]) -> bytes:
    """JSON values on one line, in UTF-8, ending in a line feed."""
    return (_dumps(values, None, (",", ":")) + "\n").encode()


def to_json(values: Any) -> bytes:
    """UTF-8 JSON of plain values, indented, lists of numbers on one line, ending in a line feed.

    Raises ValueError for infinite and undefined numbers.
    """
    return (_indented(values, "\n") + "\n").encode()


def _indented(values: Any, line_break: str) -> str:
    """JSON of values, inner lines indented as ``line_break`` says."""
    text = _dumps(values, 2, (",", ": "))
    text = _NUMBER_LIST.sub(lambda found: "[" + re.sub(r",\n\s+", ", ", found[1]) + "]", text)
    return text.replace("\n", line_break)


def _dumps(values: Any, indent: int | None, separators: tuple[str, str]) -> str:
    text = json.dumps(values, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


def round_float(name: str, number: float) -> float:
    """A float as published: rounded according to its field, never minus zero."""
    return round(number, _PLACES.get(name, DIGITS)) + 0.0


def keep_exact(name: str, number: float) -> float:
    """A float unchanged."""
    return number


def encode(value: Any, number: Callable[[str, float], float] = keep_exact, name: str = "") -> Any:
    """JSON values of dataclasses, lists, tuples, mappings and scalars; ``number`` formats every float."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        return number(name, value)
    if dataclasses.is_dataclass(value):
        return {f: encode(getattr(value, f), number, f) for f in _field_names(value.__class__)}
    if isinstance(value, Mapping):
        return {str(key): encode(item, number, name) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item, number, name) for item in value]
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "item"):
        return encode(value.item(), number, name)
    raise TypeError(f"{type(value).__name__} has no JSON form")


@functools.cache
def _field_names(kind: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(typing.cast(Any, kind)))


@functools.cache
def _field_kinds(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: hints[name] for name in _field_names(kind)}


def decode(kind: type[T], value: Any) -> T:
    """The dataclass ``kind`` from the output of `encode`. Raises ShapeError for any other shape."""
    return typing.cast(T, _decoder(typing.cast(Any, kind))(value))


@functools.cache
def _decoder(kind: Any) -> Decoder:
    """The reader for values of a type: made once, since documents hold tens of thousands of them."""
    if kind is Any:
        return _as_it_is
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _union_decoder(inner)
    if origin is Literal:
        return functools.partial(_decode_literal, inner)
    if origin is dict:
        return functools.partial(_decode_dict, _decoder(inner[1]))
    if origin in (list, tuple):
        return functools.partial(_decode_sequence, origin, _decoder(inner[0]))
    if dataclasses.is_dataclass(kind):
        kinds = _field_kinds(typing.cast(Any, kind))
        decoders = {name: _decoder(own) for name, own in kinds.items()}
        plain = {name: _plain(own) for name, own in kinds.items()}
        return functools.partial(_decode_dataclass, kind, decoders, plain)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda value: kind(*_expect(list, value))
    return functools.partial(_decode_scalar, kind)


def _as_it_is(value: Any) -> Any:
    return value


def _union_decoder(kinds: tuple[Any, ...]) -> Decoder:
    optional = type(None) in kinds
    decoders = [_decoder(kind) for kind in kinds if kind is not type(None)]

    def read(value: Any) -> Any:
        if value is None:
            if optional:
                return None
            raise ShapeError("null where a value is needed")
        mistakes = []
        for decoder in decoders:
            try:
                return decoder(value)
            except ShapeError as error:
                mistakes.append(str(error))
        raise ShapeError("; ".join(mistakes))

    return read


def _decode_literal(choices: tuple[Any, ...], value: Any) -> Any:
    if value not in choices:
        raise ShapeError(f"{value!r} is not one of {choices}")
    return value


def _decode_dict(inner: Decoder, value: Any) -> Any:
    return {key: inner(item) for key, item in _expect(dict, value).items()}


def _decode_sequence(origin: Any, inner: Decoder, value: Any) -> Any:
    return origin([inner(item) for item in _expect(list, value)])


def _plain(kind: Any) -> Any:
    """The type whose values a field takes as they are; one that no value has where there is none."""
    inner = [one for one in get_args(kind) if one is not type(None)]
    if get_origin(kind) in (Union, types.UnionType) and len(inner) == 1:
        kind = inner[0]
    return kind if kind in (str, int, float, bool) else Never


def _decode_dataclass(kind: Any, decoders: Mapping[str, Decoder], plain: Mapping[str, Any], value: Any) -> Any:
    _expect(dict, value)
    try:
        # Most values are of the type itself, and documents hold a million of them.
        return kind(
            **{name: item if type(item) is plain[name] else decoders[name](item) for name, item in value.items()}
        )
    except KeyError as error:
        unknown = value.keys() - decoders.keys()
        raise ShapeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}") from error
    except TypeError as error:
        raise ShapeError(str(error)) from error


def _decode_scalar(kind: type, value: Any) -> Any:
    if type(value) is kind:
        return value
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ShapeError(f"{value!r} is not a {kind.__name__}")
    return value


def _expect(kind: type[T], value: Any) -> T:
    if not isinstance(value, kind):
        raise ShapeError(f"{type(value).__name__} where {kind.__name__} is needed")
    return value
