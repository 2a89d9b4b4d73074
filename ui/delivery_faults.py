"""A file that cannot be handed in as it is: not read yet, refused, from an old template, or with faults in cells."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import Severity
from indicators.deliveries import Preview, Received, Stale
from indicators.deliveries.listing import Kind
from indicators.errors import FileError
from ui import cached, cards, delivery_start, delivery_steps, delivery_upload, delivery_words, html, look
from ui.delivery_findings import findings_list
from ui.delivery_steps import Step
from ui.delivery_upload import Held

LEFT_OVER = 40
"""Places cleared while a file is read, else the page before would stand there until the reading is done."""
LISTED = 50
"""Values of an old template listed at most."""


def reading(kept: Held) -> None:
    """The file is being read; the page is drawn again when it has been."""
    st.html(delivery_steps.steps(Step.UPLOAD))
    look.title("Läser filen")
    wait = "En annan fil läses först. Din fil står på tur." if delivery_upload.is_another_being_read() else ""
    look.note(wait or "Filen kontrolleras, det tar några sekunder.")
    for _ in range(LEFT_OVER):
        st.empty()
    delivery_upload.read(kept)
    st.rerun()


def refused(kept: Held, fault: FileError) -> None:
    """A file that could not be read: one reason, one piece of advice, and the uploader again."""
    st.html(delivery_steps.steps(Step.UPLOAD))
    look.title("Filen kunde inte läsas" if fault.advice else "Filen kunde inte tas emot")
    name = html.escape(kept.file_name)
    advice = f'<p class="lb-text">{html.escape(fault.advice)}</p>' if fault.advice else ""
    st.html(
        f'<div role="alert"><p class="lb-text"><strong>{name}</strong>: {html.escape(fault.reason)}</p>{advice}</div>'
        '<p class="lb-text">Ingenting är sparat.</p>'
    )
    delivery_upload.draw("Ladda upp en annan fil")


def stale(received: Received, *, geography: str, year: int) -> None:
    """A template that is older than the figures: what the file would set back, and the way to a new one."""
    st.html(delivery_steps.steps(Step.FETCH, delivery_steps.facts(received)))
    look.title("Mallen är äldre än siffrorna")
    count = len(received.stale)
    told = (
        f"{swedish.sentence_case(swedish.counted(count, 'värde', 'värden', 'ett'))} har ändrats sedan mallen hämtades."
    )
    back = "Din fil skulle ställa tillbaka det." if count == 1 else "Din fil skulle ställa tillbaka dem."
    cards.paragraphs([f"{told} {back} Hämta en ny mall och för över dina siffror till den."])
    delivery_start.fetch_button(geography, year, label="Hämta ny mall")
    st.html(_stale_table(received.stale))
    cards.section("Jag har fyllt i den nya mallen")
    delivery_upload.draw("Ladda upp filen")


def faults(received: Received, preview: Preview | None) -> None:
    """A file with faults: the marked copy, the kinds of fault, and every cell in the file's order."""
    errors = received.errors
    kinds = deliveries.kinds(errors)
    count = sum(kind.count for kind in kinds)
    cells = "cell" if count == 1 else "celler"
    st.html(delivery_steps.steps(Step.MEND, delivery_steps.facts(received)))
    look.title(f"Rätta {swedish.number(count)} {cells} och ladda upp filen igen")
    st.html(_summary(received, kinds))
    left, right = st.columns(2, gap="large")
    with left:
        st.html(_about_marked(count))
        _marked_button(received)
    with right:
        delivery_upload.draw("Ladda upp den rättade filen")
    what = swedish.sentence_case(swedish.counted(len(kinds), "slags fel", "slags fel", "ett"))
    cards.section(what)
    st.html(kinds_table(kinds))
    cards.section(f"Alla {swedish.number(count)} celler, i filens ordning" if count > 1 else "Cellen")
    st.html(findings_list(errors, cached.registry()))
    _far_off(preview)
    remarks(received)


def kinds_table(kinds: Sequence[Kind]) -> str:
    """One row for each kind of fault: how many cells, where, and what to do."""
    head = (("Vad som är fel", "c-name"), ("Celler", "c-num"), ("Var", "c-where"), ("Så här rättar du", ""))
    rows = "".join(
        html.row(
            [
                html.row_header(f"<strong>{html.escape(kind.message)}</strong>", "c-name"),
                html.cell(swedish.number(kind.count), css="c-num", label="Celler"),
                html.cell(html.escape(kind.where), css="c-where", label="Var"),
                html.cell(html.escape(kind.advice), label="Så här rättar du"),
            ]
        )
        for kind in kinds
    )
    return html.table(head, [rows], caption="Vad som är fel, sammanfattat", css="lb-stack lb-kinds")


def _summary(received: Received, kinds: Sequence[Kind]) -> str:
    right = max(0, received.filled - len({(f.sheet, f.cell) for f in received.errors if f.value}))
    rest = f"Övriga {swedish.number(right)} ifyllda celler är rätt. " if right else ""
    many = swedish.counted(len(kinds), "slags fel", "slags fel", "ett")
    return html.stressed("Filen ", received.file_name, f" har {many}. {rest}Ingenting är sparat än.")


def _about_marked(count: int) -> str:
    cells = "är cellen röd" if count == 1 else f"är de {swedish.number(count)} cellerna röda"
    return (
        f'<p class="lb-text lb-beside"><strong>Rätta i din egen fil.</strong> I den märkta filen {cells} och har råd i '
        "en kommentar. Bladet Fel har länkar till dem.</p>"
    )


def _marked_button(received: Received) -> None:
    name, content = _marked(received)
    size = swedish.number(max(1, round(len(content) / 1000)))
    st.download_button(
        f"Ladda ner den märkta filen ({size} kB)",
        data=content,
        file_name=name,
        mime=delivery_start.XLSX,
        key="lamna-marked",
        on_click="ignore",
        type="primary",
    )


def _marked(received: Received) -> tuple[str, bytes]:
    """The marked copy, made once for each file."""
    kept = delivery_upload.held()
    if kept.marked is None:
        kept.marked = deliveries.marked(received)
    return kept.marked


def _far_off(preview: Preview | None) -> None:
    """That some of the right values will have to be explained in the next step."""
    count = len(preview.deviations) if preview else 0
    if preview is None or not count:
        return
    what = swedish.sentence_case(swedish.counted(count, "värde", "värden", "ett"))
    before = {d.before_year for d in preview.deviations}
    since = f" från {min(before)}" if len(before) == 1 else ""
    it = "det" if count == 1 else "dem"
    later = f"{what} avviker mycket{since}. Det är inget fel, men du får förklara {it} i steg 4."
    cards.paragraphs([later], css="lb-later")


def remarks(received: Received) -> None:
    """What was found that does not stop the file: what to look at in the open, the rest for whoever wants to see it."""
    open_, folded = (
        [finding for finding in received.findings if finding.severity is severity]
        for severity in (Severity.WARNING, Severity.INFO)
    )
    if open_:
        count = swedish.counted(len(open_), "anmärkning", "anmärkningar")
        cards.section(f"{swedish.sentence_case(count)} att se efter")
        st.html(findings_list(open_, cached.registry(), caption="Anmärkningar"))
    if folded:
        count = swedish.counted(len(folded), "upplysning", "upplysningar")
        cards.fold(
            f"Visa {count} som inte stoppar filen", findings_list(folded, cached.registry(), caption="Upplysningar")
        )


def _stale_table(values: Sequence[Stale]) -> str:
    registry = cached.registry()
    head = (("Indikator", "c-name"), ("År", ""), ("När mallen hämtades", "c-num"), ("Nu", "c-num"))
    rows = "".join(
        html.row(
            [
                html.row_header(delivery_words.name(registry, each.indicator, each.breakdown), "c-name"),
                html.cell(str(each.year), label="År"),
                html.cell(_figure(each, each.then), css="c-num", label="När mallen hämtades"),
                html.cell(f"<strong>{_figure(each, each.now)}</strong>", css="c-num", label="Nu"),
            ]
        )
        for each in values[:LISTED]
    )
    more = len(values) - LISTED
    rest = html.paragraph(f"Och {swedish.number(more)} till.", "lb-sub") if more > 0 else ""
    return html.table(head, [rows], caption="Värden som har ändrats", css="lb-stack lb-old") + rest


def _figure(each: Stale, value: float | None) -> str:
    known = cached.registry().indicators.get(each.indicator)
    if value is None:
        return swedish.NOTHING
    return html.escape(swedish.with_unit(value, known.unit if known else "", known.decimals if known else 1))
