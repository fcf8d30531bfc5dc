"""Openings of letters to the editor and of interview turns: 编辑同志：, 问：…, a name and a colon."""

from __future__ import annotations

import re

from banmian.wording.personal_names import is_name
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN

_TURN = re.compile(rf"(?:问|答|問|記者|记者|主持人|(?P<name>[{HAN}]{{2,3}}))[：:]")
_LETTER = re.compile("(?:总编辑|编辑)(?:同志|先生|老师|部)[：:]")
_OPENING = 8


def opens_letter(text: str) -> bool:
    """Whether a text begins like a letter to the editor."""
    return bool(_LETTER.match(simplify(text[:_OPENING])))


def opens_turn(text: str) -> bool:
    """Whether a text begins like a turn of an interview."""
    found = _TURN.match(text)
    return found is not None and (found["name"] is None or is_name(found["name"]))
