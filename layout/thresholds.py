"""Every threshold of layout, named, explained, in units of glyph size (em) or as shares.

One frozen class a concern; ``DEFAULT`` of each is what the code uses, a test or a user can pass another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLayerThresholds:
    """For PDF text layers (layout/text_layer). Lengths are in em of the glyphs at hand unless said otherwise."""

    copy_offset: float = 0.56
    """A copy of an overprinted glyph stands at most this far from the one on top (half an em, and rounding)."""
    copy_overlap: float = 0.6
    """Copies on one baseline are at most this share of their own width apart: narrow glyphs stand closer."""
    copy_size_ratio: float = 1.35
    """A copy may be larger or smaller by this ratio."""
    copy_drift: float = 0.08
    """Offsets of the copies of one line differ by at most this."""
    line_reach: float = 30.0
    """Glyphs of one overprinted line stand at most this far from each other."""
    same_place: float = 0.25
    """Two full-width glyphs nearer than this share a place: one is a copy, whatever it reads."""
    same_baseline: float = 0.03
    """Baselines this near to each other are one: only rounding of coordinates parts them."""
    same_line: float = 0.15
    """Glyphs painted one after the other stand on one line when their baselines differ by at most this."""
    tight_gap: float = 0.35
    """White up to this between glyphs of a line needs no further evidence: letters, and ordinary word spaces."""
    filled_gap: float = 1.2
    """White up to this is as good as none where explicit space glyphs fill it."""
    squeezed_gap: float = 0.65
    """Boxes of full-width marks may overlap their neighbour's by this when punctuation is squeezed."""
    line_size_ratio: float = 1.35
    """Glyphs of one line differ in size by at most this ratio, raised marks aside."""
    tight_size_ratio: float = 1.6
    """The same for glyphs that stand close together: bullets, small words beside large ones (a ratio)."""
    row_size_ratio: float = 2.6
    """Glyphs whose sizes differ by more never stand on one line."""
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
    """Rows this far above and below a gap bear witness to whether it is a gutter."""
    near_gap: float = 0.6
    """White up to this between glyphs painted one after the other is narrower than any gutter."""
    most_strands: int = 12_000
    """A page in more pieces is no page of text: wider gaps are left open (a number)."""
    sure_gap: float = 0.8
    """White up to this inside a line needs no witness when no gutter is seen."""
    letter_gap: float = 1.75
    """Widest letter-spacing: white between two glyphs of a letter-spaced line."""
    display_gap: float = 2.2
    """Widest white between the parts of a headline or byline that are painted one after the other."""
    widest_gap: float = 2.6
    """No white inside a line is wider."""
    space_explicit: float = 0.12
    """An explicit space glyph is a space when its gap exceeds those beside it by this."""
    space_display: float = 0.12
    """In display type a gap is a space when it exceeds every other narrow one of its line by this."""
    space_after_mark: float = 0.3
    """The same beside a punctuation mark, whose own white varies."""
    space_body: float = 0.8
    """The same in the page's body face, which has no spaces but those that part items."""
    space_boundary: float = 0.45
    """A gap between Han and Latin signs or digits is a space only when it exceeds those beside it by this."""
    space_latin: float = 0.16
    """Between Latin signs without a space glyph, a gap is a space when it exceeds the usual one by this."""
    rule_thickness: float = 0.35
    """A drawn bar at most this thick (in body em) and long in proportion is a rule."""
    rule_slenderness: float = 8.0
    """A rule is at least so many times longer than thick (a ratio)."""
    ruby_size: float = 0.6
    """Ruby is at most this much of its line's size (a ratio)."""
    ruby_gap: float = 0.6
    """Ruby stands at most this (in its own em) from its line."""
    table_share: float = 0.6
    """A stack of glyphs is a table column when this share of it is level with longer cells (a share)."""
    unmapped_share: float = 0.2
    """With more glyphs than this without a Unicode value, the layer is rubbish and the page is recognised (a share)."""
    unmapped_looks: int = 3
    """So many pictures of one unmapped glyph are recognised, and the majority stands."""
    unmapped_most: int = 300
    """At most so many glyph pictures of a page are recognised."""
    unmapped_sure: float = 0.5
    """A glyph picture read with less confidence counts as unread."""
    sample_lines: int = 24
    """Lines of a doubtful layer that are compared with fresh OCR."""
    sample_signs: int = 8
    """Lines with fewer signs are no fair sample."""
    layer_slack: float = 0.02
    """An old OCR layer may agree with fresh OCR by so much less than the latter's own confidence."""
    layer_agreement: float = 0.7
    """A typeset layer is right when it agrees with fresh OCR by this much (mean likeness of lines, 0 to 1)."""
    witness_confidence: float = 0.6
    """Fresh OCR less sure than this can't overrule a layer."""
    foreign_share: float = 0.3
    """More accented letters and symbols than this make a layer doubtful (a share)."""
    page_share: float = 0.85
    """A filled box over this share of the page is its paper, not a panel (a share)."""


@dataclass(frozen=True, slots=True)
class ScanThresholds:
    """For page images (layout/scan). Lengths are in body em unless the name says px; shares are of 1."""

    ink_window: float = 1 / 60
    """Surroundings that a pixel is compared with, as a share of the page's longer side."""
    ink_contrast: int = 20
    """Grey levels (of 255) by which ink is darker than its surroundings."""
    least_glyph_px: int = 5
    most_glyph_px: int = 200
    """Spans between which a part may be a body glyph, px of the scan."""
    least_glyph_parts: int = 40
    """Fewer glyph-like parts than this say nothing of glyph size or skew."""
    ink_share_of_em: float = 0.87
    """Usual ink span of a whole Han glyph against its em (Song and Hei faces alike)."""
    turning_em_px: float = 12.0
    turning_window_px: int = 224
    turning_windows: int = 12
    """Which way up a page lies is judged on so many windows of this side, at this body em."""
    turning_sure: float = 0.9
    """Where fewer of the windows agree they are asked again, turned."""
    turning_density: float = 0.3
    """Share of ink from which a window is text enough: more ink is pictures or headlines."""
    border_tone: int = 70
    """Grey level below which the rim of an image is a scanner's border."""
    border_reach: float = 0.12
    """Depth to which a border may reach, of the image's side."""
    border_along: float = 0.25
    """Share of a side along which a border runs."""
    fold_aspect: float = 1.15
    most_fold_aspect: float = 2.0
    """Text so many times wider than high may be two pages; a wider piece is a cutting, for no page lies on its side."""
    fold_zone: float = 0.42
    """The gap between two pages lies at least this share of the text's width away from either edge of it: both
    are of about one width."""
    fold_crossing: float = 0.04
    """Glyphs that may reach over the gap, as a share of those that reach over any place."""
    least_fold_parts: int = 400
    """Glyph-like parts below which an image is never two pages."""
    body_points: float = 10.0
    """Usual body type of newspapers in points: gives a page's resolution from its glyph size."""
    most_skew: float = 8.0
    """Degrees of skew that are looked for; more is a page laid down wrongly."""
    least_skew: float = 0.04
    """Degrees below which turning the page would blur more than it mends."""
    detection_em_px: float = 17.5
    """Body em that the detector is shown: it finds lines best between 14 and 24 px."""
    least_em_px: float = 20.0
    enlarged_em_px: float = 24.0
    """Pages whose body em is below the first are enlarged to the second before anything is read."""
    coarse_pixels: int = 30_000_000
    """Images with more pixels are first looked at on a copy of so many."""
    most_em_px: float = 56.0
    ample_em_px: float = 44.0
    """Where such an image's body em is above the first, it is shrunk to the second, ample for reading."""
    detection_pixels: int = 2_300_000
    """Most pixels that the detector is shown at once: its memory grows with them."""
    columns_stand_out: float = 0.85
    """From this ratio on of unevenness across the page to that down it, the lines are vertical ones: papers
    with horizontal lines are at 0.4 to 0.65, vertical ones above 1."""
    columns_widened: float = 1.4
    """The detector is shown vertical pages this much wider than they are."""
    tier_rule: float = 1.6
    """A rule so many times wider than a column that it crosses"""
    tier_cover: float = 0.55
    """over this share of the column's width ends the column."""
    tier_gap: float = 0.7
    tier_reach: float = 3.0
    """So does a white band of this height that goes on for so long beside the column, in em of the body."""
    tier_ink: float = 0.004
    tier_text: float = 0.06
    """Share of ink in the rows of such a band at most, and near them, where text begins, at least."""
    column_step: float = 2.0
    column_count: int = 12
    """From so many columns whose middles stand no further apart than this the pitch of a page's columns is told."""
    column_ink: float = 0.6
    column_taken: float = 0.3
    """Room beside columns that is inked like the first share of a column holds one, if less than the second of
    it is known to be something else."""
    detection_overlap: float = 11.0
    """Rows that two bands of a large page share: more than the tallest headline."""
    marks_em_px: float = 20.0
    """Body em at which rules, panels and pictures are looked for."""
    rule_length: float = 3.5
    """Least length of a rule."""
    rule_thickness: float = 0.45
    """Most thickness of a rule."""
    rule_clearance: float = 0.12
    rule_beside: float = 0.4
    rule_inked: float = 0.2
    """Between these distances from a rule at most this share is inked, on one side at least."""
    outline_length: float = 4.5
    """Least length of a rule that is told by its ink hanging together,"""
    outline_thickness: float = 0.75
    """and most thickness with all its waves: a line of text is thicker."""
    outline_side: float = 4.0
    """Parts of ink at least so high and wide have their sides looked at:"""
    outline_band: float = 0.8
    """a stroke in a band of this depth, with as much white behind it,"""
    outline_lean: float = 0.01
    """leaning over its length by at most this share of it,"""
    outline_share: float = 0.9
    """inked over at least this share of its length,"""
    outline_gap: float = 0.5
    """without a longer gap,"""
    outline_white: float = 0.25
    """and with the same part's ink behind it over at most this share."""
    outline_stroke: float = 0.3
    """Thickness that such a side is given."""
    same_rule: float = 0.1
    """A rule found both ways lies at the same place to within this."""
    frame_corner: float = 1.5
    """The rules round a frame end this close to its corners, which may be cut off or rounded."""
    rim: float = 0.25
    """What looks like a rule this close to the image's edge is the edge of the sheet."""
    panel_side: float = 1.5
    """Least side of a panel."""
    dark_ground: float = 0.6
    """Ground darker than this share of the paper's tone is dark."""
    label_margin: float = 1.2
    """How far the ground of a label is followed, in em of its type."""
    label_tone: int = 40
    """Grey levels by which a label's ground may vary."""
    area_join: float = 0.4
    """Gap up to which pieces of solid ground are one area."""
    picture_side: float = 4.0
    """Least side of a picture."""
    drawing_side: float = 8.0
    drawing_text: float = 0.05
    """A frame at least so high and wide, with less than this share covered by sure text, holds a drawing."""
    picture_in_frame: float = 0.5
    """A picture that fills more of its frame than this is the picture, and the rest its caption."""
    picture_rim: float = 0.3
    """Rules this close to a picture are its edge."""
    ground_difference: int = 22
    """Grey levels (or chroma levels) by which tinted ground differs from paper."""
    vertical_ratio: float = 1.8
    """A detection this many times higher than wide is a vertical line."""
    vertical_page: float = 0.6
    """Share of signs in vertical lines from which a page is a vertical one."""
    forward_sense: int = 2
    """On a page read right to left, a horizontal line stays as it is from this much sense on."""
    line_confidence: float = 0.5
    reread_confidence: float = 0.35
    """Readings below this mean confidence are not text; readings made of two, which are less sure of
    themselves, below the second: about half of their signs are right there."""
    sure_line: float = 0.8
    """From this mean confidence on a reading is surely text."""
    text_in_picture: float = 0.25
    lines_in_picture: int = 6
    """An area with a larger share of text, or with more lines, is no picture."""
    caption_confidence: float = 0.85
    caption_signs: int = 4
    least_caption_em: float = 0.55
    most_caption_em: float = 2.2
    """Text inside a picture is a caption laid over it when it is read surely, long and of such a size."""
    least_lost_part: float = 0.3
    most_lost_part: float = 1.3
    """Spans of parts that may be glyphs of a line that the detector lost."""
    least_lost_parts: int = 3
    most_lost_parts: int = 3000
    """Fewer are specks; more are a texture that no line would account for."""
    lost_gap: float = 0.9
    """Gap over which left-over parts are strung together."""
    lost_length: float = 2.5
    lost_thickness: float = 2.2
    """Least length and most thickness of what is read again."""
    least_cap: float = 1.5
    most_cap: float = 4.5
    """Height of a drop cap."""
    cap_gap: float = 0.4
    """Gap up to which its parts are one glyph."""
    cap_inset: float = 1.2
    cap_lines: int = 2
    """At least so many lines begin this close to its right."""
    cap_margin: float = 0.15
    """Paper left round it when it is read."""
    least_line_em: float = 0.3
    """Smaller lines are specks."""
    leaning_length: float = 4.0
    """Lines shorter than so many times their thickness show no lean that can be trusted."""
    least_lean: float = 0.15
    """Shift over a line's whole length, of its thickness, from which its lean is taken out."""
    most_lean: float = 0.08
    """A steeper lean is a drawing or a slanted advertisement, left as it is."""
    vertical_padding: float = 0.1
    """White put on either side of a vertical strip, of its width: the recogniser wants some air."""
    line_air: float = 0.15
    aired_line: float = 1.5
    """A horizontal line thinner than the second is running text and gets this share of its thickness as air above
    and below when it is read: the detector's boxes are tight, and type that fills the recogniser's height takes a
    fifth more time and is read no better."""
    stack_thickness: float = 1.8
    stack_signs: float = 0.75
    """A detection thicker than this may hold several lines where it is read with fewer signs than this share of
    those that its length has room for, or unsurely;"""
    stack_white: float = 0.008
    """rows with no larger share of ink part them,"""
    stack_length: float = 1.8
    """and columns where it is no longer than this, of its thickness."""
    stack_margin: float = 0.12
    """Paper left round each, of its thickness."""
    stack_better: float = 1.1
    """Their readings say so many times more than the one they stand in for."""
    least_stack_signs: int = 3
    """In all they have at least so many signs."""
    most_stacks: int = 24
    """So many at most are cut up on a page."""
    ghost_contrast: float = 0.55
    ghost_type_percentile: float = 25.0
    """Ink with less than this share of the contrast of the page's type, which is that of so many of its ink's
    darkest hundredths, is faint."""
    ghost_dark_share: float = 0.06
    """A line is faint when less of its ink than this share is darker."""
    ghost_margin: float = 0.15
    """Paper left round a faint line when it is read both ways, in em of the line."""
    ghost_gain: float = 0.08
    """Confidence a sign by which it says more mirrored when it shows through from the other side."""
    least_ghosts: int = 3
    """From so many on, faint lines that read as well mirrored show through too,"""
    ghost_unsure: float = 0.995
    ghost_surer: float = 0.01
    """and lines below this confidence are read again without faint ink, and kept when surer by so much."""
    doubtful_reading: float = 0.97
    """Columns read less surely than this are read again, set as horizontal lines."""
    lone_sign: float = 0.5
    """Of two readings of a line, a sign that one alone has is kept from this confidence on."""
    sign_room: float = 0.6
    """A sign found at the second reading lies so far from all of the first, of the signs' usual distance."""
    least_body_column: float = 0.75
    most_body_column: float = 1.15
    """Columns whose ink is so many em wide keep to the pitch of the body."""
    display_ratio: float = 1.3
    """Type this many times the body's em is display type: headlines."""
    display_space_pitch: float = 1.17
    body_space_pitch: float = 1.28
    """Han characters this many times the line's pitch apart may have a space between them."""
    space_clear: float = 0.15
    """Ink-free length by which such a gap exceeds the usual one of the line, of the pitch."""
    usual_pitch: float = 1.12
    """Gaps up to this many times the line's pitch are usual ones."""
    display_mixed_clear: float = 0.4
    body_mixed_clear: float = 0.7
    point_space_clear: float = 1.4
    """Ink-free length, as above, of a space between Han and Latin, in both kinds of type, and beside points."""
    doubled_share: float = 0.5
    """Share of a line's area that lies in a better one from which it says the same again."""
    piece_size: float = 1.25
    piece_thickness: float = 1.1
    """Most ratio of type sizes of two pieces of one line, or else of how thick they are."""
    piece_gap: float = 2.0
    """Widest gap between two pieces of a letter-spaced line, in em of the line."""
    piece_overlap: float = 0.3
    """Overlap from which two readings in one band are of one line, in em of the line."""
    solid_gap: float = 0.25
    """Pieces of a headline this close, in em of its type, are one line."""
    spaced_out: float = 0.25
    """Usual gap between Han glyphs from which a line is letter-spaced, in em of the line."""
    indent: float = 2.6
    """How far a paragraph's first line may be indented in its column."""
    gutter_gap: float = 0.7
    """Least width of a gutter that a line may have been read across, in em of the line."""
    gutter_edge: float = 0.6
    gutter_lines: int = 3
    gutter_look: float = 8.0
    """So many lines end and begin this close to a gutter's sides, within this distance of the line."""
    full_ink_share_of_em: float = 0.9
    """Usual ink span of a line's Han glyphs against its em."""
    figure_share_of_em: float = 0.72
    """Height of figures and capitals against the em."""
    bold_stroke: float = 0.105
    """Strokes wider than this share of the em are bold: Hei faces; Song and Kai are well below."""


@dataclass(frozen=True, slots=True)
class ArrangementThresholds:
    """For columns, blocks, order and articles (layout/*.py). Lengths are in body em unless said otherwise."""

    display_ratio: float = 1.2
    """Glyphs at least this many times the body's are display type: headlines and what goes with them."""
    sure_display_ratio: float = 1.45
    """From here on no number of lines makes display type running text."""
    running_lines: int = 4
    """So many stacked lines of one size are running text, even when set a little larger than the body."""
    line_gap: float = 1.0
    """White between two lines of one block is at most this."""
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
    """Line starts this near to each other stand on one edge."""
    indent: float = 1.2
    """A line that starts so far inside its column's left edge begins a paragraph."""
    short: float = 1.5
    """A line that ends so far before its column's right edge ends a paragraph."""
    rule_cover: float = 0.5
    """A rule parts two things when it covers this share of the narrower one."""


@dataclass(frozen=True, slots=True)
class PartitionWeights:
    """What speaks for and against a region being one article, and for a cut. Scores add up."""

    article: float = 3.0
    """A head with text of its own."""
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
    arrival: float = 3.0
    """Text without a head that says whence it comes (上接…)."""
    box: float = 0.5
    """A frame that stands by itself."""
    extra_head: float = -4.0
    """A second head among the text of an article."""
    stacked_head: float = -0.4
    """A second head just below or beside the first, above all text."""
    head_below_text: float = -3.0
    """Text that stands higher than the head, next to it or above."""
    head_at_foot: float = -3.0
    """All text stands higher than the head: more likely the head of what follows below."""
    text_beside_head: float = -0.5
    """Later columns begin beside the head, at its end."""
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
    uneven_columns: float = -0.6
    """Columns of clearly different width, or a gutter clearly wider than the others."""
    join: float = 1.0
    """Weight of the joins between the blocks."""
    cut_rule: float = 0.8
    """A rule runs along a horizontal cut."""
    cut_gap: float = 0.15
    """Each em of white along a cut, up to four."""
    part: float = -0.3
    """Every region, so that nothing is divided without need."""


@dataclass(frozen=True, slots=True)
class ChainWeights:
    """What speaks for one text going on in another where no straight cut divides a page (layout/chains.py)."""

    broken: float = 0.5
    """A division has failed when more than this share of its text lacks a head of its own or a beginning."""
    same_head: float = 3.0
    """The next column under the same head."""
    below: float = 1.5
    """Right below, as wide."""
    below_uneven: float = 1.0
    """Right below, but narrower or wider."""
    run_on: float = 3.0
    """Right below on the same edges, with no more white than between lines."""
    later_below: float = -1.2
    """The same, with another text in an earlier column below it."""
    clash: float = -0.8
    """A join score counts at least this: where lines are measured from old print, an indent is no proof."""
    paused: float = -0.25
    """The first ends with a mark. Most articles do, and few of the columns that go on elsewhere."""
    ruled: float = -2.5
    rule_share: float = 0.65
    """A rule runs between the two, along at least this share of the lower one."""
    next_column: float = 0.5
    """At the head of the next column."""
    late: float = 0.6
    """The further down its column a text ends, the likelier the next column goes on from it; this at the foot."""
    not_at_top: float = -0.5
    """There, but with something of another width above."""
    amid: float = -1.0
    amid_start: float = 0.35
    """There, but right under another text, beginning within this share of its last line: columns begin at the top or
    under a rule or a head."""
    least_text: int = 2
    """with at least so many signs,"""
    skipping: float = -1.5
    """There, but further down than where the text ends: text flows back to the top."""
    distance: float = 0.05
    """Taken off for each em that the next column is further off than a gutter."""
    gutter: float = 4.0
    """White between columns, a head or a rule in it, is at most so many em."""
    wording: float = 1.0
    """Weight of the join score (layout/joins.py)."""
    least: float = 0.0
    """A link needs a higher score."""
    head_reach: float = 14.0
    """A head claims text at most so many em below it,"""
    head_share: float = 0.5
    """and shares this much of the narrower one's width with it."""
    under_head: float = 0.6
    """A head at most this large beside the head that stands over it can be a subheading,"""
    subheading_join: float = 0.8
    """What stands for the join score between a subheading and a text."""
    subheading_gap: float = 2.0
    """at most so many em below the text that it follows."""
    share: float = 0.3
    """A thing stands above another when they share this much of the narrower one's width."""


SURE_BYLINE = 0.5
"""Score from which wording alone makes a line a byline."""

TEXT_LAYER = TextLayerThresholds()
SCAN = ScanThresholds()
ARRANGEMENT = ArrangementThresholds()
PARTITION = PartitionWeights()
CHAINS = ChainWeights()
