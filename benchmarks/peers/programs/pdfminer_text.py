"""pdfminer.six's text of a PDF by its own layout analysis. ``pdfminer_text.py PDF TEXT``."""

import sys

from pdfminer.high_level import extract_text

with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(extract_text(sys.argv[1]))
