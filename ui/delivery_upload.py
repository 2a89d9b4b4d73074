"""The file that a session is working with: taken from the uploader, read, and kept as a draft once it is right."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

import streamlit as st

from indicators import deliveries
from indicators.batches import BatchState
from indicators.deliveries import Preview, Received, UnknownLayout
from indicators.errors import AccessError, FileError, InputError, StoreError
from indicators.permissions import Person
from ui import access, cached, uploads

if TYPE_CHECKING:
    from indicators.ingest.mapping import Mapping
    from indicators.ingest.workbook.book import Book
    from indicators.store.records import BatchRow

TYPES: Final = ("xlsx", "xlsm", "csv")
LARGEST: Final = 25
"""Megabytes, as the reading of files has it too."""

_reading = 0
_lock = Lock()


@dataclass(slots=True, kw_only=True, eq=False)
class Held:
    """What a session holds of a delivery on its way; the draft in the store is what lasts."""

    file_name: str = ""
    content: bytes = b""
    at: datetime | None = None
    layout: str | Mapping | None = None
    is_unread: bool = False
    received: Received | None = None
    preview: Preview | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    note: str = ""
    draft: int | None = None
    absent: int = 0
    """Stored values that a foreign file lacks."""
    ends: bool = False
    """Whether those are to be taken away."""
    refusal: FileError | None = None
    book: Book | None = None
    marked: tuple[str, bytes] | None = None
    """Name and content of the copy with its faulty cells marked, once it is made."""
    guesses: dict[str, Mapping] = field(default_factory=dict)
    """A guess at the layout of each sheet, by its name."""
    stood: tuple[object, ...] = ()
    """The data version and the register's revision that it was read against."""
    receipt: int | None = None
    fetched: datetime | None = None
    turn: int = 0
    """Counts files, so that every file gets fields of its own."""
    told: str = ""
    """What to tell the reader once."""

    def let_go(self) -> None:
        """Forget the file."""
        self.file_name, self.content, self.at, self.layout, self.is_unread = "", b"", None, None, False
        self.received, self.preview, self.reasons, self.note, self.draft = None, None, {}, "", None
        self.refusal, self.book, self.marked, self.guesses, self.stood = None, None, None, {}, ()
        self.absent, self.ends = 0, False
        self.turn += 1

    def take_told(self) -> str:
        """What is to be told, which is then told."""
        told, self.told = self.told, ""
        return told

    @property
    def has_news(self) -> bool:
        """Whether the file would change anything that stands."""
        return self.preview is not None and not self.preview.is_empty


def held() -> Held:
    """What this session holds for the person who is here."""
    person = access.current().person
    return _held(person.name, person.geography or "")


def draw(label: str) -> None:
    """Draw the uploader; a new file takes the place of the one before."""
    key = f"lamna-file-{held().turn}"
    st.file_uploader(label, type=list(TYPES), key=key, max_upload_size=LARGEST, on_change=_take, args=(key,))


def is_another_being_read() -> bool:
    """Whether somebody else's file is being read, so that this one has to wait."""
    return _reading > 0


def read(kept: Held) -> None:
    """Read the held file; what comes of it is kept in the session, and as a draft where it is free from faults."""
    global _reading
    with _lock:
        _reading += 1
    try:
        _read(kept, access.current().person)
    finally:
        kept.is_unread = False
        with _lock:
            _reading -= 1


def refresh(kept: Held) -> None:
    """Open the draft that the store keeps, and see to it that what is shown is what stands."""
    person, found = access.current().person, None
    if kept.receipt is not None and cached.store().batch(kept.receipt).state is BatchState.HANDED_IN:
        return
    kept.receipt = None
    if not kept.is_unread and (kept.draft is not None or not kept.file_name):
        found = deliveries.draft(cached.store(), person)
    if not kept.is_unread and kept.draft is not None and (found is None or found.id != kept.draft):
        kept.let_go()
        kept.told = "Utkastet är inlämnat, utbytt eller borttaget i en annan flik."
    if found is not None and kept.draft is None and not kept.file_name:
        _open(kept, found)
    elif kept.received is not None and kept.stood != cached.key():
        kept.is_unread = True
        kept.told = "Siffrorna har ändrats sedan filen lästes. Filen är läst igen."


def explain(kept: Held, key: str, text: str) -> None:
    """Keep a reason, also in the draft."""
    kept.reasons[key] = text.strip()
    if kept.draft is not None:
        by = access.current().person.name
        cached.store().explain(kept.draft, {key: text.strip()}, by=by, at=cached.now())


def take_away_absent(kept: Held, wanted: bool) -> None:
    """Choose whether stored values that the file lacks are taken away; the file is read and kept anew."""
    kept.ends, kept.is_unread, kept.draft = wanted, True, None


def drop(kept: Held) -> None:
    """Take away the file and its draft."""
    if kept.draft is not None:
        deliveries.discard_draft(cached.store(), kept.draft, person=access.current().person, at=cached.now())
    kept.let_go()


@st.cache_resource(scope="session", show_spinner=False)
def _held(name: str, geography: str) -> Held:  # noqa: ARG001 what is held belongs to one person
    return Held()


def _take(key: str) -> None:
    file = st.session_state.get(key)
    if file is None or not hasattr(file, "getvalue"):
        return
    kept = held()
    kept.let_go()
    kept.receipt = None
    kept.file_name, kept.content, kept.at, kept.is_unread = file.name, uploads.content(file), cached.now(), True


def _read(kept: Held, person: Person) -> None:
    store, registry, at = cached.store(), cached.registry(), kept.at or cached.now()
    kept.stood = cached.key()
    kept.received, kept.preview, kept.refusal, kept.book, kept.marked = None, None, None, None, None
    try:
        kept.received = deliveries.receive(
            kept.content, kept.file_name, store=store, registry=registry, person=person, at=at, layout=kept.layout
        )
        if not kept.received.stale:
            kept.absent = deliveries.absent(kept.received, store)
            kept.preview = deliveries.preview(
                kept.received, store=store, registry=registry, person=person, ends=kept.ends
            )
    except UnknownLayout as fault:
        kept.book = fault.book
    except FileError as fault:
        kept.refusal = fault
    except (InputError, AccessError) as fault:
        kept.refusal = FileError("input", str(fault), "")
    if kept.draft is None:
        _keep(kept, person)


def _keep(kept: Held, person: Person) -> None:
    """Keep a draft of a file that is right and says something new, in the place of any earlier one."""
    if kept.received is None or kept.received.errors or kept.preview is None or not kept.has_news:
        return
    kept.reasons = {d.key: d.comment for d in kept.preview.deviations if d.comment} | kept.reasons
    try:
        kept.draft = deliveries.keep_draft(
            kept.received,
            kept.preview,
            store=cached.store(),
            registry=cached.registry(),
            person=person,
            at=cached.now(),
            reasons=kept.reasons,
            note=kept.note,
            ends=kept.ends,
        )
    except StoreError as fault:  # such as the same file already waiting for review
        kept.refusal = FileError("store", str(fault), "")


def _open(kept: Held, found: BatchRow) -> None:
    """Hold the draft that the store keeps, to be read anew."""
    kept.let_go()
    kept.file_name, kept.at, kept.note = found.file_name, found.handed_in_at, found.comment
    kept.layout = found.mapping or None
    kept.ends = bool(len(cached.store().ends_of(found.id)))
    kept.reasons = cached.store().reasons(found.id)
    kept.draft, kept.content, kept.is_unread = found.id, cached.store().file_content(found.sha256), True
    kept.told = "Ditt utkast är öppnat igen."
