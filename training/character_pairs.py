"""Count which characters follow each other in transcriptions, for the choice between unsure readings.

    python -m training.character_pairs --transcriptions PARAGRAPHS.txt --out pairs.gz [--without JUDGED.txt]

A paragraph a line. What stands in a text by which you judge, six Han characters in a row or more, is not counted.
Pairs that were met once are left out, so that no text can be put together again from the file.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from pathlib import Path

from banmian.layout.ocr.character_pairs import as_counted
from banmian.wording.unicode_script import is_han
from training.column_texts import lines_of

LEAST_COUNT = 2
SHARED = 6
"""So many Han characters in a row that a judged text has too are not counted."""


def count_pairs(paragraphs: Iterable[str], judged: Iterable[str] = ()) -> Counter[tuple[str, str]]:
    """How often which character follows which, by what they are counted as; each paragraph counts once."""
    known = {run for text in judged for run in _runs(text)}
    counts: Counter[tuple[str, str]] = Counter()
    for paragraph in dict.fromkeys(paragraphs):
        for part in without_judged(paragraph, known):
            counts.update(pairwise(map(as_counted, part)))
    return Counter({pair: count for pair, count in counts.items() if count >= LEAST_COUNT})


def without_judged(paragraph: str, known: set[str]) -> Iterator[str]:
    """The parts of a paragraph between the places where it has a run of Han characters that is known."""
    places = [place for place, sign in enumerate(paragraph) if is_han(sign)]
    judged: set[int] = set()
    for number, run in enumerate(_runs(paragraph)):
        if run in known:
            judged.update(range(places[number], places[number + SHARED - 1] + 1))
    for kept, part in groupby(enumerate(paragraph), key=lambda one: one[0] not in judged):
        if kept:
            yield "".join(sign for _, sign in part)


def _runs(text: str) -> list[str]:
    han = "".join(filter(is_han, text))
    return [han[start : start + SHARED] for start in range(len(han) - SHARED + 1)]


def write_pairs(path: Path, counts: Mapping[tuple[str, str], int]) -> None:
    """Write pairs with their counts, a line for each first character."""
    rows = []
    for first, pairs in groupby(sorted(counts), key=lambda pair: pair[0]):
        rows.append(" ".join([first, *(f"{second}{counts[first, second]}" for _, second in pairs)]))
    path.write_bytes(gzip.compress("\n".join(rows).encode("utf-8"), mtime=0))


def main() -> None:
    """Count and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transcriptions", type=Path, required=True)
    parser.add_argument("--without", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    judged = lines_of(options.without) if options.without else []
    counts = count_pairs(lines_of(options.transcriptions), judged)
    write_pairs(options.out, counts)
    print(f"{len(counts)} pairs, {sum(counts.values())} places")


if __name__ == "__main__":
    main()
