"""From bare text, which has lost its page, to articles."""
