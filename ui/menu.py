"""The list of pages: address, title, the reader's question it answers, and who may open it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from indicators.model import UserRole
from ui import access

if TYPE_CHECKING:
    from streamlit.navigation.page import Page

FRONT = ""
AREA = "omrade"
INDICATOR = "indikator"
METHOD = "sa-raknar-vi"
GAPS = "matluckor"
DOWNLOAD = "hamta-data"
ACCESSIBILITY = "tillganglighet"
HAND_IN = "lamna-uppgifter"
MINE = "mina-leveranser"
REVIEW = "granska"
BOARD = "leveranslage"
SOURCES = "datakallor"
SETTINGS = "installningar"
DISTRICTS = "stadsdelar"
MY_DISTRICT = "min-stadsdel"
EQUAL_CITY = "jamlik-stad"
CRIME = "brott-och-trygghet"
EVENTS = "handelser"
HEARING = "hearing"
EDITIONS = "utgavor"
CHAIN = "orsak-och-atgard"

GOALS = "Når vi målen?"
EQUAL = "Är staden jämlik?"
ACTS = "Vad gör vi åt det?"
SHOWN = "Hearingen"
TRUST = "Går siffrorna att lita på?"
DELIVERIES = "Är uppgifterna inne?"
MANAGE = "Inställningar"

REVIEWERS = (UserRole.APPROVER, UserRole.LEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One page of the menu."""

    path: str
    """The page's address after the slash; the front page has none."""
    title: str
    question: str
    """The group: what the reader wants to know."""
    roles: tuple[UserRole, ...] = (UserRole.READER,)
    is_listed: bool = True
    """Whether the menu shows the page; the others are reached by links."""


ENTRIES = (
    Entry(path=FRONT, title="Läget just nu", question=GOALS),
    Entry(path=AREA, title="Strategiskt område", question=GOALS),
    Entry(path=INDICATOR, title="Indikator", question=GOALS),
    Entry(path=DISTRICTS, title="Stadsdelar", question=EQUAL),
    Entry(path=MY_DISTRICT, title="Min stadsdel", question=EQUAL),
    Entry(path=EQUAL_CITY, title="Jämlik stad", question=EQUAL),
    Entry(path=CRIME, title="Brott och trygghet i tio år", question=EQUAL),
    Entry(path=CHAIN, title="Orsak och åtgärd", question=ACTS),
    Entry(path=EVENTS, title="Händelser", question=ACTS),
    Entry(path=HEARING, title="Hearing", question=SHOWN, roles=(UserRole.LEAD,)),
    Entry(path=EDITIONS, title="Utgåvor", question=SHOWN),
    Entry(path=METHOD, title="Så här räknar vi", question=TRUST),
    Entry(path=GAPS, title="Mätluckor", question=TRUST),
    Entry(path=DOWNLOAD, title="Hämta data", question=TRUST),
    Entry(path=ACCESSIBILITY, title="Tillgänglighet", question=TRUST, is_listed=False),
    Entry(path=HAND_IN, title="Lämna uppgifter", question=DELIVERIES, roles=(UserRole.UPLOADER,)),
    Entry(path=MINE, title="Mina leveranser", question=DELIVERIES, roles=(UserRole.UPLOADER,)),
    Entry(path=REVIEW, title="Granska", question=DELIVERIES, roles=REVIEWERS),
    Entry(path=BOARD, title="Leveransläge", question=DELIVERIES, roles=(*REVIEWERS, UserRole.ADMINISTRATOR)),
    Entry(path=SOURCES, title="Datakällor", question=DELIVERIES, roles=(*REVIEWERS, UserRole.ADMINISTRATOR)),
    Entry(path=SETTINGS, title="Inställningar", question=MANAGE, roles=(UserRole.LEAD, UserRole.ADMINISTRATOR)),
)


def entry(path: str) -> Entry:
    """The page at an address."""
    return next(known for known in ENTRIES if known.path == path)


def listed(user: access.User) -> tuple[Entry, ...]:
    """The pages that the menu shows to a user: only those they may open."""
    return tuple(entry for entry in ENTRIES if entry.is_listed and access.may_open(user, *entry.roles))


def group(path: str, user: access.User) -> int:
    """Which of the groups that the user sees holds the page, counted from one."""
    questions = list(dict.fromkeys(known.question for known in listed(user)))
    question = entry(path).question
    return questions.index(question) + 1 if question in questions else 0


def navigate(renders: Mapping[str, Callable[[], None]], user: access.User) -> Page:
    """The page asked for; all pages are known, so that `require` can refuse in words, but only open ones are listed."""
    shown = listed(user)
    groups: dict[str, list[Page]] = {}
    for entry in ENTRIES:
        groups.setdefault(entry.question, []).append(_page(entry, renders[entry.path], is_shown=entry in shown))
    return st.navigation(groups, position="top")


def _page(entry: Entry, render: Callable[[], None], *, is_shown: bool) -> Page:
    return st.Page(
        render,
        title=entry.title,
        url_path=entry.path,
        default=entry.path == FRONT,
        visibility="visible" if is_shown else "hidden",
    )
