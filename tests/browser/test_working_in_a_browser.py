"""Search, progress and the password in headless Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from export_cases import NAME
from review_cases import serving_pages

from banmian.review.access import LOOPBACK, Access, hash_password

if TYPE_CHECKING:
    from playwright import sync_api as api

PASSWORD = "潮来天地青潮去沙痕白"


def test_words_in_any_order_and_script_are_marked_on_the_picture(page: "api.Page", server: str) -> None:
    page.goto(server)
    page.fill("#search", "漁民 收成 2024-05-06")
    page.click(".hit")
    page.wait_for_url(f"**/{NAME}/0001.html#*")
    assert page.locator("rect.hit").count() == 2
    assert page.locator(".find output").inner_text() == "1 of 2"
    stage, hit = page.locator("#stage").bounding_box(), page.locator("rect.hit.now").bounding_box()
    assert stage
    assert hit
    assert stage["x"] <= hit["x"] <= stage["x"] + stage["width"] - hit["width"]
    assert stage["y"] <= hit["y"] <= stage["y"] + stage["height"] - hit["height"]
    page.fill("#find", "“收成 渔民”")
    assert page.locator(".find output").inner_text() == "not on this page"


def test_marks_of_page_and_article_and_the_next_open_page(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()
    page.click("#state-0")
    page.locator("#state-0[data-state='checked']").wait_for()
    page.keyboard.press("c")
    page.locator("#state-page[data-state='checked']").wait_for()
    page.keyboard.press("x")
    page.wait_for_url(f"**/{NAME}/0002.html")
    page.keyboard.press("w")
    page.locator("#state-page[data-state='again']").wait_for()
    page.keyboard.press("x")
    page.wait_for_url("**/note-0123456789/0001.html")
    page.keyboard.press("i")
    page.wait_for_url("**/index.html")
    assert "1 of 3 pages checked" in page.locator(".sums").inner_text()
    page.goto(f"{server}documents/{NAME}/0001.html")
    assert page.locator("#state-0").get_attribute("data-state") == "checked"
    assert "秦帆" in (page.locator("#state-0").get_attribute("title") or "")


def test_a_mark_without_a_name_is_not_kept(page: "api.Page", server: str, root: Path) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.keyboard.press("c")
    assert "name" in page.locator("#edit .note").inner_text()
    assert not (root / "documents" / NAME / "review.json").exists()


def test_filters_and_search_stand_again_when_one_comes_back(page: "api.Page", server: str) -> None:
    page.goto(server)
    page.fill("#filter", "海风")
    page.select_option("#state", "open")
    page.fill("#search", "渔港")
    page.wait_for_selector(".hit")
    page.click(f"tr[data-name='{NAME}'] .name a")
    page.wait_for_url("**/0001.html")
    page.keyboard.press("i")
    page.wait_for_url("**/index.html")
    page.wait_for_selector(".hit")
    assert (page.input_value("#filter"), page.input_value("#state"), page.input_value("#search")) == (
        "海风", "open", "渔港",
    )  # fmt: skip
    assert page.locator("#documents tbody tr").count() == 1


def test_the_picture_fits_again_when_the_window_changes(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    height = "document.getElementById('sheet').getBoundingClientRect().height"
    page.wait_for_timeout(200)
    before = page.evaluate(height)
    page.set_viewport_size({"width": 1200, "height": 500})
    page.wait_for_timeout(200)
    assert 0 < page.evaluate(height) < before
    assert page.evaluate(height) < 500


def test_an_enlarged_picture_stays_where_it_is_when_the_page_comes_anew(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()
    page.click("#texts .part[data-a='0'][data-b='1']")
    before = page.locator("#sheet").bounding_box()
    with page.expect_navigation():
        page.click("#earlier")
    page.wait_for_selector(".part.chosen")
    page.wait_for_timeout(100)
    after = page.locator("#sheet").bounding_box()
    assert before
    assert after == pytest.approx(before, abs=2)


def test_numbers_never_cover_text(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.wait_for_timeout(200)
    covered = page.evaluate("""() => {
        const lines = Banmian.data.lines.map((line) => line[0]);
        const out = [];
        for (const circle of document.querySelectorAll("circle")) {
            const [x, y] = [circle.cx.baseVal.value, circle.cy.baseVal.value];
            const r = parseFloat(getComputedStyle(circle).r);
            for (const [x0, y0, x1, y1] of lines) {
                const away = Math.hypot(Math.max(x0 - x, 0, x - x1), Math.max(y0 - y, 0, y - y1));
                if (away < r - 0.01) out.push([x, y, r]);
            }
        }
        return [document.querySelectorAll("circle").length, out];
    }""")
    assert covered[0] > 4
    assert covered[1] == []


def test_a_character_that_recurs_is_offered_and_applied_one_by_one(page: "api.Page", server: str, root: Path) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()
    for part, words in (("headline", "海入海"), ("kicker", "早入讯入")):
        for sign in ("入", "人"):
            page.dblclick(f"#texts .part[data-a='0'][data-b='{part}']")
            page.fill("textarea.writing", words.replace("入", sign))
            with page.expect_navigation():
                page.keyboard.press("Control+Enter")
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.dblclick("#texts .part[data-a='0'][data-b='1']")
    page.fill("textarea.writing", "入海的人。")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.click("#suggestions summary")
    assert page.locator(".suggestion").count() == 1
    with page.expect_navigation():
        page.click(".suggestion .apply")
    assert page.locator("#texts .part[data-a='0'][data-b='1']").inner_text() == "人海的人。"
    assert page.locator("#suggestions").count() == 0


@pytest.fixture
def guarded(root: Path, tmp_path: Path, browser: "api.Browser") -> Iterator[str]:
    with serving_pages(root, tmp_path / "made", browser, Access(LOOPBACK, hash_password(PASSWORD))) as address:
        yield address


def test_a_password_stands_before_everything(page: "api.Page", guarded: str, root: Path) -> None:
    page.goto(f"{guarded}documents/{NAME}/0001.html")
    page.wait_for_url("**/login")
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(guarded)
    page.goto(f"{guarded}documents/{NAME}/0001.html")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()
    page.dblclick("#texts .part[data-a='0'][data-b='1']")
    page.fill("textarea.writing", "新的一段。")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert (root / "documents" / NAME / "corrections.json").exists()
