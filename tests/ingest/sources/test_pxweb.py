"""Reading PxWeb 1 and 2 from a server that answers as Gothenburg's and Statistics Sweden's do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from indicators.ingest import checks
from indicators.ingest import entries as e
from indicators.ingest.sources import probe
from indicators.model import ObservationStatus, Source, SourceLimits, SourceMapping
from indicators.observations import empty
from tests.builders import a_registry
from tests.ingest.sources.declared import AT, a_pxweb, fetched, refused
from tests.servers.services import EDUCATION, LARGE, MONTHLY, WORKING, Services, services

LATER = AT.replace(year=2026)
FOREIGN = "Utländskt eller svenskt födelseland"


@pytest.fixture(scope="module")
def running() -> Iterator[Services]:
    with services() as server:
        yield server


def _working(**changes: Any) -> Source:
    """Open unemployment by year, a table whose path and codes hold spaces and Swedish letters."""
    mapping = SourceMapping(
        indicator="an-indicator", geography="1480", period="År", breakdown={"fodd": FOREIGN}, value="value"
    )
    selection = {"Arbetssökandekategori": ("Öppet arbetslösa",), FOREIGN: ("*",)}
    recode = {FOREIGN: {"Svenskt födelseland": "sverige", "Utländskt födelseland": "utlandet"}}
    return a_pxweb(api=1, table=WORKING, mapping=mapping, selection=selection, recode=recode, **changes)


def _monthly(**changes: Any) -> Source:
    mapping = SourceMapping(
        indicator="an-indicator", geography_column="Region", period="Tid", breakdown={"kon": "Kon"}, value="value"
    )
    fields: dict[str, Any] = {
        "selection": {"Region": ("14",), "Alder": ("codelist:agg_Ålder10årJ", "10-19"), "Kon": ("*",)},
        "recode": {"Kon": {"TotSa": "", "1": "man", "2": "kvinna"}},
        "mapping": mapping,
        "from_year": 2026,
    }
    return a_pxweb(api=2, table=MONTHLY, **(fields | changes))


def test_version_one_is_asked_for_the_years_wanted_at_a_path_with_swedish_letters(running: Services) -> None:
    running.asked.clear()
    found = fetched(_working(from_year=2015), f"{running.address}/api/v1/sv")
    asked = {each["code"]: each["selection"]["values"] for each in running.asked[-1]["query"]}
    assert asked["År"] == ["2015", "2016", "2017", "2018", "2019", "2020"]
    assert "Ålder" not in asked
    assert set(found.table[e.BREAKDOWN]) == {"fodd=sverige", "fodd=utlandet"}
    assert "1. Göteborg och dess delområden" in found.asked


def test_two_points_are_kept_as_missing_and_never_as_zero(running: Services) -> None:
    found = fetched(_working(from_year=2015), f"{running.address}/api/v1/sv")
    hidden = found.table[found.table[e.part(e.VALUE, "raw")] == ".."]
    assert list(hidden[e.part(e.VALUE, "cell")]) == ["/value/7"]
    registry = a_registry(an_indicator_of_everybody())
    checked = checks.check(found.table, registry, scope=found.scope, standing=empty(), marks=found.marks)
    statuses = checked.observations.set_index(["breakdown", "year"])["status"]
    assert statuses[("fodd=utlandet", 2016)] == ObservationStatus.MISSING


def test_the_older_format_gives_the_same_entries(running: Services) -> None:
    new = fetched(_working(), f"{running.address}/api/v1/sv").table
    running.is_old = True
    try:
        old = fetched(_working(), f"{running.address}/api/v1/sv").table
    finally:
        running.is_old = False
    keys = [*e.KEYS, e.part(e.VALUE, "raw"), e.part(e.VALUE, "kind")]
    assert new[keys].values.tolist() == old[keys].values.tolist()
    assert old[e.part(e.VALUE, "cell")][3] == "/data/3/values/0"


def test_the_city_s_own_answer_with_texts_for_figures_is_read(running: Services) -> None:
    mapping = SourceMapping(indicator="an-indicator", geography_column="Område", period="År", value="NoContent")
    everything = dict.fromkeys(("Område", "Ålder", "Kön", "Utbildningsnivå"), ("*",))
    source = a_pxweb(api=1, table=EDUCATION, mapping=mapping, selection=everything, from_year=2000)
    found = fetched(source, f"{running.address}/api/v1/sv")
    row = found.table.iloc[0]
    assert (row[e.GEOGRAPHY], row[e.PERIOD], row["value_number"], row["value_kind"]) == (
        "101 Kungsladugård",
        "2008",
        168.0,
        "number",
    )
    assert "updated" not in found.identity


def test_version_two_reads_the_published_cube_by_code_list(running: Services) -> None:
    running.asked.clear()
    found = fetched(_monthly(), f"{running.address}/api/v2", at=LATER)
    asked = {each["variableCode"]: each for each in running.asked[-1]["selection"]}
    assert asked["Alder"] == {"variableCode": "Alder", "valueCodes": ["10-19"], "codelist": "agg_Ålder10årJ"}
    assert asked["Tid"]["valueCodes"] == ["2026M01", "2026M02", "2026M03", "2026M04"]
    assert found.rows_read == 12
    assert set(found.table[e.BREAKDOWN]) == {"", "kon=man", "kon=kvinna"}


def test_the_table_tells_title_unit_and_notes_and_the_title_has_no_years(running: Services) -> None:
    identity = fetched(_monthly(), f"{running.address}/api/v2", at=LATER).identity
    assert identity["title"] == "Folkmängden per månad efter region, ålder och kön"
    assert (identity["unit"], identity["updated"]) == ("antal", "2026-06-08T06:00:00Z")
    assert "slumpmässig osäkerhet" in identity["notes"]


def test_a_large_selection_is_asked_in_parts_by_period_and_in_order(running: Services) -> None:
    mapping = SourceMapping(indicator="an-indicator", geography_column="Område", period="År", value="value")
    everything = {"Område": ("*",), "Grupp": ("*",)}
    source = a_pxweb(api=1, table=LARGE, mapping=mapping, selection=everything, from_year=2009)
    running.asked.clear()
    found = fetched(
        replace(source, limits=SourceLimits(rows=400_000, seconds=60, bytes=50_000_000)), f"{running.address}/api/v1/sv"
    )
    assert found.rows_read == 165_000
    assert [len(each["query"][2]["selection"]["values"]) for each in running.asked] == [10, 1]
    assert found.table[e.part(e.VALUE, "cell")].iloc[-1] == "/1/value/14999"


def test_what_is_measured_may_be_numerator_and_denominator(running: Services) -> None:
    mapping = SourceMapping(
        indicator="an-indicator", geography="1480", period="Tid", numerator="000007SF", breakdown={"kon": "Kon"}
    )
    found = fetched(_monthly(mapping=mapping), f"{running.address}/api/v2", at=LATER)
    assert found.rows_read == 12
    assert found.table[e.part(e.NUMERATOR, "number")].notna().all()


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        ({"Regioner": ("14",)}, "ingen variabel Regioner. Den har Region, Alder"),
        ({"Region": ("14", "99")}, "Variabeln Region har inte värdena 99"),
        ({"Region": ("14",)}, "Variabeln Alder måste väljas"),
    ],
)
def test_a_selection_that_the_table_does_not_have_is_told(running: Services, selection: Any, said: str) -> None:
    assert said in str(refused(_monthly(selection=selection), f"{running.address}/api/v2"))


def test_a_probe_tells_the_columns_without_asking_for_figures(running: Services) -> None:
    running.asked.clear()
    mapping = replace(_monthly().mapping, status="status", breakdown={"kon": "Sex"})
    seen = probe(_monthly(mapping=mapping), f"{running.address}/api/v2", at=LATER)
    assert seen.columns == ("Region", "Alder", "Kon", "ContentsCode", "Tid", "value", "status")
    assert seen.absent == ("Sex",)
    assert not running.asked


def an_indicator_of_everybody() -> Any:
    """A count that is given by country of birth."""
    from indicators.model import MeasureKind
    from tests.builders import an_indicator

    return an_indicator(kind=MeasureKind.VALUE, unit="", decimals=0, breakdowns=("fodd",), baseline=None, target=None)
