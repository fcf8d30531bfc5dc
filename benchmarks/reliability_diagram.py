"""Reliability diagrams as one SVG picture: share right against confidence, the diagonal where the two agree."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from math import sqrt

from banmian.evaluation.calibration import Calibration

SIDE, LEFT, RIGHT, TOP, BOTTOM = 200, 44, 20, 34, 44
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
LEAST_RADIUS, MOST_RADIUS = 2.5, 9.0
"""Radius (px) of a bin with hardly anything in it, and of one that holds all."""

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #57606a } .title { font-weight: 600 }
path { fill: none; stroke: #3572b0; stroke-width: 1.5 } circle { fill: #3572b0; fill-opacity: 0.75 }
line { stroke: #8886 } .even { stroke: #d0783c; stroke-dasharray: 4 4 }
"""


def diagram(found: Mapping[str, Calibration]) -> str:
    """A panel for each calibration, side by side, under its name."""
    wide, high = LEFT + SIDE + RIGHT, TOP + SIDE + BOTTOM
    panels = (_panel(name, told, wide * number) for number, (name, told) in enumerate(found.items()))
    size = f'width="{wide * len(found)}" height="{high}" viewBox="0 0 {wide * len(found)} {high}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{"".join(panels)}</svg>\n'


def _panel(title: str, told: Calibration, left: int) -> str:
    def place(x: float, y: float) -> tuple[float, float]:
        return round(left + LEFT + SIDE * x, 1), round(TOP + SIDE * (1 - y), 1)

    marks = [f'<text class="title" x="{left + LEFT}" y="18">{escape(title)}</text>']
    for tick in TICKS:
        x, y = place(tick, tick)
        low, high = place(0, 0)
        marks.append(f'<line x1="{low}" y1="{y}" x2="{low + SIDE}" y2="{y}"/>')
        marks.append(f'<text x="{low - 6}" y="{y + 4}" text-anchor="end">{tick:g}</text>')
        marks.append(f'<text x="{x}" y="{high + 16}" text-anchor="middle">{tick:g}</text>')
    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    marks.append(f'<line class="even" x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/>')
    error = f"confidence; error {told.expected_error:.3f}"
    marks.append(f'<text x="{(x0 + x1) / 2}" y="{y0 + 34}" text-anchor="middle">{error}</text>')
    places = [place(part.confidence, part.right) for part in told.bins]
    marks.append(f'<path d="M{" L".join(f"{x} {y}" for x, y in places)}"/>')
    for part, (x, y) in zip(told.bins, places, strict=True):
        radius = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(part.weight / told.weight)
        marks.append(f'<circle cx="{x}" cy="{y}" r="{radius:.1f}"/>')
    return "".join(marks)
