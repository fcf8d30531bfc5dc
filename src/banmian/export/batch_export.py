"""Export of a batch of finished documents to one format."""

from __future__ import annotations

import json
from pathlib import Path

from banmian.document.atomic_files import write_whole
from banmian.export.format import Batch, Format, Options, Outcome
from banmian.export.registry import get_format

REPORT = "export-report.json"


def export_batch(root: Path, kind: str, output: Path, options: Options | None = None) -> Outcome:
    """Write all finished documents below ``root`` into the new folder ``output``, in the format named ``kind``.

    A document that cannot be exported is reported, the others are written; ``export-report.json`` beside them has
    the outcome. Raises UsageError for an unknown format or option, or without documents; MissingRequirementError
    where the format needs a library that is missing; OSError.
    """
    chosen, given = get_format(kind), options or Options()
    given.check(chosen.options)
    batch = Batch.of(root, chosen)
    output.mkdir(parents=True, exist_ok=True)
    chosen.write(batch, output, given)
    write_whole(output / REPORT, _report(chosen, batch.outcome))
    return batch.outcome


def _report(chosen: Format, outcome: Outcome) -> bytes:
    """What was written, what was not, and all warnings, for programs."""
    values = {
        "format": chosen.name,
        "documents": outcome.documents,
        "left_out": outcome.skipped,
        "problems": outcome.problems,
        "warnings": outcome.warnings,
    }
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")
