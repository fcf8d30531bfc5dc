"""pdfplumber's extract_text on a PDF, a form feed between pages. ``pdfplumber_text.py PDF TEXT``."""

import sys

import pdfplumber

with pdfplumber.open(sys.argv[1]) as document, open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write("\f".join(page.extract_text() for page in document.pages))
