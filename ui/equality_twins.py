"""The tables that go with the drawings of the equal city, to read and to fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from indicators import swedish
from indicators.districts.equality import Band, Equality
from indicators.measures.equity.results import ChangeMade, GapResult, YearlyGap
from indicators.model import Estimate, Event, GapMeasure, GapTarget, Geography, Indicator, Reason
from indicators.texts import equality as texts
from indicators.texts import gap_target, words
from indicators.texts.events import by_year
from ui import html, twins
from ui.twins import MADE_UP, Twin


def ends(told: Equality, events: Sequence[Event] = ()) -> Twin:
    """Both ends, their distance and ratio, year by year."""
    worst, best = (e.name if e else "" for e in (told.gap.worst, told.gap.best))
    head = (("År", ""), (best, "c-num"), (worst, "c-num"), ("Avstånd", "c-num"), ("Kvot", "c-num"), ("Anmärkning", ""))
    happened = by_year(events, [y.year for y in told.gap.years])
    rows = [
        [
            str(y.year),
            _value(y.best, told),
            _value(y.worst, told),
            texts.distance(y, told),
            swedish.number_or_dash(y.times, 2),
            _why(y.best, y.worst),
            *_said(happened, y.year),
        ]
        for y in told.gap.years
    ]
    figures = _years(told) | {
        f"värde, {best}": [y.best.value for y in told.gap.years],
        f"värde, {worst}": [y.worst.value for y in told.gap.years],
    }
    caption = f"{told.indicator.name}: {best} och {worst}, år för år"
    figures |= _gaps(told.gap.years) | _happened(happened, told)
    return _twin(told.indicator, "andar", (*head, *twins.head(happened)), rows, caption, figures)


def over_time(told: Equality, events: Sequence[Event] = ()) -> Twin:
    """The gap with its interval, the ratio with its interval, and what chance alone would show."""
    near = texts.distance_decimals(told)
    happened = by_year(events, [y.year for y in told.gap.years])
    head = (
        ("År", ""),
        ("Avstånd", "c-num"),
        ("Felmarginal", "c-num"),
        ("Slumpen ensam", "c-num"),
        ("Kvot", "c-num"),
        *twins.head(happened),
    )
    rows = [
        [
            str(y.year),
            texts.distance(y, told),
            _interval(y.difference, near),
            swedish.number_or_dash(y.by_chance, near),
            swedish.number_or_dash(y.times, 2),
            *_said(happened, y.year),
        ]
        for y in told.gap.years
    ]
    figures = _years(told) | _gaps(told.gap.years) | _goal(told) | _happened(happened, told)
    target = told.indicator.gap_target
    if target is not None:
        rows.append([f"Mål {target.year}", *_goal_row(target, told), *([""] if happened else [])])
    return _twin(
        told.indicator, "avstand", head, rows, f"{told.indicator.name}: avståndet mellan stadsdelarna", figures
    )


def parts(told: Equality, made: ChangeMade, decimals: int) -> Twin:
    """Each district's part of the change, with its interval, and their sum."""
    head = (("Stadsdel", ""), ("Bidrag", "c-num"), ("Felmarginal", "c-num"))
    rows = [
        [c.name, swedish.signed(c.change.value or 0.0, decimals), _signed_interval(c.change, decimals)]
        for c in made.contributions
    ]
    rows += [["Okänt", swedish.signed(made.unknown, decimals), ""]] if made.unknown else []
    rows += [["Alla tillsammans", swedish.signed(made.change, decimals), ""]] if made.change is not None else []
    count = len(made.contributions)
    figures: dict[str, list[Any]] = {
        "indikator": [told.indicator.name] * count,
        "stadsdel": [c.name for c in made.contributions],
        "från": [made.from_year] * count,
        "till": [made.to_year] * count,
        "bidrag": [c.change.value for c in made.contributions],
        "undre gräns": [c.change.lower for c in made.contributions],
        "övre gräns": [c.change.upper for c in made.contributions],
        "alla tillsammans": [made.change] * count,
    }
    caption = f"{told.indicator.name}: bidrag till förändringen {made.from_year}–{made.to_year}"
    return _twin(told.indicator, "bidrag", head, rows, caption, figures)


def groups(found: GapResult, indicator: Indicator, bands: Sequence[Band], places: Mapping[str, Geography]) -> Twin:
    """The groups' values and shares, and the slope over them."""
    head = (("Grupp", ""), (swedish.sentence_case(indicator.unit or "värde"), "c-num"), ("Andel av alla", "c-num"))
    rows = [
        [
            texts.group_name(places[b.geography]),
            swedish.NOTHING if b.value is None else swedish.label(b.value, indicator.unit, indicator.decimals),
            swedish.label(100 * b.share, "%", 1),
        ]
        for b in bands
    ]
    slope = found.slopes[-1]
    figures: dict[str, list[Any]] = {
        "indikator": [indicator.name for _ in bands],
        "grupp": [places[b.geography].name for b in bands],
        "år": [slope.year for _ in bands],
        "värde": [b.value for b in bands],
        "andel av alla": [b.share for b in bands],
        "lutning": [slope.slope.value for _ in bands],
        "lutning, undre gräns": [slope.slope.lower for _ in bands],
        "lutning, övre gräns": [slope.slope.upper for _ in bands],
        "kvot mellan ändarna": [slope.ratio.value for _ in bands],
    }
    return _twin(indicator, "grupper", head, rows, f"{indicator.name} i sex grupper {slope.year}", figures)


def _twin(
    indicator: Indicator,
    ending: str,
    head: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    caption: str,
    figures: Mapping[str, Sequence[Any]],
) -> Twin:
    styles = [style for _, style in head]
    body = "".join(
        html.row(
            [
                html.row_header(html.escape(first)),
                *(html.cell(html.escape(text), css=css) for text, css in zip(rest, styles[1:], strict=True)),
            ]
        )
        for first, *rest in rows
    )
    count = len(next(iter(figures.values()), []))
    kept = {
        **figures,
        "enhet": [indicator.unit] * count,
        "källa": [indicator.source] * count,
        "påhittad": ["ja" if indicator.is_demo else "nej"] * count,
    }
    return Twin(
        table=html.table(head, [body], caption=caption, css="lb-series"),
        figures=pd.DataFrame(kept),
        name=f"{indicator.id}-{ending}",
        notice=MADE_UP if indicator.is_demo else "",
    )


def _said(happened: Mapping[int, str], year: int) -> list[str]:
    return [happened.get(year, "")] if happened else []


def _happened(happened: Mapping[int, str], told: Equality) -> dict[str, list[Any]]:
    return {twins.EVENTS: [happened.get(y.year, "") for y in told.gap.years]} if happened else {}


def _years(told: Equality) -> dict[str, list[Any]]:
    return {
        "indikator": [told.indicator.name for _ in told.gap.years],
        "år": [y.year for y in told.gap.years],
    }


def _gaps(years: Sequence[YearlyGap]) -> dict[str, list[Any]]:
    """The gap unrounded: worst minus best, so that its sign tells which way."""
    return {
        "skillnad (sämst minus bäst)": [y.difference.value for y in years],
        "skillnad, undre gräns": [y.difference.lower for y in years],
        "skillnad, övre gräns": [y.difference.upper for y in years],
        "avstånd": [y.distance for y in years],
        "kvot": [y.times for y in years],
        "slumpen ensam": [y.by_chance for y in years],
    }


def _goal_row(target: GapTarget, told: Equality) -> list[str]:
    """The target in the column that it is measured in."""
    said = gap_target.limit(target, told.indicator, with_unit=False)
    is_ratio = target.measure is GapMeasure.RATIO
    return ["", "", "", said] if is_ratio else [said, "", "", ""]


def _goal(told: Equality) -> dict[str, list[Any]]:
    """The target in the file; nothing where there is none."""
    target = told.indicator.gap_target
    if target is None:
        return {}
    status = "förslag" if target.decision.is_proposal else "beslutat"
    goal: dict[str, Any] = {"mål": target.value, "mål gäller": str(target.measure), "målår": target.year}
    return {name: [value] * len(told.gap.years) for name, value in (goal | {"målets status": status}).items()}


def _value(estimate: Estimate, told: Equality) -> str:
    if estimate.value is None:
        return swedish.NOTHING
    return swedish.label(estimate.value, told.indicator.unit, texts.distance_decimals(told))


def _interval(estimate: Estimate, decimals: int) -> str:
    """Limits of the size; where the difference may have either sign, from zero."""
    if estimate.lower is None or estimate.upper is None:
        return swedish.NOTHING
    low, high = sorted((abs(estimate.lower), abs(estimate.upper)))
    return swedish.interval(0.0 if estimate.lower <= 0 <= estimate.upper else low, high, decimals=decimals)


def _signed_interval(estimate: Estimate, decimals: int) -> str:
    if estimate.lower is None or estimate.upper is None:
        return swedish.NOTHING
    return swedish.signed_interval(estimate.lower, estimate.upper, decimals)


def _why(*estimates: Estimate) -> str:
    return ", ".join(dict.fromkeys(words.REASONS[Reason(e.reason)] for e in estimates if e.reason is not None))
