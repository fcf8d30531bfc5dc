"""OCR weights: prepared from the packages, checked, found again, damage told with a remedy."""

import shutil
from importlib.resources import files

import pytest
import yaml

from banmian.errors import MissingRequirementError, UsageError
from banmian.layout.ocr import model_files as weights
from banmian.layout.ocr.engine_identity import engine_identity
from banmian.layout.ocr.model_files import (
    CHARACTERS_FILE,
    FRAKTUR_RECOGNITION,
    MODEL_FILE,
    ORIENTATION,
    PROFILES,
    SETTINGS_FILE,
    SMALL_RECOGNITION,
    VERTICAL_RECOGNITION,
    Weight,
    cache_folder,
    characters_of,
    prepare,
    prepare_profile,
    weights_status,
)
from banmian.read_options import ReadOptions


def test_cache_folder_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("BANMIAN_CACHE", str(tmp_path / "own"))
    assert cache_folder() == tmp_path / "own"
    monkeypatch.delenv("BANMIAN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "banmian"


def test_a_weight_is_prepared_once_with_its_settings(tmp_path):
    folder = prepare(SMALL_RECOGNITION, tmp_path)
    settings = yaml.safe_load((folder / SETTINGS_FILE).read_text("utf-8"))
    characters = settings["PostProcess"]["character_dict"]
    assert len(characters) == 18708
    assert settings["Global"]["model_name"] == folder.name
    before = (folder / MODEL_FILE).stat().st_mtime_ns
    assert prepare(SMALL_RECOGNITION, tmp_path) == folder
    assert (folder / MODEL_FILE).stat().st_mtime_ns == before


def test_the_vertical_recogniser_runs_as_the_stock_build_with_the_same_signs(tmp_path):
    settings = [
        yaml.safe_load((prepare(weight, tmp_path) / SETTINGS_FILE).read_text("utf-8"))
        for weight in (VERTICAL_RECOGNITION, SMALL_RECOGNITION)
    ]
    assert settings[0] == settings[1]
    assert all(VERTICAL_RECOGNITION in models for models in PROFILES.values())


def test_the_recogniser_for_fraktur_has_the_signs_that_german_print_needs(tmp_path):
    own, stock = (
        yaml.safe_load((prepare(weight, tmp_path) / SETTINGS_FILE).read_text("utf-8"))["PostProcess"]["character_dict"]
        for weight in (FRAKTUR_RECOGNITION, SMALL_RECOGNITION)
    )
    assert len(own) == len(stock)
    assert set(own) - set(stock) == {"„", "‚", "№"}
    assert all(FRAKTUR_RECOGNITION in models for models in PROFILES.values())


def test_every_model_of_our_own_is_described_beside_it():
    folder = files("banmian.layout.ocr") / "models"
    described = (folder / "README.md").read_text("utf-8")
    models = [entry.name for entry in folder.iterdir() if entry.name.endswith(".onnx")]
    assert models
    assert all(f"## {name}" in described for name in models)


def test_a_prepared_weight_needs_no_package(tmp_path):
    folder = prepare(ORIENTATION, tmp_path)
    elsewhere = Weight(ORIENTATION.name, "orientation", "no_such_package", "none==0", "x.onnx", ORIENTATION.sha256)
    assert prepare(elsewhere, tmp_path) == folder


def test_damage_is_told_with_its_remedy(tmp_path):
    model = prepare(ORIENTATION, tmp_path) / MODEL_FILE
    model.write_bytes(model.read_bytes()[:-100])
    with pytest.raises(MissingRequirementError) as caught:
        prepare(ORIENTATION, tmp_path)
    assert caught.value.exit_status == 3
    assert str(model.parent) in caught.value.advice
    states = {status.weight.name: status.state for status in weights_status(tmp_path)}
    assert states[ORIENTATION.name] == "damaged"
    assert states[SMALL_RECOGNITION.name] == "absent"
    shutil.rmtree(model.parent)
    assert prepare(ORIENTATION, tmp_path).is_dir()


def test_a_missing_package_is_told_with_its_remedy(tmp_path):
    weight = Weight("none", "detection", "no_such_package", "none==0", "x.onnx", "0" * 64)
    with pytest.raises(MissingRequirementError, match="not installed") as caught:
        prepare(weight, tmp_path)
    assert "none==0" in caught.value.advice


def test_unknown_profile_and_engine(tmp_path):
    with pytest.raises(MissingRequirementError):
        prepare_profile("finest", tmp_path)
    with pytest.raises(UsageError):
        engine_identity(ReadOptions(engine="pen and paper"))


def test_engine_identity_names_models_without_loading_them():
    identity = engine_identity(ReadOptions(engine="paddle"))
    assert identity.name == "paddle"
    recognition = {"recognition", "vertical_recognition", "fraktur_recognition"}
    assert set(identity.models) == {"detection", *recognition, "orientation"}


def test_characters_are_kept_in_a_form_that_is_read_in_no_time(monkeypatch, tmp_path):
    folder = prepare(SMALL_RECOGNITION, tmp_path)
    settings = yaml.safe_load((folder / SETTINGS_FILE).read_text("utf-8"))
    wanted = settings["PostProcess"]["character_dict"]
    assert characters_of(folder) == wanted
    (folder / CHARACTERS_FILE).write_text('["一", "丁', "utf-8")
    assert characters_of(folder) == wanted
    monkeypatch.setattr(yaml, "load", lambda *_: pytest.fail("read anew"))
    assert characters_of(folder) == wanted


def test_characters_are_read_where_nothing_can_be_written(monkeypatch, tmp_path):
    folder = prepare(SMALL_RECOGNITION, tmp_path)
    monkeypatch.setattr(weights, "write_whole", refuse)
    assert len(characters_of(folder)) == 18708
    assert not (folder / CHARACTERS_FILE).exists()


def refuse(path, content):
    raise PermissionError(13, "Permission denied", str(path))
