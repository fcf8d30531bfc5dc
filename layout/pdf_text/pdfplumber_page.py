"""pdfplumber's pages with limits on time and glyphs, and with invisible text marked."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfminer.utils import Matrix, Rect, apply_matrix_rect, mult_matrix
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from banmian.layout.pdf_text.cid_fonts import FontResources
from banmian.layout.pdf_text.clipping import Clip, ClippingInterpreter, intersect_clips
from banmian.layout.pdf_text.content_stream_tokens import UnsupportedSyntaxError
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, collect_glyphs
from banmian.layout.pdf_text.glyph_recorder import UNSHOWN, ShownGlyphs
from banmian.layout.pdf_text.quick_interpreter import INVISIBLE_MODES, QuickInterpreter
from banmian.layout.pdf_text.thresholds import TEXT_LAYER

log = logging.getLogger(__name__)

MOST_GLYPHS = 400_000
"""A page with more glyphs is refused: the densest newspaper page has a tenth of them."""
MOST_SHAPES = 60_000
"""Paths beyond this number are not kept."""


STUMBLES = (
    PSException,
    PdfminerException,
    MalformedPDFException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RuntimeError,
)
"""What parsing raises where a file's objects are not what they should be."""


class PageLimitError(Exception):
    """A page exceeds the limit on time or glyphs."""


class BrokenContentError(Exception):
    """pdfminer can make no sense of a page's objects or content."""


@contextmanager
def report_broken_content() -> Iterator[None]:
    """Raise BrokenContentError for whatever pdfminer, pdfplumber and our fonts stumble over in a file's objects.

    Only what interprets the file belongs in it: where glyphs and shapes are known, an error is a mistake of ours.
    """
    try:
        yield
    except RecursionError:
        raise
    except STUMBLES as error:
        raise BrokenContentError(repr(error)) from error


class MissingPageError(LookupError):
    """A page that PDFium shows and pdfminer does not find."""


class GlyphDevice(PDFPageAggregator):
    """Collects what a page paints. A character's ``hidden`` means: no ink, or clipped away."""

    def __init__(self, resources: PDFResourceManager, page_number: int, seconds: float, most: int) -> None:
        super().__init__(resources, pageno=page_number)
        self._deadline = time.thread_time() + seconds
        self._seconds, self._most = seconds, most
        self._count = self._depth = self._shapes = 0
        self._painted: list[Any] = []
        self._page: Rect = (0.0, 0.0, 0.0, 0.0)
        self._invisible = False
        self._stretch = 1.0
        self.clip: Clip | None = None
        self._clips: list[Clip | None] = []

    def charge(self, count: int = 1) -> None:
        """So many glyphs or figures more. Raises PageLimitError."""
        before, self._count = self._count, self._count + count
        if self._count > self._most:
            raise PageLimitError(f"more than {self._most} glyphs")
        if before >> 10 != self._count >> 10:
            self._check_clock()

    def _check_clock(self) -> None:
        if time.thread_time() > self._deadline:
            raise PageLimitError(f"more than {self._seconds:g} s of content")

    def render_string(self, textstate: Any, seq: Any, *rest: Any, **named: Any) -> None:
        """One text-showing operator.

        Against pdfminer: horizontal scaling leaves vertical writing's advance alone, and character spacing counts
        after every glyph, the last too, and not before one that follows a number (PDF 32000-1, 9.4.4).
        """
        self._invisible = textstate.render in INVISIBLE_MODES
        scaling, vertical = textstate.scaling, textstate.font.is_vertical()
        self._stretch = scaling / 100 if vertical else 1.0
        strings = [place for place, shown in enumerate(seq) if isinstance(shown, bytes) and shown]
        if strings and strings[0]:
            _add_spacing(textstate, -1)
        if vertical:
            textstate.scaling = 100
        try:
            super().render_string(textstate, seq, *rest, **named)
        finally:
            textstate.scaling = scaling
        if strings:
            _add_spacing(textstate, 1)

    def render_char(self, matrix: Matrix, font: Any, *rest: Any) -> float:
        """One glyph."""
        self.charge()
        if self._stretch != 1.0:
            matrix = mult_matrix((self._stretch, 0, 0, 1, 0, 0), matrix)
        advance = super().render_char(matrix, font, *rest)
        item: Any = self.cur_item._objs[-1]
        item.program, item.code = font, rest[3]
        self._painted.append(item)
        item.hidden = self._invisible or (self.clip is not None and _outside(item, self.clip))
        return advance

    def render_image(self, *rest: Any, **named: Any) -> None:
        """One image. Text painted before one that covers the page is hidden."""
        super().render_image(*rest, **named)
        image: Any = self.cur_item._objs[-1]
        if any(image.stream.get(key) for key in ("SMask", "Mask", "ImageMask")):
            return
        x0, y0, x1, y1 = self.cur_item.bbox
        page = self._page
        shared = max(0.0, min(x1, page[2]) - max(x0, page[0])) * max(0.0, min(y1, page[3]) - max(y0, page[1]))
        if shared >= TEXT_LAYER.page_share * (page[2] - page[0]) * (page[3] - page[1]):
            self.hide_painted()

    def hide_painted(self) -> None:
        """Hide all glyphs so far: something was painted over them."""
        for item in self._painted:
            item.hidden = True
        self._painted.clear()

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """A page begins."""
        super().begin_page(page, ctm)
        self._page = self.cur_item.bbox

    def paint_path(self, *rest: Any, **named: Any) -> None:
        """One path; beyond `MOST_SHAPES` they are artwork whose pieces nobody needs."""
        self._shapes += 1
        if self._shapes > MOST_SHAPES:
            if not self._shapes & 1023:
                self._check_clock()
            return
        super().paint_path(*rest, **named)

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        """A form XObject or an image begins."""
        self.charge()
        self._depth += 1
        if self._depth > 40:
            raise PageLimitError("forms within forms, more than 40 deep")
        self._check_clock()
        self._clips.append(self.clip)
        super().begin_figure(name, bbox, matrix)
        box = apply_matrix_rect(mult_matrix(matrix, self.ctm), bbox)
        self.clip = box if self.clip is None else intersect_clips(self.clip, box)

    def end_figure(self, name: str) -> None:
        """The form XObject or image ends."""
        self._depth -= 1
        self.clip = self._clips.pop()
        super().end_figure(name)


class QuickDevice(GlyphDevice):
    """A device whose glyphs are noted in ``shown`` instead of among the layout objects."""

    def __init__(self, resources: PDFResourceManager, page_number: int, seconds: float, most: int) -> None:
        super().__init__(resources, page_number, seconds, most)
        self.shown = ShownGlyphs()

    def hide_painted(self) -> None:
        """Hide all glyphs so far."""
        self.shown.hide()


def _add_spacing(textstate: Any, times: int) -> None:
    """Move the pen by the spacing after a glyph."""
    x, y = textstate.linematrix
    if textstate.font.is_vertical():
        textstate.linematrix = (x, y + times * textstate.charspace)
    else:
        textstate.linematrix = (x + times * textstate.charspace * textstate.scaling / 100, y)


def _outside(item: LTChar, clip: Clip) -> bool:
    """Whether at most a third of a glyph's box is inside: the ink of a mark at a line's end may be."""
    width = min(item.x1, clip[2]) - max(item.x0, clip[0])
    height = min(item.y1, clip[3]) - max(item.y0, clip[1])
    return width < UNSHOWN * (item.x1 - item.x0) or height < UNSHOWN * (item.y1 - item.y0) or min(width, height) < 0


Device = TypeVar("Device", bound=GlyphDevice)


class BoundedPage(PlumberPage):
    """A pdfplumber page laid out within limits. Raises PageLimitError, or what pdfminer raises."""

    seconds: float = 300.0
    most: int = MOST_GLYPHS

    shown: ShownGlyphs | None = None
    """The glyphs, where they are not among the layout objects."""

    @property
    def layout(self) -> LTPage:
        """Everything painted, in painting order."""
        if not hasattr(self, "_layout"):
            self._layout: LTPage = self._run_quickly() or self._run(GlyphDevice, ClippingInterpreter).get_result()
        return self._layout

    def _run_quickly(self) -> LTPage | None:
        """The page by `QuickInterpreter`; None where it can't read the content, and pdfminer has the last word."""
        try:
            device = self._run(QuickDevice, QuickInterpreter)
        except (UnsupportedSyntaxError, *STUMBLES) as error:
            log.debug("page %d is left to pdfminer (%r)", self.page_number, error)
            return None
        if not device.shown.is_finite():
            return None
        self.shown = device.shown
        return device.get_result()

    def _run(self, device_type: type[Device], interpreter_type: type[PDFPageInterpreter]) -> Device:
        fonts = fonts_of(self.pdf)
        device = device_type(fonts, self.page_number, self.seconds, self.most)
        interpreter_type(fonts, device).process_page(self.page_obj)
        return device

    def lay_out(self) -> None:
        """Interpret the page's content now rather than where `layout` is first asked for."""
        _ = self.layout

    def glyphs(self, left: float, top: float) -> GlyphArrays:
        """The glyphs in painting order; ``left`` and ``top`` as in `collect_glyphs`."""
        layout = self.layout
        return collect_glyphs(layout, left, top) if self.shown is None else self.shown.arrays(left, top)


def fonts_of(pdf: PDF) -> FontResources:
    """The store of fonts of an open PDF, in place of pdfplumber's own."""
    if not isinstance(pdf.rsrcmgr, FontResources):
        pdf.rsrcmgr = FontResources()
    return pdf.rsrcmgr


def open_page(pdf: PDF, index: int, seconds: float) -> BoundedPage:
    """The page at a 0-based index of an open PDF. Raises MissingPageError, or what pdfminer raises."""
    if index >= len(pdf.pages):
        raise MissingPageError(f"pdfminer finds {len(pdf.pages)} pages")
    plain = pdf.pages[index]
    page = BoundedPage(pdf, plain.page_obj, plain.page_number, plain.initial_doctop)
    page.seconds = seconds
    return page
