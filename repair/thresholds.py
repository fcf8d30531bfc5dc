"""The thresholds of repair that come in sets, and those that several rules share; single ones stand in their module.

Lengths are in characters, shares and scores 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass

SURELY = 0.7
"""Continuity from which two pieces of text are certainly one."""
POSSIBLY = 0.15
"""Continuity from which they may be."""
SHORTEST = 15
"""A shorter piece of running text tells too little of how it goes on."""
TAIL = 60
"""So many characters at the end of a text, or at its beginning, tell how it goes on."""
HALF_MARK = 0.5
"""Trailing marks may be set in half an em."""
TIE = 1e-9
"""Scores this near to each other are equal, however their parts were added."""


@dataclass(frozen=True, slots=True)
class SpacingThresholds:
    """For gaps inside a line (repair/rules/spacing.py)."""

    letter_spaced_run: int = 3
    """This many one-character pieces in a row make a letter-spaced run."""
    running_length: int = 22
    """A line of this many Han characters with a comma or stop in it is running text, no headline."""
    sentence_length: int = 10
    """With a full stop in it, this many are enough."""
    word_cut: float = 4.0
    """So much cheaper (in nats) a word across the gap must be than two words beside it."""
    irregular: bool = False
    """A recogniser has put gaps between Han characters here and there: those of running lines are not meant."""
    irregular_share: float = 0.012
    """That is so from this share of the places between Han characters of running lines …"""
    irregular_gaps: int = 3
    """… if this many are open."""
    short_part: int = 2
    """In such a text a part of at most this many characters is none of a headline's …"""
    uneven: float = 1.6
    """… nor are two of which one is more than so many times as long."""
    measured: bool = False
    """Gaps were measured on the page: one that stands out beside a number or a Latin word parts a headline …"""
    least_part: int = 3
    """… with at least this many Han characters on both sides."""


@dataclass(frozen=True, slots=True)
class ScriptThresholds:
    """For characters of the other script (repair/rules/mixed_scripts.py)."""

    least: int = 8
    """This many characters that only one script uses tell a page's script …"""
    other: float = 0.2
    """… if at most this share of them is of the other script."""
    share: float = 1.0
    """In one text at most this many of the other script may stand for each of the page's own."""
    kana: float = 0.03
    """More kana than this for each Han character are Japanese, which uses forms of both."""


@dataclass(frozen=True, slots=True)
class DoublingThresholds:
    """For words and glyphs painted twice (repair/rules/doubled_lines.py)."""

    phrase: int = 4
    """A phrase repeated at once counts as doubled from this length; shorter ones are how people speak."""
    part_phrase: int = 3
    """From this length where a line has several parts and each is there twice."""
    distinct: int = 3
    """It must have this many different characters (哈哈哈哈 has one)."""
    pairs: int = 4
    """This many doubled glyphs in a row are a doubled headline; fewer may be reduplication (高高兴兴)."""
    banner_length: int = 80
    """A line longer than this is no banner."""


@dataclass(frozen=True, slots=True)
class VerticalThresholds:
    """For headlines one character a line (repair/bare_text/vertical_headlines.py)."""

    run: int = 2
    """This many one-character lines in a row are vertical text."""
    name_length: int = 3
    """A stack of at most this many characters is a name, not a headline."""


@dataclass(frozen=True, slots=True)
class LinearizedTableThresholds:
    """For tables extracted column by column (repair/bare_text/linearized_tables.py)."""

    cell_width: float = 18.0
    """A cell is at most so wide, in em."""
    run: int = 9
    """This many short lines in a row may be a table."""
    edge: int = 7
    """Of a run of short lines this many at each end may be titles and names beside the table."""
    rows: int = 3
    """A table has at least this many rows under its heads."""
    most_cells: int = 900
    """A table has at most this many cells, its heads among them."""
    alike: float = 0.55
    """Mean likeness of the neighbouring cells of a column, from which it is one."""
    named: float = 0.2
    """What it adds to the score when all heads are words for heads (姓名, 电话); taken off for each among the cells."""
    whole: float = 0.012
    """What each line more that a table explains adds to its score."""


@dataclass(frozen=True, slots=True)
class ParagraphThresholds:
    """For lines unwrapped into paragraphs (repair/bare_text/element_grouping.py), in em."""

    widest_column: float = 48.0
    """No newspaper column is wider."""
    wide_share: float = 0.3
    """Text of which so much is in wider lines is no longer wrapped."""
    broken_width: float = 0.6
    """Lines of the page that end no sentence are on average at least so wide as those that do, which may end short:
    titles among whole paragraphs are narrower."""
    reach: int = 6
    """Lines looked at on each side to measure a column."""
    slack: float = 1.5
    """A justified line is at most so much shorter than its column."""
    indent: float = 1.3
    """A first line is at least so much shorter than the line after it."""
    loose_indent: float = 2.0
    """The same for a letter-spaced line, which may miss more."""
    ragged: float = 3.0
    """Lines of scripts with spaces, which are often not justified, may miss so much more."""
    loose_share: float = 0.65
    """A letter-spaced line as wide as this share of its column fills it."""
    title_short: float = 2.7
    """A line that ends no sentence and is so much shorter than its column is no line of a paragraph."""
    first_indent: float = 2.0
    """The first line of a paragraph is set in by so much."""


@dataclass(frozen=True, slots=True)
class TitleThresholds:
    """For headlines and their parts (repair/bare_text/headline_parts.py, repair/bare_text/article_segmentation.py)."""

    length: int = 60
    """A title line has at most this many Han characters."""
    latin_length: int = 90
    """In scripts with spaces, this many characters."""
    with_comma: int = 30
    """With a comma in it, at most this many."""
    section_length: int = 16
    """The name of a section or a banner has at most this many."""
    label: int = 7
    label_told: float = 0.4
    """A kicker that only names a matter has at most so many, and less than this share of its wording at the beginning
    of the body."""
    kicker_first: float = 0.5
    """Of two lines without a dash or a difference in size, the first is a little likelier the kicker."""
    plain: float = 1.0
    """How much it counts against a line as the headline that it says what the body's first sentences say."""


@dataclass(frozen=True, slots=True)
class SegmentThresholds:
    """For where an article ends and the next begins, and whose a headline is (article_segments, headline_matching).

    Evidence is added up in points: one point is weak, three decide alone.
    """

    head: float = 2.0
    """A title between two paragraphs heads a new article from this many points."""
    signed: float = 0.15
    """Heads of a text are signed or dated where there are so many of them for each title that may be a subheading."""
    context: int = 1200
    """Characters on each side whose wording is compared."""
    stranger: float = 0.3
    """Two texts that hear less than this of each other's refrains (0 to 2) are about different matters."""
    loose: float = 0.55
    """Two that hear less than this hear less than is usual within an article."""
    shared: float = 1.0
    """For texts too short for refrains: times the less common wording they share, added to the mean of what each
    hears of what the other says twice (0 to 1)."""
    short_stranger: float = 0.05
    """… or likely so."""
    front: int = 300
    """This many characters are how a body begins."""
    match: float = 1.2
    """A headline and a body belong together from this many points."""
    reach: int = 12
    """A headline is sought for a body at most this many bodies away."""


@dataclass(frozen=True, slots=True)
class StitchingThresholds:
    """For what a column or another article cut apart (repair/bare_text/segment_stitching.py). Scores are those of
    `join_likelihood`."""

    divide_prose: float = 0.6
    """The same where no subheading is between."""
    merge: float = 0.75
    """Points from which a dated beginning is put before a headed segment."""
    reach: int = 12
    """Segments looked at on each side."""
    in_place: float = 0.4
    """From this score a paragraph goes on where it is."""
    after_break: float = 0.1
    """What a paragraph gains that does not go on with the broken one before it."""
    topics: float = 0.8
    """Weight of a paragraph that shares all its wording with the segment it may continue and none with its own."""
    move_between: float = 0.8
    """A paragraph is fetched from another segment only from this score."""
    backward: float = -0.2
    """What it counts against a paragraph that it is before the whole segment it may go on with."""
    block: float = 4.0
    """What it counts that the end of another segment is alike to the broken one rather than to its own beginning."""
    move_ending: float = 0.52
    """Such an end is fetched only from this score."""
    join: float = 0.4
    """Two paragraphs that are together are one from this score when the first breaks off."""


@dataclass(frozen=True, slots=True)
class BannerThresholds:
    """For banners over several articles (repair/bare_text/section_banners.py)."""

    shared: float = 0.6
    """The articles after the first must share so much of its wording."""


SPACING = SpacingThresholds()
SCRIPT = ScriptThresholds()
DOUBLING = DoublingThresholds()
VERTICAL = VerticalThresholds()
LINEARIZED_TABLE = LinearizedTableThresholds()
PARAGRAPH = ParagraphThresholds()
TITLE = TitleThresholds()
SEGMENT = SegmentThresholds()
STITCHING = StitchingThresholds()
BANNER = BannerThresholds()
