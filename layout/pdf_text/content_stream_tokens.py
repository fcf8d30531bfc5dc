"""Content streams cut by one regular expression, some times faster than by pdfminer's own parser.

What is out of the ordinary (inline images, comments, strings in strings, odd numbers) is not cut here but left to
pdfminer, so that the operations are the same either way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT

_END = rb"(?=[\x00\t\n\f\r \[\]()<>/%]|\Z)"
_TOKEN = re.compile(
    rb"[+-]?(?:\d+\.?\d*|\.\d+)" + _END + rb"|[A-Za-z'\"][A-Za-z0-9*]*" + _END + rb"|"
    rb"/[^\x00\t\n\f\r \[\]()<>/%#{}\x80-\xff]+|<(?:[0-9A-Fa-f]{2})*>|"
    rb"\([^()\\\r]*(?:\\(?:[nrtbf()\\]|[0-7]{1,3})[^()\\\r]*)*\)|"
    rb"[\[\]]|<<|>>|[^\x00\t\n\f\r ]"
)
_FLAT_ARRAY_OR_TOKEN = re.compile(rb"\[[\x00\t\n\f\r 0-9A-Za-z_./+-]+\]|" + _TOKEN.pattern)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3})")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_BRACKETS = {b"[": "open", b"]": "close", b"<<": "begin", b">>": "finish"}
MOST_KNOWN = 1 << 15
"""Names and numbers that are kept once they were read."""
_KNOWN: dict[bytes, Any] = {}


class UnsupportedSyntaxError(Exception):
    """The stream holds something that is left to pdfminer."""


def split_tokens(data: bytes) -> list[bytes]:
    """The tokens of a content stream as they are written. What is no plain token comes as single bytes.

    Raises UnsupportedSyntaxError where there are comments, which pdfminer must read.
    """
    return _split(_TOKEN, data)


def split_object_tokens(data: bytes) -> list[bytes]:
    """As `split_tokens`, but an array of nothing but names and numbers is one token."""
    return _split(_FLAT_ARRAY_OR_TOKEN, data)


def _split(pattern: re.Pattern[bytes], data: bytes) -> list[bytes]:
    tokens: list[bytes] = pattern.findall(data)
    if b"%" in data and b"%" in tokens:
        raise UnsupportedSyntaxError
    return tokens


def read_operands(tokens: Sequence[bytes], document: Any = None) -> list[Any]:
    """The operands that tokens write, as pdfminer gives them; references are to objects of a pdfminer document.

    Raises UnsupportedSyntaxError, ValueError.
    """
    operands: list[Any] = []
    outer: list[tuple[str, list[Any]]] = []
    known = _KNOWN.get
    for token in tokens:
        value = known(token)
        if value is not None:
            operands.append(value)
        elif token in _BRACKETS:
            kind = _BRACKETS[token]
            if kind in ("open", "begin"):
                outer.append((kind, operands))
                operands = []
            else:
                operands = _closed(kind, operands, outer)
        elif token == b"R" and document is not None:
            if len(operands) < 2 or type(operands[-2]) is not int:
                raise UnsupportedSyntaxError
            operands[-2:] = [PDFObjRef(document, operands[-2])]
        elif token[:1] == b"[":
            operands.append(_flat_array(token[1:-1], document))
        else:
            operands.append(_operand(token))
    if outer:
        raise UnsupportedSyntaxError
    return operands


def _flat_array(inside: bytes, document: Any) -> list[Any]:
    """What an array of names, numbers and references holds."""
    values = [*map(_KNOWN.get, inside.split())]
    return values if None not in values else read_operands(split_tokens(inside), document)


def _operand(token: bytes) -> Any:
    """A name, a string, a number or a constant; names and numbers are kept for the next time."""
    if token in _CONSTANTS:
        return _CONSTANTS[token]
    first = token[:1]
    if first in b"(<":
        return read_string(token)
    if first == b"/" and len(token) > 1:
        value: Any = LIT(token[1:].decode("ascii"))
    elif first.isalpha():
        raise UnsupportedSyntaxError
    else:
        value = float(token) if b"." in token else int(token)
    if len(_KNOWN) >= MOST_KNOWN:
        _KNOWN.clear()
    _KNOWN[token] = value
    return value


def read_string(token: bytes) -> bytes:
    """A string, in whatever way it is written. Raises UnsupportedSyntaxError, ValueError."""
    if len(token) < 2:
        raise UnsupportedSyntaxError
    return bytes.fromhex(token[1:-1].decode("ascii")) if token[:1] == b"<" else _string(token)


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


def join_streams(streams: Sequence[Any]) -> bytes:
    """The data of content streams, which go on from one to the next."""
    return b"\n".join(stream.get_data() for stream in streams)
