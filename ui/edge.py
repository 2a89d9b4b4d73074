"""The server's edge: what is refused before Streamlit sees it, and what every answer carries."""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import access, menu, uploads
from ui.document import Document

OPEN_CORE: Final = frozenset({"health", "host-config", "stream"})
"""The parts of Streamlit's own interface that a browser needs; the rest (metrics, agent API …) is closed.

Files are let in only from sessions that stand on the upload page: `uploads.takes`."""

SEAT: Final = "lagesbild_seat"
"""The cookie that shows that a browser has opened a page here; without it no download or picture is handed out."""

HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FOLDERS: Final = frozenset({"_stcore", "app", "auth", "component", "media", "static"})
"""First parts of addresses that lead to files and to Streamlit's own interface; every other address is a page's."""

_PAGES: Final = frozenset(entry.path for entry in menu.ENTRIES)
_REMOVED: Final = ("Access-Control-Allow-Origin", "Access-Control-Allow-Credentials")
_UPLOAD: Final = "Filer kan inte lämnas här."
_CLOSED: Final = "Adressen är stängd."


class Edge:
    """Middleware around Streamlit: refuses, rewrites the document, adds headers."""

    def __init__(self, app: ASGIApp, *, document: Document, key: bytes | None = None) -> None:
        """Wrap `app`; `key` signs the seat cookie and must be the same on all replicas (default: new at each start)."""
        self._app = app
        self._document = document
        self._key = key or secrets.token_bytes(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one request."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if scope["type"] == "websocket":
            await (_hang_up(receive, send) if refusal else self._app(scope, receive, send))
            return
        answer = refusal or self._app
        await answer(scope, receive, _Answer(send, self, scope).send)

    def _refusal(self, scope: Scope) -> Response | None:
        host = (scope.get("server") or ("", 0))[0]
        if not access.is_loopback(host):
            return PlainTextResponse(access.EXPOSED, 403)
        if scope["type"] == "websocket":
            return None
        path = scope["path"]
        if scope["method"] not in {"GET", "HEAD"}:
            return self._refused_writing(scope)
        if path.startswith("/_stcore/") and path.removeprefix("/_stcore/") not in OPEN_CORE:
            return PlainTextResponse(_CLOSED, 404)
        if path.startswith("/media/") and not self.has_seat(scope):
            return PlainTextResponse(_CLOSED, 403)
        return _to_page(scope)

    def _refused_writing(self, scope: Scope) -> Response | None:
        """The answer to whoever sends something: only a file, to the session on the upload page, by its own browser."""
        path = scope["path"]
        if self.has_seat(scope) and uploads.takes(scope["method"], path):
            return None
        return PlainTextResponse(_UPLOAD if "/upload_file/" in path else _CLOSED, 403)

    def has_seat(self, scope: Scope) -> bool:
        """Whether the request carries a seat cookie that this server signed."""
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(Headers(scope=scope).get("cookie", ""))
        except CookieError:
            return False
        seat = cookies[SEAT].value if SEAT in cookies else ""
        name, _, mark = seat.partition(".")
        return hmac.compare_digest(mark.encode(), self._mark(name).encode())

    def new_seat(self) -> str:
        """A seat cookie for a browser without one."""
        name = secrets.token_hex(8)
        return f"{SEAT}={name}.{self._mark(name)}; Path=/; HttpOnly; SameSite=Strict"

    def _mark(self, name: str) -> str:
        return hmac.digest(self._key, name.encode(), "sha256").hex()

    @property
    def document(self) -> Document:
        """The document that answers every page address."""
        return self._document


class _Answer:
    """One answer on its way out: our document instead of Streamlit's, and the headers."""

    def __init__(self, send: Send, edge: Edge, scope: Scope) -> None:
        self._send = send
        self._edge = edge
        self._scope = scope
        self._is_document = False
        self._is_done = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = self._start(message)
        elif self._is_document:
            if self._is_done:
                return
            self._is_done = True
            body = b"" if self._scope["method"] == "HEAD" else self._edge.document.body
            message = {"type": "http.response.body", "body": body, "more_body": False}
        await self._send(message)

    def _start(self, message: Message) -> Message:
        message = {**message, "headers": list(message.get("headers", []))}
        headers = MutableHeaders(scope=message)
        for name in _REMOVED:
            if name in headers:
                del headers[name]
        headers.update(HEADERS)
        headers["Content-Security-Policy"] = self._edge.document.policy
        if message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
            self._replace(headers)
        self._set_cache(headers)
        return message

    def _replace(self, headers: MutableHeaders) -> None:
        self._is_document = True
        for name in ("content-encoding", "etag", "last-modified", "accept-ranges"):
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(self._edge.document.body))
        if not self._edge.has_seat(self._scope):
            headers.append("set-cookie", self._edge.new_seat())

    def _set_cache(self, headers: MutableHeaders) -> None:
        path = self._scope["path"]
        if self._is_document or path.startswith("/media/"):
            headers["Cache-Control"] = "no-store"
        elif path.startswith("/app/static/"):
            is_marked = self._scope["query_string"].startswith(b"v=")
            headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_marked else "no-cache"


def _to_page(scope: Scope) -> Response | None:
    """The way from an address below a page to the page itself: the document finds its files only from one floor."""
    parts = [part for part in scope["path"].split("/") if part]
    first, below = "".join(parts[:1]), parts[1:]
    if not below or first in FOLDERS or "_stcore" in below or scope["path"].startswith("//"):
        return None
    query = scope["query_string"].decode("latin-1")
    page = first if first in _PAGES else menu.FRONT
    return RedirectResponse(f"/{page}" + (f"?{query}" if query else ""), 302, headers={"Cache-Control": "no-store"})


async def _hang_up(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})
