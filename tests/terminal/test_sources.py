"""Sources from the terminal, against a service on loopback that answers as Kolada did."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indicators.deliveries import refreshing
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.settings import Settings
from indicators.store import Store
from tests.refreshing.answers import as_answered, times
from tests.servers.services import Services, services
from tests.terminal.conftest import Run


@pytest.fixture
def kolada(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    """What Kolada answered in December 2024, at the address of one of the shipped sources."""
    with services() as server:
        server.kolada = as_answered()
        monkeypatch.setenv("LAGESBILD_SOURCE_KOLADA_KON", f"{server.address}/v3")
        yield server


def test_every_source_is_listed_without_its_address(run: Run) -> None:
    said = run("sources")
    assert said.status == 0
    assert "kolada: Nyckeltal för Göteborg ur Kolada\n  Aldrig hämtad.\n  Ingen adress angiven." in said.out


def test_sources_are_told_to_other_programs(run: Run, kolada: Services) -> None:
    told = {each["name"]: each for each in run("sources", "--json").json}
    assert set(told["kolada"]) == {
        *("name", "kind", "title", "publisher", "every", "automatic", "has_address", "running", "failures"),
        *("due", "next", "last", "answered_at", "stopped", "waiting"),
    }
    assert (told["kolada"]["has_address"], told["kolada"]["due"]) == (False, False)
    assert (told["kolada-kon"]["has_address"], told["kolada-kon"]["due"]) == (True, True)
    assert told["kolada-kon"]["next"].startswith("2020-")  # never fetched: now
    assert kolada.address not in run("sources", "--json").out


def test_a_test_tells_what_the_source_has_and_what_it_calls_it(run: Run, kolada: Services) -> None:
    said = run("source", "test", "kolada-kon")
    assert said.status == 0
    assert "Källan kolada-kon svarar." in said.out
    assert "kpi, municipality, period, gender, value, status" in said.out
    assert "N15428.title" in said.out


def test_the_shipped_source_says_what_the_shipped_figures_say(run: Run, kolada: Services, own: Settings) -> None:
    tried = run("source", "refresh", "kolada-kon", "--dry-run", "--json", on=own).json
    assert (tried["outcome"], tried["changed"], tried["new"], tried["fetch"]) == ("unchanged", 0, 0, None)
    assert tried["unchanged"] > 50
    said = run("source", "refresh", "--due", on=own)
    assert (said.status, said.out.partition(":")[2].partition(":")[0]) == (0, " inget nytt")
    assert run("source", "refresh", "--due", on=own).out == "Ingen källa är på tur.\n"
    assert "Nästa gång 8 december 2020" in run("sources", on=own).out


def test_a_stopped_fetch_ends_with_one_and_the_reasons(run: Run, kolada: Services, own: Settings) -> None:
    times(kolada.kolada, "U09800", 100)
    said = run("source", "refresh", "kolada-kon", "--by", "Siv", on=own)
    assert said.status == 1
    assert "gånger större eller mindre än förut" in said.err
    assert "\n    Idrottstillfällen per ung invånare, Göteborg, 2012\n" in said.err
    assert "|" not in said.err
    assert run("sources", "--json", on=own).json[1]["stopped"] == 1
    assert run("check", on=own).status == 0


def test_what_is_let_through_is_approved_and_traced_with_question_and_time(
    run: Run, kolada: Services, own: Settings
) -> None:
    for row in kolada.kolada:
        if (row["kpi"], row["period"]) == ("N15428", 2019):
            row["values"] = [{**each, "value": each["value"] + 0.3} for each in row["values"]]
    told = run("source", "refresh", "kolada-kon", "--by", "Siv", "--json", on=own).json
    assert (told["outcome"], told["changed"], told["revised"]) == ("stopped", 3, 3)
    store = Store.open(own)
    siv = Person(name="Siv", role=UserRole.ADMINISTRATOR)
    refreshing.let_through(store, told["fetch"], person=siv, at=own.now(), reason="Rättat av Skolverket.")
    store.close()
    assert run("approve", str(told["batch"]), "--by", "Bo", on=own).status == 0
    trace = run("trace", "behoriga-yrkesprogram", "1480", "2019", "--json", on=own).json
    assert trace["handed_in_by"] == "källan kolada-kon"
    assert trace["sha256"] == told["sha256"]
    assert (
        "Hämtat ur källan kolada-kon 1 december 2020"
        in run("trace", "behoriga-yrkesprogram", "1480", "2019", on=own).out
    )


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("kolada", "--by", "Siv"), 1, "LAGESBILD_SOURCE_KOLADA"),
        (("finns-inte", "--by", "Siv"), 2, "De som finns"),
        (("kolada",), 2, "--by NAMN"),
        ((), 2, "--due"),
        (("kolada", "--due"), 2, "--due"),
        (("--due", "--dry-run"), 2, "--dry-run"),
    ],
)
def test_what_cannot_be_fetched_ends_with_a_sentence(
    run: Run, arguments: tuple[str, ...], status: int, told: str
) -> None:
    said = run("source", "refresh", *arguments)
    assert (said.status, said.out) == (status, "")
    assert told in said.err


def test_a_refresh_while_another_runs_ends_with_one(run: Run, kolada: Services, own: Settings) -> None:
    store = Store.open(own)
    store.begin_fetch("kolada", by="Siv", at=own.now(), is_scheduled=False, seconds=60)
    said = run("source", "refresh", "--due", on=own)
    assert said.status == 1
    assert "En hämtning pågår redan" in said.err
    listed = run("sources", on=own).out
    assert "Hämtas just nu." in listed
    assert "1 januari 1" not in listed
    store.close()


def test_only_an_administrator_fetches_once_roles_are_given_out(run: Run, own: Settings) -> None:
    run("people", "set", "Siv", "--role", "administrator", "--by", "Siv", on=own)
    run("people", "set", "Bo", "--role", "godkannare", "--by", "Siv", on=own)
    said = run("source", "refresh", "kolada", "--by", "Bo", on=own)
    assert said.status == 1
    assert "hämtar inte från källor" in said.err
