"""What checks share: a verdict on a line, and the texts that a program has to show."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def version_of(package: str) -> str:
    """The installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def check(program: str, package: str, opened: str, look: Callable[[], str], told: str | None = None) -> None:
    """Print the verdict of `look`, which says what it saw, or raises where that is not right."""
    try:
        good, said = True, look()
    except Exception as error:
        good, said = False, f"{type(error).__name__}: {error}"
    said = " ".join(said.split())[:160].replace("|", "/")
    number = told or version_of(package)
    print(json.dumps({"program": program, "version": number, "opened": opened, "good": good, "said": said}), flush=True)


def articles(exports: Path) -> list[dict[str, str]]:
    """The articles of the batch, as corrected JSON has them."""
    lines = (exports / "json" / "articles.jsonl").read_text("utf-8").splitlines()
    return [record for record in map(json.loads, lines) if record["kind"] == "article"]


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return "".join(sign for sign in text if sign.isalnum())


def expect(truth: bool, said: str) -> None:
    """Raises ValueError where it is not so."""
    if not truth:
        raise ValueError(said)
