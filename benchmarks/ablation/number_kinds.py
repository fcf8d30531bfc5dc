"""Which numbers decide what is read, and which do not: those of look, of capacity, of formats and of arithmetic.

A number decides when another value may change the document that a page becomes. The others are named here by module,
or one by one with what they bound; `tests/test_ablation.py` holds that each name exists. What is not named here
decides.
"""

from __future__ import annotations

from benchmarks.ablation.constants import Constant

LOOK, CAPACITY, FORMAT, ARITHMETIC, DECISION = "look", "capacity", "format", "arithmetic", "decision"
KINDS = {
    LOOK: "colours and strokes of overlays",
    CAPACITY: "bounds of memory and time that pages of usual size do not reach, and the sizes of batches",
    FORMAT: "given by a file format, a library, an engine or a trained model, and codes that stand for names",
    ARITHMETIC: "keep a division or a logarithm defined, or seed a shuffle",
}
"""Kinds of numbers that decide nothing, and what they are."""
MODULES = {
    "layout.debug_overlay": LOOK,
    "layout.ocr.device_batches": CAPACITY,
    "layout.ocr.device_client": CAPACITY,
    "layout.ocr.device_messages": CAPACITY,
    "layout.ocr.device_owner": CAPACITY,
    "layout.ocr.device_start": CAPACITY,
    "layout.separation_overlay": LOOK,
    "layout.ocr.engine_choice": CAPACITY,
    "layout.ocr.onnx_in_torch": FORMAT,
    "layout.ocr.openvino_trial": CAPACITY,
    "layout.ocr.malloc_tuning": CAPACITY,
    "layout.ocr.recognition_batches": FORMAT,
    "layout.ocr.orientation_classifier": FORMAT,
    "layout.ocr.paddle_engine": FORMAT,
    "layout.ocr.text_detector": FORMAT,
    "layout.ocr.tesseract_engine": FORMAT,
    "layout.pdf_text.annotations": FORMAT,
    "layout.pdf_text.character_collections": FORMAT,
    "layout.pdf_text.cid_fonts": FORMAT,
}
"""Modules all of whose numbers are of one kind: those of engines, of drawing on pictures and of PDF's tables."""
NUMBERS = {
    "layout.box_arrays:PAIRS_AT_ONCE": CAPACITY,
    "layout.luma:LUMA": FORMAT,
    "layout.geometry:LEAST_SIDE": ARITHMETIC,
    "layout.ocr.colour_channels:ROWS_AT_ONCE": CAPACITY,
    "layout.ocr.character_segmentation:LEAST_MEAN": ARITHMETIC,
    "layout.ocr.ctc_decoder:BLANK": FORMAT,
    "layout.ocr.ctc_decoder:CHOICES": CAPACITY,
    "layout.ocr.deskew:MOST_SLANT_PARTS": CAPACITY,
    "layout.ocr.drawings_by_strokes:MOST_STEPS": CAPACITY,
    "layout.ocr.openvino_engine:GROUP": CAPACITY,
    "layout.ocr.mask_components:WORTH_LEAVING_OUT": CAPACITY,
    "layout.ocr.thresholds:SCAN.detection_pixels": CAPACITY,
    "layout.ocr.thresholds:SCAN.most_multiline_boxes": CAPACITY,
    "layout.ocr.vertical_to_horizontal:BELOW_ONE": ARITHMETIC,
    "layout.pdf_text.character_classes:MOST_KNOWN": CAPACITY,
    "layout.pdf_text.content_stream_tokens:MOST_KNOWN": CAPACITY,
    "layout.pdf_text.glyph_writing_modes:FAR": ARITHMETIC,
    "layout.pdf_text.file_objects:LONGEST_OBJECT": CAPACITY,
    "layout.pdf_text.glyph_runs:LEAST_BIN": ARITHMETIC,
    "layout.pdf_text.reading_frames:MARK": FORMAT,
    "layout.pdf_text.reading_frames:NARROW": FORMAT,
    "layout.pdf_text.reading_frames:WIDE": FORMAT,
    "layout.pdf_text.overprint:MOST_NEIGHBOURS": CAPACITY,
    "layout.pdf_text.page_picture:CELL_HEIGHT": FORMAT,
    "layout.pdf_text.page_picture:FINER": CAPACITY,
    "layout.pdf_text.page_picture:LARGEST_SCALE": CAPACITY,
    "layout.pdf_text.page_picture:MOST_PIXELS": CAPACITY,
    "layout.pdf_text.pdfplumber_page:MOST_GLYPHS": CAPACITY,
    "layout.pdf_text.pdfplumber_page:MOST_SHAPES": CAPACITY,
    "layout.pdf_text.glyph_recorder:EM": FORMAT,
    "layout.pdf_text.glyph_recorder:PERCENT": FORMAT,
    "layout.pdf_text.glyph_recorder:THOUSANDTH": FORMAT,
    "layout.pdf_text.simple_fonts:MOST_CODES": CAPACITY,
    "layout.pdf_text.thresholds:TEXT_LAYER.most_strands": CAPACITY,
    "layout.separation.graph.measurements:LEAST_SIZE": ARITHMETIC,
    "layout.separation.classification.article_certainty:MOST_MARGIN": ARITHMETIC,
    "layout.ocr.label_panels:WHITE": FORMAT,
    "layout.separation.explained_decisions:BEGINS": FORMAT,
    "layout.separation.explained_decisions:SUREST": ARITHMETIC,
    "layout.separation.straight_cuts:BETTER": ARITHMETIC,
    "layout.separation.evidence.advertisement_evidence:LEAST": ARITHMETIC,
    "layout.separation.learned_weights.graph_scorer:ALL_EDGES": FORMAT,
    "layout.separation.learned_weights.decision_trees:ROWS": CAPACITY,
    "layout.separation.graph.shared_words:MOST_PAIRS": CAPACITY,
    "layout.separation.graph.chain_solver:MOST_ROUNDS": CAPACITY,
    "layout.separation.graph.chain_solver:NEVER": FORMAT,
    "repair.bare_text.segment:_SIGNED": CAPACITY,
    "repair.bare_text.chunks:_LENGTH": CAPACITY,
    "repair.bare_text.head_lists:_MOST_PAIRS": CAPACITY,
    "repair.bare_text.head_order:_SEED": ARITHMETIC,
    "repair.bare_text.evidence_weights:CERTAINTY.base": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.headless": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.apart": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.told": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.rival": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.alike": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.bare": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.left": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.opened": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.lines": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.many": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.listed": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.divided": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.broken": FORMAT,
    "repair.bare_text.evidence_weights:CERTAINTY.seam": FORMAT,
    "repair.thresholds:LINEARIZED_TABLE.most_cells": CAPACITY,
    "repair.thresholds:TAIL": CAPACITY,
    "repair.thresholds:TIE": ARITHMETIC,
}


def kind_of(constant: Constant) -> str:
    """The kind of a number."""
    module = constant.module.removeprefix("banmian.")
    return NUMBERS.get(constant.label) or MODULES.get(module, DECISION)
