"""The table that goes with each chart: the same figures, readable without the drawing and handed out as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.charts.theme import Spec
from indicators.model import Event, Geography, Indicator, ObservationStatus, Progress, Reason
from indicators.situation import Situation
from indicators.texts import words
from indicators.texts.events import by_year
from ui import html, traced

MADE_UP = "Påhittade siffror för demonstration"
LATEST = "senaste året"
EVENTS = "händelser"
"""The column of a file that holds what happened in each row's year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A chart's figures as ready HTML and as the table that is handed out."""

    table: str
    figures: pd.DataFrame
    name: str
    """File name without ending."""
    notice: str
    """Stands in the file where values are made up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart with its text alternative and its figures."""

    spec: Spec
    alt: str
    twin: Twin
    start: float = 0.0
    """Where the axis of values starts."""
    events: tuple[Event, ...] = ()
    """Those that the chart numbers."""


def head(happened: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """The heading of the column of events, where there are some."""
    return (("Händelser", "c-event"),) if happened else ()


def happened(told: Mapping[int, str], year: int) -> tuple[str, ...]:
    """The cell of a year's events, where there are some in any year."""
    return (html.cell(html.escape(told.get(year, "")), css="c-event"),) if told else ()


def with_events(figures: pd.DataFrame, told: Mapping[int, str], years: Sequence[int]) -> pd.DataFrame:
    """A file's rows with what happened in the year of each; as it was where nothing did."""
    return figures.assign(**{EVENTS: [told.get(year, "") for year in years]}) if told else figures


def series(
    seen: Situation,
    indicator: Indicator,
    place: Geography,
    *,
    with_links: bool = False,
    events: Sequence[Event] = (),
) -> Twin:
    """One series by year, the latest first: value, margin, path, parts, events and why a value is missing."""
    rows, progress = seen.series(indicator.id, place.code), seen.progress.get((indicator.id, place.code))
    return series_of(rows, indicator, place, progress, with_links=with_links, events=events)


def series_of(
    estimates: pd.DataFrame,
    indicator: Indicator,
    place: Geography,
    progress: Progress | None,
    *,
    with_links: bool = False,
    events: Sequence[Event] = (),
) -> Twin:
    """The same from estimates of one series in order of year."""
    rows = estimates.iloc[::-1]
    years = [int(year) for year in rows[obs.YEAR]]
    told = by_year(events, years)
    has_parts = bool(rows[obs.NUMERATOR].notna().any())
    unit = indicator.unit or "värde"
    heads = [("År", ""), (swedish.sentence_case(unit), "c-num"), ("Felmarginal", "c-num"), ("Målbana", "c-num c-due")]
    heads += [("Täljare", "c-num c-due"), ("Nämnare", "c-num c-due")] if has_parts else []
    heads += [("Anmärkning", "c-remark"), *head(told)]
    records = rows.to_dict("records")
    body = "".join(
        _series_row(r, indicator, place, progress, has_parts=has_parts, with_links=with_links, told=told)
        for r in records
    )
    return Twin(
        table=html.table(heads, [body], caption=f"{indicator.name}, {place.name}, år för år", css="lb-series"),
        figures=with_events(_file(records, indicator, [place]), told, years),
        name=f"{indicator.id}-{place.code}",
        notice=MADE_UP if indicator.is_demo else "",
    )


def districts(seen: Situation, indicator: Indicator, places: Sequence[Geography], year: int) -> Twin:
    """One year for each district, in the register's order, with the reason where there is no value."""
    table = seen.estimates
    codes = [p.code for p in places]
    chosen = table[
        (table[obs.INDICATOR] == indicator.id)
        & (table[obs.YEAR] == year)
        & (table[obs.BREAKDOWN] == "")
        & table[obs.GEOGRAPHY].isin(codes)
    ]
    records = {str(r[obs.GEOGRAPHY]): r for r in chosen.to_dict("records")}
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(p.name)),
                html.cell(_linked(records.get(p.code), indicator), css="c-num"),
                html.cell(_margin(records.get(p.code), indicator), css="c-num"),
                html.cell(html.escape(remark(records.get(p.code))), css="c-remark"),
            ]
        )
        for p in places
    )
    heads = (
        ("Stadsdel", ""),
        (swedish.sentence_case(indicator.unit or "värde"), "c-num"),
        ("Felmarginal", "c-num"),
        ("Anmärkning", ""),
    )
    return Twin(
        table=html.table(heads, [rows], caption=f"{indicator.name} per stadsdel {year}", css="lb-series"),
        figures=_file(list(records.values()), indicator, places),
        name=f"{indicator.id}-stadsdelar-{year}",
        notice=MADE_UP if indicator.is_demo else "",
    )


def pairs(
    seen: Situation,
    indicator: Indicator,
    place: Geography,
    names: dict[str, str],
    events: Sequence[Event] = (),
    *,
    decimals: int,
) -> Twin:
    """The two groups year by year and the difference between them; `names` by breakdown."""
    first, second = names
    by_group = {
        b: {int(r[obs.YEAR]): r for r in seen.series(indicator.id, place.code, b).to_dict("records")} for b in names
    }
    years = sorted({y for rows in by_group.values() for y in rows}, reverse=True)
    told = by_year(events, years)
    rows = "".join(
        html.row(
            [
                html.cell(str(y)),
                html.cell(_linked(by_group[first].get(y), indicator, decimals), css="c-num"),
                html.cell(_linked(by_group[second].get(y), indicator, decimals), css="c-num"),
                html.cell(_difference(by_group[first].get(y), by_group[second].get(y), decimals), css="c-num"),
                *happened(told, y),
            ]
        )
        for y in years
    )
    heads = (("År", ""), (names[first], "c-num"), (names[second], "c-num"), ("Skillnad", "c-num"), *head(told))
    records = [r for group in by_group.values() for r in group.values()]
    return Twin(
        table=html.table(heads, [rows], caption=f"{indicator.name}, {place.name}, uppdelat", css="lb-series"),
        figures=with_events(_file(records, indicator, [place]), told, [int(r[obs.YEAR]) for r in records]),
        name=f"{indicator.id}-{place.code}-kon",
        notice=MADE_UP if indicator.is_demo else "",
    )


def paces(rows: Sequence[tuple[str, Progress]], indicator: Indicator) -> Twin:
    """Pace and landing of named examples: what the drawing of the rule shows, as figures."""
    heads = (("Exempel", ""), ("Takt per år", "c-num"), ("Landar 2020", "c-num"), ("Bedömning", ""))
    body = "".join(
        html.row(
            [
                html.row_header(html.escape(name)),
                html.cell(swedish.signed_interval(p.slope_lower or 0.0, p.slope_upper or 0.0, 1), css="c-num"),
                html.cell(swedish.interval(p.landing_lower or 0.0, p.landing_upper or 0.0, "%", 1), css="c-num"),
                html.cell(html.escape(words.CHIP[p.assessment])),
            ]
        )
        for name, p in rows
    )
    figures = pd.DataFrame(
        {
            "exempel": [name for name, _ in rows],
            "takt per år": [p.slope for _, p in rows],
            "taktens undre gräns": [p.slope_lower for _, p in rows],
            "taktens övre gräns": [p.slope_upper for _, p in rows],
            "landning 2020": [p.landing for _, p in rows],
            "landningens undre gräns": [p.landing_lower for _, p in rows],
            "landningens övre gräns": [p.landing_upper for _, p in rows],
            "chans": [p.chance for _, p in rows],
            "bedömning": [words.CHIP[p.assessment] for _, p in rows],
        }
    )
    caption = f"{indicator.name}: takt och landning"
    return Twin(
        table=html.table(heads, [body], caption=caption, css="lb-series"), figures=figures, name="takt", notice=MADE_UP
    )


def remark(row: Any) -> str:
    """Why a value is missing, or what to know about it."""
    if row is None:
        return words.REASONS[Reason.MISSING]
    said = []
    status = ObservationStatus(row[obs.STATUS])
    if status is not ObservationStatus.FINAL:
        said.append(words.STATUSES[status])
    elif pd.isna(row[obs.VALUE]):
        said.append(words.REASONS[Reason(row["reason"])] if row["reason"] else words.REASONS[Reason.MISSING])
    said += [words.NOTES[n] for n in row["notes"] if n in words.NOTES]
    return ", ".join(said)


def _series_row(
    row: Any,
    indicator: Indicator,
    place: Geography,
    progress: Progress | None,
    *,
    has_parts: bool,
    with_links: bool,
    told: Mapping[int, str],
) -> str:
    year = int(row[obs.YEAR])
    value = _value(row, indicator)
    if with_links and not pd.isna(row[obs.VALUE]):
        value = traced.number(html.escape(value), indicator.id, place.code, year)
    notes = [remark(row)]
    if progress is not None and year == progress.baseline_year:
        notes.append("basår")
    cells = [
        html.cell(html.escape(str(row[obs.PERIOD]))),
        html.cell(value, css="c-num"),
        html.cell(_margin(row, indicator), css="c-num"),
        html.cell(_path(year, progress, indicator), css="c-num c-due"),
    ]
    if has_parts:
        cells += [html.cell(_part(row[column]), css="c-num c-due") for column in (obs.NUMERATOR, obs.DENOMINATOR)]
    is_latest = progress is not None and year == progress.value_year
    cells += [html.cell(html.escape(", ".join(n for n in notes if n)), css="c-remark"), *happened(told, year)]
    return html.row(cells, css="lb-latest" if is_latest else "")


def _value(row: Any, indicator: Indicator, decimals: int | None = None) -> str:
    if row is None or pd.isna(row[obs.VALUE]):
        return swedish.NOTHING
    return swedish.label(float(row[obs.VALUE]), indicator.unit, indicator.decimals if decimals is None else decimals)


def _linked(row: Any, indicator: Indicator, decimals: int | None = None) -> str:
    """The value as a link to its origin; the dash as it stands."""
    shown = html.escape(_value(row, indicator, decimals))
    if row is None or pd.isna(row[obs.VALUE]):
        return shown
    place, year = str(row[obs.GEOGRAPHY]), int(row[obs.YEAR])
    return traced.number(shown, indicator.id, place, year, breakdown=str(row[obs.BREAKDOWN]))


def _margin(row: Any, indicator: Indicator) -> str:
    if row is None or pd.isna(row[obs.LOWER]) or pd.isna(row[obs.UPPER]):
        return swedish.NOTHING
    return swedish.interval(float(row[obs.LOWER]), float(row[obs.UPPER]), decimals=indicator.decimals)


def _difference(first: Any, second: Any, decimals: int) -> str:
    """The first minus the second as they are printed."""
    if first is None or second is None or pd.isna(first[obs.VALUE]) or pd.isna(second[obs.VALUE]):
        return swedish.NOTHING
    return swedish.signed(swedish.apart(float(second[obs.VALUE]), float(first[obs.VALUE]), decimals), decimals)


def _path(year: int, progress: Progress | None, indicator: Indicator) -> str:
    p = progress
    if p is None or p.target is None or p.baseline is None or p.baseline_year is None or p.target_year is None:
        return swedish.NOTHING
    if not p.baseline_year <= year <= p.target_year or p.target_year == p.baseline_year:
        return swedish.NOTHING
    due = p.baseline + (p.target - p.baseline) * (year - p.baseline_year) / (p.target_year - p.baseline_year)
    return swedish.number(due, indicator.decimals)


def _part(value: Any) -> str:
    return swedish.NOTHING if pd.isna(value) else swedish.number(float(value), 0)


def _file(records: Sequence[Any], indicator: Indicator, places: Sequence[Geography]) -> pd.DataFrame:
    """The figures unrounded, with names, unit and why a value is missing."""
    names = {p.code: p.name for p in places}
    return pd.DataFrame(
        {
            "indikator": [indicator.name for _ in records],
            "plats": [names.get(str(r[obs.GEOGRAPHY]), "") for r in records],
            "period": [r[obs.PERIOD] for r in records],
            "uppdelning": [r[obs.BREAKDOWN] for r in records],
            "värde": [r[obs.VALUE] for r in records],
            "undre gräns": [r[obs.LOWER] for r in records],
            "övre gräns": [r[obs.UPPER] for r in records],
            "enhet": [indicator.unit for _ in records],
            "täljare": [r[obs.NUMERATOR] for r in records],
            "nämnare": [r[obs.DENOMINATOR] for r in records],
            "status": [words.STATUSES[ObservationStatus(r[obs.STATUS])] for r in records],
            "anmärkning": [remark(r) for r in records],
            "källa": [indicator.source for _ in records],
            "påhittad": ["ja" if r[obs.IS_DEMO] else "nej" for r in records],
        }
    )
