"""Deliveries handed in for the reviewer's pages, without a workbook to read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pandas as pd

from indicators import deliveries
from indicators import observations as obs
from indicators.batches import Finding
from indicators.deliveries import Received
from indicators.model import ObservationStatus, Registry, UserRole
from indicators.permissions import Person
from indicators.store import Store

AT = datetime(2020, 12, 12, 13, 20, tzinfo=UTC)
APPROVER = Person(name="Godkännaren", role=UserRole.APPROVER)


def uploader(registry: Registry, code: str) -> Person:
    """Who hands in for a district, as demonstration mode names them."""
    name = f"Uppladdaren i {registry.geographies[code].name}"
    return Person(name=name, role=UserRole.UPLOADER, geography=code)


def figures(store: Store, code: str, year: int, changes: Mapping[str, float | None]) -> pd.DataFrame:
    """A district's stored figures for a year with some counts or values changed; None is missing with a reason."""
    rows = store.observations(geographies=[code], with_origin=False)
    chosen = rows[(rows[obs.YEAR] == year) & rows[obs.INDICATOR].isin(list(changes)) & (rows[obs.BREAKDOWN] == "")]
    made = [_changed(row, changes[str(row[obs.INDICATOR])]) for row in chosen.to_dict("records")]
    told = {obs.BATCH: 0, obs.SHEET: "Trygg stad", obs.RAW: "", obs.NOTE: ""}
    table = pd.DataFrame(made).assign(**told)
    return obs.checked(table.assign(**{obs.CELL: [f"G{number}" for number in range(5, 5 + len(table))]}))


def hand_in(
    store: Store,
    registry: Registry,
    rows: pd.DataFrame,
    *,
    code: str = "131",
    day: int = 0,
    file_name: str = "angered-2019.xlsx",
    findings: Sequence[Finding] = (),
    reasons: str = "Kontrollerat mot källan.",
    note: str = "",
    follows: int | None = None,
    draft: bool = False,
    by: str = "",
    comments: Mapping[str, str] | None = None,
) -> int:
    """Hand in rows for a district; every value that stands out gets the same reason."""
    content, at = f"{file_name} {day} {rows.to_csv()}".encode(), AT + timedelta(days=day)
    person = uploader(registry, code)
    person = replace(person, name=by) if by else person
    received = Received(
        file_name=file_name,
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        at=at,
        template=None,
        mapping="",
        geographies=(code,),
        years=tuple(sorted({int(year) for year in rows[obs.YEAR]})),
        filled=len(rows),
        findings=tuple(findings),
        stale=(),
        rows=rows,
        comments=comments or {},
    )
    seen = deliveries.preview(received, store=store, registry=registry, person=person)
    told = {deviation.key: reasons for deviation in seen.deviations if reasons}
    return deliveries.hand_in(
        received,
        seen,
        store=store,
        registry=registry,
        person=person,
        at=at,
        note=note,
        reasons=told,
        follows=follows,
        draft=draft,
    )


def approve(store: Store, registry: Registry, batch: int, *, day: int = 1) -> None:
    """Approve a delivery as somebody who has just read it."""
    seen = deliveries.review(store, registry, batch, person=APPROVER).preview.fingerprint
    deliveries.approve(store, batch, person=APPROVER, at=AT + timedelta(days=day), seen=seen)


def _changed(row: dict[str, Any], figure: float | None) -> dict[str, Any]:
    if figure is None:
        nothing = dict.fromkeys((obs.VALUE, obs.NUMERATOR, obs.LOWER, obs.UPPER), float("nan"))
        return {**row, **nothing, obs.STATUS: str(ObservationStatus.MISSING)}
    if row[obs.NUMERATOR] != row[obs.NUMERATOR]:
        return {**row, obs.VALUE: figure}
    return {**row, obs.NUMERATOR: figure, obs.VALUE: row[obs.VALUE] / row[obs.NUMERATOR] * figure}
