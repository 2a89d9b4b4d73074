"""What each role may do to what: decided here and nowhere else; pages only ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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
    EDIT_REGISTER = "edit_register"
    WRITE_ANALYSIS = "write_analysis"
    ISSUE_HEARING = "issue_hearing"
    REMOVE_DEMO = "remove_demo"
    """Remove every made-up value at once."""
    MANAGE_SOURCES = "manage_sources"
    ADMINISTER = "administer"
    """Roles, programme settings and the audit log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who acts: the name that is kept beside the act, the role, and the geography an uploader answers for."""

    name: str
    role: UserRole
    geography: str | None = None


SWEDISH: Final[Mapping[UserRole, str]] = {
    UserRole.READER: "läsare",
    UserRole.UPLOADER: "uppladdare",
    UserRole.APPROVER: "godkännare",
    UserRole.LEAD: "utvecklingsledare",
    UserRole.ADMINISTRATOR: "administratör",
}

_ALLOWED: Final[Mapping[UserRole, frozenset[Action]]] = {
    UserRole.READER: frozenset({Action.READ}),
    UserRole.UPLOADER: frozenset({Action.READ, Action.UPLOAD}),
    UserRole.APPROVER: frozenset({Action.READ, Action.APPROVE, Action.UNDO}),
    # The development lead also approves deliveries (the programme's division of work).
    UserRole.LEAD: frozenset(
        {
            Action.READ,
            Action.APPROVE,
            Action.UNDO,
            Action.EDIT_REGISTER,
            Action.WRITE_ANALYSIS,
            Action.ISSUE_HEARING,
            Action.REMOVE_DEMO,
        }
    ),
    UserRole.ADMINISTRATOR: frozenset({Action.READ, Action.REMOVE_DEMO, Action.MANAGE_SOURCES, Action.ADMINISTER}),
}


def may(role: UserRole, action: Action) -> bool:
    """Whether a role may take an action at all."""
    return action in _ALLOWED[role]


def may_upload_for(role: UserRole, *, own_geography: str | None, geography: str) -> bool:
    """Whether a role may hand in figures for a geography: an uploader for the own district only."""
    return may(role, Action.UPLOAD) and own_geography is not None and own_geography == geography


def may_review(role: UserRole, *, name: str, handed_in_by: str) -> bool:
    """Whether somebody may approve or return a batch: never the one who handed it in."""
    return may(role, Action.APPROVE) and name.strip().casefold() != handed_in_by.strip().casefold()
