"""The score from which on wording alone is believed."""

SURE = 0.5
"""From this score on wording alone tells what a line is: byline, credit, masthead, folio, staff."""
