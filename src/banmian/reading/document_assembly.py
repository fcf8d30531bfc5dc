"""From content to document: source, names, links, provenance."""

from __future__ import annotations

from banmian.document.ids import assign_article_ids, document_id
from banmian.document.jump_links import link_articles
from banmian.document.jump_merging import merge_linked
from banmian.document.model import Content, Document, PageInfo, Provenance, Source


def stem_of(path: str) -> str:
    """The last part of a path without its suffix."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[0] or name


def make_document(content: Content, path: str, sha256: str, media_type: str, provenance: Provenance) -> Document:
    """The document for content read from the file with the given path and SHA-256.

    Linked articles are merged where the settings in the provenance ask for it.
    """
    pages = content.pages or [PageInfo(number=1)]
    document = Document(
        source=Source(path, sha256, media_type, len(pages)),
        publication=content.publication,
        pages=pages,
        articles=content.articles,
        furniture=content.furniture,
        images=content.images,
        tables=content.tables,
        provenance=provenance,
    )
    assign_article_ids(document, document_id(stem_of(path), sha256))
    link_articles([document])
    if provenance.settings.get("merge_continuations"):
        merge_linked(document)
    return document
