"""Addresses of services: split, joined with a path and percent-encoded; they are never shown."""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

from indicators.ingest.sources.refusals import Refused

_PATH_SAFE: Final = "/%:@!$&'()*+,;=~"
_QUERY_SAFE: Final = "=&%:@!$'()*+,;/?~[]"
_NO_ADDRESS: Final = re.compile(r"[\x00-\x1f\x7f\\]")
_PORTS: Final = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A place on a server."""

    scheme: str
    host: str
    port: int
    path: str
    """Percent-encoded, beginning with a slash."""
    query: str = field(repr=False)
    credentials: str = field(default="", repr=False)
    """Of basic authentication, as the header has them."""

    @property
    def target(self) -> str:
        """What the request line says."""
        return f"{self.path}?{self.query}" if self.query else self.path

    def joined(self, path: str, query: Mapping[str, str] | None = None) -> Address:
        """The address of a path below this one; spaces and å, ä, ö are encoded, and nothing leads upwards."""
        parts = [part for part in path.split("/") if part]
        if any(unquote(part) in (".", "..") for part in parts) or _NO_ADDRESS.search(path):
            raise Refused("source-address", what="table leder ut ur källan")
        below = "/".join(quote(unquote(part), safe=":@!$&'()*+,;=~") for part in parts)
        asked = urlencode(query or {}, quote_via=quote)
        return Address(
            scheme=self.scheme,
            host=self.host,
            port=self.port,
            path=f"{self.path.rstrip('/')}/{below}" if below else self.path,
            query="&".join(filter(None, (self.query, asked))),
            credentials=self.credentials,
        )

    def followed(self, location: str) -> Address | None:
        """Where a link leads; None where that is another host, another port, or not encrypted any longer."""
        try:
            there = parsed(urljoin(f"{self.scheme}://{_bracketed(self.host)}:{self.port}{self.target}", location))
        except Refused:
            return None
        same = there.host == self.host and (there.scheme, there.port) in (
            (self.scheme, self.port),
            *([("https", 443)] if (self.scheme, self.port) == ("http", 80) else []),
        )
        if not same:
            return None
        return Address(
            scheme=there.scheme,
            host=there.host,
            port=there.port,
            path=there.path,
            query=there.query,
            credentials=self.credentials,
        )


def parsed(text: str) -> Address:
    """An address as somebody has written it."""
    if _NO_ADDRESS.search(text):
        raise Refused("source-address", what="den har otillåtna tecken")
    try:
        split = urlsplit(text)
        port = split.port
    except ValueError as fault:
        raise Refused("source-address", what="den är ingen webbadress") from fault
    if split.scheme not in _PORTS or not split.hostname:
        raise Refused("source-address", what="den ska börja med https:// eller http://")
    return Address(
        scheme=split.scheme,
        host=_host(split.hostname),
        port=port or _PORTS[split.scheme],
        path=quote(split.path or "/", safe=_PATH_SAFE),
        query=quote(split.query, safe=_QUERY_SAFE),
        credentials=_basic(split.username, split.password),
    )


def is_web(text: str) -> bool:
    """Whether an address is a server's rather than a folder's."""
    return text.lower().startswith(("http:", "https:"))


def _host(name: str) -> str:
    try:
        return str(ipaddress.ip_address(name))
    except ValueError:
        pass
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError as fault:
        raise Refused("source-address", what="värdnamnet går inte att läsa") from fault


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _basic(user: str | None, password: str | None) -> str:
    if user is None:
        return ""
    pair = f"{unquote(user)}:{unquote(password or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"
