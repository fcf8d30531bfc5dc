"""An engine that reads nothing: pages come through with their marks alone. For tests and dry runs."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.ocr.engine import Detection, Recognition
from banmian.layout.readers.base import Raster


class NullEngine:
    """Finds no text, quickly. Orientation is always 0."""

    name = "null"
    models: tuple[str, ...] = ()

    def detect(self, picture: Raster) -> list[Detection]:
        """Lines of text at the picture's own size."""
        return []

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What the crops say, in their order."""
        return [Recognition(()) for _ in crops]

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """What the crops of vertical lines say, in their order."""
        return self.recognise(crops)

    def orientation(self, picture: Raster) -> int:
        """Degrees clockwise by which the picture appears turned."""
        return 0

    def close(self) -> None:
        """Let the models go."""
        return
