"""An invented bound volume: many pages of columns, one document."""

from pathlib import Path

from export_cases import around, line, stack

from banmian.document.json_form import document_to_json
from banmian.document.lines_as_read import LINES_FILE, LineRead, PageLines, ReadLines, lines_to_json
from banmian.document.model import Article, Block, Document, PageInfo, Source

VOLUME = "volume-0123456789"
COLUMNS = 4


def bound_volume(root: Path, pages: int) -> Path:
    """An output folder with one document of that many pages."""
    document = Document(Source("in/volume.pdf", "0" * 64, "application/pdf", pages))
    read = []
    for number in range(1, pages + 1):
        document.pages.append(PageInfo(number, f"第{number}页", 600, 900, "px"))
        lines: list[LineRead] = []
        for rank in range(COLUMNS):
            article, own = _article(number, rank)
            document.articles.append(article)
            lines += own
        read.append(PageLines(number, number, 1, lines))
    folder = root / "documents" / VOLUME
    folder.mkdir(parents=True)
    (folder / "articles.json").write_bytes(document_to_json(document))
    (folder / LINES_FILE).write_bytes(lines_to_json(ReadLines(read)))
    return root


def _article(page: int, rank: int) -> tuple[Article, list[LineRead]]:
    left = 20.0 + rank * 140
    head = line(f"第{page}页第{rank}则", left, 60, 12)
    stacks = [stack([f"港口今晨开放{page}", f"渔船出海{rank}次", "人来人往。"], left, 80 + 48 * n) for n in range(3)]
    blocks = [Block("paragraph", "".join(one.text for one in own), regions=[around(page, own)]) for own in stacks]
    lines = [head, *(one for own in stacks for one in own)]
    text = "\n".join(block.text for block in blocks)
    name = f"{VOLUME}-p{page:03d}-{rank + 1:02d}"
    return Article(name, head.text, blocks=blocks, text=text, regions=[around(page, lines)]), lines
