"""The HTML pages of the site: data, and the scripts that display it.

Data is in the page as JSON in a script element that no browser runs; every ``<`` in it is escaped, and scripts
insert texts as text only. A content security policy forbids everything else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from banmian.review.languages import interface_string

POLICY = (
    "default-src 'none'; img-src 'self' file:; script-src 'self' file:; style-src 'self' file:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
SERVED_POLICY = (
    "default-src 'none'; img-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""What the server's header allows; the page's own policy, which the static site needs, allows no more."""
INDEX_SCRIPTS = ("words.js", "dom.js", "index.js")
PAGE_SCRIPTS = (
    "words.js", "variants.js", "dom.js", "badges.js", "picture.js", "text.js", "filters.js", "find.js", "places.js",
    "drafts.js", "asking.js", "sending.js", "writing.js", "drawing.js", "missed.js", "history.js", "marks.js",
    "suggestions.js", "edit.js", "page.js",
)  # fmt: skip

_SHELL = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="{assets}/style.css">
<link rel="icon" href="{assets}/icon.svg">
</head>
<body class="{kind}">
{body}
<script type="application/json" id="data">{data}</script>
{scripts}
</body>
</html>
"""


def index_html(data: dict[str, Any], language: str | None = None) -> str:
    """The list of documents, in a language of the interface; None leaves the choice to the browser."""
    return _page("banmian 版面", "index", "assets", {**data, "language": language}, INDEX_SCRIPTS)


def page_html(data: dict[str, Any], language: str | None = None) -> str:
    """The view of one page; ``language`` as in `index_html`."""
    title = f"{data['page']['label'] or data['page']['number']} · {data['document']['name']}"
    return _page(title, "page", "../../assets", {**data, "language": language}, PAGE_SCRIPTS)


_LOGIN = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>banmian 版面</title>
<link rel="stylesheet" href="assets/style.css">
<link rel="icon" href="assets/icon.svg">
</head>
<body class="login">
<main><form method="post" action="login">
<h1><span class="seal">版面</span> banmian</h1>
<label>{password}<input type="password" name="password" autocomplete="current-password" required autofocus></label>
<button class="main">{enter}</button>
<p role="alert" class="note">{said}</p>
</form></main>
</body>
</html>
"""


def login_html(language: str, wrong: bool = False, wait: int = 0) -> str:
    """The page that asks for the password."""
    said = interface_string("Wrong password.", language) if wrong else ""
    if wait:
        said = interface_string("Too many tries. Wait {n} seconds.", language).replace("{n}", str(wait))
    return _LOGIN.format(
        language=language,
        password=escape(interface_string("Password", language)),
        enter=escape(interface_string("Enter", language)),
        said=escape(said),
    )


def as_json(data: Any) -> str:
    """JSON for a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _page(title: str, kind: str, assets: str, data: dict[str, Any], scripts: Sequence[str]) -> str:
    return _SHELL.format(
        language=data["language"] or "en",
        policy=escape(POLICY),
        title=escape(title),
        assets=assets,
        kind=kind,
        body="<noscript>This page shows its data with JavaScript.</noscript>",
        data=as_json(data),
        scripts="\n".join(f'<script src="{assets}/{name}"></script>' for name in scripts),
    )
