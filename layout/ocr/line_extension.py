"""Lines made longer by ink beyond their ends that the detector left out of their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from banmian.layout.geometry import Box, union
from banmian.layout.model import Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.thresholds import ScanThresholds
from banmian.layout.readers.source_file import Raster


class InkAlongLine(NamedTuple):
    """Where components start and end along a line (px), whether they are in its band; where the line does."""

    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    level: NDArray[np.bool_]
    first: float
    last: float


def ink_along(line: Line, free: ConnectedComponents, aside: float) -> InkAlongLine:
    """The components seen along a line; its band is wider than its box by ``aside`` (px) on both sides."""
    boxes = free.boxes if not line.vertical else free.boxes[:, [1, 0, 3, 2]]
    x0, y0, x1, y1 = line.box if not line.vertical else (line.box.y0, line.box.x0, line.box.y1, line.box.x1)
    level = (boxes[:, 1] > y0 - aside) & (boxes[:, 1] + boxes[:, 3] < y1 + aside)
    return InkAlongLine(boxes[:, 0], boxes[:, 0] + boxes[:, 2], level, x0, x1)


def box_of(free: ConnectedComponents, chosen: NDArray[np.bool_]) -> Box | None:
    """The box around the chosen components, None where there are none."""
    found = free.boxes[chosen].tolist()
    return union(Box(x, y, x + width, y + height) for x, y, width, height in found) if found else None


def read_longer(
    picture: Raster,
    lines: Sequence[Line],
    beyond: Sequence[Box | None],
    margin: float,
    em: float,
    engine: Engine,
    thresholds: ScanThresholds,
) -> list[Line | None]:
    """Each line read again with the ink beyond its ends; None where there is no such ink, or nothing was read.

    ``margin`` of paper is left around a longer line, in em of it; ``em`` (px) is the page's.
    """
    crops = {
        at: LineBox(union((line.box, box)).grown(margin * line.size), line.vertical)
        for at, (line, box) in enumerate(zip(lines, beyond, strict=True))
        if box is not None
    }
    again = dict(zip(crops, recognise_lines(picture, list(crops.values()), em, engine, thresholds), strict=True))
    return [again.get(at) for at in range(len(lines))]
