"""The parts of the reviewer's page that are text: the queue, what is decided, and a delivery's head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from indicators import observations as obs
from indicators import swedish
from indicators.batches import BatchKind, BatchState, Severity
from indicators.deliveries import Review
from indicators.deliveries.results import Preview
from indicators.model import Registry
from indicators.store.comparing import CHANGED, ENDED, WHAT
from indicators.store.records import BatchRow, Comment
from ui import choices, delivery_tables, delivery_words, html, menu
from ui.review_acts import Said
from ui.review_data import BATCH, DECIDED, LIST, Glance

STATES = {
    BatchState.STOPPED: "stoppad",
    BatchState.HANDED_IN: "väntar",
    BatchState.APPROVED: "godkänd",
    BatchState.RETURNED: "återlämnad",
    BatchState.UNDONE: "ångrad",
}
"""How far a delivery has come, in a word."""
MOST_YEARS = 3
"""Years in a row that are named one by one."""
ATTEMPTS = ("Första", "Andra", "Tredje", "Fjärde", "Femte")


def queue(glances: Sequence[Glance], registry: Registry, *, chosen: int | None) -> str:
    """The deliveries that wait, as links, the oldest first."""
    waiting = swedish.counted(len(glances), "leverans", "leveranser")
    head = html.heading(swedish.sentence_case(f"{waiting} väntar"), css="lb-queue-head")
    rows = (_row(g.batch, registry, [_when(g), _flips(g.flips)], is_chosen=g.batch.id == chosen) for g in glances)
    return f'{head}<p class="lb-sub">Äldst först. Egna visas inte.</p>{_list(rows, "Leveranser som väntar")}'


def decided(batches: Sequence[BatchRow], registry: Registry, *, chosen: int | None) -> str:
    """The deliveries that are decided on, as links, the latest first."""
    rows = (
        _row(b, registry, [_decision(b), f"Leverans {b.id}"], is_chosen=b.id == chosen, **{LIST: DECIDED})
        for b in batches
    )
    head = html.heading("Granskade leveranser", css="lb-queue-head")
    return f'{head}<p class="lb-sub">Senast först.</p>{_list(rows, "Granskade leveranser")}'


def to_decided(count: int) -> str:
    """The link to what is decided on."""
    told = choices.link(f"Visa granskade, {swedish.number(count)} i år", menu.REVIEW, **{LIST: DECIDED})
    return f'<p class="lb-more">{told}</p>'


def to_queue(count: int) -> str:
    """The link back to what waits."""
    return f'<p class="lb-more">{choices.link(f"Visa de som väntar, {swedish.number(count)}", menu.REVIEW)}</p>'


def title(batch: BatchRow, preview: Preview, registry: Registry) -> str:
    """What approving would do, or did, to the assessments."""
    where = f" i {_scope(batch, registry)}"
    told = _changes(preview, where) or "inga bedömningar"
    if batch.state is BatchState.HANDED_IN:
        return f"Godkänner du ändras {told}"
    if batch.state is BatchState.APPROVED:
        return f"Leverans {batch.id} är godkänd och ändrade {told}"
    return f"Leverans {batch.id} är {state(batch)}"


def crumb(batch: BatchRow, registry: Registry) -> str:
    """`Leverans 318 · Angered · år 2019`."""
    years = _years(batch.years)
    whose = batch.title if batch.kind is BatchKind.SOURCE else ""
    parts = [
        f"Leverans {batch.id}",
        whose,
        delivery_words.places(registry, batch.geographies),
        f"år {years}" if years else "",
    ]
    return html.paragraph(" · ".join(part for part in parts if part), "lb-kicker")


def _years(years: Sequence[int]) -> str:
    """Each year, or from the first to the last where many follow each other."""
    if len(years) > MOST_YEARS and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}{swedish.DASH}{years[-1]}"
    return swedish.listing([str(year) for year in years])


def handed_in(batch: BatchRow) -> str:
    """Who handed it in and when, before the file's name; on paper, where there is no button, the name follows."""
    when = swedish.moment(swedish.local(batch.handed_in_at))
    name = f'<span class="lb-on-paper"> {html.escape(batch.file_name)}</span>'
    by = html.escape(batch.handed_in_by)
    how = "Hämtad av" if batch.kind is BatchKind.SOURCE else "Lämnad av"
    return f'<p class="lb-by">{how} {by} {when}. Fil, orörd sedan den kom in:{name}</p>'


def state(batch: BatchRow) -> str:
    """How far a delivery has come, in a word."""
    return delivery_words.WITHDRAWN if delivery_words.is_withdrawn(batch) else STATES[batch.state]


def decision(batch: BatchRow) -> str:
    """Who decided and when; empty for one that waits."""
    if batch.decided_by is None or batch.decided_at is None:
        return ""
    when = swedish.moment(swedish.local(batch.decided_at))
    if delivery_words.is_withdrawn(batch):
        return html.paragraph(f"Tillbakatagen {when} av {batch.decided_by}, innan någon hade granskat den.", "lb-by")
    return html.paragraph(
        f"{swedish.sentence_case(state(batch))} {when}. Beslutet är fattat av {batch.decided_by}.", "lb-by"
    )


def attempt(number: int, said: Comment | None) -> str:
    """That the delivery has been returned before, and why; empty for a first attempt."""
    if number == 1:
        return ""
    which = ATTEMPTS[number - 1] if number <= len(ATTEMPTS) else f"{number}:e"
    why = f" {said.actor} skrev då: {said.text}" if said else ""
    return html.paragraph(f"{which} försöket.{why}", "lb-said")


def scope(batch: BatchRow, preview: Preview, registry: Registry) -> str:
    """How many of the assessments change: `Tre av 22 bedömningar i Angered`, and as of which year."""
    if not preview.flips:
        return ""
    count, whole = len(delivery_tables.own_flips(preview)), preview.assessed
    told = [f"Läge per {preview.year}."]
    if whole > count > 0:
        same = "blir som i dag" if batch.state is BatchState.HANDED_IN else "blev som förut"
        rest = "Den andra" if whole - count == 1 else f"De andra {swedish.number(whole - count)}"
        share = f"{swedish.sentence_case(swedish.count_word(count))} av {swedish.number(whole)} bedömningar"
        told.append(f"{share} i {_scope(batch, registry)}. {rest} {same}.")
    return html.paragraph(" ".join(told), "lb-sub")


def remarks(review: Review) -> int:
    """How many remarks there are: values that stand out, and what the checks said without stopping the file."""
    return len(review.preview.deviations) + sum(f.severity is Severity.WARNING for f in review.findings)


def stand_out(preview: Preview, registry: Registry) -> str:
    """The values that stand out, by name, among the remarks; their figures stand in the table above."""
    found = preview.deviations[: delivery_tables.MOST]
    items = [
        delivery_words.name(
            registry,
            d.indicator,
            d.breakdown,
            place=delivery_words.place_name(registry, d.geography),
            under=str(d.year),
        )
        for d in found
    ]
    if not items:
        return ""
    return (
        html.paragraph("Avviker mer än slumpen brukar ge, se tabellen ovan:")
        + html.bullets(items)
        + delivery_tables.rest(len(preview.deviations))
    )


def expectation(preview: Preview) -> str:
    """How to read the small pictures."""
    years = {(d.before_year, d.year) for d in preview.deviations}
    before, after = min(years)
    expected = (
        f"väntat {after} om inget hänt sedan {before}" if len(years) == 1 else "väntat om inget hänt sedan året före"
    )
    return html.paragraph(
        f"Grått fält: {expected} (95 procent). Svart punkt: värdet i leveransen. Ungefär ett värde av tjugo hamnar "
        "utanför av en slump, så det är en fråga och inget fel.",
        "lb-sub",
    )


def other_reasons(review: Review, registry: Registry) -> str:
    """What is said of rows listed nowhere above, such as the file's comments on new values.

    A value may stand out to the uploader alone, who sees figures that are hidden from others.
    """
    rows, words = review.preview.difference, review.told
    told = {d.key for d in review.preview.deviations} | {
        delivery_words.key(row) for row in rows[rows[WHAT].isin([CHANGED, ENDED])].to_dict("records")
    }
    left = [row for row in rows.to_dict("records") if delivery_words.key(row) not in told]
    said = [(row, text) for row in left if (text := words.get(delivery_words.key(row), ""))]
    items = [f"{_named(row, registry)} {delivery_words.reason(text)}" for row, text in said[: delivery_tables.MOST]]
    return html.bullets(items) + delivery_tables.rest(len(said)) if items else ""


def _named(row: Any, registry: Registry) -> str:
    where = delivery_words.where(str(row[obs.SHEET]), str(row[obs.CELL]))
    place = delivery_words.place_name(registry, str(row[obs.GEOGRAPHY]))
    period = f"{row[obs.PERIOD]}, cell {where}" if where else str(row[obs.PERIOD])
    return delivery_words.name(registry, str(row[obs.INDICATOR]), str(row[obs.BREAKDOWN]), place=place, under=period)


def outcome(told: Said) -> str:
    """What came of the last step, with the way back where there is one."""
    back = "" if told.undo is None else f" {choices.link('Ångra', menu.REVIEW, **{BATCH: str(told.undo)})}"
    role = "alert" if told.is_fault else "status"
    return f'<p class="lb-note" role="{role}">{html.escape(told.text)}{back}</p>'


def latest(batch: BatchRow, registry: Registry) -> str:
    """The latest decision: `Lundby, godkänd 10 februari`."""
    when = "" if batch.decided_at is None else f" {delivery_words.day(batch.decided_at)}"
    place = delivery_words.places(registry, batch.geographies)
    return f"Senaste beslutet: {place}, {state(batch)}{when}."


def _changes(preview: Preview, where: str) -> str:
    """`tre bedömningar i Angered och en i andra stadsdelar`; empty where there are none."""
    own, others = len(delivery_tables.own_flips(preview)), _others(preview)
    parts = [swedish.counted(own, "bedömning", "bedömningar") + where] if own else []
    if others:
        noun = "" if own else " bedömning" if others == 1 else " bedömningar"
        parts.append(f"{swedish.count_word(others)}{noun} i andra stadsdelar")
    return swedish.listing(parts)


def _others(preview: Preview) -> int:
    return len(preview.flips) - len(delivery_tables.own_flips(preview))


def _scope(batch: BatchRow, registry: Registry) -> str:
    if len(batch.geographies) > 3:
        return f"{swedish.count_word(len(batch.geographies))} stadsdelar"
    return delivery_words.places(registry, batch.geographies)


def _list(rows: Iterable[str], label: str) -> str:
    return f'<nav aria-label="{label}"><ul role="list" class="lb-queue">{"".join(rows)}</ul></nav>'


def _row(batch: BatchRow, registry: Registry, lines: Sequence[str], *, is_chosen: bool, **choice: str) -> str:
    href = html.escape(choices.address(menu.REVIEW, **{BATCH: str(batch.id)}, **choice))
    told = "".join(f"<span>{html.escape(line)}</span>" for line in lines)
    is_fetched = batch.kind is BatchKind.SOURCE
    place = html.escape((not is_fetched and delivery_words.places(registry, batch.geographies)) or batch.title)
    current = ' aria-current="true"' if is_chosen else ""
    return f'<li><a href="{href}" target="_self" data-in="1"{current}><strong>{place}</strong>{told}</a></li>'


def _when(glance: Glance) -> str:
    return f"{delivery_words.day(glance.batch.handed_in_at)}. {glance.about}".removesuffix(". ")


def _flips(count: int | None) -> str:
    if count is None:
        return "Ändringarna räknas …"
    return f"{swedish.number(count) if count else 'Inga'} {'bedömning' if count == 1 else 'bedömningar'} ändras"


def _decision(batch: BatchRow) -> str:
    when = "" if batch.decided_at is None else f" {delivery_words.day(batch.decided_at)}"
    return swedish.sentence_case(f"{state(batch)}{when}")
