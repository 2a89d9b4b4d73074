"""Reading Kolada from a server that answers as it does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.ingest import entries as e
from tests.ingest.sources.declared import a_kolada, fetched
from tests.servers.services import Services, services


@pytest.fixture(scope="module")
def running() -> Iterator[Services]:
    with services() as server:
        yield server


def test_figures_come_by_sex_with_status_and_a_pointer_into_the_answer(running: Services) -> None:
    found = fetched(a_kolada(), f"{running.address}/v3")
    rows = found.table.set_index([e.INDICATOR, e.PERIOD, e.BREAKDOWN])
    assert rows.loc[("kulturskola", "2018", ""), e.part(e.STATUS, "raw")] == "Saknas"
    assert rows.loc[("kulturskola", "2019", "kon=kvinna"), e.part(e.VALUE, "number")] == 17.543051
    assert rows.loc[("kulturskola", "2019", "kon=kvinna"), e.part(e.VALUE, "raw")] == "17.543051"
    assert rows.loc[("kulturskola", "2019", "kon=kvinna"), e.part(e.VALUE, "cell")].endswith("/values/0/value")
    assert not found.findings


def test_the_source_tells_title_unit_and_definition_of_each_key_figure(running: Services) -> None:
    identity = fetched(a_kolada(), f"{running.address}/v3").identity
    assert identity["N15428.unit"] == "andel (%)"
    assert identity["N09890.title"].startswith("Elever i musik- eller kulturskola")


def test_pages_are_followed_to_the_last(running: Services) -> None:
    whole = fetched(a_kolada(), f"{running.address}/v3")
    running.page = 5
    try:
        paged = fetched(a_kolada(), f"{running.address}/v3")
    finally:
        running.page = 5_000
    assert paged.rows_read == whole.rows_read
    assert list(paged.table[e.part(e.VALUE, "raw")]) == list(whole.table[e.part(e.VALUE, "raw")])
    assert paged.table[e.part(e.VALUE, "cell")].str.startswith("/1/values/").any()


def test_no_call_names_more_than_twenty_five_ids(running: Services) -> None:
    more = tuple(f"N{number:05d}" for number in range(40))
    source = a_kolada(selection={"kpi": ("N15428", *more), "municipality": ("1480",)}, from_year=1980)
    running.calls.clear()
    assert fetched(source, f"{running.address}/v3").rows_read
    assert len([call for call in running.calls if "/data/" in call]) == 4


def test_an_answer_saved_in_the_shape_of_version_two_is_read(running: Services) -> None:
    found = fetched(a_kolada(api=2), f"{running.address}/files/kolada-values-goteborg.json")
    assert found.rows_read == 42
