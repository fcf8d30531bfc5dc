"""MarkItDown's Markdown of a PDF. ``markitdown_markdown.py PDF MARKDOWN``."""

import sys

from markitdown import MarkItDown

result = MarkItDown().convert(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write(result.text_content)
