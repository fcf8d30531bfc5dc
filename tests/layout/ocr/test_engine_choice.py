"""The engine that reads by default: tried once, written down, never in the way where OpenVINO is missing."""

import json
from importlib.util import find_spec

import numpy as np
import pytest

from banmian.layout.ocr import engine_choice
from banmian.layout.ocr.ctc_decoder import CHOICES, best_choices
from banmian.layout.ocr.engine_choice import CHOICE_FILE, choose_engine, resolve_engine
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.layout.ocr.engine_loading import get_engine
from banmian.layout.ocr.model_files import MODEL_FILE, prepare_profile
from banmian.layout.ocr.networks import onnxruntime_network, openvino_detector
from banmian.opencv import cv2
from banmian.read_options import ReadOptions

openvino = pytest.mark.skipif(find_spec("openvino") is None, reason="OpenVINO is not installed")


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """A cache folder of its own, and no choice remembered by this process."""
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path))
    choose_engine.cache_clear()
    yield tmp_path
    choose_engine.cache_clear()


def test_named_engines_stand_for_themselves():
    assert resolve_engine("null") == "null"
    assert resolve_engine("paddle") == "paddle"


def test_without_openvino_it_is_onnx_runtime(cache, monkeypatch):
    monkeypatch.setattr(engine_choice, "find_spec", lambda name: None)
    assert choose_engine().name == "paddle"
    assert "not installed" in choose_engine().reason
    assert engine_identity(ReadOptions()).name == "paddle"
    assert not (cache / CHOICE_FILE).exists()


@openvino
def test_a_trial_is_made_once_and_kept(cache, monkeypatch):
    first = choose_engine()
    assert first.name in ("openvino", "paddle")
    kept = json.loads((cache / CHOICE_FILE).read_text("utf-8"))
    assert kept["name"] == first.name
    choose_engine.cache_clear()
    monkeypatch.setattr(engine_choice, "_try_out", lambda weights_dir: pytest.fail("tried again"))
    assert choose_engine() == first
    assert engine_identity(ReadOptions()).name == first.name


@openvino
def test_the_detector_is_exact_on_processors_with_short_floats():
    model = prepare_profile("default", None)["detection"] / MODEL_FILE
    page = np.full((160, 640), 255, np.uint8)
    for top in (40, 90, 140):
        cv2.putText(page, "A page, read twice.", (10, top), cv2.FONT_HERSHEY_COMPLEX, 1.0, 0, 2, cv2.LINE_AA)
    shown = np.repeat(((page / 255 - 0.45) / 0.225).astype(np.float32)[None, None], 3, axis=1)
    one, other = onnxruntime_network(model, 1)(shown), openvino_detector(model, 1)(shown)
    assert one.max() > 0.5
    assert np.abs(one - other).max() < 0.001


@openvino
def test_a_trial_that_ends_badly_leaves_onnx_runtime(cache, monkeypatch):
    monkeypatch.setattr(engine_choice.sys, "executable", "/bin/false")
    choice = choose_engine()
    assert choice.name == "paddle"
    assert "does not run" in choice.reason
    assert not (cache / CHOICE_FILE).exists()


@openvino
def test_openvino_s_choices_are_those_of_onnx_runtime():
    crop = np.full((40, 300, 3), 255, np.uint8)
    crop[8:32, 20:280:12] = 0
    one, other = (get_engine(name, threads=1).recognise([crop, crop[:, :150]])[0] for name in ("paddle", "openvino"))
    assert one.text == other.text


def test_choices_are_the_best_labels_in_order():
    scores = np.array([[[0.5, 0.3, 0.1, 0.05, 0.02, 0.02, 0.01], [0.0, 0.99, 0.01, 0.0, 0.0, 0.0, 0.0]]], np.float32)
    choices = best_choices(scores)
    assert choices.labels.shape == (1, 2, CHOICES)
    assert choices.labels[0, 0].tolist()[:4] == [0, 1, 2, 3]
    assert np.allclose(choices.shares[0, 0, :4], [0.5, 0.3, 0.1, 0.05])
    assert choices.labels[0, 1, 0] == 1
    assert choices.shares[0, 1, 1:].sum() == 0


def test_few_labels_are_enough():
    assert best_choices(np.array([[[0.6, 0.4]]], np.float32)).labels[0, 0, 0] == 0
