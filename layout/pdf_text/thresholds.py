"""All thresholds of reading PDF text layers, named and explained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLayerThresholds:
    """For PDF text layers (layout/pdf_text). Lengths are in em of the glyphs in question unless said otherwise."""

    copy_offset: float = 0.56
    """A copy of an overprinted glyph is at most this far from the one on top (half an em, and rounding)."""
    copy_overlap: float = 0.6
    """Copies on one baseline are at most this share of their own width apart: narrow glyphs are closer."""
    copy_drift: float = 0.08
    """Offsets of the copies of one line differ by at most this."""
    line_reach: float = 30.0
    """Glyphs of one overprinted line are at most this far from each other."""
    same_place: float = 0.25
    """Two full-width glyphs nearer than this share a place: one is a copy, whatever it reads."""
    same_mark: float = 0.15
    """Two equal marks nearer than this are one printed twice; where they are squeezed they are further apart."""
    same_baseline: float = 0.03
    """Baselines this near to each other are one: only rounding of coordinates separates them."""
    same_line: float = 0.15
    """Glyphs painted one after the other are on one line when their baselines differ by at most this."""
    tight_gap: float = 0.35
    """Gaps up to this between glyphs of a line need no further evidence: letters, and ordinary word spaces."""
    squeezed_gap: float = 0.65
    """Boxes of full-width marks may overlap their neighbour's by this when punctuation is squeezed."""
    squeezed_marks: float = 1.02
    """Boxes of two full-width marks may overlap by this: each fills another part of its em."""
    line_size_ratio: float = 1.35
    """Glyphs of one line differ in size by at most this ratio, raised marks aside; so do copies from what they copy."""
    tight_size_ratio: float = 1.6
    """The same for glyphs that are close together: bullets, small words beside large ones (a ratio)."""
    row_size_ratio: float = 2.6
    """Glyphs whose sizes differ by more are never on one line."""
    row_overlap: float = 0.5
    """Row-mates share at least this share of the lower one's height."""
    row_drift: float = 0.35
    """The middles of glyphs of one size in a row differ by at most this: fonts sit higher or lower."""
    mark_gap: float = 0.15
    """A raised or small mark belongs to a line when it follows at most this (in the larger em) behind."""
    stack_gap: float = 0.5
    """Glyphs one above the other with at most this between them may be a vertical line."""
    gutter_slack: float = 0.3
    """Rows may reach this far into a gutter: hanging marks and loose ends."""
    gutter_reach: float = 12.0
    """Rows this far above and below a gap are evidence for or against a gutter."""
    narrow_gutter: float = 0.15
    """No gutter is narrower."""
    near_gap: float = 0.6
    """Gaps up to this between glyphs painted one after the other are narrower than any gutter."""
    most_strands: int = 12_000
    """A page in more pieces than this number is not a page of text: wider gaps are left open."""
    sure_gap: float = 0.8
    """Gaps up to this inside a line need no further evidence where no gutter is seen."""
    letter_gap: float = 1.75
    """Widest letter-spacing: the gap between two glyphs of a letter-spaced line."""
    display_gap: float = 2.2
    """Widest gap between the parts of a headline or byline that are painted one after the other."""
    widest_gap: float = 2.6
    """No gap inside a line is wider."""
    space_explicit: float = 0.12
    """An explicit space glyph is a space when its gap exceeds those beside it by this."""
    space_display: float = 0.12
    """In display type a gap is a space when it exceeds every other narrow one of its line by this."""
    space_after_mark: float = 0.3
    """The same beside a punctuation mark, around which gaps vary."""
    space_body: float = 0.8
    """The same in the page's body face, which has no spaces but those that separate items."""
    space_boundary: float = 0.45
    """A gap between Han and Latin glyphs or digits is a space only when it exceeds those beside it by this."""
    space_latin: float = 0.16
    """Between Latin glyphs without a space character, a gap is a space when it exceeds the usual one by this."""
    rule_thickness: float = 0.35
    """A drawn bar at most this thick (in body em) and long in proportion is a rule."""
    rule_slenderness: float = 8.0
    """A rule is at least this many times longer than thick (a ratio)."""
    ruby_size: float = 0.6
    """Ruby is at most this much of its line's size (a ratio)."""
    ruby_gap: float = 0.6
    """Ruby is at most this (in its own em) from its line."""
    column_glyphs: int = 4
    """This many glyphs painted downwards one after the other make a column, however loosely they are set."""
    column_drift: float = 0.12
    """The pitch of a loose column varies by at most this."""
    table_share: float = 0.6
    """A stack of glyphs is a table column when this share of it is level with longer cells (a share)."""
    unmapped_share: float = 0.2
    """With more unread glyphs than this, the layer is rubbish and the page is recognised (a share)."""
    unmapped_looks: int = 3
    """This many pictures of one unmapped glyph are recognised, and the majority decides."""
    blank_read: float = 0.8
    """A blank that shows ink is the sign that is recognised there this surely."""
    unread_ink: float = 0.6
    """A layer is sparse when more of the page's ink than this belongs to no glyph, picture or rule (a share)."""
    strip_glyphs: int = 12
    """Glyphs that are recognised in one picture."""
    font_broad_letters: float = 0.5
    """A font is suspicious with more letters than this as broad as Han characters (a share of its glyphs)."""
    font_least_han: int = 6
    """Fewer Han characters tell nothing of a font's language."""
    font_han: float = 0.3
    """A font with less Han than this is not judged by its Chinese (a share of its glyphs)."""
    font_much_han: int = 16
    """This many are enough."""
    font_least_glyphs: int = 4
    """Fonts with fewer glyphs are not judged."""
    font_cost: float = 6.5
    """A font's Chinese is suspicious when its words are less probable than this (nats a character)."""
    font_cost_short: float = 5.6
    """The same for a few characters."""
    font_doubt: float = 0.3
    """How unsure Chinese of one character is; n characters are n times surer."""
    font_by_encoding: float = 0.999
    """How sure a text is that the code itself tells (predefined CMaps, standard encodings), or that is not embedded."""
    font_unjudged: float = 0.95
    """How sure a font's text is where nothing could be held against it."""
    font_sample: int = 10
    """Different glyphs of a font that are held against fresh OCR,"""
    font_tries: int = 60
    """sought in at most so many runs."""
    font_witness: float = 0.6
    """Fresh OCR less sure of a glyph than this says nothing against a font."""
    font_least_witnesses: int = 3
    """Fewer glyphs seen certainly give no verdict."""
    font_unlike: float = 0.3
    """A font lies when more than this share of its glyphs look like others than it says."""
    sample_lines: int = 24
    """Lines of a doubtful layer that are compared with fresh OCR."""
    sample_glyphs: int = 8
    """Lines with fewer glyphs are not representative."""
    layer_slack: float = 0.02
    """An old OCR layer may agree with fresh OCR by so much less than the latter's own confidence."""
    layer_errors: float = 0.006
    """An old OCR layer gives way where fresh OCR certainly corrects more of its characters than this (a share)."""
    sure_correction: float = 0.95
    """Fresh OCR corrects a layer only where it is as sure as this."""
    layer_agreement: float = 0.7
    """A typeset layer is right when it agrees with fresh OCR by this much (mean likeness of lines, 0 to 1)."""
    witness_confidence: float = 0.6
    """Fresh OCR with less confidence than this cannot overrule a layer."""
    foreign_share: float = 0.3
    """More accented letters and symbols than this make a layer doubtful (a share)."""
    slant: float = 10.0
    """Text turned by more than this from level and upright is slanted (degrees)."""
    page_share: float = 0.85
    """A filled box over this share of the page is its paper; an image over it hides the text (a share)."""


TEXT_LAYER = TextLayerThresholds()
