"""The session: who is here, the Swedish menu by role, the chosen page; nothing else."""

from __future__ import annotations

from pages import (
    accessibility,
    area,
    brott,
    datakallor,
    front,
    gaps,
    granska,
    hamta,
    handelser,
    hearing,
    indicator,
    jamlik,
    lamna,
    leveranser,
    leveranslage,
    method,
    min_stadsdel,
    orsak,
    settings,
    stadsdelar,
    utgavor,
)
from ui import frame, menu

frame.show(
    {
        menu.FRONT: front.render,
        menu.AREA: area.render,
        menu.INDICATOR: indicator.render,
        menu.DISTRICTS: stadsdelar.render,
        menu.MY_DISTRICT: min_stadsdel.render,
        menu.EQUAL_CITY: jamlik.render,
        menu.CRIME: brott.render,
        menu.CHAIN: orsak.render,
        menu.EVENTS: handelser.render,
        menu.HEARING: hearing.render,
        menu.EDITIONS: utgavor.render,
        menu.METHOD: method.render,
        menu.GAPS: gaps.render,
        menu.DOWNLOAD: hamta.render,
        menu.ACCESSIBILITY: accessibility.render,
        menu.HAND_IN: lamna.render,
        menu.MINE: leveranser.render,
        menu.REVIEW: granska.render,
        menu.BOARD: leveranslage.render,
        menu.SOURCES: datakallor.render,
        menu.SETTINGS: settings.render,
    }
)
