"""The review site as an ASGI application: pages, pictures, scripts, search, corrections.

Every answer forbids scripts but the site's own. Pages and scripts have tags, so that a browser that has them is told
so; pictures are sent in parts where that is asked for.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import mimetypes
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from banmian.errors import BanmianError
from banmian.review.access import Access
from banmian.review.html import SERVED_POLICY, index_html, login_html, page_html
from banmian.review.languages import translations, wished_language
from banmian.review.refusals import ConflictError, NotFoundError, RefusedError
from banmian.review.review_session import ReviewSession

MOST_BYTES = 2_000_000
"""Largest body of a request,"""
MOST_SECONDS = 30.0
"""and how long it may take to arrive."""
MOST_HEADER_BYTES = 32_768
COOKIE = "banmian_session"
HEADERS = {
    "Content-Security-Policy": SERVED_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"
REFUSED_ORIGIN = "Corrections are accepted only from the site's own pages."

log = logging.getLogger(__name__)

Endpoint = Callable[[Request], Awaitable[Response]]


class ReviewSite:
    """The endpoints over one session."""

    def __init__(self, session: ReviewSession, access: Access, viewer: str = "") -> None:
        """``viewer`` is the site of a IIIF viewer that may ask for the export and search it."""
        self._session, self._access, self._viewer = session, access, viewer

    def app(self) -> Starlette:
        """The application."""
        get, change = self._reading, self._changing
        return Starlette(
            routes=[
                Route("/", get(self._index)),
                Route("/index.html", get(self._index)),
                Route("/index.json", get(self._rows)),
                Route("/search.json", get(self._search)),
                Route("/next.json", get(self._next)),
                Route("/login", self._guarded(self._login), methods=["GET", "POST"]),
                Route("/assets/{name}", self._guarded(self._asset)),
                Route("/iiif/{name}/search", get(self._content_search)),
                Route("/iiif/{path:path}", get(self._iiif)),
                Route("/documents/{name}/lost.json", get(self._lost)),
                Route("/documents/{name}/corrections", change(self._correct), methods=["POST"]),
                Route("/documents/{name}/corrections", change(self._undo), methods=["DELETE"]),
                Route("/documents/{name}/marks", change(self._mark), methods=["POST"]),
                Route("/documents/{name}/{file}", get(self._file)),
                Route("/{path:path}", get(self._nothing)),
            ]
        )

    def _guarded(self, act: Endpoint) -> Endpoint:
        """An endpoint that answers to the server's own names alone, and turns errors into answers."""

        async def answer(request: Request) -> Response:
            server = request.scope.get("server")
            name = urlsplit(f"//{request.headers.get('host', '')}").hostname
            if sum(len(key) + len(value) for key, value in request.scope["headers"]) > MOST_HEADER_BYTES:
                return _said("The request is empty or too long.", 431)
            try:
                if not self._access.knows(name, server[0] if server else None):
                    raise NotFoundError("This server does not answer to that name.")
                found = await act(request)
            except (BanmianError, OSError, ValueError) as error:
                found = _refused(request, error)
            for key, value in HEADERS.items():
                found.headers.setdefault(key, value)
            return found

        return answer

    def _reading(self, act: Callable[[Request], Response]) -> Endpoint:
        """An endpoint for browsers that gave the password; others are led to the page that asks for it."""

        async def answer(request: Request) -> Response:
            if not self._access.admits(request.cookies.get(COOKIE)):
                if "text/html" in request.headers.get("accept", ""):
                    return RedirectResponse("/login", 303)
                return _said("A password is needed.", 401)
            return await run_in_threadpool(act, request)

        return self._guarded(answer)

    def _changing(self, act: Callable[[Request, bytes], Response]) -> Endpoint:
        """An endpoint that changes something: only for the server's own pages."""

        async def answer(request: Request) -> Response:
            session = request.cookies.get(COOKIE)
            if not self._access.admits(session):
                return _said("A password is needed.", 401)
            if not _is_own(request) or not self._access.is_token(request.headers.get("x-banmian"), session):
                raise RefusedError(REFUSED_ORIGIN)
            return await run_in_threadpool(act, request, await _body(request))

        return self._guarded(answer)

    def _index(self, request: Request) -> Response:
        text = index_html(self._with_token(request, self._session.index()), _language(request))
        return _tagged(request, text.encode("utf-8", "replace"), HTML)

    def _with_token(self, request: Request, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "token": self._access.token(request.cookies.get(COOKIE))}

    def _rows(self, request: Request) -> Response:
        return _json(self._session.index())

    def _search(self, request: Request) -> Response:
        return _json(self._session.search(request.query_params.get("q", "")))

    def _next(self, request: Request) -> Response:
        page = request.query_params.get("page", "")
        number = int(page) if page.isdecimal() else 0
        return _json(self._session.next_open(request.query_params.get("document", ""), number))

    def _lost(self, request: Request) -> Response:
        return _json(self._session.lost(request.path_params["name"]))

    def _content_search(self, request: Request) -> Response:
        name = request.path_params["name"]
        address = f"{request.url.scheme}://{request.headers.get('host')}/iiif/{quote(name)}/search"
        return self._shared(_json(self._session.iiif.search(name, address, dict(request.query_params))))

    def _iiif(self, request: Request) -> Response:
        path = self._session.iiif.file(request.path_params["path"].split("/"))
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return self._shared(FileResponse(path, media_type=kind))

    def _shared(self, answer: Response) -> Response:
        """An answer that the IIIF viewer may read too."""
        if self._viewer:
            answer.headers["Access-Control-Allow-Origin"] = self._viewer
            answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer

    def _file(self, request: Request) -> Response:
        name, file = request.path_params["name"], request.path_params["file"]
        stem, _, ending = file.partition(".")
        if ending == "html" and stem.isdecimal() and stem.isascii():
            text = page_html(self._with_token(request, self._session.page(name, int(stem))), _language(request))
            return _tagged(request, text.encode("utf-8", "replace"), HTML)
        path = self._session.picture(name, file)
        known = path.stat()
        tag = f'"{known.st_mtime_ns:x}-{known.st_size:x}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=60"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return FileResponse(path, media_type=mimetypes.guess_type(path.name)[0] or "image/jpeg", headers=headers)

    def _nothing(self, request: Request) -> Response:
        raise NotFoundError(f"nothing at {request.url.path}")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        found = next((f for f in files("banmian.review").joinpath("static").iterdir() if f.name == name), None)
        if found is None:
            raise NotFoundError(f"no {name}")
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return _tagged(request, found.read_bytes(), f"{kind}; charset=utf-8")

    async def _login(self, request: Request) -> Response:
        if self._access.kept is None:
            return RedirectResponse("/", 303)
        language = _language(request)
        if request.method != "POST":
            return Response(login_html(language), media_type=HTML, headers={"Cache-Control": "no-store"})
        if not _is_own(request):
            raise RefusedError(REFUSED_ORIGIN)
        caller = request.client.host if request.client else ""
        given = parse_qs((await _body(request)).decode("utf-8", "replace")).get("password", [""])[0]
        session = await run_in_threadpool(self._access.enter, caller, given)
        if session is None:
            wait = self._access.wait(caller)
            headers = {"Cache-Control": "no-store", "Retry-After": str(round(wait) or 1)}
            text = login_html(language, wrong=True, wait=round(wait))
            return Response(text, 429 if wait else 403, media_type=HTML, headers=headers)
        answer = RedirectResponse("/", 303)
        secure = request.headers.get("x-forwarded-proto", request.url.scheme) == "https"
        answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", secure=secure, path="/")
        return answer

    def _correct(self, request: Request, body: bytes) -> Response:
        return _json(self._session.correct(request.path_params["name"], _values(body)))

    def _mark(self, request: Request, body: bytes) -> Response:
        return _json(self._session.mark(request.path_params["name"], _values(body)))

    def _undo(self, request: Request, body: bytes) -> Response:
        seen = request.headers.get("x-seen", "")
        number = int(seen) if seen.isdecimal() else -1
        return _json({"corrections": self._session.take_back(request.path_params["name"], number)})


def _language(request: Request) -> str:
    return wished_language(request.headers.get("accept-language", ""))


def _is_own(request: Request) -> bool:
    """Whether a browser says that a request comes from the server's own pages, or says nothing."""
    origin = request.headers.get("origin")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _body(request: Request) -> bytes:
    """The body of a request. Raises RefusedError where it is too long or too slow."""
    async with asyncio.timeout(MOST_SECONDS):
        try:
            declared = request.headers.get("content-length", "0")
            if not declared.isdecimal() or int(declared) > MOST_BYTES:
                raise RefusedError("The request is empty or too long.")
            parts, length = [], 0
            async for part in request.stream():
                length += len(part)
                if length > MOST_BYTES:
                    raise RefusedError("The request is empty or too long.")
                parts.append(part)
        except ClientDisconnect as error:
            raise RefusedError("The request is empty or too long.") from error
    return b"".join(parts)


def _values(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError("That is no correction.") from error


def _refused(request: Request, error: Exception) -> Response:
    if isinstance(error, NotFoundError):
        return _said(str(error), 404)
    if isinstance(error, ConflictError):
        return _said(str(error), 409, conflict=error.conflict)
    if isinstance(error, RefusedError):
        return _said(str(error), 409)
    if isinstance(error, TimeoutError):
        return _said("The request took too long.", 408)
    log.warning("%s: %s", request.url.path, error)
    return _said(str(error), 500)


def _said(error: str, status: int, **values: Any) -> Response:
    """An error in English, with its translations."""
    return _json({"error": error, "said": translations([error]), **values}, status)


def _json(values: Any, status: int = 200) -> Response:
    body = json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, status, media_type=JSON, headers={"Cache-Control": "no-store"})


def _tagged(request: Request, body: bytes, kind: str) -> Response:
    """An answer that a browser which has it need not be sent again."""
    tag = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=kind, headers=headers)
