"""The report as one self-contained HTML file: figures, articles, the worst errors with pictures."""

from __future__ import annotations

import base64
import io
import math
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from banmian.evaluation.comparable import Place
from banmian.evaluation.evaluation_result import ArticleReport, DocumentReport, Report
from banmian.evaluation.metric_explanations import EXPLANATIONS, GROUPS, MAIN, Better
from banmian.evaluation.pooled_ratios import Figures, Ratio
from banmian.evaluation.report_style import STYLE
from banmian.evaluation.terminal_report import format_figure
from banmian.evaluation.worst_errors import TextError

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
MARGIN = 0.01
"""Margin around a place, in fractions of the page."""
WIDEST = 900
"""Longer side of a picture in px."""
GOOD, FAIR = 0.95, 0.8
"""A figure is good from the first on, fair from the second on (an error rate: 1 minus these)."""
MOST_DOCUMENTS = 30
"""Most documents that are shown in full, the worst ones: a page of thousands could not be opened."""


def web_page(report: Report, worst: int) -> str:
    """The whole page; ``worst`` is how many places of each document are shown."""
    documents = report.documents
    title = f"{len(documents)} documents" if len(documents) != 1 else documents[0].name
    ranked = documents if len(documents) <= MOST_DOCUMENTS else sorted(documents, key=_badness)[:MOST_DOCUMENTS]
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>Evaluation: {escape(title)}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>Evaluation: {escape(title)}</h1>",
        *(f"<p>{escape(note)}</p>" for note in report.notes()),
        _cards(report.figures),
        _documents(documents, {id(document) for document in ranked}) if len(documents) > 1 else "",
        _figures(report.figures),
        *(_document(document, worst, document.name if len(documents) > 1 else "") for document in ranked),
        "</main></body></html>\n",
    ]
    return "\n".join(parts)


def _badness(document: DocumentReport) -> float:
    """Sort key, low for the worst: the share of intact bodies, or 1 minus the pages' error rate."""
    for name in ("integrity", "page_cer"):
        value = _value(document.figures.get(name))
        if value is not None:
            return value if EXPLANATIONS[name].better == "high" else -value
    return math.inf


def _value(ratio: Ratio | None) -> float | None:
    return None if ratio is None else ratio.value


def _judged(name: str, value: float | None) -> str:
    """The class of a figure: good, fair or poor."""
    if value is None:
        return ""
    worth = value if EXPLANATIONS[name].better == "high" else 1 - value
    return "good" if worth >= GOOD else "fair" if worth >= FAIR else "poor"


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1%}".replace("%", " %")


def _cards(figures: Figures) -> str:
    cards = []
    for name in MAIN:
        if name in figures:
            value = figures[name].value
            low = ", low is good" if EXPLANATIONS[name].better == "low" else ""
            words = f"<small>{escape(EXPLANATIONS[name].words)}{low}</small>"
            cards.append(
                f"<div class='card {_judged(name, value)}'><code>{name}</code><b>{_percent(value)}</b>{words}</div>"
            )
    return f"<div class='cards'>{''.join(cards)}</div>"


def _documents(documents: Sequence[DocumentReport], in_detail: set[int]) -> str:
    """A line for each document; those shown below are links."""
    names = [name for name in MAIN if any(name in document.figures for document in documents)]
    heads = "".join(f"<th class='n'>{name}</th>" for name in names)
    rows = []
    for document in documents:
        title = escape(document.name)
        link = f"<a href='#{_anchor(document)}'>{title}</a>" if id(document) in in_detail else title
        cells = "".join(_cell(name, document.figures) for name in names)
        rows.append(f"<tr><td>{link}</td>{cells}</tr>")
    left = len(documents) - len(in_detail)
    more = f"<p class='low'>The {len(in_detail)} worst of {len(documents)} are shown below.</p>" if left else ""
    table = f"<table><thead><tr><th>document</th>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f"<h2>Documents</h2><div class='wide'>{table}</div>{more}"


def _cell(name: str, figures: Figures) -> str:
    value = _value(figures.get(name))
    return f"<td class='n judged {_judged(name, value)}'>{_percent(value)}</td>"


def _figures(figures: Figures) -> str:
    rows = []
    for group, names in GROUPS.items():
        known = [name for name in names if name in figures]
        if known:
            rows.append(f"<tr class='group'><th colspan='5'>{escape(group)}</th></tr>")
            rows += [_figure_row(name, figures) for name in known]
    heads = "<th>figure</th><th class='n'>value</th><th></th><th class='n'>counts</th><th>what</th>"
    return (
        f"<h2>All figures</h2><div class='wide'><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _figure_row(name: str, figures: Figures) -> str:
    ratio = figures[name]
    value = ratio.value
    low = " <span class='low'>(low is good)</span>" if EXPLANATIONS[name].better == "low" else ""
    shown = format_figure(figures, name)
    return (
        f"<tr><td><code>{name}</code></td><td class='n judged {_judged(name, value)}'>{shown}</td>"
        f"<td>{_meter(value, EXPLANATIONS[name].better)}</td><td class='n'>{ratio.part:,.6g} / {ratio.whole:,.6g}</td>"
        f"<td>{escape(EXPLANATIONS[name].words)}{low}</td></tr>"
    )


def _meter(value: float | None, better: Better) -> str:
    """A bar whose colour shows how good the value is."""
    if value is None:
        return ""
    low, high, best = (FAIR, GOOD, 1) if better == "high" else (1 - GOOD, 1 - FAIR, 0)
    return f"<meter low='{low:.2f}' high='{high:.2f}' optimum='{best}' value='{min(value, 1):.4f}'></meter>"


def _anchor(document: DocumentReport) -> str:
    return f"document-{zlib.crc32(f'{document.name} {document.truth}'.encode('utf-8', 'replace')):08x}"


def _document(document: DocumentReport, worst: int, title: str) -> str:
    shown_flaws = document.flaws[:worst]
    parts = [f"<section id='{_anchor(document)}'>"]
    if title:
        parts.append(f"<h2>{escape(title)}</h2>")
    parts += [f"<p>{escape(note)}</p>" for note in document.notes]
    if document.stories:
        parts.append(_stories(document))
    if shown_flaws:
        parts.append(f"<h3>The worst places ({len(shown_flaws)} of {len(document.flaws)})</h3>")
    parts += [_flaw(flaw, document.pictures) for flaw in shown_flaws]
    return "\n".join([*parts, "</section>"])


def _stories(document: DocumentReport) -> str:
    heads = (
        "<th class='n'>page</th><th>true article</th><th class='n'>characters</th><th>answered by</th>"
        "<th>similarity of the bodies</th>"
    )
    return (
        f"<h3>Articles</h3><div class='wide'><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(_story(story) for story in document.stories)}</tbody></table></div>"
    )


def _story(story: ArticleReport) -> str:
    if not story.characters:
        answer, similar = "<span class='low'>has no body</span>", ""
    else:
        lost = "<span class='count'>lost</span>"
        answer = escape(story.output) if story.output is not None else lost
        similar = f"{_meter(story.similarity, 'high')} {story.similarity:.3f}"
    return (
        f"<tr><td class='n'>{story.page}</td><td>{escape(story.truth)}</td><td class='n'>{story.characters:,}</td>"
        f"<td>{answer}</td><td>{similar}</td></tr>"
    )


def _flaw(flaw: TextError, pictures: Path | None) -> str:
    picture = _picture(flaw.place, pictures) if flaw.place and pictures else ""
    what = "lost whole" if flaw.lost else f"{flaw.errors} error{'s' * (flaw.errors != 1)}"
    text = "".join(
        escape(stretch.truth) if stretch.alike else _marked(stretch.truth, stretch.output) for stretch in flaw.stretches
    )
    story = f"<b>{escape(flaw.story)}</b> · " if flaw.story else ""
    head = f"<header>{story}<span class='low'>page {flaw.page} ·</span> <span class='count'>{what}</span></header>"
    kind = "place" if picture else "place bare"
    return f"<article class='{kind}'>{picture}<div>{head}<p class='text'>{text}</p></div></article>"


def _marked(truth: str, output: str) -> str:
    lost = f"<del title='on the page, not in the output'>{escape(truth)}</del>" if truth else ""
    put = f"<ins title='in the output, not on the page'>{escape(output)}</ins>" if output else ""
    return lost + put


def _picture(place: Place, folder: Path) -> str:
    """The place cut out of the page picture; nothing where there is no readable picture."""
    path = next((p for ending in PICTURE_ENDINGS if (p := folder / f"{place.page:04d}{ending}").is_file()), None)
    if path is None:
        return ""
    try:
        with Image.open(path) as page:
            cut = page.convert("RGB").crop(_pixels(place, page.width, page.height))
    except (OSError, UnidentifiedImageError) as error:
        return f"<p>{escape(path.name)}: {escape(str(error))}</p>"
    cut.thumbnail((WIDEST, WIDEST))
    stream = io.BytesIO()
    cut.save(stream, "JPEG", quality=80)
    data = base64.b64encode(stream.getvalue()).decode("ascii")
    return f"<div><img alt='the place on page {place.page}' src='data:image/jpeg;base64,{data}'></div>"


def _pixels(place: Place, width: int, height: int) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = place.box
    left, top = int(max(0.0, x0 - MARGIN) * width), int(max(0.0, y0 - MARGIN) * height)
    right, bottom = int(min(1.0, x1 + MARGIN) * width), int(min(1.0, y1 + MARGIN) * height)
    return left, top, max(right, left + 1), max(bottom, top + 1)
