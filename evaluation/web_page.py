"""The report as one HTML file that needs nothing beside it: figures, articles, worst places with pictures."""

from __future__ import annotations

import base64
import io
from html import escape
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from evaluation.edition import Place
from evaluation.explanations import EXPLANATIONS
from evaluation.flaws import Flaw
from evaluation.report import DocumentReport, Report
from evaluation.terminal import shown

PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
MARGIN = 0.01
"""Room left around a place, in fractions of the page."""
WIDEST = 900
"""Pixels of a picture's longer side."""

STYLE = """
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 70rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: 1rem 0 } td, th { padding: .15rem .8rem; text-align: left }
td.n { text-align: right; font-variant-numeric: tabular-nums } tr:nth-child(even) { background: #8881 }
article { border-top: 1px solid #8886; padding: 1rem 0; display: flex; gap: 1.5rem; flex-wrap: wrap }
article img { max-width: 26rem; max-height: 30rem; object-fit: contain; border: 1px solid #8886 }
article div { flex: 1 1 24rem } del { background: #f552; color: inherit } ins { background: #3b52; color: inherit }
.low { color: #888 }
"""


def web_page(report: Report, worst: int) -> str:
    """The whole page; ``worst`` is how many places of each document are shown."""
    title = f"{len(report.documents)} documents" if len(report.documents) != 1 else report.documents[0].name
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width, initial-scale=1'>",
        f"<title>Evaluation: {escape(title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>Evaluation: {escape(title)}</h1>",
        _figures(report),
        *(_document(document, worst) for document in report.documents),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _figures(report: Report) -> str:
    several = report.documents if len(report.documents) > 1 else ()
    heads = "".join(f"<th>{escape(d.name)}</th>" for d in several)
    rows = [f"<table><tr><th>figure</th>{heads}<th>all</th><th>what</th></tr>"]
    for name, explanation in EXPLANATIONS.items():
        if name in report.figures:
            columns = (*(document.figures for document in several), report.figures)
            cells = "".join(f"<td class='n'>{shown(figures, name)}</td>" for figures in columns)
            low = " <span class='low'>(low is good)</span>" if explanation.better == "low" else ""
            rows.append(f"<tr><td>{name}</td>{cells}<td>{escape(explanation.words)}{low}</td></tr>")
    return "".join(rows) + "</table>"


def _document(document: DocumentReport, worst: int) -> str:
    shown_flaws = document.flaws[:worst]
    parts = [f"<h2>{escape(document.name)}</h2>", *(f"<p>{escape(note)}</p>" for note in document.notes)]
    if document.stories:
        parts.append("<table><tr><th>page</th><th>true article</th><th>answered by</th><th>similarity</th></tr>")
        parts += [
            f"<tr><td>{story.page}</td><td>{escape(story.truth)}</td><td>{escape(story.output or '-')}</td>"
            f"<td class='n'>{story.similarity:.3f}</td></tr>"
            for story in document.stories
        ]
        parts.append("</table>")
    if shown_flaws:
        parts.append(f"<h3>The worst places ({len(shown_flaws)} of {len(document.flaws)})</h3>")
    parts += [_flaw(flaw, document.pictures) for flaw in shown_flaws]
    return "\n".join(parts)


def _flaw(flaw: Flaw, pictures: Path | None) -> str:
    picture = _picture(flaw.place, pictures) if flaw.place and pictures else ""
    what = "lost" if flaw.lost else f"{flaw.errors} errors"
    text = "".join(
        escape(stretch.truth) if stretch.alike else _marked(stretch.truth, stretch.output) for stretch in flaw.stretches
    )
    head = f"<p class='low'>page {flaw.page}, {what}, {escape(flaw.story)}</p>"
    return f"<article>{picture}<div>{head}<p>{text}</p></div></article>"


def _marked(truth: str, output: str) -> str:
    lost = f"<del title='on the page, not in the output'>{escape(truth)}</del>" if truth else ""
    put = f"<ins title='in the output, not on the page'>{escape(output)}</ins>" if output else ""
    return lost + put


def _picture(place: Place, folder: Path) -> str:
    """The place cut out of the page picture; nothing where there is no such picture or it can't be read."""
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
    return f"<img alt='the place on page {place.page}' src='data:image/jpeg;base64,{data}'>"


def _pixels(place: Place, width: int, height: int) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = place.box
    left, top = int(max(0.0, x0 - MARGIN) * width), int(max(0.0, y0 - MARGIN) * height)
    right, bottom = int(min(1.0, x1 + MARGIN) * width), int(min(1.0, y1 + MARGIN) * height)
    return left, top, max(right, left + 1), max(bottom, top + 1)
