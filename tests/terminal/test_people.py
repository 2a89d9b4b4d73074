"""`people`: who may do what, from the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.terminal.conftest import Run, Said

ADA = Person(name="Ada Ek", role=UserRole.ADMINISTRATOR)
ANNA = Person(name="Anna Ek", role=UserRole.UPLOADER, geography="131")
LO = Person(name="Lo Ek", role=UserRole.LEAD)


def put(run: Run, own: Settings, name: str, role: str, *more: str, by: str = "Ada Ek") -> Said:
    return run("people", "set", name, "--role", role, *more, "--by", by, on=own)


def people(own: Settings) -> list[Person]:
    return Store.open(own).people()


def test_an_empty_list_says_that_it_is_demonstration_mode(run: Run) -> None:
    told = run("people", "list")
    assert (told.status, told.out.split(".")[0]) == (0, "Ingen står i listan")
    assert "Demonstrationsläge" in told.out


def test_people_are_listed_with_role_and_district(run: Run, own: Settings) -> None:
    put(run, own, "Ada Ek", "administrator")
    assert put(run, own, "Anna Ek", "uppladdare", "--geography", "131").status == 0
    assert people(own) == [ADA, ANNA]
    told = run("people", "list", on=own)
    assert told.out.splitlines() == ["Ada Ek: administratör", "Anna Ek: uppladdare, Angered (131)"]


def test_the_first_one_named_is_an_administrator(run: Run, own: Settings) -> None:
    told = put(run, own, "Anna Ek", "uppladdare", "--geography", "131")
    assert (told.status, people(own)) == (2, [])
    assert "första i listan måste vara administratör" in told.err


@pytest.mark.parametrize("by", ["Anna Ek", "Ingen Alls"])
def test_only_an_administrator_changes_the_list(run: Run, own: Settings, by: str) -> None:
    for person in (ADA, ANNA):
        Store.open(own).set_person(person, by="Ada Ek", at=own.now())
    said = [put(run, own, "Bo", "godkannare", by=by), run("people", "remove", "Ada Ek", "--by", by, on=own)]
    assert all(told.status > 0 and "administratör" in told.err for told in said)
    assert people(own) == [ADA, ANNA]


def test_the_last_administrator_stays_while_others_are_listed(run: Run, own: Settings) -> None:
    for person in (ADA, ANNA):
        Store.open(own).set_person(person, by="Ada Ek", at=own.now())
    away = run("people", "remove", "Ada Ek", "--by", "Ada Ek", on=own)
    other = put(run, own, "Ada Ek", "lasare")
    assert all(told.status == 2 and "behöver en administratör" in told.err for told in (away, other))


def test_the_list_can_be_emptied_again(run: Run, own: Settings) -> None:
    put(run, own, "Ada Ek", "administrator")
    told = run("people", "remove", "ada ek", "--by", "Ada Ek", on=own)
    assert (told.status, people(own)) == (0, [])
    assert "Demonstrationsläge" in told.out


@pytest.mark.parametrize("place", [(), ("--geography", "999"), ("--geography", "*"), ("--geography", "1480")])
def test_an_uploader_has_a_district_of_the_register(run: Run, own: Settings, place: tuple[str, ...]) -> None:
    put(run, own, "Ada Ek", "administrator")
    told = put(run, own, "Anna Ek", "uppladdare", *place)
    assert (told.status, people(own)) == (2, [ADA])
    assert "131 Angered" in told.err


def test_other_roles_have_no_district(run: Run, own: Settings) -> None:
    told = put(run, own, "Ada Ek", "administrator", "--geography", "131")
    assert (told.status, people(own)) == (2, [])
    assert "Bara en uppladdare har en stadsdel" in told.err


def test_nobody_unknown_is_removed(run: Run, own: Settings) -> None:
    put(run, own, "Ada Ek", "administrator")
    told = run("people", "remove", "Bo", "--by", "Ada Ek", on=own)
    assert (told.status, people(own)) == (2, [ADA])


def test_a_role_that_does_not_exist_is_wrong_use(run: Run) -> None:
    told = run("people", "set", "Bo", "--role", "chef", "--by", "Ada")
    assert told.status == 2
    assert "Välj bland" in told.err


@pytest.mark.parametrize(
    "command", [("demo", "remove"), ("demo", "restore"), ("register", "import", "FOLDER")], ids=" ".join
)
@pytest.mark.parametrize("by", ["Anna Ek", "Ingen Alls"])
def test_who_may_change_register_and_demonstration_is_asked(
    run: Run, own: Settings, tmp_path: Path, command: tuple[str, ...], by: str
) -> None:
    folder = tmp_path / "register"
    run("register", "export", str(folder), on=own)
    for person in (ADA, ANNA, LO):
        Store.open(own).set_person(person, by="Ada Ek", at=own.now())
    before = Store.open(own).version(), Store.open(own).register_revision(), len(Store.open(own).log())
    asked = [str(folder) if word == "FOLDER" else word for word in command]
    assert run(*asked, "--by", by, on=own).status > 0
    assert (Store.open(own).version(), Store.open(own).register_revision(), len(Store.open(own).log())) == before
    assert run(*asked, "--by", "Lo Ek", on=own).status == 0
