"""Control characters, which are never printed."""

from __future__ import annotations

import re

from banmian.document.changes import Change, substitute
from banmian.repair.rules.rule import RepairRule, for_any_document

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")


def drop_controls(text: str) -> tuple[str, list[Change]]:
    """`text` without control characters other than tab and line break, and the changes."""
    return substitute(text, _CONTROL, "", "control")


RULE = RepairRule(
    ("control",),
    "control characters that a text layer carries",
    "1: they can't be seen",
    for_any_document(drop_controls),
)
