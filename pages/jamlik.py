"""Jämlik stad: whether the gap between districts is closing, told with the level, and what made it so."""

from __future__ import annotations

import streamlit as st

from indicators.districts import equality
from indicators.districts.equality import Equality
from indicators.districts.equality_breakdowns import AGE, divided
from indicators.model import Indicator, Registry, UserRole
from indicators.texts import equality as texts
from indicators.texts import equality_breakdowns as breakdowns
from indicators.texts import equality_charts, gap_target_verdict
from ui import (
    access,
    cached,
    cards,
    choices,
    district_parts,
    download_link,
    equality_results,
    frame,
    html,
    indicator_parts,
    look,
    menu,
    pieces,
)
from ui import equality_parts as parts


def render() -> None:
    """Show one indicator's level and gap, its ends, its parts, the six groups, and all indicators together."""
    access.require(UserRole.READER)
    frame.kicker("Jämlik stad")
    registry, year = cached.registry(), choices.viewpoint()
    if not equality.followed(registry):
        look.title("Ingen indikator i registret följs i stadsdelarna")
        return
    with frame.picker():
        chosen = _picked(registry)
    told = equality_results.of(pieces.key(), chosen, year)
    look.title(texts.title(told), is_demo=told.indicator.is_demo)
    st.html(parts.every(equality_results.summary(pieces.key(), year).brief))
    district_parts.reported(told.indicator)
    st.html(parts.facts(told))
    if told.has_ends:
        _gap(told, year)
        _contributions(told, year)
        _full_equality(told, registry)
    st.html(download_link.paragraph(menu.EQUAL_CITY))
    _groups(told.indicator, year)
    _breakdowns(told.indicator, year)
    _summary(year)


def _picked(registry: Registry) -> str:
    told = [registry.indicators[key] for key in equality.followed(registry)]
    first = next((i.id for i in told if not i.is_demo), None)
    return choices.pick("indikator", "Indikator", {i.id: i.short_name for i in told}, default=first)


def _gap(told: Equality, year: int) -> None:
    key, own = pieces.key(), told.indicator
    unit = f"{own.name}, {own.unit}" if own.unit not in ("%", "") else own.name
    left, right = st.columns([1.25, 1], gap="large")
    with left:
        parts.head("De två ändarna, år för år", f"{unit}.", is_demo=own.is_demo)
        ends = equality_results.ends(key, own.id, year)
        parts.drawing(ends, key="ends", reading=equality_charts.READING["ends"])
    with right:
        parts.head("Avståndet över tid", equality_charts.gap_about(told), is_demo=own.is_demo)
        drawn = equality_results.over_time(key, own.id, year)
        reading = equality_charts.reading_gap(told, last=cached.registry().target_year)
        parts.drawing(drawn, key="gap", reading=reading)
    goal = parts.statement(gap_target_verdict.statement(told))
    cards.show(goal + parts.statement(texts.moved(told)) + parts.onwards(told))
    cards.source(*texts.notes(told), equality_charts.source(told))


def _contributions(told: Equality, year: int) -> None:
    drawn, made = equality_results.parts(pieces.key(), told.indicator.id, year), told.gap.change_made
    if drawn is None or made is None:
        return
    about = equality_charts.parts_about(told, made)
    parts.head("Vilka stadsdelar gjorde förändringen?", about, is_demo=told.indicator.is_demo)
    decimals = equality_charts.parts_decimals(made, told.indicator)
    cards.show(parts.statement(equality_charts.parts_lead(told, made, decimals)))
    with st.container(key="eq-parts"):
        parts.drawing(
            drawn, key="parts", reading=equality_charts.READING["parts"], about=[equality_charts.source(told)]
        )


def _full_equality(told: Equality, registry: Registry) -> None:
    said = equality_charts.full_equality(told, registry.geographies)
    if said is None:
        return
    parts.head("Vad full jämlikhet skulle betyda", is_demo=told.indicator.is_demo)
    st.html(parts.statement(said))
    cards.source(*equality_charts.full_equality_caveat(told))


def _groups(chosen: Indicator, year: int) -> None:
    """The chosen indicator's groups, else those of the first indicator that has some."""
    known = equality_results.with_groups()
    own = [i for i in known if i.id == chosen.id] or known
    found = next(((i, g) for i in own if (g := equality_results.grouped(pieces.key(), i.id, year))), None)
    if found is None:
        parts.head("Sex socioekonomiska grupper")
        why = f"Ingen indikator har värden för grupperna till och med {year}."
        st.html(indicator_parts.absent("Underlag saknas för grupperna", why))
        return
    indicator, (result, drawn) = found
    parts.head(
        f"Sex socioekonomiska grupper: {indicator.short_name} {result.value_year}",
        equality_charts.groups_about(indicator),
        is_demo=indicator.is_demo,
    )
    st.html(parts.statement(equality_charts.groups_lead(result, indicator)))
    registry = cached.registry()
    about = equality_charts.groups_notes(indicator, registry)
    parts.drawing(drawn, key="groups", reading=equality_charts.READING["groups"], about=about)


def _breakdowns(chosen: Indicator, year: int) -> None:
    """Women and men, and ages, in the whole city: the chosen indicator where it is divided, then all that are."""
    for dimension, head in breakdowns.HEADS.items():
        own = equality_results.divided_one(pieces.key(), dimension, chosen.id, year)
        if own is not None:
            found, drawn = own
            parts.head(f"{head}: {chosen.short_name}", "Hela staden.", is_demo=chosen.is_demo)
            st.html(html.paragraph(breakdowns.lead(found)))
            with st.container(key=f"eq-{dimension}"):
                about = [breakdowns.verdict(found)[0], f"Källa: {chosen.source}"]
                parts.drawing(drawn, key=dimension, reading=equality_charts.READING["divided"], about=about)
        every = equality_results.divided(pieces.key(), dimension, year)
        if every is not None:
            parts.head(every.title, " ".join(every.notes))
            st.html(every.twin.table)
            cards.downloads(every.twin, key=f"all-{dimension}")
    if not divided(list(cached.registry().indicators.values()), AGE):
        st.html(html.paragraph(breakdowns.no_ages()))


def _summary(year: int) -> None:
    found = equality_results.summary(pieces.key(), year)
    parts.head(found.title, " ".join(found.notes), place=parts.EVERY)
    st.html(found.twin.table)
    cards.downloads(found.twin, key="summary")
