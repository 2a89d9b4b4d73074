"""The parts of Hämta data: what each format is for, the first rows, the code book and the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import streamlit as st

from indicators import observations as obs
from indicators import swedish
from indicators.model import Indicator, Registry
from indicators.reports.opendata import Format, expected_size
from indicators.texts import words
from ui import cards, html
from ui.download_results import Summary

FORMATS = {
    Format.CSV: ("CSV", "För program och kalkylblad. En ZIP med värden, kodbok, indikatorer, källor och händelser."),
    Format.XLSX: ("Excel", "För den som vill läsa. En arbetsbok med svenska rubriker och ett blad för varje del."),
    Format.JSON_STAT: ("JSON-stat 2", "För statistikprogram. En ZIP med en tabell per indikator, källor och status."),
}
MIME = {
    Format.CSV: "application/zip",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.JSON_STAT: "application/zip",
}
_MACHINE = re.compile(r"\b(true|approved|undone)\b")
_ENDINGS = {Format.CSV: "-csv.zip", Format.XLSX: ".xlsx", Format.JSON_STAT: "-json-stat.zip"}


def downloads(told: Summary, content: Callable[[Format], bytes], *, key: str, what: str, is_main: bool = False) -> None:
    """A button for each format with what it is for and about how large it is; the file is made on click."""
    with st.container(key=f"download-{key}"):
        for column, (kind, (name, about)) in zip(st.columns(len(FORMATS), gap="large"), FORMATS.items(), strict=True):
            with column:
                st.download_button(
                    f"Hämta {what} som {name}",
                    data=_maker(content, kind),
                    file_name=told.stem + _ENDINGS[kind],
                    mime=MIME[kind],
                    key=f"{key}-{kind}",
                    on_click="ignore",
                    type="primary" if is_main and kind is Format.XLSX else "secondary",
                )
                st.html(html.paragraph(f"{about} Cirka {size(expected_size(told.counts, kind))}.", "lb-sub"))


def size(count: int) -> str:
    """A number of bytes as people say it: `90 kB`, `1,4 MB`."""
    if count < 1_000_000:
        return f"{swedish.number(max(1, round(count / 1000)))}{swedish.NBSP}kB"
    return f"{swedish.number(count / 1_000_000, 1)}{swedish.NBSP}MB"


def first_rows(told: Summary, registry: Registry) -> str:
    """The first rows as a reader would have them told."""
    head = [("Indikator", ""), ("Plats", ""), ("År", ""), ("Uppdelning", ""), ("Värde", "c-num")]
    head += [("95 procents intervall", "c-num"), ("Status", "")]
    rows = [_row(row, registry.indicators[row["indicator"]]) for row in told.first.to_dict("records")]
    return html.table(head, ["".join(rows)], caption="De första raderna i filen", css="lb-cards lb-preview")


def code_book(told: Summary) -> str:
    """Every column of every table, each table under its own heading, codes in the same cell."""
    parts = []
    for table, rows in told.code_book.groupby("tabell", sort=False):
        body = "".join(_column(of) for _, of in rows.groupby("kolumn", sort=False))
        head = (("Kolumn i CSV", ""), ("Rubrik i arbetsboken", ""), ("Innehåll", ""))
        made = html.table(head, [body], caption=f"Kolumnerna i {table}", css="lb-cards lb-codes")
        parts.append(html.heading(f"{table}.csv", level=3, css="lb-h3") + made)
    return "".join(parts)


def sources(table: pd.DataFrame) -> str:
    """The deliveries that the rows come from, with their licence."""
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(str(row["title"]))),
                html.cell(html.escape(str(row["source"])), label="Källa"),
                html.cell(html.escape(str(row["licence"]) or "inte angiven"), label="Licens"),
                html.cell(html.escape(str(row["file"])), css="lb-wrap", label="Fil"),
            ]
        )
        for row in table.to_dict("records")
    )
    head = (("Leverans", ""), ("Källa", ""), ("Licens", ""), ("Fil", ""))
    return html.table(head, [rows], caption="Källorna till raderna", css="lb-cards")


def events(table: pd.DataFrame) -> str:
    """The events and method changes that go along."""
    told = (f"<strong>{html.escape(_date(row))}</strong> {html.escape(str(row['title']))}" for row in _records(table))
    return html.bullets(told)


def holds(told: Summary) -> str:
    """What the file will hold, in sentences; that some values are made up stands apart."""
    counts, _, rest = told.holds.partition(": ")
    said = f"<strong>{html.escape(counts)}</strong>: {html.escape(rest)} {html.escape(told.without_value)}"
    made_up = html.paragraph(told.demo_line, "lb-made-up") if told.demo_line else ""
    return f'<p class="lb-holds">{said}</p>{made_up}'


def empty(head: str, text: str) -> None:
    """That there is nothing to hand out, why, and what to do."""
    st.html(
        f'<div class="lb-absent lb-nothing"><div><strong>{html.escape(head)}</strong> {html.escape(text)}</div></div>'
    )


def reading(lines: Iterable[str]) -> None:
    """How the files are to be read."""
    cards.section("Bra att veta om filerna")
    st.html(html.bullets(map(html.escape, lines)))


def _maker(content: Callable[[Format], bytes], kind: Format) -> Callable[[], bytes]:
    return lambda: content(kind)


def _row(row: dict[Any, Any], indicator: Indicator) -> str:
    value, lower, upper = (row[name] for name in (obs.VALUE, obs.LOWER, obs.UPPER))
    shown = "–" if value != value else swedish.label(float(value), indicator.unit, indicator.decimals)
    limits = "–" if lower != lower or upper != upper else swedish.interval(lower, upper, "", indicator.decimals)
    return html.row(
        [
            html.row_header(html.escape(indicator.short_name) + html.demo_mark(bool(row[obs.IS_DEMO]))),
            html.cell(html.escape(str(row["geography_name"])), label="Plats"),
            html.cell(html.escape(str(row[obs.PERIOD])), label="År"),
            html.cell(html.escape(divided(str(row[obs.BREAKDOWN]))), label="Uppdelning"),
            html.cell(html.escape(shown), css="c-num", label="Värde"),
            html.cell(html.escape(limits), css="c-num", label="95 procents intervall"),
            html.cell(html.escape(words.STATUSES[row[obs.STATUS]]), label="Status"),
        ]
    )


def divided(breakdown: str) -> str:
    """A breakdown in words: `Kvinnor`, `alla`."""
    parts = [part.partition("=")[2] for part in breakdown.split("|") if part]
    return ", ".join(words.CATEGORIES.get(part, part) for part in parts) or "alla"


def _column(rows: pd.DataFrame) -> str:
    own, *codes = _records(rows)
    listed = html.bullets(f"{_code(row['kod'])} {html.escape(str(row['innehall']))}" for row in codes) if codes else ""
    return html.row(
        [
            html.row_header(_code(own["kolumn"])),
            html.cell(html.escape(str(own["rubrik"])), label="Rubrik i arbetsboken"),
            html.cell(_told(str(own["innehall"])) + listed, label="Innehåll"),
        ]
    )


def _told(text: str) -> str:
    """A sentence with the machine's words in it marked as such."""
    return _MACHINE.sub(r'<code lang="en">\1</code>', html.escape(text))


def _code(name: object) -> str:
    """A machine's word, which is not Swedish."""
    return f'<code lang="en">{html.escape(str(name))}</code>'


def _date(row: dict[Any, Any]) -> str:
    return f"{row['date']}–{row['ends']}" if row["ends"] else str(row["date"])


def _records(table: pd.DataFrame) -> list[dict[Any, Any]]:
    return table.to_dict("records")
