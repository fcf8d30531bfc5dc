"""Helpers shared by the XML truth formats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element

from banmian.evaluation.comparable import Box


def local(element: Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name (``id`` finds ``xml:id``); empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Element, name: str) -> list[Element]:
    """Direct children by local name."""
    return [child for child in element if local(child) == name]


def descendants(element: Element, name: str) -> list[Element]:
    """All elements below by local name, in document order."""
    return [child for child in element.iter() if local(child) == name]


def number(element: Element, name: str) -> float:
    """A numeric attribute, 0 where it is missing or no number."""
    try:
        return float(element.get(name, "0"))
    except ValueError:
        return 0.0


def join_lines(lines: Iterable[str]) -> str:
    """Lines of one paragraph as running text: a space only between two Latin words, no line end."""
    text = ""
    for line in (line.strip() for line in lines):
        latin = bool(text and line) and text[-1].isascii() and line[0].isascii()
        if latin and text.endswith("-") and text[-2:-1].isalpha() and line[0].islower():
            text = text[:-1] + line
        else:
            text += (" " if latin else "") + line
    return text


def in_fractions(corners: Sequence[tuple[float, float]], width: float, height: float) -> Box | None:
    """The box of a polygon in fractions of its page; None without corners or page size."""
    if not corners or not width or not height:
        return None
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs) / width, min(ys) / height, max(xs) / width, max(ys) / height)
