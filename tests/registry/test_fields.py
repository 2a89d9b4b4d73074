"""Each field of each file: missing, misspelt, of the wrong type or with an impossible value."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from indicators import registry
from indicators.registry import examples
from tests.documents import (
    a_geographies_file,
    a_programme_file,
    an_entry,
    an_indicator_file,
    register_documents,
)
from tests.registry.faults import faults_of, the_fault, the_fault_of_gaps

OPTIONAL = {"headline", "baseline", "target"}
A_GAP = {"subject": "framtidstro", "role": "outcome", "level": "sdn", "why": "ingen frågar"}
A_PLACE = {"code": "999", "level": "sdn", "name": "Nystad", "parents": {"kommun": "1480"}}


@pytest.mark.parametrize("field", sorted(set(an_entry()) - OPTIONAL))
def test_a_required_field_of_an_indicator_is_missed(field: str) -> None:
    fault = the_fault(an_entry(without=[field]))
    assert f"fältet {field} saknas. Lägg till {field} = " in fault


@pytest.mark.parametrize(
    ("table", "field"),
    [
        ("baseline", "year"),
        ("target", "kind"),
        ("target", "year"),
        ("target", "decision"),
        ("suppression", "counts_below"),
        ("suppression", "base_below"),
        ("sentence", "subject"),
        ("sentence", "rises"),
        ("sentence", "falls"),
        ("sentence", "unit"),
    ],
)
def test_a_required_part_of_a_field_is_missed(table: str, field: str) -> None:
    entry = an_entry()
    del entry[table][field]
    assert f"fältet {table}.{field} saknas. Lägg till " in the_fault(entry)


@pytest.mark.parametrize("field", ["by", "date", "document", "status"])
def test_a_target_says_who_when_and_where(field: str) -> None:
    entry = an_entry()
    del entry["target"]["decision"][field]
    assert f"fältet target.decision.{field} saknas." in the_fault(entry)


@pytest.mark.parametrize("field", ["year", "what"])
def test_a_break_says_when_and_what(field: str) -> None:
    broken = {"year": 2012, "what": "ny fråga"}
    del broken[field]
    assert f"fältet breaks.{field} saknas." in the_fault(an_entry(breaks=[broken]))


@pytest.mark.parametrize("field", list(A_GAP))
def test_a_required_field_of_a_gap_is_missed(field: str) -> None:
    gap = {name: value for name, value in A_GAP.items() if name != field}
    assert f"mätlucka 1: fältet {field} saknas." in the_fault_of_gaps(gap)


@pytest.mark.parametrize("field", ["city", "programme", "target_year", "baseline_year"])
def test_a_required_field_of_the_programme_is_missed(field: str) -> None:
    lines = a_programme_file().decode().splitlines()
    programme = "\n".join(line for line in lines if not line.startswith(f"{field} ="))
    assert f"programme.toml: programmet: fältet {field} saknas." in the_fault(programme=programme.encode())


@pytest.mark.parametrize("field", ["number", "name", "short_name", "goal"])
def test_a_required_field_of_a_strategic_area_is_missed(field: str) -> None:
    lines = a_programme_file().decode().splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith(f"{field} ="))
    programme = "\n".join(lines[:at] + lines[at + 1 :])
    assert f"programme.toml: strategiskt område 1: fältet {field} saknas." in the_fault(programme=programme.encode())


def test_a_programme_without_areas_is_refused() -> None:
    programme = a_programme_file().decode().partition("[[")[0].encode()
    assert "fältet strategic_area saknas" in "".join(faults_of(register_documents(programme=programme)))


def test_a_programme_with_an_empty_list_of_areas_is_refused() -> None:
    programme = a_programme_file(strategic_area=[]).decode().partition("[[")[0].encode()
    assert "fältet strategic_area är tomt" in the_fault(programme=programme)


def test_a_gap_with_an_unknown_level_brings_no_second_fault() -> None:
    assert "mätlucka 1: fältet level ska vara" in the_fault_of_gaps(A_GAP | {"level": "stadsdel"})


def test_geographies_that_cannot_be_read_bring_no_faults_of_levels() -> None:
    told = faults_of(register_documents(geographies=b"[[place]]"))
    assert all(fault.startswith("geographies.toml: ") for fault in told)


@pytest.mark.parametrize("field", ["code", "level", "name"])
def test_a_required_field_of_a_geography_is_missed(field: str) -> None:
    place = {name: value for name, value in A_PLACE.items() if name != field}
    assert f"fältet {field} saknas. Lägg till {field} = " in the_fault(geographies=a_geographies_file(place))


def test_an_indicator_file_without_strategic_area_is_refused() -> None:
    content = an_indicator_file().replace(b"strategic_area = 1\n", b"")
    assert "filen: fältet strategic_area saknas. Lägg till strategic_area = 1." in the_fault(indicators=content)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("name", 5, "ska vara en text inom citattecken men är 5"),
        ("name", True, "en text inom citattecken men är true"),
        ("name", "  ", "ska vara ifyllt"),
        ("name", "Trygga\u202egningrks", "utan osynliga styrtecken"),
        ("name", "Trygga\x07", "utan osynliga styrtecken"),
        ("name", "Trygga\u00adgning", "utan osynliga styrtecken"),
        ("unit", "%\u2028", "utan osynliga styrtecken"),
        ("name", "x" * 201, "har 201 tecken; högst 200"),
        ("short_name", "x" * 41, "har 41 tecken; högst 40"),
        ("id", "Trygga", "små bokstäver"),
        ("id", "trygga--alla", "små bokstäver"),
        ("id", "trygga_alla", "små bokstäver"),
        ("id", "tryggå", "små bokstäver"),
        ("role", "utfall", "något av outcome, driver, activity, context men är"),
        ("kind", "procent", "något av rate, share, register_share, mean, value, state"),
        ("good", "hög", "något av high, low, none"),
        ("good", 1, "något av high, low, none men är 1"),
        ("levels", ["kommun", "stadsdel"], 'har "stadsdel", som inte är känt. Skriv något av kommun, sdn'),
        ("levels", ["kvarter", "sdn", 131], 'har "kvarter" och 131, som inte är känt'),
        ("levels", list("abcde"), 'har "a" och "b" och "c" och 2 till, som inte är känt'),
        ("levels", [], "något av kommun, sdn"),
        ("levels", ["kommun", "kommun"], "högst en gång"),
        ("levels", "kommun", "en lista med något av kommun, sdn"),
        ("breakdowns", "kon", "en lista med texter"),
        ("breakdowns", ["Kön"], "små bokstäver"),
        ("breakdowns", ["kon", "kon"], "två gånger"),
        ("decimals", 5, "mellan 0 och 4 men är 5"),
        ("decimals", -1, "mellan 0 och 4 men är -1"),
        ("decimals", 1.0, "ett heltal"),
        ("decimals", True, "ett heltal mellan 0 och 4 men är true"),
        ("decimals", "1", 'ett heltal mellan 0 och 4 men är "1"'),
        ("multiplier", "100", "ett tal utan citattecken"),
        ("headline", 0, "ett heltal mellan 1 och 99"),
        ("years", [], "[första] för en serie som fortsätter"),
        ("years", [2010, 2012, 2014], "[första, sista]"),
        ("years", [2014, 2010], "slutar 2010 men börjar 2014"),
        ("years", [210, 2014], "en lista med årtal"),
        ("years", 2010, "en lista med årtal men är 2010"),
        ("years", ["2010"], "en lista med årtal"),
        ("baseline", 62, "uppgifter inom { } men är 62"),
        ("target", "minst 70", "uppgifter inom { }"),
        ("breaks", ["2012"], "en lista med högst 20 poster"),
        ("suppression", {"counts_below": -1, "base_below": 10}, "suppression.counts_below ska vara ett heltal"),
        ("does_not_say", [], "minst en text men är tomt"),
        ("does_not_say", [""], "ska vara ifyllt"),
        ("does_not_say", "Inget.", "en lista med texter"),
    ],
)
def test_an_impossible_value_is_refused(field: str, value: Any, expected: str) -> None:
    fault = the_fault(an_entry(**{field: value}))
    assert field in fault
    assert expected in fault


def test_a_whole_number_too_large_for_any_use_is_refused() -> None:
    content = an_indicator_file().replace(b"multiplier = 100\n", b"multiplier = 0x" + b"f" * 5000 + b"\n")
    assert "ett tal utan citattecken, med decimalpunkt men är ett mycket stort tal" in the_fault(indicators=content)


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e300"])
def test_what_is_no_number_is_refused(number: str) -> None:
    content = an_indicator_file().replace(b"value = 62.0", f"value = {number}".encode())
    assert "fältet baseline.value ska vara ett tal" in the_fault(indicators=content)


@pytest.mark.parametrize("date", ["i höstas", "14-11-13"])
def test_a_decision_without_year_is_refused(date: str) -> None:
    entry = an_entry()
    entry["target"]["decision"]["date"] = date
    assert "fältet target.decision.date saknar årtal" in the_fault(entry)


def test_a_status_that_is_neither_decided_nor_proposed_is_refused() -> None:
    entry = an_entry()
    entry["target"]["decision"]["status"] = "kanske"
    assert "något av beslutat, förslag" in the_fault(entry)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (an_entry(naam="x"), "fältet naam är okänt. Menade du name?"),
        (an_entry(strategic_area=2), "fältet strategic_area är okänt."),
        (an_entry(xyz=1), "fältet xyz är okänt. Ta bort det eller rätta namnet."),
        (an_entry(baseline={"year": 2014, "valu": 3}), "fältet baseline.valu är okänt. Menade du value?"),
    ],
)
def test_an_unknown_field_is_refused_with_the_nearest_known(entry: dict[str, Any], expected: str) -> None:
    assert expected in the_fault(entry)


def test_very_many_unknown_fields_are_counted() -> None:
    told = faults_of(register_documents(an_entry() | {f"okant{n}": n for n in range(30)}))
    assert len(told) == 11
    assert "ytterligare 20 fält är okända" in told[-1]


def test_an_unknown_table_in_an_indicator_file_is_refused() -> None:
    content = an_indicator_file() + b"\n[[indikator]]\nid = 'x'\n"
    assert "fältet indikator är okänt. Menade du indicator?" in the_fault(indicators=content)


def test_an_entry_without_id_is_told_by_its_number() -> None:
    told = faults_of(register_documents(an_entry(), an_entry(without=["id"])))
    assert told == ['indicators/01-test.toml: indikator 2: fältet id saknas. Lägg till id = "behoriga-yrkesprogram".']


@pytest.mark.parametrize("name", [*examples.INDICATOR, *examples.GEOGRAPHY, *examples.GAP, *examples.STRATEGIC_AREA])
def test_every_advised_line_can_be_typed_as_it_stands(name: str) -> None:
    lines = {**examples.INDICATOR, **examples.GEOGRAPHY, **examples.GAP, **examples.STRATEGIC_AREA}
    line = lines[name].replace("{ … }", "{}")
    assert next(iter(tomllib.loads(line))) in name


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (A_PLACE | {"code": "131"}, "koden 131 står redan på Angered"),
        (A_PLACE | {"code": "1-3"}, "ska vara bokstäver a–z och siffror"),
        (A_PLACE | {"level": "stadsdel"}, "något av kommun, sdn"),
        (A_PLACE | {"valid_from": 2020, "valid_to": 2011}, "giltigheten slutar 2011 men börjar 2020"),
        (A_PLACE | {"valid_from": "2011"}, "ett heltal mellan 1900 och 2100"),
        (A_PLACE | {"parents": {"kommun": "1481"}}, 'parents.kommun pekar på "1481", som inte finns i filen'),
        (A_PLACE | {"parents": {"kommun": "2"}}, "parents.kommun pekar på 2, som är stadsomrade"),
        (A_PLACE | {"parents": {"kommun": "1480", "sdn": "131"}}, "sdn kan inte ligga i sdn"),
        (A_PLACE | {"parents": {"kommun": "1480", "kommundel": "1"}}, "fältet parents.kommundel är okänt"),
        (A_PLACE | {"parents": {"kommun": 1480}}, "fältet parents.kommun ska vara en text"),
        (A_PLACE | {"parents": {}}, "parents.kommun saknas"),
        (A_PLACE | {"name": "ANGERED"}, '"angered" kan vara både 131 och 999'),
        (A_PLACE | {"spellings": ["Centrum"]}, '"centrum" kan vara både 134 och 999'),
        ({"code": "1490", "level": "kommun", "name": "Borås"}, "2 platser har nivån kommun; det ska vara en"),
    ],
)
def test_a_geography_that_contradicts_the_others_is_refused(place: dict[str, Any], expected: str) -> None:
    assert expected in the_fault(geographies=a_geographies_file(place))


def test_one_name_for_places_of_different_times_is_allowed() -> None:
    place = A_PLACE | {"name": "Angered", "valid_from": 2021}
    assert "999" in registry.load(register_documents(geographies=a_geographies_file(place))).geographies


def test_two_areas_of_one_number_are_refused() -> None:
    programme = a_programme_file().replace(b"number = 2\n", b"number = 1\n")
    assert "strategiskt område 2: numret 1 står redan på Område 1" in the_fault(programme=programme)


def test_a_programme_that_ends_before_it_begins_is_refused() -> None:
    assert "målåret ligger inte efter basåret" in the_fault(programme=a_programme_file(target_year=2013))


@pytest.mark.parametrize("wrong", ["02-31", "28 februari", "02-28-01", 228, ""])
def test_a_day_to_deliver_by_that_is_no_day_is_told_with_an_example(wrong: object) -> None:
    assert 'deliver_by = "02-28"' in the_fault(programme=a_programme_file(deliver_by=wrong))


def test_the_day_to_deliver_by_is_the_last_of_february_where_nothing_is_said() -> None:
    assert registry.load(register_documents()).deliver_by == (2, 28)
    assert registry.load(register_documents(programme=a_programme_file(deliver_by="03-15"))).deliver_by == (3, 15)
