import re
from random import Random

import pytest

from samples.damaged_text import damaged_text, letter_space, space_numbers, wrap_paragraph
from samples.text.writer import ArticleWriter, Writer, collection, theme_names


@pytest.mark.parametrize("script", ["simplified", "traditional"])
def test_no_sentence_is_told_twice(script: str) -> None:
    writer = Writer(Random(1), script)
    told: list[str] = []
    for name in theme_names(script):
        teller = ArticleWriter(writer, name, writer.cast())
        while (paragraph := teller.next_paragraph(300)) and len(told) < 40:
            told.append(paragraph[0])
    sentences = [s for text in told for s in re.split("(?<=[。？！])", text) if len(s) > 14]
    assert len(sentences) == len(set(sentences))


def test_names_and_place_stay_the_same_through_a_story() -> None:
    writer = Writer(Random(2))
    cast = writer.cast()
    assert writer.fill("{p1}在{place}见到{p1}", cast) == f"{cast.people[0]}在{cast.place}见到{cast.people[0]}"


def test_every_character_of_a_story_is_in_the_collection() -> None:
    known = set(collection("simplified"))
    writer = Writer(Random(3))
    teller = ArticleWriter(writer, writer.theme(), writer.cast())
    text = "".join(part[0] for part in iter(lambda: teller.next_paragraph(200), None))
    assert set(text) <= known


def test_a_damaged_text_still_holds_every_character() -> None:
    text, truth = damaged_text()
    squeezed = re.sub(r"\s", "", text)
    for article in truth["pages"][0]["articles"]:  # type: ignore[index]
        for paragraph in article["paragraphs"]:
            whole = re.sub(r"\s", "", paragraph)
            assert all(sentence in squeezed for sentence in (whole[:16], whole[-16:]))


def test_ways_of_damage() -> None:
    assert letter_space("共有23人。") == "共 有 23 人 。"
    assert space_numbers("共有23人。") == "共有 23 人。"
    assert wrap_paragraph("山" * 20) == ["山" * 18, "山" * 2]
    assert wrap_paragraph("山" * 18 + "。水")[1][0] != "。"
