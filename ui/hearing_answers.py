"""Where the lead answers a text that contradicts an assessment: a reason that is kept and printed, or taken back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators import swedish
from indicators.errors import LagesbildError
from indicators.hearing import answers
from indicators.hearing.checks import Check, Weight, answered_under
from indicators.hearing.slides import Deck
from ui import access, cached, html

_SAID = "hearing-answer-said"
HINT = (
    "Rätta helst texten. Ska den ändå stå: skriv varför. Svaret står på bilden bredvid texten och följer med utgåvan."
)
EXAMPLE = "Till exempel: serien slutar före ombyggnaden."


def show(found: Sequence[Check], deck: Deck, year: int) -> None:
    """A field for each contradiction that nobody has answered, and a way to take an answer back."""
    if fault := st.session_state.pop(_SAID, None):
        st.html(f'<p class="lb-note lb-fault" role="alert">{html.escape(fault)}</p>')
    numbers = {slide.key: slide.number for slide in deck.slides}
    for place, check in enumerate(each for each in found if each.claim):
        slide = check.slides[0]
        key, area = f"hearing-answer-{slide}-{place}", answered_under(slide)
        if check.weight is Weight.ANSWERED:
            label, args = f"Ta tillbaka svaret om bild {numbers[slide]}", (area, check.claim, "", year)
            st.button(
                label,
                key=f"{key}-back",
                on_click=_give,
                args=args,
            )
            continue
        with st.expander(f"Svara om bild {numbers[slide]}", key=f"{key}-open"):
            st.html(html.paragraph(swedish.sentence_case(check.claim)) + html.paragraph(HINT, "lb-sub"))
            st.text_area("Varför ska texten stå?", key=key, height=80, max_chars=answers.LONGEST, placeholder=EXAMPLE)
            st.button("Spara svaret", key=f"{key}-save", on_click=_save, args=(area, check.claim, key, year))


def _save(area: int, claim: str, key: str, year: int) -> None:
    reason = str(st.session_state.get(key, ""))
    if not reason.strip():
        st.session_state[_SAID] = "Skriv varför texten ska stå. Inget är sparat."
        return
    _give(area, claim, reason, year)


def _give(area: int, claim: str, reason: str, year: int) -> None:
    try:
        person = access.current().person
        answers.give(cached.store(), area, claim, reason, year=year, by=person, at=cached.now())
    except LagesbildError as fault:
        st.session_state[_SAID] = str(fault)
