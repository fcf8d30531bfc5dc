"""The interface between files and layout: every reader opens a file and gives pages of one model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self, TypeAlias

from banmian.document.affine_maps import Matrix, compose
from banmian.document.model import Original, Unit
from banmian.layout.model import Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Raster: TypeAlias = "NDArray[np.uint8]"
"""A picture: RGB, (height, width, 3). While a scan is read, (height, width) where its three channels are alike."""


def place_in_file(
    page: Page, path: Path, source_page: int, size: tuple[float, float], unit: Unit, then: Matrix, orientation: int = 1
) -> Page:
    """The page with its place in its file: ``then`` maps the source page as it was read to the source page as it is
    stored.

    ``size`` is the source page's, in ``unit``; a page without a place of its own covers all that was read.
    """
    matrix = compose(page.original.matrix, then) if page.original is not None else then
    original = Original(str(path), source_page, float(size[0]), float(size[1]), unit, matrix, orientation)
    return replace(page, source_page=source_page, original=original)


class SourceFile(Protocol):
    """An opened document.

    A source page is one image frame or PDF page, 1-based; it holds one page, or two if it has a fold.
    """

    path: Path
    media_type: str
    source_page_count: int

    def read(self, source_page: int) -> list[Page]:
        """The pages of a source page, ``number`` counted from 1 within it (the caller renumbers).

        Raises `banmian.errors.PageError` when this source page cannot be read; the others still can.
        """
        ...

    def picture(self, source_page: int, page_in_source: int, long_side: int) -> Raster | None:
        """RGB picture (height, width, 3) of a page in the page's own frame, `long_side` px long; None for text."""
        ...

    def close(self) -> None:
        """Release files and memory."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class ClosedAfterUse:
    """What a ``with`` block closes at its end."""

    def close(self) -> None:
        """Release files and memory."""
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
