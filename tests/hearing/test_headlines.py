"""Headlines of states that nobody has seen: each has room in two lines, and none claims more than the assessment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from indicators import observations as obs
from indicators import swedish
from indicators.districts.equality import Equality, Standing
from indicators.hearing import since
from indicators.hearing.slides import Way
from indicators.measures import overview
from indicators.model import Assessment, Change, Indicator, IndicatorRole, MeasureKind, Progress, Registry, TargetKind
from indicators.registry import load, read_folder
from indicators.reports.presentation import fitting
from indicators.reports.presentation.frame import OWN
from indicators.reports.presentation.layout import TITLE_SIZES
from indicators.reports.presentation.placed import Role
from indicators.settings import ROOT
from indicators.texts import equality, figures, titles, words
from indicators.texts.claims import claims
from tests.builders import CITY_CODE, a_row, the_city

FIRST = 2010
NUMBERED = (TargetKind.LEVEL, TargetKind.CHANGE)
SAID: Mapping[str, set[Assessment]] = {
    r"(?<!inte )(är nått|nåddes(?=$|, inom)|är behållen)": {Assessment.REACHED},
    r"nåddes inte": {Assessment.MISSED},
    r"i takt med målbanan|inom räckhåll": {Assessment.ON_TRACK},
    r"nås (målet .*)?troligen inte": {Assessment.BEHIND},
    r"går inte att avgöra": {Assessment.UNCERTAIN},
    r"har inte bedömts": {Assessment.NOT_ASSESSED},
}
"""Words of a headline, and the assessments that bear them."""
SHOWN = {
    "högre": (Change.RISEN, Change.IMPROVED, Change.WORSENED),
    "lägre": (Change.FALLEN, Change.IMPROVED, Change.WORSENED),
}


@cache
def city() -> Registry:
    """The shipped register with the city only; loaded by itself, since an invariant's arguments are printed."""
    return replace(load(read_folder(ROOT / "data" / "registry")), geographies={CITY_CODE: the_city()})


def generated(register: Registry, *, seed: int, year: int, drift: float, noise: float) -> pd.DataFrame:
    """A random series of the city for every indicator: on, before or beyond its way, with years missing."""
    dice, rows = np.random.default_rng(seed), []
    for indicator in register.indicators.values():
        fixed = {obs.INDICATOR: indicator.id, obs.GEOGRAPHY: CITY_CODE}
        seen = _bases(_series(indicator, dice, year=year, drift=drift, noise=noise), indicator, dice)
        rows += [a_row(y, value, multiplier=indicator.multiplier) | fixed for y, value in seen.items()]
    return obs.checked(pd.DataFrame(rows, columns=list(obs.DTYPES)))


def _series(
    indicator: Indicator, dice: np.random.Generator, *, year: int, drift: float, noise: float
) -> Mapping[int, float]:
    """Values by year from about the baseline, half of the time on a line towards the target or short of it."""
    start, goal = _ends(indicator)
    count, top = year - FIRST + 1, 100.0 if indicator.unit == "%" else 1e6
    pace = (goal - start) / 6 * dice.uniform(-0.5, 1.5) if dice.random() < 0.6 else drift * start * dice.uniform(-1, 1)
    values = start + pace * (np.arange(count) - 4) + noise * start * dice.normal(size=count)
    kept = dice.random(count) > 0.12
    digits = 0 if indicator.kind is MeasureKind.STATE else 4  # districts that have something are whole
    return {FIRST + n: round(float(np.clip(v, 0, top)), digits) for n, v in enumerate(values) if kept[n]}


def _ends(indicator: Indicator) -> tuple[float, float]:
    """Where the register says that an indicator began and is to go; something like it where it does not."""
    start = indicator.baseline.value if indicator.baseline and indicator.baseline.value else None
    target = indicator.target.value if indicator.target and indicator.target.value else None
    if indicator.target is not None and indicator.target.kind is TargetKind.CHANGE:
        start = start or 840.0
        return start, start * (1 + (target or 0.0) / 100)
    return (start or target or 37.0), (target or start or 37.0)


def _bases(values: Mapping[int, float], indicator: Indicator, dice: np.random.Generator) -> Mapping[int, Any]:
    """Values with the people behind them, where the measure has people and some of the time."""
    if indicator.kind is MeasureKind.SHARE and dice.random() < 0.7:
        base = int(dice.integers(60, 8000))
        return {year: (round(base * value / 100), base) for year, value in values.items()}
    return values


def headlines(register: Registry, **state: Any) -> list[tuple[str, Progress, Indicator]]:
    """The headline of every indicator in a random state."""
    found = overview.progress(generated(register, **state), register, year=state["year"])
    told = [(progress, register.indicators[name]) for (name, _), progress in found.items()]
    return [(titles.title(progress, indicator, the_city()), progress, indicator) for progress, indicator in told]


STATES = {
    "seed": st.integers(0, 2**32 - 1),
    "year": st.sampled_from([2015, 2017, 2019, 2020]),
    "drift": st.sampled_from([0.0, 0.003, 0.02, 0.08]),
    "noise": st.sampled_from([0.0, 0.002, 0.02, 0.1]),
}


def has_room(said: str) -> bool:
    """Whether a headline has room in two lines at one of the sizes of the design."""
    return fitting.fitted(said, TITLE_SIZES, OWN.slots[Role.TITLE].width, most=2, bold=True).is_whole


@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate])  # seeds cannot be made simpler
@given(**STATES)
def test_every_headline_has_room_and_claims_no_more_than_its_assessment(**state: Any) -> None:
    for said, progress, indicator in headlines(city(), **state):
        mark = f" · {words.MADE_UP}" if indicator.is_demo else ""
        assert has_room(said + mark), said
        assert list(beyond(said, progress, indicator)) == [], (said, progress)


def beyond(said: str, progress: Progress, indicator: Indicator) -> Iterator[str]:
    """What a headline claims that its result does not bear."""
    bare = re.sub(re.escape(swedish.tight(indicator.sentence.subject)), "", said, flags=re.IGNORECASE)
    for wording, bearing in SAID.items():
        if re.search(wording, bare) and progress.assessment not in bearing and indicator.is_assessed:
            yield wording
    moved = [verb for verb in (indicator.sentence.rises, indicator.sentence.falls) if f" {verb} " in said]
    up = (progress.slope or 0.0) > 0
    if moved and not (
        figures.slope_is_sure(progress) and moved == [indicator.sentence.rises if up else indicator.sentence.falls]
    ):
        yield "movement"
    side = re.search(r"är (högre|lägre) än (\d{4})", bare)
    if side and (
        progress.change is None or progress.change.verdict not in SHOWN[side[1]] or not progress.change.difference
    ):
        yield "difference"
    elif side and progress.change and ((progress.change.difference or 0) > 0) is not (side[1] == "högre"):
        yield "direction"
    yield from _lying(bare, progress, indicator)
    yield from (f"{claim.words}: {claim.why}" for claim in claims(f"{said}.", progress, indicator) if claim.is_fault)


def _lying(bare: str, progress: Progress, indicator: Indicator) -> Iterator[str]:
    """Numbers that are not the result's, and an unmet value that is printed as the target."""
    known = [v for v in (progress.value.value, progress.baseline, progress.target) if v is not None]
    text = bare.replace(swedish.tight(indicator.sentence.unit), "").replace(swedish.tight(indicator.unit), "")
    for shown in re.findall(r"\d+(?:\u00a0\d{3})*(?:,\d+)?", text):
        value, decimals = float(shown.replace("\u00a0", "").replace(",", ".")), len(shown.partition(",")[2])
        is_year = re.fullmatch(r"20[012]\d", shown) is not None
        if not is_year and all(abs(abs(v) - value) > 0.5 * 10**-decimals + 1e-9 for v in known):
            yield f"number {shown}"
    met = progress.assessment is Assessment.REACHED or progress.target == progress.value.value
    shown = figures.printed(progress, indicator)
    if progress.target is not None and not met and shown.value and shown.value == shown.target:
        yield f"{shown.value} printed as the target"


def test_every_assessment_is_among_the_random_states() -> None:
    """Else the test above would have little to try."""
    states = [
        {"seed": n, "year": y, "drift": d, "noise": 0.002}
        for n, y, d in ((1, 2019, 0.02), (2, 2020, 0.02), (3, 2019, 0.0))
    ]
    found = {progress.assessment for state in states for _, progress, _ in headlines(city(), **state)}
    assert found == set(Assessment)


@pytest.mark.parametrize(
    ("wrong", "changes"),
    [
        ("målet {} är nått", {"assessment": Assessment.BEHIND}),
        ("{} har ökat från 1 till 2 procent", {"slope_lower": -1.0, "slope_upper": 1.0}),
    ],
)
def test_a_headline_that_claims_too_much_would_be_told(wrong: str, changes: dict[str, Any]) -> None:
    found = headlines(city(), seed=1, year=2019, drift=0.02, noise=0.002)
    _, progress, indicator = next(
        f for f in found if f[2].role is not IndicatorRole.CONTEXT and f[1].target is not None
    )
    assert list(beyond(wrong.format("andelen"), replace(progress, **changes), indicator))


def test_the_headline_of_all_areas_has_room_whatever_the_counts() -> None:
    (one, *_), kinds = (
        [p for _, p, _ in headlines(city(), seed=1, year=2019, drift=0.0, noise=0.0)],
        (Assessment.REACHED, Assessment.MISSED, Assessment.UNCERTAIN),
    )
    for good, bad, unknown, unseen in product(range(11), repeat=4):
        if 0 < good + bad + unknown + unseen <= 10:
            told = [
                replace(one, assessment=kind, value_year=2020)
                for kind, n in zip(kinds, (good, bad, unknown), strict=True)
                for _ in range(n)
            ]
            for year in (2019, 2020):
                assert has_room(titles.front_title(told, year=year, target_year=2020, unseen=unseen))


SINCE = re.compile(
    r"(\w+) av (\w+)(?: (jämförbara))? huvudindikatorer har en säkerställd (\w+)"
    r"(?: och (\w+) har en säkerställd (\w+))? sedan hearingen 22 september\u00a02019"
)
APART = re.compile(
    r"Avståndet mellan stadsdelarna minskar för (\w+) indikator(?:er)?, ökar för (\w+)"
    r"(?:, går inte att avgöra för (\w+) och är inte bedömt för (\w+)| och går inte att avgöra för (\w+))"
    r"(?:; (.+) påhittade?)?"
)
NAMED = {since.BETTER: "förbättring", since.WORSE: "försämring"}


def test_the_headline_since_last_time_has_room_and_counts_what_is_certain() -> None:
    """Whatever up to ten headline indicators have done, on a day with a long name."""
    for counts in product(range(11), repeat=3):
        for unlike in range(11 - sum(counts)) if sum(counts) <= 10 else ():
            groups = (since.BETTER, since.WORSE, since.SAME, since.NOT_COMPARABLE)
            of = dict(zip(groups, (*counts, unlike), strict=True))
            ways = tuple(a_way(group) for group, count in of.items() for _ in range(count))
            said = since.headline(ways, "hearingen 22 september 2019")
            assert has_room(said), said
            moved = [(swedish.count_word(of[group]), word) for group, word in NAMED.items() if of[group]]
            if sum(counts) > 1:
                found = SINCE.fullmatch(said)
                assert found, said
                first, whole, able, word, second, other = found.groups()
                told = [(first.lower(), word), *([(second, other)] if second else [])]
                assert told == (moved or [("ingen", "förändring")]), said
                assert (whole, able is not None) == (swedish.count_word(sum(counts)), unlike > 0)
            else:
                assert [word for word in NAMED.values() if word in said] == [word for _, word in moved], said


def test_the_headline_of_the_equal_city_has_room_and_counts_every_gap() -> None:
    made_up, real = (next(i for i in city().indicators.values() if i.is_demo is kind) for kind in (True, False))
    for counts in product((0, 1, 2, 12, 28), repeat=len(Standing)):
        for invented in sorted({0, 1, sum(counts)}) if sum(counts) else ():
            every = iter([made_up] * invented + [real] * (sum(counts) - invented))
            told = {kind: [a_gap(next(every)) for _ in range(n)] for kind, n in zip(Standing, counts, strict=True)}
            said = equality.summary_title(told)
            assert has_room(said), said
            found = APART.fullmatch(said)
            assert found, said
            *numbers, made = found.groups()
            expected = [
                swedish.count_word(n) for kind, n in zip(Standing, counts, strict=True) if n or kind is not LEFT
            ]
            assert [number for number in numbers if number] == expected, said
            assert (made is not None) is (invented > 0)


LEFT = Standing.NOT_ASSESSED


def a_way(group: str) -> Way:
    """A headline indicator of which only the group is looked at."""
    return Way(area="", indicator="", before=None, now=None, shown=("", ""), group=group, why="", is_demo=False)


def a_gap(indicator: Indicator) -> Equality:
    """A gap of which only the indicator is looked at."""
    return Equality(
        indicator=indicator,
        gap=None,  # type: ignore[arg-type]  # nobody asks for it here
        standing=Standing.CANNOT_TELL,
        reason=None,
        absent=(),
        is_taken_back=False,
        faults=(),
        left_out=(),
    )
