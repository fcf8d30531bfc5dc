"""Where a text sets its heads is decided for the document as a whole."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from invented_articles import BRIDGE, CLINIC, FERRY, SCHOOL, names
from repair_damage import Clean, column_cuts, heads_after, heads_mixed, invent_several, retitled, text_layer

from banmian.document.model import Content
from banmian.repair.bare_text.headline_matching import _best_assignment
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.undo import read_text


def headed(content: Content, articles: list[Clean]) -> int:
    """How many articles came out under their own headline."""
    bodies = {found.headline: found.text.replace("\n", "") for found in content.articles}
    return sum(article.paragraphs[0][:20] in bodies.get(article.headline, "") for article in articles)


@pytest.mark.parametrize("seed", range(40, 44))
@pytest.mark.parametrize("size", [1, 2, 14])
def test_heads_below_all_bodies_go_to_the_bodies_above_them(seed: int, size: int) -> None:
    articles = retitled(invent_several(seed, size, 400), random.Random(seed))
    text = heads_after(articles, random.Random(seed))
    content = text_to_content(text)
    assert headed(content, articles) == len(articles)
    for article in articles:
        (found,) = [one for one in content.articles if one.headline == article.headline]
        if not article.byline:
            continue
        assert [person.name for person in found.bylines] == article.names
    assert read_text(content) == text


@pytest.mark.parametrize("seed", range(40, 44))
@pytest.mark.parametrize("damage", [text_layer, column_cuts])
def test_heads_above_all_bodies_stay_there(seed: int, damage: Callable[..., str]) -> None:
    articles = retitled(invent_several(seed, 12, 400), random.Random(seed))
    assert headed(text_to_content(damage(articles, random.Random(seed))), articles) >= 11


def test_heads_above_some_bodies_and_below_others_go_by_their_wording() -> None:
    right = total = 0
    for seed in range(40, 46):
        articles = invent_several(seed, 8, 500)
        right += headed(text_to_content(heads_mixed(articles, random.Random(seed))), articles)
        total += len(articles)
    assert right >= 0.85 * total


def test_the_assignment_takes_the_greatest_sum() -> None:
    scores = {(0, 0): 3.0, (1, 0): 2.9, (0, 1): 2.5, (2, 3): 1.0}
    assert _best_assignment(scores, 3) == {0: 1, 1: 0, 2: 3}
    assert _best_assignment({(0, 0): 1.0, (1, 0): 2.0}, 2) == {1: 0}
    assert _best_assignment({}, 2) == {}


def test_authors_above_their_bodies_stay_with_them_wherever_the_heads_stand() -> None:
    stories = [
        ("河湾大桥钢梁合龙", "程立", BRIDGE),
        ("卫生院有了透析室", "苏芮帆", CLINIC),
        ("操场上的天文台", "邱远山", SCHOOL),
        ("老渡轮成了茶馆", "罗川", FERRY),
    ]
    for above in range(len(stories) + 1):
        parts: list[str] = []
        for place, (head, name, body) in enumerate(stories):
            signed = [f"本报记者 {name}", *body]
            parts += [head, *signed] if place < above else [*signed, head]
        found = {article.headline: names(article) for article in text_to_content("\n".join(parts)).articles}
        assert found == {head: [name] for head, name, _ in stories}


def test_a_banner_painted_twice_is_in_no_head():
    bridge = "渡口在镇子的东头，老人说那里从前有两条船，一条大的一条小的，涨水的时候都不敢开。"
    fruit = "苹果今年收得早，果农说天气好。园子里的树都是前年新栽的，长得很快。"
    first = text_to_content(f"春春耕耕时时节节\n新桥通车\n{bridge}\n果园丰收\n{fruit}\n").articles[0]
    assert (first.kicker, first.headline) == (None, "新桥通车")


def test_a_kicker_that_says_as_much_as_its_headline_is_told_by_the_other_heads():
    heads = ["河湾区重点工程\n听泉纪事", "从前慢\n\n老渡轮变茶馆"]
    parts = ["操场上的天文台", *SCHOOL, *BRIDGE, heads[0], *FERRY, heads[1]]
    found = [(article.kicker, article.headline) for article in text_to_content("\n\n".join(parts)).articles]
    assert found[1:] == [("河湾区重点工程", "听泉纪事"), ("从前慢", "老渡轮变茶馆")]


def heads_of(*parts: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [(found.kicker, found.headline, names(found)) for found in text_to_content("\n\n".join(parts)).articles]


def test_a_banner_set_apart_from_the_head_below_is_no_part_of_it():
    head = ["\n\n听泉小学新事", "一年又一年", SCHOOL[0], "本报记者 陆文清"]
    found = heads_of("春耕时节", *head, "\n老渡轮变茶馆", FERRY[0], "本报记者 何海")
    assert found == [("听泉小学新事", "一年又一年", ["陆文清"]), (None, "老渡轮变茶馆", ["何海"])]


def test_a_head_that_says_nothing_stays_beside_its_body():
    bodies_and_heads = [*FERRY, "\n\n听泉小学新事", "远方来信", SCHOOL[0], "龙尾湾旧事", "操场上的天文台"]
    content = text_to_content("\n\n".join(bodies_and_heads))
    assert {found.headline: found.text.startswith(FERRY[0]) for found in content.articles} == {
        "远方来信": True,
        "操场上的天文台": False,
    }


def test_names_between_a_head_that_says_nothing_and_its_body_are_not_left_over():
    others = ["操场上的天文台", *SCHOOL, "松林铺医改", "松林铺有了透析室", *CLINIC]
    found = heads_of(*others, "今天的小城", "本报记者 何海", FERRY[0], "春耕时节")
    assert found[-1] == (None, "今天的小城", ["何海"])
