"""One tool on one set: what it cost and how good it was."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from banmian.errors import BanmianError
from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.folder_reading import read_outputs
from banmian.evaluation.pooled_ratios import Ratio, pool
from banmian.evaluation.scoring import score
from benchmarks.peers.sets import ROOT, Sample
from benchmarks.peers.tools import Task, Tool
from benchmarks.process_cost import Cost, RunFailedError, measure

LIMIT_SECONDS = 300
"""A document that takes longer counts as one that can't be read."""

NOTHING_READ = ComparableDocument()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A tool's figures and costs on a set; ``failures`` are documents that it could not read."""

    tool: str
    figures: dict[str, Ratio]
    costs: list[Cost]
    pages: int
    failures: list[str] = field(default_factory=list)

    @property
    def seconds_a_page(self) -> float:
        """Seconds of the clock for a page, with the start of the process."""
        return sum(cost.seconds for cost in self.costs) / max(1, self.pages)

    @property
    def processor_seconds_a_page(self) -> float:
        """Seconds of processors for a page."""
        return sum(cost.processor_seconds for cost in self.costs) / max(1, self.pages)

    @property
    def peak_bytes(self) -> int:
        """The most memory that any document took."""
        return max((cost.peak_bytes for cost in self.costs), default=0)


def run(tool: Tool, python: str, samples: list[Sample], folder: Path, environment: dict[str, str]) -> Outcome:
    """A tool on every document of a set, one process a document.

    What it can't read counts as read empty: its figures are those of all documents, its costs those of the read.
    """
    parts, costs, failures, pages = [], [], [], 0
    for sample in samples:
        truth = sample.truth()
        task = Task(sample.path, _target(tool, sample, folder), sample.script)
        try:
            cost = measure(tool.command(task, python), task.target.with_suffix(".log"), LIMIT_SECONDS, environment)
            output = read_outputs(task.target)[0].edition
        except (RunFailedError, BanmianError, OSError, ValueError) as error:
            failures.append(f"{sample.path.name}: {error}")
            output = NOTHING_READ
        else:
            costs.append(cost)
            pages += len(truth.pages())
        figures = score(truth, output)
        parts.append({name: figures[name] for name in sample.figures if name in figures})
    return Outcome(tool.name, pool(parts), costs, pages, failures)


def environment(threads: int) -> dict[str, str]:
    """What every process gets: the same number of threads, and the project's packages in sight."""
    names = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS")
    return {**dict.fromkeys(names, str(threads)), "PYTHONPATH": str(ROOT)}


def _target(tool: Tool, sample: Sample, folder: Path) -> Path:
    place = folder / tool.name.replace(" ", "-").replace(",", "") / sample.path.parent.name
    place.mkdir(parents=True, exist_ok=True)
    target = place / f"{sample.path.stem}{tool.ending}"
    if target.is_dir():
        shutil.rmtree(target)
    target.unlink(missing_ok=True)
    return target
