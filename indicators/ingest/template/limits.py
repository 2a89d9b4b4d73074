"""What each figure may be, from the register: the same words in the cell's help as in its limit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from indicators import swedish
from indicators.ingest.template.plan import Asked, Row
from indicators.model import MeasureKind

_OF: Final = re.compile(r"av (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """Least and most of a figure, and whether it is whole; the title names it, the prompt says how to write it."""

    is_whole: bool
    least: int
    most: int | None
    title: str
    prompt: str


COUNT: Final = Limit(is_whole=True, least=0, most=None, title="Antal", prompt="Ett helt tal, minst 0.")
_ANSWERS: Final = ("Antal svar", "Hur många som har svarat på frågan. Minst 1.")
_BASES: Final = {
    MeasureKind.RATE: ("Folkmängd", "Folkmängden på platsen, i den grupp som raden gäller. Minst 1."),
    MeasureKind.REGISTER_SHARE: ("Av hur många", "Antal personer som andelen räknas på. Minst 1."),
    MeasureKind.SHARE: _ANSWERS,
    MeasureKind.MEAN: _ANSWERS,
}
"""By kind what the figure is out of: the prompt's title and words."""


def figure(row: Row) -> Limit:
    """The limit of the figure that a row asks for."""
    unit, decimals = row.indicator.unit, row.indicator.decimals
    if row.asked is Asked.NUMERATOR:
        return COUNT
    if unit == "%":
        return _between(0, 100, title="Procent", decimals=max(1, decimals))
    if row.indicator.kind is not MeasureKind.STATE:
        return _between(0, None, title=swedish.sentence_case(row.unit), decimals=decimals)
    if unit == "(ja = 1)":
        return Limit(is_whole=True, least=0, most=1, title="Ja eller nej", prompt="Skriv 1 för ja och 0 för nej.")
    most = int(of[1]) if (of := _OF.fullmatch(unit)) else None
    prompt = f"Ett helt tal mellan 0 och {most}." if most else COUNT.prompt
    return Limit(is_whole=decimals == 0, least=0, most=most, title=swedish.sentence_case(row.unit), prompt=prompt)


def base(row: Row, known: str = "") -> Limit:
    """The limit of the number that the figure is out of; the prompt ends with the one that is stored (`12 (2018)`)."""
    title, what = _BASES[row.indicator.kind]
    prompt = f"{what} Sparat: {known}." if known else what
    return Limit(is_whole=True, least=1, most=None, title=title, prompt=prompt)


def number_format(row: Row) -> str:
    """The cell's number format; spreadsheet programs show it in Swedish by themselves."""
    decimals = 0 if row.asked is Asked.NUMERATOR else row.indicator.decimals
    return "#,##0" if decimals == 0 else f"#,##0.{'0' * decimals}"


def _between(least: int, most: int | None, *, title: str, decimals: int) -> Limit:
    example = swedish.number(74.3, decimals) if decimals else "74"
    span = f"mellan {least} och {most}" if most is not None else f"minst {least}"
    return Limit(
        is_whole=False, least=least, most=most, title=title[:32], prompt=f"Ett tal {span}, till exempel {example}."
    )
