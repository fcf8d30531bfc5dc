"""Newspaper designs that were drawn from real pages, each a family of many variants on a seed."""

from __future__ import annotations

from collections.abc import Callable

from samples.families.canvas import Composed
from samples.families.magazine import make_magazine
from samples.families.mainland import make_mainland
from samples.families.republican import make_republican
from samples.families.tabloid import make_tabloid
from samples.families.western import make_western

FAMILIES: dict[str, Callable[[int], Composed]] = {
    "republican": make_republican,
    "mainland": make_mainland,
    "tabloid": make_tabloid,
    "western": make_western,
    "magazine": make_magazine,
}
"""Makers of a document by family."""


def make_family_document(family: str, seed: int) -> Composed:
    """The document that a family gives on a seed: the same one every time."""
    return FAMILIES[family](seed)
