"""What every page shares: header, demonstration strip, kicker row, viewpoint and footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from indicators import swedish
from indicators.errors import LagesbildError, StoreError
from ui import access, cached, choices, html, look, menu, trouble
from ui.document import versioned

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import Page

PRODUCT = "Lägesbild 2020"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where a page may write above its title."""

    kicker: DeltaGenerator
    picker: DeltaGenerator
    is_front: bool


_places: ContextVar[_Places] = ContextVar("places")


def show(renders: Mapping[str, Callable[[], None]]) -> None:
    """Show the chosen page within the frame; a fault the programme understands becomes a page of its own."""
    user = access.current()
    page = menu.navigate(renders, user)
    st.set_page_config(page_title=tab(page), layout="wide")
    look.apply()
    st.logo(f"/app/static/{versioned('logo.svg')}", size="large")
    try:
        _strip(user)
        _kicker_row(page)
        _run(page)
        _footer()
    except StoreError as fault:
        trouble.show(fault)


def kicker(*crumbs: str) -> None:
    """Write the kicker: where the reader is, from page two on after a link to the front page."""
    places = _places.get()
    first = [] if places.is_front else [choices.link("Läget just nu", menu.FRONT)]
    places.kicker.html(f'<p class="lb-kicker">{" › ".join(first + [html.escape(crumb) for crumb in crumbs])}</p>')


def picker() -> DeltaGenerator:
    """The place above the title for the page's own pickers, to the left of the viewpoint."""
    return _places.get().picker


def tab(page: Page) -> str:
    """What the browser's tab says."""
    return PRODUCT if page.url_path == menu.FRONT else f"{page.title} · {PRODUCT}"


def strip_text(*, has_demo: bool, has_proposals: bool) -> str:
    """The demonstration strip's words, which come from what the data hold."""
    sentences = ["<strong>Demonstrationsläge.</strong>"]
    if has_demo:
        sentences.append("Värden med ordet <strong>påhittad</strong> är gjorda för demonstration.")
    if has_proposals:
        sentences.append("Alla målvärden är påhittade förslag.")
    return " ".join(sentences)


def demo_warning(*, has_proposals: bool) -> str:
    """The footer's last line while made-up values are there."""
    what = "delar av siffrorna och alla målvärden" if has_proposals else "delar av siffrorna"
    return f"Demonstration: {what} är påhittade och får inte spridas som uppgifter om Göteborg."


def _strip(user: access.User) -> None:
    if not user.is_demonstration:
        return
    with st.container(horizontal=True, key="strip", vertical_alignment="center"):
        text = strip_text(has_demo=cached.has_demo(), has_proposals=cached.has_proposals())
        st.html(f'<p class="lb-strip">{text}</p>')
        access.pick_role()


def _kicker_row(page: Page) -> None:
    with st.container(horizontal=True, key="row", vertical_alignment="center"):
        left = st.container(key="kicker")
        with st.container(horizontal=True, key="pickers", horizontal_alignment="right"):
            own = st.container(horizontal=True, key="page-picker")
            choices.pick_viewpoint()
    _places.set(_Places(kicker=left, picker=own, is_front=page.url_path == menu.FRONT))


def _run(page: Page) -> None:
    try:
        with st.container(key="page", gap=None):
            page.run()
    except StoreError:
        raise
    except LagesbildError as fault:
        trouble.show(fault)


def _footer() -> None:
    version, day = cached.data_version()
    parts = ["Göteborgs Stad", "Dialog och samarbete"]
    if cached.viewpoints():
        parts.append(f"Läge per {choices.viewpoint()}")
    parts.append(f"Dataversion {version}, {swedish.date(day)}")
    for path in (menu.METHOD, menu.GAPS, menu.ACCESSIBILITY):
        parts.append(choices.link(menu.entry(path).title, path))
    lines = [" · ".join(parts)]
    if cached.has_demo():
        lines.append(demo_warning(has_proposals=cached.has_proposals()))
    st.html('<div class="lb-footer">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>")
