"""LiteParse's Markdown of a PDF, without OCR. ``liteparse_markdown.py PDF MARKDOWN``."""

import sys

from liteparse import LiteParse

result = LiteParse(ocr_enabled=False, output_format="markdown", quiet=True).parse(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(result.text)
