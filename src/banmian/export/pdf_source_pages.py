"""Pages of the source PDF as they are: drawn as forms, with type and lines, but without text of their own.

The text of the finished document is laid over them, and a reader should find it once. So what a page says itself is
silenced in both ways that readers go by: every code of its fonts means a space (pdf.js, pdfminer, pypdf), and every
stream that may show text is a span whose actual text is a tab (PDFium, poppler, Acrobat). Nothing that is seen changes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from banmian.document.affine_maps import Matrix, compose, inverse
from banmian.document.model import Original, PageInfo
from banmian.errors import MissingRequirementError

if TYPE_CHECKING:
    import pikepdf

log = logging.getLogger(__name__)

PDF = "application/pdf"

_BEGIN = b"/Span <</ActualText <09>>> BDC\n"
_END = b"\nEMC\n"
_ACTUAL = b"/ActualText"
_SINGLE = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_SOURCE = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<[^>]*>")
_PAIR = re.compile(rb"<\s*([0-9A-Fa-f]+)\s*>\s*<\s*([0-9A-Fa-f]+)\s*>\s*(?:\[[^\]]*\]|<[^>]*>)")

MOST_CODES = 0x10000

_DEEPEST = 12
"""Forms within forms that are followed."""


def pikepdf_library() -> Any:
    """The library for PDF files. Raises MissingRequirementError without it."""
    try:
        import pikepdf
    except ImportError as error:
        raise MissingRequirementError(
            "searchable PDFs need pikepdf", "Install it: `pip install banmian[pdf]`, or `pip install pikepdf`."
        ) from error
    return pikepdf


class SourcePages:
    """The pages of one PDF file, changed in memory alone."""

    def __init__(self, path: Path, password: str | None = None) -> None:
        """Raise MissingRequirementError without pikepdf, OSError, ValueError where the file can't be used."""
        library = pikepdf_library()

        try:
            self._source: pikepdf.Pdf = library.open(path, password=password or "")
            self._source.flatten_annotations()
        except (library.PdfError, library.PasswordError) as error:
            raise ValueError(str(error)) from error
        self._silent = self._source.make_stream(_silent_codes([b"%04x" % code for code in range(MOST_CODES)]))
        self._done: set[tuple[int, int]] = set()
        self._forms: dict[int, tuple[pikepdf.Object, tuple[float, float, float, float]]] = {}

    def close(self) -> None:
        """Close the file; what was drawn of it must have been saved."""
        self._source.close()

    @property
    def version(self) -> str:
        """The version of PDF that the pages need."""
        return self._source.pdf_version

    def holds(self, page: PageInfo) -> bool:
        """Whether a page lies in the file."""
        place = page.original
        return place is not None and place.unit == "pt" and 0 < place.frame <= len(self._source.pages)

    def form(self, pdf: pikepdf.Pdf, page: PageInfo) -> tuple[pikepdf.Object, Matrix] | None:
        """The form that shows the source page of ``page``, and the matrix from the form's frame to that of the page.

        None for a page that lies in no PDF, or whose source page can't be drawn.
        """
        import pikepdf

        place = page.original
        if place is None or not self.holds(page):
            return None
        try:
            if place.frame not in self._forms:
                self._forms[place.frame] = self._drawn(pdf, self._source.pages[place.frame - 1])
        except (pikepdf.PdfError, ValueError, KeyError, AttributeError, TypeError) as error:
            log.warning("page %s can't be taken over: %s", page.number, error)
            return None
        form, box = self._forms[place.frame]
        return form, _to_page(place, box)

    def layers(self, pdf: pikepdf.Pdf) -> pikepdf.Object | None:
        """What the file says of its layers: which are shown."""
        found = self._source.Root.get("/OCProperties")
        return None if found is None else pdf.copy_foreign(self._source.make_indirect(found))

    def _drawn(self, pdf: pikepdf.Pdf, page: pikepdf.Page) -> tuple[pikepdf.Object, tuple[float, float, float, float]]:
        page.trimbox = _shown_box(page)
        if _ACTUAL in b"".join(part.read_bytes() for part in _streams(page.obj.get("/Contents"))):
            page.Contents = self._source.make_stream(_without_actual_text(page))
        page.contents_add(_BEGIN, prepend=True)
        page.contents_add(_END)
        self._silence(page.obj.get("/Resources"), 0)
        form = page.as_form_xobject()
        return pdf.copy_foreign(form), _box_drawn(form)

    def _silence(self, resources: Any, depth: int) -> None:
        """Fonts and forms below resources; each is changed once."""
        import pikepdf

        if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
            return
        for font in _entries(resources, "/Font"):
            if self._is_new(font):
                font.ToUnicode = self._silent_map(font.get("/ToUnicode"))
                for glyph in font.get("/CharProcs", {}).values() if "/CharProcs" in font else ():
                    self._silence(glyph.get("/Resources"), depth + 1)
                self._silence(font.get("/Resources"), depth + 1)
        for kind in ("/XObject", "/Pattern"):
            for stream in _entries(resources, kind):
                drawn = isinstance(stream, pikepdf.Stream) and stream.get("/Subtype", "/Form") == "/Form"
                if drawn and self._is_new(stream):
                    data = stream.read_bytes()
                    stream.write(_BEGIN + (_without_actual_text(stream) if _ACTUAL in data else data) + _END)
                    self._silence(stream.get("/Resources"), depth + 1)
        for properties in _entries(resources, "/Properties"):
            if _ACTUAL.decode() in properties:
                del properties[_ACTUAL.decode()]
        for state in _entries(resources, "/ExtGState"):
            mask = state.get("/SMask")
            group = mask.get("/G") if isinstance(mask, pikepdf.Dictionary) else None
            if group is not None and self._is_new(group):
                self._silence(group.get("/Resources"), depth + 1)

    def _silent_map(self, known: Any) -> Any:
        """A map by which all codes of a font's own map are spaces, or all codes where it has none that can be read."""
        import pikepdf

        if not isinstance(known, pikepdf.Stream):
            return self._silent
        data = known.read_bytes()
        codes = [code for block in _SINGLE.findall(data) for code in _SOURCE.findall(block)]
        ranges = [pair for block in _RANGES.findall(data) for pair in _PAIR.findall(block)]
        if not codes and not ranges:
            return self._silent
        for low, high in ranges:
            first, last = int(low, 16), min(int(high, 16), 0xFFFF)
            codes += [b"%0*x" % (len(low), code) for code in range(first, last + 1)]
        return self._source.make_stream(_silent_codes(codes[:MOST_CODES]))

    def _is_new(self, part: pikepdf.Object) -> bool:
        if not part.is_indirect:
            return True
        known = part.objgen in self._done
        self._done.add(part.objgen)
        return not known


def _entries(resources: pikepdf.Dictionary, kind: str) -> Iterator[Any]:
    import pikepdf

    found = resources.get(kind)
    if isinstance(found, pikepdf.Dictionary):
        yield from (part for _, part in found.items() if isinstance(part, pikepdf.Dictionary | pikepdf.Stream))


def _streams(contents: Any) -> list[Any]:
    """The streams that a page's content is made of."""
    import pikepdf

    if isinstance(contents, pikepdf.Array):
        return list(contents)
    return [contents] if isinstance(contents, pikepdf.Stream) else []


def _without_actual_text(drawn: Any) -> bytes:
    """The content of a page or form whose spans no longer say what they mean: readers would take it for text."""
    import pikepdf

    steps = list(pikepdf.parse_content_stream(drawn))
    for step in steps:
        for part in step.operands if str(step.operator) in ("BDC", "DP") else ():
            if isinstance(part, pikepdf.Dictionary) and _ACTUAL.decode() in part:
                del part[_ACTUAL.decode()]
    return pikepdf.unparse_content_stream(steps)


def _shown_box(page: pikepdf.Page) -> pikepdf.Array:
    """The crop box inside the media box, as viewers show a page."""
    import pikepdf

    media, crop = (sorted_box([float(side) for side in box]) for box in (page.mediabox, page.cropbox))
    inside = [max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])]
    return pikepdf.Array(inside if inside[0] < inside[2] and inside[1] < inside[3] else media)


def sorted_box(box: Sequence[float]) -> list[float]:
    """A box with its lower left corner first."""
    return [min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])]


def _box_drawn(form: pikepdf.Object) -> tuple[float, float, float, float]:
    """What a form covers after its own matrix."""
    a, b, c, d, e, f = (float(part) for part in form.get("/Matrix", (1, 0, 0, 1, 0, 0)))
    x0, y0, x1, y1 = (float(side) for side in form.BBox)
    points = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
    return (
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points),
    )  # fmt: skip


def _to_page(place: Original, box: tuple[float, float, float, float]) -> Matrix:
    """From a form, which is measured from below, to the page's own frame."""
    x0, y0, x1, y1 = box
    across, down = place.width / (x1 - x0), place.height / (y1 - y0)
    shown = [[across, 0.0, -x0 * across], [0.0, -down, y1 * down]]
    return compose(shown, inverse(place.matrix))


def _silent_codes(codes: Sequence[bytes]) -> bytes:
    """A ToUnicode map by which codes, hexadecimal and of one length, are spaces."""
    rows = [f"<{code.decode('ascii')}> <0020>" for code in codes]
    blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    digits = len(codes[0])
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Silent-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'0' * digits}> <{'f' * digits}>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
