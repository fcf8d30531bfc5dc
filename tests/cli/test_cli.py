import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import picture, tiff
from killing import command, start

from banmian.settings import Settings

NULL = {"BANMIAN_ENGINE": "null"}


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), env={**os.environ, **NULL, **environment}, capture_output=True, text=True
    )


def test_reading_ends_with_nought_and_a_summary(tmp_path: Path) -> None:
    picture(tmp_path / "in" / "a.png")
    ended = run("read", tmp_path / "in", "-o", tmp_path / "out")
    assert ended.returncode == 0, ended.stderr
    assert "1 document: 1 done" in ended.stdout
    assert "\x1b" not in ended.stderr


def test_a_failed_document_gives_one_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    picture(tmp_path / "b.png")
    ended = run("read", tmp_path, "-o", tmp_path / "out")
    assert ended.returncode == 1
    assert "a.png: EmptyFileError" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("read", "-o", "out"),
        ("read", "missing.png", "-o", "out"),
        ("read", ".", "-o", "out"),
        ("run", ".", "-o", "out"),
        ("read", "a.png"),
        ("read", "a.png", "-o", "out", "--dpi", "1"),
        ("read", "a.png", "-o", "out", "--engine", "abacus"),
        ("read", "a.png", "-o", "a.png"),
        ("repair", "missing.txt"),
        ("repair", "a.png"),
        ("bake",),
    ],
)
def test_bad_arguments_give_two_and_a_message(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if "a.png" in arguments:
        picture(tmp_path / "a.png")
    ended = run(*arguments)
    assert ended.returncode == 2, ended.stderr
    assert ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out").exists() or not any((tmp_path / "out").rglob("*.json"))


def test_something_missing_gives_three_and_the_remedy(tmp_path: Path) -> None:
    for number in range(3):
        picture(tmp_path / "in" / f"{number}.png", number)
    weights = tmp_path / "weights"
    for path in (tmp_path / "cache", weights / "PP-OCRv6_small_det", weights / "PP-OCRv6_small_rec"):
        path.mkdir(parents=True)
        (path / "inference.onnx").write_bytes(b"damaged")
    environment = {"BANMIAN_ENGINE": "paddle", "BANMIAN_CACHE": str(tmp_path / "cache")}
    ended = run("read", tmp_path / "in", "-o", tmp_path / "out", "--weights-dir", weights, **environment)
    assert ended.returncode == 3, ended.stderr
    assert "MissingRequirementError" in ended.stderr
    assert str(weights) in ended.stderr
    assert "2 not tried" in ended.stdout


def test_a_device_that_is_missing_gives_three_before_anything_is_read(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    environment = {"BANMIAN_ENGINE": "auto", "BANMIAN_CUDA_PROVIDER": "no-such-thing", "TMPDIR": str(tmp_path)}
    ended = run("read", tmp_path / "a.png", "-o", tmp_path / "out", "--device", "cuda", **environment)
    assert ended.returncode == 3, ended.stderr
    assert "no-such-thing" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not any((tmp_path / "out").rglob("*.json"))


def test_every_setting_is_an_option() -> None:
    told = run("read", "--help", COLUMNS="200", TERM="dumb").stdout
    for name in Settings.model_fields:
        assert "--" + name.replace("_", "-") in told


def test_an_interrupt_gives_130_and_the_next_run_goes_on(tmp_path: Path) -> None:
    tiff(tmp_path / "in" / "a.tif", 60)
    for number in range(40):
        picture(tmp_path / "in" / f"{number}.png", number)
    arguments = command("read", tmp_path / "in", "-o", tmp_path / "out")
    process = start(arguments, NULL, tmp_path / "log")
    while len(list((tmp_path / "out").glob("documents/*/articles.json"))) < 3:
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 130
    assert "interrupted" in (tmp_path / "log").read_text()
    assert run("read", tmp_path / "in", "-o", tmp_path / "out").returncode == 0
    rows = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["documents"]
    assert {row["status"] for row in rows} == {"done"}
    assert any(row["reused"] for row in rows)


def test_repair_needs_neither_prefect_nor_the_readers() -> None:
    check = (
        "import sys, banmian.cli.main, banmian.cli.repair, banmian.reading.bare_texts\n"
        "print([m for m in ('prefect', 'cv2', 'paddleocr', 'pdfplumber', 'onnxruntime') if m in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_doctor_tells_what_is_here() -> None:
    ended = run("doctor", BANMIAN_ENGINE="paddle")
    assert ended.returncode in (0, 3)
    for word in ("python", "paddleocr", "engine", "weights", "prefect server"):
        assert word in ended.stdout


def test_the_version() -> None:
    assert run("--version").stdout.startswith("banmian ")
