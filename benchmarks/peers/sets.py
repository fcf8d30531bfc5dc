"""The pages that everybody reads, each with its truth."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from banmian.evaluation.comparable import ComparableDocument
from banmian.evaluation.truth.reading import read_comparable
from benchmarks.peers.tools import Kind, Script

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

SEED = 4100
"""First seed of the generated pages."""

ALL_FIGURES = ("integrity", "order", "article_f1", "headline")


@dataclass(frozen=True, slots=True)
class Sample:
    """A document. ``page`` chooses one page of the truth; ``figures`` are those that the truth is good for."""

    path: Path
    truth_path: Path
    kind: Kind
    script: Script = "simplified"
    page: int | None = None
    figures: tuple[str, ...] = ALL_FIGURES

    def truth(self) -> ComparableDocument:
        """What stands on it."""
        edition = read_comparable(self.truth_path)
        return edition if self.page is None else edition.only(self.page)


@dataclass(frozen=True, slots=True)
class Set:
    """Documents of one kind that are summed up in one row a tool."""

    name: str
    samples: Callable[[Path], list[Sample]]


def _samples_pdf(folder: Path) -> list[Sample]:
    return [Sample(ROOT / "samples" / "issue.pdf", ROOT / "samples" / "issue.truth.json", "pdf")]


def _samples_scans(folder: Path) -> list[Sample]:
    here = ROOT / "samples"
    return [
        Sample(here / "scan.jpg", here / "scan.truth.json", "image"),
        Sample(here / "vertical.jpg", here / "vertical.truth.json", "image", "vertical"),
    ]


def _dev_pdf(folder: Path) -> list[Sample]:
    here = SHARED / "pages-dev"
    return [Sample(here / name, here / "truth.json", "pdf") for name in ("issue.pdf", "issue-shuffled.pdf")]


def _dev_scans(folder: Path) -> list[Sample]:
    here = SHARED / "pages-dev"
    return [Sample(here / f"page-{n}.jpg", here / "truth.json", "image", page=n) for n in (1, 2)]


def _generated_pdf(folder: Path) -> list[Sample]:
    plain = _typeset(folder, SEED, 3, "page", "--raster")
    return plain + _typeset(folder, SEED + 500, 2, "shuffled", "--shuffled")


def _generated_scans(folder: Path) -> list[Sample]:
    _typeset(folder, SEED, 3, "page", "--raster")
    _typeset(folder, SEED, 1, "vertical", "--vertical", "--raster")
    plain, down = f"page-{SEED:05d}", f"vertical-{SEED:05d}"
    return [
        Sample(folder / f"{plain}-1.jpg", folder / f"{plain}.truth.json", "image", page=1),
        Sample(folder / f"{down}-1.jpg", folder / f"{down}.truth.json", "image", "vertical", page=1),
    ]


def _real_order(folder: Path) -> list[Sample]:
    here, name = SHARED / "real", "nongmin-2010-12-25-p2"
    truth = here / f"{name}.omnidocbench.json"
    return [Sample(here / f"{name}.jpg", truth, "image", figures=("order",))]


def _real_vertical(folder: Path) -> list[Sample]:
    here, name = SHARED / "real", "jingbao-1939-04-23-p1p4"
    figures = ("integrity", "order", "article_f1")
    return [Sample(here / f"{name}.png", here / f"{name}.tei.xml", "image", "vertical", figures=figures)]


SETS = (
    Set("samples, text layer", _samples_pdf),
    Set("development pages, text layer", _dev_pdf),
    Set("generated pages, text layer", _generated_pdf),
    Set("generated pages, scans", _generated_scans),
    Set("samples, scans", _samples_scans),
    Set("development pages, scans", _dev_scans),
    Set("real daily of 2010, low resolution (order alone)", _real_order),
    Set("real daily of 1939, vertical", _real_vertical),
)
"""The cheap ones first: whoever stops early has most of the table."""


def _typeset(folder: Path, seed: int, count: int, kind: str, *more: str) -> list[Sample]:
    """Pages of the project's generator, typeset unless they are there; their files begin with ``kind``."""
    paths = [folder / f"{kind}-{seed + n:05d}.pdf" for n in range(count)]
    if not all(path.exists() for path in paths):
        command = [sys.executable, "-m", "samples.generator", "--family", kind, "--seed", str(seed)]
        subprocess.run(
            [*command, "--count", str(count), *more, "-o", str(folder)], check=True, cwd=ROOT, stdout=subprocess.DEVNULL
        )
    return [Sample(path, path.with_suffix(".truth.json"), "pdf") for path in paths]
