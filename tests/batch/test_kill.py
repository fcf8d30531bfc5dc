import json
import os
import random
import resource
import subprocess
from pathlib import Path

import pytest
from batches import contents, pdf, picture, tiff
from killing import command, kill_after, start

DOCUMENTS = 24
KILLS = 5


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    for number in range(DOCUMENTS):
        if number % 8 == 3:
            tiff(folder / f"{number}.tif", 2 + number % 3)
        elif number % 8 == 5:
            pdf(folder / f"{number}.pdf", 1, f"Words of document {number}")
        else:
            picture(folder / f"{number}.png", number)
    (folder / "bad.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return folder


def test_a_batch_that_is_killed_again_and_again_ends_as_if_it_never_was(inputs: Path, tmp_path: Path) -> None:
    calm, hunted, log = tmp_path / "calm", tmp_path / "hunted", tmp_path / "log"
    environment = {"BANMIAN_ENGINE": "null"}
    assert start(command("read", inputs, "-o", calm), environment, log).wait() == 1
    chance = random.Random(7)
    for _ in range(KILLS):
        kill_after(start(command("read", inputs, "-o", hunted), environment, log), chance.uniform(0.6, 1.6))
    process = start(command("read", inputs, "-o", hunted), environment, log)
    assert process.wait() == 1
    assert contents(hunted) == contents(calm)
    rows = json.loads((hunted / "manifest.json").read_bytes())["documents"]
    assert len({row["id"] for row in rows}) == len(rows) == DOCUMENTS + 1
    assert sum(row["status"] == "done" for row in rows) == DOCUMENTS


def test_a_full_disk_is_told_and_nothing_is_half_written(inputs: Path, tmp_path: Path) -> None:
    calm, full, log = tmp_path / "calm", tmp_path / "full", tmp_path / "log"
    environment = {"BANMIAN_ENGINE": "null", "BANMIAN_RETRIES": "0"}
    arguments = command("read", inputs, "-o", full)
    ended = subprocess.run(
        arguments, env={**os.environ, **environment}, capture_output=True, text=True, preexec_fn=_no_file_beyond
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "Make room" in ended.stderr
    assert not list(full.glob("documents/*/*"))
    assert start(arguments, environment, log).wait() == 1
    assert start(command("read", inputs, "-o", calm), environment, log).wait() == 1
    assert contents(full) == contents(calm)


def _no_file_beyond() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
