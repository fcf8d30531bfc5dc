"""Where the pages and texts lie that ablation looks at."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ENDINGS = {".pdf", ".jpg", ".png", ".gif", ".tif"}
"""Of files that are pages."""

OWN_SETS = ("samples", "generated", "drawn", "worn", "damaged", "asked")
"""Sets that are in the repository or drawn."""
OTHER_SETS = ("pages-dev", "cases", "real", "real/jingbao", "extracted", "seeds")
"""Sets beside the checkout, and what is made of them."""

sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
