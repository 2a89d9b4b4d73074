"""Hostile queries against a real PostgreSQL: nothing is destroyed, whoever asks, and each ends in a sentence."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import exc, make_url, text

from indicators.ingest import checks
from indicators.ingest import entries as e
from indicators.ingest.sources import database, dialects
from indicators.model import MeasureKind, SourceLimits, SourceMapping
from indicators.observations import empty
from indicators.settings import ROOT
from tests.builders import a_registry, an_indicator
from tests.ingest.sources.declared import SHORT, a_database, fetched, refused
from tests.servers.postgresql import MISSING, Cluster, cluster, is_here

DATABASE, READER = "kalla", "lasare"
TABLE = """
CREATE TABLE matt (plats text, ar date, antal numeric(8, 2), bas integer, kon text, klar boolean, tid timestamp);
INSERT INTO matt VALUES ('131', '2018-12-31', 12.00, 100, 'Åsö', true, '2018-12-31 14:00'),
                        ('131', '2019-12-31', NULL, 100, '', false, '2019-12-31 00:00');
CREATE FUNCTION rensa() RETURNS integer LANGUAGE sql VOLATILE AS 'DELETE FROM matt; SELECT 1';
CREATE SEQUENCE nummer;
"""
QUERY = "SELECT plats, ar, antal, bas FROM matt"
HOSTILE = {
    "changes inside a query": "WITH borta AS (DELETE FROM matt RETURNING *) SELECT * FROM borta",
    "a second statement": "SELECT 1 AS plats; DROP TABLE matt",
    "a commit of its own": "SELECT 1 AS plats; COMMIT; DROP TABLE matt",
    "out of the wrapping": "SELECT 1 AS plats) q; DROP TABLE matt; SELECT * FROM (SELECT 1 AS plats",
    "leave to write": "SELECT set_config('transaction_read_only', 'off', false) AS plats, rensa() AS antal",
    "a function that deletes": "SELECT rensa() AS plats",
    "a sequence that moves": "SELECT nextval('nummer') AS plats",
    "sleep": "SELECT pg_sleep(60) AS plats",
    "a program on the server": "COPY (SELECT 1) TO PROGRAM 'touch /tmp/lagesbild-hostile'",
    "no end": "SELECT i AS plats FROM generate_series(1, 100000000000) AS i",
}
"""The seven of the measurements, and three of the same kind."""
_NOT_THE_SESSION_S = ("no end", "out of the wrapping", "a program on the server")
"""What no read-only session stops: the look at the text, the wrapping and the rights of the account do."""


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    if not is_here():
        pytest.fail(MISSING)
    with cluster() as started:
        started.sql(f"CREATE DATABASE {DATABASE}")
        for statement in (*TABLE.strip().split(";\n"), *_documented_role()):
            started.sql(statement, DATABASE)
        yield started


def _documented_role() -> list[str]:
    """The statements that docs/sources.md gives to make an account that may only read."""
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    block = re.search(r"```sql\n-- PostgreSQL\n(.*?)```", told, re.DOTALL)
    assert block is not None
    named = block[1].replace("v_anmalda_ran", "matt").replace("stadsdata", DATABASE).replace("public.", "")
    return [each.strip() for each in named.replace("ett långt lösenord", "lösen").split(";\n") if each.strip()]


@pytest.fixture(params=["owner", "reader"])
def address(server: Cluster, request: pytest.FixtureRequest) -> str:
    return server.url(DATABASE) if request.param == "owner" else server.url(DATABASE, user=READER, password="lösen")


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_query_destroys_nothing_and_ends_in_a_sentence(server: Cluster, address: str, what: str) -> None:
    began = time.monotonic()
    fault = refused(a_database(HOSTILE[what], limits=SHORT), address)
    assert time.monotonic() - began < 1 + 2 + 6
    assert fault.code in (
        "source-statement",
        "source-writes",
        "source-rights",
        "source-query",
        "source-time",
        "source-rows",
    )
    assert not re.search(r"127\.0\.0\.1|lagesbild|lasare|matt|borta", str(fault))
    assert server.sql("SELECT count(*) FROM matt", DATABASE) == [(2,)]
    assert not Path("/tmp/lagesbild-hostile").exists()


@pytest.mark.parametrize("what", [what for what in HOSTILE if what not in _NOT_THE_SESSION_S])
def test_the_session_alone_destroys_nothing(server: Cluster, what: str) -> None:
    """Without the look at the text, the wrapping and the cursor: what remains is the read-only session."""
    url = make_url(server.url(DATABASE))
    opening = dialects.opening(url, 0.5)
    with database._engine(opening, url).connect() as bare, pytest.raises(exc.DBAPIError):
        bare.execution_options(**opening.options).execute(text(HOSTILE[what]))
    assert server.sql("SELECT count(*) FROM matt", DATABASE) == [(2,)]


def test_the_account_of_the_documentation_may_read_and_nothing_else(server: Cluster) -> None:
    url = make_url(server.url(DATABASE, user=READER, password="lösen"))
    for statement in (
        "DELETE FROM matt",
        "SELECT rensa()",
        "CREATE TABLE egen (a int)",
        "SELECT lo_export(1, '/tmp/x')",
    ):
        engine = database._engine(dialects.Opening(url=url), url)
        with engine.connect() as bare, pytest.raises(exc.DBAPIError):
            bare.execute(text(f"SET TRANSACTION READ WRITE; {statement}"))


def test_dates_decimals_booleans_and_swedish_letters_come_as_they_are(address: str) -> None:
    found = fetched(a_database("SELECT * FROM matt WHERE extract(year FROM ar) >= :from_year", from_year=2010), address)
    lines = found.content.decode().splitlines()
    assert lines[1:] == [
        "131,2018-12-31,12.00,100,Åsö,true,2018-12-31 14:00:00",
        '131,2019-12-31,,100,"",false,2019-12-31',
    ]
    assert list(found.table[e.PERIOD]) == ["2018", "2019"]
    checked = checks.check(found.table, a_registry(), scope=found.scope, standing=empty(), marks=found.marks)
    assert checked.observations["value"].tolist()[0] == 12.0


def test_columns_of_the_same_name_are_refused(address: str) -> None:
    assert "samma namn: plats" in str(refused(a_database("SELECT plats, plats, ar, antal, bas FROM matt"), address))


def test_a_wide_answer_is_refused(address: str) -> None:
    columns = ", ".join(f"{number} AS k{number}" for number in range(300))
    assert refused(a_database(f"SELECT {columns}"), address).code == "source-columns"


def test_a_wrong_password_is_told_without_naming_anybody(server: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    fault = refused(a_database(QUERY), server.url(DATABASE, password="fel-lösenord-123"))
    assert fault.code == "source-login"
    assert "lagesbild" not in str(fault)
    assert "fel-lösenord-123" not in caplog.text
    number = re.search(r"felkod (\w{6})", str(fault))
    assert number is not None
    assert number[1] in caplog.text


def test_a_server_that_is_not_there_is_told_without_its_name(server: Cluster) -> None:
    fault = refused(a_database(QUERY), server.url(DATABASE).replace(str(server.port), "9"))
    assert fault.code == "source-silent"
    assert "127" not in str(fault)


def test_a_database_that_the_server_does_not_have_is_told_without_its_name(server: Cluster) -> None:
    fault = refused(a_database(QUERY), server.url("hemligt-namn"))
    assert fault.code == "source-database"
    assert "hemligt" not in str(fault)


def test_a_search_path_in_the_address_holds_and_does_not_undo_the_protection(server: Cluster) -> None:
    server.sql("CREATE SCHEMA egen", DATABASE)
    server.sql("CREATE TABLE egen.tal AS SELECT '131' AS plats, 2018 AS ar, 1 AS antal, 2 AS bas", DATABASE)
    options = "?options=-c%20search_path%3Degen,public%20-c%20default_transaction_read_only%3Doff"
    assert fetched(a_database("SELECT * FROM tal"), server.url(DATABASE) + options).rows_read == 1
    fault = refused(a_database("SELECT rensa() AS plats", limits=SHORT), server.url(DATABASE) + options)
    assert fault.code == "source-writes"


def test_rows_are_read_as_they_come_and_never_more_than_allowed(address: str) -> None:
    query = "SELECT '131' AS plats, 2018 AS ar, generate_series(1, 1000000000) AS antal, 100 AS bas"
    limits = SourceLimits(rows=20_000, seconds=30, bytes=50_000_000)
    assert refused(a_database(query, limits=limits), address).code == "source-rows"


def test_a_day_stands_for_its_year_only_where_it_begins_or_ends_one_and_others_are_asked_about(address: str) -> None:
    mapping = SourceMapping(indicator="an-indicator", geography="131", period="dag", value="varde")
    days = (date(2017, 1, 1), date(2018, 6, 30), date(2019, 12, 31))
    query = " UNION ALL ".join(f"SELECT DATE '{day}' AS dag, 55.5 AS varde" for day in days)
    found = fetched(replace(a_database(query), mapping=mapping), address)
    assert list(found.table[e.PERIOD]) == ["2017", "2018-06-30", "2019"]
    plain = a_registry(an_indicator(kind=MeasureKind.VALUE))
    told = checks.check(found.table, plain, scope=found.scope, standing=empty())
    assert [(each.code, each.value) for each in told.findings] == [("part-of-year", "2018-06-30")]
    said = replace(a_database(query), mapping=mapping, recode={"dag": {"2018-06-30": "2018"}})
    assert list(fetched(said, address).table[e.PERIOD]) == ["2017", "2018", "2019"]
