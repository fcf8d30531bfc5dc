"""The seam to OCR engines: where text lies on a picture, and what a cut-out line says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from banmian.layout.readers.base import Raster

Quad = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Detection:
    """Where the engine sees a line of text: four corners (4, 2) in px, clockwise from top left."""

    corners: Quad
    score: float


@dataclass(frozen=True, slots=True)
class RecognisedGlyph:
    """One recognised sign. ``at`` is its centre along the crop's width as a share of it (0 left, 1 right).

    ``others`` are signs that it might be instead, each with its probability; engines may leave them out.
    """

    text: str
    at: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a crop says, sign by sign in reading order; spaces are signs too. ``ways`` counts the readings that
    were made one in it."""

    glyphs: tuple[RecognisedGlyph, ...]
    ways: int = 1

    @property
    def text(self) -> str:
        """All signs in one string."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def confidence(self) -> float:
        """Mean over the signs, 0 when there are none."""
        if not self.glyphs:
            return 0.0
        return sum(glyph.confidence for glyph in self.glyphs) / len(self.glyphs)


class Engine(Protocol):
    """An OCR engine. Pictures and crops are RGB (height, width, 3) uint8; crops read left to right.

    Every method may raise `banmian.errors.EngineError`.
    """

    name: str
    models: tuple[str, ...]

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text on a picture, recognised at the picture's own size (no hidden scaling)."""
        ...

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What each crop of one horizontal line says, in the order given."""
        ...

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What each crop of one vertical line, turned a quarter anticlockwise, says, in the order given."""
        ...

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise (0, 90, 180, 270) by which the picture appears to have been turned."""
        ...

    def close(self) -> None:
        """Let models and memory go."""
        ...
