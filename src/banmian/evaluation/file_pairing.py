"""Pairing of truths and output documents by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.errors import UsageError
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.folder_reading import GENERIC_NAMES, NamedDocument

_PAGE_NUMBER = re.compile(r"(?:^|[-_.])(?:p|page)?0*(?P<number>[1-9]\d*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pair:
    """A truth and the output to be scored against it."""

    name: str
    truth: ComparableDocument
    output: NamedDocument
    truth_path: Path


def pair_documents(truths: Sequence[NamedDocument], outputs: Sequence[NamedDocument]) -> list[Pair]:
    """Every output that has a truth, with it.

    A truth ``x`` answers an output ``x`` whole, and an output ``x-2`` (``x_p2``, ``x.2``) with its page 2; a
    truth of a generic name (`GENERIC_NAMES`) answers every other output whole or, where the output's name
    ends in the number of one of its pages and the truth has several, that page. One truth and one output
    are a pair whatever they are called. Raises UsageError where nothing pairs.
    """
    if len(truths) == len(outputs) == 1 and _choose(outputs[0], truths) is None:
        return [Pair(outputs[0].name, truths[0].edition, outputs[0], truths[0].path)]
    pairs = [found for output in outputs if (found := _choose(output, truths)) is not None]
    if not pairs:
        names = ", ".join(output.name for output in outputs[:5])
        wanted = ", ".join(truth.name for truth in truths[:5])
        raise UsageError(f"no truth ({wanted}) matches the name of a document ({names})", "Name them alike.")
    return pairs


def _choose(output: NamedDocument, truths: Sequence[NamedDocument]) -> Pair | None:
    for truth in truths:
        if truth.name == output.name:
            return Pair(output.name, truth.edition, output, truth.path)
    for truth in truths:
        if output.name.startswith(truth.name):
            found = _PAGE_NUMBER.fullmatch(output.name[len(truth.name) :])
            if found:
                return _page_pair(output, truth, int(found["number"]))
    for truth in truths:
        if truth.name.lower() in GENERIC_NAMES:
            found = _PAGE_NUMBER.search(output.name)
            if found and len(truth.edition.pages()) > 1 and int(found["number"]) in truth.edition.pages():
                return _page_pair(output, truth, int(found["number"]))
            return Pair(output.name, truth.edition, output, truth.path)
    return None


def _page_pair(output: NamedDocument, truth: NamedDocument, page: int) -> Pair:
    return Pair(output.name, truth.edition.only(page), output, truth.path)
