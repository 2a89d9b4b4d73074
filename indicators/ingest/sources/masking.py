"""What the log may say of a source: what went wrong, without where it is and who asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

HIDDEN: Final = "***"
_LONGEST: Final = 2_000
_SHORTEST: Final = 4
"""Letters of a parameter that may be a secret; shorter ones are switches."""
_TELLING: Final = re.compile(r"pass|pwd|secret|token|key|user|uid|server|host|addr|sid|service|database", re.IGNORECASE)
"""Names of parameters whose value is hidden however short."""
_NUMBERED: Final = re.compile(
    r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])"
    r"|(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]+:){7})[0-9a-f:]+(?![\w:])",
    re.IGNORECASE,
)
"""What a name of a server was looked up to."""


def masked(text: str, address: str) -> str:
    """One line of what a driver or service said, without the address, its server, user, password and parameters."""
    told = " ".join(text.replace(address, HIDDEN).split()) if address else " ".join(text.split())
    for secret in sorted(set(_secrets(address)), key=len, reverse=True):
        told = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", HIDDEN, told, flags=re.IGNORECASE)
    return _NUMBERED.sub(HIDDEN, told)[:_LONGEST]


def _secrets(address: str) -> Iterator[str]:
    start, at, rest = address.partition("://")
    try:
        split = urlsplit(f"x://{rest}")
    except ValueError:  # an address that is none is hidden as it is written
        return
    if not at or start.lower() in ("file", "sqlite", "duckdb"):
        return
    login, _, servers = split.netloc.rpartition("@")
    for written in (*login.split(":", 1), *servers.split(",")):
        yield from _spelt(written)
        yield from _spelt(re.sub(r":\d*$", "", written).strip("[]"))
    for name, value in parse_qsl(split.query):
        for parameter, said in ((name, value), *_within(value)):
            least = 1 if _TELLING.search(parameter) else _SHORTEST
            yield from (word for word in _spelt(said) if len(word) >= least)


def _within(value: str) -> Iterator[tuple[str, str]]:
    """The parameters inside a parameter: `DRIVER=…;SERVER=…;PWD=…`, or `(ADDRESS=(HOST=…)(PORT=…))`."""
    for part in re.split(r"[;()]+", value):
        name, is_set, said = part.partition("=")
        if is_set:
            yield name, said.strip("{} ")
            yield from ((name, word) for word in re.split(r"[,:\\/]+", said) if word)


def _spelt(written: str) -> Iterator[str]:
    yield from (word for word in (written, unquote(written)) if word)
