"""All thresholds of arranging pages, named and explained, in units of glyph size (em) or as shares.

Those of the readers are beside them: `banmian.layout.ocr.thresholds`, `banmian.layout.pdf_text.thresholds`.

One frozen class per concern; the code uses the constant made of each, a test or a user can pass another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArrangementThresholds:
    """For columns, blocks, order and articles (layout/*.py). Lengths are in body em unless said otherwise."""

    overlap: float = 0.3
    """Boxes of what stands below each other overlap by at most this (em)."""
    display_ratio: float = 1.2
    """Glyphs at least this many times the body's size are display type: headlines and their parts."""
    sure_display_ratio: float = 1.45
    """From this ratio on, display type is never running text, however many lines it has."""
    running_lines: int = 4
    """This many stacked lines of one size are running text, even when set a little larger than the body."""
    line_gap: float = 1.0
    """The gap between two lines of one block is at most this."""
    leading_step: float = 1.15
    """A block breaks where the step from line to line exceeds its usual one by this factor,"""
    leading_slack: float = 0.15
    """and by this much more, in body em."""
    size_step: float = 1.17
    """Lines of one block differ in size by at most this ratio."""
    measured_step: float = 1.26
    """The same where sizes are measured from ink, and fonts unknown."""
    line_overlap: float = 0.5
    """Lines of one block share at least this much of the narrower one's width."""
    edge_slack: float = 0.5
    """Line starts this near to each other are on one edge."""
    indent: float = 1.2
    """A line that starts so far inside its column's left edge begins a paragraph."""
    short: float = 1.5
    """A line that ends so far before its column's right edge ends a paragraph."""
    same_size: float = 1.08
    """Display type whose sizes differ by at most this ratio is of one size."""
    label_ratio: float = 1.75
    """A label is at most this many times the body's size, larger type is a headline;"""
    label_length: int = 8
    """and it has at most so many characters."""


@dataclass(frozen=True, slots=True)
class PartitionWeights:
    """What speaks for and against a region being one article, and for a cut. Scores add up."""

    article: float = 3.0
    """A head with text of its own, or text that says whence it comes (上接…)."""
    weak_head: float = -3.4
    """The head is hardly larger than the text: it may be a subheading."""
    table: float = 2.0
    """A table, with or without a head."""
    picture: float = 0.3
    """Pictures with nothing but their captions."""
    lone_head: float = -1.5
    """A head over nothing: a banner, or a head that lost its text."""
    banner: float = 1.7
    """A head over nothing that is centred over several articles."""
    headless: float = -2.2
    """Text without a head."""
    box: float = 0.5
    """A frame that is by itself."""
    extra_head: float = -4.0
    """A second head among the text of an article."""
    head_below_text: float = -3.0
    """Text that is higher than the head, next to it or above."""
    text_beside_head: float = -0.5
    """Later columns begin beside the head, at its end."""
    text_before_head: float = -3.0
    """A column ends left of where the head begins, and the head is not centred over all, pictures too."""
    text_over_side_head: float = -0.8
    """Text that ends above the top of a head beside the columns."""
    second_opening: float = -2.5
    """A dateline (本报讯 …) in the midst of the text."""
    aligned: float = 0.6
    """The head is centred over the text, or starts with it."""
    askew: float = -1.0
    """The head is neither."""
    overhang: float = -3.0
    """The head reaches beyond the text."""
    opening: float = 0.5
    """The text begins like a paragraph."""
    cut_opening: float = -4.0
    """The text begins in the middle of a sentence."""
    cut_ending: float = -1.8
    """The text breaks off."""
    join: float = 1.0
    """Weight of the joins between the blocks."""
    cut_rule: float = 0.8
    """A rule runs along a horizontal cut."""
    cut_gap: float = 0.15
    """Each em of blank space along a cut, up to four."""
    part: float = -0.3
    """Every region, so that nothing is divided without need."""


ARRANGEMENT = ArrangementThresholds()
PARTITION = PartitionWeights()
