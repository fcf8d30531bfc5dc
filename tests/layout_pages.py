"""Pages for tests: invented text set in columns, as a reader would hand it over.

Everything is measured from the body's em (`EM`). A Han sign is one em wide, an ASCII sign half an em.
Lines are justified, a closing mark never opens a line, and every line carries its glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import cycle
from random import Random
from typing import Any

from banmian.document.changes import Change, undo
from banmian.document.model import Article, Content, TextSource
from banmian.layout.geometry import Box
from banmian.layout.model import Glyph, Line, Page, Panel, Picture, Rule, Zone
from banmian.layout.pipeline import arrange

EM = 10.0
LEADING = 1.5
"""Distance of two body lines, in em."""
GUTTER = 2.0
"""White between two columns, in em."""
COLUMN = 14.0
"""Width of a column, in em."""
NO_START = "，。、；：！？）》”’」』…"

PLACES = ["青榆镇", "石桥湾", "梅子坡", "白鹭洲", "柳溪村", "长坪乡", "南塘口", "云岭县", "沙洲渡", "竹园坳"]
PEOPLE = ["护林员", "老船工", "养蜂人", "木匠", "茶农", "守塔人", "女技师", "邮差", "陶工", "放映员"]
THINGS = ["柚子", "芡实", "苦荞", "山核桃", "莲藕", "桑叶", "红薯", "黄牛", "竹器", "蓝印布"]
TEMPLATES = [
    "{place}的{thing}今年收成比往年多出{many}成，合作社的仓库早早装满了",
    "清晨{many}点，{person}推开院门，沿着石阶往{place}的渡口走去",
    "{person}说，修好那{many}里水渠以后，下游的稻田再也没有断过水",
    "{place}把闲置的老粮站改成了书屋，{many}百个孩子放学后喜欢到那里写作业",
    "从{place}到县城的班车一天{many}趟，最后一趟总是坐满卖{thing}的人",
    "技术员在地头算了一笔账，一亩{thing}能给农户多添{many}千元收入",
    "{place}新修的桥跨过{many}道河湾，老人们不必再绕山走半天的路",
    "工坊里的灯亮到深夜，{person}还在一遍一遍调试那{many}台旧机器",
    "雨季来临之前，巡查队把{place}上游的堤坝从头到尾查了{many}遍",
    "{person}把祖上传下来的{many}张图样重新描过，准备教给村里的年轻人",
    "集市上最受欢迎的是{place}的{thing}，{many}十筐不到晌午就卖得干干净净",
    "新的灌溉站投入使用后，{place}的{many}百亩旱地第一次种上了{thing}",
    "入冬以来，{place}的{many}户人家陆续搬进了向阳的新屋",
    "{person}在{place}守了{many}十年，见过河水涨到过桥面三次",
    "学校的操场边种着{many}排{thing}，是{person}当年带着学生栽下的",
    "听说{place}要办{thing}节，{person}连夜写好了{many}幅字挂在村口",
    "运{thing}的船队在{place}停了{many}天，等雾散了才重新起锚",
    "{many}个年轻人回到{place}，跟着{person}学做{thing}生意",
]
NAMES = ["江远舟", "陆青禾", "韩松月", "唐小满", "沈知秋", "罗望舒"]
TITLES = [
    "渡口新桥通车", "水渠修到田头", "旧粮站里读书声", "山乡邮路四十年", "一盏灯照亮工坊", "柚子熟了满山香",
    "堤坝巡查不停步", "老手艺有了新传人", "旱地种出好收成", "班车开进云岭深处", "蜂农的春天", "陶窑再点火",
]  # fmt: skip


class Prose:
    """Invented sentences and paragraphs, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)
        self._recent: list[str] = []
        self._titles = cycle(self._random.sample(TITLES, len(TITLES)))

    def sentence(self) -> str:
        pick = self._random.choice
        text = pick([each for each in TEMPLATES if each not in self._recent])
        self._recent = [*self._recent[-11:], text]
        many = pick("两三四五六七八九")
        return text.format(place=pick(PLACES), person=pick(PEOPLE), thing=pick(THINGS), many=many) + "。"

    def paragraph(self, characters: int = 90) -> str:
        """A paragraph of at least so many characters."""
        text = self.sentence()
        while len(text) < characters:
            text += self.sentence()
        return text

    def paragraphs(self, count: int, characters: int = 90) -> list[str]:
        return [self.paragraph(characters) for _ in range(count)]

    def title(self) -> str:
        return next(self._titles)


def advance(text: str) -> list[float]:
    """Width of every sign, in em."""
    return [0.5 if ord(char) < 256 else 1.0 for char in text]


def spans(text: str, measure: float, indent: float) -> list[tuple[str, float]]:
    """`text` broken into lines of at most `measure` em, the first indented; each with its indent."""
    lines: list[tuple[str, float]] = []
    current, width, inset = "", indent, indent
    for char in text:
        step = advance(char)[0]
        if width + step > measure + 1e-6:
            carry = ""
            if char in NO_START and len(current) > 1:
                current, carry = current[:-1], current[-1]
            lines.append((current, inset))
            current, inset = carry, 0.0
            width = sum(advance(carry))
        current += char
        width += step
    return [*lines, (current, inset)] if current else lines


class Setter:
    """A page in the making. Positions and sizes are in page units; `em` is the body's."""

    def __init__(
        self, width: float = 800.0, height: float = 1100.0, em: float = EM, source: TextSource = "text_layer"
    ) -> None:
        self.em = em
        self.page = Page(1, width, height, "pt", source)

    def line(
        self, text: str, x: float, y: float, size: float | None = None, width: float | None = None, **more: Any
    ) -> Line:
        """One horizontal line, justified to `width` where it is given."""
        size = size or self.em
        steps = [step * size for step in advance(text)]
        slack = (width - sum(steps)) / max(1, len(text) - 1) if width else 0.0
        glyphs, at = [], x
        for char, step in zip(text, steps, strict=True):
            if char != " ":
                glyphs.append(Glyph(char, Box(at, y, at + step, y + size), size))
            at += step + slack
        return self._add(text, glyphs, size, **more)

    def upright(self, text: str, x: float, y: float, size: float | None = None, **more: Any) -> Line:
        """One vertical line, its left edge at `x`, its first sign at `y`."""
        size = size or self.em
        glyphs = [
            Glyph(char, Box(x, y + number * size, x + size, y + (number + 1) * size), size)
            for number, char in enumerate(text)
            if char != " "
        ]
        return self._add(text, glyphs, size, vertical=True, **more)

    def _add(self, text: str, glyphs: Sequence[Glyph], size: float, **more: Any) -> Line:
        box = Box(
            min(glyph.box.x0 for glyph in glyphs),
            min(glyph.box.y0 for glyph in glyphs),
            max(glyph.box.x1 for glyph in glyphs),
            max(glyph.box.y1 for glyph in glyphs),
        )
        made = Line(text, box, size, tuple(glyphs), read=text, **more)
        self.page.lines.append(made)
        return made

    def centred(self, text: str, left: float, right: float, y: float, size: float | None = None, **more: Any) -> Line:
        """One line centred between two edges."""
        width = sum(advance(text)) * (size or self.em)
        return self.line(text, (left + right - width) / 2, y, size, **more)

    def flow(self, paragraphs: Iterable[str], frames: Sequence[Box], indent: float = 2.0, **more: Any) -> float:
        """Set paragraphs into `frames`, one after the other; gives the y below the last line.

        Raises ValueError where they do not fit.
        """
        places = list(self._places(frames))
        bottom = frames[0].y0
        for paragraph in paragraphs:
            inset = indent
            rest = paragraph
            while rest:
                if not places:
                    raise ValueError("the text does not fit its frames")
                frame, y = places.pop(0)
                text, _ = spans(rest, frame.width / self.em, inset)[0]
                rest = rest[len(text) :]
                x = frame.x0 + inset * self.em
                self.line(text, x, y, width=frame.x1 - x if rest else None, **more)
                bottom, inset = y + self.em, 0.0
        return bottom

    def _places(self, frames: Sequence[Box]) -> Iterable[tuple[Box, float]]:
        for frame in frames:
            y = frame.y0
            while y + self.em <= frame.y1 + 1e-6:
                yield frame, y
                y += LEADING * self.em

    def flow_upright(self, paragraphs: Iterable[str], frames: Sequence[Box], indent: float = 2.0) -> None:
        """Set paragraphs in vertical lines, right to left within each frame."""
        places = [
            (frame, frame.x1 - self.em - number * LEADING * self.em)
            for frame in frames
            for number in range(int((frame.width + 0.5 * self.em) / (LEADING * self.em)))
        ]
        for paragraph in paragraphs:
            inset, rest = indent, paragraph
            while rest:
                frame, x = places.pop(0)
                text, _ = spans(rest, frame.height / self.em, inset)[0]
                rest = rest[len(text) :]
                self.upright(text, x, frame.y0 + inset * self.em)
                inset = 0.0

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.page.rules.append(Rule(Box(x0, y0, x1 or x0, y1 or y0).grown(0.25)))

    def picture(self, box: Box) -> None:
        self.page.pictures.append(Picture(box))

    def panel(self, box: Box, **more: Any) -> None:
        self.page.panels.append(Panel(box, **({"framed": True} | more)))

    def zone(self, box: Box, kind: Any) -> None:
        self.page.zones.append(Zone(box, kind))


def frames(
    left: float, top: float, count: int, lines: int, em: float = EM, width: float = COLUMN, gutter: float = GUTTER
) -> list[Box]:
    """`count` columns side by side, each `lines` lines deep; `width` and `gutter` in em."""
    height = ((lines - 1) * LEADING + 1) * em
    step = (width + gutter) * em
    return [Box(left + n * step, top, left + n * step + width * em, top + height) for n in range(count)]


def depth(paragraphs: Sequence[str], count: int, width: float = COLUMN) -> int:
    """How many lines deep `count` columns have to be for `paragraphs`."""
    total = sum(len(spans(paragraph, width, 2.0)) for paragraph in paragraphs)
    return -(-total // count)


def article(
    sheet: Setter,
    left: float,
    top: float,
    count: int,
    title: str,
    paragraphs: Sequence[str],
    size: float = 2.6,
) -> float:
    """A centred title over `count` columns of text; gives the y below the last line."""
    em = sheet.em
    right = left + (count * COLUMN + (count - 1) * GUTTER) * em
    sheet.centred(title, left, right, top, size * em)
    under = top + (size + 1.2) * em
    columns = frames(left, under, count, depth(paragraphs, count), em)
    sheet.flow(paragraphs, columns)
    return columns[0].y1


Told = tuple[str, list[str]]
"""What was set: an article's title and paragraphs."""


def newspaper(lines: int, seed: int = 1) -> Page:
    """A page of about `lines` body lines: bands of articles of one to three columns, pictures, rules."""
    return edition(lines, seed)[0]


def edition(lines: int, seed: int = 1) -> tuple[Page, list[Told]]:
    """The page of `newspaper`, and the articles that were set on it."""
    random, prose = Random(seed), Prose(seed)
    across = max(3, round((lines / 11) ** 0.5))
    step = (COLUMN + GUTTER) * EM
    sheet = Setter(across * step + 4 * EM, 0.0)
    told: list[Told] = []
    top, made = 4 * EM, 0
    while made < lines:
        deep = random.randint(12, 30)
        bottom = top + (4 + (deep - 1) * LEADING + 1) * EM
        at = 0
        while at < across:
            count = min(random.choice([1, 1, 2, 2, 3]), across - at)
            before = len(sheet.page.lines)
            told.append(_fill_cell(sheet, prose, random, 2 * EM + at * step, top, count, deep))
            made += len(sheet.page.lines) - before
            at += count
        sheet.rule(2 * EM, bottom + 1.2 * EM, across * step, bottom + 1.2 * EM)
        top = bottom + 3 * EM
    sheet.page.height = top + 4 * EM
    return sheet.page, told


def _fill_cell(sheet: Setter, prose: Prose, random: Random, left: float, top: float, count: int, deep: int) -> Told:
    columns = frames(left, top + 4 * EM, count, deep)
    title = prose.title()[: int(COLUMN * count / 2.2)]
    sheet.centred(title, left, columns[-1].x1, top, 2.0 * EM)
    if random.random() < 0.25 and deep > 18:
        last = columns[-1]
        foot = last.y0 + 9 * LEADING * EM
        sheet.picture(Box(last.x0, last.y0, last.x1, foot))
        sheet.line(f"{random.choice(PLACES)}一景。{random.choice(NAMES)} 摄", last.x0, foot + 0.5 * EM, 0.9 * EM)
        columns[-1] = Box(last.x0, last.y0 + 12 * LEADING * EM, last.x1, last.y1)
    room = sum(round((box.height / EM - 1) / LEADING) + 1 for box in columns)
    paragraphs: list[str] = []
    while True:
        candidate = prose.paragraph(random.randint(40, 140))
        need = len(spans(candidate, COLUMN, 2.0))
        if need > room:
            break
        paragraphs.append(candidate)
        room -= need
    sheet.flow(paragraphs, columns)
    return title, paragraphs


def renumbered(pages: Sequence[Page]) -> list[Page]:
    """The pages numbered 1, 2, …"""
    return [replace(page, number=number) for number, page in enumerate(pages, 1)]


def content_of(page: Page) -> Content:
    """What the page is arranged into."""
    return arrange([page])


def only_article(page: Page) -> Article:
    """The one article of a page. Raises AssertionError where there are more or none."""
    articles = arrange([page]).articles
    assert len(articles) == 1, [(each.headline, each.text[:20]) for each in articles]
    return articles[0]


def paragraphs_of(found: Article) -> list[str]:
    """The texts of an article's blocks."""
    return [block.text for block in found.blocks]


def as_read(found: Article, place: int | str) -> str:
    """What stood on the page at a block (its index) or part of the head (its name): all repairs undone."""
    text = found.blocks[place].text if isinstance(place, int) else getattr(found, place)
    made = [
        Change(repair.rule, repair.offset, repair.before, repair.after, repair.confidence)
        for repair in found.repairs
        if repair.block == place
    ]
    return undo(text, made)
