"""pypdf's extract_text on a PDF, a form feed between pages. ``pypdf_text.py PDF TEXT``."""

import sys

from pypdf import PdfReader

with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write("\f".join(page.extract_text() for page in PdfReader(sys.argv[1]).pages))
