"""How fast the measures are when all series are asked at once: `python -m bench.measures` prints the table."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators import registry
from indicators.measures import overview
from indicators.measures.attributable import full_equality
from indicators.measures.closing import is_closing
from indicators.measures.concentration import concentration_index
from indicators.measures.distributions import CONFIDENCE, Floats, normal_quantile
from indicators.measures.estimates import rate_interval, share_interval
from indicators.measures.fragility import with_tellings
from indicators.measures.gaps import gap_between_ends
from indicators.measures.progress import assess, series
from indicators.measures.slope_index import slope_index
from indicators.measures.spread import spread
from indicators.measures.theil import theil_index
from indicators.model import TOTAL, GeographyLevel, MeasureKind, ObservationStatus
from indicators.settings import REGISTRY_DIR

INDICATORS, GEOGRAPHIES, YEARS = 100, 11, np.arange(2011, 2021)
VIEWPOINT = 2019
TIMES_FASTER = 20.0
SLOPES, SLOPE_SECONDS = 10_000, 0.1
IMPORT_SECONDS = 0.4
REPEATS = 7
IMPORT = """
import time
started = time.perf_counter()
import numpy, pandas
between = time.perf_counter()
import indicators.measures
print(between - started, time.perf_counter() - between)
"""

Tables = dict[str, Floats]
Answers = dict[str, Floats]


def main() -> None:
    """Measure and print; exit status 1 when a target is missed."""
    tables = _tables()
    at_once, alone = _overview(tables)
    print("| Overview of 100 indicators × 11 geographies × 10 years | all at once, ms | one at a time, ms | times |")
    print("|---|---:|---:|---:|")
    for name in at_once:
        print(_row(name, at_once[name], alone[name]))
    whole = sum(at_once.values()), sum(alone.values())
    print(_row("All of it", *whole))
    print(_row("The same from observations and register (M01, M12, M15–M18)", *_from_observations(tables)))
    slopes = _median(_slopes())
    under, over = min((_import() for _ in range(REPEATS)), key=lambda pair: pair[1])
    print(f"\nImport of numpy and pandas {under:.2f} s, of the measures {over:.2f} s more: {over / under:.2f} times")
    passed = [
        _verdict("overview, times faster than one at a time", whole[1] / whole[0], TIMES_FASTER, at_least=True),
        _verdict(f"slope index with intervals, {SLOPES} series, seconds", slopes, SLOPE_SECONDS),
        _verdict("import of indicators.measures over numpy and pandas, seconds", over, IMPORT_SECONDS),
    ]
    raise SystemExit(not all(passed))


def _overview(tables: Tables) -> tuple[dict[str, float], dict[str, float]]:
    """Seconds for each method all at once (median) and one at a time (once), both giving the same answers."""
    at_once, alone = {}, {}
    for name, method, parts in _methods(tables):
        answers = method(**tables)
        at_once[name] = _median(partial(method, **tables))
        pieces = list(parts)
        started = time.perf_counter()
        found = [method(**piece) for piece in pieces]
        alone[name] = time.perf_counter() - started
        for key, answer in answers.items():
            rows = np.concatenate([np.ravel(one[key]) for one in found])
            np.testing.assert_allclose(rows, np.ravel(answer), rtol=1e-9, atol=1e-12, err_msg=f"{name} {key}")
    return at_once, alone


def _methods(tables: Tables) -> Iterator[tuple[str, Callable[..., Answers], Iterator[Tables]]]:
    """Each method with the tables cut to one answer at a time."""
    by_value = [(i, g, y) for i in range(INDICATORS) for g in range(GEOGRAPHIES) for y in range(len(YEARS))]
    by_series = [(i, g) for i in range(INDICATORS) for g in range(GEOGRAPHIES)]
    by_year = [(i, slice(None), y) for i in range(INDICATORS) for y in range(len(YEARS))]
    yield "M01 intervals of rates", _rates, (_cut(tables, at) for at in by_value)
    yield "M02 intervals of shares", _shares, (_cut(tables, at) for at in by_value)
    yield "M16 assessments", _assessments, (_cut(tables, at) for at in by_series)
    yield "M16b other tellings", _tellings, (_cut(tables, at) for at in by_series)
    for name, method in GROUPED.items():
        yield name, method, (_cut(tables, at) for at in by_year)
    yield "M26 gaps over time", _closing, (_cut(tables, (i,)) for i in range(INDICATORS))


def _tables() -> Tables:
    """Made-up counts of 100 indicators in a city and its ten districts over ten years (fixed seed)."""
    rng = np.random.default_rng(20_20)
    n = rng.integers(3_000, 60_000, (INDICATORS, GEOGRAPHIES, 1)) * np.linspace(1.0, 1.1, len(YEARS))
    level = rng.uniform(0.02, 0.4, (INDICATORS, 1, 1)) * rng.uniform(0.6, 1.4, (INDICATORS, GEOGRAPHIES, 1))
    pace = 1.0 + rng.normal(-0.02, 0.02, (INDICATORS, 1, 1)) * np.arange(len(YEARS))
    n = np.round(n)
    x = rng.binomial(n.astype(np.int64), level * pace).astype(np.float64)
    seen = share_interval(x, n)
    error = (seen.upper - seen.lower) / (2.0 * normal_quantile(CONFIDENCE))
    return {"x": x, "n": n, "value": seen.value, "lower": seen.lower, "upper": seen.upper, "error": error}


def _cut(tables: Tables, at: tuple[Any, ...]) -> Tables:
    """The part of every table that one answer needs."""
    return {name: table[at] for name, table in tables.items()}


def _rates(x: Floats, n: Floats, **_: Floats) -> Answers:
    found = rate_interval(x, n, multiplier=100_000.0)
    return {"value": found.value, "lower": found.lower, "upper": found.upper}


def _shares(x: Floats, n: Floats, **_: Floats) -> Answers:
    found = share_interval(x, n)
    return {"value": found.value, "lower": found.lower, "upper": found.upper}


def _series(value: Floats, lower: Floats, upper: Floats) -> Any:
    seen = YEARS <= VIEWPOINT
    rows = [np.reshape(table, (-1, len(YEARS)))[:, seen] for table in (value, lower, upper)]
    goal = 0.85 * rows[0][:, YEARS[seen] == 2014][:, 0]
    wide: dict[str, Any] = {"lower": rows[1], "upper": rows[2], "baseline_year": 2014, "target_year": 2020, "good": -1}
    return series(YEARS[seen], rows[0], target=goal, **wide)


def _assessments(value: Floats, lower: Floats, upper: Floats, **_: Floats) -> Answers:
    found = assess(_series(value, lower, upper))
    return {"slope": found.slope, "chance": found.chance, "landing": found.landing}


def _tellings(value: Floats, lower: Floats, upper: Floats, **_: Floats) -> Answers:
    extended, tellings = with_tellings(_series(value, lower, upper))
    found = assess(extended)
    count = len(extended.values) - len(tellings.parent)
    order = np.argsort(tellings.parent, kind="stable")
    return {"slope": found.slope[count:][order], "chance": found.chance[count:][order]}


def _groups(**tables: Floats) -> Tables:
    """Districts on the last axis, the city left out."""
    axis = 1 if tables["value"].ndim == 3 else 0
    return {name: np.moveaxis(table, axis, -1)[..., 1:] for name, table in tables.items()}


def _gaps(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = gap_between_ends(given["value"], given["error"], good=-1)
    return {"gap": found.difference.value, "lower": found.difference.lower, "ratio": found.ratio.upper}


def _spread(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = spread(given["value"], given["n"], given["error"], good=-1)
    return {
        "variance": found.weighted.variance.upper,
        "floor": found.variance_by_chance,
        "range": found.range_by_chance,
    }


def _slope(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = slope_index(given["value"], given["n"], given["error"])
    return {"slope": found.slope.lower, "ratio": found.ratio.upper}


def _concentration(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = concentration_index(given["value"], given["n"], given["error"], multiplier=100.0)
    return {"absolute": found.absolute.lower, "relative": found.relative.upper}


def _theil(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = theil_index(given["value"], given["n"], given["error"])
    return {"theil": found.theil.upper, "deviation": found.mean_log_deviation.lower}


def _equality(**tables: Floats) -> Answers:
    given = _groups(**tables)
    found = full_equality(given["value"], given["n"], given["error"], good=-1, multiplier=100.0)
    return {"difference": found.difference.lower, "persons": found.persons.upper}


def _closing(**tables: Floats) -> Answers:
    """M26 of M20's difference and M22's slope, ends fixed at the first year's."""
    given = _groups(**tables)
    slopes = slope_index(given["value"], given["n"], given["error"]).slope
    ends = gap_between_ends(given["value"][..., :1, :], good=-1)
    gaps = gap_between_ends(given["value"], given["error"], good=-1, ends=(ends.worst, ends.best)).difference
    found = [is_closing(YEARS, gap.value, gap.error) for gap in (slopes, gaps)]
    return {"slope": found[0].lower, "gap": found[1].upper}


GROUPED = {
    "M20 gap between ends": _gaps,
    "M21 spread": _spread,
    "M22 slope index": _slope,
    "M23 concentration index": _concentration,
    "M24 Theil": _theil,
    "M25 full equality": _equality,
}


def _from_observations(tables: Tables) -> tuple[float, float]:
    """Seconds for `overview.progress` of the whole table, and for one indicator and geography at a time.

    Alone, a series cannot share its scatter with the other districts, so the answers are not the same ones; every tenth
    is asked, and the time multiplied by ten.
    """
    register = registry.load(registry.read_folder(REGISTRY_DIR))
    model = next(i for i in register.indicators.values() if i.kind is MeasureKind.RATE and i.target)
    levels = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
    names = [f"indikator-{i}" for i in range(INDICATORS)]
    many = replace(register, indicators={name: replace(model, id=name, levels=levels) for name in names})
    codes = [place.code for level in levels for place in register.on_level(level)]
    observations = _observations(tables, names, codes, model.multiplier)
    pairs = [(name, code) for name in names for code in codes][::10]
    parts = [
        observations[(observations[obs.INDICATOR] == name) & (observations[obs.GEOGRAPHY] == code)]
        for name, code in pairs
    ]
    registers = {name: replace(many, indicators={name: many.indicators[name]}) for name in names}
    at_once = _median(lambda: overview.progress(observations, many, year=VIEWPOINT))
    started = time.perf_counter()
    for (name, _), part in zip(pairs, parts, strict=True):
        overview.progress(part, registers[name], year=VIEWPOINT)
    return at_once, 10 * (time.perf_counter() - started)


def _observations(tables: Tables, names: list[str], codes: list[str], multiplier: float) -> pd.DataFrame:
    places = pd.MultiIndex.from_product([names, codes, YEARS], names=[obs.INDICATOR, obs.GEOGRAPHY, obs.YEAR])
    table = places.to_frame(index=False)
    x, n = tables["x"].ravel(), tables["n"].ravel()
    counts = {obs.VALUE: x / n * multiplier, obs.NUMERATOR: x, obs.DENOMINATOR: n}
    limits = {obs.LOWER: np.nan, obs.UPPER: np.nan}
    texts = {obs.PERIOD: table[obs.YEAR].astype(str), obs.BREAKDOWN: TOTAL, obs.STATUS: str(ObservationStatus.FINAL)}
    origin = {obs.SHEET: "", obs.CELL: "", obs.RAW: "", obs.NOTE: "", obs.BATCH: 0}
    marks = {obs.IS_DEMO: False, obs.BASE_ESTIMATED: False}
    columns: dict[str, Any] = {**counts, **limits, **texts, **origin, **marks}
    return obs.checked(table.assign(**columns))


def _slopes() -> Callable[[], object]:
    rng = np.random.default_rng(22)
    y, n = rng.uniform(20, 60, (SLOPES, 6)), rng.uniform(20_000, 60_000, (SLOPES, 6))
    se = rng.uniform(1, 2, (SLOPES, 6))
    return lambda: slope_index(y, n, se)


def _import() -> tuple[float, float]:
    """Seconds to import numpy and pandas, and then the measures, in a fresh process; other work only adds to them."""
    told = subprocess.run([sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True)
    under, over = map(float, told.stdout.split())
    return under, over


def _median(call: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _row(name: str, at_once: float, alone: float) -> str:
    return f"| {name} | {at_once * 1000:.1f} | {alone * 1000:.0f} | {alone / at_once:.0f} |"


def _verdict(name: str, measured: float, target: float, *, at_least: bool = False) -> bool:
    passed = measured >= target if at_least else measured <= target
    print(
        f"{'pass' if passed else 'FAIL'}  {name}: {measured:.3g} ({'at least' if at_least else 'at most'} {target:g})"
    )
    return passed


if __name__ == "__main__":
    main()
