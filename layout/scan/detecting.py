"""Detection at the scale the engine sees best, in tiles where a page is too large for one look."""

from __future__ import annotations

import cv2
import numpy as np

from layout.readers.seam import Raster
from layout.scan.engine import Detection, Engine
from layout.thresholds import SCAN, ScanThresholds


def detections_on(picture: Raster, em: float, engine: Engine, limits: ScanThresholds = SCAN) -> list[Detection]:
    """Lines detected with the body em brought to `limits.detection_em_px`, in px of the picture."""
    scale = limits.detection_em_px / em
    longest = max(picture.shape[:2]) * scale
    scale *= min(1.0, 2 * limits.detection_tile_px / longest)
    method = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    shown = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=method)
    found = engine.detect(np.asarray(shown, np.uint8))
    across, down = picture.shape[1] / shown.shape[1], picture.shape[0] / shown.shape[0]
    back = np.array([across, down], np.float32)
    return [Detection(detection.corners * back, detection.score) for detection in found]
