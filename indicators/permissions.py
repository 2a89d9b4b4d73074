"""What each role may do to what: decided here and nowhere else; pages only ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from indicators.errors import AccessError
from indicators.model import UserRole


class Action(StrEnum):
    """Something a user may or may not do."""

    READ = "read"
    """Approved data and issued editions."""
    UPLOAD = "upload"
    """Hand in figures; for which geography is decided by `may_upload_for`."""
    APPROVE = "approve"
    """Approve or return a batch; whose is decided by `may_review`."""
    UNDO = "undo"
    """Take back an approved batch."""
    MAP = "map"
    """Save and remove mappings of foreign layouts; whose is decided by `must_map`."""
    EDIT_REGISTER = "edit_register"
    WRITE_ANALYSIS = "write_analysis"
    ISSUE_HEARING = "issue_hearing"
    REMOVE_DEMO = "remove_demo"
    """Remove every made-up value at once."""
    MANAGE_SOURCES = "manage_sources"
    ADMINISTER = "administer"
    """Roles, programme settings and the audit log."""


ANYWHERE: Final = "*"
"""The geography of somebody at the terminal while no roles are given out: whichever the file is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts: the name that is kept beside the act, the role, and the geography an uploader answers for."""

    name: str
    role: UserRole
    geography: str | None = None


OWN: Final = "Du kan inte granska din egen leverans."
"""What the one who handed a batch in is told."""

FETCHED: Final = (
    "Du har själv hämtat den här leveransen från källan, eller släppt fram den. En annan person granskar den."
)
"""What the one is told who had a source fetched, or let through what was stopped."""

_BEFORE_REVIEW: Final = frozenset({"draft", "handed_in"})
"""Values of `batches.BatchState`."""

SWEDISH: Final[Mapping[UserRole, str]] = {
    UserRole.READER: "läsare",
    UserRole.UPLOADER: "uppladdare",
    UserRole.APPROVER: "godkännare",
    UserRole.LEAD: "utvecklingsledare",
    UserRole.ADMINISTRATOR: "administratör",
}

_ALLOWED: Final[Mapping[UserRole, frozenset[Action]]] = {
    UserRole.READER: frozenset({Action.READ}),
    UserRole.UPLOADER: frozenset({Action.READ, Action.UPLOAD, Action.MAP}),
    UserRole.APPROVER: frozenset({Action.READ, Action.APPROVE, Action.UNDO}),
    # The development lead also approves deliveries (the programme's division of work).
    UserRole.LEAD: frozenset(
        {
            Action.READ,
            Action.APPROVE,
            Action.UNDO,
            Action.MAP,
            Action.EDIT_REGISTER,
            Action.WRITE_ANALYSIS,
            Action.ISSUE_HEARING,
            Action.REMOVE_DEMO,
        }
    ),
    UserRole.ADMINISTRATOR: frozenset(
        {Action.READ, Action.MAP, Action.REMOVE_DEMO, Action.MANAGE_SOURCES, Action.ADMINISTER}
    ),
}


def may(role: UserRole, action: Action) -> bool:
    """Whether a role may take an action at all."""
    return action in _ALLOWED[role]


def may_upload_for(role: UserRole, *, own_geography: str | None, geography: str) -> bool:
    """Whether a role may hand in figures for a geography: an uploader for the own district only."""
    return may(role, Action.UPLOAD) and own_geography in (geography, ANYWHERE)


def may_review(role: UserRole, *, name: str, handed_in_by: str, fetched_by: Collection[str] = ()) -> bool:
    """Whether somebody may approve or return a batch: never one who handed it in, fetched it or let it through."""
    return may(role, Action.APPROVE) and not is_among(name, (handed_in_by, *fetched_by))


def is_among(name: str, names: Collection[str]) -> bool:
    """Whether any of the names stands for the same person."""
    return any(is_same_person(name, other) for other in names)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names stand for the same person, however they are written."""
    return name_key(one) == name_key(other)


def name_key(name: str) -> str:
    """A name as names are compared: without case, spare spaces, invisible characters and differences of encoding."""
    seen = "".join(c for c in unicodedata.normalize("NFKC", name) if unicodedata.category(c) not in ("Cf", "Cc"))
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())


def must_upload_for(person: Person, geography: str) -> None:
    """Refuse somebody who may not hand in figures for a geography."""
    if not may(person.role, Action.UPLOAD):
        raise AccessError(f"Rollen {SWEDISH[person.role]} lämnar inte in uppgifter. Det gör uppladdaren i stadsdelen.")
    if person.geography is None:
        raise AccessError(f"{person.name} har ingen stadsdel att lämna för. Be administratören att ange en.")
    if not may_upload_for(person.role, own_geography=person.geography, geography=geography):
        raise AccessError(
            f"Du kan bara lämna uppgifter för din egen stadsdel ({person.geography}), inte för {geography}."
        )


def must_review(person: Person, handed_in_by: str, fetched_by: Collection[str] = ()) -> None:
    """Refuse somebody who may not approve or return a batch."""
    if not may(person.role, Action.APPROVE):
        raise AccessError(f"Rollen {SWEDISH[person.role]} granskar inte leveranser. Det gör en godkännare.")
    if is_same_person(person.name, handed_in_by):
        raise AccessError(OWN)
    if is_among(person.name, fetched_by):
        raise AccessError(FETCHED)


def must_undo(person: Person, handed_in_by: str, state: str) -> None:
    """Refuse somebody who may not take a batch back: the uploader before review, the reviewer's roles after it."""
    if state in _BEFORE_REVIEW:
        must_withdraw(person, handed_in_by)
    elif not may(person.role, Action.UNDO):
        raise AccessError(
            f"Rollen {SWEDISH[person.role]} kan inte ångra en leverans som är granskad. Be en godkännare."
        )


def must_withdraw(person: Person, handed_in_by: str) -> None:
    """Refuse somebody who may not withdraw a batch before review: only the one who handed it in."""
    if not may(person.role, Action.UPLOAD) or not is_same_person(person.name, handed_in_by):
        raise AccessError("Bara den som lämnade in leveransen kan ångra inlämningen.")


def must_administer(person: Person) -> None:
    """Refuse somebody who may not say who may do what."""
    if not may(person.role, Action.ADMINISTER):
        raise AccessError(f"Rollen {SWEDISH[person.role]} ändrar inte vem som får göra vad. Be en administratör.")


def must_manage_sources(person: Person) -> None:
    """Refuse somebody who may not fetch from sources, nor decide about what was stopped."""
    if not may(person.role, Action.MANAGE_SOURCES):
        raise AccessError(f"Rollen {SWEDISH[person.role]} hämtar inte från källor. Be en administratör.")


def must_edit_register(person: Person) -> None:
    """Refuse somebody who may not change the register."""
    if not may(person.role, Action.EDIT_REGISTER):
        raise AccessError(f"Rollen {SWEDISH[person.role]} ändrar inte registret. Be utvecklingsledaren.")


def must_write_analysis(person: Person) -> None:
    """Refuse somebody who may not write what stands beside the figures."""
    if not may(person.role, Action.WRITE_ANALYSIS):
        raise AccessError(f"Rollen {SWEDISH[person.role]} skriver ingen analys. Be utvecklingsledaren.")


def must_issue_hearing(person: Person) -> None:
    """Refuse somebody who may not issue a hearing."""
    if not may(person.role, Action.ISSUE_HEARING):
        raise AccessError(f"Rollen {SWEDISH[person.role]} ger inte ut hearingar. Be utvecklingsledaren.")


def may_read_edition(role: UserRole, release_on: date | None, *, today: date) -> bool:
    """Whether a role sees an edition: the development lead always, everybody else from the day it is released."""
    return release_on is None or release_on <= today or may(role, Action.ISSUE_HEARING)


def must_remove_demo(person: Person) -> None:
    """Refuse somebody who may not remove or put back what is made up."""
    if not may(person.role, Action.REMOVE_DEMO):
        raise AccessError(
            f"Rollen {SWEDISH[person.role]} tar varken bort eller lägger tillbaka påhittade siffror. "
            "Be utvecklingsledaren eller en administratör."
        )


def must_map(person: Person, saved_by: str | None = None) -> None:
    """Refuse somebody who may not save a mapping, or change one that `saved_by` saved: an uploader only the own."""
    if not may(person.role, Action.MAP):
        raise AccessError(f"Rollen {SWEDISH[person.role]} sparar inte läskartor. Be utvecklingsledaren.")
    is_anothers = saved_by is not None and not is_same_person(person.name, saved_by)
    if person.role is UserRole.UPLOADER and is_anothers:
        raise AccessError(
            f"Läskartan är sparad av {saved_by}. Välj ett annat namn, eller be utvecklingsledaren ändra den."
        )
