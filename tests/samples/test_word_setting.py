from itertools import pairwise

from samples.families.word_setting import joined_lines, set_words, syllable_ends
from samples.typeset.line_breaking import Slot, TextStyle

STYLE = TextStyle("times", 10.0, 12.0, indent=1.0)
TEXT = "The harbor master government ordered another careful examination of the remaining lanterns before winter."


def half(_face: str, _char: str) -> float:
    return 0.5


def slots(count: int, length: float) -> list[Slot]:
    return [Slot(0.0, 12.0 * k, length) for k in range(count)]


def test_lines_hold_all_words_and_fill_their_slots() -> None:
    lines = set_words(TEXT, slots(20, 90.0), STYLE, half)
    assert lines is not None
    assert joined_lines([line.text for line in lines]) == TEXT
    assert any(line.text.endswith("-") for line in lines)
    for line in lines[:-1]:
        assert line.offsets[-1] + 5.0 <= 90.5
    assert all(a < b for line in lines for a, b in pairwise(line.offsets))
    assert lines[0].offsets[0] == 10.0


def test_without_hyphens_no_word_is_broken() -> None:
    lines = set_words(TEXT, slots(20, 90.0), STYLE, half, hyphens=False)
    assert lines is not None
    assert {word for line in lines for word in line.text.split()} == set(TEXT.split())


def test_too_few_slots_give_nothing() -> None:
    assert set_words(TEXT, slots(2, 90.0), STYLE, half) is None


def test_words_are_broken_between_syllables_only() -> None:
    assert syllable_ends("government")
    assert syllable_ends("it's") == syllable_ends("road") == []
    assert all(3 <= end <= len("examination") - 3 for end in syllable_ends("examination"))


def test_lines_of_other_scripts_are_joined_without_spaces() -> None:
    assert joined_lines(["山下", "流水"]) == "山下流水"
    assert joined_lines(["half of the", "town"]) == "half of the town"
    assert joined_lines(["one-", "Two"]) == "one- Two"
