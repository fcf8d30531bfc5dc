"""Plain text and Markdown: one paragraph per line, pages separated by form feeds; Markdown headings begin articles."""

from __future__ import annotations

import re

from banmian.evaluation.comparable import ComparableArticle, ComparableDocument, Passage

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t#]*$")
_MARKS = re.compile(r"\*\*|__|^\s*>\s?|!\[[^\]]*\]\([^)]*\)|<!--.*?-->|<br\s*/?>", re.MULTILINE)
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")


def text_to_comparable(text: str) -> ComparableDocument:
    """The document of a plain text: passages in order, no articles."""
    return ComparableDocument(
        loose=tuple(
            Passage("paragraph", line.strip(), page)
            for page, sheet in enumerate(text.split("\f"), start=1)
            for line in sheet.splitlines()
            if line.strip()
        ),
    )


def markdown_to_comparable(text: str) -> ComparableDocument:
    """The document of a Markdown text: an article from each heading to the next; text before the first is loose.

    Headings that follow each other without text between begin one article: the longest is its headline.
    """
    stories: list[tuple[list[str], list[Passage]]] = []
    loose: list[Passage] = []
    for page, sheet in enumerate(_MARKS.sub("", text).split("\f"), start=1):
        for line in sheet.splitlines():
            heading = _HEADING.match(line)
            if heading and stories and not stories[-1][1]:
                stories[-1][0].append(heading["words"])
            elif heading:
                stories.append(([heading["words"]], []))
            elif text := _cells(line):
                (stories[-1][1] if stories else loose).append(Passage("paragraph", text, page))
    return ComparableDocument(
        stories=tuple(
            ComparableArticle(name=f"section-{index}", body=tuple(body), headline=max(heads, key=len))
            for index, (heads, body) in enumerate(stories, start=1)
        ),
        loose=tuple(loose),
    )


def _cells(line: str) -> str:
    if not _TABLE_ROW.match(line):
        return line.strip()
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    return " ".join(cell for cell in cells if cell.strip("-: "))
