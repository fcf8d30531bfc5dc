"""Lays out one made-up page of so many lines. ``arrange_lines.py LINES``."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from layout_pages import newspaper  # noqa: E402

from banmian.layout.pipeline import arrange  # noqa: E402

arrange([newspaper(int(sys.argv[1]))])
