"""Beside the field a text is written in: how it will read, what it claims too much, and the numbers it may hold."""

from __future__ import annotations

from collections.abc import Sequence

from indicators import analyses, swedish
from indicators.situation import Situation
from indicators.texts import bound
from indicators.texts.claims import Claim
from ui import cards, html

FINE = "Inget i texten säger mer än bedömningen."
LEAD = "Skriv siffran som ett fält, så står alltid den senaste där:"
OTHERS = (
    "En annan indikators siffra skrivs med dess id, och om du vill en stadsdels kod (stadens är {city}) och ett år: "
    "{example}."
)


def show(subject: str, words: str, seen: Situation, *, speaker: str | None = None) -> None:
    """What the writer needs to know of the words in the field before they are saved."""
    if words.strip():
        told = analyses.filled(subject, words, lambda: seen, speaker=speaker)
        faults = "".join(html.paragraph(fault, "lb-field-fault") for fault in told.faults)
        cards.show(faults)
        if told.text != words:
            read = "".join(html.paragraph(line) for line in told.text.splitlines() if line.strip())
            cards.show(f'<p class="lb-sub">Så läses texten nu:</p><div class="lb-human">{read}</div>')
        cards.show(claimed(analyses.checked(subject, words, seen, speaker=speaker)))
    cards.fold("Siffror som följer med", fields(subject, seen, speaker=speaker))


def claimed(found: Sequence[Claim]) -> str:
    """What a text claims too much, the gravest first; a text that claims nothing such is told so."""
    if not found:
        return html.paragraph(FINE, "lb-sub")
    faults = sum(claim.is_fault for claim in found)
    told = [
        swedish.counted(count, one, many, "ett")
        for count, one, many in (
            (faults, "ställe säger emot bedömningen", "ställen säger emot bedömningen"),
            (len(found) - faults, "ställe säger mer än bedömningen", "ställen säger mer än bedömningen"),
        )
        if count
    ]
    lead = f"{swedish.sentence_case(swedish.listing(told))}. Du kan spara ändå."
    items = [_item(claim) for claim in sorted(found, key=lambda claim: not claim.is_fault)]
    return f'<div class="lb-claims" role="status">{html.paragraph(lead)}{html.bullets(items)}</div>'


def fields(subject: str, seen: Situation, *, speaker: str | None = None) -> str:
    """Every field with what it is and what it says now."""
    about = analyses.context(subject, seen, speaker=speaker)
    rows = []
    for name, (what, _) in bound.FIELDS.items():
        told = bound.filled(f"{{{name}}}", about)
        now = "" if told.faults else told.text
        code = html.row_header(f"<code>{{{html.escape(name)}}}</code>")
        rows.append(
            f"<tr>{code}"
            f"{html.cell(html.escape(what), label='Vad det är')}{html.cell(html.escape(now), label='Nu')}</tr>"
        )
    head = "<tr><th>Fält</th><th>Vad det är</th><th>Nu</th></tr>"
    example = f"{{värde {next(iter(seen.registry.indicators), 'id')} 2018}}"
    others = OTHERS.format(city=seen.registry.city_code, example=example)
    table = f'<table class="lb-fields"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
    return html.paragraph(LEAD, "lb-sub") + table + html.paragraph(others, "lb-sub")


def _item(claim: Claim) -> str:
    words = f"<strong>”{html.escape(claim.words)}”</strong>"
    kind = '<span class="lb-claim-fault">Säger emot:</span> ' if claim.is_fault else ""
    return f"{kind}{words} {html.escape(claim.why)} {html.escape(claim.instead)}"
