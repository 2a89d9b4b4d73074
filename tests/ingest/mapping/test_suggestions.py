"""The guess that a person begins with, and what they are told to mend."""

from __future__ import annotations

import pytest

from indicators.ingest import mapping
from indicators.ingest.mapping.layout import Filter, Mapping, Percent, Place
from tests.ingest.mapping import real
from tests.ingest.mapping.books import a_book
from tests.ingest.mapping.layouts import a_mapping, column, fixed

GOTHENBURG = (("Plats", "År", "Andel"), ("Angered", 2018, 0.5), ("Centrum", 2018, 0.7))


def suggested(name: str) -> Mapping:
    """The guess about a published workbook."""
    made = mapping.suggest(real.book(name), real.register())
    assert made is not None
    return made


def test_school_years_over_the_columns_are_seen() -> None:
    made = suggested(real.GRADES)
    assert (made.sheets, made.header_rows, made.values[0].columns) == (("Samtliga",), (8,), "F:O")
    assert (made.period.place, made.period.at) == (Place.HEADING, "8")
    assert (made.geography.at, made.indicator.at) == ("A", "E")
    assert made.indicator.recode["Genomsnittligt meritvärde (17 ämnen)"] == "meritvarde-17-amnen"


@pytest.mark.parametrize("name", [real.GRADES_YEAR_6, real.GRADES_YEAR_6_TEXT])
def test_measures_over_the_columns_are_seen_with_their_base(name: str) -> None:
    made = suggested(name)
    assert (made.indicator.place, made.period) == (Place.HEADING, made.period)
    assert [(each.field, each.columns) for each in made.values] == [("value", "G:J"), ("denominator", "F")]
    assert made.filters == (Filter(column="E", keep=("Samtliga",)),)
    assert (made.period.place, made.period.at) == (Place.CELL, "A4")


@pytest.mark.parametrize(
    ("name", "geography", "period", "values"),
    [
        (real.SICK_DAYS, "D", "A", "G"),
        (real.DIAGNOSES, "D", "A", "F"),
        (real.NOT_STUDYING, "B", "A", "F"),
        (real.NEW_FIRMS, "B", "A", "C"),
        (real.UNEMPLOYED, "C", "A", "F"),
        (real.DEATHS, "B", "A", None),
    ],
)
def test_the_columns_of_a_long_table_are_seen(name: str, geography: str, period: str, values: str | None) -> None:
    made = suggested(name)
    assert (made.geography.at, made.period.at) == (geography, period)
    assert values in (None, made.values[0].columns)


def test_sexes_totals_and_shares_are_recognised() -> None:
    made = suggested(real.NOT_STUDYING)
    assert made.breakdown["kon"].recode == {"Kvinnor": "kvinna", "Män": "man", "Totalt": ""}
    assert made.filters == (Filter(column="D", keep=("Totalt",)),)
    assert made.percent is Percent.FRACTION


def test_the_sheet_with_the_registers_places_is_chosen() -> None:
    assert suggested(real.DEATHS).sheets == ("Tabell 4",)


@pytest.mark.parametrize("name", real.ALL)
def test_a_guess_is_sound_and_knows_its_own_file(name: str) -> None:
    made = suggested(name)
    assert mapping.load(mapping.dump(made)) == made
    assert mapping.matches(real.book(name), made)
    assert len(mapping.entries(real.book(name), made, real.register())[0])


def test_a_guess_knows_only_its_own_file() -> None:
    made = {name: suggested(name) for name in real.ALL}
    known = {(name, other) for name in made for other in made if mapping.matches(real.book(other), made[name])}
    assert {pair for pair in known if pair[0] != pair[1]} == set()


def test_nothing_is_guessed_of_a_file_without_figures() -> None:
    assert mapping.suggest(a_book((("Hej", "du"), ("ja", "nej"))), real.register()) is None


def test_a_sound_mapping_has_no_problems() -> None:
    made = a_mapping(indicator=fixed("meritvarde-17-amnen"))
    assert mapping.problems(made, a_book(GOTHENBURG), real.register()) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"indicator": fixed("")}, "Säg var indikatorn står"),
        ({"indicator": fixed("okand")}, "Indikatorer som inte finns i registret: okand"),
        ({"geography": column("C")}, "Platser som inte finns i registret: 0.5, 0.7"),
        ({"period": column("A")}, "Perioder som inte går att läsa: Angered, Centrum"),
        ({"geography": fixed("1480")}, "2 rader har samma indikator, plats, period och indelning"),
        ({"indicator": fixed("godkant-i-alla-amnen")}, "Alla andelar ligger mellan 0 och 1"),
        ({"breakdown": {"utbildning": column("A")}}, "Ingen indikator i registret delas in efter utbildning"),
        ({"sheets": ("Blad9",)}, "Bladet Blad9 finns inte i filen"),
        ({"first_row": 1}, "first_row: siffrorna börjar under rubrikraderna"),
    ],
)
def test_a_problem_is_told_in_words(changes: dict[str, object], words: str) -> None:
    made = a_mapping(**({"indicator": fixed("meritvarde-17-amnen")} | changes))
    told = mapping.problems(made, a_book(GOTHENBURG), real.register())
    assert any(problem.startswith(words) for problem in told), told


def test_a_mark_without_a_meaning_is_asked_about() -> None:
    rows = (*GOTHENBURG, ("Lundby", 2018, "-"))
    made = a_mapping(indicator=fixed("meritvarde-17-amnen"))
    told = mapping.problems(made, a_book(rows), real.register())
    assert told == ['"-" står i 1 cell med siffror. Säg vad det betyder, eller rätta filen.']


def test_texts_of_a_key_are_translated_where_they_are_recognised() -> None:
    assert mapping.recode("breakdown.kon", ["Flickor", "Pojkar", "Samtliga elever", "Okänt"], real.register()) == {
        "Flickor": "kvinna",
        "Pojkar": "man",
        "Samtliga elever": "",
    }
    assert mapping.recode("period", ["2019", "20201"], real.register()) == {"20201": "2020"}
