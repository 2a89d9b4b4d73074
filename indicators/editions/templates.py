"""The template that the presentation is written in: the city's own where one has been taken in, else ours."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from pptx import Presentation

from indicators import permissions
from indicators.hearing.slides import Deck
from indicators.permissions import Person
from indicators.reports.presentation import checking, gate
from indicators.reports.presentation.checking import Checked
from indicators.reports.presentation.inventory import Inventory, inventory
from indicators.reports.presentation.mapping import Roles, roles_of
from indicators.reports.presentation.template import OWN, Template
from indicators.store import Store, TemplateStanding

TEMPLATE: Final = "template"
"""Where an edition's selection keeps the template's fingerprint and roles."""


def take_in(
    store: Store,
    content: bytes,
    *,
    file_name: str,
    deck: Deck,
    by: Person,
    at: datetime,
    roles: Roles | None = None,
) -> Checked:
    """Try a template with a deck, and use it from now on where nothing is wrong; else nothing is stored."""
    permissions.must_issue_hearing(by)
    found = checking.check(content, deck, roles)
    if not found.faults:
        told = {"file_name": file_name[:120], "roles": found.roles.told()}
        store.use_template(told, gate.as_presentation(content), by=by.name, at=at)
    return found


def leave(store: Store, *, by: Person, at: datetime, is_removed: bool = False) -> bool:
    """Go back to our own template, and with `is_removed` offer the city's no more; False where that is so already.

    Editions keep theirs.
    """
    permissions.must_issue_hearing(by)
    if not is_removed and not store.template():
        return False
    standing = TemplateStanding.REMOVED if is_removed else TemplateStanding.ASIDE
    return store.let_template(standing, by=by.name, at=at)


def take_back(store: Store, *, by: Person, at: datetime) -> bool:
    """Use the city's template again, also one that was removed; False where it is in use or there is none."""
    permissions.must_issue_hearing(by)
    return store.let_template(TemplateStanding.USED, by=by.name, at=at)


def template_of(store: Store, told: Mapping[str, Any]) -> Template:
    """The template that a record tells of; ours where it tells of none."""
    if not told:
        return OWN
    content = store.file_content(str(told["sha256"]))
    return checking.template_of(content, _inventory(content), roles_of(told["roles"]))


def inventory_of(store: Store, told: Mapping[str, Any]) -> Inventory:
    """The layouts and places of the template that a record tells of."""
    return _inventory(store.file_content(str(told["sha256"])))


@lru_cache(maxsize=4)
def _inventory(content: bytes) -> Inventory:
    return inventory(Presentation(BytesIO(content)))
