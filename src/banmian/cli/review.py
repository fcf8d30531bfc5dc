"""``banmian review``: a site that shows each page beside its articles, and takes corrections with ``--serve``."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from banmian.messages import translate
from banmian.printable import printable


def review(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Output folder of `read` or `run`.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Folder that receives the site.", show_default="DIR/review")
    ] = None,
    serve: Annotated[bool, typer.Option("--serve", help="Serve on loopback, search and take corrections.")] = False,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port for --serve; 0 for any free one.")] = 8765,
    viewer: Annotated[
        str,
        typer.Option("--viewer", metavar="URL", help="Site of a IIIF viewer that may ask --serve for the IIIF export."),
    ] = "",
    host: Annotated[
        str, typer.Option("--host", help="Address for --serve; one that others reach needs a password.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option("--name", help="A further host name that the server answers to, as behind a proxy; repeatable."),
    ] = None,
    set_password: Annotated[
        bool, typer.Option("--set-password", help="Ask for the password of --serve and keep its hash.")
    ] = False,
) -> None:
    """Build a site to look at what was read, or serve it and take corrections."""
    from banmian.errors import OutputError
    from banmian.export.source_images import make_page_pictures

    target = output or folder / "review"
    try:
        if set_password:
            print(f"password kept in {_keep_password(target)}")
            return
        if serve:
            from banmian.review.access import access_for, kept_password
            from banmian.review.server import serve_forever

            with suppress(KeyboardInterrupt):
                access = access_for(host, name or (), kept_password(target))
                serve_forever(folder, target, port, make_page_pictures(), _tell, viewer.rstrip("/"), host, access)
            return
        from banmian.review.static_site import build

        report = (lambda name: print(printable(name), file=sys.stderr)) if sys.stderr.isatty() else (lambda name: None)
        built = build(folder, target, make_page_pictures(), report)
    except OSError as error:
        raise OutputError(f"{target}: {error.strerror or error}") from error
    for text in built.problems:
        print(translate(f"problem: {printable(text)}"), file=sys.stderr)
    target_page = printable(target / "index.html")
    print(translate(f"{built.documents} documents, {built.pages} pages -> {target_page}"))
    raise typer.Exit(1 if built.problems else 0)


def _keep_password(folder: Path) -> Path:
    """Ask at a terminal, else read a line of the input."""
    from banmian.review.access import keep_password

    if sys.stdin.isatty():
        password = str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    return keep_password(folder, password)


def _tell(address: str) -> None:
    print(translate(f"{address}  (press Ctrl+C to stop)"), flush=True)
