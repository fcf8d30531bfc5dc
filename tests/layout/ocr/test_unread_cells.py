import numpy as np
import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.connected_components import ConnectedComponents
from banmian.layout.ocr.unread_cells import count_unread_cells

EM = 20.0


def column(read: str, printed: str, vertical: bool, pitch: float = 1.0) -> tuple[Line, ConnectedComponents]:
    """A line of which the characters in `read` were read, with the ink of all that is `printed`."""
    inks, glyphs = [], []
    for number, char in enumerate(printed):
        side = 6.0 if char == "，" else 17.0
        at = 100 + number * pitch * EM
        box = Box(40, at, 40 + side, at + side) if vertical else Box(at, 40, at + side, 40 + side)
        inks.append(box)
        if char in read:
            glyphs.append(Glyph(char, box, EM))
    end = 100 + len(printed) * pitch * EM
    whole = Box(40, 100, 60, end) if vertical else Box(100, 40, end, 60)
    boxes = np.array([(box.x0, box.y0, box.width, box.height) for box in inks])
    parts = ConnectedComponents(boxes, boxes[:, 2] * boxes[:, 3], boxes[:, :2] + boxes[:, 2:] / 2)
    return Line("".join(glyph.text for glyph in glyphs), whole, EM, tuple(glyphs), vertical=vertical), parts


@pytest.mark.parametrize("vertical", [True, False])
def test_points_that_were_passed_over_are_counted(vertical):
    line, parts = column("渡口新桥今天通车", "渡口，新桥今天，通车", vertical)
    assert count_unread_cells([line], parts) == 2


@pytest.mark.parametrize("vertical", [True, False])
def test_a_line_that_was_wholly_read_and_one_set_wide_have_none(vertical):
    assert count_unread_cells(*_all(column("渡口，新桥今天通车", "渡口，新桥今天通车", vertical))) == 0
    assert count_unread_cells(*_all(column("渡口新桥今天通车", "渡口新桥今天通车", vertical, pitch=1.7))) == 0


def test_a_space_without_ink_is_none():
    line, parts = column("渡口新桥今天通车", "渡口，新桥今天通车", False)
    bare = parts.select(parts.spans > 10)
    assert count_unread_cells([line], bare) == 0


def _all(found: tuple[Line, ConnectedComponents]) -> tuple[list[Line], ConnectedComponents]:
    return [found[0]], found[1]
