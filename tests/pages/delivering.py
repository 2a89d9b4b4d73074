"""What an uploader and an approver do, for tests of their pages."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from streamlit.testing.v1 import AppTest

from indicators import deliveries
from indicators.batches import BatchState
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.pages.conftest import html_of, text_of
from ui import cached

AT = datetime(2020, 12, 1, 12, tzinfo=UTC)
UPLOADER = Person(name="Uppladdaren i Angered", role=UserRole.UPLOADER, geography="131")
APPROVER = Person(name="Godkännaren", role=UserRole.APPROVER)
WHY = "Kontrollerat mot källan"


def template(geography: str = "131", year: int = 2019) -> bytes:
    """The template as the page gives it out; made once for what the store was given and the register says."""
    store = cached.store()
    return _made(repr(store.batches()), store.register_revision(), geography, year)


@cache
def _made(given: str, revision: int, geography: str, year: int) -> bytes:
    person = Person(name=f"Uppladdaren i {geography}", role=UserRole.UPLOADER, geography=geography)
    store, registry = cached.store(), cached.registry()
    return deliveries.template(store, registry, geography=geography, year=year, person=person, at=AT)[1]


def sent(page: AppTest, content: bytes, name: str = "angered-2019.xlsx") -> AppTest:
    """The page after a file was sent to it and read."""
    return page.file_uploader[0].set_value((name, content, "application/octet-stream")).run()


def title(page: AppTest) -> str:
    html = html_of(page)
    return text_of(html[html.index("<h1") : html.index("</h1>")])


def labels(page: AppTest) -> list[str]:
    return [button.label for button in page.button]


def button(page: AppTest, label: str) -> Any:
    return next(each for each in page.button if each.label == label)


def handed_in(page: AppTest, content: bytes) -> AppTest:
    """The page after a file was sent and handed in."""
    return button(sent(page, content), "Lämna in till granskning").click().run()


def waiting(store: Store) -> list[int]:
    return [batch.id for batch in store.batches([BatchState.HANDED_IN])]


def approved(store: Store, number: int) -> None:
    """Let a delivery stand as it was seen."""
    seen = deliveries.review(store, cached.registry(), number, person=APPROVER).preview
    deliveries.approve(store, number, person=APPROVER, at=AT, seen=seen.fingerprint)
