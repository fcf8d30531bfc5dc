"""Letter-spaced words, which the recogniser reads with spaces at some of their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scan_drawing import glyph

from banmian.layout.ocr.word_spacing import insert_spaces, measure_gaps

EM = 20.0
TIGHT, LETTERS, WORDS = 0.07, 0.3, 0.6


def read_of(words, seen, letters=LETTERS, between=WORDS):
    """What a line says whose words in capitals are set spaced out, in small letters; `seen` says of each gap whether
    the recogniser took it for a space."""
    glyphs, flags, places, x = [], [], [], 0.0
    for number, word in enumerate(words):
        if number:
            x += between * EM
            flags[-1] = True
        for at, sign in enumerate(word):
            spaced = word.isupper() and at > 0
            if at:
                x += (letters if spaced else TIGHT) * EM
                flags[-1] = spaced and seen(len(flags))
            glyphs.append(glyph(sign.lower(), x, em=EM, width=0.45))
            places.append((x, x + 0.45 * EM))
            flags.append(False)
            x += 0.45 * EM
    return insert_spaces(glyphs, measure_gaps(glyphs, flags, places), EM)


def plain(words):
    return " ".join(word.lower() for word in words)


@pytest.mark.parametrize(
    "words",
    [
        ["auch", "im", "TRONDHEIM", "wurde"],
        ["VALDRES", "an", "beiden"],
        ["die", "LANDUNGEN", "FREMDER", "schiffe"],
        ["KARTOFFELN"],
        ["bei", "ALM", "und"],
        ["am", "hof", "ERNTE"],
    ],
)
def test_a_spaced_word_is_one_word(words):
    assert read_of(words, lambda _: True) == plain(words)


@given(st.lists(st.sampled_from(["bei", "OSTSEE", "schnee", "NEBEL", "turm"]), min_size=2, max_size=6), st.randoms())
def test_spaced_words_are_whole_whichever_of_their_gaps_were_read_as_spaces(words, chance):
    shown = read_of(words, lambda place: place % 2 == 0 or chance.random() < 0.5)
    assert shown == plain(words)


def test_initials_as_far_apart_as_words_are_no_spaced_word():
    assert read_of(["von", "JFK", "und"], lambda _: True, between=0.4) == "von j f k und"


def test_a_ligature_holds_a_spaced_word_together():
    glyphs, places, flags, x = [], [], [], 0.0
    for number, sign in enumerate("nachtwache"):
        if number:
            x += (0.0 if "nachtwache"[number - 1 : number + 1] == "ch" else LETTERS) * EM
        glyphs.append(glyph(sign, x, em=EM, width=0.45))
        places.append((x, x + 0.45 * EM))
        flags.append("nachtwache"[number : number + 2] != "ch" and number < 9)
        x += 0.45 * EM
    assert insert_spaces(glyphs, measure_gaps(glyphs, flags, places), EM) == "nachtwache"


@pytest.mark.parametrize("words", [["was", "i", "a", "man"], ["a", "b"], ["vitamin", "c", "and", "d"]])
def test_words_of_one_letter_stay_words(words):
    assert read_of(words, lambda _: True, between=0.3) == plain(words)
