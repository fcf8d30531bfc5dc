"""The pages and texts that ablation looks at: read once, kept, arranged and repaired as often as asked."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
import sys
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from banmian.document.json_form import document_to_dict  # noqa: E402
from banmian.document.model import Content, Document, Provenance  # noqa: E402
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage  # noqa: E402
from banmian.evaluation.scoring import score  # noqa: E402
from banmian.evaluation.truth.article_documents import to_comparable  # noqa: E402
from banmian.evaluation.truth.reading import TruthError, read_comparable  # noqa: E402
from banmian.layout.model import Page  # noqa: E402
from banmian.layout.ocr import pipeline  # noqa: E402
from banmian.layout.ocr.registry import get_engine  # noqa: E402
from banmian.layout.pipeline import STAGES, arrange, start_state  # noqa: E402
from banmian.layout.readers.opening import open_source  # noqa: E402
from banmian.read_options import ReadOptions  # noqa: E402
from banmian.reading.assembly import make_document  # noqa: E402
from banmian.repair.bare_text.pipeline import text_to_content  # noqa: E402
from banmian.repair.pages import repair_article  # noqa: E402
from banmian.stages import run_stages  # noqa: E402
from benchmarks.ablation.recorded_engine import RecordedEngine  # noqa: E402
from benchmarks.repair_quality import kinds  # noqa: E402

SHARED = ROOT.parent / "shared"
MODEL = ROOT / "layout" / "model.py"
GENERATED_SEEDS = (7101, 7102)
"""Seeds of pages made up for this, one of each family."""
DAMAGED = [(seed, size, retitled) for seed in range(11, 19) for size in (4, 12) for retitled in (False, True)]
"""Seeds of texts made up and damaged for this, how many articles, and whether titles share no wording with them."""
REAL_SCANS = ("nongmin", "toutiao", "yongan", "hk-2019", "eagle", "jb_0236")
"""Beginnings of the names of real scans that are looked at."""
ENDINGS = {".pdf", ".jpg", ".png", ".gif", ".tif"}


@dataclass(frozen=True, slots=True)
class Case:
    """A file, pages as read, pages as arranged, or a text, and what is known of it. ``group`` is its set."""

    group: str
    name: str
    source: Path | list[Page] | Content | str
    truth: ComparableDocument | None = None

    def document(self) -> Document:
        """What layout and repair make of it now."""
        if isinstance(self.source, str):
            content = text_to_content(self.source)
        else:
            content = self.source if isinstance(self.source, Content) else arrange(self.pages())
            content = replace(deepcopy(content), articles=[repair_article(article) for article in content.articles])
        return make_document(content, self.name, "0" * 64, "", Provenance())

    def pages(self) -> list[Page]:
        """The pages as read before, or as the file is read now."""
        assert not isinstance(self.source, str | Content)
        return self.source if isinstance(self.source, list) else _read(self.source)

    def items(self) -> bytes:
        """What the pages hold before articles are looked for: quickly made, and where it is the same all is."""
        if not isinstance(self.source, list):
            return b""
        return pickle.dumps([_before_articles(page) for page in self.source])

    def arranged(self) -> Case:
        """The case with its pages arranged already, so that repair alone is looked at."""
        return replace(self, source=arrange(self.source)) if isinstance(self.source, list) else self

    def result(self) -> Result:
        """The document of now as text that can be compared, and its figures."""
        document = self.document()
        figures = score(self.truth, to_comparable(document)) if self.truth else {}
        values = {name: round(ratio.value, 4) for name, ratio in figures.items() if ratio.value is not None}
        return Result(json.dumps(document_to_dict(document), ensure_ascii=False), values)


@dataclass(frozen=True, slots=True)
class Result:
    """A document as JSON, and its figures by name."""

    text: str
    figures: dict[str, float]


def _before_articles(page: Page) -> object:
    state = start_state(page)
    last = next(number for number, stage in enumerate(STAGES) if stage.name == "articles")
    state = run_stages("ablation", STAGES[:last], state)
    return state.facts, state.furniture, state.level.rules, state.area


def page_cases(cache: Path) -> list[Case]:
    """Pages of the samples, made-up ones, and those beside the checkout, from the quickest to the slowest."""
    folders: list[tuple[str, Sequence[Path]]] = [
        ("samples", [ROOT / "samples" / name for name in ("issue.pdf", "scan.jpg", "vertical.jpg")]),
        ("generated", _generated(cache / "generated")),
    ]
    for name in ("pages-dev", "cases", "real", "real/jingbao"):
        files = sorted(path for path in (SHARED / name).glob("*") if path.suffix in ENDINGS)
        folders.append((name, files))
    return [Case(group, path.name, _pages(path, cache), _truth(path)) for group, files in folders for path in files]


def layer_cases(cache: Path) -> list[Case]:
    """PDF files with a text layer, to be read anew each time."""
    files = [
        ("samples", [ROOT / "samples" / "issue.pdf"]),
        ("generated", _generated(cache / "generated")),
        ("pages-dev", sorted((SHARED / "pages-dev").glob("*.pdf"))),
        ("cases", sorted((SHARED / "cases").glob("*.pdf"))),
        ("real", sorted((SHARED / "real").glob("rmrb*.pdf"))),
    ]
    return [Case(group, path.name, path, _truth(path)) for group, paths in files for path in paths]


def scan_cases(cache: Path) -> list[Case]:
    """Page images, to be read anew each time by an engine that keeps its answers; the largest are left out."""
    pipeline.get_engine = lambda *_args, **_options: _recorded(cache)  # type: ignore[assignment]
    real = sorted(path for path in (SHARED / "real").rglob("*") if path.suffix in ENDINGS)
    files = [
        ("samples", [ROOT / "samples" / name for name in ("scan.jpg", "vertical.jpg")]),
        ("pages-dev", sorted((SHARED / "pages-dev").glob("*.jpg"))),
        ("cases", sorted(path for path in (SHARED / "cases").glob("*") if path.suffix in (".png", ".gif"))),
        ("real", [path for path in real if path.name.startswith(REAL_SCANS)]),
    ]
    cases = [Case(group, path.name, path, _truth(path)) for group, paths in files for path in paths]
    for case in cases:
        case.pages()
    _recorded(cache).seal()
    return cases


@lru_cache(maxsize=1)
def _recorded(cache: Path) -> RecordedEngine:
    return RecordedEngine(get_engine("paddle"), cache / "engine.answers")


def text_cases() -> list[Case]:
    """Bare texts: the sample, made-up ones damaged, and those beside the checkout."""
    sample = ROOT / "samples" / "damaged.txt"
    cases = [Case("samples", sample.name, sample.read_text("utf-8"), _truth(sample))]
    cases += list(_damaged())
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        cases.append(Case("seeds", path.name, path.read_text("utf-8")))
    return cases


def _damaged() -> Iterator[Case]:
    import repair_damage

    for kind, damage in kinds().items():
        for seed, size, retitled in DAMAGED:
            articles = repair_damage.invent_several(seed, size)
            if retitled:
                articles = repair_damage.retitled(articles, random.Random(seed))
            if retitled and not kind.startswith("heads"):
                continue
            text = damage(articles, random.Random(seed))
            yield Case("damaged", f"{kind}-{seed}-{size}", text, _as_truth(articles))


def _as_truth(articles: Sequence[Any]) -> ComparableDocument:
    return ComparableDocument(
        [
            ComparableArticle(
                str(number),
                tuple(Passage("paragraph", paragraph) for paragraph in article.paragraphs),
                article.headline,
                article.kicker,
                article.subheadline,
                names=tuple(article.names),
            )
            for number, article in enumerate(articles)
        ]
    )


def _generated(folder: Path) -> list[Path]:
    from samples.generator.__main__ import FAMILIES, PLAIN, write_document

    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for seed in GENERATED_SEEDS:
        for kind in (*PLAIN, *FAMILIES):
            path = folder / f"{kind}-{seed:05d}.pdf"
            found.append(path if path.exists() else write_document(folder, seed, kind, None))
    return found


def _pages(path: Path, cache: Path) -> list[Page]:
    """The pages of a file, read once and kept under the hash of its bytes and of what pages are made of."""
    kept = cache / f"{hashlib.sha256(path.read_bytes() + MODEL.read_bytes()).hexdigest()}.pages"
    if kept.exists():
        pages: list[Page] = pickle.loads(kept.read_bytes())
        return pages
    pages = _read(path)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(pages))
    return pages


def _read(path: Path) -> list[Page]:
    pages: list[Page] = []
    with open_source(path, ReadOptions()) as source:
        for number in range(1, min(source.source_page_count, 4) + 1):
            for page in source.read(number):
                pages.append(replace(page, number=len(pages) + 1, source_page=number))
    return pages


def _truth(path: Path) -> ComparableDocument | None:
    beside = path.with_suffix(".truth.json")
    if not beside.exists():
        return None
    try:
        return read_comparable(beside)
    except TruthError:
        return None


def differing(before: Result, after: Result) -> list[str]:
    """What moved: figures by name with both values; "text" where only the document itself did."""
    names = sorted({*before.figures, *after.figures})
    moved: list[str] = [
        f"{name} {_shown(before.figures.get(name))} → {_shown(after.figures.get(name))}"
        for name in names
        if before.figures.get(name) != after.figures.get(name)
    ]
    return moved or (["text"] if before.text != after.text else [])


def _shown(value: Any) -> str:
    return "none" if value is None else f"{value:.4f}"
