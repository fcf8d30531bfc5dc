"""Implausible places: lines outside their block, or in a column beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banmian.export.placed_document import BODY_ROLES, Bounds, Piece, PlacedPage, bounding_box

LINE_SLACK = 0.6
"""A line may reach out of its block by this share of its own thickness: ink overhangs, boxes are rounded."""

COLUMN_OVERLAP = 1.0
"""A line spans two columns when it reaches into one beside its own by more than its thickness times this."""


def doubtful_places(pages: Iterable[PlacedPage]) -> list[str]:
    """A line for each implausible place of a document's pages."""
    return [f"page {page.info.number}: {text}" for page in pages for text in _on_page(page)]


def _on_page(page: PlacedPage) -> Iterator[str]:
    body = [piece for piece in page.pieces if piece.role in BODY_ROLES and piece.bbox is not None]
    for piece in page.pieces:
        if piece.bbox is None:
            continue
        beside = [other for other in body if other is not piece and _beside(piece, other)]
        boxes = [line.bbox for line in piece.lines if line.bbox is not None]
        if any(_reach(box, piece.bbox) > LINE_SLACK * _thickness(box) for box in boxes):
            yield f"a line of {piece.id} reaches out of it"
        for other in beside:
            if any(_shared(box, other.bbox) > COLUMN_OVERLAP * _thickness(box) for box in boxes if other.bbox):
                yield f"a line of {piece.id} spans into {other.id}"


def _thickness(box: Bounds) -> float:
    return min(box[2] - box[0], box[3] - box[1])


def _reach(line: Bounds, block: Bounds) -> float:
    return max(block[0] - line[0], line[2] - block[2])


def _beside(block: Piece, other: Piece) -> bool:
    if block.bbox is None or other.bbox is None:
        return False
    apart = min(block.bbox[2], other.bbox[2]) - max(block.bbox[0], other.bbox[0])
    level = min(block.bbox[3], other.bbox[3]) - max(block.bbox[1], other.bbox[1])
    return apart <= 0 < level


def _shared(line: Bounds, column: Bounds | None) -> float:
    """How far a line reaches into a column at its height."""
    if column is None or min(line[3], column[3]) - max(line[1], column[1]) <= 0:
        return 0.0
    return min(line[2], column[2]) - max(line[0], column[0])


def enlarge_to_lines(pages: Iterable[PlacedPage]) -> None:
    """Enlarge each piece's box to contain its lines, as programs expect of blocks."""
    for page in pages:
        for piece in page.pieces:
            if piece.bbox is not None:
                piece.bbox = bounding_box([piece.bbox, *(line.bbox for line in piece.lines if line.bbox is not None)])
