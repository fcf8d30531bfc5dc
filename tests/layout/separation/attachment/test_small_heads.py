from layout_pages import EM, Prose, Setter

from banmian.layout.geometry import Box
from banmian.layout.model import Line
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block
from banmian.layout.separation.article_building.heading_parts import classify_head_lines
from banmian.layout.separation.attachment.small_heads import attach_small_heads
from banmian.layout.separation.candidates.article_candidate import ArticleCandidate

TYPE = Typography(EM, "", 1.0)


def head(text: str, box: Box, role: str = "") -> Item:
    block = make_block([Line(text, box, box.height)], EM)
    return Item("head", box, block, role=role)


def article(title: str, y: float) -> ArticleCandidate:
    sheet = Setter()
    sheet.flow(Prose(1).paragraphs(1), [Box(40, y + 40, 40 + 16 * EM, y + 300)])
    block = make_block(sheet.page.lines, EM)
    return ArticleCandidate(heads=(head(title, Box(60, y, 180, y + 24)),), texts=(Item("text", block.box, block),))


def test_a_label_goes_to_the_article_that_it_stands_at():
    label = head("乡村纪事", Box(40, 380, 100, 396), "section")
    found = attach_small_heads([article("水渠修到田头", 40), article("柚子熟了满山香", 400)], [label], None, TYPE)
    assert [classify_head_lines(c.heads, TYPE).section for c in found] == [[], list(label.lines)]
    assert classify_head_lines(found[1].heads, TYPE).headline[0].text == "柚子熟了满山香"


def test_a_label_in_the_middle_of_a_frames_top_is_over_all_of_it():
    frame = Box(30, 20, 50 + 16 * EM, 900)
    label = head("乡村纪事", Box(frame.cx - 30, 22, frame.cx + 30, 38), "section")
    found = attach_small_heads([article("水渠修到田头", 60), article("柚子熟了满山香", 460)], [label], frame, TYPE)
    assert found[0].heads == (label,)
    assert len(found) == 3


def test_a_name_is_the_byline_of_its_article_and_no_headline():
    name = head("李文", Box(200, 46, 230, 60), "byline")
    found = attach_small_heads([article("水渠修到田头", 40)], [name], None, TYPE)
    parts = classify_head_lines(found[0].heads, TYPE)
    assert [line.text for line in parts.byline] == ["李文"]
    assert [line.text for line in parts.headline] == ["水渠修到田头"]
