"""Every correction made in headless Chromium, on horizontal and vertical text; typing that is never lost."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from export_cases import NAME, batch_of, issue, read_again, turned

from banmian.document.finished_documents import load_document
from banmian.document.json_form import document_to_json
from banmian.document.model import Document
from banmian.export.batch_export import export_batch

if TYPE_CHECKING:
    from playwright import sync_api as api

HEADLINE = "渔港重开 <script>alert(1)</script>"
POEM = f"{NAME}-p01-02"


@pytest.fixture(params=["horizontal", "vertical"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An output folder whose issue is set in rows, and one whose issue is set in columns."""
    return batch_of(tmp_path / "out", *(turned(*issue()) if request.param == "vertical" else issue()))


def now(root: Path) -> Document:
    return load_document(root, NAME).document


def open_page(page: "api.Page", server: str, number: int = 1) -> None:
    page.goto(f"{server}documents/{NAME}/{number:04d}.html")
    page.evaluate("localStorage.setItem('banmian.who', '秦帆')")
    page.reload()


def choose(page: "api.Page", article: int, part: str | int) -> None:
    page.click(f"#texts .part[data-a='{article}'][data-b='{part}']")


def press(page: "api.Page", button: str, option: str | None = None) -> None:
    """Press a button, with an option of its menu; the page comes anew."""
    if option is not None:
        page.focus(f"{button}-target")
        page.select_option(f"{button}-target", option)
    with page.expect_navigation():
        page.click(button)


def write(page: "api.Page", article: int, part: str | int, words: str) -> None:
    choose(page, article, part)
    page.keyboard.press("e")
    page.fill("textarea.writing", words)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def writing_beside(page: "api.Page", server: str, words: str) -> "api.Page":
    """Another page of the same browser, in which somebody is writing the second paragraph."""
    other = page.context.new_page()
    other.goto(f"{server}documents/{NAME}/0001.html")
    other.dblclick("#texts .part[data-a='0'][data-b='1']")
    other.fill("textarea.writing", words)
    return other


def draw(page: "api.Page", box: list[float]) -> None:
    place = page.locator("#layer").bounding_box()
    assert place is not None
    width, height = map(float, (page.get_attribute("#layer", "viewBox") or "").split()[2:])
    across, down = place["width"] / width, place["height"] / height
    x0, x1 = (place["x"] + at * across for at in box[::2])
    y0, y1 = (place["y"] + at * down for at in box[1::2])
    page.mouse.move(x0, y0)
    page.mouse.down()
    page.mouse.move(x1, y1, steps=3)
    page.mouse.up()


TEXTS: list[tuple[int, str | int, str]] = [
    (0, "headline", "渔港今晨重开"), (0, "kicker", "早讯"), (0, 1, "新的一段。"), (0, "bylines", "记者：秦帆\n米兰"),
    (0, "dateline", "海风晚报5月6日讯"), (-1, "furniture-0", "海风\n早报"),
    (0, "caption-0", "归港。"), (0, "credit-0", "米兰 摄"), (1, "cell-0-1-1", "120"), (1, "table_caption-0", "渔船表"),
    (1, "headline", "海边的诗"), (1, 0, "潮来\n潮去"),
]  # fmt: skip


def test_every_text_is_edited_and_reaches_the_json_export(
    page: "api.Page", server: str, root: Path, tmp_path: Path
) -> None:
    as_read = document_to_json(now(root))
    open_page(page, server)
    for article, part, words in TEXTS:
        write(page, article, part, words)
    first, poem = now(root).articles[:2]
    assert (first.headline, first.kicker, first.blocks[1].text) == ("渔港今晨重开", "早讯", "新的一段。")
    assert [(byline.role, byline.name) for byline in first.bylines] == [("记者", "秦帆"), (None, "米兰")]
    assert first.dateline
    assert (first.dateline.date, first.dateline.text) == ("2024-05-06", "海风晚报5月6日讯")
    assert now(root).furniture[0].text == "海风\n早报"
    assert (first.images[0].caption, first.images[0].credit) == ("归港。", "米兰 摄")
    assert (poem.tables[0].rows[1][1], poem.tables[0].caption) == ("120", "渔船表")
    assert (poem.headline, poem.blocks[0].text) == ("海边的诗", "潮来\n潮去")
    assert export_batch(root, "json", tmp_path / "json").problems == []
    exported = (tmp_path / "json" / "documents" / NAME / "articles.json").read_bytes()
    assert exported == document_to_json(now(root))
    for _ in TEXTS:
        with page.expect_navigation():
            page.keyboard.press("u")
    assert document_to_json(now(root)) == as_read


def test_title_date_and_page_label(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    page.click("#about")
    page.fill("#about-title", "海风晚报")
    page.fill("#about-date", "2024-05-07")
    page.fill("#about-page_label", "A1版")
    with page.expect_navigation():
        page.click("dialog.asking button.main")
    document = now(root)
    assert (document.publication.title, document.publication.date) == ("海风晚报", "2024-05-07")
    assert document.pages[0].label == "A1版"


def test_paragraphs_change_role_place_and_number(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    choose(page, 0, 0)
    press(page, "#role", "subheading")
    assert now(root).articles[0].blocks[0].type == "subheading"
    press(page, "#later")
    assert now(root).articles[0].blocks[1].type == "subheading"
    choose(page, 0, 0)
    press(page, "#join")
    assert len(now(root).articles[0].blocks) == 1
    choose(page, 0, 0)
    page.keyboard.press("e")
    page.evaluate("document.querySelector('textarea.writing').setSelectionRange(5, 5)")
    with page.expect_navigation():
        page.click(".divide")
    assert len(now(root).articles[0].blocks[0].text) == 5
    choose(page, 0, 0)
    press(page, "#role", "kicker")
    assert len(now(root).articles[0].kicker or "") == 5


def test_articles_are_ordered_demoted_and_made_again(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    choose(page, 1, "headline")
    press(page, "#article-earlier")
    assert [article.id for article in now(root).articles][:2] == [POEM, f"{NAME}-p01-01"]
    choose(page, 0, "headline")
    press(page, "#demote", "advertisement")
    assert now(root).furniture[-1].kind == "advertisement"
    choose(page, -1, "furniture-1")
    press(page, "#kind", "other")
    choose(page, -1, "furniture-1")
    press(page, "#promote")
    assert now(root).articles[-1].headline == "海边小诗"


def test_merging_says_which_heading_stays_and_shows_the_outcome_first(
    page: "api.Page", server: str, root: Path
) -> None:
    open_page(page, server)
    choose(page, 0, "headline")
    page.focus("#merge-target")
    groups = page.locator("#merge-target optgroup").evaluate_all("all => all.map(n => [n.label, n.children.length])")
    assert groups == [["On this page", 1], ["On other pages", 2]]
    page.select_option("#merge-target", POEM)
    page.click("#merge")
    page.wait_for_selector(".outcome li")
    assert page.locator(".outcome .head").last.inner_text() == HEADLINE
    page.check("[name=stays][value=other]")
    page.locator(".outcome .head", has_text="海边小诗").wait_for()
    assert not (root / "documents" / NAME / "corrections.json").exists()
    with page.expect_navigation():
        page.click("dialog.asking button.main")
    assert now(root).articles[0].headline == "海边小诗"
    assert len(now(root).articles) == 3


def test_a_missed_line_is_added_and_a_box_redrawn_on_the_picture(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    choose(page, 0, 0)
    page.keyboard.press("0")
    page.keyboard.press("l")
    draw(page, [20, 200, 120, 215])
    assert page.locator("dialog .crop").bounding_box()
    page.fill("#missed-text", "漏读的一行。")
    with page.expect_navigation():
        page.click("dialog.asking button.main")
    block = now(root).articles[0].blocks[1]
    assert block.text == "漏读的一行。"
    assert block.regions[0].bbox == pytest.approx([20, 200, 120, 215], abs=3)
    choose(page, 0, 0)
    page.keyboard.press("0")
    page.click("#box")
    draw(page, [15, 95, 140, 128])
    page.locator(".history summary", has_text="2 corrections").wait_for()
    assert now(root).articles[0].blocks[0].regions[0].bbox == pytest.approx([15, 95, 140, 128], abs=3)


def test_typing_survives_leaving_a_second_paragraph_and_a_crash(
    page: "api.Page", server: str, root: Path, browser: "api.Browser"
) -> None:
    open_page(page, server)
    for part in (0, 1):
        page.dblclick(f"#texts .part[data-a='0'][data-b='{part}']")
        page.fill(f"[data-b='{part}'] textarea.writing", f"第{part}段改写。")
    page.goto("about:blank")
    page.goto(f"{server}documents/{NAME}/0001.html")
    assert "2 unsaved" in page.locator("#drafts").inner_text()
    page.click("#drafts button.main")
    assert page.locator("textarea.writing").count() == 2
    with page.expect_navigation():
        page.click("[data-b='0'] .writing-tools .main")
    page.wait_for_selector("textarea.writing")
    assert page.locator("textarea.writing").input_value() == "第1段改写。"
    page.reload()
    page.click("#drafts button.quiet")
    page.reload()
    assert page.locator("#drafts").count() == 0
    assert now(root).articles[0].blocks[0].text == "第0段改写。"


def test_a_missed_text_that_was_being_typed_is_offered_again(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    choose(page, 0, 0)
    page.keyboard.press("0")
    page.keyboard.press("l")
    draw(page, [20, 200, 120, 215])
    page.fill("#missed-text", "漏读的一")
    page.reload()
    page.click("#drafts button.main")
    assert page.input_value("#missed-text") == "漏读的一"
    page.fill("#missed-text", "漏读的一行。")
    with page.expect_navigation():
        page.click("dialog.asking button.main")
    assert now(root).articles[0].blocks[1].text == "漏读的一行。"
    page.reload()
    assert page.locator("#drafts").count() == 0


def test_what_is_typed_into_a_dialog_is_offered_again(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    page.click("#about")
    page.fill("#about-title", "海风晚报")
    page.reload()
    page.click("#about")
    assert page.input_value("#about-title") == "海风晚报"
    with page.expect_navigation():
        page.click("dialog.asking button.main")
    choose(page, 0, 1)
    page.keyboard.press("s")
    page.fill("#new-headline", "又一篇")
    page.reload()
    choose(page, 0, 1)
    page.keyboard.press("s")
    assert page.input_value("#new-headline") == "又一篇"
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    assert page.input_value("#new-headline") == ""
    assert now(root).publication.title == "海风晚报"


def test_vertical_text_is_set_in_columns(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    first = now(root).articles[0].blocks[0].regions[0].bbox
    in_columns = first[3] - first[1] > first[2] - first[0]
    assert page.locator("article.vertical[data-a='0']").count() == int(in_columns)


def test_the_second_to_save_is_shown_the_difference(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    other = writing_beside(page, server, "乙的话。")
    write(page, 0, 1, "甲的话。")
    other.click(".writing-tools .main")
    other.wait_for_selector("dialog.conflict")
    shown = other.locator("dialog.conflict").inner_text()
    assert "甲的话。" in shown
    assert "乙的话。" in shown
    assert now(root).articles[0].blocks[1].text == "甲的话。"
    other.click("#take-theirs")
    other.wait_for_selector("textarea.writing")
    assert other.locator("textarea.writing").input_value() == "乙的话。"
    with other.expect_navigation():
        other.click(".writing-tools .main")
    assert now(root).articles[0].blocks[1].text == "乙的话。"


def test_what_the_second_wrote_is_saved_over_an_unlike_text_where_that_is_wished(
    page: "api.Page", server: str, root: Path
) -> None:
    open_page(page, server)
    other = writing_beside(page, server, "乙的话。")
    write(page, 0, 1, "甲写的完全是另一回事。")
    other.click(".writing-tools .main")
    with other.expect_navigation():
        other.click("#mine-anyway")
    assert [block.text for block in now(root).articles[0].blocks][1:] == ["乙的话。"]


def test_two_people_edit_different_paragraphs(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    other = page.context.new_page()
    other.goto(f"{server}documents/{NAME}/0001.html")
    write(page, 0, 0, "甲的话。")
    write(other, 0, 1, "乙的话。")
    assert [block.text for block in now(root).articles[0].blocks] == ["甲的话。", "乙的话。"]


def test_a_correction_without_a_place_is_offered_again(page: "api.Page", server: str, root: Path) -> None:
    open_page(page, server)
    write(page, 0, 1, "人写的一段。")
    path = root / "documents" / NAME / "articles.json"
    path.write_bytes(document_to_json(read_again()))
    page.reload()
    page.click(".history summary")
    with page.expect_navigation():
        page.click(".renew")
    assert now(root).articles[0].blocks[1].text == "人写的一段。"
    assert load_document(root, NAME).stale == []


def test_a_damaged_file_of_corrections_is_named_and_set_aside(page: "api.Page", server: str, root: Path) -> None:
    folder = root / "documents" / NAME
    (folder / "corrections.json").write_text('{"corrections": [{"who": ')
    open_page(page, server)
    assert "damaged" in page.locator(".history").inner_text() or page.locator(".history .stale").count() == 1
    write(page, 0, 1, "人写的一段。")
    aside = [path.read_text() for path in folder.glob("corrections.damaged-*.json")]
    assert aside == ['{"corrections": [{"who": ']
    kept: Any = json.loads((folder / "corrections.json").read_bytes())
    assert [one["after"] for one in kept["corrections"]] == ["人写的一段。"]
