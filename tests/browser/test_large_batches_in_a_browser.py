"""A batch of 10,000 documents in headless Chromium: listed, filtered, searched, corrected, marked."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from review_cases import serving_pages

from banmian.document.corrections.corrections_file import corrections_in
from banmian.document.json_form import document_to_json
from banmian.document.model import Article, Block, Document, PageInfo, Publication, Source

if TYPE_CHECKING:
    from playwright import sync_api as api

DOCUMENTS = 10_000
LISTED = 400
"""Rows that the index shows at first."""
MOST_SECONDS = 300
"""For which the catalogue is waited for."""


def name_of(number: int) -> str:
    return f"paper-{number:05d}"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder of 10,000 documents of a page and an article."""
    root = tmp_path_factory.mktemp("large")
    article = Article("NAME-p01-01", "港口纪事NAME", blocks=[Block("paragraph", "渔港今晨重开。")])
    document = Document(
        Source("in/NAME.txt", "0" * 64, "text/plain", 1),
        publication=Publication("海风日报", "2024-05-06"),
        pages=[PageInfo(1, "01版")],
        articles=[article],
    )
    made = document_to_json(document)
    for number in range(DOCUMENTS):
        folder = root / "documents" / name_of(number)
        folder.mkdir(parents=True)
        (folder / "articles.json").write_bytes(made.replace(b"NAME", name_of(number).encode()))
    rows = [{"id": name_of(number), "status": "done", "pages": 1, "articles": 1} for number in range(DOCUMENTS)]
    (root / "manifest.json").write_text(json.dumps({"documents": rows}))
    return root


@pytest.fixture
def server(large: Path, tmp_path: Path, browser: "api.Browser") -> Iterator[str]:
    with serving_pages(large, tmp_path / "made", browser) as address:
        yield address


def test_ten_thousand_documents(page: "api.Page", server: str, large: Path) -> None:
    page.goto(server)
    assert page.locator("#documents tbody tr").count() == LISTED
    end = time.monotonic() + MOST_SECONDS
    while page.evaluate("fetch('index.json').then(a => a.json()).then(found => found.waiting)"):
        assert time.monotonic() < end
        page.wait_for_timeout(500)
    page.fill("#search", f"港口紀事{name_of(7777)} 漁港")
    page.locator(".hit").click()
    page.wait_for_url(f"**/{name_of(7777)}/0001.html#*")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()
    page.dblclick("#texts .part[data-a='0'][data-b='0']")
    page.fill("textarea.writing", "渔港今晨封闭。")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    saved = corrections_in(large / "documents" / name_of(7777)).corrections
    assert [(one.who, one.after) for one in saved] == [("秦帆", "渔港今晨封闭。")]
    page.keyboard.press("c")
    page.locator("header [data-state='checked'][aria-checked='true']").wait_for()
    page.keyboard.press("x")
    page.wait_for_url(f"**/{name_of(7778)}/0001.html")
    page.goto(server)
    page.fill("#search", "封闭")
    page.locator(".hit").wait_for()
    assert page.locator(".hit").count() == 1
    page.select_option("#state", "checked")
    assert page.locator("#documents tbody tr").get_attribute("data-name") == name_of(7777)
    page.fill("#search", "渔")
    page.locator("#hits p", has_text="10,000 articles").wait_for()
