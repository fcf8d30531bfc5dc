"""List items, recognised by the mark that a paragraph begins with."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\s*(?:\d{1,2}[.、．)）]\s*\S|[-*•]\s+\S|[①-⑳]\s*\S)")


def is_list_item(text: str) -> bool:
    """Whether a paragraph is a list item by its mark: 1. ① - (一是 and （一） are how speeches count)."""
    return bool(_ITEM.match(text)) and not re.match(r"\s*\d{1,2}[.．]\d", text)
