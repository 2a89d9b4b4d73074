"""Sources of figures as they are declared: what is read, and what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest

from indicators import registry
from indicators.model import Interval, SourceKind
from indicators.registry import examples
from indicators.settings import REGISTRY_DIR, ROOT
from tests.builders import CITY_CODE, INDICATOR_ID
from tests.documents import a_source, a_sources_file, register_documents
from tests.registry.faults import faults_of, the_fault

GUIDE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
SHIPPED = registry.load(registry.read_folder(REGISTRY_DIR))


def the_fault_of(*, without: tuple[str, ...] = (), **changes: Any) -> str:
    """The only fault of a register with one source."""
    return the_fault(sources=a_sources_file(a_source(without=without, **changes)))


def mapping(**changes: str) -> dict[str, Any]:
    """A mapping with some fields changed; an empty text takes one away."""
    made = a_source()["mapping"] | changes
    return {name: text for name, text in made.items() if text != ""}


def test_a_register_need_not_fetch_anything() -> None:
    assert registry.load(register_documents()).sources == {}


def test_a_declared_source_is_read_whole() -> None:
    source = registry.load(register_documents(sources=a_sources_file())).sources["enkaten"]
    assert source.kind is SourceKind.DATABASE
    assert source.every is Interval.WEEK
    assert source.mapping.indicator == INDICATOR_ID
    assert source.mapping.columns == ("stadsdel", "ar", "kon", "andel")
    assert source.recode["kon"] == {"K": "kvinna", "M": "man", "T": ""}
    assert (source.limits.rows, source.guard.largest_ratio, source.is_full) == (1000, 10, False)


def test_the_lines_of_a_question_are_kept() -> None:
    query = "select stadsdel -- platsen\nfrom v"
    documents = register_documents(sources=a_sources_file(a_source(query=query)))
    assert registry.load(documents).sources["enkaten"].query == query


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://lasare:hemligt@db/brott",
        "https://api.example.se/v3",
        "Server=db;UID=lasare;PWD=hemligt",
        "password = hemligt",
    ],
)
def test_an_address_in_the_register_is_refused_without_being_repeated(address: str) -> None:
    fault = faults_of(
        register_documents(sources=a_sources_file(a_source(table=address, kind="fil", without=("query",))))
    )[0]
    assert "där står en adress eller ett lösenord" in fault
    assert "LAGESBILD_SOURCE_NAMN" in fault
    assert "hemligt" not in fault


def test_a_password_in_a_comment_is_refused_too() -> None:
    documents = register_documents(sources=b"# postgresql://lasare:hemligt@db/brott\n" + a_sources_file())
    assert "rad 1: där står en adress" in faults_of(documents)[0]


def test_a_licence_may_be_a_link() -> None:
    documents = register_documents(sources=a_sources_file(a_source(licence="https://creativecommons.org/by/4.0")))
    assert registry.load(documents).sources["enkaten"].licence


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"name": "Enkäten"}, "ska vara små bokstäver"),
        ({"kind": "excel"}, "något av databas, pxweb, kolada, fil"),
        ({"every": "timme"}, "något av dag, vecka, manad, ar"),
        ({"table": "T1"}, 'fältet table hör inte till kind = "databas"'),
        ({"query": "delete from v"}, "en enda fråga som börjar med select"),
        ({"query": "select 1; drop table v"}, "utan semikolon"),
        ({"factor": 0}, "alla värden blir noll"),
        ({"is_full": "ja"}, "true eller false"),
        ({"guard": {"largest_ratio": 0.5}}, "mellan 1.01 och 1000"),
        ({"guard": {"revised_share": 25}}, "mellan 0 och 1"),
        ({"limits": {"rows": 0}}, "ett heltal mellan 1 och"),
        ({"limits": {"minuter": 1}}, "fältet limits.minuter är okänt"),
        ({"adres": "x"}, "fältet adres är okänt"),
        ({"recode": {"ort": {"a": "b"}}}, 'recode har "ort", som inte är någon kolumn'),
        ({"mapping": mapping(indicator="finns-inte")}, 'indikatorn "finns-inte" finns inte i registret'),
        ({"mapping": mapping(geography="999", geography_column="")}, 'platsen "999" finns inte'),
        ({"mapping": mapping(geography="2", geography_column="")}, "följs inte för Centrum (stadsomrade)"),
        ({"mapping": mapping() | {"breakdown": {"inkomst": "kon"}}}, 'uppdelningen "inkomst" finns inte'),
        ({"mapping": mapping(indicator_column="matt")}, "mapping ska ha indicator"),
        ({"mapping": mapping(geography=CITY_CODE)}, "mapping ska ha geography"),
        ({"mapping": mapping(period="")}, "mapping saknar period"),
        ({"mapping": mapping(value="")}, "mapping saknar value"),
        ({"mapping": mapping(numerator="antal")}, "bara det ena av numerator och denominator"),
        ({"recode": {"stadsdel": {"Angered": "999"}}}, 'platsen "999" finns inte'),
    ],
)
def test_a_fault_in_a_source_is_told_with_advice(changes: dict[str, Any], expected: str) -> None:
    assert expected in the_fault_of(**changes)


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        ("pxweb", {"selection": {"Tid": ["2019"]}}, "fältet table saknas"),
        ("pxweb", {"table": "T1"}, "fältet selection saknas"),
        ("kolada", {"selection": {"kpi": ["N1"]}}, "saknar municipality"),
        ("kolada", {"selection": {"kpi": ["N1"], "municipality": ["1480"], "ar": ["2019"]}}, 'har "ar"'),
        ("kolada", {"selection": {"kpi": [], "municipality": ["1480"]}}, "en lista med högst"),
        ("fil", {"layout": "tabellen"}, "mapping och layout kan inte stå tillsammans"),
    ],
)
def test_each_kind_has_its_own_fields(kind: str, changes: dict[str, Any], expected: str) -> None:
    assert expected in the_fault_of(without=("query", "recode"), kind=kind, **changes)


def test_two_sources_cannot_share_the_variable_of_their_address() -> None:
    assert "name finns redan" in the_fault(sources=a_sources_file(a_source(name="a-b"), a_source(name="a-b")))


def test_an_invented_indicator_is_not_fetched() -> None:
    files = {
        "indicators/demo-01.toml": register_documents()["indicators/01-test.toml"].replace(b'id = "', b'id = "demo-')
    }
    source = a_source(mapping=mapping(indicator=f"demo-{INDICATOR_ID}"))
    faults = faults_of(register_documents(sources=a_sources_file(source)) | files)
    assert any("är påhittad för demonstration" in fault for fault in faults)


def test_the_shipped_register_fetches_from_kolada_without_saying_where() -> None:
    assert {source.kind for source in SHIPPED.sources.values()} == {SourceKind.KOLADA, SourceKind.PXWEB}
    fetched = {name for source in SHIPPED.sources.values() for name in source.recode.get("kpi", {}).values()}
    assert "stold-och-tillgrepp" in fetched
    assert not any(source.is_automatic for source in SHIPPED.sources.values())


def test_the_example_in_the_guide_can_be_loaded_as_it_stands() -> None:
    example = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0].encode()
    loaded = registry.load(registry.read_folder(REGISTRY_DIR) | {"sources.toml": example})
    assert loaded.sources["brottsregister"].query.count("\n") == 2


@pytest.mark.parametrize("field", [*examples.SOURCE, *examples.SOURCES_FILE])
def test_every_field_is_explained(field: str) -> None:
    name = field.rpartition(".")[2]
    assert f"`{name}`" in GUIDE or f"`[[{name}]]`" in GUIDE or f"`{name} = " in GUIDE


@pytest.mark.parametrize("word", [*SourceKind, *Interval])
def test_every_choice_is_explained(word: str) -> None:
    assert f"`{word}`" in GUIDE
