"""A text as careless tools extract it from a page: letter-spaced, wrapped, doubled, interleaved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from samples.text.writer import ArticleWriter, Writer

WIDTH = 18


@dataclass
class Piece:
    """One invented article in clean form."""

    headline: str
    byline: str = ""
    kicker: str = ""
    paragraphs: list[str] = field(default_factory=list)
    jump: str = ""
    cont: str = ""


def _piece(writer: Writer, theme: str, piece: Piece, count: int) -> Piece:
    teller = ArticleWriter(writer, theme, writer.cast())
    for _ in range(count):
        told = teller.next_paragraph(400)
        if told:
            piece.paragraphs.append(told[0])
    return piece


def wrap_paragraph(paragraph: str) -> list[str]:
    """The paragraph cut into lines of the page's width; no line begins with a full stop."""
    lines = []
    rest = paragraph
    while rest:
        end = min(WIDTH, len(rest))
        while end < len(rest) and rest[end] in "，。、；：？！”）" and end > WIDTH - 3:
            end -= 1
        lines.append(rest[:end])
        rest = rest[end:]
    return lines


def letter_space(line: str) -> str:
    """The line with a space between its characters, Latin runs and numbers kept together."""
    return " ".join(re.findall(r"[0-9A-Za-z.%]+|.", line))


def space_numbers(line: str) -> str:
    """The line with the spaces that a text layer leaves around numbers."""
    return re.sub(r"(?<=[\u4e00-\u9fff])(\d+)(?=[\u4e00-\u9fff])", r" \1 ", line)


def _body(paragraphs: list[str], rng: Random) -> list[str]:
    out: list[str] = []
    for paragraph in paragraphs:
        for line in wrap_paragraph(paragraph):
            out += [letter_space(line) if rng.random() < 0.12 else space_numbers(line), ""]
    return out


def _mid_sentence(lines: list[str]) -> int:
    """The first line break in the second half that is in the middle of a sentence."""
    for index in range(len(lines) // 2, len(lines)):
        if lines[index] == "" and lines[index - 1][-1] not in "。？！”：":
            return index + 1
    return len(lines)


def _truth(number: int, piece: Piece) -> dict[str, object]:
    return {
        "id": f"t{number}", "headline": piece.headline, "kicker": piece.kicker, "subheadline": "",
        "byline": piece.byline, "paragraphs": piece.paragraphs, "section": "", "jump": piece.jump,
        "cont": piece.cont, "photo": None, "table": None, "verse": False,
    }  # fmt: skip


def damaged_text(seed: int = 11) -> tuple[str, dict[str, object]]:
    """The damaged text and the truth of its articles."""
    rng = Random(seed)
    writer = Writer(rng)
    bus = _piece(writer, "busline", Piece("末班车推迟到十一点", "记者 程立 通讯员 苏禾", "公交线网今起调整"), 4)
    school = _piece(writer, "schools", Piece("放学以后 老街多了一间书房", "通讯员 罗川", jump="（下转02版）"), 4)
    water = _piece(writer, "waterworks", Piece("清水引上青石坡", "记者 邱枫", cont="（上接01版①）"), 3)
    lines = ["听泉日报", "2024年5月17日 星期五 第8216期 今日2版", "国内统一连续出版物号 CN 99-0016", ""]
    lines += [bus.kicker, "", letter_space(bus.headline), "", bus.byline, "", *_body(bus.paragraphs, rng)]
    doubled = "".join(char * 2 if char != " " else " " for char in school.headline)
    body = _body(school.paragraphs, rng)
    cut = _mid_sentence(body)
    lines += [doubled, school.headline, "", school.byline, "", *body[:cut]]
    lines += [water.headline, water.headline, "", water.byline, "", water.cont, "", *_body(water.paragraphs, rng)]
    lines += [*body[cut:], school.jump, ""]
    facts = {
        "title": "听泉日报", "date": "2024-05-17", "issue_number": "8216", "serial": "CN 99-0016", "page_count": 2,
    }  # fmt: skip
    articles = [_truth(number, piece) for number, piece in enumerate((bus, school, water), 1)]
    page = {"number": 1, "label": "", "width_mm": None, "height_mm": None, "articles": articles}
    return "\n".join(lines), {"publication": facts, "pages": [page]}
