"""A newspaper with odd habits is learned and read better; one without is left alone."""

import json
import sys
from pathlib import Path

import pytest

from banmian.errors import UsageError
from banmian.layout.geometry import Box
from banmian.layout.separation.area_separation import separate
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate
from banmian.layout.separation.learned_weights.newspaper_habit_model import load_habits, read_habits
from banmian.learning.habit_learning import Learned, f1, learn, model_to_json

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.newspaper_habits import examples

HABIT = "heads_below"


def boxes_of(candidate: ArticleCandidate) -> list[Box]:
    """Where the heads and texts of an article stand, in order."""
    return [item.box for item in (*candidate.heads, *candidate.texts)]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return learn(examples(HABIT, range(8)), counts=(40,))


def test_other_pages_of_the_newspaper_are_read_better(learned: Learned) -> None:
    assert learned.values is not None
    assert learned.after > learned.before
    unseen = examples(HABIT, range(500, 504))
    before, model = f1(unseen, [None] * len(unseen)), read_habits(learned.values)
    assert f1(unseen, [model] * len(unseen)) > before + 0.1


def test_pages_of_other_newspapers_are_read_as_without_the_model(learned: Learned) -> None:
    assert learned.values is not None
    model = read_habits(learned.values)
    own, others = examples(HABIT, range(500, 504)), examples("plain", range(500, 506))
    assert sum(model.suits(example.graph) for example in own) >= 3
    assert not any(model.suits(example.graph) for example in others)
    for example in others[:2]:
        area = (example.items, example.graph.rules, example.graph.type_)
        with_model, without = separate(*area, model=model), separate(*area)
        assert [boxes_of(one) for one in with_model] == [boxes_of(one) for one in without]


def test_a_model_is_a_file_that_settings_name(learned: Learned, tmp_path: Path) -> None:
    assert learned.values is not None
    path = tmp_path / "model.json"
    path.write_bytes(model_to_json(learned.values))
    assert load_habits(path).chains == learned.values["chains"]
    values = json.loads(path.read_bytes())
    assert values["tried_on_other_pages"]["pages"] == 8


def test_evidence_is_found_by_its_name(learned: Learned) -> None:
    assert learned.values is not None
    told = json.loads(model_to_json(learned.values))
    kind = told["edges"]["text text"]
    order = list(reversed(range(len(kind["names"]))))
    kind["names"] = [kind["names"][at] for at in order]
    for tree in kind["trees"]:
        tree["feature"] = [len(order) - 1 - at for at in tree["feature"]]
    one, other = read_habits(learned.values).stage.edges, read_habits(told).stage.edges
    assert (one["text text"].feature == other["text text"].feature).all()


def test_a_newspaper_without_odd_habits_teaches_nothing() -> None:
    found = learn(examples("plain", range(6)))
    assert found.values is None
    assert found.after == found.before


def test_few_pages_teach_nothing() -> None:
    assert learn(examples(HABIT, range(2))).values is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Learn it again"),
        ("[]", "Learn it again"),
        ('{"model_version": "9"}', "unknown"),
        ('{"model_version": "2", "chains": false, "least_gain": 0, "edges": {}, "begins": {}}', "no model"),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(UsageError) as refused:
        load_habits(path)
    assert words in f"{refused.value} {refused.value.advice}"
    with pytest.raises(UsageError):
        load_habits(tmp_path / "none.json")
