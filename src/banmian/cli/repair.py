"""``banmian repair``: repair a text that another tool extracted; the article document goes to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def repair(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Text file, or - for standard input.")],
    summary: Annotated[bool, typer.Option("--summary", help="One line per article instead of JSON.")] = False,
) -> None:
    """Repair an extracted text and find its articles."""
    from banmian.document.json_form import document_pieces
    from banmian.media_types import MARKDOWN, PLAIN
    from banmian.reading.texts import repair_text

    name = "stdin" if file == "-" else file
    media_type = MARKDOWN if name.lower().endswith((".md", ".markdown")) else PLAIN
    document = repair_text(_text_of(file, name), name, media_type)
    if summary:
        for article in document.articles:
            print(f"{article.headline or '-'}\t{len(article.text)} characters\t{len(article.repairs)} repairs")
    else:
        for piece in document_pieces(document):
            sys.stdout.buffer.write(piece)


def _text_of(file: str, name: str) -> str:
    """The text of a file, or of standard input for ``-``; the bytes are released before the text is processed."""
    from banmian.errors import UnreadableFileError, UsageError
    from banmian.media_types import by_signature, decode_text

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"no such file: {file}", "Check the path.") from error
    except OSError as error:
        raise UnreadableFileError(f"{file}: {error.strerror}") from error
    kind = by_signature(data[:4096])
    if kind is not None:
        raise UsageError(f"{file} is {kind}, not text", "Use `banmian read` for images and PDFs.")
    return decode_text(data, name)
