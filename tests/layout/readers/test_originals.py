"""Where a page lies in its file: each sign's box, moved by the page's matrix, holds the file's own ink."""

from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from drawn_pages import NO_ENGINE, draw_pdf, write_columns
from PIL import Image
from scan_drawing import draw_block, paper

from banmian.document.affine_maps import bounds_of, map_point
from banmian.layout.readers.images import open_image
from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions

SCALE = 4
MARK = (120, 60, 180, 90)
"""Box of a dark patch on a page that is upright as it is shown."""


def shown_page():
    picture = paper(400, 500)
    draw_block(picture, 60, 40, 30, seed=3)
    picture[MARK[1] : MARK[3], MARK[0] : MARK[2]] = (10, 20, 30)
    return Image.fromarray(picture)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_turns_are_undone_to_the_stored_pixels(tmp_path: Path, orientation: int):
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = shown_page()
    stored = upright.transpose(back[orientation]) if orientation != 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "shot.png"
    stored.save(path, exif=exif)
    with open_image(path, NO_ENGINE) as source:
        (page,) = source.read(1)
    assert (page.width, page.height) == (400, 500)
    original = page.original
    assert original is not None
    assert (original.path, original.frame, original.orientation) == (str(path), 1, orientation)
    assert (original.width, original.height) == stored.size
    x0, y0, x1, y1 = (round(value) for value in bounds_of(original.matrix, MARK))
    dark = np.asarray(stored)[:, :, 0] == 10
    assert dark[y0:y1, x0:x1].all()
    assert dark.sum() == (y1 - y0) * (x1 - x0)


def test_frames_of_a_file_are_counted(tmp_path: Path):
    path = tmp_path / "two.tif"
    pages = [shown_page(), shown_page().resize((200, 250))]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    with open_image(path, NO_ENGINE) as source:
        found = [source.read(leaf)[0].original for leaf in (1, 2)]
    assert [(o.frame, o.width, o.height, o.unit) for o in found if o] == [(1, 400, 500, "px"), (2, 200, 250, "px")]


def draw_turned(turns: int):
    """Columns of text that stand on their side."""

    def draw(canvas):
        for _ in range(turns):
            canvas.translate(0, 500)
            canvas.rotate(-90)
        write_columns(canvas, 2, 12)

    return draw


def with_rotate(path: Path, degrees: int):
    pdf = pypdfium2.PdfDocument(path)
    pdf[0].set_rotation(degrees)
    turned = path.with_name("rotated.pdf")
    pdf.save(str(turned))
    return turned


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_signs_of_a_text_layer_are_found_on_the_page_as_shown(tmp_path: Path, turns: int, rotate: int):
    path = with_rotate(draw_pdf(tmp_path / "drawn.pdf", draw_turned(turns), (500, 500)), rotate)
    with open_pdf(path, NO_ENGINE) as source:
        (page,) = source.read(1)
    shown = pypdfium2.PdfDocument(path)[0]
    ink = shown.render(scale=SCALE).to_numpy()[:, :, 0] < 128
    original = page.original
    assert original is not None
    assert (original.width, original.height, original.unit) == (*shown.get_size(), "pt")
    glyphs = [glyph.box for line in page.lines for glyph in line.glyphs]
    assert len(glyphs) > 200
    for box in glyphs:
        x0, y0, x1, y1 = (round(SCALE * value) for value in bounds_of(original.matrix, box))
        assert ink[y0:y1, x0:x1].any()
    covered = np.zeros_like(ink)
    for box in glyphs:
        x0, y0, x1, y1 = (round(SCALE * value) for value in bounds_of(original.matrix, box.grown(0.5)))
        covered[max(0, y0) : y1, max(0, x0) : x1] = True
    assert (ink & covered).sum() > 0.95 * ink.sum()


def test_a_rendered_page_is_measured_in_points_of_its_pdf(tmp_path: Path):
    path = draw_pdf(tmp_path / "drawn.pdf", lambda canvas: write_columns(canvas, 2, 12))
    with open_pdf(path, ReadOptions(engine="null", text_layer="never", dpi=200)) as source:
        (page,) = source.read(1)
    original = page.original
    assert original is not None
    assert (original.width, original.height, original.unit) == (400, 500, "pt")
    assert map_point(original.matrix, page.width, page.height) == pytest.approx((400, 500))


def test_a_picture_without_text_has_its_place_too(tmp_path: Path):
    path = tmp_path / "blank.png"
    cv2.imwrite(str(path), paper(300, 200))
    with open_image(path, NO_ENGINE) as source:
        (page,) = source.read(1)
    assert page.original is not None
    assert page.original.matrix == [[1, 0, 0], [0, 1, 0]]
