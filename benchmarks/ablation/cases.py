"""The pages and texts that ablation looks at: read once, kept, arranged and repaired as often as asked."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]

from banmian.document.json_form import document_to_dict
from banmian.document.model import Content, Document, Provenance
from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage
from banmian.evaluation.scoring import score
from banmian.evaluation.truth.article_documents import to_comparable
from banmian.evaluation.truth.reading import TruthError, read_comparable
from banmian.layout.model import Page
from banmian.layout.pipeline import arrange
from banmian.layout.readers.opening import open_source
from banmian.read_options import ReadOptions
from banmian.reading.document_assembly import make_document
from banmian.repair.bare_text.pipeline import text_to_content
from banmian.repair.page_articles import repair_article
from benchmarks.ablation.paths import ENDINGS, ROOT, SHARED
from benchmarks.bare_text_articles import kinds

MODEL = ROOT / "layout" / "model.py"
GENERATED_SEEDS = (7101, 7102)
"""Seeds of pages made up for this, one of each family."""
DRAWN = {
    "republican": (9204, 61001, 61003, 61004, 61005, 61008, 61012),
    "mainland": (9201, 9202, 9204, 61001, 61007, 61008, 61010),
    "tabloid": (9201, 9204, 61003, 61006, 61008, 61011),
    "western": (61009,),
    "magazine": (9203, 61008, 61009),
    "page": (9201, 9204, 9312, 61003),
    "shuffled": (9201, 9203, 9307, 9325, 9329, 9336, 61009, 61010),
    "vertical": (61009, 61010),
}
"""Seeds of further pages, by family: each asks for a number that moves nothing elsewhere. They were found among 181."""
DAMAGED = [(seed, size, retitled) for seed in range(11, 13) for size in (4, 12) for retitled in (False, True)]
"""Seeds of texts made up and damaged for this, how many articles, and whether titles share no wording with them."""
LEAST_EXTRACTED = 200
"""Characters of a text that another program made of pages."""
ASKED = {
    "heads after bodies": ((93001, 4, 500), (95001, 4, 500)),
    "heads before and after": ((93002, 12, 500), (95001, 4, 500), (97002, 12, 500), (98001, 9, 400)),
    "all heads first": ((93002, 12, 500), (95001, 4, 500), (95002, 12, 500)),
    "all heads first, page by page": ((95001, 4, 500), (95002, 12, 500)),
    "all heads first, in another order": ((98001, 5, 400), (98001, 9, 400), (98003, 6, 400)),
    "spaces at 5%": ((93002, 12, 500), (95001, 4, 500)),
    "spaces at 30%": ((93006, 12, 500),),
    "text layer": ((95002, 12, 500),),
    "unsigned": ((93003, 4, 500),),
}
"""Further texts, by the way they are damaged: seed, how many articles, and their length. Each asks for a number that
moves nothing elsewhere; they were found among some three hundred."""


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
        return self.source if isinstance(self.source, list) else read_pages(self.source)

    def arranged(self) -> Case:
        """The case with its pages arranged already, so that repair alone is looked at."""
        return replace(self, source=arrange(self.source)) if isinstance(self.source, list) else self

    def result(self) -> Result:
        """The document of now as text that can be compared, and its figures."""
        document = self.document()
        figures = score(self.truth, to_comparable(document)) if self.truth else {}
        values = {name: round(ratio.value, 4) for name, ratio in figures.items() if ratio.value is not None}
        return Result(json.dumps(document_to_dict(document), ensure_ascii=False), values)

    def differing(self, before: Result, after: Result) -> list[str]:
        """What moved: figures by name with both values; "text" where only the document itself did."""
        names = sorted({*before.figures, *after.figures})
        moved: list[str] = [
            f"{name} {_shown(before.figures.get(name))} → {_shown(after.figures.get(name))}"
            for name in names
            if before.figures.get(name) != after.figures.get(name)
        ]
        return moved or (["text"] if before.text != after.text else [])


@dataclass(frozen=True, slots=True)
class Result:
    """A document as JSON, and its figures by name."""

    text: str
    figures: dict[str, float]


def page_cases(cache: Path, sets: Collection[str]) -> list[Case]:
    """Pages of some sets (the samples, made-up ones, those beside the checkout), the quickest first."""
    folders: dict[str, Callable[[], Sequence[Path]]] = {
        "samples": lambda: [ROOT / "samples" / name for name in ("issue.pdf", "scan.jpg", "vertical.jpg")],
        "generated": lambda: generated_files(cache / "generated"),
        "drawn": lambda: _draw(cache / "drawn", [(kind, seed) for kind, seeds in DRAWN.items() for seed in seeds]),
        **{name: partial(_files, name) for name in ("pages-dev", "cases", "real", "real/jingbao")},
    }
    cases = [
        Case(group, path.name, _pages(path, cache), _truth(path))
        for group, files in folders.items()
        if group in sets
        for path in files()
    ]
    return sorted(cases, key=_signs)


def _files(name: str) -> Sequence[Path]:
    return sorted(path for path in (SHARED / name).glob("*") if path.suffix in ENDINGS)


def _signs(case: Case) -> int:
    """Signs on the pages of a case: how long it takes."""
    return sum(len(line.text) for page in case.pages() for line in page.lines)


def text_cases(sets: Collection[str]) -> list[Case]:
    """Bare texts of some sets: the sample, made-up ones damaged, and those beside the checkout."""
    sample = ROOT / "samples" / "damaged.txt"
    cases = [Case("samples", sample.name, sample.read_text("utf-8"), _truth(sample))]
    cases += [*_damaged(), *_extracted()]
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        cases.append(Case("seeds", path.name, path.read_text("utf-8")))
    return [case for case in cases if case.group in sets]


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
    ways = {**kinds(), "all heads first, in another order": repair_damage.heads_in_another_order}
    for kind, texts in ASKED.items():
        for seed, size, room in texts:
            articles = repair_damage.invent_several(seed, size, room)
            yield Case("asked", f"{kind}-{seed}-{size}", ways[kind](articles, random.Random(seed)), _as_truth(articles))


def _extracted() -> Iterator[Case]:
    """What PDFium says is the text of pages: lines in the order of painting, whatever their codes mean."""
    for path in sorted((SHARED / "cases").glob("*.pdf")):
        document = pypdfium2.PdfDocument(path)
        pages = [document[number].get_textpage().get_text_range() for number in range(min(4, len(document)))]
        document.close()
        text = "\n\f\n".join(pages).replace("\r\n", "\n")
        if len(text) > LEAST_EXTRACTED and "\0" not in text:
            yield Case("extracted", path.stem, text)


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


def generated_files(folder: Path) -> list[Path]:
    """Documents of every family, drawn where they are not in the folder."""
    from samples.generator.__main__ import FAMILIES, PLAIN

    return _draw(folder, [(kind, seed) for seed in GENERATED_SEEDS for kind in (*PLAIN, *FAMILIES)])


def _draw(folder: Path, documents: Sequence[tuple[str, int]]) -> list[Path]:
    """Documents of given families and seeds, drawn where they are not in the folder."""
    from samples.generator.__main__ import write_document

    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for kind, seed in documents:
        path = folder / f"{kind}-{seed:05d}.pdf"
        found.append(path if path.exists() else write_document(folder, seed, kind, None))
    return found


def _pages(path: Path, cache: Path) -> list[Page]:
    """The pages of a file, read once and kept under the hash of its bytes and of what pages are made of."""
    kept = cache / f"{hashlib.sha256(path.read_bytes() + MODEL.read_bytes()).hexdigest()}.pages"
    if kept.exists():
        pages: list[Page] = pickle.loads(kept.read_bytes())
        return pages
    pages = read_pages(path)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(pages))
    return pages


def read_pages(path: Path) -> list[Page]:
    """The first pages of a file, read now."""
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


def _shown(value: Any) -> str:
    return "none" if value is None else f"{value:.4f}"
