"""The parts of the page about sources that are text: the list, what a source is, why it was stopped, its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.deliveries.guarding import Stop, Suspicion
from indicators.deliveries.scheduling import SourceState
from indicators.model import Registry, Source, source_variable
from indicators.store import FetchOutcome, FetchRow
from ui import choices, delivery_words, html, menu, source_words
from ui.delivery_values import MOST
from ui.delivery_words import Figure
from ui.source_words import Mark

if TYPE_CHECKING:
    from indicators.deliveries.results import Preview
    from indicators.ingest.sources import Probed

SOURCE = "kalla"
"""The name of the chosen source in the address line."""
LONGEST = 160
LARGE = 5.0
"""Times from which a change is told as so many times."""
SHOWN = 8
"""Stopped values that need no unfolding."""
KEPT = 20
"""Fetches in the history at most."""


def listing(states: Sequence[SourceState], *, now: datetime, chosen: str) -> str:
    """Every source with how it stands, as links."""
    head = (("Källa", "c-name"), ("Läge", "c-mark"), ("Senast svarade", ""), ("Hämtas härnäst", ""), ("Hur ofta", ""))
    body = "".join(_row(state, now=now, is_chosen=state.source.name == chosen) for state in states)
    return html.table(head, [body], caption="Källor som hämtas av sig själva", css="lb-stack lb-sources")


def facts(state: SourceState) -> str:
    """What the source is, as the register says it, and whether it has an address; never the address."""
    source = state.source
    variable = source_variable(source.name)
    told = [
        ("Utgivare", source.publisher + (f", {source.licence}" if source.licence else "")),
        ("Slag", source_words.KINDS[source.kind]),
        ("Det som hämtas", _asked(source)),
        ("Hämtas", source_words.EVERY[source.every]),
        ("Godkänns", "automatiskt när inget är misstänkt" if source.is_automatic else "av en godkännare"),
        ("Det som saknas i svaret", "avslutas" if source.is_full else "står kvar"),
        ("Stoppas när", source_words.limits(source)),
        ("Adress", f"angiven på servern ({variable})" if state.has_address else f"inte angiven ({variable})"),
    ]
    rows = "".join(f"<div><dt>{label}</dt><dd>{html.escape(text)}</dd></div>" for label, text in told)
    return f'<dl class="lb-receipt">{rows}</dl>'


def history(state: SourceState, today: date, *, may_review: bool) -> str:
    """The latest fetches, the newest first."""
    if not state.history:
        return html.paragraph("Källan har aldrig hämtats.", "lb-quiet")
    body = "".join(_past(row, today, may_review=may_review) for row in state.history[:KEPT])
    head = (("När", "c-when"), ("Av", ""), ("Vad det blev", "c-mark"), ("Besked", "c-reason"))
    return html.table(head, [body], caption="Källans hämtningar, den senaste först", css="lb-stack lb-fetches")


def reasons(stops: Sequence[Stop]) -> str:
    """Why a fetch was stopped; what a source calls itself before and after, beside each other."""
    items = "".join(f"<li>{html.escape(stop.text)}{_renamed(stop)}</li>" for stop in stops)
    return f'<ul class="lb-bullets lb-stops">{items}</ul>'


def stopped_values(stops: Sequence[Stop], preview: Preview | None, registry: Registry) -> str:
    """The values that stopped a fetch: before and after, and the reason in a word; empty where there are none."""
    if preview is None:
        return ""
    why = {key: _WHY[stop.suspicion] for stop in reversed(stops) for key in stop.keys}
    rows = [row for row in preview.difference.to_dict("records") if delivery_words.key(row) in why]
    if not rows:
        return ""
    places = delivery_words.told_places(preview)
    told = [_value(row, registry, places, why[delivery_words.key(row)]) for row in rows[:MOST]]
    rest = f"Och {swedish.number(len(rows) - MOST)} till." if len(rows) > MOST else ""
    folded = _values(told[SHOWN:]) + (html.paragraph(rest, "lb-sub") if rest else "")
    summary = f"Visa {swedish.number(len(rows) - SHOWN)} till"
    return _values(told[:SHOWN]) + (html.fold(summary, folded) if len(told) > SHOWN else "")


def probed(found: Probed) -> str:
    """What a test of the connection showed."""
    if found.absent:
        told = html.paragraph(f"Källan svarar, men saknar det som registret läser: {', '.join(found.absent)}.")
    else:
        told = html.paragraph("Källan svarar och har det som registret läser.")
    titles = [text for name, text in found.identity.items() if name.endswith("title")]
    updated = max((text for name, text in found.identity.items() if name.endswith("updated")), default="")
    lines = [*titles[:KEPT], *([f"Uppdaterad hos källan: {updated}"] if updated else [])]
    listed = html.bullets([html.escape(swedish.shortened(line, LONGEST)) for line in lines]) if lines else ""
    return told + (html.fold("Visa vad källan kallar det", listed) if listed else "")


def delivery(number: int, text: str, *, may_review: bool) -> str:
    """The words about a delivery, as a link for those who may open it."""
    return choices.link(text, menu.REVIEW, leverans=str(number)) if may_review else html.escape(text)


def none_declared() -> str:
    """What to do where the register has no sources."""
    return html.paragraph(
        "Registret beskriver inga källor. En källa är en databas, en statistiktjänst eller en fil att hämta värden ur. "
        "Utvecklingsledaren beskriver den i registrets fil sources.toml, och den som sköter servern anger adressen."
    )


_WHY = {
    Suspicion.JUMP: "många gånger större eller mindre",
    Suspicion.VANISHED: "finns inte längre hos källan",
    Suspicion.HISTORY: "äldre än det som får ändras",
    Suspicion.SHARE: "ändrat tillsammans med många andra",
    Suspicion.IDENTITY: "",
}


_BENEATH = {
    obs.NUMERATOR: "antalet",
    obs.DENOMINATOR: "basen",
    obs.LOWER: "nedre gränsen",
    obs.UPPER: "övre gränsen",
    obs.STATUS: "status",
}
"""What a value rests on."""

_NAMES = {"kpi": "nyckeltal", "municipality": "kommun", "gender": "kön"}
"""What Kolada's variables are in Swedish."""


def _row(state: SourceState, *, now: datetime, is_chosen: bool) -> str:
    source, today = state.source, swedish.local(now).date()
    link = choices.link(source.title, menu.SOURCES, **{SOURCE: source.name})
    name = f"<strong>{link}</strong>" if is_chosen else link
    answered = source_words.when(state.answered.started_at, today) if state.answered else swedish.NOTHING
    cells = [
        html.row_header(f'{name}<span class="lb-sub">{html.escape(source.publisher)}</span>', "c-name"),
        html.cell(_marked(source_words.mark(state)), css="c-mark", label="Läge"),
        html.cell(answered, label="Senast svarade"),
        html.cell(html.escape(source_words.next_time(state, now=now)), label="Hämtas härnäst"),
        html.cell(source_words.EVERY[source.every], label="Hur ofta"),
    ]
    return html.row(cells)


def _marked(shown: Mark, word: str = "") -> str:
    return f'<span class="lb-standing-line">{source_words.icon(shown)} {word or source_words.WORDS[shown]}</span>'


def _asked(source: Source) -> str:
    if source.query:
        return swedish.shortened(" ".join(source.query.split()), LONGEST)
    chosen = "; ".join(f"{_NAMES.get(name, name)} {', '.join(told)}" for name, told in source.selection.items())
    return swedish.shortened(": ".join(part for part in (source.table, chosen) if part), LONGEST) or "hela filen"


def _past(row: FetchRow, today: date, *, may_review: bool) -> str:
    shown, word = source_words.OUTCOMES[row.outcome]
    told = html.escape(row.message)
    if row.batch is not None:
        may_review &= row.outcome is not FetchOutcome.STOPPED or row.decided_at is not None
        told += f" {delivery(row.batch, f'Leverans {row.batch}', may_review=may_review)}."
    if decided := source_words.decided(row):
        told += f'<span class="lb-sub">{html.escape(decided)}</span>'
    return html.row(
        [
            html.row_header(source_words.when(row.started_at, today), "c-when"),
            html.cell(html.escape(row.actor), label="Av"),
            html.cell(_marked(shown, word), css="c-mark", label="Vad det blev"),
            html.cell(f"<div>{told}</div>", css="c-reason", label="Besked"),
        ]
    )


def _renamed(stop: Stop) -> str:
    if not stop.before and not stop.after:
        return ""
    pairs = (("Förut", stop.before), ("Nu", stop.after))
    rows = "".join(f"<div><dt>{label}</dt><dd>{html.escape(text) or '–'}</dd></div>" for label, text in pairs)
    return f'<dl class="lb-receipt lb-renamed">{rows}</dl>'


def _values(rows: Sequence[str]) -> str:
    head = (
        ("Indikator", "c-name"),
        ("År", ""),
        ("Står i dag", "c-num"),
        ("Källan säger", "c-num"),
        ("Skäl", "c-reason"),
    )
    return html.table(
        head, ["".join(rows)], caption="Värden som stoppade hämtningen", css="lb-stack lb-changes lb-stopped"
    )


def _times(before: Figure | None, after: Figure | None) -> str:
    """`97 gånger mindre`, where both values may be seen and the change is large."""
    if before is None or after is None or not before.value or not after.value:
        return ""
    ratio = abs(after.value / before.value)
    if 1 / LARGE < ratio < LARGE:
        return ""
    return f"{swedish.number(max(ratio, 1 / ratio))} gånger {'större' if ratio > 1 else 'mindre'}"


def _beneath(row: Any, before: Figure | None, after: Figure | None) -> str:
    """`antalet från 50 till 5 000`, of what differs where both values look the same; empty where they differ."""
    if before is None or after is None or delivery_words.printed(before) != delivery_words.printed(after):
        return ""
    sides = {word: (row.get(f"before_{name}"), row.get(f"after_{name}")) for name, word in _BENEATH.items()}
    return ", ".join(_changed(word, *pair) for word, pair in sides.items() if _text(pair[0]) != _text(pair[1]))


def _changed(word: str, before: object, after: object) -> str:
    if not _text(before) or not _text(after) or isinstance(after, str):
        return f"{word} {'ändras' if _text(after) else 'saknas nu'}"
    return f"{word} från {_text(before)} till {_text(after)}"


def _text(told: object) -> str:
    """A figure or a status as text; empty where there is none."""
    if isinstance(told, float):
        return "" if told != told else swedish.plain(told, 1)
    return str(told or "")


def _value(row: dict[object, object], registry: Registry, places: list[str], why: str) -> str:
    told = pd.Series(row)
    indicator = registry.indicators.get(str(row["indicator"]))
    before, after = (delivery_words.value_of(told, f"{side}_", indicator) for side in ("before", "after"))
    beneath = html.escape(swedish.sentence_case(_beneath(row, before, after)))
    place = delivery_words.place(registry, places, str(row["geography"]))
    name = delivery_words.name(registry, str(row["indicator"]), str(row["breakdown"]), place=place)
    sides = [
        html.escape(delivery_words.printed(figure)) if figure else html.escape(delivery_words.status(told, side) or "–")
        for side, figure in (("before_", before), ("after_", after))
    ]
    return html.row(
        [
            html.row_header(name, "c-name"),
            html.cell(html.escape(str(row["year"])), label="År"),
            html.cell(sides[0], css="c-num", label="Står i dag"),
            html.cell(f"<strong>{sides[1]}</strong>", css="c-num", label="Källan säger"),
            html.cell(f"<div>{_times(before, after) or beneath or why}</div>", css="c-reason", label="Skäl"),
        ]
    )
