"""A line box: the place on an upright page that holds one line of text."""

from __future__ import annotations

from dataclasses import dataclass

from banmian.layout.geometry import Box


@dataclass(frozen=True, slots=True)
class LineBox:
    """A place that holds one line of text; ``vertical`` lines run top to bottom.

    On warped paper a line leans although its page is straight: ``lean`` is the shift across the line for each px
    along it, and ``box`` is upright once the lean about the box's centre is removed.
    """

    box: Box
    vertical: bool = False
    lean: float = 0.0

    def shift_at(self, x: float, y: float) -> tuple[float, float]:
        """How far a point of the upright box is displaced on the page, (dx, dy)."""
        if self.vertical:
            return self.lean * (y - self.box.cy), 0.0
        return 0.0, self.lean * (x - self.box.cx)
