"""What is said of months and quarters: whether any is more than the usual ups and downs."""

from __future__ import annotations

from typing import Final

from indicators import swedish
from indicators.districts.months import Control, Point
from indicators.measures.control_charts import LEAST_POINTS, Signal
from indicators.model import Geography, Reason
from indicators.texts import words
from indicators.texts.crime import label

SIGNALS: Final = {
    Signal.OUTSIDE: "utanför det vanliga",
    Signal.RUN: "del av sju i följd åt samma håll",
    Signal.NEAR_LIMIT: "nära gränsen två gånger av tre",
    Signal.ONE_SIDE: "del av sju i följd på samma sida av medelvärdet",
}
"""What makes a point stand out."""

READING: Final = (
    "Varje punkt är en månad eller ett kvartal. Den svarta linjen är medelvärdet.",
    "Fältet är det vanliga: så mycket som talen brukar svänga. Inom det finns inget att förklara.",
    "En romb är mer än vanliga svängningar: utanför fältet, eller ett mönster som slumpen sällan ger.",
    "Årstider räknas inte bort. Ett uppehåll i linjen betyder att en siffra saknas eller är dold.",
)
"""How the control chart is read."""


def heading(found: Control, place: Geography) -> str:
    """The message: how many points are more than the usual ups and downs."""
    what = f"{label(found.indicator)} i {place.name}, {_every(found)}"
    if found.reason is not None:
        return f"{what}: {_why(found)}"
    count = len(found.signals)
    if not count:
        return f"{what}: bara vanliga svängningar"
    points = swedish.counted(count, *_POINTS[found.per_year])
    return f"{what}: {points} är mer än vanliga svängningar"


def alt(found: Control, place: Geography) -> str:
    """Text alternative: kind, span, message, the latest that stands out."""
    told = heading(found, place)
    last = f" Senast: {tip(found.signals[-1], found)}." if found.signals else ""
    ends = f"{when(found.points[0], found)} till {when(found.points[-1], found)}"
    return f"Styrdiagram {ends}. {told}.{last}"


def when(point: Point, found: Control) -> str:
    """`mars 2019` or `kvartal 2 2019`."""
    part = swedish.MONTHS[point.part - 1] if found.per_year == 12 else f"kvartal {point.part}"
    return f"{part} {point.year}"


def tip(point: Point, found: Control) -> str:
    """What a point says on hovering and in the table."""
    if point.count is None:
        return f"{when(point, found)}: {words.REASONS[point.reason or Reason.MISSING]}"
    said = "" if point.signal is None else f", {SIGNALS[point.signal]}"
    return f"{when(point, found)}: {swedish.number(point.count)}{said}"


_POINTS: Final = {12: ("månad", "månader"), 4: ("kvartal", "kvartal")}


def _every(found: Control) -> str:
    return "månad för månad" if found.per_year == 12 else "kvartal för kvartal"


def _why(found: Control) -> str:
    """Why there are no limits."""
    if found.reason is Reason.TOO_FEW:
        return f"färre än {swedish.count_word(LEAST_POINTS)} i följd, för få för att säga vad som är vanligt"
    return f"{words.REASONS[found.reason or Reason.MISSING]} för någon period, så det vanliga går inte att räkna fram"
