"""Elements and attributes of XML by their local names, whatever namespace a file writes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in the unit of the file."""


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute by its local name (``id`` finds ``xml:id``); empty where there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Element, name: str) -> list[Element]:
    """Direct children by local name."""
    return [child for child in element if local_name(child) == name]


def descendants(element: Element, name: str) -> list[Element]:
    """All elements below by local name, in document order."""
    return [child for child in element.iter() if local_name(child) == name]


def number(element: Element, name: str) -> float:
    """A numeric attribute, 0 where it is missing or no number."""
    try:
        return float(element.get(name, "0"))
    except ValueError:
        return 0.0
