"""Kreuzberg's Markdown of a PDF, a form feed between pages. ``kreuzberg_markdown.py PDF MARKDOWN``."""

import sys

import kreuzberg

config = kreuzberg.ExtractionConfig(output_format="markdown")
result = kreuzberg.extract_file_sync(sys.argv[1], config=config)
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(result.content)
