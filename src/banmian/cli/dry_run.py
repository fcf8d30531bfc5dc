"""``--dry-run``: what a run would do, on standard output."""

from __future__ import annotations

from banmian.batch.preview import Action, Preview
from banmian.printable import printable

WORDS: dict[Action, str] = {"read": "read", "keep": "keep", "fail": "can't be read", "ignore": "ignore"}
UNITS = ((86_400, "days"), (3_600, "hours"), (60, "minutes"), (1, "seconds"))


def show_preview(preview: Preview, workers: int) -> None:
    """One line per file, then counts and estimates."""
    for file in preview.files:
        print(f"{WORDS[file.action]}\t{printable(file.path)}\t{printable(file.reason)}")
    counts = ", ".join(f"{preview.count(action)} {word}" for action, word in WORDS.items() if preview.count(action))
    print(f"{len(preview.files)} files: {counts}")
    basis = "by pages read here before" if preview.measured else "roughly: no such pages were read here before"
    duration = describe_duration(preview.seconds / max(1, workers))
    print(f"{preview.pages} pages to read: about {duration}, {preview.disk_bytes / 1e6:.0f} MB ({basis})")


def describe_duration(seconds: float) -> str:
    """A duration for people: one unit, whole numbers from ten on."""
    size, unit = next((found for found in UNITS if seconds >= 2 * found[0]), UNITS[-1])
    amount = seconds / size
    return f"{amount:.0f} {unit}" if amount >= 10 else f"{amount:.1f} {unit}"
