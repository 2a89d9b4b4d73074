"""Så här räknar vi: how it is decided that something is on its way."""

from __future__ import annotations

import streamlit as st

from indicators import examples, landed
from indicators.charts import pace, trajectory
from indicators.charts.theme import Spec
from indicators.measures import backtest
from indicators.model import Assessment, UserRole
from indicators.texts import sentences, words
from ui import (
    access,
    cached,
    cards,
    choices,
    frame,
    html,
    look,
    method_example,
    method_landing,
    method_questions,
    method_tables,
    method_text,
    twins,
)

TRIED = -15.0
"""Per cent of change from 2014: the same made-up target for every series of the back-test."""
SHOWN = "anmald-skadegorelse"
"""The indicator whose districts are shown year by year."""


def render() -> None:
    """Show the rule as a live example, the words, the back-test, the order and the formulas."""
    access.require(UserRole.READER)
    frame.kicker("Så här räknar vi")
    look.title("Vi prövar om något har förändrats, och om takten räcker till målet")
    cards.paragraphs(["Räcker mätningarna inte för att avgöra säger vi det, i stället för att gissa."], css="lb-lead")
    _example()
    cards.section("Vad orden betyder, och inte betyder")
    st.html(method_text.meanings())
    title, table, note = _backtest(cached.key())
    cards.section(title)
    st.html(table)
    cards.source(note)
    st.html(method_text.order_and_limits())
    cards.section("Fråga för fråga")
    st.html(_questions(cached.key(), choices.viewpoint()))
    cards.section("Ordlista")
    st.html(method_text.glossary())


def warm(year: int) -> None:
    """Work out what the page tells of all series, before the first reader asks."""
    _backtest(cached.key())
    _questions(cached.key(), year)


def _example() -> None:
    cards.section("Prova: ändra utvecklingen eller felmarginalen")
    about = "Räkneexempel med påhittade siffror: andel otrygga, 38 procent 2014, mål högst 30 procent 2020"
    st.html(html.paragraph(about, "lb-sub"))
    with st.container(horizontal=True, key="example", gap="large"):
        course = st.segmented_control(
            "Andelen otrygga",
            list(method_example.COURSES),
            default="Minskar långsamt",
            required=True,
            key="example-course",
        )
        margin = st.segmented_control(
            "Felmarginal i varje mätning",
            list(method_example.MARGINS),
            default="±1,5",
            required=True,
            key="example-margin",
        )
    worked = method_example.worked(str(course), str(margin))
    progress, indicator = worked.progress, method_example.INDICATOR
    way, rule = _drawn(str(course), str(margin))
    cited = ["Räkneexempel med påhittade siffror", "Lodräta streck: 95 procents felmarginal"]
    left, right = st.columns(2, gap="large")
    with left:
        told = "Andel otrygga, procent. Streckad linje: vägen till målet"
        st.html(html.heading("Mätningarna", level=3) + html.paragraph(told, "lb-sub"))
        alt = sentences.alt(progress, indicator, method_example.CITY)
        twin = twins.series_of(worked.estimates, indicator, method_example.CITY, progress)
        cards.chart(way, key="example-way", alt=alt, reading="trajectory", twin=twin, about=cited)
    with right:
        st.html(
            html.heading("Takten och vart den leder", level=3) + html.paragraph("Nivån 2020, bättre åt höger", "lb-sub")
        )
        rows = method_example.rows(str(course), str(margin))
        twin, alt = twins.paces(rows, indicator), method_example.alt(progress)
        cards.chart(rule, key="example-rule", alt=alt, reading="pace", twin=twin, about=cited)
    line, chance = sentences.facts_line(progress, indicator), method_example.chance(progress)
    said = [part for part in (sentences.why(progress, indicator), line.text, chance) if part]
    st.html(
        f'<div class="lb-verdict" role="status">{cards.chip(progress, size=24)}'
        f'<p class="lb-text">{html.escape(" ".join(said))}</p></div>'
    )


@st.cache_resource(show_spinner=False)
def _drawn(course: str, margin: str) -> tuple[Spec, Spec]:
    """The example's two drawings: the way, and the rule with one typical row for each answer under the reader's own."""
    worked, indicator = method_example.worked(course, margin), method_example.INDICATOR
    rows = [
        pace.Example(
            name=name, progress=shown, words=words.CHIP[shown.assessment] if name == method_example.OWN else ""
        )
        for name, shown in method_example.rows(course, margin)
    ]
    return trajectory.trajectory(worked.estimates, worked.progress, indicator), pace.pace(rows, indicator)


@st.cache_resource(show_spinner=False, max_entries=16)
def _questions(key: tuple[object, ...], year: int) -> str:
    """The sections, their examples made once for each data version, register revision and viewpoint."""
    return method_questions.sections(examples.examples(cached.with_groups(year)), {"landning": _landing(key)})


@st.cache_resource(show_spinner=False, max_entries=2)
def _landing(key: tuple[object, ...]) -> str:  # noqa: ARG001 the cache's key
    """How the intervals and the chances of the landings have held on the register's own series."""
    register = cached.registry()
    tried = landed.by_year(cached.city_and_districts(register.target_year).observations, register)
    return method_landing.told(tried, landed.by_chance(*cached.reported_crime(), change=TRIED))


@st.cache_resource(show_spinner=False, max_entries=2)
def _backtest(key: tuple[object, ...]) -> tuple[str, str, str]:  # noqa: ARG001 the cache's key
    """Title, tables and note of what would have been said of reported crime, and how it went."""
    observations, registry = cached.reported_crime()
    said = backtest.backtest(observations, registry)
    if said.empty:
        return "Facit kommer när 2020 års värden är godkända", html.paragraph("Anmälda brott saknas i databasen."), ""
    counted = backtest.by_change(said)
    found = method_tables.counts(counted, TRIED)
    left = method_tables.said_and_reached(found)
    right = method_tables.along_the_way(
        backtest.of_geographies(said, registry, indicator=SHOWN, change=TRIED), registry
    )
    series = said.groupby(["indicator", "geography"]).ngroups
    note = (
        f"Verkliga anmälda brott (Brå), {series} serier, läge per {backtest.VIEWPOINTS[0]}–{backtest.VIEWPOINTS[-1]}. "
        "Målet är påhittat och lika för alla: 15 procent lägre än 2014. Varje serie räknas en gång per år, så fallen "
        "är inte oberoende. Värdena är dagens, inte de som var kända då. " + method_tables.other_targets(counted, TRIED)
    )
    return _finding(found), html.side_by_side(left, right), note


def _finding(found: dict[Assessment, tuple[int, int]]) -> str:
    """The back-test's heading, computed: how the warnings and the promises held."""
    warned = [found.get(a, (0, 0)) for a in (Assessment.BEHIND, Assessment.WORSENING)]
    times, reached = (sum(column) for column in zip(*warned, strict=True))
    hopeful, held = found.get(Assessment.ON_TRACK, (0, 0))
    said = []
    if times:
        missed = "varje gång" if not reached else f"i {times - reached} fall av {times}"
        said.append(f"när vi hade varnat missades målet {missed}")
    if hopeful:
        said.append(f"när vi hade sagt På väg nåddes det i {held} fall av {hopeful}")
    return f"Facit 2020: {', '.join(said) or 'ingen varning och inget löfte att pröva'}"
