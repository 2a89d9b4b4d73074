"""Made-up figures from a seeded generator: surveys, registers and activities of a city that does not exist."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Final

import numpy as np

from indicators.ingest.plots import NOT_ASKED, PLOTS, Kind, Plot

SEED: Final = 20141113
"""The day the programme was presented; the same seed gives the same files."""
REMARK: Final = "# Påhittade siffror för demonstration. De beskriver inte Göteborg och får inte användas som underlag."
INVENTED: Final = "ja"
CITY: Final = "1480"

_HARSHNESS: Final = {
    "131": 1.0,
    "132": 0.8,
    "133": -0.6,
    "134": -0.3,
    "135": -0.5,
    "136": -0.1,
    "137": -0.4,
    "138": 0.4,
    "139": 0.0,
    "140": 0.1,
}
"""How far each district is made to lie from the city; invented, like everything here."""
_SAMPLE: Final = {
    "131": 480,
    "132": 440,
    "133": 510,
    "134": 560,
    "135": 540,
    "136": 500,
    "137": 430,
    "138": 410,
    "139": 390,
    "140": 360,
}
"""Respondents of an ordinary survey, by district."""
_WOMEN: Final = 0.52
_AGES: Final = {"16-29": 0.21, "30-44": 0.26, "45-64": 0.31, "65-84": 0.22}
"""Share of the respondents in each age group."""


class Column(StrEnum):
    """The columns of a file of made-up figures."""

    INDICATOR = "indikator"
    GEOGRAPHY = "geografi"
    YEAR = "ar"
    BREAKDOWN = "uppdelning"
    VALUE = "varde"
    NUMERATOR = "taljare"
    DENOMINATOR = "bas"
    LOWER = "undre"
    UPPER = "ovre"
    STATUS = "status"
    INVENTED = "påhittad"
    NOTE = "anmarkning"


Row = dict[Column, str]


def files() -> dict[str, bytes]:
    """The files by name, byte for byte."""
    names = {Kind.SURVEY: "enkater.csv", Kind.REGISTER: "register.csv"}
    made: dict[str, list[Row]] = {name: [] for name in ("enkater.csv", "register.csv", "verksamhet.csv")}
    for plot in PLOTS:
        made[names.get(plot.kind, "verksamhet.csv")].extend(_MAKERS[plot.kind](plot, _generator(plot.indicator)))
    return {name: _written(rows) for name, rows in made.items()}


def _generator(indicator: str) -> np.random.Generator:
    """One generator for each indicator, so that a new indicator leaves the others as they were."""
    return np.random.default_rng([SEED, zlib.crc32(indicator.encode())])


def _shares(plot: Plot, random: np.random.Generator) -> Iterator[Row]:
    """Persons by district; the city is their sum and those whose district is unknown."""
    for year in plot.cancelled:
        yield from (_blank(plot, year, code, status="saknas", note=NOT_ASKED) for code in _places(plot))
    for year, percent in plot.path.items():
        counts = {code: _drawn(plot, code, percent, random) for code in (*_HARSHNESS, "")}
        whole = (sum(x for x, _ in counts.values()), sum(n for _, n in counts.values()))
        yield from _city(plot, year, whole, random)
        if plot.in_districts:
            yield from (_place(plot, year, code, counts[code]) for code in _HARSHNESS)


def _places(plot: Plot) -> tuple[str, ...]:
    return (CITY, *_HARSHNESS) if plot.in_districts else (CITY,)


def _drawn(plot: Plot, code: str, percent: float, random: np.random.Generator) -> tuple[int, int]:
    base = plot.base * _SAMPLE.get(code, 90) / 462
    n = max(1, round(base * random.uniform(0.9, 1.1)))
    logit = np.log(percent / (plot.per - percent)) + plot.spread * _HARSHNESS.get(code, 0.0)
    return int(random.binomial(n, 1 / (1 + np.exp(-logit)))), n


def _city(plot: Plot, year: int, whole: tuple[int, int], random: np.random.Generator) -> Iterator[Row]:
    yield _place(plot, year, CITY, whole)
    if plot.by_sex:
        yield from _by_sex(plot, year, whole, random)
    if plot.ages:
        yield from _by_age(plot, year, whole)


def _by_sex(plot: Plot, year: int, whole: tuple[int, int], random: np.random.Generator) -> Iterator[Row]:
    """Women and men, who add up to everybody."""
    x, n = whole
    women, odds = round(n * _WOMEN), float(np.exp(plot.women))
    # Chance is drawn as it always was, so that no other figure of the file moves; the odds say around what.
    weight = women * odds / (women * odds + n - women)
    drawn = _expected_women(x, n, women, odds) + random.binomial(x, weight) - x * weight
    of_women = int(np.clip(round(drawn), x - (n - women), min(x, women)))
    for category, part in (("kvinna", (of_women, women)), ("man", (x - of_women, n - women))):
        yield _row(plot, year, CITY, part, breakdown=f"kon={category}")


def _expected_women(x: int, n: int, women: int, odds: float) -> float:
    """How many of the `x` counted among `n` are women, where women's odds are so many times those of men.

    With m of them, m (men - x + m) = odds (x - m) (women - m); this root stands also where the odds are alike.
    """
    b = n - women - x + odds * (x + women)
    return float(2 * odds * x * women / (b + np.sqrt(b * b + 4 * (1 - odds) * odds * x * women)))


def _by_age(plot: Plot, year: int, whole: tuple[int, int]) -> Iterator[Row]:
    """The age groups, who add up to everybody; by a generator of their own, so that they move no other figure."""
    random = _generator(f"{plot.indicator}-alder-{year}")
    x, n = whole
    sizes = [round(n * share) for share in _AGES.values()]
    sizes[-1] = n - sum(sizes[:-1])
    weights = [size * np.exp(plot.ages[age]) for age, size in zip(_AGES, sizes, strict=True)]
    for number, age in enumerate(_AGES):
        later = sum(sizes[number + 1 :])
        drawn = int(random.binomial(x, weights[number] / sum(weights[number:])))
        count = int(np.clip(drawn, x - later, min(x, sizes[number])))
        yield _row(plot, year, CITY, (count, sizes[number]), breakdown=f"alder={age}")
        x -= count


def _place(plot: Plot, year: int, code: str, part: tuple[int, int]) -> Row:
    """A place's figures, or why it has none."""
    oddity = plot.oddities.get((code, year))
    if oddity is None:
        return _row(plot, year, code, part)
    if isinstance(oddity, int):
        x, n = part
        return _row(plot, year, code, (round(x * oddity / n), oddity), note="Få svarade.")
    status, note = oddity
    return _blank(plot, year, code, status=status, note=note)


def _row(plot: Plot, year: int, code: str, part: tuple[int, int], *, breakdown: str = "", note: str = "") -> Row:
    x, n = part
    figures = {
        Column.VALUE: f"{plot.per * x / n:.6f}",
        Column.NUMERATOR: str(x),
        Column.DENOMINATOR: str(n),
        Column.BREAKDOWN: breakdown,
    }
    status = "preliminär" if year in plot.preliminary else "slutlig"
    return _blank(plot, year, code, status=status, note=note) | figures


def _blank(plot: Plot, year: int, code: str, *, status: str, note: str) -> Row:
    return {
        **dict.fromkeys(Column, ""),
        Column.INDICATOR: plot.indicator,
        Column.GEOGRAPHY: code,
        Column.YEAR: str(year),
        Column.STATUS: status,
        Column.INVENTED: INVENTED,
        Column.NOTE: note,
    }


def _counts(plot: Plot, random: np.random.Generator) -> Iterator[Row]:
    """Things done; the city is the sum of its districts where these are told."""
    for year, number in plot.path.items():
        if not plot.in_districts:
            yield _blank(plot, year, CITY, status="slutlig", note="") | {Column.VALUE: f"{number:g}"}
            continue
        parts = {code: int(random.poisson(number / 10 * np.exp(plot.spread * h))) for code, h in _HARSHNESS.items()}
        for code, count in {CITY: sum(parts.values()), **parts}.items():
            yield _blank(plot, year, code, status="slutlig", note="") | {Column.VALUE: str(count)}


def _means(plot: Plot, random: np.random.Generator) -> Iterator[Row]:
    """Means of an index with the limits that their source would print."""
    for year, mean in plot.path.items():
        half = 1.96 * plot.spread / np.sqrt(plot.base)
        value = mean + random.normal(0, half / 1.96)
        figures = {Column.VALUE: value, Column.LOWER: value - half, Column.UPPER: value + half}
        printed = {column: f"{number:.2f}" for column, number in figures.items()}
        base = {Column.DENOMINATOR: str(round(plot.base))}
        yield _blank(plot, year, CITY, status="slutlig", note="") | printed | base


def _written(rows: Sequence[Mapping[Column, str]]) -> bytes:
    text = io.StringIO(newline="")
    text.write(f"{REMARK}\n")
    writer = csv.DictWriter(text, fieldnames=list(Column), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


_MAKERS: Final[Mapping[Kind, Callable[[Plot, np.random.Generator], Iterator[Row]]]] = {
    Kind.SURVEY: _shares,
    Kind.REGISTER: _shares,
    Kind.COUNT: _counts,
    Kind.MEAN: _means,
}
