"""Issuing: the state is frozen, the files are made once, and both are kept under the next number."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Final

from indicators import permissions
from indicators.editions import drafting, looking, slide_words, templates
from indicators.editions.drafting import See
from indicators.editions.files import Told, made, made_with
from indicators.editions.fingerprint import fingerprint
from indicators.errors import InputError
from indicators.hearing.selection import Selection, must_fit
from indicators.permissions import Person
from indicators.registry import load
from indicators.store import EditionRow, Store
from indicators.store.records import Issued

LONGEST: Final = 80
_TAKEN: Final = (
    "Någon annan har gett ut {name} version {last} sedan du öppnade rutan. Det du ville ge ut som version {number} är "
    "inte utgivet, och dina val är kvar. Läs den andra utgåvan; det du ger ut nu blir version {next}."
)


def issue(
    store: Store,
    selection: Selection,
    *,
    name: str,
    by: Person,
    at: datetime,
    reason: str = "",
    release_on: date | None = None,
    told: Told | None = None,
    number: int | None = None,
    see: See | None = None,
) -> EditionRow:
    """Freeze data version, register, texts and selection, make the files, and keep them as the name's next version.

    `number` is the version that the issuer was shown: refused where somebody else has issued it meanwhile.
    """
    permissions.must_issue_hearing(by)
    named = _sound(name)
    registry = load(store.register_documents())
    must_fit(selection, registry)
    if not store.version():
        raise InputError("Det finns inga godkända uppgifter att ge ut. Godkänn en leverans först.")
    following = next_number(store, named)
    if number is not None and number != following:
        raise InputError(_TAKEN.format(name=named, number=number, last=following - 1, next=following))
    against = drafting.compared(store, selection.compared) if selection.compared else None
    record = Issued(
        name=named,
        number=following,
        held=selection.held,
        year=selection.year,
        data_version=store.version(),
        register_revision=store.register_revision(),
        analyses_until=store.newest_analysis(),
        compared=None if against is None else against.id,
        selection=drafting.written(_frozen(selection, against))
        | {
            drafting.PROMISED: store.newest_promise(),
            drafting.CARDS: store.newest_card(),
            templates.TEMPLATE: store.template(),
        },
        made_with=made_with(),
        reason=" ".join(reason.split()),
        fingerprint="",
        release_on=release_on,
    )
    _must_have_reason(record)
    drafted = drafting.reopened(store, _as_row(record, by=by.name, at=at), see=see)
    looked = looking.looked_at(store, drafted, until=record.analyses_until)
    looking.must_be_sound(looked)
    kept = {drafting.CHECKS: looking.written(looked), drafting.SAID: slide_words.digests(drafted.deck)}
    record = replace(record, selection={**record.selection, **kept})
    drafted = drafting.with_checks(drafted, record.selection)
    files = made(drafted, at=at, told=told)
    return store.issue(replace(record, fingerprint=fingerprint(files["pptx"][1])), files, by=by.name, at=at)


def next_number(store: Store, name: str) -> int:
    """The version that the next edition of a hearing's name gets."""
    found = latest(store, name)
    return 1 if found is None else found.number + 1


def latest(store: Store, name: str) -> EditionRow | None:
    """The last version of a hearing's name; None where it is not issued."""
    named = " ".join(name.split())
    return max((row for row in store.editions() if row.name == named), key=lambda row: row.number, default=None)


def made_again(store: Store, edition: EditionRow) -> dict[str, tuple[str, bytes]]:
    """The edition's files made from its record; with the same libraries and fonts the same bytes."""
    return made(drafting.reopened(store, edition), at=edition.issued_at)


def _frozen(selection: Selection, against: EditionRow | None) -> Selection:
    """The selection with the compared edition's version, so that a later correction of it changes nothing here."""
    if against is None:
        return selection
    return replace(selection, compared=f"{against.name}, version {against.number}")


def _sound(name: str) -> str:
    told = " ".join(name.split())
    if not told or len(told) > LONGEST or not told.isprintable():
        raise InputError(f"Hearingen behöver ett namn på högst {LONGEST} tecken. Skriv till exempel Hearing 2020.")
    if ", version " in told:
        raise InputError("Namnet får inte ha orden ”, version ” i sig: versionen räknas av sig själv.")
    return told


def _must_have_reason(record: Issued) -> None:
    if record.number > 1 and not record.reason:
        raise InputError(
            f"{record.name} är redan utgiven. En rättelse blir version {record.number}: skriv varför den görs. "
            "Inget är utgivet."
        )
    if record.number == 1 and record.reason:
        raise InputError(f"{record.name} är inte utgiven än, så det finns inget att rätta. Ta bort skälet.")


def _as_row(record: Issued, *, by: str, at: datetime) -> EditionRow:
    """The record as it will be read back."""
    held = {field.name: getattr(record, field.name) for field in fields(Issued)}
    return EditionRow(**held, id=0, issued_by=by, issued_at=at, files=())
