"""``banmian repair``: repair a text that another tool extracted; the article document goes to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.messages import translate
from banmian.printable import printable

if TYPE_CHECKING:
    from banmian.text_decoding import DecodedText


def repair(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Text file, or - for standard input.")],
    summary: Annotated[bool, typer.Option("--summary", help="One line per article instead of JSON.")] = False,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Encoding of the text where it is not found, such as cp932.")
    ] = None,
) -> None:
    """Repair an extracted text and find its articles."""
    from banmian.document.json_form import document_pieces
    from banmian.media_types import MARKDOWN, PLAIN
    from banmian.reading.bare_texts import repair_decoded

    name = "stdin" if file == "-" else file
    media_type = MARKDOWN if name.lower().endswith((".md", ".markdown")) else PLAIN
    document = repair_decoded(_text_of(file, name, encoding), name, media_type)
    for warning in document.pages[0].warnings:
        print(f"{printable(name)}: {translate(printable(warning.message))}", file=sys.stderr)
    if summary:
        for article in document.articles:
            counts = translate(f"{len(article.text)} characters\t{len(article.repairs)} repairs")
            print(f"{printable(article.headline or '-')}\t{counts}")
    else:
        for piece in document_pieces(document):
            sys.stdout.buffer.write(piece)
    if document.status == "partial":
        raise typer.Exit(1)


def _text_of(file: str, name: str, encoding: str | None) -> DecodedText:
    """The text of a file, or of standard input for ``-``; the bytes are released before the text is processed."""
    from banmian.errors import UnreadableFileError, UsageError
    from banmian.media_types import by_signature
    from banmian.text_decoding import decode_text

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"no such file: {file}", "Check the path.") from error
    except OSError as error:
        raise UnreadableFileError(f"{file}: {error.strerror}") from error
    kind = by_signature(data[:4096])
    if kind is not None:
        raise UsageError(f"{file} is {kind}, not text", "Use `banmian read` for images and PDFs.")
    return decode_text(data, name, encoding)
