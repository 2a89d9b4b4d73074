"""The pieces that every page shows results with: icon and word, counts, last year's word, sources, the table twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import streamlit as st

from indicators.charts import icons
from indicators.model import Assessment, Event, Indicator, Progress
from indicators.reports import opendata, workbook
from indicators.texts import events as event_texts
from indicators.texts import figures, sentences, words
from ui import event_list, html, traced
from ui.twins import Twin


@cache
def icon(assessment: Assessment, size: int = 20, alt: str = "") -> str:
    """An assessment's icon; without `alt` it is decoration beside its word."""
    sizes = f'width="{size}" height="{size}"'
    return f'<img class="lb-icon" src="{icons.data_uri(assessment)}" {sizes} alt="{html.escape(alt)}">'


def chip(progress: Progress, *, size: int = 20) -> str:
    """Icon and word in the assessment's colour; the reason, where there is one, is part of the word."""
    return word(progress.assessment, size=size)


def word(assessed: Assessment, *, size: int = 20) -> str:
    """An assessment's icon and word in its colour."""
    told = html.escape(words.CHIP[assessed])
    return f'<span class="lb-chip lb-{assessed.lower()}">{icon(assessed, size)}<span>{told}</span></span>'


def assessment(progress: Progress, before: Progress | None, *, size: int = 20) -> str:
    """The chip with its reason and the word one year earlier under it; the earlier word stands out when it changed."""
    under = []
    if progress.assessment is Assessment.NOT_ASSESSED:
        under.append(f'<span class="lb-then">{html.escape(words.reason(progress))}</span>')
    if progress.within_margin:
        under.append('<span class="lb-then">inom felmarginalen</span>')
    if before is not None and before.assessment is not progress.assessment:
        then = f"{before.year}: {words.lower(before)}"
        under.append(f'<span class="lb-then lb-changed">{html.escape(then)}</span>')
    elif before is not None and progress.assessment is not Assessment.NOT_ASSESSED:
        under.append(f'<span class="lb-then">{before.year}: samma bedömning</span>')
    return chip(progress, size=size) + "".join(under)


def counts(found: Mapping[Assessment, int], *, lead: str, only_present: bool = False) -> str:
    """A line of icon, number and word per assessment, in the common order."""
    told = {a: n for a, n in found.items() if n or not only_present}
    parts = "".join(
        f"<li>{icon(a)}<strong>{n}</strong> {html.escape(words.counted(a, n))}</li>" for a, n in told.items()
    )
    return f'<div class="lb-counts"><span>{html.escape(lead)}</span><ul role="list">{parts}</ul></div>'


def small_counts(found: Mapping[Assessment, int]) -> str:
    """Icon and number per assessment that occurs; the word is there for screen readers and on phones."""
    parts = "".join(
        f'<li>{icon(a, 16)}<span>{n}</span><span class="lb-word">{html.escape(words.counted(a, n))}</span></li>'
        for a, n in found.items()
        if n
    )
    return f'<ul role="list" class="lb-small-counts">{parts}</ul>' if parts else '<span class="lb-quiet">–</span>'


def value(progress: Progress, indicator: Indicator) -> str:
    """The latest value with its unit, its year where that is not the viewpoint, and whether it is preliminary."""
    shown = html.escape(figures.value(progress, indicator))
    year = None if progress.value.value is None else progress.value_year
    told = traced.number(shown, indicator.id, progress.geography, year)
    late = f" ({progress.value_year})" if progress.value_year not in (None, progress.year) else ""
    preliminary = ' <span class="lb-demo">· prel.</span>' if progress.is_preliminary else ""
    return f"<strong>{told}</strong>{late}{preliminary}"


def show(content: str) -> None:
    """Ready HTML; nothing where there is none."""
    if content:
        st.html(content)


def section(heading: str, *, quiet: str = "", css: str = "") -> None:
    """A heading within the page."""
    small = f' <span class="lb-quiet">{html.escape(quiet)}</span>' if quiet else ""
    st.html(f'<h2 class="lb-section {css}">{html.escape(heading)}{small}</h2>')


def source(*sentences: str) -> None:
    """The source line under a chart or table."""
    told = " ".join(s.rstrip(".") + "." for s in sentences if s)
    st.html(f'<p class="lb-source">{html.escape(told)}</p>')


def fold(summary: str, content: str) -> None:
    """Text that the reader may open: ready HTML under a summary line."""
    st.html(html.fold(summary, content))


def chart(
    spec: Mapping[str, object],
    *,
    key: str,
    alt: str,
    reading: str,
    twin: Twin,
    about: Sequence[str],
    events: Sequence[Event] = (),
    under: str = "",
) -> None:
    """A chart from its cached specification with all that belongs to it.

    That is text alternative, the events it numbers, how to read it, its figures as a table to see and to fetch, and its
    source line. `under` is ready HTML of its own, right below the drawing.
    """
    with st.container(key=f"chart-{key}"):
        st.vega_lite_chart(spec, theme=None, width="stretch", key=key, alt=event_texts.added(alt, events))
    show(under + event_list.under(events))
    said = (*sentences.READING[reading], *(event_texts.READING if events else ()))
    fold("Så läser du diagrammet", html.bullets(map(html.escape, said)))
    with st.expander("Visa som tabell", key=f"twin-{key}"):
        st.html(twin.table)
        downloads(twin, key=key)
    source(*about)


def downloads(twin: Twin, *, key: str) -> None:
    """Buttons that hand out a table as CSV and as a workbook, made on click."""
    told = twin.figures.assign(demonstration=twin.notice) if twin.notice else twin.figures
    with st.container(horizontal=True, key=f"downloads-{key}"):
        st.download_button(
            "Hämta tabellen (CSV)",
            data=lambda: opendata.csv_bytes(told),
            file_name=f"{twin.name}.csv",
            mime="text/csv",
            key=f"{key}-csv",
            on_click="ignore",
        )
        st.download_button(
            "Hämta tabellen (Excel)",
            data=lambda: workbook.book({"Värden": told}),
            file_name=f"{twin.name}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}-xlsx",
            on_click="ignore",
        )


def paragraphs(lines: Iterable[str], *, css: str = "lb-text") -> None:
    """Paragraphs of ready HTML."""
    st.html("".join(f'<p class="{css}">{line}</p>' for line in lines))


def bullets(lines: Iterable[str]) -> None:
    """A list of plain sentences."""
    st.html(html.bullets(map(html.escape, lines)))
