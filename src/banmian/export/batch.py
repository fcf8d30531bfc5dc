"""A batch of finished documents into one format."""

from __future__ import annotations

from pathlib import Path

from banmian.export.format import Batch, Options, Outcome
from banmian.export.registry import format_named


def export_batch(root: Path, kind: str, output: Path, options: Options | None = None) -> Outcome:
    """Write all finished documents below ``root`` into ``output``, which is made, in the format named ``kind``.

    A document that can't be exported is told of, the others are written. Raises UsageError where there
    is no such format or option, or no document; MissingRequirementError where the format needs a library
    that is not there; OSError.
    """
    chosen, given = format_named(kind), options or Options()
    given.check(chosen.options)
    batch = Batch.of(root, chosen)
    output.mkdir(parents=True, exist_ok=True)
    chosen.write(batch, output, given)
    return batch.outcome
