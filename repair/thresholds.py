"""Every threshold of repair, named and explained. Lengths are in characters, shares and scores 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SpacingThresholds:
    """For gaps inside a line (repair/spacing.py)."""

    letter_spaced_run: int = 3
    """So many one-character pieces in a row make a letter-spaced run."""
    running_length: int = 22
    """A line of so many Han characters with a comma or stop in it is running text, no headline."""
    index_digits: int = 3
    """A number of at most so many digits at the head of a text may be a list's index."""
    word_cut: float = 4.0
    """So much cheaper (in nats) a word across the gap must be than two words beside it."""


@dataclass(frozen=True, slots=True)
class DoublingThresholds:
    """For words and glyphs painted twice (repair/doubling.py)."""

    phrase: int = 4
    """A phrase repeated at once counts as doubled from this length; shorter ones are how people speak."""
    distinct: int = 3
    """It must have so many different characters (哈哈哈哈 has one)."""
    pairs: int = 4
    """So many doubled glyphs in a row are a doubled headline; fewer may be reduplication (高高兴兴)."""
    banner_length: int = 80
    """A line longer than this is no banner."""


@dataclass(frozen=True, slots=True)
class ContinuityThresholds:
    """For whether one text goes on where another breaks off (repair/continues.py)."""

    window: int = 7
    """Characters looked at on each side of the break."""
    word_cut: float = 3.0
    """Saved nats from which a word is taken to run across the break."""
    goes_on: float = 0.5
    """From this score the caller may join where place speaks for it too."""


SPACING = SpacingThresholds()
DOUBLING = DoublingThresholds()
CONTINUITY = ContinuityThresholds()
