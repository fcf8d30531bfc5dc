import json
import re
import unicodedata
from pathlib import Path

import pytest

from banmian.layout.readers.pdf import open_pdf
from banmian.read_options import ReadOptions

SHARED = Path(__file__).parents[3].parent / "shared"
LAYER_ONLY = ReadOptions(engine="null", text_layer="always")

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")


def pages_of(path: Path):
    with open_pdf(path, LAYER_ONLY) as source:
        return [page for leaf in range(1, source.source_page_count + 1) for page in source.read(leaf)]


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture(scope="module", params=["issue.pdf", "issue-shuffled.pdf"])
def issue(request: pytest.FixtureRequest):
    truth = json.loads((SHARED / "pages-dev" / "truth.json").read_text(encoding="utf-8"))
    return list(zip(pages_of(SHARED / "pages-dev" / request.param), truth["pages"], strict=True))


def test_every_body_line_stands_in_its_article(issue):
    for page, truth in issue:
        bodies = [plain("".join(article["paragraphs"])) for article in truth["articles"]]
        found = sum(len(plain(line.text)) for line in page.lines if any(plain(line.text) in body for body in bodies))
        assert found >= sum(map(len, bodies))


def test_heads_and_bylines_are_exact(issue):
    for page, truth in issue:
        lines = {line.text.lstrip("—") for line in page.lines}
        for article in truth["articles"]:
            for part in ("headline", "kicker", "subheadline", "byline", "section"):
                if article[part]:
                    assert article[part] in lines


def test_no_radical_and_no_loose_space_is_left(issue):
    for page, truth in issue:
        bodies = [plain("".join(article["paragraphs"])) for article in truth["articles"]]
        for line in page.lines:
            assert not re.search("[\u2e80-\u2fdf]", line.text)
            if any(plain(line.text) in body for body in bodies):
                assert not re.search("[\u4e00-\u9fff] [\u4e00-\u9fff]", line.text)


def test_a_spaced_out_heading_is_one_word_and_five_columns_stay_apart():
    (page,) = pages_of(SHARED / "real" / "mylapore-2026-02-14.pdf")
    heading = max(page.lines, key=lambda line: line.size)
    assert re.fullmatch(r"[A-Z]{11}", heading.text)
    body = [line for line in page.lines if abs(line.size - 8) < 0.5]
    assert len(body) > 200
    assert all(line.box.width < page.width / 5 for line in body)
