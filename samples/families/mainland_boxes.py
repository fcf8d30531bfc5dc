"""Mastheads, page bars, guides, tables, picture news and small advertisements of a mainland daily."""

from __future__ import annotations

from samples.families.canvas import DrawingContext, PageCanvas
from samples.families.horizontal_heads import break_head, place_line
from samples.families.horizontal_story import PictureLook
from samples.families.photos import photo
from samples.generator.furniture import read_notices
from samples.text.grammar import Teller, read_grammar
from samples.typeset.line_breaking import Slot, TextStyle, line_length, set_down, set_line, set_paragraph
from samples.typeset.sheet import BLACK, WHITE, Box, Colour, PaintedLine, PaintedPanel, PaintedRule

IDIOM = "mainland"


def draw_front_masthead(
    studio: DrawingContext, canvas: PageCanvas, area: Box, title: str, date: str, label: str, accent: Colour
) -> float:
    """The title large at the left or in the middle, the facts of the issue below or beside it, a rule."""
    rng = studio.rng
    depth = rng.uniform(92, 150)
    centred = rng.random() < 0.4
    width = area.width * (0.62 if centred else 0.5)
    face = rng.choice(("kai", "serif-bold", "sans-bold"))
    rows, size = break_head(studio, title, face, 1, width, depth * 0.78)
    style = TextStyle(face, size, 0, colour=accent)
    tracking = 0.12 if rng.random() < 0.5 else 0.0
    length = line_length(rows[0], style, studio.measuring, tracking)
    x = area.x0 + (area.width - length) / 2 if centred else area.x0 + 4
    lines = [set_line(rows[0], x, area.y0 + 4, style, studio.measuring, tracking)]
    small = TextStyle("serif", 9.6, 0)
    facts = [
        date,
        f"第{rng.randint(1200, 19000)}号",
        f"国内统一连续出版物号 CN {rng.randint(11, 62)}-{rng.randint(1, 99):04d}",
        f"今日{rng.choice((4, 8, 12))}版",
    ]
    if centred:
        y = area.y0 + depth - 14
        step = area.width / len(facts)
        for number, text in enumerate(facts):
            cell = Box(area.x0 + number * step, y, area.x0 + (number + 1) * step, y + 10)
            lines.append(place_line(studio, text, cell, y, small, number / (len(facts) - 1)))
    else:
        for number, text in enumerate(facts):
            lines.append(set_line(text, x + length + 26, area.y0 + 12 + 17 * number, small, studio.measuring))
    canvas.add(
        PaintedRule(area.x0, area.y0 + depth, area.x1, area.y0 + depth, rng.choice((0.8, 1.6, 2.4)), colour=accent)
    )
    canvas.furnish("masthead", lines, "\n".join([title, *facts]))
    return area.y0 + depth + 14


def draw_page_bar(
    studio: DrawingContext, canvas: PageCanvas, area: Box, title: str, date: str, label: str, accent: Colour
) -> float:
    """The bar over an inner page: staff on a dark strip, the page's name in the middle, page number, date, title."""
    rng = studio.rng
    teller = Teller(IDIOM, "common", rng)
    strip = Box(area.x0, area.y0, area.x1, area.y0 + 12)
    canvas.add(PaintedPanel(strip, (0.35, 0.35, 0.35)))
    white = TextStyle("sans", 8.2, 0, colour=WHITE)
    staff = f"本版编辑：{teller.phrase('person')}　电话：（0{rng.randint(10, 99)}）84{rng.randint(10000, 99999)}"
    contact = f"E-mail：news{rng.randint(10, 99)}@tq-daily.example　版式制作：{teller.phrase('person')}"
    ends = [staff, contact] if rng.random() < 0.5 else [contact, staff]
    lines = [
        place_line(studio, text, strip.inset(6, 0), strip.y0 + 1.5, white, float(k)) for k, text in enumerate(ends)
    ]
    canvas.furnish("staff", lines)
    head = teller.phrase("pagehead")
    style = TextStyle("serif-bold", 30.0, 0, colour=WHITE)
    length = line_length(head, style, studio.measuring)
    middle = (area.x0 + area.x1) / 2
    plate = Box(middle - length / 2 - 20, area.y0, middle + length / 2 + 20, area.y0 + 42)
    canvas.add(PaintedPanel(plate, rng.choice(((0.5, 0.5, 0.5), accent if accent != BLACK else (0.2, 0.2, 0.2)))))
    folio = [set_line(head, middle - length / 2, area.y0 + 5, style, studio.measuring)]
    y = area.y0 + 26
    folio.append(set_line(label, area.x0 + 4, y - 4, TextStyle("serif-bold", 20.0, 0), studio.measuring))
    folio.append(set_line(date, area.x0 + 86, y + 6, TextStyle("sans", 9.0, 0), studio.measuring))
    name = TextStyle("kai", 22.0, 0)
    folio.append(place_line(studio, title, area, y - 4, name, 1.0))
    canvas.add(PaintedRule(area.x0, area.y0 + 52, area.x1, area.y0 + 52, 1.0))
    canvas.furnish("folio", folio, "\n".join(line.text for line in folio))
    return area.y0 + 66


def draw_guide(studio: DrawingContext, canvas: PageCanvas, box: Box, accent: Colour) -> None:
    """The guide to the issue: headlines with their pages, in columns between rules."""
    rng = studio.rng
    canvas.add(PaintedRule(box.x0, box.y0, box.x1, box.y0, 1.2, colour=accent))
    canvas.add(PaintedRule(box.x0, box.y1, box.x1, box.y1, 0.6, colour=accent))
    label = rng.choice(("导读", "今日导读", "导 读"))
    panel = Box(box.x0, box.y0 + 5, box.x0 + 24, box.y1 - 5)
    canvas.add(PaintedPanel(panel, accent))
    lines = [
        set_down(label.replace(" ", ""), panel.x0 + 5, panel.y0 + 4, TextStyle("sans-bold", 13.0, 0, colour=WHITE))
    ]
    entries = []
    topics = [name for name in read_grammar(IDIOM) if name != "common"]
    count = rng.choice((3, 4))
    step = (box.width - 34) / count
    style = TextStyle("serif-bold", 12.5, 0)
    for number in range(count):
        cell = Box(box.x0 + 34 + number * step, box.y0 + 8, box.x0 + 34 + (number + 1) * step - 12, box.y1)
        text = Teller(IDIOM, rng.choice(topics), rng).phrase("head")
        page = f"▶0{rng.randint(2, 8)}版"
        rows, size = break_head(studio, text, style.face, 2, cell.width, style.size)
        entry = [set_line(row, cell.x0, cell.y0 + k * 17, TextStyle(style.face, size, 0), studio.measuring)
                 for k, row in enumerate(rows)]  # fmt: skip
        mark = TextStyle("sans", 9.0, 0, colour=accent)
        entry.append(place_line(studio, page, cell, min(cell.y0 + 17 * len(rows) + 2, box.y1 - 11), mark, 1.0))
        lines += entry
        entries.append(f"{text} {page}")
    canvas.furnish("index", lines, "\n".join([label, *entries]))


def draw_picture_news(
    studio: DrawingContext, canvas: PageCanvas, box: Box, look: PictureLook, teller: Teller, face: str
) -> None:
    """A large picture with a bold title and a long caption below it: an article of its own."""
    rng = studio.rng
    draft = canvas.new_article()
    style = TextStyle("kai", look.size * 1.06, look.size * 1.45, role="body")
    text = teller.phrase("lead") + teller.phrase("body")
    beside = box.width > 260 and rng.random() < 0.5
    title = teller.phrase("head")
    rows, size = break_head(studio, title, face, 1, box.width * (0.42 if beside else 0.9), 20.0)
    width = box.width - (line_length(rows[0], TextStyle(face, size, 0), studio.measuring) + 16 if beside else 0)
    count = int(sum(studio.measure("kai", c) for c in text) * style.size / width) + 2
    depth = count * style.leading + (6 if beside else size * 1.3 + 6)
    image = Box(box.x0, box.y0, box.x1, max(box.y0 + 60, box.y1 - depth))
    canvas.add(photo(image, rng, look.grey))
    draft.pictures.append(image)
    y = image.y1 + 6
    head = set_line(
        rows[0],
        box.x0 + (0 if beside else (box.width - size * len(rows[0])) / 2),
        y,
        TextStyle(face, size, 0),
        studio.measuring,
    )
    canvas.write_article(draft, [head], "headline")
    draft.headline = title
    x = box.x1 - width if beside else box.x0
    y += 0 if beside else size * 1.3
    slots = [Slot(x, y + k * style.leading, width) for k in range(count + 2)]
    lines = set_paragraph(text, slots, style, studio.measuring, rng) or []
    canvas.write_article(draft, lines, "body", 0)
    draft.paragraphs.append(text)
    credit = teller.phrase("credit")
    mark = TextStyle("sans", look.size, 0, role="credit")
    length = line_length(credit, mark, studio.measuring)
    end = lines[-1].offsets[-1] + lines[-1].size if lines else 0.0
    row = slots[len(lines) - 1] if end + length + 10 < width else slots[len(lines)]
    canvas.write_article(draft, [set_line(credit, x + width - length, row.y + 1, mark, studio.measuring)], "credit")
    draft.byline = credit


def draw_table_box(studio: DrawingContext, canvas: PageCanvas, box: Box, teller: Teller) -> float:
    """A ruled table under a caption, an article of its own; gives its lower edge."""
    rng = studio.rng
    draft = canvas.new_article()
    place = teller.phrase("place")
    caption = rng.choice((f"{place}重点项目进度表", f"{place}农产品批发价格表", "全市主要水库水位一览"))
    rows = [["项目", "总投资", "进度", "责任单位"]]
    for _ in range(rng.randint(4, 6)):
        rows.append(
            [
                f"{teller.phrase('place')}项目",
                f"{rng.randint(2, 90)}00万元",
                f"{rng.randint(20, 99)}%",
                teller.phrase("place"),
            ]
        )
    style = TextStyle("sans", 8.8, 0, role="table")
    head = place_line(studio, caption, box, box.y0, TextStyle("sans-bold", 12.5, 0), 0.5)
    canvas.write_article(draft, [head], "headline")
    draft.headline = caption
    y = box.y0 + 19
    step, line_height = box.width / 4, 15.0
    lines: list[PaintedLine] = []
    for number in range(len(rows) + 1):
        canvas.add(PaintedRule(box.x0, y + number * line_height, box.x1, y + number * line_height, 0.5))
    for number in range(5):
        canvas.add(PaintedRule(box.x0 + number * step, y, box.x0 + number * step, y + len(rows) * line_height, 0.5))
    for number, row in enumerate(rows):
        for place_in_row, text in enumerate(row):
            cell = Box(box.x0 + place_in_row * step, y, box.x0 + (place_in_row + 1) * step, y)
            lines.append(place_line(studio, text, cell, y + number * line_height + 3, style, 0.5))
    canvas.write_article(draft, lines, "table")
    draft.table = {"caption": caption, "rows": rows}
    return y + len(rows) * line_height


def draw_small_advertisements(studio: DrawingContext, canvas: PageCanvas, box: Box) -> None:
    """A row of small advertisements and notices in frames."""
    rng = studio.rng
    lists = read_notices()
    x = box.x0
    while box.x1 - x > 70:
        width = rng.uniform(110, 240)
        width = box.x1 - x if box.x1 - x - width < 110 else width
        cell = Box(x, box.y0, x + width - 5, box.y1)
        canvas.add(PaintedPanel(cell, None, BLACK, 0.8))
        inner = cell.inset(7, 6)
        rows, size = break_head(studio, rng.choice(lists["ad_heads"]), "sans-bold", 1, inner.width, 18.0)
        lines = [place_line(studio, rows[0], inner, inner.y0, TextStyle("sans-bold", size, 0), 0.5)]
        style = TextStyle("serif", 8.6, 12.0)
        y = inner.y0 + size * 1.4
        while y + 24 < inner.y1:
            text = rng.choice(lists["ads"] + lists["losses"])
            slots = [Slot(inner.x0, y + k * 12.0, inner.width) for k in range(max(0, int((inner.y1 - y) / 12)))]
            placed = set_paragraph(text, slots, style, studio.measuring, rng)
            if placed is None:
                break
            lines += placed
            y += 12.0 * len(placed)
        canvas.furnish("advertisement", lines)
        x += width
