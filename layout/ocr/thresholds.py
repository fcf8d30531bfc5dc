"""All thresholds of reading scans, named and explained, in units of glyph size (em) or as shares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScanThresholds:
    """For page images (layout/ocr). Lengths are in body em unless the name says px; shares are of 1."""

    ink_window: float = 1 / 60
    """Surroundings that a pixel is compared with, as a share of the page's longer side."""
    ink_contrast: int = 20
    """Grey levels (of 255) by which ink is darker than its surroundings."""
    least_glyph_px: int = 5
    most_glyph_px: int = 200
    """Smallest and largest extent of a body glyph, px of the scan."""
    most_em_share: float = 1 / 15
    """Body glyphs are no larger than this share of the shorter side of a page of running text, which has"""
    running_parts: int = 300
    """this many parts of ink below that."""
    small_pixels: int = 3_000_000
    looked_at_enlarged: float = 3.0
    """Pictures of fewer pixels are looked at this much enlarged for them."""
    dark_page: int = 110
    negative_ink: float = 1.3
    """A page whose middle tone is darker than the first is white on black where its light parts of glyph size have so
    many times the ink of its dark ones: those are but the ground between and inside glyphs."""
    least_glyph_parts: int = 40
    """With fewer glyph-like components than this, neither glyph size nor skew can be measured."""
    ink_share_of_em: float = 0.87
    """Usual ink extent of a whole Han glyph relative to its em (Song and Hei faces alike)."""
    turning_em_px: float = 12.0
    turning_window_px: int = 224
    turning_windows: int = 12
    """The orientation of a page is judged on this many windows of this side, at this body em."""
    turning_sure: float = 0.9
    """Where fewer of the windows agree they are classified again, rotated."""
    turning_density: float = 0.3
    """Share of ink from which a window is dense enough; with more ink it is pictures or headlines."""
    turning_read: int = 4
    """Before a page is turned this many windows are read both ways."""
    border_tone: int = 70
    """Grey level below which the rim of an image is a scanner's border."""
    border_reach: float = 0.12
    """Depth to which a border may reach, of the image's side."""
    border_along: float = 0.25
    """Share of a side along which a border runs."""
    fold_aspect: float = 1.15
    most_fold_aspect: float = 2.0
    """Text this many times wider than high may be two pages; wider still, it is a clipping, for no page lies on its
    side."""
    fold_zone: float = 0.42
    """The gap between two pages lies at least this share of the text's width away from either edge of it: both
    are of about one width."""
    fold_crossing: float = 0.07
    """Glyphs that may reach over the gap, as a share of those that reach over any place;"""
    fold_crossing_ruled: float = 0.14
    """the same right beside a frame rule: of framed pages marks and dirt in the gutter are left."""
    fold_rule: float = 0.3
    """A frame rule in the gutter is at least this share of the text's height long,"""
    fold_rule_reach: float = 1.5
    """and at most so many em from where the pages part."""
    least_fold_parts: int = 400
    """Glyph-like parts below which an image is never two pages."""
    body_points: float = 10.0
    """Usual body type of newspapers in points: gives a page's resolution from its glyph size."""
    most_skew: float = 16.0
    """Degrees of skew that are looked for: photographs have more of it than scans."""
    sharp_lean: float = 1.9
    least_shear: float = 1.0
    most_shear: float = 8.0
    """Columns that line up as sharply as the first, at an angle that differs from that of the rows by between the
    second and the third, lean: the page was photographed from the side."""
    sharp_slant: float = 1.4
    most_slant: float = 2.5
    """Halves whose columns line up at least as sharply as the first (rows twice as sharply), at angles that differ by
    more than the second, show a perspective of which the page is told."""
    least_skew: float = 0.04
    """Below this angle (degrees) deskewing would blur more than it corrects."""
    detection_em_px: float = 17.5
    """Body em that the detector is shown: it finds lines best between 14 and 24 px."""
    least_em_px: float = 20.0
    enlarged_em_px: float = 24.0
    """Pages whose body em is below the first are enlarged to the second before anything is read."""
    coarse_pixels: int = 30_000_000
    """Images with more pixels are first looked at on a copy of this many."""
    most_em_px: float = 56.0
    ample_em_px: float = 44.0
    """Where such an image's body em is above the first, it is shrunk to the second, ample for reading."""
    fine_detection_em_px: float = 26.0
    torn_width: float = 3.0
    torn_share: float = 0.15
    """Where more than this share of a vertical page's boxes are horizontal ones of a glyph or two, it is shown to the
    detector once more with its body em at the first: glyphs that stand far apart are joined across columns else."""
    detection_pixels: int = 2_300_000
    """Most pixels that the detector is shown at once: its memory grows with them."""
    columns_stand_out: float = 0.85
    """From this ratio of unevenness across the page to that down it, the lines are vertical: pages with horizontal
    lines are at 0.4 to 0.65, vertical ones above 1."""
    columns_widened: float = 1.4
    """The detector is shown vertical pages this much wider than they are."""
    band_rule: float = 1.6
    """A rule this many times wider than a column that it crosses"""
    band_cover: float = 0.55
    """over this share of the column's width ends the column."""
    band_gap: float = 0.7
    band_reach: float = 3.0
    """So does a white band of this height that goes on for so long beside the column, in em of the body."""
    band_ink: float = 0.004
    band_text: float = 0.06
    """At most this share of ink in the rows of such a band, and at least this near them, where text begins."""
    column_step: float = 2.0
    column_count: int = 12
    """From this many columns, no further apart than this, the pitch of a page's columns is known."""
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
    heavy_rule_length: float = 25.0
    heavy_rule_thickness: float = 0.9
    heavy_rule_lean: float = 0.015
    """A rule from the first length on may be as thick as the second on average, and lean by the third of its length."""
    rule_clearance: float = 0.12
    rule_beside: float = 0.4
    rule_inked: float = 0.2
    """Between these distances from a rule at most this share is inked, on one side at least."""
    worn_thickness: float = 0.2
    worn_clear: float = 0.42
    worn_piece: float = 0.25
    """The pieces of a worn rule are at most as thick as the first, have nothing beside them as far as the second, are
    at least as long as the third,"""
    worn_gap: float = 3.0
    worn_cover: float = 0.35
    worn_strokes: float = 5.5
    """stand at most the first apart, cover this share of its length and are together this long, where no rule is
    found otherwise."""
    outline_length: float = 4.5
    """Least length of a rule that is recognised as a connected component,"""
    outline_thickness: float = 0.75
    """and most thickness with all its waves: a line of text is thicker."""
    outline_side: float = 4.0
    """Components at least this high and wide have their sides examined:"""
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
    """Thickness assigned to such a side."""
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
    boxed_reach: float = 2.0
    boxed_edge: float = 0.7
    boxed_solid: float = 0.92
    """Around a short line a box is looked for as far as the first, in em of the line: an edge at most so far above and
    below it, printed over this share of the line, that ends within the reach."""
    boxed_side: float = 0.7
    boxed_rim: float = 0.2
    """Its sides, no thicker than the second, are printed over the first share."""
    boxed_height: float = 2.4
    """A panel no higher than so many em of its line is the line's own."""
    least_boxed: int = 2
    most_boxed: int = 14
    least_boxed_em: float = 1.15
    most_boxed_em: float = 3.6
    """Such a line has so many glyphs, of such a size in em of the body,"""
    boxed_alone: float = 0.8
    boxed_alike: float = 1.3
    most_running_em: float = 1.5
    """and no line above or below it within so many of its em that may be of one block with it: nearly its size, and
    both smaller than the last."""
    boxed_around: float = 0.5
    """No more than this share of what is around differs from the ground there."""
    area_join: float = 0.4
    """Gap up to which pieces of solid ground are one area."""
    picture_side: float = 4.0
    """Least side of a picture."""
    drawing_side: float = 8.0
    drawing_text: float = 0.05
    """A frame at least so high and wide, with less than this share covered by sure text, holds a drawing."""
    drawing_em_px: float = 10.0
    """Body em at which the strokes of maps and drawings are looked for."""
    drawing_line_rim: float = 0.15
    """Ink this close to lines is theirs."""
    drawing_rule: float = 4.0
    """Straight strokes from this length on are rules, or the strokes of a hatching"""
    hatching_pitch: float = 0.8
    hatching_side: float = 3.0
    """where they stand so close over this height and width."""
    drawing_length: float = 1.8
    """Other strokes of this length are longer than a glyph's;"""
    drawing_stroke: float = 3.5
    """a drawing has one of this height and width, or a hatching,"""
    drawing_seed: float = 0.7
    """and what lies in it to this share is a part of it:"""
    drawing_reach: float = 1.5
    """all strokes so near to others of it,"""
    drawing_frame: float = 2.5
    drawing_edge: float = 0.6
    """and the rules as far around it that are longer than this share of its side."""
    drawing_cell: float = 2.0
    drawing_share: float = 0.3
    """Of its cells of this side at least this share is drawn on,"""
    drawing_paper: float = 0.4
    """bare paper is at least this share of it,"""
    drawing_labels: float = 0.3
    drawing_type: float = 0.2
    """and its labels cover less than this, with fewer parts of glyph size to an em square besides them than the
    second."""
    running_lines: int = 3
    running_length: float = 6.0
    """Fewer lines of this length at the body's size are in it,"""
    margin_dirt: float = 8.0
    """What is smaller and lies outside all lines is no picture,"""
    edge_rim: float = 1.0
    edge_length: float = 0.6
    edge_width: float = 0.12
    """nor what is so near (em) the edge of the page's picture, without a line in it, and runs along so much of that
    edge and is no deeper than this share of the page."""
    picture_in_frame: float = 0.5
    """A picture that fills more of its frame than this is the picture, and the rest its caption."""
    picture_rim: float = 0.3
    """Rules this close to a picture are its edge."""
    ground_difference: int = 22
    """Grey levels (or chroma levels) by which tinted ground differs from paper."""
    ground_faint: int = 9
    ground_slope: int = 6
    ground_spread: int = 6
    """The same for a ground of one colour, whose pixels differ from their neighbours by at most the second, and from
    each other by twice the third."""
    ground_side: float = 4.0
    ground_share: float = 0.2
    """Such a ground is at least so high and wide, with this share of its box in its colour,"""
    ground_type: float = 1.1
    """holes up to this size are type on it,"""
    ground_display: float = 3.0
    ground_type_alone: float = 0.95
    ground_rim: float = 0.7
    """where holes up to the first size leave no more than the rest open it holds type alone, and an outline so wide,"""
    ground_round: float = 0.55
    """its outer rows and columns are cut off where it fills less of them,"""
    ground_curve: float = 0.03
    """and it is round where that cuts more than this share of its height or width off every side,"""
    ground_lines: int = 2
    """and this many lines are on it."""
    ground_fading: float = 0.1
    """No more of its edge than this share passes smoothly into what is beside it (measured: printed grounds up to
    0.07, shaded paper 0.14 to 0.35)."""
    most_grounds: int = 16
    """So many of the most frequent colours are looked at."""
    headline_side: float = 1.8
    headline_ink: float = 0.85
    """Detected type at least so high, with less than this share of solid ground, is no part of a picture beside it."""
    vertical_ratio: float = 1.8
    """A detection this many times higher than wide is a vertical line."""
    vertical_page: float = 0.6
    """Share of glyphs in vertical lines from which a page is a vertical one."""
    forward_sense: int = 2
    """On a page read right to left, a horizontal line stays as it is from this score on."""
    line_confidence: float = 0.5
    reread_confidence: float = 0.35
    """Readings below this mean confidence are not text; merged readings, whose confidence is lower, below the
    second: about half of their glyphs are right there."""
    sure_line: float = 0.8
    """From this mean confidence on a reading is certainly text."""
    text_in_picture: float = 0.25
    legible_text_in_picture: float = 0.5
    """An area with a larger share of sure text is no picture, nor one with a larger share of legible text."""
    picture_text: float = 0.6
    picture_text_han: int = 2
    picture_text_letters: int = 4
    """Text in Han in a picture is legible from this confidence on; in a photograph it is as many characters in Han, or
    letters."""
    caption_confidence: float = 0.85
    caption_glyphs: int = 4
    least_caption_em: float = 0.55
    most_caption_em: float = 2.2
    """Text inside a picture is a caption printed over it when it is long, of such a size and read with confidence."""
    headline_glyphs: int = 5
    headline_confidence: float = 0.97
    """From so many glyphs and this confidence on it is text whatever its size: a headline
    over a picture, or beside what was taken for one."""
    smallest_undetected_part: float = 0.3
    largest_undetected_part: float = 1.3
    """Extent of components that may be glyphs of an undetected line."""
    least_undetected_parts: int = 3
    most_undetected_parts: int = 3000
    """Fewer are specks; more are a texture that is no line."""
    undetected_gap: float = 0.9
    """Gap over which left-over components are chained."""
    undetected_length: float = 2.5
    undetected_thickness: float = 2.2
    """Least length and greatest thickness of what is read again."""
    least_text_part: float = 0.4
    """Span from which a part of ink looks like a glyph where it is counted what was read."""
    least_words: int = 40
    """From this many Latin words on it is asked how many of them are words."""
    most_unread: float = 0.15
    most_lost: float = 0.03
    most_marks: float = 0.5
    most_parts: float = 4.0
    least_known: float = 0.75
    least_confidence: float = 0.8
    """A page is marked from the first share of text-like ink on that was not read, where of more than the second
    share of the places in its lines nothing was, where more of its signs than the third are marks, where its lines hold
    more parts of ink to a sign than the fourth, where fewer of its Latin words than the fifth are words, and where it
    was read less certainly than the sixth."""
    script_unread: float = 0.25
    script_confidence: float = 0.96
    """Where more of the ink that looks like text than the first share was not read, and the rest less certainly than
    the second, the page is in a script that the recogniser does not know."""
    least_legible_px: float = 8.0
    """Body glyphs below this many px are read poorly however they are enlarged."""
    least_drop_cap: float = 1.5
    most_drop_cap: float = 4.5
    """Height of a drop cap."""
    drop_cap_gap: float = 0.4
    """Gap up to which its parts are one glyph."""
    drop_cap_inset: float = 1.2
    drop_cap_lines: int = 2
    """At least this many lines begin this close to its right."""
    drop_cap_margin: float = 0.15
    """Margin of paper around it when it is read."""
    least_line_em: float = 0.3
    """Smaller lines are specks."""
    leaning_length: float = 4.0
    """Lines shorter than this many times their thickness give no reliable lean."""
    least_lean: float = 0.15
    """Shift over a line's whole length, relative to its thickness, from which its lean is removed."""
    vertical_padding: float = 0.1
    """Margin on either side of a vertical line box, relative to its width: the recogniser needs some."""
    line_margin: float = 0.15
    margin_line: float = 1.5
    """A horizontal line thinner than the second is running text and gets this share of its thickness as margin
    above and below when it is read: the detector's boxes are tight, and type that fills the recogniser's height
    takes a fifth more time and is read no better.
    """
    multiline_thickness: float = 1.8
    multiline_glyph_share: float = 0.75
    """A detection thicker than this may hold several lines where it is read with less confidence, or with fewer
    glyphs than this share of those that its length has room for;"""
    multiline_blank: float = 0.008
    """rows with no larger share of ink separate them,"""
    multiline_length: float = 1.8
    """and columns where it is no longer than this, of its thickness."""
    multiline_margin: float = 0.12
    """Margin around each, relative to its thickness."""
    multiline_gain: float = 1.1
    """Their readings say this many times more than the one they replace."""
    least_multiline_glyphs: int = 3
    """Together they have at least this many glyphs."""
    most_multiline_boxes: int = 24
    """At most this many are split per page."""
    show_through_contrast: float = 0.55
    show_through_type_percentile: float = 25.0
    """Ink with less than this share of the contrast of the page's type, which is that of this many of its ink's
    darkest hundredths, is faint."""
    show_through_dark_share: float = 0.06
    """A line is faint when less of its ink than this share is darker."""
    show_through_margin: float = 0.15
    """Margin around a faint line when it is read both ways, in em of the line."""
    show_through_gain: float = 0.08
    """A line shows through when mirroring it raises the confidence per glyph by this."""
    least_show_through_lines: int = 3
    """From this many on, faint lines that read equally well mirrored show through too,"""
    show_through_unsure: float = 0.995
    show_through_surer: float = 0.01
    """and lines below this confidence are read again without faint ink, and kept when this much surer."""
    doubtful_reading: float = 0.97
    """Columns read less certainly than this are read again, set as horizontal lines."""
    spaced_reading: float = 0.6
    worse_reading: float = 0.2
    """From the first confidence on a column's reading says how far its glyphs are apart, and stays where a second one
    is no text and so much less sure."""
    lone_glyph: float = 0.5
    """Of two readings of a line, a glyph that one alone has is kept from this confidence on, and one that both have
    differently from the first."""
    glyph_room: float = 0.6
    """A glyph of the second reading is at least this far from all of the first, relative to the usual distance."""
    blank_paper_glyph: float = 0.6
    """A glyph of a column with less confidence than this on blank paper is dropped: the recogniser for vertical
    print invents some where a column ends before its crop does."""
    sure_glyph: float = 0.98
    least_choice: float = 0.004
    word_choice_weight: float = 0.4
    pair_choice_weight: float = 0.3
    least_choice_odds: float = 0.7
    """A glyph below the first confidence gives way to an alternative above the second, where what it gains in words and
    in pairs with its neighbours, each in nats with its weight, outweighs by so many what it is less probable."""
    script_glyphs: int = 20
    script_other: float = 0.05
    """A page has a script where it surely has so many characters that one script alone uses, and hardly any, as a
    share, of the other's."""
    sampled_columns: int = 12
    """So many columns, the longest, tell the script of a page without rows that do."""
    fraktur_known: float = 0.8
    """Pages are asked whether they are in Fraktur whose Latin words are words in less than this share,"""
    sampled_rows: int = 12
    """by so many rows, the longest of body type,"""
    fraktur_gain: float = 0.01
    """of which the recogniser for Fraktur is surer by this."""
    least_body_column: float = 0.75
    most_body_column: float = 1.15
    """Columns whose ink is this many em wide keep to the pitch of the body."""
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
    missed_clear: float = 0.15
    missed_share: float = 0.8
    """A gap that is so much wider than those inside the words of its line, in em, and of so many times the first
    quartile of the spaces that were read in it, is a space that the recogniser missed."""
    least_seen_spaces: int = 2
    missed_alone: float = 0.2
    """Where fewer than so many were read, it is so much wider."""
    doubled_share: float = 0.5
    """A line with this share of its area in a better one duplicates it."""
    piece_size: float = 1.25
    piece_thickness: float = 1.1
    """Largest ratio of type sizes of two pieces of one line, or else of their thickness."""
    piece_gap: float = 2.0
    """Widest gap between two pieces of a letter-spaced line, in em of the line."""
    piece_overlap: float = 0.3
    """Overlap from which two readings in one band are of one line, in em of the line."""
    solid_gap: float = 0.25
    """Pieces of a headline this close, in em of its type, are one line."""
    spaced_out: float = 0.25
    """Usual gap between Han glyphs from which a line is letter-spaced, in em of the line."""
    full_ink_share_of_em: float = 0.9
    """Usual ink extent of a line's Han glyphs relative to its em."""
    figure_share_of_em: float = 0.72
    """Height of digits and capitals relative to the em."""
    bold_stroke: float = 0.105
    """Strokes wider than this share of the em are bold: Hei faces; Song and Kai are well below."""


SCAN = ScanThresholds()
