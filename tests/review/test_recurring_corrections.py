from pathlib import Path

from export_cases import NAME, batch

from banmian.document.corrections.corrections_file import Correction
from banmian.export.format import no_pictures
from banmian.review.recurring_corrections import misreadings, recurrent
from banmian.review.review_session import ReviewSession


def edit(before: str, after: str | None, **more: str) -> Correction:
    return Correction("秦帆", "2024-05-07", "edit", "a", None, more.get("field", "block"), 0, before, after)


def test_single_characters_that_were_changed_are_counted() -> None:
    found = misreadings(
        [
            edit("鱼民说，鱼船", "渔民说，渔船"),
            edit("渔巷", "渔港", field="headline"),
            edit("完全另外的一句话", "这里写的是别的内容"),
            edit("渔港,", "渔港，"),
            edit("渔港", None),
        ]
    )
    assert found == {("鱼", "渔"): 2, ("巷", "港"): 1}


def test_only_what_recurs_in_the_same_title_is_offered() -> None:
    lines = [
        {"title": "海风日报", "misread": [["鱼", "渔", 2], ["巷", "港", 1]]},
        {"title": "海风日报", "misread": [["鱼", "渔", 1]]},
        {"title": "山城晚报", "misread": [["巷", "港", 9]]},
        {"title": "海风日报"},
    ]
    assert recurrent(lines, "海风日报") == {("鱼", "渔"): 3}


def test_a_page_has_what_was_corrected_on_others_of_its_title(tmp_path: Path) -> None:
    desk = ReviewSession(batch(tmp_path / "out"), tmp_path / "made", no_pictures)
    article = desk.page(NAME, 1)["articles"][0]
    text = article["blocks"][1]["text"]
    who = {"seen": 0, "who": "秦帆", "action": "edit", "article": article["id"], "headline": article["headline"]}
    desk.correct(NAME, {**who, "field": "block", "block": 1, "before": text, "after": text.replace("人", "入")})
    assert text.count("人") == 2
    assert desk.page(NAME, 2)["suggestions"] == []
    head = {"seen": 1, "field": "headline", "before": article["headline"], "after": "人"}
    desk.correct(NAME, {**who, **head})
    desk.correct(NAME, {**who, "seen": 2, "headline": "人", "field": "headline", "before": "人", "after": "入"})
    assert desk.page(NAME, 2)["suggestions"] == [["人", "入", 3]]
    desk.close()
