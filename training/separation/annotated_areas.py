"""Areas that people drew on old pages, grouped into articles (annotations of ecpo-data: SVG polygons)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from banmian.layout.geometry import Box, union

Point = tuple[float, float]


@dataclass(frozen=True)
class Area:
    """One area as drawn: ``kind`` is article, advertisement, picture or other; ``group`` numbers its article."""

    box: Box
    kind: str
    group: int
    points: tuple[Point, ...] = ()

    def moved(self, dx: float, dy: float) -> Area:
        """The area at another place."""
        points = tuple((x + dx, y + dy) for x, y in self.points)
        return replace(self, box=self.box.moved(dx, dy), points=points)

    def columns(self, count: int) -> list[tuple[float, float]]:
        """Top and foot of so many columns of the area, from the right: as long as the outline lets them be."""
        step = self.box.width / count
        return [self._cut(self.box.x1 - (number + 0.5) * step) for number in range(count)]

    def _cut(self, x: float) -> tuple[float, float]:
        crossings = []
        for (x0, y0), (x1, y1) in zip(self.points, self.points[1:] + self.points[:1], strict=True):
            if (x0 <= x) != (x1 <= x):
                crossings.append(y0 + (x - x0) * (y1 - y0) / (x1 - x0))
        crossings.sort()
        pieces = list(zip(crossings[::2], crossings[1::2], strict=False))
        return max(pieces, key=lambda piece: piece[1] - piece[0], default=(self.box.y0, self.box.y1))


def read_areas(path: Path) -> list[Area]:
    """The areas of an annotation file that groups them; none where it does not. Group -1: in no group."""
    items = json.loads(path.read_text("utf-8"))["items"]
    groups: dict[str, int] = {}
    single = []
    for number, item in enumerate(items):
        labels = [b["value"].get("label") for b in item["body"] if isinstance(b.get("value"), dict)]
        label = next((name for name in labels if name), None)
        if len(item["target"]) > 1 or label in (None, "None"):
            groups.update({target.get("id") or target["source"]: number for target in item["target"]})
        else:
            single.append((item, label))
    if not groups:
        return []
    kinds = {"Article": "article", "Advertisement": "advertisement"}
    areas = []
    for item, label in single:
        target = item["target"][0]
        points = _points_of(target["selector"]["value"])
        if points:
            kind = kinds.get(label or "", "picture" if "Image" in (label or "") else "other")
            box = union(Box(x, y, x, y) for x, y in points)
            areas.append(Area(box, kind, groups.get(target["id"], groups.get(item["id"], -1)), points))
    return areas


def _points_of(svg: str) -> tuple[Point, ...]:
    matrix = re.search(r"matrix\(([^)]*)\)", svg)
    a, b, c, d, e, f = map(float, re.split(r"[ ,]+", matrix[1].strip())) if matrix else (1, 0, 0, 1, 0, 0)
    points = re.search(r'points="([^"]*)"', svg)
    if points is None:
        return ()
    numbers = [float(value) for value in re.split(r"[ ,]+", points[1].strip())]
    return tuple((a * x + c * y + e, b * x + d * y + f) for x, y in zip(numbers[::2], numbers[1::2], strict=True))


def in_order(areas: Sequence[Area]) -> list[Area]:
    """Areas of one article as they are read: what stands beside each other from right to left, tier after tier."""
    left = list(areas)
    ordered: list[Area] = []
    while left:
        free = [area for area in left if not any(_comes_before(other.box, area.box) for other in left)]
        chosen = min(free or left, key=lambda area: (area.box.y0, -area.box.x1))
        ordered.append(chosen)
        left.remove(chosen)
    return ordered


def _comes_before(one: Box, other: Box) -> bool:
    if one is other:
        return False
    beside = one.y_overlap(other) > 0.35 * min(one.height, other.height)
    if beside:
        return one.cx > other.cx
    stacked = one.x_overlap(other) > 0.2 * min(one.width, other.width)
    return stacked and one.cy < other.cy
