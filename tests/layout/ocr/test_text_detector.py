"""Lines that the detection network finds, and the way up that the orientation network tells: as PaddleOCR's modules."""

import numpy as np
import pytest

from banmian.layout.ocr.model_files import MODEL_FILE, prepare_profile
from banmian.layout.ocr.networks import onnxruntime_network
from banmian.layout.ocr.orientation_classifier import OrientationClassifier
from banmian.layout.ocr.paddle_engine import PaddleClassifier, PaddleDetector
from banmian.layout.ocr.text_detector import TextDetector
from banmian.opencv import cv2


def page(height: int, width: int, seed: int = 1) -> np.ndarray:
    """Lines of Latin words, slanting, on tinted paper."""
    picture = np.full((height, width, 3), (240, 235, 220), np.uint8)
    draw = np.random.default_rng(seed)
    for top in range(20, height, 34):
        words = " ".join("".join(draw.choice(list("abdeghknopst"), 5)) for _ in range(9))
        cv2.putText(picture, words, (8, top), cv2.FONT_HERSHEY_COMPLEX, 0.7, (20, 30, 60), 1, cv2.LINE_AA)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), 1.5, 1)
    return np.asarray(cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE), np.uint8)


@pytest.fixture(scope="module")
def folders():
    return prepare_profile("default", None)


def test_lines_are_those_that_paddleocr_finds(folders):
    network = onnxruntime_network(folders["detection"] / MODEL_FILE, 1)
    ours, theirs = TextDetector(network), PaddleDetector("default", folders["detection"], 1)
    whole = page(300, 520)
    for shown in (whole, whole[:120, :333], whole[10:30, 8:40], np.full((64, 64, 3), 255, np.uint8)):
        found, wanted = ours(shown), theirs(shown)
        assert [line.corners.tolist() for line in found] == [line.corners.tolist() for line in wanted]
        assert [line.score for line in found] == [line.score for line in wanted]
    assert len(ours(whole)) >= 8


def test_turns_are_those_that_paddleocr_tells(folders):
    ours = OrientationClassifier(onnxruntime_network(folders["orientation"] / MODEL_FILE, 1))
    theirs = PaddleClassifier("default", folders["orientation"], 1)
    for turns in range(4):
        shown = np.rot90(page(300, 330), turns)
        assert ours(shown) == theirs(shown) == (4 - turns) % 4 * 90
