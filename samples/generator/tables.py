"""Sets tables, ruled and unruled."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from samples.generator.design import PageDesign
from samples.text.writer import Writer
from samples.typeset.line_breaking import Measure, TextStyle, line_length, set_line
from samples.typeset.sheet import Box, Op, PaintedRule

KINDS = (
    ("乡镇项目进度一览表", ("序号", "项目名称", "责任单位", "总投资（万元）", "进度")),
    ("水库水位雨量表", ("站点", "水位（米）", "雨量（毫米）", "涨跌")),
    ("今日菜价", ("品种", "单价（元）", "涨跌", "备注")),
    ("公交线路时刻表", ("线路", "首班", "末班", "间隔（分）")),
)
WORKS = ("石桥修缮", "滤池改造", "学校扩建", "渡口搬迁", "堤岸加固", "菜市翻新", "书房装修", "管网延伸")
UNITS = ("水务局", "交通局", "教育局", "农业局", "城管局")
GOODS = ("青菜", "豆角", "莲藕", "草鱼", "豆腐", "红薯", "茶油", "柑橘")
STATIONS = ("青石坡", "龙尾湾", "白鹭洲", "松林铺", "北岭", "柳叶渡", "云塘", "双井")


def _row(rng: Random, kind: int, number: int) -> list[str]:
    if kind == 0:
        work = WORKS[number % len(WORKS)]
        return [str(number + 1), work, rng.choice(UNITS), f"{rng.randint(80, 960)}", f"{rng.randint(20, 100)}%"]
    if kind == 1:
        station = STATIONS[number % len(STATIONS)]
        return [station, f"{rng.uniform(20, 90):.2f}", f"{rng.uniform(0, 60):.1f}", rng.choice(("涨", "跌", "平"))]
    if kind == 2:
        return [GOODS[number % len(GOODS)], f"{rng.uniform(1, 30):.2f}", rng.choice(("涨", "跌", "平")), "批发价"]
    return [f"{rng.randint(1, 80)}路", f"{rng.randint(5, 7)}:{rng.choice(('00', '30'))}",
            f"{rng.randint(19, 23)}:{rng.choice(('00', '30'))}", str(rng.randint(6, 40))]  # fmt: skip


def set_table(
    box: Box, page: PageDesign, writer: Writer, measure: Measure, rng: Random
) -> tuple[list[Op], dict[str, object], Box]:
    """A table with its title; gives marks, truth (caption, rows) and the box it takes."""
    kind = rng.choice((0, 1, 2, 3) if box.width > 200 else (2, 3))
    title, header = KINDS[kind]
    size = page.body.size
    title_size = min(size * 1.7, box.width * 0.9 / len(title))
    look = TextStyle("sans-bold", title_size, 0, role="headline")
    ops: list[Op] = []
    left = box.x0 + (box.width - line_length(title, look, measure)) / 2
    ops.append(set_line(title, left, box.y0, look, measure))
    row_height = size * rng.uniform(1.9, 2.3)
    top = box.y0 + title_size * 1.5
    count = max(2, min(8, int((box.y1 - top) / row_height) - 1))
    rows = [list(header), *(_row(rng, kind, number) for number in range(count))]
    merged = kind == 0 and rng.random() < 0.5
    if merged:
        rows[1:] = sorted(rows[1:], key=lambda row: UNITS.index(row[2]))
    weights = [max(len(row[column]) for row in rows) + 1.5 for column in range(len(header))]
    edges = [box.x0]
    for weight in weights:
        edges.append(edges[-1] + box.width * weight / sum(weights))
    fitted = min(
        size,
        *(0.95 * (b - a) / max(len(r[i]) for r in rows) for i, (a, b) in enumerate(pairwise(edges))),
    )
    bottom = top + row_height * len(rows)
    ruled = merged or rng.random() < 0.7
    header_face = rng.choice(("sans-bold", "sans"))
    for first, last, column in _cells(rows, 2 if merged else None):
        look = TextStyle("sans" if first else header_face, fitted, 0, role="table")
        text = rows[first][column]
        x = (edges[column] + edges[column + 1] - line_length(text, look, measure)) / 2
        y = top + (first + last + 1) / 2 * row_height - fitted / 2
        ops.append(set_line(text, x, y, look, measure))
        if ruled:
            cell = Box(edges[column], top + first * row_height, edges[column + 1], top + (last + 1) * row_height)
            ops += _cell_rules(cell, Box(box.x0, top, box.x1, bottom))
    if not ruled and rng.random() < 0.6:
        ops += [PaintedRule(box.x0, y, box.x1, y, 0.8) for y in (top, top + row_height, bottom)]
    return ops, {"caption": title, "rows": rows}, Box(box.x0, box.y0, box.x1, bottom)


def _cells(rows: list[list[str]], merged: int | None) -> list[tuple[int, int, int]]:
    """First row, last row and column of every cell; equal neighbours of the merged column are one cell."""
    cells = []
    for column in range(len(rows[0])):
        first = 0
        while first < len(rows):
            last = first
            while column == merged and first and last + 1 < len(rows) and rows[last + 1][column] == rows[first][column]:
                last += 1
            cells.append((first, last, column))
            first = last + 1
    return sorted(cells)


def _cell_rules(cell: Box, table: Box) -> list[Op]:
    """The rules at the right and the foot of a cell, and those at the table's own edges."""
    rules: list[Op] = [
        PaintedRule(cell.x1, cell.y0, cell.x1, cell.y1, 0.6),
        PaintedRule(cell.x0, cell.y1, cell.x1, cell.y1, 0.6),
    ]
    if cell.x0 == table.x0:
        rules.append(PaintedRule(cell.x0, cell.y0, cell.x0, cell.y1, 0.6))
    if cell.y0 == table.y0:
        rules.append(PaintedRule(cell.x0, cell.y0, cell.x1, cell.y0, 0.6))
    return rules
