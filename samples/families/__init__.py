"""Newspaper designs after the look of real pages; each family gives many variants, chosen by a seed."""

from __future__ import annotations

from collections.abc import Callable

from samples.families.canvas import Composed
from samples.families.magazine import make_magazine
from samples.families.mainland import make_mainland
from samples.families.mosaic import make_mosaic
from samples.families.republican import make_republican
from samples.families.tabloid import make_tabloid
from samples.families.western import make_western

FAMILIES: dict[str, Callable[[int], Composed]] = {
    "republican": make_republican,
    "mosaic": make_mosaic,
    "mainland": make_mainland,
    "tabloid": make_tabloid,
    "western": make_western,
    "magazine": make_magazine,
}
"""The functions that make the documents of each family."""


def make_family_document(family: str, seed: int) -> Composed:
    """The document of a family for a seed: the same one every time."""
    return FAMILIES[family](seed)
