"""Where a figure comes from: the chain from calculation to file, cell and approver, and the cell as it stands there."""

from __future__ import annotations

from datetime import datetime

from indicators import swedish
from indicators.batches import BatchKind
from indicators.errors import StoreError
from indicators.model import Geography, Indicator, ObservationStatus
from indicators.store.fetches import AUTOMATIC
from indicators.store.records import Trace
from indicators.texts import words
from ui import cached, html


def chain(trace: Trace, indicator: Indicator, geography: Geography) -> str:
    """The steps behind a figure, newest first, each with what, where, who and when."""
    steps = [_calculation(trace, indicator), _source(trace, indicator, geography), _file(trace), *_people(trace)]
    items = "".join(
        f"<li><strong>{html.escape(what)}</strong><span>{html.escape(more)}</span></li>" for what, more in steps
    )
    return f'<ol class="lb-chain">{items}</ol>{_history(trace, indicator)}'


def cell(trace: Trace) -> str:
    """The rows of the received file around the cell, the cell framed; empty where the file cannot be shown."""
    try:
        found = cached.cell(trace)
    except StoreError:
        return ""
    if found is None:
        return ""
    head = "".join(f'<th scope="col">{letter}</th>' for letter in found.letters)
    rows = "".join(
        f'<tr><th scope="row">{number}</th>'
        + "".join(
            f"<td{_framed(number == found.row and letter == found.letter)}>{html.escape(text)}</td>"
            for letter, text in zip(found.letters, (*texts, *[""] * len(found.letters)), strict=False)
        )
        + "</tr>"
        for number, texts in found.rows
    )
    about = html.paragraph("Så ser cellen ut i filen", "lb-sub")
    return f'{about}<table class="lb-sheet"><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _framed(is_the_one: bool) -> str:
    return ' class="lb-the-cell"' if is_the_one else ""


def _calculation(trace: Trace, indicator: Indicator) -> tuple[str, str]:
    if trace.value is None:
        return f"Inget värde {trace.period}", words.STATUSES[trace.status]
    value = swedish.with_unit(trace.value, indicator.unit, indicator.decimals)
    if trace.numerator is None or trace.denominator is None:
        return f"{value} {trace.period}", "värdet står så i källan"
    top, base = swedish.number(trace.numerator), swedish.number(trace.denominator)
    estimated = " (uppskattad nämnare)" if trace.base_estimated else ""
    return f"{value} {trace.period}", f"{top} / {base} × {swedish.number(indicator.multiplier)}{estimated}"


def _source(trace: Trace, indicator: Indicator, geography: Geography) -> tuple[str, str]:
    about = [indicator.short_name, geography.name, words.STATUSES[trace.status]]
    if trace.breakdown:
        about.insert(2, trace.breakdown.replace("=", ": "))
    return trace.source, ", ".join(about) + (f". {trace.note}" if trace.note else "")


def _file(trace: Trace) -> tuple[str, str]:
    sheet = f", blad {trace.sheet}" if trace.sheet else ""
    place = f"{sheet}, cell {trace.cell}" if trace.cell else sheet
    read = f"lästes som texten ”{trace.raw}” · " if trace.raw else ""
    return f"{trace.file}{place}", f"{read}filen sparad orörd, SHA-256 {trace.sha256[:8]}…{trace.sha256[-4:]}"


def _people(trace: Trace) -> list[tuple[str, str]]:
    handed = {
        BatchKind.REFERENCE: "Följer med produkten",
        BatchKind.DEMO: "Påhittad för demonstration",
        BatchKind.SOURCE: trace.provenance,
    }.get(trace.kind, f"Lämnad av {trace.handed_in_by}")
    approved = f"Godkänd {AUTOMATIC}" if trace.approved_by == AUTOMATIC else f"Godkänd av {trace.approved_by}"
    return [
        (handed, f"leverans {trace.batch}: {trace.title}, {_when(trace.handed_in_at)}"),
        (approved, f"{_when(trace.approved_at)} · dataversion {trace.version}"),
    ]


def _when(at: datetime | None) -> str:
    return "tid saknas" if at is None else swedish.moment(swedish.local(at))


def _history(trace: Trace, indicator: Indicator) -> str:
    if not trace.history:
        return ""
    told = "".join(
        f"<li>Dataversion {e.version}: "
        + (
            words.STATUSES[ObservationStatus(e.status)]
            if e.value is None
            else html.escape(swedish.with_unit(e.value, indicator.unit, indicator.decimals))
        )
        + f", ersatt {_when(e.ended_at)} av {html.escape(e.ended_by_actor)}</li>"
        for e in trace.history
    )
    return f'<p class="lb-sub">Tidigare värden</p><ul class="lb-bullets">{told}</ul>'
