"""The engine of a device, rehearsed on processors: it finds and says what ONNX Runtime does without it."""

import numpy as np
import pytest
from device_owners import OwnFolder

from banmian.layout.ocr.cuda_engine import CudaEngine
from banmian.layout.ocr.device_choice import ONNXRUNTIME, PROVIDER_VARIABLE
from banmian.layout.ocr.paddle_engine import PaddleEngine
from banmian.opencv import cv2

TEXTS = ("A newspaper of 1908", "Banmian 1234567890", "The quick brown fox")


@pytest.fixture
def engine(monkeypatch):
    folder = OwnFolder(monkeypatch)
    monkeypatch.setenv(PROVIDER_VARIABLE, ONNXRUNTIME)
    own = CudaEngine()
    yield own
    own.close()
    folder.close()


def written(text: str) -> np.ndarray:
    line = np.full((48, 480, 3), 255, np.uint8)
    cv2.putText(line, text, (8, 34), cv2.FONT_HERSHEY_COMPLEX, 1.0, (0, 0, 0), 2, cv2.LINE_AA)
    return line


def test_it_reads_as_the_processors_do(engine):
    plain = PaddleEngine()
    crops = [written(text) for text in TEXTS]
    page = np.vstack([np.full((40, 480, 3), 255, np.uint8), *crops, *crops])
    small = cv2.resize(page, (352, 242))
    found, known = engine.detect(small), plain.detect(small)
    assert len(found) >= len(TEXTS)
    assert all((one.corners == other.corners).all() for one, other in zip(found, known, strict=True))
    for read in ("recognise", "recognise_columns", "recognise_fraktur"):
        ours, theirs = getattr(engine, read)(crops), getattr(plain, read)(crops)
        assert [one.text for one in ours] == [one.text for one in theirs]
        for one, other in zip(ours, theirs, strict=True):
            assert np.allclose([g.at for g in one.glyphs], [g.at for g in other.glyphs])
            assert np.allclose([g.confidence for g in one.glyphs], [g.confidence for g in other.glyphs], atol=1e-3)
    assert engine.orientation(page) == plain.orientation(page)
    assert engine.recognise([]) == []


def test_a_line_reads_alike_in_any_company(engine):
    alone = engine.recognise([written(TEXTS[0])])[0]
    together = engine.recognise([written(text) for text in TEXTS])[0]
    assert together.text == alone.text == TEXTS[0]
    assert np.allclose([g.confidence for g in together.glyphs], [g.confidence for g in alone.glyphs], atol=1e-5)
