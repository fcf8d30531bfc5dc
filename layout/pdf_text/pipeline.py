"""From a PDF page with a text layer to the page model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.layout.ocr.right_to_left import correct_direction
from banmian.layout.ocr.thresholds import SCAN
from banmian.layout.pdf_text.character_classes import bullets_of, is_unmapped, to_ordinary_all
from banmian.layout.pdf_text.font_trust import FontJudge
from banmian.layout.pdf_text.glyph_arrays import GlyphArrays, Ints, collect_glyphs
from banmian.layout.pdf_text.glyph_recognition import UNKNOWN, drop_inkless_glyphs, name_glyphs
from banmian.layout.pdf_text.glyph_run_joining import join_loose, join_tight
from banmian.layout.pdf_text.glyph_runs import GlyphRun, follow_in_painting_order, make_run
from banmian.layout.pdf_text.glyph_writing_modes import sort_by_direction, split_into_chains
from banmian.layout.pdf_text.ink_agreement import InkAgreement, measure_ink
from banmian.layout.pdf_text.line_building import PageGlyphs, body_face, is_on_dark, make_line
from banmian.layout.pdf_text.overprint import Overprint, find_overprint
from banmian.layout.pdf_text.page_picture import PagePicture
from banmian.layout.pdf_text.page_rotation import quarter_turns, rotate_drawing, rotate_glyphs, rotate_page_box
from banmian.layout.pdf_text.painted_text import painted_text
from banmian.layout.pdf_text.punctuation_offsets import settle_moved_marks
from banmian.layout.pdf_text.reading_frames import (
    Frame,
    box_in_vertical_frame,
    glyph_width_classes,
    horizontal_frame,
    number_faces,
    rotated_frame,
    vertical_frame,
)
from banmian.layout.pdf_text.ruby import take_ruby
from banmian.layout.pdf_text.text_layer_quality import is_mojibake
from banmian.layout.pdf_text.thresholds import TEXT_LAYER, TextLayerThresholds
from banmian.layout.pdf_text.vector_graphics import Drawing, find_barriers, read_drawing
from banmian.stages import Stage, run_stages, stage

LEAST_EM = 0.1
"""Smaller glyphs (pt) are not meant to be read."""
FEW_VISIBLE = 0.1
"""With a smaller share of visible glyphs on a page covered by images, the layer lies beneath a scan."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page as its text layer gives it. ``unread`` is the share of glyphs whose text nobody knows.

    ``doubtful`` says that the layer must be compared with the picture: an image fills the page, and the
    layer is somebody's OCR of it, or its codes look like those of another encoding. ``beneath_scan``
    says that none of the text is seen: it lies beneath an image or is painted in no ink. ``turns`` are the
    quarter turns clockwise that set the page upright; ``agreement`` is that of the layer with the page's ink.
    """

    page: Page
    glyph_count: int
    unread: float
    doubtful: bool
    beneath_scan: bool
    turns: int
    agreement: InkAgreement

    @property
    def is_blank(self) -> bool:
        """Whether the page shows nothing at all."""
        return self.glyph_count == 0 and self.agreement.blank

    @property
    def is_rubbish(self) -> bool:
        """Whether the layer is unusable."""
        return self.glyph_count == 0 or self.unread > TEXT_LAYER.unmapped_share

    @property
    def is_sparse(self) -> bool:
        """Whether most of what the page shows is not in the layer."""
        return self.agreement.unread > TEXT_LAYER.unread_ink


@dataclass(frozen=True)
class LayerReading:
    """A pdfplumber page (``source``) being read. ``turns`` are quarter turns clockwise that set it upright.

    ``glyphs`` lie as painted until they are turned; ``plain`` says what each of them means in ordinary characters,
    ``sure`` how certainly where it is not beyond doubt; ``body`` is the font and the em (pt) of most of them.
    """

    source: Any
    picture: PagePicture | None = None
    judge: FontJudge | None = None
    thresholds: TextLayerThresholds = TEXT_LAYER
    glyphs: GlyphArrays = field(default_factory=lambda: collect_glyphs([], 0.0, 0.0))
    turns: int = 0
    plain: tuple[str, ...] = ()
    sure: Mapping[int, float] = field(default_factory=dict)
    overprint: Overprint = field(default_factory=lambda: Overprint(np.zeros(0, np.int64), {}))
    body: tuple[str, float] = ("", SCAN.body_points)
    drawing: Drawing = field(default_factory=Drawing)
    lines: tuple[Line, ...] = ()
    agreement: InkAgreement = field(default_factory=InkAgreement)

    def counts(self) -> dict[str, int]:
        """What there is on the page at this stage."""
        return {
            "glyphs": len(self.glyphs),
            "quarter turns": self.turns,
            "unsure glyphs": len(self.sure),
            "kept glyphs": len(self.overprint.kept),
            "rules": len(self.drawing.rules),
            "panels": len(self.drawing.panels),
            "pictures": len(self.drawing.pictures),
            "lines": len(self.lines),
        }


def read_text_page(
    source: Any,
    number: int,
    picture: PagePicture | None = None,
    judge: FontJudge | None = None,
    thresholds: TextLayerThresholds = TEXT_LAYER,
) -> TextPage:
    """The page model of a pdfplumber page (source page ``number``), in pt, origin at its crop box's top left.

    ``picture`` shows the page, without one the layer is believed; ``judge`` is the one of its document.
    """
    state = LayerReading(source, picture, judge, thresholds)
    return _text_page(run_stages("reading a text layer", STAGES, state, f"page {number}"), number)


def _collect(state: LayerReading) -> LayerReading:
    left, top, page_box = _frame_of(state.source)
    painted = _inside(state.source.glyphs(left, top), page_box)
    return replace(state, glyphs=_visible_glyphs(painted, state.source.layout, page_box, left, top))


def _turn(state: LayerReading) -> LayerReading:
    turns, page_box = quarter_turns(state.glyphs), _frame_of(state.source)[2]
    picture = state.picture.turned(turns) if state.picture is not None else None
    return replace(state, glyphs=rotate_glyphs(state.glyphs, turns, page_box), picture=picture, turns=turns)


def _drop_inkless(state: LayerReading) -> LayerReading:
    return replace(
        state, glyphs=state.glyphs if state.picture is None else drop_inkless_glyphs(state.glyphs, state.picture)
    )


def _to_ordinary(state: LayerReading) -> LayerReading:
    plain = to_ordinary_all(state.glyphs.texts)
    for place, bullet in bullets_of(state.glyphs.texts, state.glyphs.fonts).items():
        plain[place] = bullet
    return replace(state, plain=tuple(plain))


def _name_glyphs(state: LayerReading) -> LayerReading:
    plain, sure = list(state.plain), dict(state.sure)
    if state.picture is not None and not state.glyphs.hidden.any():
        verdicts = (state.judge or FontJudge(state.thresholds)).judge(state.glyphs, plain, state.picture)
        sure = name_glyphs(state.glyphs, plain, verdicts, state.picture, state.thresholds)
    return replace(state, plain=tuple(plain), sure=sure)


def _find_overprint(state: LayerReading) -> LayerReading:
    return replace(state, overprint=find_overprint(state.glyphs, list(state.plain), state.thresholds))


def _measure_body(state: LayerReading) -> LayerReading:
    face, em = body_face(state.glyphs, state.overprint.kept.tolist())
    return replace(state, body=(face, em or SCAN.body_points))


def _read_drawing(state: LayerReading) -> LayerReading:
    left, top, page_box = _frame_of(state.source)
    drawing = read_drawing(state.source.layout, left, top, page_box, state.body[1], state.thresholds)
    return replace(state, drawing=rotate_drawing(drawing, state.turns, page_box))


def _make_lines(state: LayerReading) -> LayerReading:
    kept, plain = state.overprint.kept, list(state.plain)
    blanks = _blanks(state.glyphs, kept)
    reading = PageGlyphs(state.glyphs, plain, state.overprint, dict(state.sure), {}, blanks, state.body)
    return replace(state, lines=tuple(_lines(reading, state.drawing, state.thresholds)))


def _correct_direction(state: LayerReading) -> LayerReading:
    return replace(state, lines=tuple(correct_direction(state.lines)))


def _hold_against_ink(state: LayerReading) -> LayerReading:
    if state.picture is None:
        return replace(state, agreement=state.agreement)
    return replace(state, agreement=measure_ink(state.picture, state.glyphs, state.overprint.kept, state.drawing))


STAGES: tuple[Stage[LayerReading], ...] = (
    stage(
        "glyphs",
        "the glyphs on the page; for a scan, those of its hidden text layer",
        _collect,
        needs="source",
        gives="glyphs",
    ),
    stage(
        "turn layer",
        "rotated pages turned until most of their text is upright",
        _turn,
        needs="source glyphs picture",
        gives="glyphs picture turns",
    ),
    stage(
        "inkless glyphs",
        "glyphs that the page does not show, dropped",
        _drop_inkless,
        needs="glyphs picture",
        gives="glyphs",
    ),
    stage(
        "ordinary characters",
        "compatibility forms and radicals replaced by ordinary characters",
        _to_ordinary,
        needs="glyphs",
        gives="plain",
    ),
    stage(
        "doubtful fonts",
        "glyphs without text, or of fonts with wrong codes, recognised from their pictures",
        _name_glyphs,
        needs="glyphs plain sure picture judge thresholds",
        gives="plain sure",
    ),
    stage(
        "overprint",
        "copies of glyphs painted over each other dropped",
        _find_overprint,
        needs="glyphs plain thresholds",
        gives="overprint",
    ),
    stage(
        "body face",
        "font and size of most glyphs, once",
        _measure_body,
        needs="glyphs overprint",
        gives="body",
    ),
    stage(
        "drawing",
        "rules, panels and pictures",
        _read_drawing,
        needs="source body turns thresholds",
        gives="drawing",
    ),
    stage(
        "text lines",
        "writing direction; glyph runs joined into lines; spaces; ruby",
        _make_lines,
        needs="glyphs plain overprint sure body drawing thresholds",
        gives="lines",
    ),
    stage(
        "right to left",
        "horizontal lines of a vertical page reversed where they make sense so",
        _correct_direction,
        needs="lines",
        gives="lines",
    ),
    stage(
        "ink agreement",
        "the text layer compared with the ink of the page",
        _hold_against_ink,
        needs="picture glyphs overprint drawing agreement",
        gives="agreement",
    ),
)
"""How a text layer is read, in order."""


def _text_page(state: LayerReading, number: int) -> TextPage:
    glyphs, drawing, kept = state.glyphs, state.drawing, state.overprint.kept.tolist()
    upright = rotate_page_box(_frame_of(state.source)[2], state.turns)
    believed = sum(state.sure.get(place, 1.0) for place in kept) / max(1, len(kept))
    page = Page(
        number=1,
        width=upright.width,
        height=upright.height,
        unit="pt",
        text_source="text_layer",
        lines=list(state.lines),
        rules=drawing.rules,
        panels=drawing.panels,
        pictures=drawing.pictures,
        confidence=round(believed * state.agreement.inked, 4),
        source_page=number,
        painted=painted_text(glyphs, state.plain, state.overprint.kept),
    )
    beneath, plain = bool(glyphs.hidden.any()), state.plain
    unread = sum(plain[place] == UNKNOWN or is_unmapped(plain[place]) for place in kept) / max(1, len(kept))
    doubtful = beneath or bool(drawing.scans) or is_mojibake(glyphs.texts, state.thresholds)
    return TextPage(page, len(kept), unread, doubtful, beneath, state.turns, state.agreement)


def _frame_of(source: Any) -> tuple[float, float, Box]:
    """Left edge and upper edge (in PDF space) of the crop box, and the page's box in its own frame."""
    media, crop = source.mediabox, source.cropbox
    x0, x1 = max(media[0], crop[0]), min(media[2], crop[2])
    y0, y1 = max(media[1], crop[1]), min(media[3], crop[3])
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = media
    height = media[3] - media[1]
    return x0 - media[0], height - (y0 - media[1]), Box(0.0, 0.0, float(x1 - x0), float(y1 - y0))


def _inside(glyphs: GlyphArrays, page: Box) -> GlyphArrays:
    """Glyphs with their middle on the page and with a size."""
    cx = (glyphs.boxes[:, 0] + glyphs.boxes[:, 2]) / 2
    cy = (glyphs.boxes[:, 1] + glyphs.boxes[:, 3]) / 2
    here = (cx >= 0) & (cx <= page.width) & (cy >= 0) & (cy <= page.height) & (glyphs.ems > LEAST_EM)
    return glyphs if here.all() else glyphs.take(np.flatnonzero(here))


def _visible_glyphs(glyphs: GlyphArrays, objects: Any, page: Box, left: float, top: float) -> GlyphArrays:
    """The glyphs without hidden ones; a page that is all scan keeps them, since they are its OCR layer."""
    if not glyphs.hidden.any():
        return glyphs
    visible = ~glyphs.hidden
    if (
        visible.sum() < FEW_VISIBLE * len(glyphs)
        and read_drawing(objects, left, top, page, SCAN.body_points).covered >= 0.5 * page.area
    ):
        return glyphs
    return glyphs.take(np.flatnonzero(visible))


def _blanks(glyphs: GlyphArrays, kept: Ints) -> dict[int, str]:
    """Explicit spaces, by the surviving glyph after which they were painted."""
    survivors = set(kept.tolist())
    blanks: dict[int, str] = {}
    last: int | None = None
    for place, text in enumerate(glyphs.texts):
        if place in survivors:
            last = place
        elif text.strip():
            last = None
        elif last is not None and text:
            blanks[last] = blanks.get(last, "") + text
    return blanks


def _lines(reading: PageGlyphs, drawing: Drawing, thresholds: TextLayerThresholds) -> list[Line]:
    glyphs, kept = reading.glyphs, reading.overprint.kept
    angles = glyphs.angles[kept]
    ranks = np.zeros(len(glyphs), dtype=np.int64)
    ranks[kept] = np.arange(len(kept))
    settled = settle_moved_marks(_centre_overprints(glyphs, reading.overprint), reading.plain, kept[angles == 0])
    faces = number_faces(glyphs)
    widths = glyph_width_classes(reading.plain)
    across, down = (make(settled, ranks, faces, widths) for make in (horizontal_frame, vertical_frame))
    upright = kept[angles == 0]
    laid = _make_runs(kept[angles == -90], down, thresholds)
    named = replace(glyphs, texts=reading.plain)
    horizontal, vertical = sort_by_direction(named, across, down, upright, laid, thresholds)
    parts = find_barriers(drawing)
    lines = _finish(horizontal, across, [box for box in parts if box.height >= box.width], reading, thresholds)
    downward = [box_in_vertical_frame(box) for box in parts if box.width >= box.height]
    lines += [replace(line, vertical=True) for line in _finish(vertical, down, downward, reading, thresholds)]
    for angle in sorted(set(angles.tolist()) - {0, -90}):
        order = kept[angles == angle]
        frame = rotated_frame(settled, angle, ranks, faces, widths)
        found = _finish(_make_runs(order, frame, thresholds), frame, [], reading, thresholds)
        slanted = min(angle % 90, -angle % 90) > thresholds.slant
        lines += [replace(line, vertical=45 < angle % 180 < 135, slanted=slanted) for line in found]
    lines.sort(key=lambda line: (line.box.y0, line.box.x0))
    dark = [panel for panel in drawing.panels if panel.dark]
    return [replace(line, reversed_out=line.reversed_out and is_on_dark(line, dark)) for line in lines]


def _centre_overprints(glyphs: GlyphArrays, overprint: Overprint) -> GlyphArrays:
    """The glyphs, every overprinted one in the middle of its copies.

    Which copy lies on top may change from glyph to glyph; the middle of all keeps the pitch even.
    """
    if not overprint.copies:
        return glyphs
    boxes, baselines = glyphs.boxes.copy(), glyphs.baselines.copy()
    for top, copies in overprint.copies.items():
        group = [top, *copies]
        shift = glyphs.boxes[group, :2].mean(axis=0) - glyphs.boxes[top, :2]
        boxes[top] += np.array([shift[0], shift[1], shift[0], shift[1]])
        baselines[top] += shift[1]
    return replace(glyphs, boxes=boxes, baselines=baselines)


def _make_runs(order: Ints, frame: Frame, thresholds: TextLayerThresholds) -> list[GlyphRun]:
    steps = follow_in_painting_order(frame, order, thresholds.tight_gap, thresholds)
    return [make_run(run, frame) for run in split_into_chains(order, steps)]


def _finish(
    runs: list[GlyphRun], frame: Frame, barriers: list[Box], reading: PageGlyphs, thresholds: TextLayerThresholds
) -> list[Line]:
    if not runs:
        return []
    tight, ruby = take_ruby(join_tight(runs, frame, barriers, thresholds), frame, reading.glyphs, thresholds)
    reading.ruby.update(ruby)
    joined = join_loose(tight, frame, barriers, thresholds)
    return [make_line(run, frame, reading, thresholds) for run in joined]
