"""Weights of evidence, named and explained in one place.

All weights are on one scale: one is weak, three decide alone. Sums are compared with the thresholds of
`banmian.repair.thresholds`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewArticleWeights:
    """For a title between two paragraphs: points that it heads a new article, below 0 that it is a subheading."""

    not_in_contents: float = -1.0
    """There is a contents list, and it does not name it."""
    fit: float = 2.2
    """It fits the text on one side only (times the difference, 0 to 1)."""
    length: float = 0.2
    """For each Han character of its longest line …"""
    usual: int = 7
    """… beyond this many …"""
    longest: float = 0.9
    """… this much at most."""
    parallel: float = -0.6
    """The title before or after is as long, part by part, as subheadings are."""
    lines: float = 1.0
    """It has several lines,"""
    dashed: float = 1.5
    """one of them a subheadline after a dash,"""
    parts: float = 0.4
    """or has two parts with a space between."""
    hanging: float = 1.8
    """Heads stand below their bodies throughout …"""
    above: float = 3.0
    """… and it tells more of the text above, as such heads do, than of that below, as subheadings do (times the
    difference, -1 to 1)."""
    most_hang: float = 0.75
    """They do where a text begins with a body and ends with titles, unless fewer of its titles tell rather of the
    text above."""
    reserve: float = 0.3
    """What the titles of the text have on average counts for each, as if there were so many more without any."""


@dataclass(frozen=True, slots=True)
class TopicShiftWeights:
    """For two paragraphs without a title between: points that a new segment begins."""

    column_change: float = 2.5
    """Difference of width in em that counts."""
    strange: float = 1.7
    """The two texts hear little of each other's refrains."""
    same: float = -0.6
    """They hear as much of each other's refrains as is usual within an article."""
    loose: float = 0.5
    """They hear less than is usual within an article: enough where both are signed."""


@dataclass(frozen=True, slots=True)
class MatchWeights:
    """For a headline group and a segment: points that they belong together."""

    shared: float = 3.0
    """Times the share of the headline's wording in the body."""
    early: float = 1.2
    """Times its share in the body's first sentences."""
    characters: float = 2.0
    """Times the share of its characters in the body …"""
    usual_characters: float = 0.25
    """… beyond what any body has."""
    right_above: float = 1.5
    """It is right above the body …"""
    right_below: float = 1.2
    """It is right below …"""
    signed_twice: float = -2.5
    """The group has a byline, and the body names its authors itself."""


@dataclass(frozen=True, slots=True)
class HeadlineSplitWeights:
    """For the title lines between two bodies: points for cutting them one way (repair/bare_text/headline_runs.py)."""

    far: float = 0.8
    """Times what a line shares with a segment that is not beside it …"""
    away: float = 0.9
    """… less this."""
    banner: float = -0.3
    """For a line that is a banner …"""
    painted: float = 1.4
    """… and painted twice."""
    named_apart: float = -3.0
    """The authors' names that close a run go neither to the body below nor to the one above."""
    beside: float = 1.35
    """The head has the story beside it."""
    habit: float = 0.4
    """For each head that is where the setting of the whole text has it, and against each that does not."""
    usual: float = 0.6
    """That all heads are above their bodies, as most texts have it."""
    orphan: float = -3.0
    """For each body that the cuts beside it leave without a head."""
    longest: int = 8
    """No head has more lines."""
    lines: int = 3
    """A head has seldom more lines."""
    crowd: float = -0.6
    """For each line more."""
    second_byline: float = -6.0
    """A byline is in the middle of a head."""
    torn: float = -2.5
    """The cut parts a dash from what it explains, a verb of saying from what is said, or a word."""
    tells: float = 0.8
    """A line tells the matter of the segment that its wording gives most points for, if this many …"""
    same_topic: float = -1.0
    """… and the cut parts two that tell the same."""
    apart: float = 0.6
    """… or the two that are farthest apart."""
    after_byline: float = 0.8
    """The cut follows a byline."""
    given: float = 1.0
    """The cuts gave a head to a segment beside it: points for the two in the matching of all."""


@dataclass(frozen=True, slots=True)
class HeadListWeights:
    """For heads that stand together, apart from their bodies (repair/bare_text/head_lists.py)."""

    wording: float = 3.0
    """Times the share of a line's wording in a paragraph …"""
    early: float = 1.0
    """… and so much of it more in a body's first."""
    unused: float = -2.5
    """For each line that heads nothing."""
    longest: int = 5
    """No head of a list has more lines."""
    second: float = -0.3
    """For a head of more than one line …"""
    crowd: float = -1.0
    """… and for each line beyond two."""
    opened: float = 3.0
    """A segment begins by signs of its own, or the line above is a byline."""
    inside: float = -4.0
    """The body would begin with what is no paragraph, or after one that breaks off."""
    cut: float = 0.5
    """A body may begin with any other paragraph, also below a title …"""
    shared: float = -40.0
    """… times the rarer wording that the text from there on shares with the text before (fitted, like the next two, on
    invented articles that touch) …"""
    linked: float = -13.0
    """… times that which this paragraph shares with the text before …"""
    refrains: float = -1.0
    """… times how much both sides hear of each other's refrains …"""
    most: float = 0.5
    """… this much at most, …"""
    fewest: float = -3.0
    """… this much at least, …"""
    among: float = -1.5
    """… and less where bodies begin by signs of their own."""
    order: float = 1.4
    """Heads in another order than their bodies must have so much more for each."""
    beside: float = -1.5
    """For each line too many of a head beside its body."""
    least: float = 1.0
    """A run of titles may be a list of heads if that explains the text better by this than heads beside bodies …"""
    surely: float = 5.0
    """… and surely is one from so much …"""
    habit: float = 0.6
    """… or if so many of the runs of the text are lists that come to as much together."""


@dataclass(frozen=True, slots=True)
class HeadOrderWeights:
    """For whether heads have the order of their bodies (repair/bare_text/head_order.py)."""

    pairs: float = 2.0
    """What a pair of characters counts against a single one, as rare as that."""
    kept: float = 1.6
    """In the given order heads share less with their bodies than a chance pairing and so many standard deviations …"""
    free: float = 1.5
    """… and in the best one so many more than the best one of shuffled wording: it is another order."""
    plainly: float = 2.0
    """Moved heads plainly are other bodies' where these share so many times more with them than the next best."""
    own_pairs: float = 1.5
    own_left: float = 0.2
    """Or moved heads repeat on average so many pairs of characters that their new bodies alone have, and of those
    that their bodies in the given order alone have at most this share of that."""
    few: int = 6
    """Fewer heads must show it more clearly …"""
    clearer: float = 0.8
    """… by so many standard deviations."""
    fewest: int = 4
    """Fewer still give no verdict."""
    torn: float = -12.0
    """A head begins with a line that goes on with the one above it."""
    parted: float = 1.5
    """What a standard deviation of shared wording counts where lines are made into heads."""


@dataclass(frozen=True, slots=True)
class HeadlineLineWeights:
    """For the lines of a group: points that one is the headline."""

    leads_in: float = -3.0
    """It ends with a verb that leads to the next line (强调, 指出)."""
    parted: float = 0.7
    """It has two parts, as headlines have."""
    figures: float = -1.0
    """It gives figures, as subheadlines do."""
    actor: float = -0.8
    """It begins with the place or the body that the news is about, as kickers do."""
    length: float = -0.02
    """For each character."""
    recurring: float = -3.0
    """It stands in the text several times, as labels do."""
    foreign: float = -3.0
    """It has no Han character, and the body has."""
    under_label: float = 0.8
    """It is longer than the line above, which has the length of a label and is hardly in the body's first sentences."""
    leaning: float = 1.0
    """Times the mean points of the second lines of the text's other groups of two lines, of which there is …"""
    reserve: float = 1.0
    """… so many more without any."""
    spacing: float = 1.6
    """The line below is close (a subheadline), or the line above apart (a kicker)."""


@dataclass(frozen=True, slots=True)
class BriefsWeights:
    """For marked or counted items: points that each is an article of its own (repair/bare_text/briefs.py)."""

    least: float = 1.0
    """They are from so many points."""
    named: float = 2.5
    """The name of a column of briefs is over them (简讯)."""
    alone: float = 1.0
    """Nothing is over them."""
    led: float = -4.0
    """The sentence above leads to a list (如下：)."""
    continued: float = -1.0
    """Text is right above."""
    reports: float = 2.0
    """Times the share of items that begin as reports do (昨日, 记者获悉, a dateline)."""
    rules: float = -2.5
    """Times the share that tell what to do (请, 不得)."""
    apart: float = 1.0
    """Times the mean points that a body begins with each item after the first, by what both share."""
    heads: float = 2.5
    """Times how much more of each head its own item says than any other does."""


@dataclass(frozen=True, slots=True)
class CertaintyWeights:
    """For an article of a bare text being right: log-odds for each piece of `segment_certainty.Evidence`.

    Fitted by ``benchmarks/text_certainty.py`` on invented documents, seeds 0 to 39.
    """

    base: float = 0.06
    """For any article."""
    headless: float = -0.10
    apart: float = -1.93
    told: float = 0.11
    rival: float = -0.40
    alike: float = 2.70
    bare: float = -5.20
    left: float = -0.54
    opened: float = 0.61
    lines: float = -0.25
    many: float = -2.43
    listed: float = -0.12
    divided: float = -3.26
    broken: float = -0.18
    seam: float = -0.70


@dataclass(frozen=True, slots=True)
class MergeWeights:
    """For a dated beginning and a headed segment without one: points that they are one article."""

    likeness: float = 2.0
    """Times the likeness of their wording, at most 0.4."""
    most_likeness: float = 0.4
    head: float = 0.6
    """Times the share of the headline's wording in the beginning."""
    goes_on: float = 0.6
    """Times the continuity between them."""
    surely: float = 0.2
    """That continuity is sure."""


@dataclass(frozen=True, slots=True)
class DivideWeights:
    """For a segment that may hold two articles: points for dividing it (repair/bare_text/merged_article_splitting.py).

    One point is what it counts that the orphaned head says nothing but what one of the two parts says.
    """

    own: float = 0.5
    """Times the same for the head that the segment has."""
    stranger: float = 0.15
    """Times the points for two texts being about different matters (`TopicShiftWeights`)."""
    same_column: float = -0.05
    """The two parts are set in columns of one width."""
    beside: float = 0.1
    """The orphaned head is right above the segment or right below."""


NEW_ARTICLE = NewArticleWeights()
TOPIC_SHIFT = TopicShiftWeights()
MATCH = MatchWeights()
HEADLINE_SPLIT = HeadlineSplitWeights()
HEAD_LIST = HeadListWeights()
HEAD_ORDER = HeadOrderWeights()
HEADLINE_LINE = HeadlineLineWeights()
BRIEFS = BriefsWeights()
CERTAINTY = CertaintyWeights()
MERGE = MergeWeights()
DIVIDE = DivideWeights()
