"""Every slide of a hearing as a small picture; a click anywhere on one chooses it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.hearing.slides import Slide
from indicators.model import Registry
from ui import hearing_choice, html, markdown
from ui.hearing_choice import Choice
from ui.hearing_data import Shown

BIG = "hearing-big"
"""The slide that is shown in full width."""


def show(shown: Shown, chosen: Slide) -> None:
    """The slides three in a row, the chosen one outlined."""
    with st.container(key="hearing-grid"):
        for slide in shown.drafted.deck.slides:
            with st.container(key=f"hearing-tile-{slide.key}"):
                st.html(_tile(slide, shown.pictures[slide.key], is_chosen=slide.key == chosen.key))
                st.button(
                    markdown.plain(f"{slide.number} {slide.name}"),
                    type="tertiary",
                    key=f"hearing-pick-{slide.key}",
                    on_click=_choose,
                    args=(slide.key,),
                )


def left_out(shown: Shown, choice: Choice, registry: Registry) -> None:
    """What was left out, each with why, and a way to take an area in again."""
    told = dict(shown.drafted.deck.left_out)
    if not told:
        return
    st.html(html.heading("Utelämnade", css="lb-section"))
    chosen = choice.areas(registry)
    outside = [area for area in registry.strategic_areas if area.number not in chosen]
    for area in outside:
        with st.container(horizontal=True, key=f"hearing-out-{area.number}", vertical_alignment="center"):
            st.html(html.paragraph(f"{area.short_name}: {told.pop(area.short_name, '')}", "lb-left-out"))
            st.button(
                "Ta med",
                key=f"hearing-in-{area.number}",
                help=f"Ta med {area.short_name} i hearingen",
                on_click=hearing_choice.include,
                args=(choice, registry, area.number),
                kwargs={"is_in": True},
            )
    for name, why in told.items():
        st.html(html.paragraph(f"{name}: {why}", "lb-left-out"))


def big_button(slide: Slide) -> None:
    """The button that shows a slide in full width."""
    st.button("Visa stor", key=f"hearing-show-{slide.key}", on_click=_open, args=(slide.key,))


def big(shown: Shown) -> None:
    """The slide in full width, if one is open; arrow keys lead to the next and the previous."""
    if st.session_state.get(BIG) in shown.pictures:
        _dialog(shown)


def _close() -> None:
    st.session_state.pop(BIG, None)


@st.dialog("Bilden i full bredd", width="large", on_dismiss=_close)
def _dialog(shown: Shown) -> None:
    slides = shown.drafted.deck.slides
    keys = [slide.key for slide in slides]
    place = keys.index(st.session_state[BIG]) if st.session_state.get(BIG) in keys else 0
    slide = slides[place]
    with st.container(key="hearing-big"):
        st.html(f'<img class="lb-slide" src="{shown.pictures[slide.key]}" alt="{_alt(slide)}">')
        with st.container(horizontal=True, key="hearing-big-buttons", vertical_alignment="center"):
            _step("Föregående", "ArrowLeft", keys[place - 1] if place else None)
            st.html(html.paragraph(f"Bild {slide.number} av {len(slides)}: {slide.name}", "lb-big-name"))
            _step("Nästa", "ArrowRight", keys[place + 1] if place + 1 < len(keys) else None)


def _step(said: str, shortcut: str, key: str | None) -> None:
    act: Callable[[str], None] = _open
    st.button(
        said,
        key=f"hearing-{shortcut.lower()}",
        shortcut=shortcut,
        disabled=key is None,
        on_click=act,
        args=(key or "",),
    )


def _open(key: str) -> None:
    st.session_state[BIG] = key
    _choose(key)


def _choose(key: str) -> None:
    hearing_choice.put(**{hearing_choice.SLIDE: key})


def _tile(slide: Slide, address: str, *, is_chosen: bool) -> str:
    css = "lb-slide lb-chosen" if is_chosen else "lb-slide"
    mark = html.visually_hidden("Vald bild") if is_chosen else ""
    return f'{mark}<img class="{css}" src="{address}" alt="{_alt(slide)}">'


def _alt(slide: Slide) -> str:
    return html.escape(f"Bild {slide.number}: {slide.name}. {slide.title}")
