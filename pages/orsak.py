"""Orsak och åtgärd: what we think lies behind, what we do about it, and whether it helps."""

from __future__ import annotations

import streamlit as st

from indicators import chain, swedish
from indicators.chain import CardKind
from indicators.model import UserRole
from indicators.permissions import Action, may
from ui import access, cached, cards, chain_form, chain_parts, choices, frame, html, look, menu

ALL = "staden"
LEAD = (
    "Korten följer en kedja: lägesbild, orsaksanalys, åtgärd och uppföljning. Det som står på dem är människors "
    "bedömningar. Bedömningen ur siffrorna står bredvid och räknas för sig."
)


def render() -> None:
    """Show an area's chain in the city or a district; the lead's form under it."""
    user = access.require(UserRole.READER)
    registry = cached.registry()
    with frame.picker():
        number = int(choices.pick_code("omrade", "Område", [str(a.number) for a in registry.strategic_areas]))
        told = {code or ALL: name for code, name in chain_parts.places(registry).items()}
        chosen = choices.pick("plats", "Gäller", told, default=ALL)
    place = "" if chosen == ALL else chosen
    area = registry.area(number)
    frame.kicker(f"Orsak och åtgärd · Område {number}")
    rows = chain_parts.rows_of(number, place)
    acts = [chain.of(row) for row in rows if row.kind == CardKind.ACTION]
    where = f" i {told[chosen]}" if place else ""
    look.title(_title(len(acts), area.short_name + where))
    st.html(html.paragraph(f"Programmets mål: {area.goal}", "lb-goal-line"))
    st.html(html.paragraph(LEAD, "lb-sub"))
    if rows:
        st.html(
            f'<div class="lb-chains">{chain_parts.shown(rows, cached.city_and_districts(choices.viewpoint()))}</div>'
        )
    else:
        cards.paragraphs(["Ingen har lagt in någon lägesbild här än."], css="lb-quiet")
    st.html(f'<p class="lb-more">{choices.link("Till det strategiska området", menu.AREA, omrade=str(number))}</p>')
    if may(user.role, Action.WRITE_ANALYSIS) and cached.pinned() is None:
        chain_form.show(registry, number, place, rows)
        chain_form.removed(number, place)


def _title(acts: int, what: str) -> str:
    said = swedish.counted(acts, "åtgärd är inlagd", "åtgärder är inlagda")
    return f"{swedish.sentence_case(said)} för {what[:1].lower()}{what[1:]}"
