"""How well the lines of a page are read, whatever their order: errors in lines, without points too, and commas found.

    python -m benchmarks.line_accuracy TRUTH.tei.xml OUTPUT_FOLDER

The truth is TEI whose lines end with ``lb``; the output folder has the lines as they were read (``lines.json``). Each
true line is laid to the line that is most like it, or to the place within it. Lines of which less than half is found
are counted apart: they are lost, not misread. Lines under `SHORTEST` signs are left out, for they stand anywhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from banmian.document.lines_as_read import LINES_FILE, lines_from_json
from banmian.evaluation.pooled_ratios import Ratio
from banmian.evaluation.text_normalization import normalize_text
from banmian.evaluation.truth.tei import LINE_GROUPS, line_pieces
from banmian.interchange.xml_local_names import local_name

SHORTEST = 5
"""Signs of a line that is judged."""
FOUND = 50.0
"""Likeness in hundredths from which a line is found."""
ENUMERATION = "、"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """What of the true lines was read."""

    found: Ratio
    errors: Ratio
    errors_without_points: Ratio
    commas: Ratio


def true_lines(root: ElementTree.Element) -> Iterator[str]:
    """The lines of a TEI document without spaces, in the order of the file."""
    if local_name(root) in LINE_GROUPS:
        for line in "".join(line_pieces(root)).splitlines():
            if said := "".join(line.split()):
                yield said
        return
    for child in root:
        yield from true_lines(child)


def read_lines(folder: Path) -> list[str]:
    """The lines of all documents of an output folder without spaces."""
    pages = [page for path in sorted(folder.rglob(LINES_FILE)) for page in lines_from_json(path.read_bytes()).pages]
    return ["".join(line.text.split()) for page in pages for line in page.lines]


def measure_lines(truth: Sequence[str], read: Sequence[str]) -> Accuracy:
    """The accuracy of lines that were read, against the true ones."""
    wanted = [line for line in truth if len(line) >= SHORTEST]
    pairs = [(line, part) for line in wanted if (part := _nearest(line, read)) is not None]
    plain = [(normalize_text(line), normalize_text(part)) for line, part in pairs]
    bare = [(_without_points(line), _without_points(part)) for line, part in pairs]
    commas = sum(line.count(ENUMERATION) for line, _ in pairs)
    return Accuracy(
        Ratio(len(pairs), len(wanted)), _errors(plain), _errors(bare), Ratio(sum(map(_commas_kept, pairs)), commas)
    )


def _nearest(line: str, read: Sequence[str]) -> str | None:
    """The part of a read line that is most like a true one; None where no half of it was read."""
    best, most = None, FOUND
    for other in read:
        place = partial_ratio_alignment(line, other, score_cutoff=most)
        if place is None or 2 * len(other) < len(line):
            continue
        part = other[place.dest_start : place.dest_end]
        likeness = 100 * Levenshtein.normalized_similarity(line, part)
        if likeness > most:
            best, most = part, likeness
    return best


def _without_points(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _errors(pairs: Sequence[tuple[str, str]]) -> Ratio:
    return Ratio(sum(Levenshtein.distance(*pair) for pair in pairs), sum(len(line) for line, _ in pairs))


def _commas_kept(pair: tuple[str, str]) -> int:
    line, part = pair
    same = (step for step in Levenshtein.opcodes(line, part) if step.tag == "equal")
    return sum(line[step.src_start : step.src_end].count(ENUMERATION) for step in same)


def main() -> None:
    """Print the figures of a folder."""
    assert __doc__
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    truth = list(true_lines(ElementTree.parse(asked.truth).getroot()))
    told = measure_lines(truth, read_lines(asked.folder))
    for name, ratio in (
        ("lines found", told.found),
        ("errors in them", told.errors),
        ("errors without points", told.errors_without_points),
        (f"{ENUMERATION} found", told.commas),
    ):
        shown = f"{ratio.value:.4f}" if ratio.value is not None else "–"
        print(f"{name:24} {shown}  ({ratio.part:g} of {ratio.whole:g})")


if __name__ == "__main__":
    main()
