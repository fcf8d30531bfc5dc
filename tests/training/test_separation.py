"""Truth of the pages that article separation is learned from."""

import json
from dataclasses import replace

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.separation.evidence.succession_evidence import EDGE_EVIDENCE
from banmian.learning.labelled_graphs import examples_of
from banmian.learning.labelled_pages import NO_ARTICLE, Places
from benchmarks.separation_evidence import chosen, examples, right_choices
from training.separation.alignment import Measure, TextLine, align, measure_fold, read_transcription
from training.separation.annotated_areas import Area, in_order, read_areas
from training.separation.generated_pages import pages_of


def test_a_piece_belongs_where_its_runs_stand():
    places = Places([("渡口新桥通车", "清晨三点渡口的灯已经亮了"), ("陶窑再点火", "工坊里的灯亮到深夜")])
    assert places.find("渡口的灯已经亮") == (0, 10.0)
    assert places.find("陶窑再点火") == (1, 0.0)
    assert places.find("哪里也没有的话") is None


def test_a_piece_that_stands_in_two_articles_stays_unknown():
    assert Places([("渡口新桥今日通车",), ("渡口新桥今日通车",)]).find("渡口新桥今日通车") is None


def test_areas_are_read_tier_after_tier_from_the_right():
    right, left, next_tier = (
        Area(Box(*box), "article", 0) for box in ((60, 0, 90, 20), (0, 0, 50, 20), (40, 25, 90, 45))
    )
    assert in_order([next_tier, left, right]) == [right, left, next_tier]


def test_a_subhead_and_the_text_under_it_come_before_the_columns_at_their_left():
    text, subhead, under, rest = (
        Area(Box(*box), "article", 0) for box in ((70, 0, 120, 80), (50, 10, 68, 40), (48, 42, 69, 80), (0, 0, 46, 80))
    )
    assert in_order([rest, under, subhead, text]) == [text, subhead, under, rest]


def test_areas_of_a_file_know_their_group(tmp_path):
    def area(name, x):
        svg = f'<g transform="matrix(1 0 0 1 {x} 0)"><polygon points="0,0 10,0 10,20 0,20"/></g>'
        return {
            "id": f"a{name}", "body": [{"value": {"label": "Article"}}],
            "target": [{"id": name, "selector": {"value": svg}}],
        }  # fmt: skip

    group = {"id": "g", "body": [{"value": {"label": ""}}], "target": [{"id": "one"}, {"id": "two"}]}
    path = tmp_path / "fold.json"
    path.write_text(json.dumps({"items": [area("one", 0), area("two", 30), area("three", 60), group]}), "utf-8")
    found = read_areas(path)
    assert [area.box.x0 for area in found] == [0, 30, 60]
    assert found[0].group == found[1].group != found[2].group == -1


def columns(text: str, length: int) -> list[TextLine]:
    parts = [text[at : at + length] for at in range(0, len(text), length)]
    return [TextLine(part, at == 0, at == len(parts) - 1) for at, part in enumerate(parts)]


def drawn(group: int, *box: float) -> Area:
    left, top, right, foot = box
    corners = ((left, top), (right, top), (right, foot), (left, foot))
    return Area(Box(*box), "article", group, corners)


def test_lines_tell_the_areas_in_which_they_stand():
    # a head of two lines at the right, text in two tiers left of it; a second article in one tier of its own below
    first = [
        *columns("渡口新桥今日", 6), *columns("清晨三点渡口灯亮" * 20, 8)
    ]  # fmt: skip
    second = columns("工坊里的灯亮到深夜匠人们说" * 6, 13)
    areas = [
        drawn(1, 600, 0, 680, 420), drawn(1, 300, 0, 580, 161), drawn(1, 300, 180, 580, 341),
        drawn(2, 0, 0, 168, 261),
    ]  # fmt: skip
    found = align(areas, [second, first], Measure(20.0, 28.0))
    assert [one.area for one in found[1]] == areas[:3]
    assert [one.display for one in found[1]] == [True, False, False]
    assert "".join(line.text for one in found[1] for line in one.lines) == "".join(line.text for line in first)
    assert [line.text for line in found[2][0].lines] == [line.text for line in second]
    assert abs(measure_fold(areas, [first, second]).step - 20.0) < 0.5


def test_a_short_paragraph_without_a_point_is_a_title(tmp_path):
    path = tmp_path / "fold.xml"
    text = "<p>渡口通車<lb/>兩岸往來</p><p>清晨三點，<lb/>渡口的燈亮了。</p>"
    path.write_text(f'<TEI><div type="article">{text}</div></TEI>', "utf-8")
    (article,) = read_transcription(path)
    assert [(line.text, line.title) for line in article] == [
        ("渡口通車", True), ("兩岸往來", True), ("清晨三點，", False), ("渡口的燈亮了。", False),
    ]  # fmt: skip


def test_a_subhead_stands_in_the_area_that_it_fits_though_text_would_fit_too():
    text, rest = columns("清晨三點，渡口燈亮" * 6, 9), columns("工坊裏的燈亮，到深夜" * 6, 10)
    areas = [drawn(1, 202, 0, 370, 181), drawn(1, 172, 0, 198, 92), drawn(1, 0, 0, 168, 201)]
    found = align(areas, [[*text, TextLine("再點火", True, True, title=True), *rest]], Measure(20.0, 28.0))
    assert [(one.area, one.display) for one in found[1]] == list(zip(areas, (False, True, False), strict=True))


def test_columns_follow_the_outline_of_their_area():
    area = Area(Box(0, 0, 20, 40), "article", 0, ((0, 0), (10, 0), (10, 20), (20, 20), (20, 40), (0, 40)))
    assert area.columns(2) == [(20, 40), (0, 40)]


LEAST_RIGHT = 0.95
"""Measured: 0.99."""


def test_most_choices_on_unseen_pages_are_right():
    found = examples("republican", 2) + examples("mainland", 1)
    assert right_choices(found) > LEAST_RIGHT


def test_evidence_out_of_action_is_asked_no_more():
    found = examples("mainland", 1)[:1]
    at = list(EDGE_EVIDENCE).index("gap_down")
    other = [replace(each, edge_evidence=scrambled(each.edge_evidence, at)) for each in found]
    assert (chosen(found[0], "gap_down") == chosen(other[0], "gap_down")).all()


def scrambled(evidence, at):
    """Evidence with one column, all but its middle value, turned round."""
    changed = evidence.copy()
    changed[:, at] = 2 * np.median(evidence[:, at]) - evidence[:, at]
    return changed


def test_a_drawn_page_is_labelled_and_most_true_edges_are_drawn():
    drawn = true = 0
    for page in pages_of("mainland", 5001):
        for example in examples_of(page):
            edges = set(zip(example.before.tolist(), example.after.tolist(), strict=True))
            links = [(one, int(other)) for one, other in enumerate(example.follower) if other >= 0]
            drawn += sum(link in edges for link in links)
            true += len(links)
            assert (example.article >= NO_ARTICLE).all()
    assert true > 20
    assert drawn > 0.9 * true
