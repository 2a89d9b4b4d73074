"""The register's revisions and the small facts about a store."""

from __future__ import annotations

import pytest

from indicators.errors import InputError
from indicators.store import Store
from tests.builders import a_registry
from tests.store.deliveries import day

DOCUMENTS = {"programme.toml": b"city = 'G\xc3\xb6teborg'\r\n", "indicators/01.toml": bytes(range(256))}


def save(store: Store, documents: dict[str, bytes], *, at: int = 0, by: str = "Anna") -> int:
    return store.save_register(documents, by=by, at=day(at), registry=a_registry())


def test_a_store_without_register_has_no_documents(store: Store) -> None:
    assert (store.register_revision(), store.register_documents(), store.register_actor()) == (0, {}, "")


def test_documents_come_back_byte_for_byte(store: Store) -> None:
    save(store, DOCUMENTS)
    assert store.register_documents() == DOCUMENTS


def test_the_same_documents_make_no_new_revision(store: Store) -> None:
    assert [save(store, DOCUMENTS), save(store, dict(reversed(DOCUMENTS.items())), at=1)] == [1, 1]
    assert len(store.log()) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {**DOCUMENTS, "programme.toml": b""},
        {"programme.toml": DOCUMENTS["programme.toml"]},
        {**DOCUMENTS, "more.toml": b""},
        {"programme.toml": DOCUMENTS["indicators/01.toml"], "indicators/01.toml": DOCUMENTS["programme.toml"]},
    ],
)
def test_any_difference_makes_a_new_revision_and_keeps_the_old(store: Store, changed: dict[str, bytes]) -> None:
    save(store, DOCUMENTS)
    assert save(store, changed, at=1, by="Bo") == 2
    assert (store.register_documents(), store.register_documents(1)) == (changed, DOCUMENTS)
    assert store.register_actor() == "Bo"


def test_a_name_cannot_pass_for_content(store: Store) -> None:
    assert [save(store, {"a": b"b\0"}), save(store, {"a": b"", "b": b""})] == [1, 2]


def test_going_back_to_earlier_documents_is_a_revision_of_its_own(store: Store) -> None:
    numbers = [save(store, documents, at=n) for n, documents in enumerate((DOCUMENTS, {}, DOCUMENTS))]
    assert (numbers, store.register_documents(3)) == ([1, 2, 3], DOCUMENTS)


def test_a_time_finds_the_revision_that_stood_then(store: Store) -> None:
    save(store, DOCUMENTS, at=0)
    save(store, {}, at=10)
    assert [store.register_revision_at(day(n)) for n in (-1, 0, 9, 10)] == [0, 1, 1, 2]


def test_an_unknown_revision_is_refused(store: Store) -> None:
    with pytest.raises(InputError, match="Registerrevision 7 finns inte"):
        store.register_documents(7)


def test_a_marker_keeps_its_latest_value(store: Store) -> None:
    before = store.marker("demo")
    for number, value in enumerate(("present", "removed")):
        store.set_marker("demo", value, by="Anna", at=day(number))
    assert (before, store.marker("demo")) == ("", "removed")
