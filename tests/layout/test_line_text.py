"""The spaces of lines outlive cutting: parts keep those between their own glyphs."""

from scan_drawing import line

from banmian.layout.line_text import spaced_glyphs, text_of


def spoken(text):
    whole = line(text.replace(" ", ""), 0, 0)
    return type(whole)(text, whole.box, whole.size, whole.glyphs, text)


def test_a_part_keeps_the_spaces_between_its_glyphs():
    whole = spoken("On Sunday, US forces")
    assert text_of(whole, whole.glyphs) == whole.text
    assert text_of(whole, whole.glyphs[2:11]) == "Sunday, US"
    assert text_of(whole, whole.glyphs[:2]) == "On"


def test_glyphs_that_are_not_those_of_the_text_have_no_spaces():
    whole = line("abc", 0, 0)
    assert spaced_glyphs(type(whole)("x y", whole.box, whole.size, whole.glyphs)) == frozenset()
