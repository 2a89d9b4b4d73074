"""Reading DuckDB, which by itself reads any file on the server."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from indicators.ingest import entries as e
from indicators.model import SourceLimits
from tests.ingest.sources.declared import SHORT, a_database, fetched, refused


@pytest.fixture
def address(tmp_path: Path) -> str:
    path = tmp_path / "sjö.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE matt (plats VARCHAR, ar DATE, antal DECIMAL(9, 2), bas BIGINT)")
        connection.execute(
            "INSERT INTO matt VALUES ('131', '2018-12-31', 12.5, 100), ('Örgryte', '2019-12-31', NULL, 9)"
        )
    return f"duckdb:///{path}"


def test_rows_are_read_with_decimals_days_and_nothing_for_null(address: str) -> None:
    found = fetched(a_database("SELECT * FROM matt"), address)
    assert found.content.decode().splitlines()[1:] == ["131,2018-12-31,12.50,100", "Örgryte,2019-12-31,,9"]
    assert list(found.table[e.PERIOD]) == ["2018", "2019"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv_auto('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM glob('/etc/*')",
        "SELECT getenv('PATH') AS plats",
        "WITH x AS (SELECT 1) SELECT * FROM 'https://other.example/a.parquet'",
        "COPY matt TO '/tmp/lagesbild-hostile.csv'",
        "SELECT 1 AS plats; DROP TABLE matt",
    ],
)
def test_no_other_file_is_read_and_nothing_is_written(address: str, query: str) -> None:
    before = Path(address.removeprefix("duckdb:///")).read_bytes()
    assert refused(a_database(query), address).code in ("source-statement", "source-writes", "source-query")
    assert Path(address.removeprefix("duckdb:///")).read_bytes() == before


def test_a_query_without_end_is_stopped(address: str) -> None:
    query = "SELECT count(*) AS antal FROM range(1000000000000) a, range(1000000) b"
    assert refused(a_database(query, limits=SHORT), address).code in ("source-time", "source-memory")


def test_what_takes_too_much_memory_is_stopped(address: str) -> None:
    query = "SELECT list(i) AS plats FROM range(400000000) t(i)"
    fault = refused(a_database(query, limits=SourceLimits(rows=9, seconds=30, bytes=9_999)), address)
    assert fault.code in ("source-memory", "source-time", "source-died", "source-query")


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    assert refused(a_database("SELECT 1 AS plats"), f"duckdb:///{tmp_path / 'ny.duckdb'}").code == "source-address"
    assert not list(tmp_path.iterdir())
