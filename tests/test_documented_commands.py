"""The commands of README and docs that read no page; `make test-docs` runs the others (tests/documented)."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from documented_commands import (
    EXCUSED,
    commands,
    environment_of,
    make_folder,
    quick_commands,
    run,
    serving_commands,
    slow_commands,
)

from banmian.batch.read_batch import read_batch
from banmian.settings import Settings


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the docs name, and the output of a batch of its texts and a PDF."""
    made = make_folder(tmp_path_factory.mktemp("docs"))
    read_batch([made / "samples" / "damaged.txt", made / "epaper"], made / "out", Settings(engine="null"))
    read_batch([made / "samples" / "damaged.txt"], made / "out" / "demo", Settings(engine="null"))
    return made


def test_the_docs_have_commands_of_every_kind() -> None:
    tried = [*quick_commands(), *slow_commands(), *serving_commands()]
    assert (len(quick_commands()) > 10, len(slow_commands()) > 10, len(serving_commands()) > 4) == (True, True, True)
    kinds = {command.split()[1] for command in tried if command.startswith("banmian ")}
    assert kinds >= {"run", "read", "repair", "explain", "evaluate", "export", "review", "watch", "serve", "doctor"}
    for words, _ in EXCUSED:
        assert any(words in command for command in (*commands(), "apt-get ")), f"nothing to excuse: {words}"


def test_commands_that_read_no_page(folder: Path) -> None:
    environment, tried = environment_of(folder), quick_commands()
    with ThreadPoolExecutor(2) as pool:
        ended = dict(zip(tried, pool.map(lambda words: run(words, folder, environment), tried), strict=True))
    told = {words: f"{one.returncode}: {one.stderr[-600:]}" for words, one in ended.items() if one.returncode}
    assert told == {}
