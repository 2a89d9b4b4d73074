"""How databases that cannot be started here would be opened and asked."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import make_url
from sqlalchemy.dialects import mssql, mysql, oracle, postgresql

from indicators.ingest.sources import dialects, faults, scalars, statement
from indicators.ingest.sources.refusals import Refused
from indicators.settings import ROOT
from tests.ingest.sources.declared import a_database, refused

QUERY = "SELECT plats, 'a;--b' AS x FROM matt WHERE ar >= :from_year -- alla\n;"


def _opening(address: str) -> dialects.Opening:
    return dialects.opening(make_url(address), 30.0)


@pytest.mark.parametrize(
    ("dialect", "limited"),
    [
        (mssql.dialect(), "SELECT TOP 11 * FROM (SELECT plats"),
        (oracle.dialect(), "FETCH FIRST 11 ROWS ONLY"),
        (mysql.dialect(), "LIMIT 11"),
        (postgresql.dialect(), "LIMIT 11"),
    ],
)
def test_the_query_is_wrapped_with_a_limit_in_each_database_s_words(dialect: Any, limited: str) -> None:
    select = statement.wrapped(QUERY, from_year=2011, most=11)
    told = " ".join(str(select.compile(dialect=dialect, compile_kwargs={"literal_binds": True})).split())
    assert limited in told
    assert "ar >= 2011) " in told
    assert "alla" not in told
    assert ";--b" in told


@pytest.mark.parametrize(
    "query",
    [
        *(
            "INSERT INTO matt VALUES (1)",
            "DROP TABLE matt",
            "",
            ";",
            "SELECT 1; SELECT 2",
            "SELECT 1 /* hej",
            "CALL rensa()",
        ),
        *(
            "SELECT 1) q; DROP TABLE matt --",
            "SELECT (1",
            "SELECT 'a",
            "SELECT 1 -- a\n; DELETE FROM matt",
            "EXEC xp_cmdshell 'x'",
        ),
    ],
)
def test_what_is_not_one_select_is_refused_before_it_is_sent(query: str) -> None:
    with pytest.raises(Refused):
        statement.plain(query)


@pytest.mark.parametrize(
    "query",
    ["SELECT ';' AS a", 'SELECT "a;b" FROM t', "WITH a AS (SELECT 1) SELECT * FROM a;", "select 'it''s -- no remark'"],
)
def test_marks_inside_quotes_are_text(query: str) -> None:
    assert statement.plain(query) == query.rstrip(";")


def test_a_cast_of_postgresql_is_no_parameter() -> None:
    assert statement.plain("SELECT ar::text FROM matt WHERE tid > '12:30'")


def test_sql_server_gets_a_login_and_a_query_timeout_and_asks_for_a_replica() -> None:
    opening = _opening("mssql://u:p@host/db")
    assert opening.url.drivername == "mssql+mssqlpython"
    assert opening.arguments == {"timeout": 30, "attrs_before": {103: 15}}
    assert opening.url.query["ApplicationIntent"] == "ReadOnly"


def test_oracle_reads_in_a_transaction_that_may_not_write() -> None:
    opening = _opening("oracle://u:p@host/?service_name=x")
    assert (opening.transaction, opening.attributes) == (("SET TRANSACTION READ ONLY",), {"call_timeout": 30_000})


@pytest.mark.parametrize("address", ["mysql://u:p@h/db", "mariadb://u:p@h/db"])
def test_mysql_and_mariadb_read_only_and_in_utf8_whichever_the_address_names(address: str) -> None:
    opening = _opening(address)
    limit, reads = opening.session
    assert "/*M! , max_statement_time = 30 */" in limit  # only MariaDB runs it
    assert "/*!50708 , max_execution_time = 30000 */" in limit  # only MySQL does
    assert reads == "SET SESSION TRANSACTION READ ONLY"
    assert opening.url.query["charset"] == "utf8mb4"
    assert opening.arguments["local_infile"] is False


def test_trino_ends_a_query_by_itself() -> None:
    assert _opening("trino://u@host/katalog").arguments["session_properties"]["query_max_run_time"] == "30s"


@pytest.mark.parametrize("kind", [kind for kind in dialects.KINDS.values() if kind.extra], ids=lambda kind: kind.name)
def test_every_driver_is_an_extra_that_the_documentation_tells_of(kind: dialects.Kind) -> None:
    assert f"\n{kind.extra} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    told = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert kind.name in told
    assert f"`{kind.extra}`" in told


@pytest.mark.parametrize(("address", "extra"), [("oracle://u:p@h/x", "oracle"), ("trino://u@h/x", "trino")])
def test_a_driver_that_is_not_installed_is_named_with_its_extra(address: str, extra: str) -> None:
    fault = refused(a_database("SELECT 1 AS plats"), address)
    if fault.code == "source-silent":
        pytest.skip(f"the driver of {extra} is installed here")
    assert f"pip install '.[{extra}]'" in str(fault)


def test_a_kind_that_nobody_knows_is_refused() -> None:
    assert "databasslaget flingor är okänt" in str(refused(a_database("SELECT 1 AS plats"), "flingor://u:p@h/x"))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (None, (None, "0")),
        ("", ("", "t")),
        (True, ("true", "b")),
        (Decimal("1E+3"), ("1000", "n")),
        (Decimal("12.50"), ("12.50", "n")),
        (Decimal("NaN"), ("NaN", "t")),
        (2019.0, ("2019", "n")),
        (0.1, ("0.1", "n")),
        (1e-7, ("0.0000001", "n")),
        (float("inf"), ("inf", "t")),
        (date(2019, 12, 31), ("2019-12-31", "d")),
        (datetime(2019, 12, 31), ("2019-12-31", "d")),
        (datetime(2019, 12, 31, 14), ("2019-12-31 14:00:00", "d")),
        (datetime(2019, 12, 31, tzinfo=UTC), ("2019-12-31 00:00:00+00:00", "d")),
        ("0000-00-00", ("0000-00-00", "t")),
        (b"\x00\xff", ("0x00ff", "t")),
    ],
)
def test_values_are_told_with_their_own_digits(value: object, told: tuple[str | None, str]) -> None:
    assert scalars.told(value) == told


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ORA-01456: may not perform insert/delete/update inside a READ ONLY transaction", "source-writes"),
        ("ORA-01017: invalid username/password; logon denied", "source-login"),
        ("DPY-4024: call timeout of 1000 ms exceeded", "source-time"),
        ("Login failed for user 'sa'.", "source-login"),
        ('Cannot open database "stad" requested by the login. The login failed.', "source-database"),
        ("Unknown database 'stad'", "source-database"),
        ("permission denied for table hemlig", "source-rights"),
        ("The SELECT permission was denied on the object 'hemlig'", "source-rights"),
        ("Lost connection to MySQL server during query (timed out)", "source-time"),
        ("Lost connection to MySQL server during query", "source-half"),
        ("Query exceeded the maximum run time limit of 30.00s", "source-time"),
        ("Could not decode to UTF-8 column 'namn'", "source-encoding"),
        ("Out of Memory Error: could not allocate block", "source-memory"),
        ("no such table: hemlig", "source-query"),
    ],
)
def test_the_drivers_own_words_become_ours(said: str, code: str) -> None:
    assert faults.fault_of(RuntimeError(said)) == code
