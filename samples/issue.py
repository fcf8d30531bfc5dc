"""The plan of the two-page sample issue: which article is where, and in what form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from samples.generator.articles import (
    Link,
    Maker,
    PageDraft,
    add_banner,
    add_lone_picture,
    add_table,
    make_measure,
    page_truth,
    place_article,
)
from samples.generator.design import PageDesign
from samples.generator.furniture import Publication, set_folio, set_index, set_masthead
from samples.generator.painting import paint
from samples.generator.tiling import Band, Tile
from samples.text.writer import ArticleWriter, Writer
from samples.typeset.fonts import SIMPLIFIED, TRADITIONAL
from samples.typeset.frame import ArticleText, FrameStyle, SetFrame
from samples.typeset.heads import Head, HeadStyle, Overprint
from samples.typeset.line_breaking import TextStyle
from samples.typeset.pictures import PictureStyle
from samples.typeset.sheet import Box, Sheet

PAPER = Publication("听泉日报", 2024, 5, 17, "五", "8216", "CN 99-0016", 2)
BODY = TextStyle("serif", 9.6, 14.2, loose=0.03, spaced=0.25, painted_spaces=0.5)
TWICE = Overprint(copies=1, offset=0.04)


def sample_design(body: TextStyle, setting: str = "horizontal") -> PageDesign:
    """The look that all sample pages share; `setting` is horizontal or vertical."""
    vertical = setting == "vertical"
    return PageDesign(
        width=1120.0 if vertical else 850.0,
        height=820.0 if vertical else 1190.0,
        margin=34.0,
        columns=6 if not vertical else 5,
        gutter=13.0,
        frame_gap=18.0,
        body=body,
        column_rule="solid",
        frame_rule="none",
        head_face="sans-bold",
        overprint=TWICE,
        order="heads-last",
        vertical=vertical,
        radicals=frozenset("一人大小山水日月风长门马鱼鸟麦走足身车里金见青面页"),
    )


@dataclass(frozen=True)
class Plan:
    """One article of the issue: theme, words, place and form."""

    theme: str
    head: Head
    span: tuple[int, int]
    top: float
    bottom: float
    columns: int
    form: HeadStyle
    boxed: bool = False
    caption: tuple[str, str] | None = None
    picture: PictureStyle | None = None
    subheadings: float = 0.0


FRONT = (
    Plan(
        "bridge",
        Head("断了七年的路 今天通了", "重点工程提前四十天通车", "两岸车程缩短半小时", "本报记者 程立 通讯员 苏禾"),
        (2, 6), 150, 480, 4, HeadStyle(size=34, overprint=TWICE, byline_face="sans"), subheadings=0.4,
    ),
    Plan(
        "schools", Head("山里娃有了自己的天文台", byline="通讯员 罗川"), (0, 2), 150, 480, 1,
        HeadStyle(form="right", size=25, overprint=TWICE), boxed=True,
    ),
    Plan(
        "forum", Head("修路先问走路的人", byline="白桦", section="青石论坛"), (0, 2), 545, 830, 2,
        HeadStyle(face="serif-bold", size=22, overprint=TWICE),
    ),
    Plan(
        "market", Head("老菜市重开 秤杆换成公平秤", "便民市场回到家门口", byline="记者 米兰 邱枫"), (2, 6), 545, 830, 4,
        HeadStyle(size=28, overprint=TWICE), caption=("新雨棚下的集市。", "记者 邱枫 摄"),
        picture=PictureStyle(column=1, span=1.0, height=88, place="bottom"),
    ),
    Plan(
        "harvest", Head("新稻上场 粮站开门", "", "亩均增产六十斤", "记者 贺川"), (0, 4), 852, 1160, 4,
        HeadStyle(size=27, overprint=TWICE, dash_before_subheadline="——"),
    ),
    Plan(
        "clinic", Head("半夜的电话总有人接", byline="文/沈舟"), (4, 6), 852, 1160, 2,
        HeadStyle(size=21, ground=(0.1, 0.25, 0.5)),
    ),
)  # fmt: skip

BACK = (
    Plan(
        "waterworks", Head("一渠活水绕村来", "城乡供水一体化进村入户", byline="记者 江涛"), (0, 3), 264, 640, 3,
        HeadStyle(size=27, overprint=TWICE), caption=("施工队在山坡上铺设管道。", "通讯员 方圆 摄"),
        picture=PictureStyle(column=1, span=2.0, height=110, place="middle"),
    ),
    Plan(
        "ferry", Head("渡口的第四代摆渡人", byline="记者 温晴"), (3, 6), 264, 640, 3,
        HeadStyle(form="left", size=27, overprint=TWICE),
    ),
    Plan(
        "museum", Head("一枚船钉讲出千年航路", "", "四百件藏品首次展出", "本报记者 孟石"), (0, 4), 850, 1160, 4,
        HeadStyle(size=28, overprint=TWICE),
    ),
    Plan(
        "library", Head("借书不问期限", byline="本报评论员"), (4, 6), 850, 1160, 2,
        HeadStyle(face="serif-bold", size=24, aligned="left"),
    ),
)  # fmt: skip


def _place(maker: Maker, draft: PageDraft, plan: Plan, link: Link | None = None) -> None:
    design = draft.design
    tile = Tile(design.column_span(*plan.span, plan.top, plan.bottom), plan.columns, 0)
    style = FrameStyle(
        columns=plan.columns, gutter=design.gutter, body=design.body,
        head=replace(plan.form, byline_size=9.4), column_rule="solid", boxed=plan.boxed, picture=plan.picture,
    )  # fmt: skip
    teller = ArticleWriter(maker.writer, plan.theme, maker.writer.cast(), plan.subheadings)
    story = ArticleText(replace(plan.head), photo=plan.caption)
    if link:
        link.teller, story.jump, link.open = teller, link.jump, True
    place_article(maker, draft, tile, story, style, teller)


def _front(maker: Maker, design: PageDesign, link: Link) -> PageDraft:
    draft = PageDraft(design, 1, "01版")
    ops, text, _ = set_masthead(design, PAPER, maker.measure, Random(5))
    draft.frames.append(SetFrame(body=ops))
    draft.furniture.append({"kind": "masthead", "text": text})
    index = Box(640, 40, 816, 118)
    entries = [("一渠活水绕村来", "02版"), ("一枚船钉讲出千年航路", "02版")]
    ops, text = set_index(index, design, entries, maker.measure, Random(1))
    draft.frames.append(SetFrame(ground=ops[:1], body=ops[1:]))
    draft.furniture.append({"kind": "index", "text": text})
    for number, plan in enumerate(FRONT):
        if number == 2:
            add_banner(maker, draft, Band(design.column_span(0, 6, 498, 830), banner=True), "把小事办成暖心事")
        _place(maker, draft, plan, link if number == 0 else None)
    return draft


def _back(maker: Maker, design: PageDesign, link: Link) -> PageDraft:
    draft = PageDraft(design, 2, "02版")
    ops, text, top = set_folio(design, PAPER, "02版", maker.writer, maker.measure)
    draft.frames.append(SetFrame(body=ops))
    draft.furniture.append({"kind": "folio", "text": text})
    tile = Tile(design.column_span(0, 4, top, 240), 4, 0)
    style = FrameStyle(columns=4, gutter=design.gutter, body=design.body, head=HeadStyle(), column_rule="solid")
    place_article(maker, draft, tile, ArticleText(Head(), cont=link.cont), style, link.teller)
    add_lone_picture(maker, draft, Tile(design.column_span(4, 6, top, 240), 2, 0))
    for number, plan in enumerate(BACK):
        if number == 2:
            add_table(maker, draft, Tile(design.column_span(0, 6, 662, 832), 6, 0))
        _place(maker, draft, plan)
    return draft


def make_issue(characters: str, body: TextStyle = BODY, seed: int = 2024) -> tuple[list[Sheet], dict[str, object]]:
    """The two pages of the sample issue and their truth."""
    rng = Random(seed)
    maker = Maker(rng, Writer(rng), make_measure(SIMPLIFIED, characters), PAPER, SIMPLIFIED)
    design = sample_design(body)
    link = Link(ArticleWriter(maker.writer, "", maker.writer.cast()), "（下转02版）", "（上接01版）")
    drafts = [_front(maker, design, link), _back(maker, design, link)]
    sheets = [paint(design, draft.frames, SIMPLIFIED, rng) for draft in drafts]
    return sheets, {"publication": PAPER.truth(), "pages": [page_truth(draft) for draft in drafts]}


def make_vertical_page(characters: str, seed: int = 1931) -> tuple[list[Sheet], dict[str, object]]:
    """A page of vertical lines, read from right to left, and its truth."""
    rng = Random(seed)
    maker = Maker(rng, Writer(rng, "traditional"), make_measure(TRADITIONAL, characters), PAPER, TRADITIONAL)
    design = replace(sample_design(TextStyle("serif", 12.5, 20.0), setting="vertical"), radicals=frozenset())
    draft = PageDraft(design, 1, "")
    plans = (
        Plan("harbour", Head("輪船公司添設夜班", "本埠消息"), (0, 3), 34, 270, 3, HeadStyle(size=28)),
        Plan("town", Head("圖書館添購新書"), (3, 5), 34, 270, 2, HeadStyle(size=24, face="serif-bold")),
        Plan("country", Head("南鄉合力開新渠", "", "老農言其所以"), (0, 3), 300, 540, 3, HeadStyle(size=26)),
        Plan("clinic", Head("接種牛痘不取分文"), (3, 5), 300, 540, 2, HeadStyle(size=24), boxed=True),
        Plan("railway", Head("鐵路支線昨日通車"), (0, 2), 566, 786, 2, HeadStyle(size=24, face="serif-bold")),
        Plan("theatre", Head("老伶工收徒記", "遊藝消息"), (2, 5), 566, 786, 3, HeadStyle(size=26)),
    )
    for plan in plans:
        _place(maker, draft, plan)
    sheet = paint(design, draft.frames, TRADITIONAL, rng)
    return [sheet], {"publication": dict.fromkeys(PAPER.truth()), "pages": [page_truth(draft)]}
