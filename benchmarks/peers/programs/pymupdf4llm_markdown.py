"""pymupdf4llm's Markdown of a PDF, without OCR, a form feed between pages. ``pymupdf4llm_markdown.py PDF MARKDOWN``."""

import sys

import pymupdf4llm

chunks = pymupdf4llm.to_markdown(sys.argv[1], page_chunks=True, show_progress=False, use_ocr=False)
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write("\f".join(chunk["text"] for chunk in chunks))
