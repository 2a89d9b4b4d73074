"""Beside the slides: what to mend before issuing, and the chosen slide with its text and choices."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators import swedish
from indicators.editions.drafting import QUESTIONS, SUBJECT
from indicators.hearing.answers import ANSWERED
from indicators.hearing.checks import Check, CheckKind, Weight, area_of, of_weight
from indicators.hearing.slides import Slide, SlideKind
from indicators.model import Registry
from ui import analysis, choices, hearing_choice, hearing_grid, html, menu
from ui.hearing_choice import Choice

HINT = (
    "En fråga på varje rad, högst fem. Utan egna frågor visas de som bedömningarna ger. "
    "Frågorna gäller bara det här året."
)


def looked_at(found: Sequence[Check], heading: str = "Före utgivning") -> None:
    """Faults with a way to each, what is answered, what is good to know, and what has passed behind a line."""
    passed = of_weight(found, Weight.PASSED)
    parts = [
        html.heading(heading, css="lb-h2"),
        _listed(of_weight(found, Weight.FAULT), "lb-faults", lead="Rätta"),
        _listed(of_weight(found, Weight.ANSWERED), "lb-notes", heading="Säger emot, och är besvarat"),
        _listed(of_weight(found, Weight.NOTE), "lb-notes", heading="Bra att veta"),
    ]
    if passed:
        count = swedish.sentence_case(swedish.counted(len(passed), "kontroll klar", "kontroller klara"))
        parts.append(html.fold(count, html.bullets(html.escape(check.text) for check in passed)))
    st.html("".join(parts))


def chosen(slide: Slide, choice: Choice, registry: Registry) -> None:
    """The chosen slide's own choices: an area's headline indicator, text and place; the lead's questions."""
    with st.container(key="hearing-panel"):
        _head(slide)
        if slide.kind is SlideKind.AREA:
            _area(slide, choice, registry)
        elif slide.kind is SlideKind.QUESTIONS:
            st.html(html.paragraph(HINT, "lb-sub"))
            analysis.show(QUESTIONS, "Egna frågor")
        if slide.kind is not SlideKind.AREA:
            hearing_grid.big_button(slide)


def read_only(slide: Slide) -> None:
    """The chosen slide of an issued hearing, to look at only."""
    with st.container(key="hearing-panel"):
        _head(slide)
        if slide.comment is not None and slide.comment.text:
            st.html(analysis.text(slide.comment.text))
            st.html(html.paragraph(f"{slide.comment.by}, {slide.comment.at}", "lb-source"))
        for answer in slide.answers:
            st.html(html.paragraph(f"{ANSWERED}{answer}", "lb-note"))
        hearing_grid.big_button(slide)


def _head(slide: Slide) -> None:
    st.html(html.paragraph(f"Vald bild: {slide.number}", "lb-kicker") + html.heading(slide.name, css="lb-h2"))


def _area(slide: Slide, choice: Choice, registry: Registry) -> None:
    number = area_of(slide)
    with st.container(horizontal=True, key="hearing-move", vertical_alignment="center"):
        hearing_choice.movers(choice, registry, number, where="panel")
        hearing_grid.big_button(slide)
    key = f"hearing-include-{number}"
    st.session_state[key] = True
    is_last = choice.areas(registry) == (number,)
    args = (choice, registry, number)
    st.checkbox("Ta med i hearingen", key=key, disabled=is_last, on_change=_leave_out, args=args)
    _speaker(number, choice, registry)
    speaker = choice.selection.headline(number, registry)
    analysis.show(SUBJECT.format(number=number), "Bakom kurvan", speaker=speaker)


def _leave_out(choice: Choice, registry: Registry, number: int) -> None:
    hearing_choice.include(choice, registry, number, is_in=False)


def _speaker(number: int, choice: Choice, registry: Registry) -> None:
    names = {
        i.id: i.short_name + (" · påhittad" if i.is_demo else "") for i in registry.of_area(number) if i.is_assessed
    }
    current = choice.selection.headline(number, registry)
    if current is not None and current not in names:
        names[current] = registry.indicators[current].short_name
    if not names:
        st.html(html.paragraph("Området har ingen indikator som bedöms.", "lb-sub"))
        return
    key = f"hearing-speaker-{number}"
    st.session_state[key] = current or next(iter(names))
    st.selectbox(
        "Huvudindikator",
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_speak,
        args=(choice, registry, number, key),
        filter_mode="contains",
    )


def _speak(choice: Choice, registry: Registry, number: int, key: str) -> None:
    hearing_choice.speak(choice, registry, number, str(st.session_state[key]))


def _listed(found: Sequence[Check], css: str, *, lead: str = "", heading: str = "") -> str:
    if not found:
        return ""
    first = f"<strong>{lead}</strong> " if lead else ""
    head = html.heading(heading, level=3, css="lb-h3") if heading else ""
    return head + html.bullets((f"{first}{html.escape(check.text)}{_way(check)}" for check in found), css)


def _way(check: Check) -> str:
    """A link to what a check is about, where there is one place to go to."""
    if check.kind is CheckKind.WAITING:
        return " " + choices.link("Granska", menu.REVIEW)
    if check.weight is Weight.FAULT and check.slides:
        return " " + html.link(hearing_choice.with_slide(check.slides[0]), "Visa bilden")
    return ""
