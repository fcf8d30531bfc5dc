from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from banmian.layout.model import Page
from banmian.layout.readers.opening import open_source
from samples.families import FAMILIES, make_family_document
from samples.families.canvas import Composed, line_box
from samples.families.page_models import follow_links, line_truths, page_models, reading_order
from samples.families.word_setting import joined_lines
from samples.typeset.fonts import FACE_FILES, FontMissingError, font_file
from samples.typeset.pdf import write_pdf
from samples.typeset.sheet import PaintedLine

TEXT_ROLES = ("body", "subheading")


def missing_font() -> str:
    try:
        for face in FACE_FILES:
            font_file(face)
    except FontMissingError as error:
        return str(error)
    return ""


needs_fonts = pytest.mark.skipif(bool(missing_font()), reason=f"typesetting needs its fonts: {missing_font()}")
each_family = pytest.mark.parametrize("family", FAMILIES)


def read_back(document: Composed, folder: Path) -> list[Page]:
    path = folder / "page.pdf"
    path.write_bytes(write_pdf(document.sheets(), document.collection))
    with open_source(path) as source:
        return [page for leaf in range(1, source.source_page_count + 1) for page in source.read(leaf)]


@needs_fonts
@each_family
def test_a_seed_gives_the_same_truth_and_marks(family: str) -> None:
    one, two = make_family_document(family, 4), make_family_document(family, 4)
    assert one.truth() == two.truth()
    assert [page.ops for page in one.pages] == [page.ops for page in two.pages]
    assert one.truth() != make_family_document(family, 5).truth()


@needs_fonts
@each_family
def test_the_model_of_a_drawn_page_is_what_the_reader_gives_for_its_pdf(family: str, tmp_path: Path) -> None:
    document = make_family_document(family, 2)
    for drawn, read in zip(page_models(document), read_back(document, tmp_path), strict=True):
        assert [line.text for line in drawn.lines] == [line.text for line in read.lines]
        assert len(drawn.rules) == len(read.rules)
        assert len(drawn.panels) == len(read.panels)
        assert len(drawn.pictures) == len(read.pictures)
        for one, two in zip(drawn.lines, read.lines, strict=True):
            assert one.vertical == two.vertical
            assert max(abs(a - b) for a, b in zip(one.box, two.box, strict=True)) < 0.25
            assert abs(one.size - two.size) < 0.25


@needs_fonts
@each_family
@pytest.mark.parametrize("seed", range(4))
def test_pieces_say_what_the_truth_says_and_stay_on_the_page(family: str, seed: int) -> None:
    document = make_family_document(family, seed)
    for canvas in document.pages:
        for article in canvas.articles:
            texts = [piece for piece in article.pieces if piece.label.role in TEXT_ROLES]
            lines = [line.text for piece in texts for line in piece.lines]
            assert "".join(joined_lines(lines).split()) == "".join("".join(article.paragraphs).split())
            for piece in article.pieces:
                box = piece.box
                assert -1 <= box.x0 < box.x1 <= canvas.width + 1
                assert -1 <= box.y0 < box.y1 <= canvas.height + 1


@needs_fonts
@each_family
@pytest.mark.parametrize("seed", range(3))
def test_no_line_stands_on_another(family: str, seed: int) -> None:
    for canvas in make_family_document(family, seed).pages:
        boxes = [line_box(op) for op in canvas.ops if isinstance(op, PaintedLine)]
        clashes = []
        for number, one in enumerate(boxes):
            for two in boxes[number + 1 :]:
                across = min(one.x1, two.x1) - max(one.x0, two.x0)
                down = min(one.y1, two.y1) - max(one.y0, two.y0)
                if across > 2.5 and down > 2.5:
                    clashes.append((one, two))
        assert clashes == []


@needs_fonts
@each_family
def test_lines_are_traced_to_their_articles(family: str) -> None:
    document = make_family_document(family, 3)
    for canvas, page in zip(document.pages, page_models(document), strict=True):
        truths = line_truths(page.lines, canvas)
        assert all(truth.label is not None for truth in truths)
        said = Counter[str]()
        for line, truth in zip(page.lines, truths, strict=True):
            said[truth.article] += len(line.glyphs)
        for article in canvas.articles:
            drawn = sum(len(piece.text.replace(" ", "")) for piece in article.pieces)
            assert abs(said[article.name] - drawn) <= 0.1 * drawn + 6
        order = reading_order(truths)
        for before, after in follow_links(truths):
            places = order[truths[before].article]
            assert places.index(before) < places.index(after)
        assert all(a.position <= b.position for o in order.values() for a, b in pairwise([truths[k] for k in o]))
