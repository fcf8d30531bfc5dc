import re
from random import Random

import pytest

from samples.text.grammar import FOLDER, SLOT, Memory, Teller, idiom_collection, read_grammar

IDIOMS = sorted(path.stem for path in FOLDER.glob("*.grammar"))


@pytest.mark.parametrize("idiom", IDIOMS)
def test_every_slot_has_a_list(idiom: str) -> None:
    topics = read_grammar(idiom)
    for name, lists in topics.items():
        for phrases in lists.values():
            for phrase in phrases:
                for slot in SLOT.finditer(phrase):
                    assert slot[1] in lists or slot[1] in topics["common"], (name, phrase)


@pytest.mark.parametrize("idiom", IDIOMS)
def test_all_that_is_told_is_in_the_collection(idiom: str) -> None:
    known = set(idiom_collection(idiom))
    for topic, lists in read_grammar(idiom).items():
        teller = Teller(idiom, topic, Random(1))
        told = [teller.phrase(name) for name in lists for _ in range(4)]
        if "lead" in lists:
            told += teller.paragraphs(600, 120)
        assert set("".join(told)) <= known
        assert not re.search("[<>]", "".join(told))


def test_a_story_keeps_its_cast_and_repeats_no_sentence() -> None:
    teller = Teller("republican", "court", Random(4), also=("town", "relief"))
    assert teller.fill("<person#1>") == teller.fill("<person#1>")
    sentences = [s for text in teller.paragraphs(1500, 150) for s in re.split("(?<=。)", text) if len(s) > 12]
    assert len(sentences) == len(set(sentences)) > 20


def test_stories_of_one_memory_share_no_headline() -> None:
    memory = Memory()
    heads = [Teller("english", "council", Random(k), memory=memory).phrase("head") for k in range(9)]
    assert len(set(heads)) == len(heads)


def test_topics_are_told_in_turn() -> None:
    memory, rng = Memory(), Random(2)
    first = [memory.choose_topics(["town", "court", "stage"], 2, rng)[0] for _ in range(6)]
    assert sorted(first[:3]) == sorted(first[3:]) == ["court", "stage", "town"]
