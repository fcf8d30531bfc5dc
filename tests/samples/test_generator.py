import json
from collections import Counter
from pathlib import Path
from random import Random

import numpy as np
import pdfplumber
import pytest
from PIL import Image

from benchmarks.families import figures_of
from samples.generator.__main__ import write_document
from samples.generator.degrade import Wear, degrade
from samples.generator.design import draw_design
from samples.generator.tiling import tile_page
from samples.typeset.fonts import FontMissingError, font_file


def fonts_are_here() -> bool:
    try:
        return all(font_file(face) for face in ("serif", "serif-bold", "sans", "sans-bold"))
    except FontMissingError:
        return False


needs_fonts = pytest.mark.skipif(not fonts_are_here(), reason="typesetting needs the fonts of fonts-noto-cjk")


@pytest.mark.parametrize("seed", range(12))
def test_tiles_do_not_overlap(seed: int) -> None:
    rng = Random(seed)
    page = draw_design(rng, "horizontal")
    _, tiles = tile_page(rng, page, 100, page.height - 40)
    assert 3 <= page.columns <= 7
    for number, tile in enumerate(tiles):
        for other in tiles[number + 1 :]:
            a, b = tile.box, other.box
            assert a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0


def test_wear_keeps_the_size_and_lightens_nothing_away() -> None:
    page = Image.new("L", (300, 200), 255)
    page.paste(0, (100, 80, 200, 120))
    scan = np.asarray(degrade(page, Wear(angle=0.5), Random(1)))
    assert scan.shape == (200, 300)
    assert scan[90:110, 120:180].mean() < 60 < 180 < scan[:40].mean()


@needs_fonts
@pytest.mark.parametrize("kind", ["page", "shuffled", "vertical"])
def test_a_page_shows_all_the_text_of_its_truth(kind: str, tmp_path: Path) -> None:
    path = write_document(tmp_path, 3, kind, None)
    truth = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))
    with pdfplumber.open(path) as document:
        painted = {char["text"] for page in document.pages for char in page.chars}
        count = sum(len(page.chars) for page in document.pages)
    wanted = "".join(text for page in truth["pages"] for article in page["articles"] for text in article["paragraphs"])
    plain = {char for char in wanted if char not in "，。、；：？！“”（）—" and not char.isspace()}
    radical_twins = {char for char in painted if 0x2E80 <= ord(char) <= 0x2FDF}
    assert len(plain - painted) <= len(radical_twins)
    assert count >= len(wanted)


@needs_fonts
def test_a_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, two = write_document(tmp_path / "a", 9, "page", None), write_document(tmp_path / "b", 9, "page", None)
    assert one.read_bytes() == two.read_bytes()


@needs_fonts
@pytest.mark.parametrize("kind", ["page", "vertical"])
def test_an_article_stands_where_its_truth_says(kind: str, tmp_path: Path) -> None:
    path = write_document(tmp_path, 5, kind, None)
    page = json.loads(path.with_suffix(".truth.json").read_text("utf-8"))["pages"][0]
    with pdfplumber.open(path) as document:
        sheet = document.pages[0]
        glyphs = [(g["text"], (g["x0"] + g["x1"]) / 2, (g["top"] + g["bottom"]) / 2) for g in sheet.chars]
        scale = float(sheet.width) / page["width_mm"]
    for article in page["articles"]:
        x0, y0, x1, y1 = (value * scale for value in article["bbox_mm"])
        assert 0 <= x0 < x1 <= page["width_mm"] * scale
        assert 0 <= y0 < y1 <= page["height_mm"] * scale
        body = Counter(char for text in article["paragraphs"] for char in text if "\u4e00" <= char <= "\u9fff")
        here = Counter(text for text, x, y in glyphs if x0 <= x <= x1 and y0 <= y <= y1)
        assert (body & here).total() >= 0.9 * body.total()


@needs_fonts
def test_vertical_pages_that_straight_cuts_divide_come_out_whole(tmp_path: Path) -> None:
    from banmian.document.json_form import document_to_json
    from banmian.evaluation.scoring import evaluate
    from banmian.reading.documents import read_document

    drawn, output = tmp_path / "drawn", tmp_path / "output"
    drawn.mkdir()
    for seed in (8101, 8102, 8103):
        page = write_document(drawn, seed, "vertical", None)
        folder = output / page.stem
        folder.mkdir(parents=True)
        (folder / "articles.json").write_bytes(document_to_json(read_document(page)))
    assert evaluate(drawn, output).figures["article_f1"].value == 1.0


@needs_fonts
def test_figures_of_a_family_over_marks_and_over_a_file_are_the_same(tmp_path: Path) -> None:
    (seed, of_marks), *_ = figures_of("western", [7003], None)
    (_, of_file), *_ = figures_of("western", [7003], tmp_path)
    assert seed == 7003
    assert of_marks["article_f1"].whole > 4
    assert of_marks["article_f1"] == of_file["article_f1"]
