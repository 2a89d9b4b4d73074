"""What the reviewer's buttons do: one step in the store each, and a line that says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

import streamlit as st

from indicators import deliveries
from indicators.batches import BatchState
from indicators.errors import LagesbildError
from indicators.permissions import Person, is_same_person
from ui import access, cached, review_data

_SAID = "review-said"
_DECIDED = "review-decided"
"""When this session last decided, by a clock that only goes forward, and on what."""
PAUSE = 1.0
"""Seconds after a decision in which a click on the next delivery's button is taken for the first one's double."""
LACKING = "review-lacking"
"""The delivery whose comment or reason is lacking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came of the last step."""

    text: str
    is_fault: bool = False
    undo: int | None = None
    """The delivery that may be taken back."""


def said() -> Said | None:
    """What came of the last step, told once."""
    told: Said | None = st.session_state.pop(_SAID, None)
    return told


def field(batch: int) -> str:
    """The key of the field beside a delivery's buttons."""
    return f"review-text-{batch}"


def approve(batch: int, seen: str, following: int | None) -> None:
    """Approve, if what the delivery changes is still what was seen; a comment written goes with it."""

    def step(person: Person) -> None:
        with cached.following():
            deliveries.approve(cached.store(), batch, person=person, at=cached.now(), seen=seen)

    if _is_double(batch):
        return
    text = _text(batch)
    if _try(step) or _is_done_by_me(batch):
        if text:
            _try(lambda person: deliveries.say(cached.store(), batch, person=person, at=cached.now(), text=text))
        _told(f"Leverans {batch} är godkänd.", undo=batch)
        _go_on(batch, following)


def give_back(batch: int, following: int | None) -> None:
    """Return the delivery with what must be put right."""
    text = _text(batch)
    if not text:
        st.session_state[LACKING] = batch
        return

    def step(person: Person) -> None:
        deliveries.give_back(cached.store(), batch, person=person, at=cached.now(), comment=text)

    if _try(step):
        _told(f"Leverans {batch} är återlämnad med din kommentar.")
        _go_on(batch, following)


def say(batch: int) -> None:
    """Say something without deciding."""
    text = _text(batch)
    if not text:
        st.session_state[LACKING] = batch
    elif _try(lambda person: deliveries.say(cached.store(), batch, person=person, at=cached.now(), text=text)):
        st.session_state[field(batch)] = ""
        _told("Kommentaren är sparad. Leveransen väntar fortfarande.")


def undo(batch: int) -> None:
    """Take back an approval, with the reason."""
    reason = _text(batch)
    if not reason:
        st.session_state[LACKING] = batch
        return

    def step(person: Person) -> None:
        with cached.following():
            deliveries.undo(cached.store(), batch, person=person, at=cached.now(), reason=reason)

    if _try(step):
        _told(f"Godkännandet av leverans {batch} är ångrat. Siffrorna står som före leveransen.")


def _is_double(batch: int) -> bool:
    """Whether this is the second half of a double click, which fell on the delivery that took the place of another."""
    when, last = st.session_state.get(_DECIDED, (float("-inf"), batch))
    if last == batch or monotonic() - when > PAUSE:
        return False
    _told(f"Leverans {last} är godkänd. Läs igenom nästa leverans innan du beslutar om den.", undo=last)
    return True


def _text(batch: int) -> str:
    return str(st.session_state.get(field(batch), "")).strip()


def _try(step: Callable[[Person], object]) -> bool:
    """Whether a step was taken; otherwise why not is told."""
    try:
        step(access.current().person)
    except LagesbildError as fault:
        st.session_state[_SAID] = Said(text=str(fault), is_fault=True)
        return False
    return True


def _is_done_by_me(batch: int) -> bool:
    """Whether a second click came after the first had approved."""
    row = cached.store().batch(batch)
    is_mine = row.decided_by is not None and is_same_person(row.decided_by, access.current().name)
    return row.state is BatchState.APPROVED and is_mine


def _told(text: str, *, undo: int | None = None) -> None:
    st.session_state[_SAID] = Said(text=text, undo=undo)


def _go_on(batch: int, following: int | None) -> None:
    """To the next in the queue; the field of the one decided on is emptied."""
    st.session_state[field(batch)] = ""
    st.session_state[_DECIDED] = (monotonic(), batch)
    if following is None:
        st.query_params.pop(review_data.BATCH, None)
    else:
        st.query_params[review_data.BATCH] = str(following)
