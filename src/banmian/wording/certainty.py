"""From where on the scores of this package are believed."""

SURE = 0.5
"""From this score on wording alone tells what a line is: byline, credit, masthead, folio, staff."""
