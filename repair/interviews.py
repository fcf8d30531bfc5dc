"""The turns of an interview: 问：…, 记者：…, a name and a colon."""

from __future__ import annotations

import re

from repair.names import name_score
from repair.script import HAN

_TURN = re.compile(rf"(?:问|答|問|記者|记者|主持人|(?P<name>[{HAN}]{{2,3}}))[：:]")
_NAMED = 0.7


def opens_turn(text: str) -> bool:
    """Whether a text begins as a turn of an interview does."""
    found = _TURN.match(text)
    return found is not None and (found["name"] is None or name_score(found["name"]) >= _NAMED)
