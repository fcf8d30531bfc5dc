"""Text placement: the texts of a document on their pages, as pieces with lines in reading order.

Pages are placed one at a time, so that a document may be of any length.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import overload

from banmian.document.lines_as_read import LineRead, ReadLines
from banmian.document.model import Article, Block, Document, Image, PageInfo, Region, Table
from banmian.document.paged_lines_file import LinesFile
from banmian.export.character_sources import remove_spaces
from banmian.export.estimated_lines import Direction, split
from banmian.export.implausible_places import doubtful_places, enlarge_to_lines
from banmian.export.line_alignment import (
    align_lines,
    lines_inside,
    lines_of_short_text,
    lines_sharing_text,
    lines_touching,
    sort_lines,
)
from banmian.export.ordered_texts import Text, texts_of
from banmian.export.placed_document import (
    Bounds,
    Figure,
    Piece,
    Placed,
    PlacedDocument,
    PlacedLine,
    PlacedPage,
    bounding_box,
    bounds,
)
from banmian.export.table_placement import place_table
from banmian.layout.writing_mode import is_vertical

PageLineLists = Mapping[int, list[LineRead]]
"""The lines that were read of each page, by its number."""

KEPT_PAGES = 2
"""Pages that stay placed: the one at hand and the one before it."""


def place_text(name: str, document: Document, read: ReadLines | LinesFile | None = None) -> PlacedDocument:
    """Place every text of ``document`` on its page, on the lines that were read where they match it.

    Texts without a region (plain text) are placed on their article's first page without boxes. Pages are placed when
    they are asked for.
    """
    pages = PlacedPages(document, lines_by_page(read))
    return PlacedDocument(name, document, pages, pages.doubts)


def lines_by_page(read: ReadLines | LinesFile | None) -> PageLineLists:
    """The lines of each page by its number; none where none were kept."""
    if read is None or not isinstance(read, ReadLines):
        return {} if read is None else read
    return {page.number: page.lines for page in read.pages}


class PlacedPages(Sequence[PlacedPage]):
    """The pages of a document, each placed when it is asked for; the last ones asked for are kept.

    Memory is that of the texts and of `KEPT_PAGES` pages, however long the document.
    """

    def __init__(self, document: Document, lines: PageLineLists) -> None:
        self._document, self._lines = document, lines
        self._groups: dict[int, list[list[Text]]] = {}
        for _, group in groupby(texts_of(document), key=lambda text: text.group):
            texts = list(group)
            for number in _pages_of(document, texts):
                self._groups.setdefault(number, []).append(texts)
        self._figures = _figures(document)
        self._kept: OrderedDict[int, PlacedPage] = OrderedDict()
        self._doubts: dict[int, list[str]] = {}

    @overload
    def __getitem__(self, at: int) -> PlacedPage: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PlacedPage]: ...

    def __getitem__(self, at: int | slice) -> PlacedPage | Sequence[PlacedPage]:
        if isinstance(at, slice):
            return [self._page(info) for info in self._document.pages[at]]
        return self._page(self._document.pages[at])

    def __len__(self) -> int:
        return len(self._document.pages)

    def doubts(self) -> list[str]:
        """A line for each implausible place; pages that were not asked for yet are placed for it."""
        for info in self._document.pages:
            if info.number not in self._doubts:
                self._page(info)
        return [doubt for info in self._document.pages for doubt in self._doubts[info.number]]

    def _page(self, info: PageInfo) -> PlacedPage:
        if info.number not in self._kept:
            page = _placed_page(self._document, info, self._groups.get(info.number, []), self._lines)
            page.figures = self._figures.get(info.number, [])
            self._doubts[info.number] = doubtful_places([page])
            enlarge_to_lines([page])
            self._kept[info.number] = page
            while len(self._kept) > KEPT_PAGES:
                self._kept.popitem(last=False)
        self._kept.move_to_end(info.number)
        return self._kept[info.number]


def place_texts_of_page(document: Document, number: int, articles: Iterable[int], lines: PageLineLists) -> PlacedPage:
    """One page as `place_text` places it, without its figures, at the cost of that page.

    ``articles`` are the indices of those with a part on it, in order (`pages_with_texts`); ``lines`` are asked for the
    pages that its texts stand on alone. Raises KeyError where there is no such page.
    """
    info = next((page for page in document.pages if page.number == number), None)
    if info is None:
        raise KeyError(number)
    found = (list(group) for _, group in groupby(texts_of(document, articles), key=lambda text: text.group))
    page = _placed_page(document, info, [texts for texts in found if number in _pages_of(document, texts)], lines)
    enlarge_to_lines([page])
    return page


def _placed_page(document: Document, info: PageInfo, groups: Iterable[list[Text]], lines: PageLineLists) -> PlacedPage:
    """A page with its parts of groups of texts that share their regions."""
    page = PlacedPage(info)
    for texts in groups:
        for text, placed in zip(texts, _place_group(texts, lines), strict=True):
            if not placed:
                number = _first_page(document, text.article)
                placed = [(number, None, line) for line in _unplaced(text.text)]
            _add_pieces(page, text, placed)
    return page


def _pages_of(document: Document, texts: Sequence[Text]) -> list[int]:
    """Numbers of the pages that a group of texts may stand on."""
    pages = {page for text in texts for page in (*text.pages, *(region.page for region in text.regions))}
    return sorted(pages | {_first_page(document, text.article) for text in texts})


def pages_with_texts(article: Article, first: int) -> set[int]:
    """Numbers of the pages that texts of an article stand on; ``first`` is the document's first page."""
    parts: list[Article | Block | Image | Table] = [article, *article.blocks, *article.tables, *article.images]
    pages = {region.page for part in parts for region in part.regions}
    return pages if article.regions else pages | {first}


def _first_page(document: Document, article: int | None) -> int:
    regions = [] if article is None else document.articles[article].regions
    return min((region.page for region in regions), default=document.pages[0].number)


def _place_group(texts: Sequence[Text], lines: PageLineLists) -> list[Placed]:
    regions = texts[0].regions
    if not regions:
        return [[] for _ in texts]
    if texts[0].home == "body":
        return [_on_lines(texts[0].text, regions, lines) or _evenly(texts[0].text, regions, lines)]
    if texts[0].home == "table":
        return place_table(texts, regions, lines) or _share(texts, regions, lines)
    found = [_on_own_lines(text, lines) or _anywhere(text, lines) or _on_its_name(text, lines) for text in texts]
    if all(found):
        return found
    shares = _share(texts, _foot(regions) if texts[0].home == "picture" else regions, lines)
    return [own or share for own, share in zip(found, shares, strict=True)]


def _on_lines(text: str, regions: Sequence[Region], lines: PageLineLists) -> Placed:
    """The text on the lines inside its regions: each region's lines in their order; [] where they do not match."""
    stacks = []
    taken: set[int] = set()
    for region in regions:
        here = [line for line in lines_inside(lines.get(region.page, []), region) if id(line) not in taken]
        taken |= {id(line) for line in here}
        stacks.append(sort_lines(here))
    owners = [region for region, stack in zip(regions, stacks, strict=True) for _ in stack]
    read = [line for stack in stacks for line in stack]
    if remove_spaces("".join(line.text for line in read)) != remove_spaces(text):
        own = {id(line) for line in lines_sharing_text(text, read)}
        pairs = [(o, n) for o, n in zip(owners, read, strict=True) if id(n) in own]
        owners, read = [owner for owner, _ in pairs], [line for _, line in pairs]
    laid = align_lines(text, read) if read else None
    if laid is None:
        return []
    return [(owners[at].page, bounds(owners[at].bbox), line) for at, line in laid]


def _on_own_lines(text: Text, lines: PageLineLists) -> Placed:
    """The text on those lines of shared regions that are its own; the boxes of its pieces enclose them."""
    placed: Placed = []
    for _, group in groupby(_on_lines(text.text, text.regions, lines), key=lambda item: (item[0], item[1])):
        items = list(group)
        box = bounding_box([line.bbox for _, _, line in items if line.bbox is not None])
        placed += [(page, box, line) for page, _, line in items]
    return placed


def _anywhere(text: Text, lines: PageLineLists) -> Placed:
    """The text on matching lines outside its regions: a section over several articles, a byline at the end."""
    for page in dict.fromkeys((text.regions[0].page, *text.pages)):
        read = lines_of_short_text(text.text, lines.get(page, []))
        laid = align_lines(text.text, read) if read else None
        if laid is not None:
            box = bounding_box([line.bbox for _, line in laid if line.bbox is not None])
            return [(page, box, line) for _, line in laid]
    return []


def _on_its_name(text: Text, lines: PageLineLists) -> Placed:
    """A byline on its name, where the role is printed once for the names of a row."""
    _role, space, name = text.text.partition(" ")
    named = _anywhere(replace(text, text=name), lines) if space and text.role == "byline" else []
    if len(named) != 1:
        return []
    page, box, line = named[0]
    area = line.bbox or box
    return _evenly(text.text, [Region(page, list(area))], lines) if area else []


def _evenly(text: str, regions: Sequence[Region], lines: PageLineLists) -> Placed:
    laid = split(text, regions, _direction(regions, lines))
    return [(regions[at].page, bounds(regions[at].bbox), line) for at, line in laid]


def _direction(regions: Sequence[Region], lines: PageLineLists) -> Direction:
    """The direction of the lines that touch the regions, whether or not they match."""
    near = (line for region in regions for line in lines_touching(lines.get(region.page, []), region))
    return "down" if is_vertical(near) else "across"


def _share(texts: Sequence[Text], regions: Sequence[Region], lines: PageLineLists) -> list[Placed]:
    """Each text in a band of the last of the regions (for headings: the first), one below the other."""
    home = regions[0] if texts[0].home == "head" else regions[-1]
    x0, y0, x1, y1 = home.bbox
    tall = (y1 - y0) > 2 * (x1 - x0) and texts[0].home == "head"
    size = ((x1 - x0) if tall else (y1 - y0)) / len(texts)
    found: list[Placed] = []
    for rank, text in enumerate(texts):
        start = rank * size
        box = [x1 - start - size, y0, x1 - start, y1] if tall else [x0, y0 + start, x1, y0 + start + size]
        strip = Region(home.page, box)
        if text.role == "table_row":
            found.append([(home.page, bounds(box), PlacedLine(text.text, bounds(box)))])
        else:
            found.append(_evenly(text.text, [strip], lines))
    return found


def _foot(regions: Sequence[Region]) -> list[Region]:
    """The lowest part of a picture's last region, where captions usually are."""
    x0, y0, x1, y1 = regions[-1].bbox
    return [Region(regions[-1].page, [x0, y1 - 0.15 * (y1 - y0), x1, y1])]


def _unplaced(text: str) -> list[PlacedLine]:
    parts = text.split("\n")
    return [PlacedLine(part, None, joint="\n" if rank < len(parts) - 1 else "") for rank, part in enumerate(parts)]


def _add_pieces(page: PlacedPage, text: Text, placed: Placed) -> None:
    """Add what stands on the page; its parts are counted over all pages."""
    for part, ((number, box), group) in enumerate(groupby(placed, key=lambda item: (item[0], item[1]))):
        if number != page.info.number:
            continue
        lines = [_keep(line, page.info) for _, _, line in group]
        name = f"b{len(page.pieces) + 1:04d}"
        box = _clip(box, page.info)
        page.pieces.append(Piece(name, number, text.role, text.article, text.slot, part, box, lines, text.sure))


def _figures(document: Document) -> dict[int, list[Figure]]:
    """The picture areas of each page."""
    owned: list[tuple[int | None, Image]] = [
        (index, image) for index, article in enumerate(document.articles) for image in article.images
    ]
    pages = {page.number: page for page in document.pages}
    found: dict[int, list[Figure]] = {}
    for index, image in [*owned, *((None, image) for image in document.images)]:
        for region in image.regions:
            here = found.setdefault(region.page, [])
            box = _clip(bounds(region.bbox), pages[region.page])
            if box is not None:
                here.append(Figure(f"i{len(here) + 1:04d}", region.page, index, box))
    return found


def _keep(line: PlacedLine, page: PageInfo) -> PlacedLine:
    return replace(line, bbox=_clip(line.bbox, page))


def _clip(box: Bounds | None, page: PageInfo) -> Bounds | None:
    """The part of a box on the page: ink at the edge may extend slightly beyond it."""
    if box is None or not page.width or not page.height:
        return box
    x0, y0, x1, y1 = box
    width, height = page.width, page.height
    return min(max(x0, 0.0), width), min(max(y0, 0.0), height), min(max(x1, 0.0), width), min(max(y1, 0.0), height)
