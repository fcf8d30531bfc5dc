"""Pages of the project's own generator, read as a text layer and then worn as a reader of scans wears them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from banmian.layout.geometry import Box
from banmian.layout.model import Line, Page
from banmian.layout.readers.opening import open_source
from banmian.learning.labelled_pages import NO_ARTICLE, LabelledPage
from samples.families import FAMILIES, make_family_document
from samples.families.page_models import line_truths, page_models, reading_order
from samples.generator.__main__ import write_document


def pages_of(family: str, seed: int) -> Iterator[LabelledPage]:
    """The pages of one generated document as a text layer gives them."""
    return _drawn_pages(family, seed) if family in FAMILIES else _typeset_pages(family, seed)


def _typeset_pages(kind: str, seed: int) -> Iterator[LabelledPage]:
    with tempfile.TemporaryDirectory() as folder:
        pdf = write_document(Path(folder), seed, kind, None)
        truth = json.loads(pdf.with_suffix(".truth.json").read_text("utf-8"))
        with open_source(pdf) as source:
            for leaf, page_truth in enumerate(truth["pages"], start=1):
                for page in source.read(leaf):
                    yield LabelledPage(
                        page, strings_of(page_truth), f"{kind}-{seed}", kind, notices=len(page_truth["furniture"])
                    )


def _drawn_pages(family: str, seed: int) -> Iterator[LabelledPage]:
    """Each line of a drawn page is told what it is in truth."""
    document = make_family_document(family, seed)
    for canvas, page in zip(document.pages, page_models(document), strict=True):
        truths = line_truths(page.lines, canvas)
        names = {name: number for number, name in enumerate(sorted({truth.article for truth in truths} - {""}))}
        areas = [
            (page.lines[place].box, names[name], order)
            for name, places in reading_order(truths).items()
            for order, place in enumerate(places)
        ]
        areas += [
            (line.box, NO_ARTICLE, 0)
            for line, truth in zip(page.lines, truths, strict=True)
            if not truth.article and truth.label
        ]
        yield LabelledPage(page, (), f"{family}-{seed}", family, tuple(areas))


def strings_of(page_truth: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The strings of each article and notice of a page's truth, in reading order."""
    articles = []
    for article in page_truth["articles"]:
        parts = [article.get(name) or "" for name in ("section", "kicker", "headline", "subheadline")]
        parts += [
            person["name"] if isinstance(person, dict) else str(person) for person in article.get("bylines") or []
        ]
        parts += [str(paragraph) for paragraph in article.get("paragraphs") or []]
        parts += [str(cell) for row in (article.get("table") or {}).get("rows", []) for cell in row]
        articles.append(tuple(part for part in parts if part))
    return tuple(articles) + tuple((piece["text"],) for piece in page_truth["furniture"])


def worn(page: Page, rng: Random) -> Page:
    """The page as recognition would give it: no fonts, uneven sizes and edges, lines lost, parted and run together."""
    wear = rng.choice((0.3, 1.0, 1.0, 2.0))
    lines: list[Line] = []
    for line in page.lines:
        if rng.random() < 0.006 * wear:
            continue
        if len(line.text) > 6 and rng.random() < 0.012 * wear:
            lines += _parted(line, rng)
        else:
            lines.append(line)
    keep = rng.choice((1.0, 1.0, 0.9, 0.6))
    rules = [rule for rule in page.rules if rng.random() < keep]
    panels = [panel for panel in page.panels if rng.random() < max(keep, 0.8)]
    return replace(
        page, text_source="ocr", rules=rules, panels=panels, lines=[_smudged(line, rng, wear) for line in lines]
    )


def _parted(line: Line, rng: Random) -> list[Line]:
    cut = rng.randint(2, len(line.text) - 2)
    share = cut / len(line.text)
    box = line.box
    if line.vertical:
        y = box.y0 + share * box.height
        boxes = (Box(box.x0, box.y0, box.x1, y), Box(box.x0, y, box.x1, box.y1))
    else:
        x = box.x0 + share * box.width
        boxes = (Box(box.x0, box.y0, x, box.y1), Box(x, box.y0, box.x1, box.y1))
    return [
        replace(line, text=text, read=text, box=part, glyphs=())
        for text, part in zip((line.text[:cut], line.text[cut:]), boxes, strict=True)
    ]


def _smudged(line: Line, rng: Random, wear: float) -> Line:
    shift = [rng.gauss(0, 0.05 * wear) * line.size for _ in range(4)]
    box = Box(line.box.x0 + shift[0], line.box.y0 + shift[1], line.box.x1 + shift[2], line.box.y1 + shift[3])
    said = "".join("〓" if rng.random() < 0.01 * wear else char for char in line.text)
    size = line.size * rng.uniform(1 - 0.07 * wear, 1 + 0.07 * wear)
    return replace(line, text=said, read=said, box=box, size=size, glyphs=(), font="", bold=False, color="")
