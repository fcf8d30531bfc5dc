"""``banmian doctor``: what is installed and in use, what is missing, and how to fix it."""

from __future__ import annotations

import importlib
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from banmian.messages import translate
from banmian.printable import without_password

if TYPE_CHECKING:
    from banmian.layout.ocr.model_files import WeightStatus

State = Literal["ok", "note", "missing"]
STATES: dict[State, str] = {"ok": "ok", "note": "note", "missing": "missing"}

NEEDED_PACKAGES = (
    ("paddleocr", "reads scans"),
    ("onnxruntime", "runs the OCR models"),
    ("opencv-contrib-python", "page images"),
    ("pdfplumber", "PDF text layers"),
    ("pypdfium2", "renders PDF pages"),
    ("layoutparser", "layout blocks"),
    ("prefect", "schedules batches"),
    ("numpy", "page images"),
    ("pillow", "image formats"),
    ("jsonschema", "checks documents"),
)
IMPORTED = ("banmian.opencv", "numpy", "onnxruntime", "paddleocr", "pdfplumber", "PIL", "pypdfium2")
"""What reading a page imports: a package may be installed and still fail here, for want of a system library."""

ROOM_MEGABYTES = 500
WEIGHT_STATES: dict[str, State] = {"ready": "ok", "absent": "note", "missing": "missing", "damaged": "missing"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: what was checked, the result, what to do about it."""

    subject: str
    state: State
    detail: str
    remedy: str = ""


def doctor(
    weights_dir: Annotated[
        Path | None,
        typer.Option("--weights-dir", help="Folder of OCR weights.", envvar="BANMIAN_WEIGHTS_DIR"),
    ] = None,
) -> None:
    """Show what is installed and in use, what is missing, and how to fix it."""
    findings = list(examine(weights_dir))
    width = max(len(finding.subject) for finding in findings)
    for finding in findings:
        print(f"{translate(STATES[finding.state]):<7} {finding.subject:<{width}}  {translate(finding.detail)}")
        if finding.remedy:
            print(f"{'':<8}{'':<{width}}  -> {translate(finding.remedy)}")
    missing = sum(finding.state == "missing" for finding in findings)
    print(translate(f"{missing} missing") if missing else translate("all that is needed is here"))
    raise typer.Exit(3 if missing else 0)


def examine(weights_dir: Path | None = None) -> Iterator[Finding]:
    """Everything that reading pages depends on."""
    yield Finding("python", "ok", f"{platform.python_version()} ({sys.executable}), {platform.platform()}")
    yield from _packages()
    yield from _device()
    yield from _engine()
    yield from _weights(weights_dir)
    yield from _imports()
    yield from _machine()
    api = without_password(os.environ.get("PREFECT_API_URL", ""))
    embedded = "embedded, started with each run (PREFECT_API_URL is not set)"
    yield Finding("prefect server", "ok", api or embedded)


def _packages() -> Iterator[Finding]:
    from banmian.export.registry import all_formats

    try:
        yield Finding("banmian", "ok", version("banmian"))
    except PackageNotFoundError:
        yield Finding("banmian", "note", "not installed, run from its sources", "pip install .")
    for name, purpose in NEEDED_PACKAGES:
        try:
            yield Finding(name, "ok", f"{version(name)}: {purpose}")
        except PackageNotFoundError:
            yield Finding(name, "missing", purpose, "Install banmian again: `make install`, or `pip install .`")
    for known in all_formats().values():
        if known.requires:
            name, purpose = known.requires.package, f"export --format {known.name}"
            try:
                yield Finding(name, "ok", f"{version(name)}: {purpose}")
            except PackageNotFoundError:
                remedy = f"If wanted: `pip install banmian[{known.requires.extra}]`"
                yield Finding(name, "note", f"not installed: {purpose}", remedy)


def _device() -> Iterator[Finding]:
    """Where OCR computes, and why."""
    from banmian.errors import BanmianError
    from banmian.layout.ocr.device_choice import AUTO, CPU, chosen_provider, expect_card, expect_device, expect_packages
    from banmian.settings import read_settings

    try:
        settings = read_settings()
    except BanmianError:
        return  # told with the engine
    if settings.device == CPU:
        yield Finding("device", "ok", "processors, since device is cpu")
        return
    if settings.device == AUTO:
        try:
            expect_packages()
            expect_card()
        except BanmianError as error:
            yield Finding("device", "ok", f"processors: {error}")
            return
    try:
        expect_device(settings.profile, settings.weights_dir)
    except BanmianError as error:
        yield Finding("device", "note" if settings.device == AUTO else "missing", str(error), error.advice)
        return
    yield Finding("device", "ok", f"graphics processor, by {chosen_provider()}")


def _engine() -> Iterator[Finding]:
    from banmian.errors import BanmianError
    from banmian.layout.ocr.device_choice import CUDA
    from banmian.layout.ocr.engine_choice import AUTO, choose_engine
    from banmian.layout.ocr.engine_identity import engine_identity
    from banmian.settings import read_settings

    try:
        settings = read_settings()
        identity = engine_identity(settings.read_options())
    except BanmianError as error:
        yield Finding("engine", "missing", str(error), error.advice)
        return
    models = ", ".join(f"{role} {name}" for role, name in identity.models.items())
    chosen = ""
    if settings.engine == AUTO and identity.name != CUDA:
        chosen = f" ({choose_engine(settings.read_options().weights_dir).reason})"
    yield Finding("engine", "ok", f"{identity.name}{chosen}, profile {settings.profile}: {models}")


def _weights(weights_dir: Path | None) -> Iterator[Finding]:
    from banmian.layout.ocr.model_files import weights_status

    for status in weights_status(weights_dir):
        state = WEIGHT_STATES[status.state]
        yield Finding(f"weights {status.weight.name}", state, _weight_detail(status), status.remedy)


def _weight_detail(status: WeightStatus) -> str:
    if status.state == "absent":
        return "in its package, not prepared yet"
    if status.state == "missing":
        return "neither prepared nor in a package"
    return f"ready in {status.folder}" if status.state == "ready" else f"damaged in {status.folder}"


def _imports() -> Iterator[Finding]:
    from banmian.errors import import_remedy

    for name in IMPORTED:
        try:
            importlib.import_module(name)
        except ImportError as error:
            yield Finding(f"import {name}", "missing", str(error), import_remedy(error))
        else:
            yield Finding(f"import {name}", "ok", "loads")
    yield from _windows()


def _windows() -> Iterator[Finding]:
    opencv = sys.modules.get("banmian.opencv")
    if opencv is not None and opencv.uses_empty_libraries():
        detail = "libraries that OpenCV opens windows with are missing, and not needed"
        yield Finding("windows", "note", detail)


def _machine() -> Iterator[Finding]:
    free = shutil.disk_usage(Path.home() if Path.home().exists() else Path.cwd()).free // 2**20
    remedy = "" if free > ROOM_MEGABYTES else "Make room: OCR weights and results need some."
    detail = f"{os.cpu_count()} cores, {free} MB free on the home disk"
    yield Finding("machine", "ok" if free > ROOM_MEGABYTES else "note", detail, remedy)
