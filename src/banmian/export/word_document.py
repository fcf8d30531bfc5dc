"""A Word document of an issue (DOCX, by python-docx): articles as headings with their text, tables and captions.

The same issue gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from banmian.document.model import Article, Block, Document, Table
from banmian.errors import MissingRequirementError
from banmian.export.ordered_texts import printed_bylines
from banmian.export.xml_elements import replace_forbidden

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""Time of the files in the archive: the earliest that it knows."""

HAN_FONT = "SimSun"
"""Font of Han characters; programs that lack it take their own."""

_STYLES = {"subheading": "Heading 2", "list_item": "List Bullet"}


def word_document(title: str, language: str | None, documents: Sequence[Document], written: str) -> bytes:
    """The DOCX file of an issue; ``written`` is when it was read (ISO 8601, UTC).

    Raises MissingRequirementError without python-docx.
    """
    made = _new_document(language)
    about = made.core_properties
    about.title, about.author, about.comments = replace_forbidden(title)[:255], "", ""
    about.created = about.modified = datetime.fromisoformat(written).replace(tzinfo=None)
    made.add_paragraph(replace_forbidden(title), style="Title")
    for document in documents:
        labels = {page.number: page.label or str(page.number) for page in document.pages}
        for article in document.articles:
            _article(made, article, labels)
    stream = io.BytesIO()
    made.save(stream)
    return _dated(stream)


def _new_document(language: str | None) -> WordDocument:
    try:
        import docx
        from docx.oxml.ns import qn
    except ImportError as error:
        raise MissingRequirementError(
            "Word documents need python-docx", "Install it: `pip install banmian[docx]`, or `pip install python-docx`."
        ) from error
    made = docx.Document()
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        face: Any = made.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            face.attrib.pop(qn(f"w:{theme}"), None)
        face.set(qn("w:eastAsia"), HAN_FONT)
    for mark in made.styles.element.iter(qn("w:lang")):
        if language:
            mark.set(qn("w:eastAsia" if language in ("zh", "ja", "ko") else "w:val"), language)
    return made


def _article(made: WordDocument, article: Article, labels: dict[int, str]) -> None:
    pages = " ".join(labels.get(page, str(page)) for page in sorted({region.page for region in article.regions}))
    head = article.headline or article.kicker or article.text[:20] or article.id
    made.add_paragraph(replace_forbidden(head), style="Heading 1")
    place = " · ".join(part for part in (pages, article.section) if part)
    kicker = article.kicker if article.headline else None
    for words, style in ((place, "Caption"), (kicker, "Subtitle"), (article.subheadline, "Subtitle")):
        if words:
            made.add_paragraph(replace_forbidden(words), style=style)
    if bylines := printed_bylines(article):
        made.add_paragraph(style="Normal").add_run(replace_forbidden(" ".join(bylines))).italic = True
    for block in article.blocks:
        _block(made, block)
    for table in article.tables:
        _table(made, table)
    for image in article.images:
        if words := " ".join(part for part in (image.caption, image.credit) if part):
            made.add_paragraph(replace_forbidden(words), style="Caption")


def _block(made: WordDocument, block: Block) -> None:
    made.add_paragraph(replace_forbidden(block.text), style=_STYLES.get(block.type, "Normal"))


def _table(made: WordDocument, table: Table) -> None:
    if table.caption:
        made.add_paragraph(replace_forbidden(table.caption), style="Caption")
    width = max((len(row) for row in table.rows), default=0)
    if width:
        grid = made.add_table(len(table.rows), width, style="Table Grid")
        for shown, row in zip(grid.rows, table.rows, strict=True):
            for cell, words in zip(shown.cells, row, strict=False):
                cell.text = replace_forbidden(words)


def _dated(stream: io.BytesIO) -> bytes:
    """The archive with the same time for all of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(out, "w") as archive:
        for entry in made.infolist():
            archive.writestr(zipfile.ZipInfo(entry.filename, FIRST_DAY), made.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
