"""The parts of a headline group, told apart line by line: kicker, headline, subheadline, section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from banmian.repair.bare_text.element import Element
from banmian.repair.bare_text.evidence_weights import HEADLINE_LINE
from banmian.repair.rules.doubled_lines import repair_doubling
from banmian.repair.thresholds import SURELY, TAIL, TITLE
from banmian.wording.continuity import continues
from banmian.wording.shared_wording import grams
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import han_count

_LEADS_IN = re.compile(
    r"(?:强调|指出|提出|要求|表示|印发|发布|召开|举行|调研|调研时|会见|出席|部署|批示|指示|考察|主持|致辞|发表|通过|时|透露|认为|呼吁|获悉|宣布|获评|"
    r"会上|会议)$"
)
_DASHED = re.compile(r"\s*(?:——|—|--|──|－－)")
_OPEN_CLAUSE = re.compile(
    r"(?:为指引|为契机|为抓手|为引领|为目标|为主线|引领下|背景下|中|下|为|和|与|暨|的|在|把|将|以|及|"
    r"向|对|让|从|给|由|被|比|于|使|不再|即将|已经|正在|没有)$"
)
_FIGURES = re.compile(r"(?<!第)(?<!\d)\d[\d.,]*\s*(?!届|月|日|\d)(?:[%％]|[\u4e00-\u9fff])")
_ACTOR = re.compile(
    r"(?:[全我本]?[省市县区州镇乡]|[\u4e00-\u9fff]{2,3}(?:省|市|县|区|州|镇|乡|街道))(?=[\u4e00-\u9fff“])"
)
_NOTICE = re.compile(r".{0,40}(?:公告|启事|声明|通告|公示|讣告|讣闻|招标)")
_SUBHEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}[、.．是要]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十]{1,3}[章节条]|\d{1,2}[.、．]\s*\D|0\d\s+\S|[①-⑳]|[■●◆▲★□○]\s*\S)"
)


@dataclass(frozen=True, slots=True, eq=False)
class HeadlineGroup:
    """A headline group: its title elements in order, and the bylines beside it."""

    titles: tuple[Element, ...] = ()
    bylines: tuple[Element, ...] = ()

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(title.text for title in self.titles)

    @property
    def strong(self) -> bool:
        """Whether it is certainly an article's headline: more than one line, a byline, or set vertically."""
        return len(self.titles) > 1 or bool(self.bylines) or any(title.vertical for title in self.titles)


@dataclass(slots=True)
class HeadlineParts:
    """The elements of each part of a group; a part of several lines has several."""

    section: list[Element] = field(default_factory=list)
    kicker: list[Element] = field(default_factory=list)
    headline: list[Element] = field(default_factory=list)
    subheadline: list[Element] = field(default_factory=list)


def is_numbered(text: str) -> bool:
    """Whether a title is numbered or marked like a subheading (一、 （二） ■)."""
    return bool(_SUBHEADING.match(text))


def is_notice_title(text: str) -> bool:
    """Whether a title is that of a notice (公告, 启事)."""
    return bool(_NOTICE.fullmatch(simplify(text)))


def is_dashed(text: str) -> bool:
    """Whether a line begins with the dash of a subheadline."""
    return bool(_DASHED.match(text))


def is_painted_twice(text: str) -> bool:
    """Whether a line is a banner painted twice, words or glyphs."""
    return repair_doubling(text)[0] != text


def leads_in(text: str) -> bool:
    """Whether a line ends with a verb that introduces the next one (强调, 指出)."""
    return bool(_LEADS_IN.search(simplify(text[-TAIL:])))


@dataclass(frozen=True, slots=True)
class TitleStyle:
    """How a text sets its headline groups: ``pairs`` means that some lines are closer together than ``gap``; ``labels``
    are title lines that stand in it several times."""

    gap: int
    pairs: bool
    labels: frozenset[str] = frozenset()

    def close(self, title: Element) -> bool:
        """Whether a title is closer to the line above than paragraphs are."""
        return self.pairs and title.gap < self.gap


def title_style(elements: Sequence[Element]) -> TitleStyle:
    """The style of a text whose elements have roles. Banners, painted twice, have a style of their own."""
    gaps = sorted(element.gap for element in elements[1:])
    usual = gaps[len(gaps) // 2] if gaps else 0
    inside = {
        other.gap
        for one, other in pairwise(elements)
        if one.role == other.role == "title" and not is_painted_twice(one.text)
    }
    close = {gap for gap in inside if gap < usual}
    counts = Counter(element.text for element in elements if element.role == "title")
    labels = frozenset(text for text, count in counts.items() if count > 1)
    return TitleStyle(max(close) if len(close) > 1 else usual, bool(close), labels)


def split_headline(titles: Sequence[Element], style: TitleStyle, lead: str = "", leaning: float = 0.0) -> HeadlineParts:
    """Classify the lines of a group. ``lead`` is the beginning of the body: a kicker repeats it, a headline varies
    it. ``leaning``: points that in the text the second of two lines is the headline."""
    if not titles:
        return HeadlineParts()
    levels = {title.level for title in titles}
    if len(levels) > 1:
        return _by_level(list(titles))
    rows = _rows(list(titles), style)
    if len(rows) == 1:
        return HeadlineParts(headline=rows[0])
    head = _headline_row(rows, style, lead, leaning)
    before, after = rows[:head], rows[head + 1 :]
    parted = HeadlineParts(headline=rows[head])
    if before:
        parted.kicker = before[-1]
        parted.section = [title for row in before[:-1] for title in row]
    parted.subheadline = [title for row in after for title in row]
    return parted


def _by_level(titles: list[Element]) -> HeadlineParts:
    """Markdown levels tell which line is set largest."""
    largest = min(title.level or 7 for title in titles)
    first = next(k for k, title in enumerate(titles) if (title.level or 7) == largest)
    last = first
    while last + 1 < len(titles) and (titles[last + 1].level or 7) == largest:
        last += 1
    parted = HeadlineParts(headline=titles[first : last + 1], subheadline=titles[last + 1 :])
    before = titles[:first]
    if len(before) > 1 and han_count(before[0].text) <= TITLE.section_length:
        parted.section, before = before[:1], before[1:]
    parted.kicker = before
    return parted


def _rows(titles: list[Element], style: TitleStyle) -> list[list[Element]]:
    """Lines that form one title together: the first breaks off, or has an open bracket."""
    rows = [[titles[0]]]
    for title in titles[1:]:
        above = rows[-1][-1]
        if same_title(above.text, title.text):
            rows[-1].append(title)
            continue
        joined = not _DASHED.match(title.text) and (
            continues(above.text, title.text) >= SURELY
            or (
                _OPEN_CLAUSE.search(simplify(above.text)) is not None
                and not leads_in(above.text)
                and (not style.pairs or style.close(title))
            )
        )
        if joined:
            rows[-1].append(title)
        else:
            rows.append([title])
    return rows


def second_line_points(titles: Sequence[Element], style: TitleStyle, lead: str) -> float | None:
    """Points that the second of two lines is the headline, the first its kicker; None for any other group."""
    if len({title.level for title in titles}) > 1:
        return None
    rows = _rows(list(titles), style) if titles else []
    texts = _texts(rows)
    if len(rows) != 2 or _DASHED.match(texts[1]):
        return None
    first, second = _row_points(rows, texts, style, lead)
    return second - first


def _texts(rows: list[list[Element]]) -> list[str]:
    return ["".join(title.text for title in row) for row in rows]


def _headline_row(rows: list[list[Element]], style: TitleStyle, lead: str, leaning: float) -> int:
    """Which row is the headline."""
    texts = _texts(rows)
    for place in range(1, len(rows)):
        if _DASHED.match(texts[place]):
            return place - 1
    scores = _row_points(rows, texts, style, lead)
    if len(rows) == 2:
        scores[1] += leaning
    return max(range(len(rows)), key=lambda place: (scores[place], -place))


def _row_points(rows: list[list[Element]], texts: list[str], style: TitleStyle, lead: str) -> list[float]:
    """For each row the points that it is the headline."""
    scores = [0.0] * len(rows)
    for place, text in enumerate(texts):
        plain = simplify(text)
        if leads_in(text) and place + 1 < len(rows):
            scores[place] += HEADLINE_LINE.leads_in
        if len(text.split()) == 2:
            scores[place] += HEADLINE_LINE.parted
        if _FIGURES.search(plain):
            scores[place] += HEADLINE_LINE.figures
        if _ACTOR.match(plain):
            scores[place] += HEADLINE_LINE.actor
        if text in style.labels:
            scores[place] += HEADLINE_LINE.recurring
        scores[place] += HEADLINE_LINE.length * len(text)
        scores[place] += HEADLINE_LINE.foreign * (bool(han_count(lead)) and not han_count(text))
    for place in range(1, len(rows)):
        if style.pairs:
            scores[place - 1 if style.close(rows[place][0]) else place] += HEADLINE_LINE.spacing
    if not style.pairs:
        scores[1] += TITLE.kicker_first
        lead_grams = grams(lead)
        for place, text in enumerate(texts):
            wording = grams(text)
            scores[place] -= TITLE.plain * len(wording & lead_grams) / max(1, len(wording))
        wording = grams(texts[0])
        label = han_count(texts[0]) <= TITLE.label and len(wording & lead_grams) < TITLE.label_told * len(wording)
        if label and han_count(texts[1]) > TITLE.label + 1:
            scores[1] += HEADLINE_LINE.under_label
    return scores


def is_motto(text: str) -> bool:
    """Three or more parts of equal length, as in the name of a series (新时代 新征程 新作为)."""
    parts = text.split()
    return len(parts) >= 3 and len({len(part) for part in parts}) == 1


def same_title(one: str, other: str) -> bool:
    """Whether two lines are one headline painted twice, with or without doubled glyphs."""
    left, right = (re.sub(r"\s", "", repair_doubling(text)[0]) for text in (one, other))
    return left == right


def between_titles(above: str, below: str) -> str:
    """The text between two lines of one headline."""
    if continues(above, below) >= SURELY:
        return ""
    return "" if above[-1:] in "、，" or _OPEN_CLAUSE.search(simplify(above[-TAIL:])) else " "
