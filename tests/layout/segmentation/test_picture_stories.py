import pytest

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Picture
from banmian.layout.page_facts import Typography
from banmian.layout.segmentation.picture_stories import take_picture_stories
from banmian.layout.segmentation.regions import Item
from banmian.layout.segmentation.text_blocks import make_block

EM = 10.0
TYPE = Typography(em=EM, font="song", han=1.0)
FRAME = Box(100, 100, 400, 250)


def line(text: str, x0: float, y0: float, size: float = EM, font: str = "kai", bold: bool = False) -> Line:
    return Line(text, Box(x0, y0, x0 + size * len(text), y0 + size), size, font=font, bold=bold)


def picture(*caption: Line, frame: Box = FRAME) -> Item:
    x1, y1 = max(line.box.x1 for line in caption), max(line.box.y1 for line in caption)
    return Item("picture", Box(frame.x0, frame.y0, max(frame.x1, x1), max(frame.y1, y1)), caption=caption)


REPORT = (
    line("昨日清晨，苇塘村的老船工把修好的木船推下水，岸上站满了", 120, 290),
    line("来看的人。这条船停了十一年，村里的孩子第一次见到它浮在", 100, 304),
    line("水面上，晚饭前来回摆了七趟渡。", 100, 318),
)
CREDIT = line("鲁春河 摄", 340, 318, size=9.0, font="hei")
HEAD_LINE = line("老渡船又下水", 180, 262, size=18.0, font="hei", bold=True)
HEAD = Item("head", HEAD_LINE.box, make_block([HEAD_LINE], EM))


def test_a_report_under_a_headline_at_a_picture_is_a_story_and_no_caption():
    rest, (story,) = take_picture_stories([HEAD, picture(*REPORT, CREDIT)], [Picture(FRAME)], TYPE)
    assert rest == []
    assert story[0] is HEAD
    assert story[1].caption == (*REPORT, CREDIT)


def test_a_bold_line_left_of_the_report_is_its_headline():
    title = line("老渡船又下水", 100, 258, size=12.0, font="hei", bold=True)
    moved = [line(one.text[:16], 220, 258 + 14 * at) for at, one in enumerate((*REPORT, *REPORT))]
    rest, (story,) = take_picture_stories([picture(title, *moved)], [Picture(FRAME)], TYPE)
    assert rest == []
    assert [item.kind for item in story] == ["head", "picture"]
    assert story[0].lines == (title,)


def test_a_caption_that_went_to_the_picture_below_is_the_story_of_the_one_above():
    lower = Box(100, 340, 400, 500)
    own = line("▲岸上的人群。", 100, 505)
    items = [HEAD, Item("picture", FRAME), picture(*REPORT, CREDIT, own, frame=lower)]
    (rest,), (story,) = take_picture_stories(items, [Picture(FRAME), Picture(lower)], TYPE)
    assert (rest.box, rest.caption) == (Box(100, 340, 400, 515), (own,))
    assert [item.kind for item in story] == ["head", "picture"]
    assert story[1].box.covers(FRAME)


def test_a_report_that_was_taken_for_running_text_is_found_by_its_face():
    def text(font: str) -> Item:
        lines = [line(one.text, one.box.x0, one.box.y0, font=font) for one in (*REPORT, CREDIT)]
        block = make_block(lines, EM)
        return Item("text", block.box, block)

    rest, (story,) = take_picture_stories([HEAD, Item("picture", FRAME), text("kai")], [Picture(FRAME)], TYPE)
    assert rest == []
    assert len(story[1].caption) == 4
    items = [HEAD, Item("picture", FRAME), text("song")]
    assert take_picture_stories(items, [Picture(FRAME)], TYPE) == (items, [])


@pytest.mark.parametrize(
    "items",
    [
        [picture(*REPORT, CREDIT)],
        [HEAD, picture(REPORT[0], CREDIT)],
        [Item("head", HEAD.box, HEAD.block, role="section"), picture(*REPORT, CREDIT)],
    ],
    ids=["no headline", "short", "a label"],
)
def test_other_captions_stay(items: list[Item]):
    rest, stories = take_picture_stories(items, [Picture(FRAME)], TYPE)
    assert (rest, stories) == (items, [])
