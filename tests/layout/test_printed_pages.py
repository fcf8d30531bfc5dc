"""Whole pages through the public reading path: text layers of typeset pages with their truth beside them."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import banmian

SHARED = Path(__file__).parents[3] / "shared"
DEV = SHARED / "pages-dev"
SCORER = SHARED / "measure" / "score.py"

pytestmark = pytest.mark.skipif(not (DEV.is_dir() and SCORER.is_file()), reason="../shared with its pages is not here")
pytest.importorskip("rapidfuzz")

FIELDS = ("headline", "kicker", "subheadline", "byline", "section", "caption", "credit", "jump", "table")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=["issue.pdf", "issue-shuffled.pdf"])
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    return banmian.document_to_dict(banmian.read_document(DEV / request.param))


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DEV / "truth.json").read_text("utf-8"))
    return loaded


def test_articles_and_their_parts_are_those_of_the_truth(document: dict[str, Any], truth: dict[str, Any]):
    figures, rows = scorer().score(truth, [document])
    assert figures["integrity"] >= 0.97
    assert figures["f1"] == pytest.approx(1.0), rows
    short = {field: figures[field] for field in FIELDS if field in figures and figures[field] < 1.0}
    assert not short, (short, rows)


def test_articles_stand_in_the_order_of_the_truth(document: dict[str, Any], truth: dict[str, Any]):
    """Articles that the truth lists are found page by page; none is found on another page."""
    page_of = {
        article["headline"]: page["number"]
        for page in truth["pages"]
        for article in page["articles"]
        if article["headline"]
    }
    for article in document["articles"]:
        if article["headline"] in page_of:
            assert article["regions"][0]["page"] == page_of[article["headline"]]


def test_the_issue_is_known_by_its_masthead(document: dict[str, Any], truth: dict[str, Any]):
    wanted, found = truth["publication"], document["publication"]
    for name in ("title", "date", "issue_number"):
        if wanted.get(name):
            assert found[name] == str(wanted[name])


def test_no_text_stands_in_two_articles(document: dict[str, Any]):
    blocks = [
        block["text"] for article in document["articles"] for block in article["blocks"] if len(block["text"]) > 30
    ]
    assert len(blocks) == len(set(blocks))


def test_regions_lie_within_their_page(document: dict[str, Any]):
    sizes = {page["number"]: (page["width"], page["height"]) for page in document["pages"]}
    for article in document["articles"]:
        for region in [*article["regions"], *(each for block in article["blocks"] for each in block["regions"])]:
            x0, y0, x1, y1 = region["bbox"]
            width, height = sizes[region["page"]]
            assert -1 <= x0 < x1 <= width + 1
            assert -1 <= y0 < y1 <= height + 1
