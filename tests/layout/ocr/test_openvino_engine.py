"""What OpenVINO's networks keep in memory, and give up."""

from __future__ import annotations

import numpy as np
import psutil
import pytest

from banmian.layout.ocr import malloc_tuning
from banmian.layout.ocr.engine_loading import get_engine
from banmian.opencv import cv2

pytest.importorskip("openvino")


def test_a_process_that_holds_much_gets_the_detectors_memory_back(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = np.full((1280, 1280, 3), 255, np.uint8)
    for row in range(60, 600, 60):
        cv2.putText(picture, "Rice harvest begins", (40, row), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0, 0, 0), 2)
    monkeypatch.setattr(malloc_tuning, "KEPT_BYTES", 2**60)  # the tests before may have left much
    engine = get_engine("openvino", threads=1)
    found, crop = engine.detect(picture), picture[25:75, 30:500]
    read = engine.recognise([crop])
    held = psutil.Process().memory_info().rss
    monkeypatch.setattr(malloc_tuning, "KEPT_BYTES", 0)
    assert engine.recognise([crop]) == read
    assert psutil.Process().memory_info().rss < held - 20_000_000
    again = engine.detect(picture)
    assert len(again) == len(found) > 0
    assert all(np.array_equal(one.corners, other.corners) for one, other in zip(found, again, strict=True))
