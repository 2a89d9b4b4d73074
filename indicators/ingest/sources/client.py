"""A small web client for services that may misbehave: every answer has an end in time and size, or is refused."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
import zlib
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

from indicators.ingest.sources import limits
from indicators.ingest.sources.addresses import Address
from indicators.ingest.sources.refusals import Refused

_REDIRECTS: Final = (301, 302, 303, 307, 308)
_KEEPS_METHOD: Final = (307, 308)
_BUSY: Final = (429, 503)
_LOGIN: Final = (401, 403)
_GONE: Final = (404, 410)
_HEADERS: Final = {"User-Agent": "lagesbild", "Accept-Encoding": "gzip", "Connection": "close"}
_TOLD: Final = 500
"""Bytes of a refusing answer that the log gets."""


class Client:
    """Asks one service; the deadline, the size and the pace are those of all its answers together."""

    def __init__(
        self,
        *,
        deadline: float,
        most_bytes: int,
        calls: int = limits.CALLS,
        window: float = limits.WINDOW,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Keep the limits."""
        self._deadline, self._left = deadline, most_bytes
        self._calls, self._window, self._sleep = calls, window, sleep
        self._made: deque[float] = deque()

    def get(self, address: Address, *, accept: str = "application/json") -> bytes:
        """The body of an answer."""
        return self._answer("GET", address, None, accept)

    def post(self, address: Address, document: Mapping[str, Any]) -> bytes:
        """The body of the answer to a document in JSON."""
        return self._answer("POST", address, json.dumps(document, ensure_ascii=False).encode(), "application/json")

    def _answer(self, method: str, address: Address, body: bytes | None, accept: str) -> bytes:
        attempts = redirects = 0
        while True:
            self._keep_pace()
            status, headers, content = self._once(method, address, body, accept)
            if status in _REDIRECTS:
                redirects += 1
                address = _followed(address, method, status, headers, redirects)
            elif status in _BUSY and attempts < limits.RETRIES and self._may_wait(headers):
                attempts += 1
            elif status != http.client.OK:
                raise _refused(status, headers, content)
            else:
                _judge(headers, content, accept)
                return content

    def _once(self, method: str, address: Address, body: bytes | None, accept: str) -> tuple[int, _Headers, bytes]:
        connection = self._connection(address)
        headers = _HEADERS | {"Accept": accept}
        if address.credentials:
            headers["Authorization"] = address.credentials
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        try:
            connection.connect()
            # Kept, for http.client lets go of it as soon as it has seen the headers.
            wire: socket.socket = connection.sock
            wire.settimeout(self._patience())
            connection.request(method, address.target, body=body, headers=headers)
            with connection.getresponse() as response:
                return response.status, response.headers, self._body(wire, response)
        except ssl.SSLCertVerificationError as fault:
            raise Refused("source-certificate", detail=repr(fault)) from fault
        except TimeoutError as fault:
            code = "source-time" if time.monotonic() >= self._deadline else "source-silent"
            raise Refused(code, detail=repr(fault)) from fault
        except http.client.IncompleteRead as fault:
            raise Refused("source-half", detail=repr(fault)) from fault
        except (http.client.HTTPException, OSError, zlib.error, UnicodeError) as fault:
            raise Refused("source-silent", detail=repr(fault)) from fault
        finally:
            connection.close()

    def _connection(self, address: Address) -> http.client.HTTPConnection:
        seconds = min(limits.CONNECT_SECONDS, self._seconds_left())
        if address.scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)

    def _body(self, wire: socket.socket, response: http.client.HTTPResponse) -> bytes:
        """The body in pieces, unpacked as it comes; half of one, or more than is left, is refused."""
        coding = response.headers.get("Content-Encoding", "").strip().lower()
        if coding not in ("", "identity", "gzip"):
            raise Refused("source-shape", what=f"packat som {coding}")
        unpacker = _unpacker() if coding == "gzip" else None
        has_end = response.length is not None or response.chunked or unpacker is not None
        parts: list[bytes] = []
        while True:
            wire.settimeout(self._patience())
            piece = response.read1(limits.PIECE)
            if not piece:
                break
            while piece:
                if unpacker is not None and unpacker.eof:
                    unpacker = _unpacker()  # packed in several members, one after the other
                part = piece if unpacker is None else unpacker.decompress(piece, self._left + 1)
                self._left -= len(part)
                if self._left < 0:
                    raise Refused("source-bytes")
                parts.append(part)
                piece = b"" if unpacker is None else unpacker.unconsumed_tail or unpacker.unused_data
        if response.length or (unpacker is not None and not unpacker.eof):
            raise Refused("source-half", detail=f"{response.length} bytes lacking")
        content = b"".join(parts)
        if response.status == http.client.OK and not has_end and not _tells_its_end(content):
            raise Refused("source-half", detail="an answer without length that ends within a line")
        return content

    def _keep_pace(self) -> None:
        """Wait until another call is within what the service allows."""
        while len(self._made) >= self._calls:
            wait = self._made[0] + self._window - time.monotonic()
            if wait > 0:
                self._sleep(min(wait, self._seconds_left()))
            self._made.popleft()
        self._made.append(time.monotonic())

    def _may_wait(self, headers: _Headers) -> bool:
        """Wait as long as the service asks for; False where that is longer than we can."""
        seconds = _seconds(headers)
        if seconds is None or seconds > limits.LONGEST_WAIT or seconds >= self._seconds_left():
            return False
        self._sleep(seconds)
        return True

    def _patience(self) -> float:
        return min(limits.READ_SECONDS, self._seconds_left())

    def _seconds_left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise Refused("source-time")
        return left


_Headers = http.client.HTTPMessage


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(wbits=31)


def _tells_its_end(content: bytes) -> bool:
    """Whether half of it would be seen: JSON, markup and workbooks are closed, and a table of text ends its line."""
    start = content.lstrip()[:2]
    return not content or start[:1] in (b"{", b"[", b"<") or start == b"PK" or content[-1:] in (b"\n", b"\r")


def _followed(address: Address, method: str, status: int, headers: _Headers, redirects: int) -> Address:
    """Where a redirect leads, which is the same host and, where something was sent, the same way of asking."""
    there = address.followed(headers.get("Location", ""))
    if there is None or redirects > limits.REDIRECTS or (method == "POST" and status not in _KEEPS_METHOD):
        raise Refused("source-redirect", detail=f"{status} to {_shown(headers.get('Location', ''))}")
    return there


def _shown(location: str) -> str:
    """Where somebody was sent, without what follows a question mark: it may hold a key."""
    return location.partition("?")[0][:_TOLD]


def _refused(status: int, headers: _Headers, content: bytes) -> Refused:
    told = content[:_TOLD].decode("utf-8", "replace")
    if status in _BUSY:
        seconds = _seconds(headers)
        when = "om en stund" if not seconds else f"om {round(seconds)} sekunder"
        return Refused("source-busy", status=status, when=when, detail=told)
    if status in _LOGIN:
        return Refused("source-login", detail=f"{status}: {told}")
    code = "source-missing" if status in _GONE else "source-broken" if status >= 500 else "source-refused"
    return Refused(code, status=status, detail=told)


def _seconds(headers: _Headers) -> float | None:
    """What Retry-After asks for, where it is said in seconds; two seconds where nothing is said."""
    said = headers.get("Retry-After", "2").strip()
    return float(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


def _judge(headers: _Headers, content: bytes, accept: str) -> None:
    """A web page in place of data is a login or a fault page, whatever its status says."""
    is_page = headers.get_content_type() in ("text/html", "application/xhtml+xml")
    if "json" in accept and (is_page or content.lstrip()[:1] == b"<"):
        raise Refused("source-html", detail=content[:_TOLD].decode("utf-8", "replace"))
