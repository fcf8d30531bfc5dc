"""RapidOCR with the models of its wheel on a page image. ``rapidocr_lines.py IMAGE TEXT``."""

import sys

from rapidocr import RapidOCR

result = RapidOCR()(sys.argv[1])
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write("\n".join(result.txts or ()))
