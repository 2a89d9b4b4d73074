"""Numbers as people write them in Swedish files: read where only one reading is possible, else refused with why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST: Final = 1e12
"""Beyond this nothing that is counted here can be: a fault of the file."""
_LONGEST: Final = 60

_BLANKS: Final = str.maketrans({"\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2212": "-"})
_PLAIN: Final = re.compile(r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,[0-9]+)?")
_POINT: Final = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_TWO_WAYS: Final = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})")
_ENGLISH: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+")
_DASHES: Final = re.compile(r"[-\u2010-\u2015]+")
_RAISED: Final = re.compile(r"(.*[0-9])\s*[¹²³\u2070\u2074-\u2079*†]+\)?")
_NOTED: Final = re.compile(r"(.*[0-9])\s+\(?[0-9a-z]{1,2}\)")
_UNSURE_NOTE: Final = re.compile(r"[0-9 ]*[0-9][0-9a-z]?\)")
_BOUND: Final = re.compile(r"[<>≤≥]|\b(?:färre|mindre|under|över|fler|mer|minst|högst|upp till)\b", re.IGNORECASE)
_INSIDE: Final = re.compile(r"(?<![0-9.,])-?[0-9]+(?: [0-9]{3})*(?:[.,][0-9]+)*(?![0-9])")


class Fault(StrEnum):
    """Why a text is not read as a number."""

    EMPTY = "empty"
    DASH = "dash"
    """A dash is neither zero nor missing until somebody says which."""
    TWO_WAYS = "two_ways"
    """`12.500` is twelve and a half or twelve thousand five hundred."""
    GROUPED = "grouped"
    """Thousands held apart by points or commas."""
    FOOTNOTE = "footnote"
    """`12³`, `12 1)`."""
    BOUND = "bound"
    """`<5`, `färre än 10`."""
    PERCENT = "percent"
    """A per cent sign where the unit is not per cent."""
    TEXT = "text"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A number, or why there is none and what was probably meant."""

    value: float | None = None
    fault: Fault | None = None
    meant: float | None = None
    """What the writer probably meant, for the advice only; never used as the value."""


def read_number(text: str, *, unit: str = "", decimals: int | None = None) -> Reading:
    """The number in a text, by the one rule: spaces between thousands, one decimal comma, U+2212 as a minus sign.

    A decimal point is accepted where it cannot hold thousands apart, `%` at the end only where the unit is per cent.
    `decimals` (of the figure asked for) only helps to guess what an ambiguous text meant.
    """
    plain = " ".join(text.translate(_BLANKS).split()) if len(text) <= _LONGEST else text.strip()
    if not plain:
        return Reading(fault=Fault.EMPTY)
    if len(plain) > _LONGEST:
        return Reading(fault=Fault.TEXT)
    if plain.endswith("%") and unit == "%":
        plain = plain[:-1].rstrip()
    value = _number(plain)
    if value is None:
        return _refused(plain, unit, decimals)
    return Reading(value=value) if abs(value) < LARGEST else Reading(fault=Fault.TOO_LARGE)


def written(value: float) -> str:
    """A number as one types it in Swedish: `5355`, `74,3`, `-2`; nothing between thousands."""
    short = f"{value:.15g}"
    return (f"{value:.6f}".rstrip("0").rstrip(".") if "e" in short else short).replace(".", ",")


def _number(plain: str) -> float | None:
    if _PLAIN.fullmatch(plain):
        return float(plain.replace(" ", "").replace(",", ".")) + 0.0
    if _POINT.fullmatch(plain) and not _TWO_WAYS.fullmatch(plain):
        return float(plain) + 0.0
    return None


def _refused(plain: str, unit: str, decimals: int | None) -> Reading:
    if _DASHES.fullmatch(plain):
        return Reading(fault=Fault.DASH)
    if _TWO_WAYS.fullmatch(plain):
        is_thousands = unit != "%" and not decimals
        return Reading(fault=Fault.TWO_WAYS, meant=float(plain.replace(".", "") if is_thousands else plain))
    if _GROUPED.fullmatch(plain):
        points = "." in plain
        return Reading(fault=Fault.GROUPED, meant=_number(plain.replace(*(".", "") if points else (",", ""))))
    if _ENGLISH.fullmatch(plain):
        return Reading(fault=Fault.GROUPED, meant=float(plain.replace(",", "")))
    if plain.endswith("%"):
        return Reading(fault=Fault.PERCENT, meant=_number(plain[:-1].rstrip()))
    if noted := _RAISED.fullmatch(plain) or _NOTED.fullmatch(plain):
        return Reading(fault=Fault.FOOTNOTE, meant=_number(noted[1].rstrip()))
    if _UNSURE_NOTE.fullmatch(plain):
        return Reading(fault=Fault.FOOTNOTE)
    if _BOUND.search(plain):
        return Reading(fault=Fault.BOUND)
    return Reading(fault=Fault.TEXT, meant=_inside(plain))


def _inside(plain: str) -> float | None:
    """The only number in a text such as `ca 12` or `7 st`; none where there are several."""
    found = _INSIDE.findall(plain)
    alone = len(found) == 1 and not re.search(r"[0-9]", plain.replace(found[0], "", 1))
    value = _number(found[0].replace("-", "") if not plain.startswith("-") else found[0]) if alone else None
    return value if value is None or abs(value) < LARGEST else None
