"""The interface to OCR engines: where text is in a picture, and what a line crop says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from banmian.layout.readers.source_file import Raster

Quad = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Detection:
    """A line of text as the engine detects it: four corners (4, 2) in px, clockwise from the top left."""

    corners: Quad
    score: float


@dataclass(frozen=True, slots=True)
class RecognisedGlyph:
    """One recognised glyph. ``at`` is its centre as a share of the crop's width (0 left, 1 right).

    ``others`` are alternatives with their probabilities; engines may leave them out.
    """

    text: str
    at: float
    confidence: float
    others: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a crop says, glyph by glyph in reading order; spaces are glyphs too. ``ways`` counts the readings that
    were merged into it, of which the first had ``first_confidence``."""

    glyphs: tuple[RecognisedGlyph, ...]
    ways: int = 1
    first_confidence: float = 0.0

    @property
    def text(self) -> str:
        """All glyphs in one string."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def confidence(self) -> float:
        """Mean confidence of the glyphs, 0 when there are none."""
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
        """Lines of text in a picture, detected at the picture's own size (no hidden scaling)."""
        ...

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of each crop of a horizontal line, in the order given."""
        ...

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of each crop of a vertical line, rotated a quarter turn anticlockwise, in the order given."""
        ...

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of each crop of a horizontal line in Fraktur, in the order given; nothing where none is known."""
        ...

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise (0, 90, 180, 270) by which the picture appears to be rotated."""
        ...

    def close(self) -> None:
        """Release models and memory."""
        ...


class WrappedEngine:
    """An engine that leaves all to another; those made of it do single things otherwise."""

    def __init__(self, engine: Engine) -> None:
        self.name, self.models = engine.name, engine.models
        self._engine = engine

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text in a picture."""
        return self._engine.detect(picture)

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines."""
        return self._engine.recognise(crops)

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of vertical lines, rotated a quarter turn anticlockwise."""
        return self._engine.recognise_columns(crops)

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """The text of crops of horizontal lines in Fraktur."""
        return self._engine.recognise_fraktur(crops)

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise by which the picture appears to be rotated."""
        return self._engine.orientation(picture)

    def close(self) -> None:
        """Release models and memory."""
        self._engine.close()
