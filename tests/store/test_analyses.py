"""Texts that people write: kept with author and time, never written over unseen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from indicators import analyses
from indicators.errors import AccessError, InputError
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.store import Store, schema
from indicators.store import analyses as kept
from tests.store.deliveries import day

SUBJECT = analyses.crime("131")


def write(store: Store, text: str, *, replaces: int | None = None, at: int = 0, by: str = "Anna", **key: object) -> int:
    about = {"subject": SUBJECT, "viewpoint": 2020} | key
    return store.write_analysis(
        str(about["subject"]), text, viewpoint=int(str(about["viewpoint"])), by=by, at=day(at), replaces=replaces
    )


def text_of(store: Store, *, viewpoint: int = 2020, until: int | None = None) -> str | None:
    row = store.analysis(SUBJECT, viewpoint=viewpoint, until=until)
    return None if row is None else row.text


def test_a_subject_without_text_has_none(store: Store) -> None:
    assert (text_of(store), store.analyses(SUBJECT, viewpoint=2020), store.newest_analysis()) == (None, [], 0)


def test_a_text_keeps_its_author_and_time_and_what_it_follows(store: Store) -> None:
    first = write(store, "Färre anmälningar.", by=" Anna  Ek ", at=1)
    second = write(store, "Färre anmälningar sedan 2015.", replaces=first, by="Bo", at=2)
    told = [(row.id, row.text, row.author, row.at, row.follows) for row in store.analyses(SUBJECT, viewpoint=2020)]
    assert told == [
        (second, "Färre anmälningar sedan 2015.", "Bo", day(2), first),
        (first, "Färre anmälningar.", "Anna Ek", day(1), None),
    ]


def test_a_text_that_was_not_seen_is_not_written_over(store: Store) -> None:
    first = write(store, "Ett")
    write(store, "Två", replaces=first, by="Bo", at=1)
    for unseen in (first, None):
        with pytest.raises(InputError, match="Bo har sparat en ny text sedan du började skriva"):
            write(store, "Tre", replaces=unseen, at=2)
    assert text_of(store) == "Två"


def test_a_text_cannot_follow_one_that_is_not_there(store: Store) -> None:
    with pytest.raises(InputError, match="finns inte"):
        write(store, "Ett", replaces=7)


def test_of_many_who_write_at_once_one_is_kept_and_the_others_are_told(store: Store) -> None:
    def attempt(number: int) -> str:
        try:
            return str(write(store, f"Text {number}", by=f"Person {number}"))
        except InputError as fault:
            return str(fault)

    with ThreadPoolExecutor(4) as writers:
        told = list(writers.map(attempt, range(8)))
    assert sum(line == "1" for line in told) == 1
    assert sum("har sparat en ny text" in line for line in told) == 7
    assert len(store.analyses(SUBJECT, viewpoint=2020)) == 1


@pytest.mark.parametrize("follows", [None, 1])
def test_the_table_itself_lets_no_text_be_followed_twice(store: Store, follows: int | None) -> None:
    write(store, "Två", replaces=write(store, "Ett"))
    row = {"id": 9, "subject": SUBJECT, "viewpoint": 2020, "follows": follows, "actor": "Bo", "at": day(3)}
    with pytest.raises(sa.exc.IntegrityError), store._writer.begin() as connection:
        connection.execute(sa.insert(schema.analysis).values(row))


def test_the_same_words_again_are_no_new_text(store: Store) -> None:
    first = write(store, "Ett\nTvå")
    assert (write(store, "  Ett \r\nTvå\n", replaces=first, at=5), store.newest_analysis()) == (first, first)
    assert (write(store, "  ", subject="brott"), store.newest_analysis()) == (0, first)


def test_an_empty_text_takes_the_text_away_and_it_can_be_brought_back(store: Store) -> None:
    first = write(store, "Ett")
    second = write(store, "", replaces=first, at=1)
    assert text_of(store) == ""
    write(store, "Ett", replaces=second, at=2)
    assert (text_of(store), len(store.analyses(SUBJECT, viewpoint=2020))) == ("Ett", 3)


def test_a_viewpoint_without_text_has_that_of_the_nearest_year_before(store: Store) -> None:
    write(store, "Som det var 2016", viewpoint=2016)
    write(store, "Som det var 2018", viewpoint=2018)
    write(store, "Om något annat", subject="brott", viewpoint=2019)
    assert [text_of(store, viewpoint=year) for year in (2015, 2016, 2017, 2018, 2020)] == [
        *(None, "Som det var 2016", "Som det var 2016", "Som det var 2018", "Som det var 2018")
    ]
    assert [row.viewpoint for row in store.analyses(SUBJECT, viewpoint=2017)] == []


def test_the_texts_of_a_moment_are_those_up_to_a_number(store: Store) -> None:
    first = write(store, "Ett")
    write(store, "Två", replaces=first)
    assert [text_of(store, until=until) for until in (0, first, None)] == [None, "Ett", "Två"]


def test_a_text_too_long_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(InputError, match=f"{kept.LONGEST + 1} tecken lång"):
        write(store, "x" * (kept.LONGEST + 1))
    assert text_of(store) is None


@pytest.mark.parametrize("subject", ["", "Brott", "brott/", "brott/131 x", "brott\n", "../x"])
def test_a_text_is_about_something(store: Store, subject: str) -> None:
    with pytest.raises(InputError, match="kan handla om"):
        write(store, "Ett", subject=subject)


def test_nulls_and_half_characters_are_no_part_of_a_text(store: Store) -> None:
    write(store, "A\0B\ud800<script>")
    assert text_of(store) == "AB?<script>"


def test_every_text_written_is_in_the_log(store: Store) -> None:
    write(store, "Ett", by="Bo")
    told = [(line.action, line.actor, line.subject, line.detail) for line in store.log()]
    assert told == [("write_analysis", "Bo", SUBJECT, "läge per 2020, text 1, 3 tecken")]


def test_the_lead_writes_and_others_are_told_who_does(store: Store) -> None:
    lead, reader = (Person(name="Lisa", role=role) for role in (UserRole.LEAD, UserRole.READER))
    number = analyses.write(store, SUBJECT, "Ett", viewpoint=2020, by=lead, at=day(0), replaces=None)
    with pytest.raises(AccessError, match="Be utvecklingsledaren"):
        analyses.write(store, SUBJECT, "Två", viewpoint=2020, by=reader, at=day(1), replaces=number)
    assert text_of(store) == "Ett"
