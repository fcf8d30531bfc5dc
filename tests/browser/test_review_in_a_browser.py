"""The review site in headless Chromium: Debian's package, driven by Playwright. ``make test-browser``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from export_cases import NAME, issue

from banmian.document.json_form import document_to_json
from banmian.export.batch_export import export_batch
from banmian.review.html import index_html
from banmian.review.static_site import build, write_assets

if TYPE_CHECKING:
    from playwright import sync_api as api

HEADLINE = "渔港重开 <script>alert(1)</script>"


def test_from_the_index_to_a_page_to_an_article_and_its_text(page: "api.Page", site: str) -> None:
    page.goto(site)
    assert page.locator("#documents tbody tr").count() == 2
    page.click(f"tr[data-name='{NAME}'] .name a")
    page.click(".area[data-a='0'][data-b='1'] >> nth=0")
    chosen = page.locator("#texts .part.chosen")
    assert chosen.inner_text().startswith("渔民说")
    assert page.locator("#layer .area.chosen").count() == 2


def test_text_leads_to_its_place(page: "api.Page", site: str) -> None:
    page.goto(site.replace("index.html", f"documents/{NAME}/0001.html"))
    page.hover("#texts .part[data-a='1'][data-b='0']")
    assert page.locator("#layer .area.hover").count() == 1
    before = page.evaluate("document.getElementById('sheet').style.width")
    page.click("#texts .part[data-a='1'][data-b='0']")
    assert page.evaluate("document.getElementById('sheet').style.width") != before


def test_a_headline_with_markup_is_text(page: "api.Page", site: str) -> None:
    page.goto(site.replace("index.html", f"documents/{NAME}/0001.html"))
    assert page.locator("h2.headline").first.inner_text() == HEADLINE
    assert page.locator("h2.headline script").count() == 0


def test_repairs_are_shown_as_they_were_and_as_they_are(page: "api.Page", root: Path, tmp_path: Path) -> None:
    from banmian.document.model import Repair

    document = issue()[0]
    text = document.articles[0].blocks[0].text
    at = text.index("，")
    document.articles[0].repairs = [Repair("width", 0, at, ",", "，", 1.0)]
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    build(root, tmp_path / "again", seen=lambda name: None)
    page.goto((tmp_path / "again" / "documents" / NAME / "0001.html").as_uri())
    part = page.locator("#texts .part[data-a='0'][data-b='0']")
    assert part.inner_text() == text
    page.click("[data-mode='was']")
    assert part.inner_text() == text.replace("，", ",", 1)
    page.keyboard.press("r")
    assert part.inner_text() == text.replace("，", ",，", 1)
    page.click(".rules summary")
    page.click("[data-rule='width']")
    assert part.inner_text() == text


def test_a_word_is_found_on_the_page_and_marked_on_the_picture(page: "api.Page", site: str) -> None:
    page.goto(site.replace("index.html", f"documents/{NAME}/0001.html"))
    page.keyboard.press("/")
    page.keyboard.type("小，收成")
    assert page.locator(".find output").inner_text() == "1 of 1"
    assert page.locator("rect.hit").count() == 2
    assert page.locator("#texts .part.chosen").inner_text().startswith("渔民说")


def test_keys_walk_through_articles_and_pages(page: "api.Page", site: str) -> None:
    page.goto(site.replace("index.html", f"documents/{NAME}/0001.html"))
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("#texts article.chosen").get_attribute("data-a") == "1"
    page.keyboard.press("ArrowDown")
    assert page.locator("#texts .part.chosen").get_attribute("data-b") == "0"
    page.keyboard.press("]")
    page.wait_for_url("**/0002.html")
    page.keyboard.press("i")
    page.wait_for_url("**/index.html")


def test_the_picture_zooms_and_pans(page: "api.Page", site: str) -> None:
    page.goto(site.replace("index.html", f"documents/{NAME}/0001.html"))
    page.wait_for_function("document.getElementById('sheet').style.width !== ''")
    width = "parseFloat(document.getElementById('sheet').style.width)"
    whole = page.evaluate(width)
    page.mouse.move(300, 400)
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"{width} > {whole * 1.2}")
    place = page.evaluate("document.getElementById('sheet').style.transform")
    page.mouse.down()
    page.mouse.move(380, 450, steps=4)
    page.mouse.up()
    assert page.evaluate("document.getElementById('sheet').style.transform") != place
    assert page.locator("#texts .part.chosen").count() == 0


def test_a_search_over_the_batch_lands_on_the_word(page: "api.Page", server: str) -> None:
    page.goto(server)
    page.fill("#search", "满载")
    page.click(".hit")
    page.wait_for_url(f"**/{NAME}/0002.html#*")
    assert page.locator("rect.hit.now").count() == 1
    assert "满载而归" in page.locator("#texts .part.chosen").inner_text()


def test_a_correction_survives_a_re_run_and_is_exported(
    page: "api.Page", server: str, root: Path, tmp_path: Path
) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.click("#texts h2[data-a='0']")
    page.fill("#who", "秦帆")
    page.keyboard.press("Tab")
    page.dblclick("#texts h2[data-a='0']")
    page.fill("textarea.writing", "渔港今晨重开")
    with page.expect_navigation():
        page.click(".writing-tools button.main")
    assert page.locator("h2.headline").first.inner_text() == "渔港今晨重开"
    assert page.locator(".history summary").inner_text() == "1 correction"
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(issue()[0]))
    assert export_batch(root, "alto", tmp_path / "alto").problems == []
    assert 'CONTENT="渔港今晨重开"' in (tmp_path / "alto" / NAME / "0001.xml").read_text(encoding="utf-8")
    kept = json.loads((root / "documents" / NAME / "corrections.json").read_bytes())
    assert [(one["who"], one["before"]) for one in kept["corrections"]] == [("秦帆", HEADLINE)]


def test_a_paragraph_moves_and_the_move_is_taken_back(page: "api.Page", server: str) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.click("#texts .part[data-a='0'][data-b='1']")
    page.fill("#who", "秦帆")
    page.focus("#move-target")
    page.select_option("#move-target", f"{NAME}-p01-02")
    with page.expect_navigation():
        page.click("#move")
    assert page.locator("#texts article[data-a='1'] .body .part").count() == 2
    page.click(".history summary")
    with page.expect_navigation():
        page.click("#undo")
    assert page.locator("#texts article[data-a='1'] .body .part").count() == 1


def test_an_article_is_split_and_the_split_undone(page: "api.Page", server: str, root: Path) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    articles = page.locator("#texts article").count()
    page.click("#texts .part[data-a='0'][data-b='1']")
    page.fill("#who", "秦帆")
    page.click("text=Split here")
    page.fill("#new-headline", "码头上的人")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#texts article").count() == articles + 1
    assert page.locator("#texts article[data-a='1'] h2").inner_text() == "码头上的人"
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("#texts article").count() == articles
    assert json.loads((root / "documents" / NAME / "corrections.json").read_bytes())["corrections"] == []


def test_two_people_do_not_undo_each_other(page: "api.Page", server: str, root: Path) -> None:
    other = page.context.browser.new_context(locale="en-GB").new_page()
    for reader, name in ((page, "秦帆"), (other, "米兰")):
        reader.goto(f"{server}documents/{NAME}/0001.html")
        reader.click("#texts .part[data-a='0'][data-b='1']")
        reader.fill("#who", name)
    page.focus("#move-target")
    page.select_option("#move-target", f"{NAME}-p01-02")
    with page.expect_navigation():
        page.click("#move")
    other.focus("#move-target")
    other.select_option("#move-target", f"{NAME}-p01-02")
    other.click("#move")
    other.wait_for_selector("dialog.conflict")
    assert "秦帆" in other.locator("dialog.conflict").inner_text()
    other.click("dialog.conflict button.quiet")
    kept = json.loads((root / "documents" / NAME / "corrections.json").read_bytes())["corrections"]
    assert [one["who"] for one in kept] == ["秦帆"]
    other.context.close()


def test_without_a_name_nothing_is_kept(page: "api.Page", server: str, root: Path) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.click("#texts .part[data-a='0'][data-b='1']")
    page.focus("#merge-target")
    page.select_option("#merge-target", f"{NAME}-p01-02")
    page.click("#merge")
    assert "name" in page.locator("#edit .note").inner_text()
    assert not (root / "documents" / NAME / "corrections.json").exists()


def test_a_long_index_begins_short_and_filters_all_of_it(page: "api.Page", tmp_path: Path) -> None:
    row = {
        "path": "in/a.png",
        "called": "a",
        "pages": [1],
        "articles": 1,
        "repairs": 1200,
        "needs": [],
        "confidence": 0.9,
    }
    rows = [{**row, "name": f"paper-{rank:04d}"} for rank in range(450)]
    (tmp_path / "index.html").write_text(index_html({"documents": rows, "serve": False}), encoding="utf-8")
    write_assets(tmp_path / "assets")
    page.goto((tmp_path / "index.html").as_uri())
    assert page.locator("#documents tbody tr").count() == 400
    page.fill("#filter", "paper-0449")
    assert page.locator("#documents tbody tr").count() == 1
    page.fill("#filter", "")
    page.click("text=Show 50 more")
    assert page.locator("#documents tbody tr").count() == 450


def test_light_and_dark(page: "api.Page", site: str) -> None:
    page.goto(site)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.click("#theme")
    assert page.evaluate(ground) == light


def test_a_menu_does_nothing_on_arrow_keys(page: "api.Page", server: str, root: Path) -> None:
    page.goto(f"{server}documents/{NAME}/0001.html")
    page.click("#texts .part[data-a='0'][data-b='1']")
    page.fill("#who", "秦帆")
    for menu in ("#move-target", "#merge-target"):
        page.focus(menu)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        assert page.input_value(menu) != ""
    page.wait_for_timeout(200)
    assert page.locator("#texts .part.chosen").get_attribute("data-b") == "1"
    assert not (root / "documents" / NAME / "corrections.json").exists()


@pytest.mark.parametrize(
    ("locale", "language", "words"),
    [
        ("zh-CN", "zh-Hans", "只看待检查的"),
        ("zh-TW", "zh-Hant", "只看待檢查的"),
        ("fr-FR", "en", "only items to check"),
    ],
)
@pytest.mark.parametrize("served", [True, False])
def test_the_interface_is_in_the_browser_s_language(
    browser: "api.Browser", site: str, server: str, served: bool, locale: str, language: str, words: str
) -> None:
    context = browser.new_context(locale=locale)
    page = context.new_page()
    page.goto(server if served else site)
    assert page.evaluate("document.documentElement.lang") == language
    assert page.locator("label.check").inner_text() == words
    page.click(f"tr[data-name='{NAME}'] .name a")
    assert page.locator("#texts article").first.get_attribute("lang") == "zh-Hans"
    context.close()


def test_copied_text_holds_no_zero_width_spaces(page: "api.Page", root: Path, tmp_path: Path) -> None:
    from banmian.document.model import Repair

    document = issue()[0]
    text = document.articles[0].blocks[0].text
    document.articles[0].repairs = [Repair("spacing", 0, 2, " ", "", 1.0)]
    (root / "documents" / NAME / "articles.json").write_bytes(document_to_json(document))
    build(root, tmp_path / "again", seen=lambda name: None)
    page.goto((tmp_path / "again" / "documents" / NAME / "0001.html").as_uri())
    part = "#texts .part[data-a='0'][data-b='0']"
    assert page.locator(f"{part} .fix").count() == 1
    page.evaluate(f'getSelection().selectAllChildren(document.querySelector("{part}"))')
    assert page.evaluate("getSelection().toString()") == text
