"""Every threshold of layout, named, explained, in units of glyph size (em) or as shares.

One frozen class a concern; ``DEFAULT`` of each is what the code uses, a test or a user can pass another.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextLayerThresholds:
    """For PDF text layers (layout/text_layer)."""


@dataclass(frozen=True, slots=True)
class ScanThresholds:
    """For page images (layout/scan)."""


@dataclass(frozen=True, slots=True)
class ArrangementThresholds:
    """For columns, blocks, order and articles (layout/*.py)."""


TEXT_LAYER = TextLayerThresholds()
SCAN = ScanThresholds()
ARRANGEMENT = ArrangementThresholds()
