"""Words of the list and what they cost, looked up as texts need them."""

from __future__ import annotations

import math

import pytest

from banmian.wording import chinese_lexicon as module
from banmian.wording.chinese_lexicon import LONGEST, lexicon
from banmian.wording.package_files import file_of


def listed_counts() -> list[tuple[str, int]]:
    lines = file_of("jieba", "dict.txt", lacking="").read_text("utf-8").splitlines()
    return [(word, int(count)) for word, count, _ in map(str.split, lines) if len(word) <= LONGEST]


def test_every_word_of_the_list_has_the_cost_of_its_count() -> None:
    counts = listed_counts()
    assert sum(count for _, count in counts) == module._ALL_COUNTS
    total = math.log(module._ALL_COUNTS)
    expected = {word: total - math.log(count) for word, count in counts}
    assert lexicon().costs_in("".join(word[0] for word in expected)) == expected


def test_words_are_found_whatever_was_asked_before() -> None:
    words = module.lexicon.__wrapped__()
    assert "银行" in words
    assert words.segment("银行的职员") == ["银行", "的", "职员"]
    assert words.segment("AT&T的职员")[-1] == "职员"
    assert words.cost("记者职员") == pytest.approx(words.cost("记者") + words.cost("职员"))
    assert words.costs_in("职").get("职员") is not None
    assert "职业病痛" not in words
