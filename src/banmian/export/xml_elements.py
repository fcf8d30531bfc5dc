"""XML output: forbidden characters replaced, short numbers, UTF-8 with a declaration."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

Element = ET.Element

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def replace_forbidden(text: str) -> str:
    """The text with U+FFFD for every character that XML 1.0 forbids."""
    return _FORBIDDEN.sub("\ufffd", text)


def number(value: float) -> str:
    """A number with at most two decimals, no trailing zeros, never minus zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """A child element; attributes that are None are left out."""
    child = ET.SubElement(parent, tag, {name: replace_forbidden(v) for name, v in attributes.items() if v is not None})
    if text is not None:
        child.text = replace_forbidden(text)
    return child


def to_bytes(root: Element) -> bytes:
    """The document in UTF-8, indented, ending in a line feed."""
    ET.indent(root, " ")
    body: str = ET.tostring(root, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()
