"""Every rule is in the registry, keeps its promise that changes can be undone, and is in the docs."""

import importlib
import pkgutil
import random
from pathlib import Path

import pytest
import repair_damage
from hypothesis import given
from hypothesis import strategies as st

from banmian.document.changes import undo
from banmian.repair import rules
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.rules.document_traits import PLAIN
from banmian.repair.rules.registry import OTHER_CHANGES, RULES, apply_rules, other_changes_table, rule_table
from banmian.repair.rules.rule import RepairRule, TextKind, TextSource

DOCS = (Path(__file__).parents[3] / "docs" / "repair.md").read_text("utf-8")
NAMES = {name for rule in RULES for name in rule.names} | set(OTHER_CHANGES)
TEXT = st.text(st.sampled_from("大桥通车，。 ,.!()ab1\x07\u200b\n*「」"), max_size=40)


def test_every_module_with_a_rule_is_in_the_registry() -> None:
    modules = [
        importlib.import_module(f"{rules.__name__}.{found.name}") for found in pkgutil.iter_modules(rules.__path__)
    ]
    values = [module.RULE for module in modules if isinstance(getattr(module, "RULE", None), RepairRule)]
    assert {rule.names for rule in values} == {rule.names for rule in RULES}


def test_a_name_belongs_to_one_rule() -> None:
    assert len(NAMES) == sum(len(rule.names) for rule in RULES) + len(OTHER_CHANGES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.names[0])
@given(text=TEXT)
def test_what_a_rule_does_can_be_undone(rule: RepairRule, text: str) -> None:
    mended, changes = rule.function(text, PLAIN)
    assert undo(mended, changes) == text
    assert {change.rule for change in changes} <= set(rule.names)
    assert all(0 < change.confidence <= 1 for change in changes)


@pytest.mark.parametrize("kind", ["paragraph", "title", "verse"])
@pytest.mark.parametrize("source", ["page", "bare text"])
@given(text=TEXT)
def test_all_rules_together_can_be_undone(kind: TextKind, source: TextSource, text: str) -> None:
    mended, changes = apply_rules(text, kind, source)
    assert undo(mended, changes) == text


@pytest.mark.parametrize("damage", ["text_layer", "column_cuts"])
def test_every_change_of_a_damaged_text_has_a_name_that_is_known(damage: str) -> None:
    text = getattr(repair_damage, damage)(repair_damage.invent_several(5, 4, 600), random.Random(5))
    made = {repair.rule for article in text_to_content(text).articles for repair in article.repairs}
    assert made <= NAMES


def test_the_docs_have_the_rules() -> None:
    assert rule_table() in DOCS, rule_table()
    assert other_changes_table() in DOCS, other_changes_table()
