"""``--dry-run``: what a run would do, on standard output."""

from __future__ import annotations

from banmian.batch.preview import Action, Preview
from banmian.messages import translate
from banmian.printable import printable

WORDS: dict[Action, str] = {"read": "read", "keep": "keep", "fail": "can't be read", "ignore": "ignore"}
UNITS = ((86_400, "{0} days"), (3_600, "{0} hours"), (60, "{0} minutes"), (1, "{0} seconds"))


def show_preview(preview: Preview, workers: int) -> None:
    """One line per file, then counts and estimates."""
    words = {action: translate(word) for action, word in WORDS.items()}
    for file in preview.files:
        print(f"{words[file.action]}\t{printable(file.path)}\t{translate(printable(file.reason))}")
    counts = ", ".join(f"{preview.count(action)} {word}" for action, word in words.items() if preview.count(action))
    print(f"{count_of(len(preview.files), '{0} file', '{0} files')}: {counts}")
    basis = translate(
        "by pages read here before" if preview.measured else "roughly: no such pages were read here before"
    )
    duration = describe_duration(preview.seconds / max(1, workers))
    pages = count_of(preview.pages, "{0} page to read", "{0} pages to read")
    print(translate(f"{pages}: about {duration}, {preview.disk_bytes / 1e6:.0f} MB ({basis})"))


def describe_duration(seconds: float) -> str:
    """A duration for people: one unit, whole numbers from ten on."""
    size, unit = next((found for found in UNITS if seconds >= 2 * found[0]), UNITS[-1])
    amount = seconds / size
    return translate(unit).format(f"{amount:.0f}" if amount >= 10 else f"{amount:.1f}")


def count_of(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 page, 2 pages."""
    return translate(one if number == 1 else many).format(number)
