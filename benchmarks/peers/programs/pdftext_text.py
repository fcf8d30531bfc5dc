"""pdftext's text of a PDF, blocks sorted. ``pdftext_text.py PDF TEXT``."""

import sys

from pdftext.extraction import plain_text_output

with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(plain_text_output(sys.argv[1], sort=True))
