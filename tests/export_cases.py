"""An invented issue of two pages, as article document and as lines that were read; and bare-text documents."""

from dataclasses import replace
from pathlib import Path

from PIL import Image as Picture

from banmian.document.json_form import document_to_json
from banmian.document.lines_as_read import LINES_FILE, LineRead, PageLines, ReadLines, lines_to_json
from banmian.document.model import (
    Article,
    Block,
    Byline,
    Continuation,
    Dateline,
    Document,
    Furniture,
    Image,
    PageInfo,
    Provenance,
    Publication,
    Region,
    Repair,
    Source,
    Table,
)

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas"
NAME = "harbour-0123456789"

FIRST = ["港口今晨重新开放，渔船陆", "续出海。", "渔民说，今年的风比往年", "小"]
SECOND = ["，收成应当不错。码头上", "人来人往。"]
LATER = ["船队傍晚归来，", "满载而归。"]
VERSE = ["潮来天地青，", "潮去沙痕白。"]
ENGLISH = ["The harbour re-", "opened at dawn and the", "boats went out."]


def line(text: str, x: float, y: float, size: float = 10, sure: float = 1.0) -> LineRead:
    """A horizontal line with its left end and top at (x, y); narrow signs are half an em wide."""
    starts, ends, at = [], [], x
    for sign in text:
        width = size if ord(sign) > 0x2E7F else size / 2
        if not sign.isspace():
            starts.append(at)
            ends.append(at + width)
        at += width
    return LineRead(text, [x, y, at, y + size], size, False, sure, starts, ends)


def column(text: str, x: float, y: float, size: float = 20) -> LineRead:
    """A vertical line with its left side and top at (x, y)."""
    starts = [y + rank * size for rank in range(len(text))]
    ends = [start + size for start in starts]
    return LineRead(text, [x, y, x + size, ends[-1]], size, True, 0.9, starts, ends)


def stack(texts: list[str], x: float, y: float, size: float = 10) -> list[LineRead]:
    """Lines below each other, 15 apart."""
    return [line(text, x, y + rank * 15, size) for rank, text in enumerate(texts)]


def around(page: int, lines: list[LineRead]) -> Region:
    boxes = [one.bbox for one in lines]
    return Region(
        page,
        [min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)],
    )


def issue(headline: str = "渔港重开 <script>alert(1)</script>") -> tuple[Document, ReadLines]:
    """Page 1: a head over two columns, a paragraph that goes on in the second; a vertical head, verse, a table.

    Page 2: the first article's other part, and an English one with a hyphenated word.
    """
    masthead = line("海风日报", 150, 5, 30)
    head = [line("晨讯", 150, 45, 12), line(headline, 120, 60, 20)]
    one, two = stack(FIRST, 20, 100), stack(SECOND, 150, 100)
    tall = column("海边小诗", 360, 100)
    verse = stack(VERSE, 280, 100)
    rows = [line("船名", 20, 300), line("吨位", 80, 300), line("海燕", 20, 315), line("12", 80, 315)]
    caption = [line("归港的渔船。", 150, 380), line("秦帆 摄", 220, 380)]
    later = stack(LATER, 20, 50)
    english = [line("Harbour news", 200, 20, 20), *stack(ENGLISH, 200, 50)]
    first = Article(
        id=f"{NAME}-p01-01",
        headline=headline,
        kicker="晨讯",
        bylines=[Byline("秦帆", "记者")],
        dateline=Dateline("海风日报", "2024-05-06", "海风日报5月6日讯"),
        blocks=[
            Block("paragraph", "".join(FIRST[:2]), [around(1, one[:2])], 0.98),
            Block("paragraph", "".join(FIRST[2:] + SECOND), [around(1, one[2:]), around(1, two)], 0.97),
        ],
        images=[Image("归港的渔船。", "秦帆 摄", [Region(1, [150, 200, 260, 392])])],
        continued_to=Continuation("2", None, f"{NAME}-p02-01"),
        confidence=0.9,
        repairs=[Repair("width", 1, 4, ",", "，", 1.0)],
    )
    poem = Article(
        id=f"{NAME}-p01-02",
        headline="海边小诗",
        blocks=[Block("verse", "\n".join(VERSE), [around(1, verse)])],
        tables=[Table("渔船一览", [["船名", "吨位"], ["海燕", "12"]], [Region(1, [20, 285, 100, 325])])],
        regions=[around(1, [tall]), around(1, verse)],
    )
    rest = Article(
        id=f"{NAME}-p02-01",
        blocks=[Block("paragraph", "".join(LATER), [around(2, later)], 0.9)],
        continued_from=Continuation("1", None, f"{NAME}-p01-01"),
        regions=[around(2, later)],
    )
    foreign = Article(
        id=f"{NAME}-p02-02",
        headline="Harbour news",
        blocks=[Block("paragraph", "The harbour reopened at dawn and the boats went out.", [around(2, english[1:])])],
        regions=[around(2, english[:1]), around(2, english[1:])],
    )
    first.regions = [around(1, head), *(region for block in first.blocks for region in block.regions)]
    for article in (first, poem, rest, foreign):
        article.text = "\n".join(block.text for block in article.blocks)
    document = _in_two_pages([first, poem, rest, foreign], Furniture("masthead", "海风日报", [around(1, [masthead])]))
    page = [masthead, *head, *two, *one, tall, *verse, line("渔船一览", 20, 287), *rows, *caption]
    return document, ReadLines([PageLines(1, 1, 1, page), PageLines(2, 2, 1, [*english, *later])])


HEADLINE_READ_AGAIN = "渔港重闭 <script>alert(1)</script>"


def read_again() -> Document:
    """The issue as a later run may read it: the first article under another id, with other misread characters."""
    document = issue(HEADLINE_READ_AGAIN)[0]
    first = document.articles[0]
    first.id = f"{NAME}-p01-07"
    first.kicker, first.repairs = "晨讯", []
    first.blocks[0].text = first.blocks[0].text.replace("续", "绩")
    first.blocks[1].text = first.blocks[1].text.replace("渔民", "鱼民")
    first.text = "\n".join(block.text for block in first.blocks)
    return document


def _in_two_pages(articles: list[Article], masthead: Furniture) -> Document:
    return Document(
        Source("in/harbour.pdf", "0" * 64, "application/pdf", 2),
        publication=Publication("海风日报", "2024-05-06", "1234", 2, "CN 00-0000"),
        pages=[
            PageInfo(1, "01版", 400, 600, "pt", None, None, "text_layer", 0.95),
            PageInfo(2, "02版", 400, 600, "pt", None, None, "text_layer", 0.95),
        ],
        articles=articles,
        furniture=[masthead],
        provenance=Provenance("0.1.0"),
    )


def turned(document: Document, read: ReadLines) -> tuple[Document, ReadLines]:
    """A document and its lines on pages that are turned: what was horizontal is vertical, in columns from the right."""
    sides = {page.number: page.height or 0.0 for page in document.pages}

    def box(page: int, old: list[float]) -> list[float]:
        return [sides[page] - old[3], old[0], sides[page] - old[1], old[2]]

    for owner in (*document.articles, *document.furniture):
        parts = [owner] if isinstance(owner, Furniture) else [owner, *owner.blocks, *owner.tables, *owner.images]
        for region in {id(region): region for part in parts for region in part.regions}.values():
            region.bbox = box(region.page, region.bbox)
    for info in document.pages:
        info.width, info.height = info.height, info.width
    pages = [
        replace(page, lines=[replace(one, bbox=box(page.number, one.bbox), vertical=True) for one in page.lines])
        for page in read.pages
    ]
    return document, ReadLines(pages)


def bare() -> Document:
    """What is made of a text without pages."""
    article = Article(
        id="note-0123456789-p01-01",
        headline="短讯",
        blocks=[Block("paragraph", "今日无风。"), Block("verse", "一行\n两行")],
        text="今日无风。\n一行\n两行",
    )
    return Document(Source("note.txt", "1" * 64, "text/plain", 1), pages=[PageInfo(1)], articles=[article])


def batch(root: Path) -> Path:
    """An output folder with both documents, the issue with page pictures."""
    return batch_of(root, *issue())


def batch_of(root: Path, document: Document, lines: ReadLines) -> Path:
    """An output folder with the bare document and an issue of two pages, which has page pictures."""
    folder = root / "documents" / NAME
    (folder / "pages").mkdir(parents=True)
    (folder / "articles.json").write_bytes(document_to_json(document))
    (folder / LINES_FILE).write_bytes(lines_to_json(lines))
    for page in document.pages:
        size = (round(2 * (page.width or 0)), round(2 * (page.height or 0)))
        Picture.new("RGB", size, "white").save(folder / "pages" / f"{page.number:04d}.jpg")
    other = root / "documents" / "note-0123456789"
    other.mkdir()
    (other / "articles.json").write_bytes(document_to_json(bare()))
    return root
