"""What is installed: every package by its hash, and none under a licence that would bind its users' own programs."""

import importlib.metadata
import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
LOCKS = sorted(REQUIREMENTS.glob("*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.M)
COPYLEFT = re.compile(r"\bA?GPL|(?<!Lesser )(?<!Library or Lesser )General Public|NonCommercial|Non-Commercial", re.I)
LESSER = re.compile(r"LGPL|Lesser", re.I)
FREE_CHOICE = re.compile(r"Artistic|MIT|BSD|Apache", re.I)


def licence_of(name: str) -> list[str]:
    """What a package says of its licence: its expression, the first line of its licence, its classifiers."""
    told = importlib.metadata.metadata(name)
    said = [told.get("License-Expression") or "", (told.get("License") or "").partition("\n")[0]]
    said += [part for part in told.get_all("Classifier") or [] if part.startswith("License")]
    return [part for part in said if part]


def binds(said: list[str]) -> bool:
    """Whether no licence is offered but one that binds programs which import the package."""
    strong = [part for part in said if COPYLEFT.search(part) and not LESSER.search(part)]
    return bool(strong) and not any(FREE_CHOICE.search(part) for part in said)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_locked_package_has_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text("utf-8"))
    pinned = [entry for entry in entries if PINNED.match(entry)]
    assert pinned
    assert [entry.partition("=")[0] for entry in pinned if "--hash=sha256:" not in entry] == []


def test_nothing_installed_binds_its_users() -> None:
    names = {name for lock in LOCKS for name in PINNED.findall(lock.read_text("utf-8"))}
    installed = {found.metadata["Name"].lower().replace("_", "-") for found in importlib.metadata.distributions()}
    looked_at = sorted(name for name in names if name.lower().replace("_", "-") in installed)
    assert len(looked_at) > 150
    assert {name: licence_of(name) for name in looked_at if binds(licence_of(name))} == {}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (["AGPL-3.0"], True),
        (["License :: OSI Approved :: GNU General Public License v3 (GPLv3)"], True),
        (["GNU Lesser General Public License v3"], False),
        (["Artistic License", "License :: OSI Approved :: GNU General Public License (GPL)"], False),
        (["MIT"], False),
    ],
)
def test_licences_are_told_apart(said: list[str], wrong: bool) -> None:
    assert binds(said) is wrong
