"""A store of millions: the product's own register and data, widened by made-up indicators, from a fixed seed.

Each made-up indicator counts persons of five ages and two sexes in every primary area, every year; districts, the
socioeconomic groups and the city are their sums, so that what is hidden can be worked out from what is not, as in real
figures. One is rare and has counts small enough to hide. A second batch has revised every eleventh row.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any, Final

import numpy as np
import sqlalchemy as sa

from indicators import observations as obs
from indicators import registry as registers
from indicators.batches import BatchKind, BatchState, Delivery
from indicators.model import Geography, GeographyLevel, Registry
from indicators.store import Store, batches, codes, files, hurried, schema, sending, touched, versions
from indicators.store.records import VersionKind

YEARS: Final = range(2010, 2021)
SEXES: Final = ("kvinna", "man")
AGES: Final = ("0-15", "16-24", "25-44", "45-64", "65-")
LEVELS: Final = (
    GeographyLevel.CITY, GeographyLevel.DISTRICT, GeographyLevel.SOCIOECONOMIC, GeographyLevel.PRIMARY
)  # fmt: skip
BREAKDOWNS: Final = tuple(
    "|".join(part for part in (f"alder={age}" if age else "", f"kon={sex}" if sex else "") if part)
    for sex, age in product(("", *SEXES), ("", *AGES))
)
"""Everybody, each age, each sex, each sex and age."""
REVISED: Final = 11
"""One row of so many is ended, and another stands in its place."""
RARE: Final = 0
"""The made-up indicator that is rare: what must be hidden with its small counts takes a minute to work out."""
ACTOR, NAME = "mätning", "pahittad.csv"
SEED: Final = 2020
COLUMNS: Final = (
    *("indicator_id", "geography_id", "year", "period_id", "breakdown_id"),
    *("value", "numerator", "denominator", "lower", "upper", "status", "is_demo", "base_estimated"),
    *("batch_id", "added_by", "ended_by", *schema.TEXTS),
)

_ENTRY: Final = """
[[indicator]]
id = "stor-{at:03}"
name = "Påhittad indikator {at} för mätning"
short_name = "Mätning {at}"
question = "Hur stor andel räknas i mätning {at}?"
role = "outcome"
kind = "register_share"
unit = "%"
multiplier = 100
decimals = 1
good = "{good}"
population = "påhittade personer"
source = "Påhittade siffror för mätning"
levels = ["kommun", "sdn", "grupp", "primaromrade"]
breakdowns = ["alder", "kon"]
frequency = "årligen"
years = [{first}]
baseline = {{ year = 2014 }}
target = {{ kind = "level", sense = "{sense}", value = {target}, year = 2020, decision = {{ {decision} }} }}
breaks = []
suppression = {{ counts_below = 5, base_below = 5 }}
definition = "Påhittad indikator för mätning."
does_not_say = ["Något om verkligheten: alla värden är påhittade."]
sentence = {{ subject = "andelen i mätning {at}", rises = "har ökat", falls = "har minskat", unit = "procent" }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made: so many current and ended rows, of so many made-up indicators, in which data versions."""

    indicators: int
    current: int
    ended: int
    versions: tuple[int, int]


def names(number: int) -> list[str]:
    """The ids of the made-up indicators."""
    return [f"stor-{at:03}" for at in range(number)]


def documents(own: dict[str, bytes], number: int) -> dict[str, bytes]:
    """The register's files with so many made-up indicators more, spread over the ten strategic areas."""
    made = dict(own)
    for area in range(1, 11):
        entries = [_entry(at) for at in range(number) if at % 10 == area - 1]
        if entries:
            text = f"strategic_area = {area}\n" + "".join(entries)
            made[f"{registers.documents.FOLDER}stor-{area:02}.toml"] = text.encode()
    return made


def indicators_for(rows: int, registry: Registry) -> int:
    """How many indicators it takes to reach so many current rows."""
    return math.ceil(rows / rows_of_one(registry))


def rows_of_one(registry: Registry) -> int:
    """Current rows of one indicator."""
    return len(places(registry)) * len(YEARS) * len(BREAKDOWNS)


def places(registry: Registry) -> list[Geography]:
    """The places of the made-up figures, the primary areas last."""
    return [place for level in LEVELS for place in registry.on_level(level)]


def fill(store: Store, *, rows: int, at: datetime) -> Made:
    """Widen the register and put in so many current rows, and a tenth as many ended ones, by the quickest way."""
    own = store.register_documents()
    number = indicators_for(rows, registers.load(own))
    widened = documents(own, number)
    registry = registers.load(widened)
    store.save_register(widened, by=ACTOR, at=at, registry=registry)
    with store.writing() as connection:
        return _fill(connection, store, registry, number, at=at)


def _fill(connection: sa.Connection, store: Store, registry: Registry, number: int, *, at: datetime) -> Made:
    first, second = (_version(connection, store, title, at=at) for title in ("Mätning", "Mätning, reviderad"))
    numbers = {
        obs.INDICATOR: codes.known(connection, obs.INDICATOR, names(number)),
        obs.GEOGRAPHY: codes.known(connection, obs.GEOGRAPHY, [place.code for place in places(registry)]),
        obs.PERIOD: codes.known(connection, obs.PERIOD, [str(year) for year in YEARS]),
        obs.BREAKDOWN: codes.known(connection, obs.BREAKDOWN, BREAKDOWNS),
    }
    current = ended = 0
    with hurried.without_checks(connection):
        for which, name in enumerate(names(number)):
            told = counts(registry, which)
            new, old = _rows(registry, name, told, numbers, first, second)
            sending.send(connection, schema.observation.name, COLUMNS, [*old, *new])
            current, ended = current + len(new), ended + len(old)
    made = sa.select(schema.indicator.c.id).where(schema.indicator.c.code.in_(names(number)))
    for _, version in (first, second):
        touched.note(connection, version, made)
    connection.exec_driver_sql("ANALYZE")
    return Made(indicators=number, current=current, ended=ended, versions=(first[1], second[1]))


def counts(registry: Registry, which: int) -> tuple[np.ndarray, np.ndarray]:
    """Counted persons and all persons of one indicator by place, year and breakdown; parts come to their totals."""
    rng = np.random.default_rng([SEED, which])
    primary = registry.on_level(GeographyLevel.PRIMARY)
    shape = (len(primary), len(YEARS), len(SEXES), len(AGES))
    size = rng.integers(280, 900, (len(primary), 1, len(SEXES), len(AGES)))
    base = rng.poisson(size * np.linspace(1.0, 1.1, len(YEARS))[None, :, None, None], shape) + 5
    level = rng.uniform(0.035, 0.05) if which == RARE else rng.uniform(0.1, 0.6)
    odds = math.log(level / (1 - level)) + rng.normal(0, 0.15, (len(primary), 1, 1, 1))
    odds = odds + rng.normal(0, 0.02) * np.arange(len(YEARS))[None, :, None, None]
    counted = rng.binomial(base, 1 / (1 + np.exp(-odds)))
    return tuple(_summed(registry, figures) for figures in (counted, base))  # type: ignore[return-value]  # two of two


def _summed(registry: Registry, leaves: np.ndarray) -> np.ndarray:
    """Places × years × breakdowns from primary areas × years × sexes × ages."""
    ages = np.concatenate([leaves.sum(axis=3, keepdims=True), leaves], axis=3)
    both = np.concatenate([ages.sum(axis=2, keepdims=True), ages], axis=2)
    primary = registry.on_level(GeographyLevel.PRIMARY)
    lies = np.array(
        [[p == q or q.code in p.parents.values() for p in primary] for q in places(registry)], dtype=np.int64
    )
    summed: np.ndarray = np.einsum("qp,pysa->qysa", lies, both)
    return summed.reshape(len(lies), len(YEARS), -1)


def _rows(
    registry: Registry,
    name: str,
    told: tuple[np.ndarray, np.ndarray],
    numbers: dict[str, dict[str, int]],
    first: tuple[int, int],
    second: tuple[int, int],
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows that stand and those that have ended, in the order of their key."""
    shape = told[0].shape
    codes_of = [numbers[obs.GEOGRAPHY][place.code] for place in places(registry)]
    year = np.broadcast_to(np.array(YEARS)[None, :, None], shape).ravel().tolist()
    period = [numbers[obs.PERIOD][str(each)] for each in year]
    place = np.broadcast_to(np.array(codes_of)[:, None, None], shape).ravel().tolist()
    groups = [numbers[obs.BREAKDOWN][code] for code in BREAKDOWNS]
    group = np.broadcast_to(np.array(groups)[None, None, :], shape).ravel().tolist()
    numerator, base = (figures.ravel().astype(np.float64) for figures in told)
    value = np.round(100 * numerator / base, 1).tolist()
    own = numbers[obs.INDICATOR][name]
    said = zip(place, year, period, group, value, numerator.tolist(), base.tolist(), strict=True)
    new, old = [], []
    for at, (where, when, what, who, share, count, whole) in enumerate(said):
        key, rest = (own, where, when, what, who), (None, None, 1, False, False)
        is_revised = at % REVISED == 0
        batch, version = second if is_revised else first
        new.append((*key, share, count, whole, *rest, batch, version, None, "", "", "", ""))
        if is_revised:
            was = (round(100 * (count + 1) / (whole + 2), 1), count + 1, whole + 2)
            old.append((*key, *was, *rest, first[0], first[1], second[1], "", "", "", ""))
    return new, old


def _version(connection: sa.Connection, store: Store, title: str, *, at: datetime) -> tuple[int, int]:
    """A batch that stands and its data version."""
    content = title.encode()
    files.keep(store.settings.files, content)
    delivery = Delivery(
        kind=BatchKind.REFERENCE,
        title=title,
        source="påhittad",
        licence="",
        file_name=NAME,
        content=content,
        rows=obs.empty(),
        provenance="",
    )
    approval = {"approved_by": ACTOR, "approved_at": at, "decided_by": ACTOR, "decided_at": at}
    batch = batches.add(connection, delivery, state=BatchState.APPROVED, by=ACTOR, at=at, **approval)
    return batch, versions.add(connection, kind=VersionKind.APPROVE, by=ACTOR, at=at, batch=batch)


def _entry(at: int) -> str:
    low = at % 2 == 1
    return _ENTRY.format(
        at=at,
        good="low" if low else "high",
        sense="högst" if low else "minst",
        target=20 if low else 45,
        first=YEARS[0],
        decision='by = "mätningen", date = "2014", document = "mätning", status = "förslag"',
    )
