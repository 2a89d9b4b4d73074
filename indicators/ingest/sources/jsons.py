"""JSON that others wrote: numbers with their own digits, depth bounded, and typed looks into it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from indicators.ingest.sources import limits
from indicators.ingest.sources.refusals import Refused


class Digits(str):
    """A number as it stood in the answer."""

    __slots__ = ()


def loaded(content: bytes) -> Any:
    """The document of an answer; its numbers are `Digits`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused("source-encoding", detail=repr(fault)) from fault
    try:
        return json.loads(text, parse_float=Digits, parse_int=Digits, parse_constant=_no_number)
    except RecursionError as fault:
        raise Refused("source-shape", what="för många nivåer") from fault
    except ValueError as fault:
        raise Refused("source-not-json", detail=f"{fault}: {text[:200]!r}") from fault


def together(contents: Sequence[bytes]) -> bytes:
    """One answer as it is; several as a JSON list of them, each byte for byte."""
    if len(contents) == 1:
        return contents[0]
    return b"[" + b",\n".join(content.removeprefix(b"\xef\xbb\xbf").strip() for content in contents) + b"]"


def figure(value: Any) -> str | None:
    """The text of a figure: digits, a text, or None; anything else is not a figure."""
    if value is None or (isinstance(value, str) and len(value) <= limits.TEXT):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    raise Refused("source-shape", what="ett värde är varken tal, text eller null")


def whole(value: Any, what: str, *, most: int) -> int:
    """A whole number from 0 up to a bound."""
    if isinstance(value, Digits) and value.isdigit() and len(value) <= 12 and int(value) <= most:
        return int(value)
    raise Refused("source-shape", what=what)


def table(value: Any, what: str) -> dict[str, Any]:
    """An object."""
    if isinstance(value, dict):
        return value
    raise Refused("source-shape", what=what)


def listed(value: Any, what: str) -> list[Any]:
    """A list."""
    if isinstance(value, list):
        return value
    raise Refused("source-shape", what=what)


def text(value: Any) -> str:
    """A text or number as a text on one line; anything else is empty."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")
