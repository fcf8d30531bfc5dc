"""Radicals, compatibility ideographs, ligatures and forms for vertical lines made the characters they stand for."""

from __future__ import annotations

from banmian.document.changes import Change, substitute
from banmian.repair.rules.document_traits import DocumentTraits
from banmian.repair.rules.rule import RepairRule
from banmian.wording.compatibility_characters import DOOR_RADICAL, FOLDED, form_rule, ordinary_character

_SIMPLIFIED_DOOR, _TRADITIONAL_DOOR = "\u6237", "\u6236"


def repair_character_forms(text: str, door: str = _TRADITIONAL_DOOR) -> tuple[str, list[Change]]:
    """`text` in ordinary characters, and a change for each that was another form of one.

    ``door`` is what the radical for door stands for, which either script writes in its own way.
    """
    if text.isascii() or not FOLDED.search(text):
        return text, []
    return substitute(text, FOLDED, lambda form: door if form == DOOR_RADICAL else ordinary_character(form), form_rule)


def _door(document: DocumentTraits) -> str:
    return _TRADITIONAL_DOOR if document.script.script == "traditional" else _SIMPLIFIED_DOOR


RULE = RepairRule(
    ("radical", "compatibility-ideograph", "ligature", "vertical-form"),
    "⽼桥 → 老桥: radicals, compatibility ideographs, ligatures, marks for vertical lines",
    "1: the character looks the same",
    lambda text, document: repair_character_forms(text, _door(document)),
)
