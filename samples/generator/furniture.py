"""Sets what belongs to no article: masthead, folio, index box, advertisements, staff box."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from samples.generator.design import GROUNDS, PANELS, PageDesign
from samples.text.writer import FOLDER, PAPERS, Writer
from samples.typeset.line_breaking import Measure, Slot, TextStyle, line_length, set_line, set_paragraph
from samples.typeset.sheet import WHITE, Box, Op, PaintedPanel, PaintedRule


@dataclass(frozen=True)
class Publication:
    """The facts that masthead and folio print."""

    title: str
    year: int
    month: int
    day: int
    weekday: str
    issue_number: str
    serial: str
    page_count: int

    @property
    def printed_date(self) -> str:
        """Date and weekday as printed."""
        return f"{self.year}年{self.month}月{self.day}日 星期{self.weekday}"

    def truth(self) -> dict[str, object]:
        """The facts as the truth file has them."""
        date = f"{self.year}-{self.month:02d}-{self.day:02d}"
        return {
            "title": self.title, "date": date, "issue_number": self.issue_number,
            "serial": self.serial, "page_count": self.page_count,
        }  # fmt: skip


def draw_publication(rng: Random, page_count: int) -> Publication:
    """An invented issue."""
    year, month, day = rng.randint(2009, 2024), rng.randint(1, 12), rng.randint(1, 28)
    import datetime

    weekday = "一二三四五六日"[datetime.date(year, month, day).weekday()]
    serial = f"CN {rng.randint(90, 99)}-{rng.randint(1, 99):04d}"
    return Publication(
        rng.choice(PAPERS["simplified"]), year, month, day, weekday, str(rng.randint(1200, 19000)), serial, page_count
    )


def read_notices() -> dict[str, list[str]]:
    """The lists of the notices file."""
    lists: dict[str, list[str]] = {}
    for line in (FOLDER / "notices.theme").read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            lists[line[1:]] = []
        elif line:
            lists[next(reversed(lists))].append(line)
    return lists


def set_masthead(page: PageDesign, paper: Publication, measure: Measure, rng: Random) -> tuple[list[Op], str, float]:
    """The paper's name and facts at the head of page 1; gives marks, text and where the content begins."""
    ops: list[Op] = []
    size = rng.uniform(44, 66)
    title = TextStyle(rng.choice(("serif-bold", "sans-bold")), size, 0, role="masthead")
    colour = (0.75, 0.05, 0.05) if rng.random() < 0.4 else (0.0, 0.0, 0.0)
    title = TextStyle(title.face, size, 0, colour=colour, role="masthead")
    tracking = rng.uniform(0.0, 0.25)
    length = line_length(paper.title, title, measure, tracking)
    left = rng.choice((page.margin, (page.width - length) / 2))
    top = rng.uniform(26, 40)
    ops.append(set_line(paper.title, left, top, title, measure, tracking))
    facts = [
        paper.printed_date,
        f"第{paper.issue_number}期 今日{paper.page_count}版",
        f"国内统一连续出版物号 {paper.serial}",
    ]
    small = TextStyle("sans", 10.0, 14.0, role="masthead")
    if left > page.margin + 1 or rng.random() < 0.3:
        place = [(left, top + size * 1.2 + 15 * k) for k in range(3)]
        bottom = top + size * 1.2 + 48
    else:
        place = [(left + length + 30, top + 6 + 17 * k) for k in range(3)]
        bottom = top + max(size * 1.3, 62)
    ops += [set_line(text, x, y, small, measure) for text, (x, y) in zip(facts, place, strict=True)]
    ops.append(PaintedRule(page.margin, bottom + 8, page.width - page.margin, bottom + 8, 1.5))
    return ops, "\n".join([paper.title, *facts]), bottom + 8 + page.frame_gap


def set_folio(
    page: PageDesign, paper: Publication, label: str, writer: Writer, measure: Measure
) -> tuple[list[Op], str, float]:
    """The line at the head of an inner page."""
    look = TextStyle("sans", 10.0, 14.0, role="folio")
    right = f"责任编辑：{writer.person()} 版式：{writer.person()}"
    middle = f"{paper.title} {paper.printed_date}"
    y = 27.0
    ends = page.width - page.margin - line_length(right, look, measure)
    centre = (page.width - line_length(middle, look, measure)) / 2
    ops: list[Op] = [
        set_line(text, x, y, look, measure) for text, x in ((label, page.margin), (middle, centre), (right, ends))
    ]
    ops.append(PaintedRule(page.margin, y + 13, page.width - page.margin, y + 13, 1.0))
    return ops, f"{label} {middle} {right}", y + 13 + page.frame_gap


def _paragraphs(texts: list[str], box: Box, look: TextStyle, measure: Measure, rng: Random) -> list[Op]:
    ops: list[Op] = []
    y = box.y0
    for text in texts:
        slots = [Slot(box.x0, y + k * look.leading, box.width) for k in range(int((box.y1 - y) / look.leading))]
        lines = set_paragraph(text, slots, look, measure, rng) if slots else None
        if lines is None:
            break
        ops += lines
        y += look.leading * len(lines)
    return ops


def set_advertisement(box: Box, page: PageDesign, measure: Measure, rng: Random) -> tuple[list[Op], str]:
    """A boxed advertisement with a big name and two or three lines."""
    notices = read_notices()
    name = rng.choice(notices["ad_heads"])
    texts = rng.sample(notices["losses"], 2) if name == "遗失声明" else rng.sample(notices["ads"], 2)
    ground = rng.choice((None, rng.choice(PANELS), rng.choice(GROUNDS)))
    dark = ground in GROUNDS
    colour = WHITE if dark else (0.0, 0.0, 0.0)
    ops: list[Op] = [PaintedPanel(box, fill=ground, stroke=(0.0, 0.0, 0.0), width=1.0)]
    inner = box.inset(10, 10)
    size = min(30.0, inner.width / (len(name) + 1), inner.height / 3)
    head = TextStyle("sans-bold", size, 0, colour=colour, role="advertisement")
    x = inner.x0 + (inner.width - line_length(name, head, measure)) / 2
    ops.append(set_line(name, x, inner.y0, head, measure))
    texts = [*texts, f"联系电话：0900-{rng.randint(2000000, 8999999)}"]
    look = TextStyle(
        "sans", page.body.size * 1.15, page.body.size * 1.8, 0.0, colour, justify=0.0, role="advertisement"
    )
    ops += _paragraphs(texts, Box(inner.x0, inner.y0 + size * 1.5, inner.x1, inner.y1), look, measure, rng)
    return ops, "\n".join([name, *texts])


def set_index(
    box: Box, page: PageDesign, entries: list[tuple[str, str]], measure: Measure, rng: Random
) -> tuple[list[Op], str]:
    """The box that leads readers to the inner pages."""
    ops: list[Op] = [PaintedPanel(box, fill=rng.choice((None, *PANELS)), stroke=(0.3, 0.3, 0.3), width=0.8)]
    inner = box.inset(8, 8)
    head = TextStyle("sans-bold", 15.0, 0, role="index")
    ops.append(set_line("导读", inner.x0, inner.y0, head, measure, 0.3))
    look = TextStyle("sans", page.body.size * 1.05, page.body.size * 1.7, 0.0, justify=0.0, role="index")
    texts = [f"{headline}  {label}" for headline, label in entries]
    ops += _paragraphs(texts, Box(inner.x0, inner.y0 + 26, inner.x1, inner.y1), look, measure, rng)
    return ops, "\n".join(["导读", *texts])


def set_staff(box: Box, page: PageDesign, writer: Writer, measure: Measure, rng: Random) -> tuple[list[Op], str]:
    """The box with editors, address and price."""
    person = writer.person
    texts = [
        f"本版责任编辑：{person()} 校对：{person()} 美编：{person()}",
        f"报社地址：听泉县青石路{rng.randint(2, 99)}号 电话：0900-{rng.randint(2000000, 8999999)}",
        f"零售每份{rng.choice(('1.00', '1.50', '2.00'))}元",
    ]
    look = TextStyle("sans", page.body.size * 0.95, page.body.size * 1.5, 0.0, justify=0.0, role="staff")
    ops: list[Op] = [PaintedPanel(box, stroke=(0.2, 0.2, 0.2), width=0.6)]
    return ops + _paragraphs(texts, box.inset(7, 7), look, measure, rng), "\n".join(texts)
