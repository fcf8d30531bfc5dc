"""English words that were read as one: cut where the gaps and the words say so, and nowhere else."""

import pytest

from banmian.document.changes import apply
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line
from banmian.layout.ocr.run_on_words import split_run_ons

PAGE = (
    "The harbour board met again on Tuesday evening",
    "and after long talk agreed that the old ferry",
    "should carry passengers through the winter while",
    "workers rebuild the northern landing stage which",
    "storms had broken last spring before anybody could",
    "bring timber across from the island quarries",
    "Children will travel free when school begins",
)


def set_line(words: str, y: float, gap: float = 3.0, joined: bool = False) -> Line:
    """A line whose letters stand 1 px apart and whose words ``gap`` px; where `joined`, its text has no spaces."""
    glyphs, x = [], 0.0
    for char in words:
        if char == " ":
            x += gap - 1
            continue
        glyphs.append(Glyph(char, Box(x, y, x + 6, y + 10), 12.0, confidence=0.99))
        x += 7
    text = words.replace(" ", "") if joined else words
    return Line(text, Box(0, y, x, y + 10), 12.0, tuple(glyphs), read=text, confidence=0.99)


def after(line: Line, page: tuple[str, ...] = PAGE) -> Line:
    return split_run_ons([*(set_line(words, 20 * n) for n, words in enumerate(page)), line])[-1]


@pytest.mark.parametrize(
    "words", ["and other military posts", "when Egypt and Syria", "people of the town", "port for him"]
)
def test_words_without_spaces_are_parted_at_their_gaps(words):
    line = after(set_line(words, 500, joined=True))
    assert line.text == words
    assert apply(line.read, line.changes) == line.text


@pytest.mark.parametrize(
    "word", ["Khmeimim", "together", "notwithstanding", "Blackpool", "tinued", "Jaccards", "internationally"]
)
def test_words_and_names_stay(word):
    assert after(set_line(word, 500)).text == word


def test_evenly_set_letters_stay():
    assert after(set_line("andother", 500)).text == "andother"


def test_pages_in_other_languages_stay():
    german = ("Der Hafenausschuss beriet gestern Abend wieder und beschloss nach langer Rede dass die Faehre",) * 8
    line = set_line("of the harbour", 500, joined=True)
    assert after(line, german) == line
