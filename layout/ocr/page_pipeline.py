"""From the picture of one page to lines and graphics: every stage of reading a scan, in order (`STAGES`)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from banmian.layout.model import Line
from banmian.layout.ocr.binarization import Mask, binarize
from banmian.layout.ocr.bracket_pairs import pair_brackets
from banmian.layout.ocr.colour_channels import to_grey, tones_of
from banmian.layout.ocr.connected_components import ConnectedComponents, find_components
from banmian.layout.ocr.dashes import restore_dashes
from banmian.layout.ocr.double_recognition import DoubleRecognition, sample_columns
from banmian.layout.ocr.drawings_by_strokes import add_drawings, drop_drawings_of_unread_type, find_drawings
from banmian.layout.ocr.engine import Engine
from banmian.layout.ocr.fraktur import FrakturRecognition, is_fraktur
from banmian.layout.ocr.graphics import Graphics, find_graphics
from banmian.layout.ocr.huge_glyphs import join_huge_glyphs
from banmian.layout.ocr.label_panels import find_boxed_labels, find_label_panels
from banmian.layout.ocr.legibility import Legibility, measure_legibility
from banmian.layout.ocr.line_boxes import LineBox
from banmian.layout.ocr.line_detection import detect_line_boxes
from banmian.layout.ocr.line_merging import merge_lines
from banmian.layout.ocr.line_recognition import recognise_lines
from banmian.layout.ocr.lost_end_marks import restore_end_marks
from banmian.layout.ocr.multiline_boxes import read_multiline_boxes
from banmian.layout.ocr.page_script import find_script
from banmian.layout.ocr.right_to_left import correct_direction
from banmian.layout.ocr.run_on_words import split_run_ons
from banmian.layout.ocr.second_choices import choose_readings
from banmian.layout.ocr.show_through import remove_show_through
from banmian.layout.ocr.text_graphics_conflicts import (
    add_labels,
    add_picture_text,
    drop_false_graphics,
    drop_false_lines,
    find_picture_text,
)
from banmian.layout.ocr.thresholds import SCAN, ScanThresholds
from banmian.layout.ocr.tier_splitting import split_vertical_lines_at_tiers
from banmian.layout.ocr.truncated_lines import complete_lines
from banmian.layout.ocr.undetected_columns import find_undetected_columns
from banmian.layout.ocr.undetected_drop_caps import cut_off_cap, find_undetected_drop_caps
from banmian.layout.ocr.undetected_lines import find_undetected_lines
from banmian.layout.ocr.writing_mode_from_ink import is_set_vertically
from banmian.layout.readers.source_file import Raster
from banmian.stages import Stage, run_stages, stage


@dataclass(frozen=True)
class PageReading:
    """A page being read. ``em`` is its body's in px of ``picture``, which has one channel where it has no colour
    (`banmian.layout.ocr.binarization.tones_of`); all places are px of it.

    ``vertical`` says that most text is set in columns; ``boxes`` are the places of lines.
    """

    picture: Raster
    em: float
    engine: Engine
    thresholds: ScanThresholds = SCAN
    ink: Mask = field(default_factory=lambda: np.zeros((1, 1), np.uint8))
    components: ConnectedComponents = field(default_factory=lambda: find_components(np.zeros((1, 1), np.uint8)))
    vertical: bool = False
    boxes: tuple[LineBox, ...] = ()
    graphics: Graphics = field(default_factory=lambda: Graphics([], [], []))
    lines: tuple[Line, ...] = ()
    picture_text: tuple[Line, ...] = ()
    legibility: Legibility | None = None

    def counts(self) -> dict[str, int]:
        """What is known of the page at this stage."""
        graphics = self.graphics
        return {
            "boxes": len(self.boxes),
            "lines": len(self.lines),
            "glyphs": sum(len(line.glyphs) for line in self.lines),
            "rules": len(graphics.rules),
            "panels": len(graphics.panels),
            "pictures": len(graphics.pictures),
        }


def read_picture(
    picture: Raster, em: float, engine: Engine, thresholds: ScanThresholds = SCAN, subject: str = ""
) -> PageReading:
    """Read an upright page picture whose body em is ``em`` px. Raises EngineError."""
    return run_stages("reading a scan", STAGES, PageReading(tones_of(picture), em, engine, thresholds), subject)


def _binarize(state: PageReading) -> PageReading:
    ink = binarize(to_grey(state.picture), state.thresholds)
    return replace(state, ink=ink, components=find_components(ink))


def _find_direction(state: PageReading) -> PageReading:
    return replace(state, vertical=is_set_vertically(state.ink, state.em, state.thresholds))


def _detect(state: PageReading) -> PageReading:
    widened = state.thresholds.columns_widened if state.vertical else 1.0
    boxes = detect_line_boxes(state.picture, state.ink, state.em, state.engine, state.thresholds, widened=widened)
    return replace(state, boxes=tuple(boxes))


def _find_graphics(state: PageReading) -> PageReading:
    type_ = [line.box for line in state.boxes]
    return replace(state, graphics=find_graphics(state.picture, state.em, state.thresholds, type_))


def _split_bands(state: PageReading) -> PageReading:
    boxes = split_vertical_lines_at_tiers(state.boxes, state.ink, state.graphics.rules, state.em, state.thresholds)
    return replace(state, boxes=tuple(boxes))


def _recognise_rows(state: PageReading) -> PageReading:
    """The horizontal lines, those of a page in Fraktur by the recogniser for it."""
    rows, engine = [line_box for line_box in state.boxes if not line_box.vertical], state.engine
    lines = read_multiline_boxes(state.picture, rows, state.em, engine, state.thresholds, down=state.vertical)
    if is_fraktur(state.picture, rows, lines, state.em, engine, state.thresholds):
        engine = FrakturRecognition(engine)
        lines = read_multiline_boxes(state.picture, rows, state.em, engine, state.thresholds, down=state.vertical)
    return replace(state, engine=engine, lines=tuple(lines))


def _recognise_columns(state: PageReading) -> PageReading:
    """The lines with the vertical ones; where these are not traditional body text, both recognisers read them."""
    columns = [line_box for line_box in state.boxes if line_box.vertical]
    script = find_script(state.lines, state.thresholds)
    engine = state.engine
    if state.vertical and not script.name:
        sampled = sample_columns(state.picture, columns, state.em, engine, state.thresholds)
        script = find_script(sampled, state.thresholds)
    if not state.vertical or script.name == "simplified":
        engine = DoubleRecognition(engine, script, state.thresholds)
    found = read_multiline_boxes(state.picture, columns, state.em, engine, state.thresholds, down=state.vertical)
    return replace(state, engine=engine, lines=(*state.lines, *found))


def _drop_false_graphics(state: PageReading) -> PageReading:
    shape = state.picture.shape
    return replace(state, graphics=drop_false_graphics(state.graphics, state.lines, state.em, state.thresholds, shape))


def _add_drawings(state: PageReading) -> PageReading:
    text = (state.components, state.lines)
    graphics = drop_drawings_of_unread_type(state.graphics, *text, state.em, state.thresholds)
    found = find_drawings(state.picture, *text, graphics, state.em, state.thresholds)
    return replace(state, graphics=add_drawings(graphics, found, state.em, state.thresholds))


def _add_labels(state: PageReading) -> PageReading:
    graphics = state.graphics
    graphics = add_labels(graphics, find_label_panels(state.picture, state.lines, graphics, state.thresholds))
    boxed = find_boxed_labels(state.picture, state.lines, graphics, state.em, state.thresholds)
    return replace(state, graphics=add_labels(graphics, boxed))


def _read_undetected_columns(state: PageReading) -> PageReading:
    boxes = find_undetected_columns(state.ink, state.lines, state.graphics, state.em, state.thresholds)
    found = read_multiline_boxes(state.picture, boxes, state.em, state.engine, state.thresholds, down=state.vertical)
    return replace(state, lines=(*state.lines, *found))


def _join_huge_glyphs(state: PageReading) -> PageReading:
    lines = join_huge_glyphs(state.picture, state.lines, state.em, state.engine, state.thresholds)
    return replace(state, lines=tuple(lines))


def _complete(state: PageReading) -> PageReading:
    lines = complete_lines(
        state.picture, state.components, state.lines, state.graphics, state.em, state.engine, state.thresholds
    )
    return replace(state, lines=tuple(lines))


def _restore_end_marks(state: PageReading) -> PageReading:
    lines, rules = restore_end_marks(
        state.picture, state.components, state.lines, state.graphics, state.em, state.engine, state.thresholds
    )
    return replace(state, lines=tuple(lines), graphics=replace(state.graphics, rules=rules))


def _read_undetected_lines(state: PageReading) -> PageReading:
    """Lines and drop caps that the detector missed, where they are read with confidence."""
    known = (state.components, state.picture.shape[:2], state.lines, state.graphics, state.em, state.thresholds)
    lost, caps = find_undetected_lines(*known), find_undetected_drop_caps(*known)
    read = recognise_lines(state.picture, [*lost, *caps], state.em, state.engine, state.thresholds)
    whole = [line for line in read[: len(lost)] if line is not None and len(line.glyphs) > 1]
    large = [line for line in read[len(lost) :] if line is not None and len(line.glyphs) == 1]
    sure = [line for line in (*whole, *large) if line.confidence >= state.thresholds.sure_line]
    known_lines = state.lines
    for cap in large:
        if cap.confidence >= state.thresholds.sure_line:
            known_lines = tuple(cut_off_cap(line, cap) for line in known_lines)
    return replace(state, lines=(*known_lines, *sure))


def _remove_show_through(state: PageReading) -> PageReading:
    lines = remove_show_through(state.picture, state.ink, state.lines, state.em, state.engine, state.thresholds)
    return replace(state, lines=tuple(lines))


def _merge(state: PageReading) -> PageReading:
    return replace(state, lines=tuple(merge_lines(state.lines, state.em, state.thresholds)))


def _split_run_ons(state: PageReading) -> PageReading:
    return replace(state, lines=tuple(split_run_ons(state.lines, state.thresholds)))


def _drop_false_lines(state: PageReading) -> PageReading:
    sorted_out = (state.lines, state.graphics.pictures, state.em, state.thresholds)
    lines, said = drop_false_lines(*sorted_out), find_picture_text(*sorted_out)
    return replace(state, lines=tuple(lines), picture_text=tuple(said))


def _restore_dashes(state: PageReading) -> PageReading:
    lines, rules = restore_dashes(state.lines, state.components, state.graphics.rules)
    return replace(state, lines=tuple(lines), graphics=replace(state.graphics, rules=rules))


def _correct_direction(state: PageReading) -> PageReading:
    count = len(state.lines)
    found = correct_direction((*state.lines, *state.picture_text), state.thresholds)
    return replace(state, lines=tuple(found[:count]), picture_text=tuple(found[count:]))


def _choose_readings(state: PageReading) -> PageReading:
    count = len(state.lines)
    found = choose_readings((*state.lines, *state.picture_text), state.thresholds)
    return replace(state, lines=tuple(found[:count]), picture_text=tuple(found[count:]))


def _pair_brackets(state: PageReading) -> PageReading:
    return replace(state, lines=tuple(pair_brackets(state.lines)))


def _give_pictures_their_text(state: PageReading) -> PageReading:
    pictures = add_picture_text(state.graphics.pictures, state.picture_text)
    return replace(state, graphics=replace(state.graphics, pictures=pictures))


def _judge(state: PageReading) -> PageReading:
    shape = state.picture.shape[:2]
    found = measure_legibility(state.components, state.lines, state.graphics, shape, state.em, state.thresholds)
    return replace(state, legibility=found)


STAGES: tuple[Stage[PageReading], ...] = (
    stage(
        "ink",
        "binarization, and the connected components of the ink",
        _binarize,
        needs="picture thresholds",
        gives="ink components",
    ),
    stage(
        "direction",
        "writing direction",
        _find_direction,
        needs="ink em thresholds",
        gives="vertical",
    ),
    stage(
        "detect",
        "line detection in tiles, of vertical text in a widened picture; vertical lines trimmed to their column",
        _detect,
        needs="picture em engine thresholds vertical ink",
        gives="boxes",
    ),
    stage(
        "graphics",
        "rules, panels and pictures, by morphology",
        _find_graphics,
        needs="picture boxes em thresholds",
        gives="graphics",
    ),
    stage(
        "bands",
        "columns cut where a rule or a blank band crosses them and their neighbours",
        _split_bands,
        needs="boxes ink graphics em thresholds",
        gives="boxes",
    ),
    stage(
        "recognise",
        "recognition of horizontal lines, of Fraktur by weights of its own; boxes that hold several lines are split",
        _recognise_rows,
        needs="picture boxes em engine thresholds vertical",
        gives="engine lines",
    ),
    stage(
        "recognise columns",
        "recognition of vertical lines; on horizontal and simplified pages by both recognisers",
        _recognise_columns,
        needs="picture boxes lines em engine thresholds vertical",
        gives="engine lines",
    ),
    stage(
        "false graphics",
        "strokes that look like rules, and text that looks like a picture, dropped",
        _drop_false_graphics,
        needs="picture graphics lines em thresholds",
        gives="graphics",
    ),
    stage(
        "drawings",
        "maps, charts and drawings, by strokes that are neither type nor rules",
        _add_drawings,
        needs="picture components lines graphics em thresholds",
        gives="graphics",
    ),
    stage(
        "labels",
        "dark panels around lines of light type, and boxes around short lines",
        _add_labels,
        needs="picture lines graphics em thresholds",
        gives="graphics",
    ),
    stage(
        "undetected columns",
        "columns that the detector missed",
        _read_undetected_columns,
        needs="picture ink lines graphics em engine thresholds vertical",
        gives="lines",
    ),
    stage(
        "huge glyphs",
        "characters of a title that were found in pieces, read as one line",
        _join_huge_glyphs,
        needs="picture lines em engine thresholds",
        gives="lines",
    ),
    stage(
        "line ends",
        "headlines extended by glyphs beyond their ends",
        _complete,
        needs="picture components lines graphics em engine thresholds",
        gives="lines",
    ),
    stage(
        "undetected lines",
        "lines and drop caps that the detector missed",
        _read_undetected_lines,
        needs="picture components lines graphics em engine thresholds",
        gives="lines",
    ),
    stage(
        "show-through",
        "text from the other side of the sheet dropped",
        _remove_show_through,
        needs="picture ink lines em engine thresholds",
        gives="lines",
    ),
    stage("merge", "pieces of one line joined, duplicates dropped", _merge, needs="lines em thresholds", gives="lines"),
    stage(
        "run-on words",
        "English words that were read without a space between them, parted",
        _split_run_ons,
        needs="lines thresholds",
        gives="lines",
    ),
    stage(
        "false lines",
        "shapes in pictures and specks that were read as text, dropped; words in pictures set aside",
        _drop_false_lines,
        needs="lines graphics em thresholds",
        gives="lines picture_text",
    ),
    stage(
        "end marks",
        "points and quotation marks that the detector missed at the ends of lines",
        _restore_end_marks,
        needs="picture components lines graphics em engine thresholds",
        gives="lines graphics",
    ),
    stage(
        "dashes",
        "dashes of two em restored where their ink shows them",
        _restore_dashes,
        needs="lines components graphics",
        gives="lines graphics",
    ),
    stage(
        "right to left",
        "horizontal lines of old print that run right to left, reversed",
        _correct_direction,
        needs="lines picture_text thresholds",
        gives="lines picture_text",
    ),
    stage(
        "second choices",
        "unsure characters chosen by their neighbours and the page's script",
        _choose_readings,
        needs="lines picture_text thresholds",
        gives="lines picture_text",
    ),
    stage(
        "brackets",
        "corner brackets of columns that were read as numerals, where a pair wants them",
        _pair_brackets,
        needs="lines",
        gives="lines",
    ),
    stage(
        "picture text",
        "names on maps, words of advertisements and signs, given to their pictures",
        _give_pictures_their_text,
        needs="picture_text graphics",
        gives="graphics",
    ),
    stage(
        "legibility",
        "how much of the text-like ink was read, and whether it makes sense",
        _judge,
        needs="components picture lines graphics em thresholds",
        gives="legibility",
    ),
)
"""How the picture of a page is read, in order."""
