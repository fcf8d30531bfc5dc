"""Windows of any width, paper, and pages without a picture, in headless Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from export_cases import NAME, batch_of, issue, turned

if TYPE_CHECKING:
    from playwright import sync_api as api

WIDTHS = (360, 420, 760, 900, 1100, 1400, 1920)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An output folder whose issue is set in columns, so that there is one button more."""
    return batch_of(tmp_path / "out", *turned(*issue()))


@pytest.mark.parametrize("address", ["", f"documents/{NAME}/0001.html"])
def test_nothing_stands_beyond_the_edge_of_the_window(page: "api.Page", server: str, address: str) -> None:
    page.goto(f"{server}{address}")
    if address:
        page.click("#texts .part.headline")
    seen = "[...document.querySelectorAll('button, input, select, td')].map(n => n.getBoundingClientRect().right)"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert max(page.evaluate(seen)) <= width


def test_a_text_without_a_page_is_read_and_edited(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/note-0123456789/0001.html")
    page.click("#texts .part[data-b='0']")
    page.keyboard.press("j")
    assert page.locator("#edit button.main").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_has_the_whole_texts_in_black(page: "api.Page", server: str, scheme: "api.ColorScheme") -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.emulate_media(media="print", color_scheme=scheme)
    for chosen in ("h2.headline", ".part.kicker", ".body .part"):
        colour = page.evaluate(f"getComputedStyle(document.querySelector('{chosen}')).color")
        red, green, blue = (int(part) for part in colour[4:-1].split(","))
        assert max(red, green, blue) < 100
    bodies = page.locator("article .body").evaluate_all(
        "all => all.map(n => [n.scrollWidth - n.clientWidth, n.scrollHeight - n.clientHeight])"
    )
    assert bodies
    assert max(max(one) for one in bodies) <= 1
    assert page.locator("#texts").bounding_box() != page.locator("body").bounding_box()
    assert page.locator("header .where").is_visible()
    assert not page.locator("#edit").is_visible()
