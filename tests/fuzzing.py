"""A fuzzer over the readers: hostile inputs are changed at random and read, and what nobody foresaw is kept.

``python tests/fuzzing.py --minutes 60 --seed 1 --keep FOLDER``. A finding is an error without a name of its own, a
process that died, hung or grew, or took more time or memory than its share, something that can't be imported, or a
traceback that ends in banmian itself where a broken page was given up.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import hostile_images
import hostile_pdfs
import hostile_texts
from hostile_cases import MOST_MEGABYTES, SETTINGS, Case, Outcome, read_case

from banmian.batch.worker_pool import WorkerPool

LARGEST_SEED = 60_000
MOST_PROCESSOR_SECONDS = 30.0
"""What a small file may take, a process that starts included."""
NUMBERS = (b"0", b"-1", b"1", b"65535", b"4294967296", b"1e308", b"-0.0001", b"99999999999999999999", b".", b"nan")
WORDS = (
    b"null", b"true", b"<<", b">>", b"[", b"]", b"(", b")", b"<", b">", b"/", b"%", b"obj", b"endobj", b"stream",
    b"endstream", b"BT", b"ET", b"Tj", b"TJ", b"Tf", b"Do", b"BI", b"ID", b"EI", b"q", b"Q", b"cm", b"re", b"W n",
    b"5 0 R", b"3 0 R", b"/F", b"\n", b"\r\n", b"\0", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b[", b"\t", b"| |",
    "。".encode(), "（".encode(), "记者".encode(), "下转第二版".encode(), "第１版".encode(), "\u202e".encode(), b"&#0;",
)  # fmt: skip
OWN = re.compile(r'File "[^"]*/(?:banmian|layout|repair)/[^"]*\.py", line \d+, in \w+')
NAMED = re.compile(r"^worker \d+: banmian\.")
OFTEN = {".pdf": 8, ".txt": 4, ".md": 4}
"""Times as often as a kind of picture that a kind of file is drawn: PDFs, texts and pictures get a third each."""
NEVER = ("UnexpectedError", "MissingRequirementError", "worker process")
"""What no file may bring about; where a requirement is missing, banmian is not whole and nothing was tried."""
IMPORT = re.compile(r"\b(?:ImportError|ModuleNotFoundError)\b")
FRAME = re.compile(r'File "[^"]+", line \d+, in ')


@dataclass(frozen=True)
class Seed:
    """The bytes that a case begins with; ``ending`` is its file name's."""

    ending: str
    data: bytes


class _Overhearer(logging.Handler):
    """Remembers what worker processes say of a document."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())

    def own_fault(self) -> str | None:
        """The frame of banmian in which a traceback ends, if one does."""
        frames = [place for place, line in enumerate(self.lines) if FRAME.search(line)]
        after = self.lines[frames[-1] :] if frames else [""]
        last = after[0] if not any(NAMED.search(line) for line in after) else ""
        last = re.sub(r"^worker \d+: +", "", last)
        return last.strip() if OWN.search(last) and "site-packages" not in last else None


def seeds() -> list[Seed]:
    """Small hostile inputs of every kind."""
    cases = [*hostile_pdfs.odd(), *hostile_images.named(), *hostile_images.broken(), *hostile_texts.short()]
    found = [Seed(Path(case.name).suffix, case.make()) for case in cases if "size-" not in case.name]
    return [seed for seed in found if 0 < len(seed.data) <= LARGEST_SEED]


def changed(seed: Seed, others: Sequence[Seed], dice: random.Random) -> bytes:
    """The seed's bytes, changed in one to eight places."""
    data = bytearray(seed.data)
    for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
        at = dice.randrange(len(data) + 1)
        kind = dice.randrange(7)
        if kind == 0 and data:
            data[min(at, len(data) - 1)] = dice.randrange(256)
        elif kind == 1:
            del data[at : at + dice.choice((1, 2, 8, 64, 512))]
        elif kind == 2:
            data[at:at] = data[at : at + dice.choice((1, 4, 32, 256))] * dice.choice((1, 2, 50))
        elif kind == 3:
            data[at:at] = dice.choice(WORDS)
        elif kind == 4:
            digits = list(re.finditer(rb"-?\d+", data))
            if digits:
                found = dice.choice(digits)
                data[found.start() : found.end()] = dice.choice(NUMBERS)
        elif kind == 5:
            other = dice.choice(others).data
            start = dice.randrange(len(other))
            data[at : at + dice.choice((0, 50))] = other[start : start + dice.choice((4, 40, 400))]
        elif data:
            data[min(at, len(data) - 1)] ^= 1 << dice.randrange(8)
    return bytes(data)


def fault_of(outcome: Outcome, overheard: _Overhearer) -> str | None:
    """What nobody foresaw about an outcome, in a line that is the same for the same fault."""
    said = " / ".join(outcome.reasons)
    if any(fault in said for fault in NEVER):
        return said[:300]
    if any(IMPORT.search(line) for line in overheard.lines):
        return next(line for line in overheard.lines if IMPORT.search(line))[:300]
    if outcome.megabytes > MOST_MEGABYTES or outcome.processor > MOST_PROCESSOR_SECONDS:
        what = "memory" if outcome.megabytes > MOST_MEGABYTES else "time"
        return f"too much {what}: a {Path(outcome.name).suffix} file, {outcome.status} {said[:80]}"
    return overheard.own_fault()


def _overhear() -> _Overhearer:
    overheard, log = _Overhearer(), logging.getLogger("banmian.batch.worker_supervision")
    log.setLevel(logging.INFO)
    log.addHandler(overheard)
    log.propagate = False
    return overheard


def _keep(file: Path, data: bytes, said: Sequence[str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    file.with_suffix(".log").write_text("\n".join(said))
    print(f"{file}: {said[0]}", flush=True)


def fuzz(minutes: float, number: int, keep: Path, endings: Sequence[str] = ()) -> Counter[str]:
    """Read changed seeds for some minutes; what was found, and how often. The first input of each is kept."""
    dice, found, tried, overheard = random.Random(number), Counter[str](), 0, _overhear()
    statuses, by_ending = Counter[str](), dict[str, list[Seed]]()
    for seed in seeds():
        if not endings or seed.ending in endings:
            by_ending.setdefault(seed.ending, []).append(seed)
    pool = WorkerPool(SETTINGS.model_copy(update={"page_seconds": 300.0}))
    ends, shown = time.monotonic() + 60 * minutes, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < ends:
            (ending,) = dice.choices(list(by_ending), [OFTEN.get(ending, 1) for ending in by_ending])
            seed = dice.choice(by_ending[ending])
            data, tried = changed(seed, by_ending[seed.ending], dice), tried + 1
            overheard.lines.clear()
            case = Case(f"fuzz{seed.ending}", lambda data=data: data, "fuzz")
            outcome = read_case(case, Path(folder), pool)
            fault = fault_of(outcome, overheard)
            statuses[f"{seed.ending} {outcome.status}"] += 1
            if fault is not None:
                found[fault] += 1
                if found[fault] == 1:
                    _keep(keep / f"{number}-{tried}{seed.ending}", data, [fault, *overheard.lines])
            if time.monotonic() - shown > 60:
                shown = time.monotonic()
                print(f"{tried} inputs read, {len(found)} findings", flush=True)
    pool.close()
    print(
        json.dumps(
            {"seed": number, "inputs": tried, "statuses": statuses, "findings": found}, ensure_ascii=False, indent=1
        )
    )
    return found


def main() -> int:
    """The command line; the exit status is 1 where something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--keep", type=Path, default=Path("out/fuzz"))
    parser.add_argument("endings", nargs="*", help="kinds of files alone, such as .pdf .txt")
    chosen = parser.parse_args()
    return int(bool(fuzz(chosen.minutes, chosen.seed, chosen.keep, chosen.endings)))


if __name__ == "__main__":
    sys.exit(main())
