"""OpenDataLoader's Markdown of a PDF (needs Java). ``opendataloader_markdown.py PDF MARKDOWN``."""

import shutil
import sys
import tempfile
from pathlib import Path

import opendataloader_pdf

with tempfile.TemporaryDirectory() as folder:
    opendataloader_pdf.convert(input_path=[sys.argv[1]], output_dir=folder, format="markdown", quiet=True)
    (found,) = Path(folder).rglob("*.md")
    shutil.copyfile(found, sys.argv[2])
