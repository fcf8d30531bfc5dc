from collections.abc import Sequence

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Rule
from banmian.layout.segmentation.deck_dashes import join_at_dashes
from banmian.layout.segmentation.regions import Item, ItemKind
from banmian.layout.segmentation.text_blocks import make_block

EM = 10.0


def item(kind: ItemKind, *rows: tuple[str, Box], size: float = EM) -> Item:
    block = make_block([Line(text, box, size) for text, box in rows], EM)
    return Item(kind, Box(block.left, rows[0][1].y0, block.right, rows[-1][1].y1), block)


def centred(kind: ItemKind, text: str, y: float, width: float, size: float = EM) -> Item:
    return item(kind, (text, Box(200 - width / 2, y, 200 + width / 2, y + size)), size=size)


TOP = centred("head", "BELLS AT THE FERRY.", 100, 220, 24.0)
DECK = centred("head", "Both Shores Gather by Night", 150, 200, 14.0)
SMALL = centred("text", "New Lamps on the Old Pier.", 190, 220)
BODY = item(
    "text",
    *((f"line {n} of the story runs on here", Box(90, 230 + 12 * n, 310, 240 + 12 * n)) for n in range(8)),
)


def dash(y: float, width: float = 60.0, middle: float = 200.0) -> Rule:
    return Rule(Box(middle - width / 2, y, middle + width / 2, y + 1))


def heads(items: Sequence[Item], rules: Sequence[Rule]) -> tuple[list[list[str]], int]:
    found, kept = join_at_dashes(items, rules, EM)
    return [[line.text for line in part.lines] for part in found if part.kind == "head"], len(kept)


def test_parts_of_a_head_between_which_a_dash_stands_are_one_and_the_dash_separates_nothing():
    assert heads([TOP, DECK, BODY], [dash(135), dash(175)]) == ([["BELLS AT THE FERRY.", DECK.lines[0].text]], 0)


def test_a_line_of_text_between_two_dashes_is_a_deck():
    (found,), kept = heads([TOP, DECK, SMALL, BODY], [dash(135), dash(175), dash(212)])
    assert found == ["BELLS AT THE FERRY.", DECK.lines[0].text, SMALL.lines[0].text]
    assert kept == 0


def test_a_line_of_text_under_the_last_dash_is_text():
    assert heads([TOP, DECK, SMALL, BODY], [dash(135), dash(175)])[0] == [[TOP.lines[0].text, DECK.lines[0].text]]


def test_long_rules_rules_aside_and_rules_under_text_separate():
    for rule in (dash(135, 200), dash(135, 60, 130), dash(135 + 60)):
        assert heads([TOP, DECK, BODY], [rule]) == ([[TOP.lines[0].text], [DECK.lines[0].text]], 1)
    end = centred("head", "THE NEXT STORY", 360, 120, 16.0)
    assert heads([TOP, BODY, end], [dash(340)]) == ([[TOP.lines[0].text], ["THE NEXT STORY"]], 1)
