"""What the template's writer writes and a person fills in is what the store gives back, through approval and undo."""

from __future__ import annotations

import math
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from indicators import deliveries
from indicators import observations as obs
from indicators.ingest import template
from indicators.ingest.checks import STATUSES
from indicators.ingest.checks.scope import key as row_key
from indicators.ingest.template.plan import Asked, Row
from indicators.model import MeasureKind, ObservationStatus, Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import settings_in
from tests.deliveries.files import ANGERED, ANNA, AT, BO, Cells, a_template, filled

YEAR = 2020
FIGURE, BASE, STATUS, CORRECTED, COMMENT = "G", "H", "I", "F", "J"
REASONS = [word for word, status in STATUSES.items() if status not in obs.HAS_VALUE]
PRELIMINARY = next(word for word, status in STATUSES.items() if status is ObservationStatus.PRELIMINARY)
COMMENTS = ["Ny metod, se rapport 4.", "<b>fet</b> **och** [länk](http://x.se)", "åäö – ½", "-"]
Key = tuple[str, str, int, str]
Told = tuple[float, float, float, str]
"""Value, numerator, base and status."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a person writes on one row of the template."""

    figure: float | None = None
    base: int | None = None
    status: str = ""
    corrected: float | None = None
    comment: str = ""

    def cells(self, key: str) -> Cells:
        """The cells that are not left empty."""
        written = {FIGURE: self.figure, BASE: self.base, STATUS: self.status, CORRECTED: self.corrected}
        every = {**written, COMMENT: self.comment}
        return {(key, column): value for column, value in every.items() if value not in (None, "")}


@st.composite
def _persons(draw: st.DrawFn, row: Row, groups: int) -> list[tuple[float, int]]:
    """A figure and its base for each group, and first for everybody, as they add up."""
    multiplier, is_counted = row.indicator.multiplier, row.asked is Asked.NUMERATOR
    if not row.has_base:
        return [(float(draw(st.integers(0, 400))), 0)]
    bases = [draw(st.integers(1, 20_000)) for _ in range(groups)]
    if is_counted:
        counts = [draw(st.integers(0, base)) for base in bases]
        return _with_everybody([float(count) for count in counts], bases, sum(counts))
    decimals = draw(st.integers(0, 3))
    shares = [round(draw(st.floats(0.02, 0.99)) * multiplier, decimals) for _ in bases]
    mean = math.fsum(share * base for share, base in zip(shares, bases, strict=True)) / sum(bases)
    return _with_everybody(shares, bases, round(mean, decimals))


def _with_everybody(figures: list[float], bases: list[int], figure: float) -> list[tuple[float, int]]:
    own = list(zip(figures, bases, strict=True))
    return own if len(own) == 1 else [(figure, sum(bases)), *own]


@st.composite
def _lines(draw: st.DrawFn, rows: list[Row], before: Mapping[Key, Told]) -> dict[str, Line]:
    """A filled-in template: at least one sheet has every row filled in, others may be left alone.

    An indicator that is divided in two ways has figures for the first of them; the others get a reason.
    """
    areas = sorted({row.indicator.strategic_area for row in rows})
    chosen = draw(st.sets(st.sampled_from(areas), min_size=1))
    lines: dict[str, Line] = {}
    for indicator in dict.fromkeys(row.indicator.id for row in rows if row.indicator.strategic_area in chosen):
        own = [row for row in rows if row.indicator.id == indicator]
        first = next((_dimension(row) for row in own if row.breakdown), "")
        told = [row for row in own if _dimension(row) in ("", first)]
        lines |= {row.key: Line(status=draw(st.sampled_from(REASONS))) for row in own if row not in told}
        figures = draw(_persons(own[0], max(1, len(told) - 1)))
        for row, (figure, base) in zip(told, figures, strict=True):
            stood = before.get((indicator, ANGERED, YEAR - 1, row.breakdown))
            lines[row.key] = draw(_line(row, figure, base, stood))
    return lines


def _dimension(row: Row) -> str:
    return row.breakdown.partition("=")[0]


@st.composite
def _line(draw: st.DrawFn, row: Row, figure: float, base: int, stood: Told | None) -> Line:
    corrected = _correction(row, stood, draw(st.integers(1, 9))) if draw(st.booleans()) else None
    comment = draw(st.sampled_from(["", *COMMENTS]))
    if draw(st.integers(0, 3)) == 0:
        status, has_base = draw(st.sampled_from(REASONS)), row.has_base and draw(st.booleans())
        return Line(status=status, base=base if has_base else None, corrected=corrected, comment=comment)
    status = draw(st.sampled_from(["", PRELIMINARY]))
    return Line(figure=figure, base=base if row.has_base else None, status=status, corrected=corrected, comment=comment)


def _correction(row: Row, stood: Told | None, more: int) -> float | None:
    """Another figure for the year before, where it and its base are known; of everybody only, who has no total."""
    if stood is None or row.breakdown or math.isnan(stood[0]):
        return None
    figure = stood[0] if row.asked is Asked.VALUE else stood[1]
    if row.indicator.kind is MeasureKind.STATE or row.asked is Asked.NUMERATOR:
        return figure + more if math.isnan(stood[2]) or figure + more <= stood[2] else None
    return round(figure / 2 + 0.1 * more, 2)


@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_what_a_person_fills_in_is_what_the_store_gives_back_and_undo_restores_what_stood(
    data: st.DataObject, prepared: Settings, store: Store, register: Registry
) -> None:
    stood = store.observations()
    rows = list(template.rows(register, geography=ANGERED, year=YEAR, standing=stood))
    before = _told(stood)
    lines = data.draw(_lines(rows, before))
    cells = {at: value for key, line in lines.items() for at, value in line.cells(key).items()}
    with _copied(prepared) as desk:
        batch, seen = _handed_in(desk, register, filled(a_template(desk, register, year=YEAR), cells))
        pd.testing.assert_frame_equal(desk.observations(), stood)
        deliveries.approve(desk, batch, person=BO, at=AT, seen=seen)
        _must_be(_told(desk.observations()), {**before, **dict(_wanted(rows, lines, before))})
        assert desk.comments(batch) == _comments(rows, lines)
        deliveries.undo(desk, batch, person=BO, at=AT, reason="Fel år.")
        pd.testing.assert_frame_equal(desk.observations(), stood)


@contextmanager
def _copied(prepared: Settings) -> Iterator[Store]:
    """A store of the example's own."""
    with tempfile.TemporaryDirectory() as name:
        own = settings_in(Path(name))
        paths = [settings.database_url.removeprefix("sqlite:///") for settings in (prepared, own)]
        with closing(sqlite3.connect(paths[0])) as original, closing(sqlite3.connect(paths[1])) as copy:
            original.backup(copy)
        desk = Store.open(own)
        try:
            yield desk
        finally:
            desk.close()


def _handed_in(desk: Store, known: Registry, content: bytes) -> tuple[int, str]:
    received = deliveries.receive(content, "a.xlsx", store=desk, registry=known, person=ANNA, at=AT)
    assert received.errors == ()
    seen = deliveries.preview(received, store=desk, registry=known, person=ANNA)
    assume(not seen.is_empty)  # a person may happen to say what stands already
    why = {deviation.key: "kontrollerat" for deviation in seen.deviations}
    batch = deliveries.hand_in(received, seen, store=desk, registry=known, person=ANNA, at=AT, reasons=why)
    return batch, seen.fingerprint


def _told(rows: pd.DataFrame) -> dict[Key, Told]:
    names = [*obs.KEY, obs.VALUE, obs.NUMERATOR, obs.DENOMINATOR, obs.STATUS]
    found = zip(*(rows[name].tolist() for name in names), strict=True)
    return {(i, g, y, b): (value, numerator, base, str(status)) for i, g, y, b, value, numerator, base, status in found}


def _wanted(rows: list[Row], lines: Mapping[str, Line], before: Mapping[Key, Told]) -> Iterable[tuple[Key, Told]]:
    """What must stand for every row filled in, worked out from the cells alone."""
    nothing = math.nan
    for row in (row for row in rows if row.key in lines):
        line, at = lines[row.key], (row.indicator.id, ANGERED)
        base = nothing if line.base is None else float(line.base)
        status, now = STATUSES.get(line.status, ObservationStatus.FINAL), (*at, YEAR, row.breakdown)
        if line.figure is None and line.base is None and now in before and before[now][3] == status:
            base = before[now][2]  # the same reason as stands: its base is not taken away
        yield now, (*_figures(row, line.figure, base), base, str(status))
        if line.corrected is not None:
            earlier = (*at, YEAR - 1, row.breakdown)
            base = before[earlier][2]
            yield earlier, (*_figures(row, line.corrected, base), base, str(ObservationStatus.FINAL))


def _figures(row: Row, figure: float | None, base: float) -> tuple[float, float]:
    """Value and numerator of the figure that was asked for."""
    if figure is None:
        return math.nan, math.nan
    return (figure / base * row.indicator.multiplier, figure) if row.asked is Asked.NUMERATOR else (figure, math.nan)


def _must_be(found: Mapping[Key, Told], wanted: Mapping[Key, Told]) -> None:
    assert found.keys() == wanted.keys()
    for key, told in wanted.items():
        assert all(_same(*pair) for pair in zip(found[key], told, strict=True)), (key, found[key], told)


def _same(one: object, other: object) -> bool:
    if not isinstance(one, float) or not isinstance(other, float):
        return one == other
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12)


def _comments(rows: list[Row], lines: Mapping[str, Line]) -> dict[str, str]:
    """The comment of a row goes for the year's figure, and for a correction on it."""
    said: dict[str, str] = {}
    for row in rows:
        if (line := lines.get(row.key)) and line.comment:
            years = [YEAR, *([YEAR - 1] if line.corrected is not None else [])]
            said |= {row_key(row.indicator.id, ANGERED, year, row.breakdown): line.comment for year in years}
    return said
