"""Linearized tables, which came out column by column with each cell on a line: headings, cells and rows are
restored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from banmian.repair.bare_text.printed_lines import PrintedLine
from banmian.repair.bare_text.row_tables import find_poured_rows, find_spaced_tables, is_figure
from banmian.repair.rules.punctuation import repair_punctuation
from banmian.repair.thresholds import LINEARIZED_TABLE, TIE, LinearizedTableThresholds
from banmian.wording.personal_names import is_name
from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import DIVIDING, HAN, SENTENCE_END, han_count, holds_sentence

_SAME_FORM = 0.45
"""Likeness of two cells with the same sequence of character classes,"""
_SAME_LENGTH = 0.2
"""for being equally long,"""
_SAME_END = 0.25
"""for the same last character,"""
_BOTH_NAMES = 0.35
"""for being names both,"""

_OPEN, _CLOSED = re.compile("[（(]"), re.compile("[）)]")
_HEAD = re.compile(
    r".{0,8}(?:组别|小组|分组|班组|序号|编号|编码|姓名|名称|单位|部门|地区|区域|乡镇|地点|地址|时间|日期|电话|手机|"
    r"传真|邮箱|信箱|邮编|职务|职称|年龄|性别|负责人|组长|联系人|成员|数量|金额|价格|单价|总价|比例|占比|备注|类别|类型|"
    r"项目|内容|车次|班次|站点|航班|得分|分数|名次|排名|队伍|学校|年级|专业|人数|面积|型号|规格|用途|期限|利率|等级|合计|"
    r"增幅|增速|指标)(?:[（(].{1,8}[）)])?"
)
_CAPTION = re.compile(r".{2,40}(?:表|名单|一览|统计|明细|排行榜|公示)$")


@dataclass(frozen=True, slots=True)
class LinearizedTable:
    """``first`` and ``last`` are indices of its lines, including the ``caption`` when it has one."""

    first: int
    last: int
    caption: int | None
    rows: list[list[str]]


def is_cell(line: PrintedLine, thresholds: LinearizedTableThresholds = LINEARIZED_TABLE) -> bool:
    """Whether a line may be a cell of a table."""
    text = line.text
    return (
        0 < line.width <= thresholds.cell_width
        and not text.startswith("——")
        and text[-1] not in SENTENCE_END + DIVIDING
        and not holds_sentence(text)
        and "，" not in text
        and line.level == 0
        and len(_OPEN.findall(text)) == len(_CLOSED.findall(text))
    )


def find_linearized_tables(
    lines: list[PrintedLine], thresholds: LinearizedTableThresholds = LINEARIZED_TABLE
) -> list[LinearizedTable]:
    """The tables among `lines`, in order."""
    tables: list[LinearizedTable] = []
    spaced = find_spaced_tables([line.shown for line in lines])
    start = 0
    while start < len(lines):
        if start in spaced:
            end, rows = spaced[start]
            tables.append(_with_caption(lines, start, end, rows))
            start = end
            continue
        end = start
        while end < len(lines) and is_cell(lines[end], thresholds) and end not in spaced:
            end += 1
        table = _read_poured_rows(lines, start, end)
        if end - start >= thresholds.run:
            table = table or _read_run(lines, start, end, thresholds)
        elif table and table.caption is None and any(map(is_figure, table.rows[0])):
            table = None
        if table:
            tables.append(table)
        start = max(end, start + 1)
    return tables


def _read_run(
    lines: list[PrintedLine], start: int, end: int, thresholds: LinearizedTableThresholds
) -> LinearizedTable | None:
    """The best table inside lines[start:end]; up to a title before and after may be left out."""
    run = _Run.of([line.text for line in lines[start:end]])
    best: tuple[float, int, int, list[int], int] | None = None
    for first in range(start, min(start + thresholds.edge, end)):
        if first > start and not run.named[first - start]:
            continue
        for last in range(end, max(end - thresholds.edge, first), -1):
            found = _best_columns(run.part(first - start, last - start), thresholds)
            if found and (best is None or found[0] + thresholds.whole * (last - first) > best[0]):
                best = (found[0] + thresholds.whole * (last - first), first, last, found[1], found[2])
    if best is None:
        return None
    _, first, last, counts, rows = best
    texts = [line.text for line in lines[first:last]]
    caption = _caption(lines, first, last)
    low = min(first, caption if caption is not None else first)
    high = max(last - 1, caption if caption is not None else last - 1)
    return LinearizedTable(low, high, caption, _rows(texts, counts, rows))


def _read_poured_rows(lines: list[PrintedLine], start: int, end: int) -> LinearizedTable | None:
    """The table inside lines[start:end] whose rows follow one another."""
    found = find_poured_rows([line.shown.strip() for line in lines[start:end]])
    return _with_caption(lines, start + found[0], start + found[1], found[2]) if found else None


def _with_caption(lines: list[PrintedLine], first: int, end: int, rows: list[list[str]]) -> LinearizedTable:
    caption = _caption(lines, first, end)
    places = [first, end - 1] + ([caption] if caption is not None else [])
    return LinearizedTable(min(places), max(places), caption, rows)


def _caption(lines: list[PrintedLine], first: int, last: int) -> int | None:
    for index in (last, first - 1):
        if 0 <= index < len(lines) and _CAPTION.fullmatch(simplify(lines[index].text)):
            return index
    within = first > 1 and last < len(lines) and _is_prose(lines[first - 2]) and _is_prose(lines[last])
    return first - 1 if within and is_cell(lines[first - 1]) else None


def _is_prose(line: PrintedLine) -> bool:
    """Whether a line is of a paragraph: a table amid them has no headline of its own."""
    return holds_sentence(line.text) or "，" in line.text


@dataclass(frozen=True, slots=True)
class _Run:
    """A run of short lines: how similar each is to the next, and how much each looks like a column heading."""

    alike: list[float]
    named: list[float]

    @classmethod
    def of(cls, texts: list[str]) -> _Run:
        """The run of some lines."""
        return cls([_likeness(one, other) for one, other in pairwise(texts)], [_headlike(text) for text in texts])

    def part(self, first: int, last: int) -> _Run:
        """The run without its edges."""
        return _Run(self.alike[first : last - 1], self.named[first:last])


def _best_columns(run: _Run, thresholds: LinearizedTableThresholds) -> tuple[float, list[int], int] | None:
    """(score, cells of each column, rows): the division into columns with the most similar cells."""
    if len(run.named) > thresholds.most_cells:
        return None
    sums = [0.0, *accumulate(run.alike)]
    best: tuple[float, list[int], int] | None = None
    for rows in range(thresholds.rows, len(run.named) // 2):
        counts = _cut(rows, run, sums, thresholds)
        if counts is None or len(counts) < 2 or counts.count(rows) < 1:
            continue
        score = _score(counts, run, thresholds)
        if score >= thresholds.alike and (best is None or score > best[0] + TIE):
            best = (score, counts, rows)
    return best


def _cut(rows: int, run: _Run, sums: list[float], thresholds: LinearizedTableThresholds) -> list[int] | None:
    """The number of cells per column when the lines are headings with `rows` cells, or a divisor of it, under each."""
    alike, named, total = run.alike, run.named, len(run.named)
    sizes = [rows // d for d in range(1, 6) if rows % d == 0 and rows // d >= thresholds.rows]

    @cache
    def best(place: int) -> tuple[float, tuple[int, ...]] | None:
        if place == total:
            return 0.0, ()
        found: tuple[float, tuple[int, ...]] | None = None
        for size in sizes:
            if place + 1 + size > total:
                continue
            rest = best(place + 1 + size)
            if rest is None:
                continue
            inside = sums[place + size] - sums[place + 1]
            edge = alike[place] + (alike[place - 1] if place else 0.0)
            score = inside - edge + rest[0] + named[place]
            if found is None or score > found[0]:
                found = (score, (size, *rest[1]))
        return found

    result = best(0)
    return list(result[1]) if result else None


def _score(counts: list[int], run: _Run, thresholds: LinearizedTableThresholds) -> float:
    """How similar the cells of the columns are, how different their edges, and whether the headings are typical
    words."""
    alike, named = run.alike, run.named
    inside: list[float] = []
    edges: list[float] = []
    header_scores: list[float] = []
    place = 0
    for count in counts:
        header_scores.append(named[place])
        inside += alike[place + 1 : place + count]
        if place:
            edges.append(alike[place - 1])
        edges.append(alike[place])
        place += count + 1
    if not inside:
        return 0.0
    among_cells = named.count(1.0) - header_scores.count(1.0)
    score = sum(inside) / len(inside) - 0.5 * sum(edges) / max(1, len(edges))
    return score + thresholds.named * (sum(header_scores) - among_cells) / len(counts)


def _headlike(text: str) -> float:
    """How much a line looks like a column heading: 1 for a typical word, 0.5 for nothing but Han characters, else 0."""
    if _HEAD.fullmatch(simplify(text)):
        return 1.0
    return 0.5 if han_count(text) == len(text) else 0.0


def _likeness(one: str, other: str) -> float:
    """How similar two cells are, 0 to 1: kinds of characters, length, shared first and last character."""
    left, right = _shape(one), _shape(other)
    score = _SAME_FORM if left == right else 0.0
    longer = max(len(one), len(other))
    score += _SAME_LENGTH * (1 - abs(len(one) - len(other)) / longer)
    if one[-1] == other[-1]:
        score += _SAME_END
    if is_name(one) and is_name(other):
        score += _BOTH_NAMES
    return score


def _shape(text: str) -> str:
    shape = re.sub(rf"[{HAN}]+", "汉", text)
    shape = re.sub(r"[A-Za-zＡ-Ｚａ-ｚ]+", "a", shape)
    shape = re.sub(r"[\d.,]+", "9", shape)
    return re.sub(r"\s+", "", shape)


def _rows(texts: list[str], counts: list[int], rows: int) -> list[list[str]]:
    """Rows from columns; a cell that spans several rows is repeated in each."""
    columns: list[list[str]] = []
    place = 0
    for count in counts:
        header, cells = texts[place], texts[place + 1 : place + 1 + count]
        each = rows // count
        columns.append(
            [repair_punctuation(cell)[0] for cell in [header, *(cell for cell in cells for _ in range(each))]]
        )
        place += count + 1
    return [list(row) for row in zip(*columns, strict=True)]
