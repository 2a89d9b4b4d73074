"""Min stadsdel: what stands out in one district, both ways, and how sure it is."""

from __future__ import annotations

import streamlit as st

from indicators import analyses
from indicators.districts.own import Against
from indicators.model import GeographyLevel, UserRole
from indicators.situation import count
from indicators.texts import crosswalk as crosswalk_texts
from indicators.texts import own_district as texts
from ui import (
    access,
    analysis,
    cached,
    cards,
    choices,
    crosswalk,
    district_results,
    download_link,
    frame,
    html,
    look,
    menu,
    pieces,
)


def render() -> None:
    """Show all indicators of one district, the surest difference first, its assessments, and districts like it."""
    access.require(UserRole.READER)
    frame.kicker("Min stadsdel")
    year = choices.viewpoint()
    places = {p.code: p for p in cached.registry().in_force(GeographyLevel.DISTRICT, year)}
    if not places:
        look.title(crosswalk_texts.NO_DISTRICTS.format(year=year))
        crosswalk.instead(year)
        return
    with frame.picker():
        code = choices.pick("stadsdel", "Stadsdel", {p.code: p.name for p in places.values()})
        near = district_results.like(code)
        offered = Against if near else (Against.REST,)
        against = Against(choices.pick("mot", "Jämför med", {str(a): texts.CHOICES[a] for a in offered}))
    place = places[code]
    kept = district_results.own(pieces.key(), code, year, against)
    peers = [cached.registry().geographies[a.geography] for a in near]
    look.title(texts.title(kept.found, place, peers))
    cards.show(cards.counts(count(kept.found.assessed), lead="Bedömningar mot målen:", only_present=True))
    st.html(html.paragraph(texts.lead(place, len(places) - 1, peers), "lb-sub"))
    if against is Against.ALIKE:
        st.html(html.paragraph(texts.peers(peers), "lb-sub"))
    st.html(kept.twin.table)
    cards.fold(
        "Så läser du raderna",
        html.bullets(map(html.escape, texts.reading(against, cached.registry().baseline_year, peers))),
    )
    cards.downloads(kept.twin, key="own")
    st.html(download_link.paragraph(menu.MY_DISTRICT))
    cards.source(*texts.place_notes(kept.found, place), *kept.sources)
    crosswalk.fold(place)
    analysis.show(analyses.district(code), f"Bakom siffrorna: {place.name}")
    cards.section(f"Stadsdelar som liknar {place.name}")
    if kept.alike:
        told = texts.likeness(kept.alike, place, cached.registry().geographies)
        st.html(html.bullets(map(html.escape, told)))
    else:
        cards.paragraphs([html.escape(texts.nobody_alike(place))])
    cards.source(texts.LIKENESS_NOTE)
