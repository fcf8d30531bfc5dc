"""A series as an SVG picture: time and memory against size, both axes from zero."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, HEIGHT = 320, 220
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 34, 44
TICKS = 4

STYLE = """
text { font: 12px system-ui, sans-serif; fill: #57606a } .title { font-weight: 600 }
path { fill: none; stroke: #3572b0; stroke-width: 2 } circle { fill: #3572b0 } line { stroke: #8886 }
"""

Points = Sequence[tuple[float, float]]


def plot(time: str, unit: str, seconds: Points, megabytes: Points) -> str:
    """Two panels side by side: seconds on the left (``time`` says of what), peak megabytes on the right."""
    panels = [
        _panel(time, unit, seconds, 0),
        _panel("peak memory, MB", unit, megabytes, WIDTH),
    ]
    size = f'width="{2 * WIDTH}" height="{HEIGHT}" viewBox="0 0 {2 * WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>{"".join(panels)}</svg>\n'


def _panel(title: str, unit: str, points: Points, left: int) -> str:
    most_x = max(x for x, _ in points)
    most_y = _round_up(max(y for _, y in points))
    wide, high = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM

    def place(x: float, y: float) -> tuple[float, float]:
        return round(left + LEFT + wide * x / most_x, 1), round(TOP + high * (1 - y / most_y), 1)

    marks = [f'<text class="title" x="{left + 12}" y="18">{escape(title)}</text>']
    for tick in range(TICKS + 1):
        value = most_y * tick / TICKS
        x, y = place(0, value)
        marks.append(f'<line x1="{x}" y1="{y}" x2="{x + wide}" y2="{y}"/>')
        marks.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{value:g}</text>')
    for size, _ in points:
        x, y = place(size, 0)
        if size == most_x or size >= most_x / 4:
            marks.append(f'<text x="{x}" y="{y + 16}" text-anchor="middle">{size:g}</text>')
    x, y = place(most_x / 2, 0)
    marks.append(f'<text x="{x}" y="{y + 34}" text-anchor="middle">{escape(unit)}</text>')
    places = [place(*point) for point in points]
    marks.append(f'<path d="M{" L".join(f"{x} {y}" for x, y in places)}"/>')
    marks += [f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in places]
    return "".join(marks)


def _round_up(value: float) -> float:
    """The next number of one or two leading digits that four ticks divide well."""
    step = 10.0 ** (len(str(int(value))) - 1)
    return next(step * factor for factor in (1, 2, 4, 6, 8, 10, 12) if step * factor >= value)
