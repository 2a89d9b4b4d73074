from __future__ import annotations

import pickle

import pytest

from indicators import registry
from indicators.errors import RegistryError
from indicators.model import (
    Baseline,
    Break,
    Decision,
    GeographyLevel,
    Good,
    Indicator,
    IndicatorRole,
    MeasureKind,
    MeasurementGap,
    SentenceParts,
    Suppression,
    Target,
    TargetKind,
    TargetSense,
)
from indicators.settings import REGISTRY_DIR
from tests.documents import (
    a_geographies_file,
    a_programme_file,
    an_entry,
    an_indicator_file,
    register_documents,
)
from tests.registry.faults import faults_of, the_fault


def test_every_field_of_an_indicator_is_read() -> None:
    entry = an_entry(headline=1, years=[2010, 2020], breaks=[{"year": 2012, "what": "ny fråga"}])
    assert registry.load(register_documents(entry)).indicators["an-indicator"] == Indicator(
        id="an-indicator",
        strategic_area=1,
        name="Andel som känner sig trygga",
        short_name="Känner sig trygga",
        question="Hur stor andel känner sig trygga?",
        role=IndicatorRole.OUTCOME,
        headline=1,
        kind=MeasureKind.SHARE,
        unit="%",
        multiplier=100.0,
        decimals=1,
        good=Good.HIGH,
        population="invånare 16–84 år i Göteborg",
        source="Påhittad enkät",
        levels=(GeographyLevel.CITY, GeographyLevel.DISTRICT),
        breakdowns=("kon",),
        frequency="årligen",
        first_year=2010,
        last_year=2020,
        baseline=Baseline(year=2014, value=62.0),
        target=Target(
            kind=TargetKind.LEVEL,
            year=2020,
            sense=TargetSense.AT_LEAST,
            value=70.0,
            decision=Decision(by="utvecklingsledaren", date="2014", document="utkast", is_proposal=True),
        ),
        breaks=(Break(year=2012, what="ny fråga"),),
        suppression=Suppression(counts_below=5, base_below=50),
        definition="Andel som svarar mycket eller ganska trygg.",
        does_not_say=("Siffran säger inte varför.",),
        sentence=SentenceParts(
            subject="andelen som känner sig trygga", rises="har ökat", falls="har minskat", unit="procent"
        ),
    )


def test_a_single_year_means_that_the_series_goes_on() -> None:
    assert registry.load(register_documents(an_entry(years=[2010]))).indicators["an-indicator"].last_year is None


def test_a_decided_target_is_no_proposal() -> None:
    entry = an_entry()
    entry["target"]["decision"]["status"] = "beslutat"
    target = registry.load(register_documents(entry)).indicators["an-indicator"].target
    assert target is not None
    assert not target.decision.is_proposal


def test_text_over_several_lines_is_read_as_one() -> None:
    entry = an_entry(definition="Första raden.\r\n\tAndra raden. ")
    assert (
        registry.load(register_documents(entry)).indicators["an-indicator"].definition == "Första raden. Andra raden."
    )


def test_hard_spaces_in_a_unit_stay() -> None:
    entry = an_entry(kind="rate", multiplier=100000, unit="per 100\u00a0000")
    assert registry.load(register_documents(entry)).indicators["an-indicator"].unit == "per 100\u00a0000"


def test_gaps_belong_to_the_area_of_their_file() -> None:
    gap = {"subject": "framtidstro", "role": "outcome", "level": "sdn", "why": "ingen frågar"}
    documents = register_documents(indicators=an_indicator_file(strategic_area=7, gaps=[gap]))
    assert registry.load(documents).gaps == (
        MeasurementGap(
            strategic_area=7,
            subject="framtidstro",
            role=IndicatorRole.OUTCOME,
            level=GeographyLevel.DISTRICT,
            why="ingen frågar",
        ),
    )


def test_indicators_come_in_the_programmes_order_whatever_the_files_are_called() -> None:
    documents = register_documents(indicators=an_indicator_file(an_entry(id="sjua"), strategic_area=7))
    documents["indicators/99-sist.toml"] = an_indicator_file(an_entry(id="etta"), strategic_area=1)
    assert list(registry.load(documents).indicators) == ["etta", "sjua"]


def test_programme_and_areas_are_read() -> None:
    loaded = registry.load(register_documents())
    assert (loaded.city, loaded.programme, loaded.baseline_year, loaded.target_year) == (
        "Göteborg",
        "Dialog och samarbete",
        2014,
        2020,
    )
    assert [area.number for area in loaded.strategic_areas] == list(range(1, 11))


def test_a_register_may_have_no_indicators_yet() -> None:
    documents = {"programme.toml": a_programme_file(), "geographies.toml": a_geographies_file()}
    assert registry.load(documents).indicators == {}


def test_faults_of_all_files_are_told_at_once() -> None:
    documents = register_documents(
        an_entry(without=["name"], decimals=9), programme=a_programme_file(target_year="2020"), geographies=b"[[x]]"
    )
    documents["indicators/02-text.toml"] = b"inte toml"
    told = faults_of(documents)
    assert {fault.split(":")[0] for fault in told} == {
        "programme.toml",
        "geographies.toml",
        "indicators/01-test.toml",
        "indicators/02-text.toml",
    }
    assert len([fault for fault in told if ": an-indicator: " in fault]) == 2


def test_a_fault_says_file_entry_what_and_what_to_do() -> None:
    assert the_fault(an_entry(decimals=9)) == (
        "indicators/01-test.toml: an-indicator: fältet decimals ska vara ett heltal mellan 0 och 4 men är 9. "
        "Skriv till exempel decimals = 1."
    )


def test_the_same_id_in_two_files_is_told_with_both_files() -> None:
    documents = register_documents()
    documents["indicators/02-andra.toml"] = an_indicator_file(strategic_area=2)
    assert faults_of(documents) == [
        "indicators/02-andra.toml: an-indicator: id finns redan i indicators/01-test.toml. "
        "Ge indikatorn ett eget id, eller ta bort den ena posten."
    ]


def test_two_headlines_of_one_number_in_an_area_are_refused() -> None:
    assert "headline = 1 har redan forsta" in the_fault(an_entry(id="forsta", headline=1), an_entry(headline=1))


def test_headlines_of_different_areas_may_have_one_number() -> None:
    documents = register_documents(an_entry(headline=1))
    documents["indicators/02-andra.toml"] = an_indicator_file(an_entry(id="tva", headline=1), strategic_area=2)
    assert len(registry.load(documents).indicators) == 2


def test_an_unknown_strategic_area_is_refused() -> None:
    assert "strategic_area 11 finns inte i programmet. Skriv något av 1, 2, 3" in the_fault(
        indicators=an_indicator_file(strategic_area=11)
    )


def test_a_level_without_geographies_is_refused() -> None:
    assert "levels har primaromrade, men ingen sådan plats finns i geographies.toml" in the_fault(
        an_entry(levels=["kommun", "primaromrade"])
    )


def test_a_gap_on_a_level_without_geographies_is_refused() -> None:
    gap = {"subject": "x", "role": "outcome", "level": "grupp", "why": "y"}
    assert "mätlucka 1: level har grupp" in the_fault(indicators=an_indicator_file(gaps=[gap]))


def test_a_made_up_indicator_among_real_ones_is_refused() -> None:
    assert "Flytta posten till en fil demo-….toml" in the_fault(an_entry(id="demo-trygga"))


def test_a_real_indicator_among_made_up_ones_is_refused() -> None:
    documents = register_documents() | {"indicators/demo-01-barn.toml": an_indicator_file(an_entry(id="trygga"))}
    assert "Skriv demo-trygga eller flytta posten" in faults_of(documents)[0]


def test_leaving_out_the_made_up_files_leaves_no_made_up_indicator() -> None:
    documents = register_documents() | {"indicators/demo-01-barn.toml": an_indicator_file(an_entry(id="demo-trygga"))}
    assert any(i.is_demo for i in registry.load(documents).indicators.values())
    left = registry.without_demo(documents)
    assert not any(i.is_demo for i in registry.load(left).indicators.values())
    assert left == register_documents()


def test_a_register_can_be_kept_in_a_cache() -> None:
    loaded = registry.load(register_documents())
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_the_shipped_register_loads_without_fault() -> None:
    loaded = registry.load(registry.read_folder(REGISTRY_DIR))
    assert len(loaded.strategic_areas) == 10
    assert loaded.city_code == "1480"


def test_nothing_is_given_back_when_anything_is_wrong() -> None:
    documents = register_documents() | {"indicators/02-tom.toml": b"strategic_area = 2\n"}
    with pytest.raises(RegistryError, match="har varken indikator eller mätlucka"):
        registry.load(documents)
