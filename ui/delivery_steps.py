"""The five steps of handing in, as a list: which one the reader has come to, and one fact under each."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from indicators import swedish
from indicators.deliveries.results import Preview, Received
from ui import html


class Step(IntEnum):
    """The steps in order; the state decides the step, so they are not to be clicked."""

    FETCH = 1
    UPLOAD = 2
    MEND = 3
    LOOK = 4
    HAND_IN = 5


NAMES: Mapping[Step, str] = {
    Step.FETCH: "Hämta mallen",
    Step.UPLOAD: "Ladda upp",
    Step.MEND: "Rätta",
    Step.LOOK: "Se vad som ändras",
    Step.HAND_IN: "Lämna in",
}


def steps(current: Step, facts: Mapping[Step, str] | None = None) -> str:
    """All steps, the current one marked; on a phone five short bars and the words `Steg 3 av 5: Rätta`."""
    told = facts or {}
    short = f"Steg {current} av {len(Step)}: <strong>{NAMES[current]}</strong>"
    items = "".join(_item(step, current, told.get(step, "")) for step in Step)
    return (
        f'<div class="lb-steps"><p class="lb-steps-short" aria-hidden="true">{short}</p>'
        f'<ol role="list" aria-label="Fem steg">{items}</ol></div>'
    )


def facts(received: Received | None, preview: Preview | None = None, *, lacking: int = 0) -> dict[Step, str]:
    """What can be said of the steps behind the reader: when the template was fetched, the file sent, what is left."""
    if received is None:
        return {}
    found: dict[Step, str] = {Step.UPLOAD: _short_moment(received)}
    if received.template is not None:
        found[Step.FETCH] = f"Hämtad {_day(received)}"
    cells = len(received.errors)
    found[Step.MEND] = (
        f"{swedish.number(cells)} {'cell' if cells == 1 else 'celler'} kvar" if cells else "Inga fel kvar"
    )
    if preview is not None and not cells:
        left = f"{lacking} {'förklaring' if lacking == 1 else 'förklaringar'} saknas"
        found[Step.LOOK] = left if lacking else "Inget kvar att förklara"
    return found


def _item(step: Step, current: Step, fact: str) -> str:
    css = "lb-done" if step < current else "lb-now" if step == current else "lb-coming"
    here = ' aria-current="step"' if step == current else ""
    done = html.visually_hidden(" (klart)") if step < current else ""
    under = f'<span class="lb-sub">{html.escape(fact)}</span>' if fact else ""
    return f'<li class="{css}"{here}><span class="lb-no">{int(step)}</span> {NAMES[step]}{done}{under}</li>'


def _short_moment(received: Received) -> str:
    when = swedish.local(received.at)
    return f"{when.day} {swedish.MONTHS[when.month - 1]} kl. {when:%H.%M}"


def _day(received: Received) -> str:
    issued = received.template.issued_at if received.template else received.at
    when = swedish.local(issued)
    return f"{when.day} {swedish.MONTHS[when.month - 1]}"
