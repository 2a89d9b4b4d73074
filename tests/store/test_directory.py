"""People and their roles, and the mappings that are saved under a name."""

from __future__ import annotations

import pytest

from indicators.errors import InputError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store
from tests.store.deliveries import day

ANNA = Person(name="Anna Ek", role=UserRole.UPLOADER, geography="131")


def test_nobody_is_named_from_the_start(store: Store) -> None:
    assert (store.people(), store.person("Anna Ek"), store.mappings()) == ([], None, [])


def test_a_person_is_found_however_the_name_is_written(store: Store) -> None:
    store.set_person(ANNA, by="Ada", at=day(0))
    assert [store.person(name) for name in ("Anna Ek", " anna  ek ", "Bo")] == [ANNA, ANNA, None]


def test_a_person_who_is_named_again_changes_role(store: Store) -> None:
    store.set_person(ANNA, by="Ada", at=day(0))
    store.set_person(Person(name="anna ek", role=UserRole.APPROVER), by="Ada", at=day(1))
    assert store.people() == [Person(name="anna ek", role=UserRole.APPROVER)]


def test_a_person_who_is_removed_is_gone_and_the_log_tells(store: Store) -> None:
    store.set_person(ANNA, by="Ada", at=day(0))
    store.remove_person("anna ek", by="Ada", at=day(1))
    assert store.people() == []
    told = [(line.actor, line.action, line.subject, line.detail) for line in store.log()]
    assert told == [
        ("Ada", "remove_person", "Anna Ek", ""),
        ("Ada", "set_person", "Anna Ek", "uppladdare 131"),
    ]


def test_nobody_unknown_is_removed(store: Store) -> None:
    with pytest.raises(InputError, match="ingen med namnet Bo"):
        store.remove_person("Bo", by="Ada", at=day(0))


def test_a_person_has_a_name(store: Store) -> None:
    with pytest.raises(InputError):
        store.set_person(Person(name=" ", role=UserRole.READER), by="Ada", at=day(0))


def test_a_mapping_comes_back_as_it_was_saved(store: Store) -> None:
    store.save_mapping(" Skolans  fil ", "header = 3\n", by="Anna", at=day(0))
    kept = store.mapping("Skolans fil")
    assert (kept.name, kept.document, kept.actor, kept.at) == ("Skolans fil", "header = 3\n", "Anna", day(0))


def test_a_mapping_takes_the_place_of_the_one_with_its_name(store: Store) -> None:
    for number, text in enumerate(("a", "b")):
        store.save_mapping("x", text, by="Anna", at=day(number))
    assert [mapping.document for mapping in store.mappings()] == ["b"]
    assert [line.action for line in store.log()] == ["save_mapping", "save_mapping"]


def test_a_removed_mapping_is_gone(store: Store) -> None:
    store.save_mapping("x", "a", by="Anna", at=day(0))
    store.remove_mapping("x", by="Anna", at=day(1))
    with pytest.raises(InputError, match="ingen sparad inläsning med namnet x"):
        store.mapping("x")


def test_a_mapping_has_a_name(store: Store) -> None:
    with pytest.raises(InputError, match="behöver ett namn"):
        store.save_mapping(" ", "a", by="Anna", at=day(0))


def test_the_log_tells_of_some_acts_only_and_of_all_of_them_when_asked(store: Store) -> None:
    for number in range(3):
        store.set_person(ANNA, by="Ada", at=day(number))
        store.save_mapping(f"x{number}", "a", by="Anna", at=day(number))
    assert [line.subject for line in store.log(latest=2, actions=["save_mapping"])] == ["x2", "x1"]
    assert len(store.log(latest=None)) == 6
    assert store.log(actions=[]) == []


def test_nobody_is_named_for_every_place(store: Store) -> None:
    with pytest.raises(InputError, match="stadsdelens kod"):
        store.set_person(Person(name="Anna", role=UserRole.UPLOADER, geography="*"), by="admin", at=day(0))
    assert store.people() == []
