"""Time for a text grows with its length and no faster, whatever pattern it repeats."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.document.changes import Change, apply, undo
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.undo import read_text

LENGTH = 6_000
"""Characters of the shorter text; the longer one has `TIMES` as many."""
TIMES = 4
SLACK = 2.5
"""How much more than `TIMES` the longer text may take: timers are coarse, and machines busy."""
REPEATED = [
    "{number}. 修桥\n",
    "{number}\n",
    "a: b\n",
    "|a|b|\n",
    "    缩进的行\n",
    "    an indented line\n",
    "姓名\n张三\n",
    "目录 1\n",
    "桥 12 34\n",
    "桥\n",
    "<table>\n",
    "<table><tr><td>桥\n",
    "12 34 56 78\n",
    "■江正平 摄\n",
    "导读\n",
    "大桥通车，两岸的灯光在江心连成一线，人人都说好。\n\n",
    "大桥通车，两岸的灯光在江心连成一\n",
    "**桥",
    "本报记者 江正平\n\n大桥通车，两岸的灯光在江心连成一线，人人都说好。\n\n",
    "桥头{number}号灯亮了\n\n" * 20 + "本报记者 江正平\n\n大桥通车，两岸的灯光连成一线。\n\n" * 20,
    "桥头{number}号灯亮了\n" * 4 + "\n大桥通车，两岸的灯光连成一线。\n\n————\n\n",
    "大 桥 ",
    "1 ",
    "桥 and ",
    "▶下转 02版① ",
    "（",
    " ",
]
TOKENS = ["桥", "大桥通车", " ", "\u3000", "a", "1", ".", "，", "。", "：", "-", "—", "|", "**", "#", "（", "）", "《"]
TOKENS += ["“", "<tr>", "</table>", "讯", "记者", "摄", "版", "月", "\n", "\n\n", "\u200b", "and", "…", "·"]


def repeat(pattern: str, length: int) -> str:
    """A text of about `length` characters; a number in the pattern counts up."""
    return "".join(pattern.format(number=number) for number in range(length // len(pattern.format(number=1))))


def seconds(text: str) -> float:
    """Processor time to repair a text and to give back what was read.

    Without garbage collection, as in `timeit`: what that takes depends on what other tests have left behind.
    """
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        content = text_to_content(text)
        assert read_text(content) == text
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("pattern", REPEATED)
def test_repetitive_text_takes_time_in_proportion(pattern: str) -> None:
    short, long = repeat(pattern, LENGTH), repeat(pattern, TIMES * LENGTH)
    text_to_content(short[:200])
    assert seconds(long) <= SLACK * TIMES * max(0.1, seconds(short))


@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=5).map("".join))
@settings(max_examples=25, deadline=None)
def test_any_repeated_pattern_is_read_in_proportion(pattern: str) -> None:
    text = pattern * (2 * LENGTH // len(pattern))
    assert seconds(text) < 0.25 * len(text) / 1000


@given(st.text(alphabet="ab", max_size=12), st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3)), max_size=8))
def test_changes_in_any_order_are_undone(text: str, places: list[tuple[int, int]]) -> None:
    changes = []
    changed = text
    for offset, length in places:
        start = min(offset, len(changed))
        changes.append(Change("any", start, changed[start : start + length], "cd"[: offset % 3]))
        changed = changed[:start] + changes[-1].after + changed[start + length :]
    assert apply(text, changes) == changed
    assert undo(changed, changes) == text
