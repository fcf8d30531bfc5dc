"""Several review servers that correct one document, ended by SIGKILL in the midst of it: nothing saved is lost."""

import contextlib
import os
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from export_cases import NAME, batch

from banmian.batch.folder_locks import lock_stream, locked, try_lock
from banmian.document.corrections.corrections_file import CORRECTIONS_FILE, Corrections, corrections_in
from banmian.document.finished_documents import load_document
from banmian.export.format import no_pictures
from banmian.review.refusals import RefusedError
from banmian.review.review_session import ReviewSession

ROUNDS = 3
SAVED = 7
"""Corrections after which the writers of the first round are killed; one more in each later one."""

WRITER = """
import os
import sys
from pathlib import Path
from banmian.document.corrections.corrections_file import corrections_in
from banmian.document.finished_documents import load_document
from banmian.export.format import no_pictures
from banmian.review.refusals import RefusedError
from banmian.review.review_session import ReviewSession

root, made, name, who = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4]
desk = ReviewSession(root, made, no_pictures)
for at in range(100_000):
    standing = corrections_in(root / "documents" / name).corrections
    title = next((one.after for one in reversed(standing) if one.field == "title"), "海风日报")
    wish = {"action": "edit", "field": "title", "before": title, "after": f"{who} {at}"}
    try:
        desk.correct(name, {**wish, "who": who, "seen": len(standing)})
    except RefusedError:
        continue
    os.write(1, f"{who} {at}\\n".encode())
"""


def one_round(root: Path, made: Path, number: int) -> set[str]:
    """What two writers at once say that they have saved before they are killed."""
    reading, writing = os.pipe()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, root, made / f"{number}-{who}", NAME, who], stdout=writing)
        for who in (f"秦帆{number}", f"米兰{number}")
    ]
    os.close(writing)
    with open(reading, encoding="utf-8") as said:
        saved = [said.readline() for _ in range(SAVED + number)]
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.wait()
        saved += said.readlines()
    assert all(line.endswith("\n") for line in saved)
    return {line.strip() for line in saved}


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_what_was_saved_is_kept_whoever_is_killed(tmp_path: Path) -> None:
    root = batch(tmp_path / "out")
    folder = root / "documents" / NAME
    as_read = (folder / "articles.json").read_bytes()
    saved: set[str] = set()
    for number in range(ROUNDS):
        saved |= one_round(root, tmp_path / "made", number)
        kept = corrections_in(folder).corrections
        assert saved <= {one.after for one in kept}
        assert all(one.after == two.before for one, two in pairwise(kept))
    assert (folder / "articles.json").read_bytes() == as_read
    found = load_document(root, NAME)
    assert found.lost == []
    assert found.document.publication.title == found.corrections.corrections[-1].after


def test_who_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = batch(tmp_path / "out")
    monkeypatch.setattr("banmian.review.review_session.LONGEST_WAIT", 0.05)
    desk = ReviewSession(root, tmp_path / "made", no_pictures)
    wish = {"action": "edit", "field": "title", "before": "海风日报", "after": "海风", "who": "秦帆", "seen": 0}
    with contextlib.closing(desk):
        with locked(root / "documents" / NAME, 0), pytest.raises(RefusedError, match="is saving in this document"):
            desk.correct(NAME, wish)
        assert corrections_in(root / "documents" / NAME) == Corrections()
        assert desk.correct(NAME, wish) == {"corrections": 1}
    assert (root / "documents" / NAME / CORRECTIONS_FILE).is_file()


def test_a_lock_is_waited_for_and_given_back(tmp_path: Path) -> None:
    with locked(tmp_path, 0), pytest.raises(TimeoutError), locked(tmp_path, 0.05):
        pass
    with lock_stream(tmp_path) as descriptor:
        assert try_lock(descriptor)
