"""Words by which keys and totals are recognised in other people's tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from indicators.ingest import entries
from indicators.ingest.mapping.keys import is_period, knowing
from indicators.ingest.mapping.layout import plain
from indicators.model import TOTAL, Registry

SEX: Final = "kon"
_SEXES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("kvinna", "kvinnor", "flicka", "flickor", "k", "kvinnor/women", "kvinnor / women"), "kvinna"),
    **dict.fromkeys(("man", "män", "pojke", "pojkar", "m", "män/men", "män / men"), "man"),
}
_TOTALS: Final = (
    *("totalt", "total", "samtliga", "alla", "båda", "båda könen", "båda könen / both sexes", "kvinnor och män"),
    *("flickor och pojkar", "män och kvinnor", "t", "k+m", "samtliga elever", "hela befolkningen"),
)
_TOTAL_START: Final = re.compile(r"(?:samtliga|totalt|total|alla|hela)\b")
_FOOTNOTED: Final = re.compile(r"((?:19|20)\d{2})\d", re.ASCII)
"""A year with the digit of a footnote glued to it: `20201`."""
_TOKEN: Final = re.compile(r"\w+")
_NUMBERED: Final = re.compile(r"^\s*\d+\.\s")
FEWEST: Final = 3
"""Telling words that a text must have before an indicator is guessed from it."""
_FILLERS: Final = frozenset({"andel", "antal", "i", "av", "för", "med", "och", "som", "den", "det", "de"})


def recode(key: str, texts: Sequence[str], registry: Registry) -> dict[str, str]:
    """A guess at the translation of a key's texts; what is not recognised, or needs no translation, is left out."""
    if key == entries.INDICATOR:
        return _indicators(texts, registry)
    if key == entries.PERIOD:
        found = {text: _FOOTNOTED.fullmatch(text.strip()) for text in texts}
        return {text: each[1] for text, each in found.items() if each}
    if key.partition(".")[0] != entries.BREAKDOWN:
        return {}
    sexes = _SEXES if key == f"{entries.BREAKDOWN}.{SEX}" else {}
    known = {text: sexes.get(plain(text), TOTAL if is_total(text) else None) for text in texts}
    return {text: category for text, category in known.items() if category is not None}


def is_sex(texts: Sequence[str]) -> bool:
    """Whether texts are the sexes, with or without a total."""
    said = {plain(text) for text in texts}
    return bool(said & _SEXES.keys()) and all(text in _SEXES or text in _TOTALS for text in said)


def is_total(text: str) -> bool:
    """Whether a text says that everybody or everything is meant."""
    return plain(text) in _TOTALS or bool(_TOTAL_START.match(plain(text)))


def total(texts: Sequence[str]) -> str:
    """The text among others that stands for all of them; '' where none does."""
    return min((text for text in texts if is_total(text)), key=len, default="")


def period(text: str) -> str:
    """A period, also with a footnote's digit at its end; '' for what is none."""
    found = _FOOTNOTED.fullmatch(text.strip())
    return found[1] if found else text.strip() if is_period(text) else ""


def _indicators(texts: Sequence[str], registry: Registry) -> dict[str, str]:
    """Indicators whose name holds every word of a text, where just one does."""
    knows = knowing(entries.INDICATOR, registry)
    names = {each.id: _tokens(f"{each.name} {each.short_name}") for each in registry.indicators.values()}
    found: dict[str, str] = {}
    for text in texts:
        said = _tokens(text)
        fitting = [each for each, name in names.items() if said <= name]
        if not knows(text) and len(said) >= FEWEST and len(fitting) == 1:
            found[text] = fitting[0]
    return found


def _tokens(text: str) -> frozenset[str]:
    return frozenset(_TOKEN.findall(_NUMBERED.sub("", text.casefold()))) - _FILLERS
