"""Content streams and objects cut by one regular expression, some times faster than by pdfminer's own parser.

What is out of the ordinary (inline images, comments, strings in strings, odd numbers) is not cut here but left to
pdfminer, so that the operations are the same either way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

Operation = tuple[str, list[Any]]
"""An operator and the operands before it."""

_END = rb"(?=[\x00\t\n\f\r \[\]()<>/%]|\Z)"
_TOKEN = re.compile(
    rb"[\x00\t\n\f\r ]*(?:"
    rb"(?P<integer>[+-]?\d+)" + _END + rb"|(?P<real>[+-]?(?:\d+\.\d*|\.\d+))" + _END + rb"|"
    rb"(?P<operator>[A-Za-z'\"][A-Za-z0-9*]*)" + _END + rb"|"
    rb"(?P<name>/[^\x00\t\n\f\r \[\]()<>/%#{}\x80-\xff]+)|"
    rb"(?P<hex><(?:[0-9A-Fa-f]{2})*>)|"
    rb"(?P<string>\((?:[^()\\\r]|\\(?:[nrtbf()\\]|[0-7]{1,3}))*\))|"
    rb"(?P<open>\[)|(?P<close>\])|(?P<begin><<)|(?P<finish>>>)"
    rb")"
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
_HEAD = re.compile(rb"[\x00\t\n\f\r ]*(\d+)[\x00\t\n\f\r ]+\d+[\x00\t\n\f\r ]+obj(?=[^A-Za-z])")
_WHITE = re.compile(rb"[\x00\t\n\f\r ]*\Z")
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_LEFT_TO_PDFMINER = frozenset({b"BI", b"ID", b"EI"})


class UnsupportedSyntaxError(Exception):
    """The stream holds something that is left to pdfminer."""


def cut_operations(data: bytes) -> list[Operation] | None:
    """The operations of a content stream, operands as pdfminer gives them; None where pdfminer must read it."""
    try:
        return _cut(data)
    except (UnsupportedSyntaxError, ValueError):
        return None


def _cut(data: bytes) -> list[Operation]:
    operations: list[Operation] = []
    operands: list[Any] = []
    outer: list[tuple[str, list[Any]]] = []
    match_next = _TOKEN.scanner(data).match  # type: ignore[attr-defined]
    end = 0
    while (found := match_next()) is not None:
        kind, end = found.lastgroup, found.end()
        text = found[kind]
        if kind == "operator":
            if text in _CONSTANTS:
                operands.append(_CONSTANTS[text])
            elif outer or text in _LEFT_TO_PDFMINER:
                raise UnsupportedSyntaxError
            else:
                operations.append((text.decode("ascii"), operands))
                operands = []
        elif kind in _READ:
            operands.append(_READ[kind](text))
        elif kind in ("open", "begin"):
            outer.append((kind, operands))
            operands = []
        else:
            operands = _closed(kind, operands, outer)
    if not _WHITE.match(data, end) or outer:
        raise UnsupportedSyntaxError
    return operations


def _closed(kind: str, inside: list[Any], outer: list[tuple[str, list[Any]]]) -> list[Any]:
    """The operands around an array or a dictionary, and that."""
    began, operands = outer.pop() if outer else ("", [])
    if began == "open" and kind == "close":
        operands.append(inside)
    elif began == "begin" and kind == "finish" and len(inside) % 2 == 0:
        pairs = zip(inside[::2], inside[1::2], strict=True)
        operands.append({_key(key): value for key, value in pairs if value is not None})
    else:
        raise UnsupportedSyntaxError
    return operands


def _key(name: Any) -> str:
    if not hasattr(name, "name"):
        raise UnsupportedSyntaxError
    return str(name.name)


def _string(text: bytes) -> bytes:
    return text[1:-1] if b"\\" not in text else _ESCAPE.sub(_unescape, text[1:-1])


def _unescape(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign in _ESCAPED:
        return _ESCAPED[sign]
    code = int(sign, 8)
    if code > 255:
        raise UnsupportedSyntaxError
    return bytes((code,))


_READ: dict[str, Callable[[bytes], Any]] = {
    "integer": int,
    "real": float,
    "hex": lambda text: bytes.fromhex(text[1:-1].decode("ascii")),
    "string": _string,
    "name": lambda text: LIT(text[1:].decode("ascii")),
}


def read_object(data: bytes, number: int, document: Any) -> Any:
    """The object of a number at the beginning of ``data``, as pdfminer gives it.

    Raises UnsupportedSyntaxError where pdfminer must read it: streams, and what ends past the data.
    """
    header = _HEAD.match(data)
    if header is None or int(header[1]) != number:
        raise UnsupportedSyntaxError
    operands: list[Any] = []
    outer: list[tuple[str, list[Any]]] = []
    match_next = _TOKEN.scanner(data, header.end()).match  # type: ignore[attr-defined]
    while (found := match_next()) is not None:
        kind = found.lastgroup
        text = found[kind]
        if kind == "operator":
            if text == b"R" and len(operands) > 1 and isinstance(operands[-2], int):
                operands.pop()
                operands[-1] = PDFObjRef(document, operands[-1])
            elif text in _CONSTANTS:
                operands.append(_CONSTANTS[text])
            elif text == b"endobj" and len(operands) == 1 and not outer:
                return operands[0]
            else:
                raise UnsupportedSyntaxError
        elif kind in _READ:
            operands.append(_READ[kind](text))
        elif kind in ("open", "begin"):
            outer.append((kind, operands))
            operands = []
        else:
            operands = _closed(kind, operands, outer)
    raise UnsupportedSyntaxError


def join_streams(streams: Sequence[Any]) -> bytes:
    """The data of content streams, which go on from one to the next."""
    return b"\n".join(stream.get_data() for stream in streams)
