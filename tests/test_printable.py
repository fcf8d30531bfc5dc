import csv
import io
import logging
import os
import subprocess
import sys
from pathlib import Path

import pytest
from batches import picture, read_batch
from hypothesis import given
from hypothesis import strategies as st

from banmian.batch.finalize import Summary
from banmian.batch.manifest import read_manifest_rows
from banmian.export.spreadsheet import FAILURE_COLUMNS, failure_rows, write_rows
from banmian.flows.artifacts import documents_needing_attention, markdown
from banmian.printable import escape_log_records, printable, without_password
from banmian.review.html import index_html

NAMES = [
    "\x1b]0;owned\x07\x1b[2J.png",
    "a\nERROR banmian: forged.png",
    "\u202egnp.exe.png",
    "[bold]a[/] [link](http:x).png",
    "<img src=x onerror=alert(1)>.png",
    "=HYPERLINK(1).png",
    "a|b|c.png",
]
ACTIVE = ("\x1b", "\x07", "\u202e", "\udcff")


@given(st.text())
def test_nothing_active_is_left_and_what_is_seen_stays(text: str) -> None:
    shown = printable(text)
    assert not set(shown) & {"\n", "\r", "\x1b", "\x9b", "\u202e", "\u2066", "\u2028", "\ufeff"}
    shown.encode("utf-8")
    assert printable(shown) == shown


def test_what_newspapers_print_is_left_alone() -> None:
    assert printable("版面　第１版 《早稻》—“收割” é 𠀀 [a] \\n") == "版面　第１版 《早稻》—“收割” é 𠀀 [a] \\n"


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files with hostile names, each unreadable so that it is spoken of."""
    folder = tmp_path_factory.mktemp("names")
    last = os.fsencode(folder) + b"/bytes-\xff\xfe.png"
    for number, path in enumerate([*(folder / name.replace("/", "∕") for name in NAMES), Path(os.fsdecode(last))]):
        path.write_bytes(b"\x89PNG\r\n\x1a\n%d" % number)
    picture(folder / "good.png")
    return folder


def test_hostile_names_do_no_harm_in_terminal_and_log(inputs: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "banmian", "-v", "read", str(inputs), "-o", str(tmp_path), "--engine", "null"]
    ended = subprocess.run(command, capture_output=True, timeout=300, env={**os.environ, "LC_ALL": "C"})
    assert ended.returncode == 1
    said = (ended.stdout + ended.stderr).decode("utf-8")
    assert "1 done, 8 failed" in said
    assert "\\x1b]0;owned\\x07" in said
    assert not [line for line in said.splitlines() if line.startswith("ERROR banmian: forged")]
    assert not [sign for sign in ACTIVE if sign in said]


def test_hostile_names_do_no_harm_in_lists_artifacts_and_pages(inputs: Path, tmp_path: Path) -> None:
    assert read_batch([inputs], tmp_path / "out").failed == 8
    rows = read_manifest_rows(tmp_path / "out" / "manifest.json")
    stream = io.BytesIO()
    write_rows(stream, FAILURE_COLUMNS, failure_rows(rows))
    cells = [cell for row in csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"))) for cell in row]
    assert not [cell for cell in cells if any(sign in cell for sign in ACTIVE) or cell.startswith("=")]
    needing = documents_needing_attention(str(tmp_path / "out"))
    said = markdown(Summary(documents=9, done=1, failed=8), str(tmp_path / "out"), needing)
    assert not [sign for sign in (*ACTIVE, " <img", " [link]", "a|b") if sign in said]
    assert len([line for line in said.splitlines() if line.startswith("| ")]) == 3 + 8
    assert "<img" not in index_html({"language": None, "documents": [{"name": name} for name in NAMES]})


def test_log_records_of_ours_are_escaped_and_others_are_not(caplog: pytest.LogCaptureFixture) -> None:
    before = logging.getLogRecordFactory()
    try:
        escape_log_records()
        logging.getLogger("banmian.test").warning("%s failed", "\x1b[2J")
        logging.getLogger("other").warning("%s", "\x1b[2J")
    finally:
        logging.setLogRecordFactory(before)
    assert caplog.messages == ["\\x1b[2J failed", "\x1b[2J"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://me:pw@127.0.0.1:4200/api", "http://me:***@127.0.0.1:4200/api"),
        ("sftp://me:p:w@host/in", "sftp://me:***@host/in"),
        ("s3://KEY:pw@bucket/in", "s3://KEY:***@bucket/in"),
        ("sftp://me@host/a:b@c", "sftp://me@host/a:b@c"),
        ("s3://bucket/a:b@c", "s3://bucket/a:b@c"),
        ("scans/a:b@c.png", "scans/a:b@c.png"),
    ],
)
def test_passwords_in_urls_are_not_shown(url: str, shown: str) -> None:
    assert without_password(url) == shown
