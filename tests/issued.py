"""One hearing issued for all tests: texts, a chosen headline indicator, a promise and an earlier hearing beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from indicators import editions
from indicators.editions import Drafted
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import EditionRow, PromiseKind, Store
from indicators.store.promises import Noted

AT = datetime(2020, 12, 1, 12, tzinfo=UTC)
NAME, BEFORE = "Hearing 2020", "Hearing 2019"
LEAD = Person(name="Utvecklingsledaren", role=UserRole.LEAD)
ISSUED = AT + timedelta(hours=1)
"""When the hearing was issued; the earlier one at `AT`."""
PROMISE = Noted(hearing=BEFORE, kind=PromiseKind.PROMISE, text="Belys Frihamnen", owner="Trafikkontoret")
CHOSEN: Mapping[int, str] = {5: "anmalda-ran", 9: "demo-uppfoljda-insatser"}
"""Headline indicators that the lead has chosen instead of the register's; the first is followed in districts only."""
TEXTS: Mapping[str, str] = {
    "omrade/3": "Belysningen byttes.",
    "omrade/7": "Cyklarna märktes vid tre stationer.",
    "brott": "Texten av då.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """The issued edition with its files, only to be read: `copied(hearing.settings, folder)` gives one to change."""

    settings: Settings
    store: Store
    edition: EditionRow
    drafted: Drafted
    """The deck made again from the record, with what it was made from."""
    files: Mapping[str, bytes] = field(repr=False)
    """By kind, as kept."""


def issue(settings: Settings) -> None:
    """Issue last year's hearing with a promise, and this year's for all ten areas held against it."""
    store = Store.open(settings)
    see = editions.seen_in(store)
    last = Selection(held=date(2019, 10, 22), year=2018, areas=(2,))
    editions.issue(store, last, name=BEFORE, by=LEAD, at=AT, see=see)
    editions.note_promise(store, PROMISE, by=LEAD, at=AT)
    for subject, text in TEXTS.items():
        store.write_analysis(subject, text, viewpoint=2019, by=LEAD.name, at=AT, replaces=None)
    now = Selection(held=date(2020, 10, 13), year=2019, compared=BEFORE, headlines=CHOSEN)
    editions.issue(store, now, name=NAME, by=LEAD, at=ISSUED, see=see)


def opened(settings: Settings) -> Hearing:
    """The hearing that `issue` left in a store."""
    store = Store.open(settings)
    edition = store.edition(NAME)
    return Hearing(
        settings=settings,
        store=store,
        edition=edition,
        drafted=editions.reopened(store, edition),
        files={file.kind: store.file_content(file.sha256) for file in edition.files},
    )
