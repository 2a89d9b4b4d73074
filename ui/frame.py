"""What every page shares: header, demonstration strip, kicker row, viewpoint and footer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from indicators import swedish
from indicators.errors import LagesbildError, StoreError
from indicators.model import UserRole
from ui import access, addresses, cached, choices, download_link, edition, html, look, menu, places, trouble, uploads
from ui.cached import Share
from ui.document import versioned

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator
    from streamlit.navigation.page import Page

PRODUCT = "Lägesbild 2020"


def show(renders: Mapping[str, Callable[[], None]]) -> None:
    """Show the chosen page within the frame; a fault the programme understands becomes a page of its own."""
    with cached.one_state():
        try:
            _show(renders, access.current())
        except LagesbildError as fault:
            trouble.show(fault)


def kicker(*crumbs: str, quiet: str = "") -> None:
    """Write the kicker: where the reader is, after a link to the front page; `quiet` stands in small after it."""
    first = [] if places.is_front() else [choices.link("Läget just nu", menu.FRONT)]
    after = f' <span class="lb-demo">· {html.escape(quiet)}</span>' if quiet else ""
    told = " › ".join(first + [html.escape(crumb) for crumb in crumbs])
    places.kicker().html(f'<p class="lb-kicker">{told}{after}</p>')


def picker() -> DeltaGenerator:
    """The place above the title for the page's own pickers, to the left of the viewpoint."""
    return places.picker()


def tab(page: Page) -> str:
    """What the browser's tab says."""
    return PRODUCT if page.url_path == menu.FRONT else f"{page.title} · {PRODUCT}"


def strip_text(*, has_demo: bool, proposals: Share) -> str:
    """The demonstration strip's words, which come from what the data hold."""
    sentences = ["<strong>Demonstrationsläge.</strong>"]
    if has_demo:
        sentences.append("Värden med ordet <strong>påhittad</strong> är gjorda för demonstration.")
    if proposals is not Share.NONE:
        which = "Alla" if proposals is Share.ALL else "Några"
        sentences.append(f"{which} målvärden är förslag som ingen har beslutat.")
    return " ".join(sentences)


def demo_warning(*, proposals: Share) -> str:
    """The footer's last line while made-up values are there."""
    which = {Share.ALL: " Alla målvärden är förslag.", Share.SOME: " Några målvärden är förslag.", Share.NONE: ""}
    return (
        "Demonstration: delar av siffrorna är påhittade och får inte spridas som uppgifter om Göteborg."
        f"{which[proposals]}"
    )


def _show(renders: Mapping[str, Callable[[], None]], user: access.User) -> None:
    choices.forget()
    page = menu.navigate(renders, user)
    fault = edition.begin(page.url_path, user)
    if page.url_path != menu.HAND_IN or not access.may_open(user, *menu.entry(menu.HAND_IN).roles):
        uploads.close()
    st.set_page_config(page_title=tab(page), layout="wide")
    look.apply(group=menu.group(page.url_path, user))
    st.logo(f"/app/static/{versioned('logo.svg')}", size="large")
    _strip(user)
    edition.strip(fault)
    if fault is not None:
        trouble.show(fault)
        return
    _kicker_row(page)
    _run(page)
    _footer(page)


def _strip(user: access.User) -> None:
    if not user.is_demonstration:
        return
    with st.container(horizontal=True, key="strip", vertical_alignment="center"):
        text = strip_text(has_demo=cached.has_demo(), proposals=cached.proposals())
        st.html(f'<p class="lb-strip">{text}</p>')
        with st.container(horizontal=True, key="who", vertical_alignment="center"):
            access.pick_role()
            if user.role is UserRole.UPLOADER:
                access.pick_district()


def _kicker_row(page: Page) -> None:
    with st.container(horizontal=True, key="row", vertical_alignment="center"):
        left = st.container(key="kicker")
        with st.container(horizontal=True, key="pickers", horizontal_alignment="right"):
            own = st.container(horizontal=True, key="page-picker")
            years = st.container()
    notices = st.container(key="notices")
    places.reserve(kicker=left, picker=own, notices=notices, is_front=page.url_path == menu.FRONT)
    with years:
        choices.pick_viewpoint()


def _run(page: Page) -> None:
    try:
        with st.container(key="page", gap=None):
            page.run()
        addresses.tell_unused(page.url_path)
    except StoreError:
        raise
    except LagesbildError as fault:
        trouble.show(fault)


def _footer(page: Page) -> None:
    version, day = cached.data_version()
    parts = ["Göteborgs Stad", "Dialog och samarbete"]
    if cached.viewpoints():
        parts.append(f"Läge per {choices.viewpoint()}")
    parts.append(f"Dataversion {version}, {swedish.date(day)}")
    parts += [choices.link(menu.entry(path).title, path) for path in (menu.METHOD, menu.GAPS)]
    parts.append(download_link.link("Hämta data", page.url_path))
    parts.append(choices.link(menu.entry(menu.ACCESSIBILITY).title, menu.ACCESSIBILITY))
    lines = [" · ".join(parts)]
    if cached.has_demo():
        lines.append(demo_warning(proposals=cached.proposals()))
    st.html('<div class="lb-footer">' + "".join(f"<p>{line}</p>" for line in lines) + "</div>")
