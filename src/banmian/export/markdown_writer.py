"""Markdown, one file per article: front matter in YAML, then headline, blocks, tables, captions.

What is in the files; `banmian.export.formats.markdown` offers the format and writes them.
"""

from __future__ import annotations

import json
import re
from typing import Any

from banmian.document.model import Article, Block, Document, Table
from banmian.export.ordered_texts import printed_bylines

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~])")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|=+\s*$)")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")


def markdown(document: Document, article: Article, name: str) -> bytes:
    """The Markdown file of an article; ``name`` is its document's. Text is escaped, so that it cannot become markup."""
    parts = [front_matter(facts(document, article, name))]
    if article.kicker:
        parts.append(f"*{escape(article.kicker)}*")
    if article.headline:
        parts.append(f"# {escape(article.headline)}")
    if article.subheadline:
        parts.append(f"**{escape(article.subheadline)}**")
    bylines = printed_bylines(article)
    if bylines:
        parts.append(escape(" ".join(bylines)))
    parts += [_block(block) for block in article.blocks]
    for table in article.tables:
        parts += _table(table)
    for image in article.images:
        words = " ".join(part for part in (image.caption, image.credit) if part)
        if words:
            parts.append(f"> {escape(words)}")
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


def facts(document: Document, article: Article, name: str) -> dict[str, Any]:
    """The content of the front matter: names, publication, people, places. Missing values are left out."""
    paper = document.publication
    pages = sorted({region.page for region in article.regions})
    labels = {page.number: page.label for page in document.pages}
    dateline = article.dateline
    values: dict[str, Any] = {
        "id": article.id,
        "document": name,
        "source": document.source.path,
        "publication": paper.title,
        "date": paper.date,
        "issue_number": paper.issue_number,
        "pages": pages,
        "page_labels": [label for label in (labels.get(page) for page in pages) if label],
        "headline": article.headline,
        "kicker": article.kicker,
        "subheadline": article.subheadline,
        "section": article.section,
        "bylines": [{"name": byline.name, "role": byline.role} for byline in article.bylines],
        "dateline": dateline and {"agency": dateline.agency, "date": dateline.date, "text": dateline.text},
        "continued_from": article.continued_from and article.continued_from.article_id,
        "continued_to": article.continued_to and article.continued_to.article_id,
        "confidence": article.confidence,
    }
    return {key: value for key, value in values.items() if value not in (None, [])}


def front_matter(values: dict[str, Any]) -> str:
    """YAML between two rules. Values are written as JSON, which is valid YAML 1.2."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---"]).replace("\u2028", "\\u2028").replace("\u0085", "\\u0085")


def escape(text: str) -> str:
    """Text for Markdown to show literally, on one line."""
    flat = " ".join(text.split("\n"))
    escaped = _SPECIAL.sub(r"\\\1", flat.replace("&", "&amp;"))
    return _NUMBERED.sub(r"\1\\\2", _AT_START.sub(r"\1\\\2", escaped))


def _block(block: Block) -> str:
    if block.type == "subheading":
        return f"## {escape(block.text)}"
    if block.type == "list_item":
        return f"- {escape(block.text)}"
    if block.type == "verse":
        return "\\\n".join(escape(line) for line in block.text.split("\n"))
    return escape(block.text)


def _table(table: Table) -> list[str]:
    """Caption and pipe table; the first row is the head, as Markdown has no tables without one."""
    parts = [f"**{escape(table.caption)}**"] if table.caption else []
    if table.rows:
        width = max(len(row) for row in table.rows)
        rows = [[escape(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
        lines = ["| " + " | ".join(row) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        parts.append("\n".join(lines))
    return parts
