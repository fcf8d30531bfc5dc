"""Truth of the pages that article separation is learned from."""

import json

from banmian.layout.geometry import Box
from benchmarks.separation import examples, right_choices
from training.separation.examples import examples_of
from training.separation.generated import pages_of
from training.separation.labels import NO_ARTICLE, Places
from training.separation.polygons import Area, in_order, read_areas


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


LEAST_RIGHT = 0.95
"""Measured: 0.99."""


def test_most_choices_on_unseen_pages_are_right():
    found = examples("republican", 2) + examples("mainland", 1)
    assert right_choices(found) > LEAST_RIGHT


def test_evidence_out_of_action_is_asked_no_more():
    found = examples("magazine", 2)
    assert right_choices(found, "text_over_next") != right_choices(found)


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
