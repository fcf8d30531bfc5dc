from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from drawn_pages import read_drawn, write
from reportlab.pdfgen.canvas import Canvas

from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, collect_glyphs
from banmian.layout.pdf_text.painted_text import painted_text


def glyphs_at(*places: tuple[float, float]) -> GlyphArrays:
    """Glyphs of an em of 10 with their lower left corner at these places."""
    boxes = np.array([(x, y, x + 10, y + 10) for x, y in places])
    one = collect_glyphs([], 0.0, 0.0)
    made = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return GlyphArrays(**made | {"boxes": boxes, "ems": np.full(len(places), 10.0), "texts": [""] * len(places)})


@pytest.mark.parametrize(
    ("places", "plain", "kept", "painted"),
    [
        (((0, 0), (10, 0), (20, 0)), "山水山", (0, 1, 2), "山水山"),
        (((0, 0), (3, 3), (20, 0)), "山山水", (1, 2), "山水"),  # a shadow
        (((0, 0), (10, 0), (20, 0)), "山山水", (1, 2), "山山水"),  # dropped though a whole pitch away
        (((0, 0), (1, 0), (20, 0)), "山川水", (1, 2), "川水"),  # two glyphs in one place
        (((0, 0), (4, 0), (20, 0)), "山川水", (1, 2), "山川水"),  # beside, not upon, another
        (((0, 0),), "山", (), "山"),
        ((), "", (), ""),
    ],
)
def test_glyphs_count_unless_they_lie_on_one_that_was_kept(places, plain, kept, painted):
    boxes = np.array(places, dtype=float).reshape(-1, 2)
    assert painted_text(glyphs_at(*map(tuple, boxes)), list(plain), np.array(kept, dtype=np.int64)) == painted


def test_a_shadow_is_painted_once(tmp_path: Path):
    def draw(canvas: Canvas) -> None:
        for shift in (4.0, 0.0):
            write(canvas, "年年有余", 40 + shift, 300 - shift, 30)
        write(canvas, "harvest 2024", 40, 200, 12)

    page = read_drawn(tmp_path, draw)
    assert Counter(page.painted.replace(" ", "")) == Counter("年年有余harvest2024")
