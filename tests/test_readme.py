"""README and docs name only what exists: commands, options, make targets, files."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from banmian.cli.main import app

ROOT = Path(__file__).parents[1]
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def command_lines(page: Path) -> Iterator[list[str]]:
    text = page.read_text("utf-8").replace("\\\n", " ")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    blocks += ["\n".join(re.findall(r"^    (\S.*)$", text, re.MULTILINE))]
    for line in "\n".join(blocks).splitlines():
        for part in re.split(r"\s[|;]\s|\s#|&&", line):
            words = part.replace("[", " ").replace("]", " ").split("'")[0]
            if re.match(r"(banmian|make) [a-z]", words.strip()):
                yield shlex.split(words)


def ids(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_commands_and_options_exist(page: Path) -> None:
    for words in command_lines(page):
        if words[0] == "banmian":
            assert words[1] in COMMANDS, words
            known = {option for parameter in COMMANDS[words[1]].params for option in parameter.opts}
            known |= {option for parameter in COMMANDS[words[1]].params for option in parameter.secondary_opts}
            given = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
            assert given <= known | {"--help", "-h"}, words


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {words[1] for words in command_lines(page) if words[0] == "make"}
    named |= set(re.findall(r"`make ([a-z-]+)`", page.read_text("utf-8")))
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_lists_every_command(page: str) -> None:
    assert set(COMMANDS) <= set(re.findall(r"banmian ([a-z]+)", (ROOT / page).read_text("utf-8")))
