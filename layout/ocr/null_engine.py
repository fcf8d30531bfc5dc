"""An engine that reads nothing, so that pages come out with their graphics alone. For tests and dry runs."""

from __future__ import annotations

from collections.abc import Sequence

from banmian.layout.ocr.engine import Detection, Recognition
from banmian.layout.readers.source_file import Raster


class NullEngine:
    """Finds no text, quickly. Orientation is always 0."""

    name = "null"
    models: tuple[str, ...] = ()

    def detect(self, picture: Raster) -> list[Detection]:
        """No lines."""
        return []

    def recognise(self, crops: Sequence[Raster]) -> list[Recognition]:
        """An empty reading for each crop."""
        return [Recognition(()) for _ in crops]

    def recognise_columns(self, crops: Sequence[Raster]) -> list[Recognition]:
        """An empty reading for each crop."""
        return self.recognise(crops)

    def recognise_fraktur(self, crops: Sequence[Raster]) -> list[Recognition]:
        """An empty reading for each crop."""
        return self.recognise(crops)

    def orientation(self, picture: Raster) -> int:
        """Always 0."""
        return 0

    def close(self) -> None:
        """Nothing to release."""
        return
