"""Bound fields: `{värde}` in a person's text is the number as it stands now, printed as everywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.errors import InputError
from indicators.model import GeographyLevel, Indicator, Progress, Reason, Registry
from indicators.situation import Situation
from indicators.texts import figures, words

FIELD: Final = re.compile(r"\{([^{}\n]{0,100}[^\s{}][^{}\n]{0,100})\}")
_LEVELS: Final = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
GONE: Final = "(siffran finns inte)"
"""What a reader sees where a field can no longer be filled, such as that of an indicator taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What fields without further words are about: one result, one place, or nothing in particular."""

    seen: Situation
    """The city's and the districts' situation at the viewpoint."""
    indicator: str | None = None
    geography: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A text with its fields filled."""

    text: str
    faults: tuple[str, ...]
    """What is wrong with its fields, a sentence for each."""
    is_demo: bool
    """Whether a field shows a made-up number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    name: str
    indicator: Indicator
    geography: str
    year: int | None


def filled(text: str, context: Context) -> Bound:
    """The text with every field replaced by its number; a field that cannot be filled becomes `GONE`, and a fault."""
    faults: list[str] = []
    made_up: list[bool] = []

    def fill(match: re.Match[str]) -> str:
        try:
            asked = _asked(match.group(1), context)
            told = _told(asked, context.seen)
        except InputError as wrong:
            faults.append(str(wrong))
            return GONE
        made_up.append(asked.indicator.is_demo)
        return told

    return Bound(text=FIELD.sub(fill, text), faults=tuple(dict.fromkeys(faults)), is_demo=any(made_up))


def has_fields(text: str) -> bool:
    """Whether a text has anything to fill."""
    return FIELD.search(text) is not None


def _asked(inside: str, context: Context) -> _Asked:
    """What a field asks for; refused with what may be written instead."""
    name, rest = _name(inside)
    registry = context.seen.registry
    indicator, geography, year = context.indicator, context.geography, None
    for word in rest:
        if word in registry.indicators:
            indicator = word
        elif word in registry.geographies and registry.geographies[word].level in _LEVELS:
            geography = word
        elif _YEAR.fullmatch(word):
            year = int(word)
        else:
            raise InputError(_unknown_word(inside, word, registry))
    if indicator is None:
        raise InputError(
            f"{{{inside}}} säger inte vilken indikator den gäller. Skriv dess id, till exempel "
            f"{{{name} {_example(registry)}}}."
        )
    if indicator not in registry.indicators:
        raise InputError(f"{{{inside}}}: indikatorn {indicator} finns inte i registret.")
    if year is not None and name != "värde":
        raise InputError(f"{{{inside}}}: bara värde kan ha ett år. Ta bort {year}, eller skriv {{värde … {year}}}.")
    return _Asked(
        name=name, indicator=registry.indicators[indicator], geography=geography or registry.city_code, year=year
    )


def _name(inside: str) -> tuple[str, list[str]]:
    """The field's name, the longest that fits, and the words after it."""
    spaced = " ".join(inside.replace("\u00a0", " ").split())
    for name in sorted(FIELDS, key=len, reverse=True):
        if spaced.lower() == name or spaced.lower().startswith(f"{name} "):
            return name, spaced[len(name) :].split()
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    raise InputError(f"{{{swedish.shortened(inside, 40)}}} är inget fält. Det finns {known}.")


def _unknown_word(inside: str, word: str, registry: Registry) -> str:
    places = "stadsdelens kod, 131 till 140, eller " if "131" in registry.geographies else ""
    return (
        f"{{{swedish.shortened(inside, 60)}}}: {word} är varken en indikators id, en plats eller ett år. "
        f"Skriv till exempel {{värde {_example(registry)} 2018}}, med {places}stadens {registry.city_code} efter id:t."
    )


def _example(registry: Registry) -> str:
    return next(iter(registry.indicators), "indikatorns-id")


def _told(asked: _Asked, seen: Situation) -> str:
    if asked.year is not None:
        return _of_year(asked, seen)
    progress = seen.progress.get((asked.indicator.id, asked.geography))
    if progress is None:
        place = seen.registry.geographies[asked.geography].name
        raise InputError(f"{asked.indicator.short_name} ({asked.indicator.id}) följs inte i {place}.")
    told = FIELDS[asked.name][1](progress, asked.indicator)
    return told or f"(saknas: {words.REASONS[progress.value.reason or progress.reason or Reason.MISSING]})"


def _of_year(asked: _Asked, seen: Situation) -> str:
    """The value of one year, which may not lie after the viewpoint."""
    if asked.year is not None and asked.year > seen.year:
        raise InputError(f"{asked.indicator.short_name} {asked.year} ligger efter läget {seen.year} och visas inte.")
    rows = seen.series(asked.indicator.id, asked.geography)
    row = rows[rows[obs.YEAR] == asked.year]
    if row.empty:
        place = seen.registry.geographies[asked.geography].name
        raise InputError(f"{asked.indicator.short_name} har inget värde {asked.year} i {place}.")
    value = row.iloc[0][obs.VALUE]
    if value != value or value is None:
        return "(saknas: dolt av sekretesskäl)" if _is_hidden(row) else "(saknas: underlag saknas)"
    return swedish.running(float(value), asked.indicator)


def _is_hidden(row: object) -> bool:
    return str(row.iloc[0][obs.STATUS]) == "suppressed"  # type: ignore[attr-defined]  # a pandas row


def _value(progress: Progress, indicator: Indicator) -> str:
    shown = figures.printed(progress, indicator).value
    return swedish.in_words(shown, indicator) if shown else ""


def _baseline(progress: Progress, indicator: Indicator) -> str:
    shown = figures.printed(progress, indicator).baseline
    return swedish.in_words(shown, indicator) if shown else ""


def _target(progress: Progress, indicator: Indicator) -> str:
    if progress.target is None:
        return "" if indicator.target is None else figures.target(progress, indicator)
    return figures.target_in_words(progress, indicator)


def _required(progress: Progress, indicator: Indicator) -> str:
    shown = figures.printed(progress, indicator).required
    return swedish.in_words(shown, indicator) if shown else ""


def _distance(progress: Progress, indicator: Indicator) -> str:
    gap = figures.gap(progress, indicator)
    if gap is None:
        return ""
    return swedish.difference(abs(gap), indicator.unit, figures.difference_decimals(gap, progress, indicator))


def _change(progress: Progress, indicator: Indicator) -> str:
    moved = figures.change(progress, indicator)
    if moved is None:
        return ""
    decimals = figures.difference_decimals(moved, progress, indicator)
    return swedish.difference(moved, indicator.unit, decimals, sign=True)


def _share(progress: Progress, _: Indicator) -> str:
    share = progress.share_of_total
    return "" if share is None else f"{swedish.number(100 * share)} procent"


def _pace(progress: Progress, indicator: Indicator) -> str:
    if progress.slope is None:
        return ""
    told = swedish.difference(progress.slope, indicator.unit, figures.pace_decimals(progress, indicator), sign=True)
    return f"{told} per år"


def _year(year: int | None) -> str:
    return "" if year is None else str(year)


def _assessment(progress: Progress, _: Indicator) -> str:
    why = words.reason(progress)
    return words.LOWER[progress.assessment] + (f" ({why})" if why else "")


FIELDS: Final[dict[str, tuple[str, Callable[[Progress, Indicator], str]]]] = {
    "värde": ("utfallet vid läget", _value),
    "år": ("året som utfallet gäller", lambda progress, _: _year(progress.value_year)),
    "utgångsläge": ("värdet som målet räknas från", _baseline),
    "utgångsår": ("året som målet räknas från", lambda progress, _: _year(progress.baseline_year)),
    "mål": ("målvärdet, med minst eller högst", _target),
    "målår": ("året då målet ska vara nått", lambda progress, _: _year(progress.target_year)),
    "borde vara": ("värdet på målbanan vid läget", _required),
    "avstånd": ("hur långt utfallet är från målbanan", _distance),
    "förändring": ("utfallet mot utgångsläget, med tecken", _change),
    "andel av vägen": ("hur stor del av vägen till målet som är gången", _share),
    "takt": ("förändring per år sedan utgångsläget", _pace),
    "bedömning": ("bedömningens ord, till exempel på väg", _assessment),
}
"""Every field: what it is, and how it is told of a result; an empty answer is told as missing with its reason."""
