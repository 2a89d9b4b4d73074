"""Nothing has been sent yet: the template to fetch, by when, and the place to send the filled one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from indicators import deliveries, swedish
from indicators.batches import BatchState
from indicators.ingest import template
from indicators.store.records import BatchRow, CommentKind
from ui import access, cached, cards, choices, delivery_steps, delivery_upload, html, look, menu
from ui.delivery_steps import Step
from ui.delivery_upload import Held

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_YEARS = 4
CORRECTS = "rattar"
"""The name in the address line of the returned delivery that the next file corrects."""


def show(kept: Held, *, geography: str, year: int) -> None:
    """The first two steps on one page: fetch the template, send the file."""
    is_fetched = kept.fetched is not None
    facts = {Step.FETCH: f"Hämtad {swedish.moment(swedish.local(kept.fetched))}"} if kept.fetched else {}
    st.html(delivery_steps.steps(Step.UPLOAD if is_fetched else Step.FETCH, facts))
    name = cached.registry().geographies[geography].name
    look.title(f"Ladda upp mallen för {name} {year}" if is_fetched else f"Hämta mallen för {name} {year}")
    st.html(_to_mend() + _due(year) + waiting(geography))
    st.html(f'<p class="lb-text">{html.escape(_about(geography, year))}</p>')
    with st.container(horizontal=True, key="lamna-fetch", vertical_alignment="bottom"):
        fetch_button(geography, year, is_first=not is_fetched)
        _pick_year(year)
    cards.section("Jag har redan fyllt i mallen")
    delivery_upload.draw("Ladda upp filen")
    cards.paragraphs(["Andra uppställningar går också bra. Då pekar du ut var siffrorna står."], css="lb-sub")


def fetch_button(geography: str, year: int, *, is_first: bool = True, label: str = "Hämta mallen") -> None:
    """The button that makes the template when it is clicked."""
    st.download_button(
        label,
        data=lambda: _template(geography, year)[1],
        file_name=f"mall-{geography}-{year}.xlsx",
        mime=XLSX,
        key="lamna-template",
        on_click=_fetched,
        type="primary" if is_first else "secondary",
    )


def years(newest: int) -> list[int]:
    """The years that a template may be fetched for, the one asked for now first."""
    return list(range(newest, newest - SHOWN_YEARS, -1))


def newest_year() -> int:
    """The year whose figures are asked for now."""
    return deliveries.upload_year(cached.registry(), swedish.local(cached.now()).date())


def chosen_year() -> int:
    """The year whose figures are handed in: the one asked for now unless another is chosen."""
    newest = newest_year()
    chosen = str(st.session_state.get("lamna-year"))
    return int(chosen) if chosen in map(str, years(newest)) else newest


def waiting(geography: str) -> str:
    """The person's deliveries that wait for review or have come back, one line each."""
    person = access.current().person
    rows = [b for b in deliveries.mine(cached.store(), person) if geography in b.geographies]
    followed = {b.returned_of for b in rows}
    lines = [line for b in rows if b.id not in followed and (line := _waiting(b))]
    return html.bullets(lines, css="lb-bullets lb-waiting") if lines else ""


def _to_mend() -> str:
    """What must be put right in the returned delivery that the address names."""
    asked = st.query_params.get(CORRECTS)
    rows = deliveries.mine(cached.store(), access.current().person) if asked else []
    found = next((row for row in rows if str(row.id) == asked and row.state is BatchState.RETURNED), None)
    if found is None:
        return ""
    said = [each.text for each in cached.store().thread(found.id) if each.kind is CommentKind.RETURN and each.text]
    words = "".join(f'<p class="lb-said">{html.escape(text)}</p>' for text in said)
    head = f"Du rättar leverans {found.id}. Filen som du laddar upp ersätter den."
    return html.paragraph(head) + words


def _waiting(batch: BatchRow) -> str:
    link = choices.link(f"Leverans {batch.id}", menu.MINE, leverans=str(batch.id))
    when = swedish.date(swedish.local(batch.handed_in_at).date())
    if batch.state is BatchState.HANDED_IN:
        return f"{link} lämnades in {when} och väntar på granskning."
    if batch.state is BatchState.RETURNED:
        return f"{link} är återlämnad. Läs vad som ska rättas, rätta filen och ladda upp den här."
    return ""


def _due(year: int) -> str:
    due, today = deliveries.deadline(cached.registry(), year), swedish.local(cached.now()).date()
    verb = "är" if due >= today else "var"
    return f'<p class="lb-text">Sista dag {verb} <strong>{swedish.date(due)}</strong>{_left(due, today)}.</p>'


def _left(due: date, today: date) -> str:
    days = (due - today).days
    if days < 0:
        return f", för {swedish.counted(-days, 'dag', 'dagar')} sedan"
    return ", i dag" if days == 0 else f", om {swedish.counted(days, 'dag', 'dagar')}"


def _about(geography: str, year: int) -> str:
    rows = len(template.rows(cached.registry(), geography=geography, year=year))
    what = "1 rad" if rows == 1 else f"{swedish.number(rows)} rader"
    return f"Mallen har {what} och dina värden från {year - 1}. Fyll i de vita cellerna, spara och ladda upp filen här."


def _template(geography: str, year: int) -> tuple[str, bytes]:
    return deliveries.template(
        cached.store(),
        cached.registry(),
        geography=geography,
        year=year,
        person=access.current().person,
        at=cached.now(),
    )


def _pick_year(year: int) -> None:
    offered = [str(each) for each in years(newest_year())]
    st.selectbox("Uppgifter för år", offered, index=offered.index(str(year)), key="lamna-year", filter_mode=None)


def _fetched() -> None:
    delivery_upload.held().fetched = cached.now()
