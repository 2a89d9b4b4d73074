"""Reading a database: SQLite and DuckDB for real, what is asked of the others as they would be asked."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

import pytest

from indicators.ingest import checks
from indicators.ingest import entries as e
from indicators.ingest.sources import Fetched
from indicators.model import ObservationStatus, SourceLimits, SourceMapping
from indicators.observations import empty
from tests.builders import a_registry
from tests.ingest.sources.declared import LIMITS, a_database, fetched, refused

EVERYTHING = "SELECT plats, ar, antal, bas FROM matt WHERE ar >= :from_year"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "stadens källa å#1.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE matt (plats TEXT, ar INTEGER, antal REAL, bas INTEGER)")
        rows = [("131", 2018, 12, 100), ("131", 2017, 9, 100), ("131", 2015, 7, 100), ("131", 2019, None, 100)]
        connection.executemany("INSERT INTO matt VALUES (?, ?, ?, ?)", rows)
    connection.close()
    return path


def _from(database: Path, query: str = EVERYTHING, **changes: object) -> Fetched:
    return fetched(a_database(query, **{"from_year": 2016, **changes}), f"sqlite:///{database}")


def _column(found: Fetched, name: str) -> list[object]:
    return list(found.table[name])


def test_rows_become_entries_with_their_place_in_the_file(database: Path) -> None:
    found = _from(database)
    assert _column(found, e.PERIOD) == ["2017", "2018", "2019"]
    assert _column(found, e.part(e.NUMERATOR, "number"))[:2] == [9.0, 12.0]
    assert _column(found, e.part(e.NUMERATOR, "cell")) == ["C2", "C3", "C4"]
    lines = list(csv.reader(io.StringIO(found.content.decode())))
    assert lines == [
        ["plats", "ar", "antal", "bas"],
        *[["131", "2017", "9", "100"], ["131", "2018", "12", "100"]],
        ["131", "2019", "", "100"],
    ]


def test_the_same_rows_in_another_order_make_the_same_file(database: Path) -> None:
    one, other = (_from(database, f"SELECT * FROM matt ORDER BY ar {way} LIMIT 9") for way in ("ASC", "DESC"))
    assert one.sha256 == other.sha256


def test_the_checks_read_the_entries_and_null_is_missing_never_zero(database: Path) -> None:
    found = _from(database)
    checked = checks.check(found.table, a_registry(), scope=found.scope, standing=empty(), marks=found.marks)
    by_year = checked.observations.set_index("year")
    assert by_year.loc[2018, "value"] == 12.0
    assert by_year.loc[2019, "status"] == ObservationStatus.MISSING


def test_the_database_is_not_changed_by_any_of_it(database: Path) -> None:
    before = database.read_bytes()
    for query in ("DELETE FROM matt", "SELECT 1; DROP TABLE matt", "SELECT 1) q; DROP TABLE matt --"):
        assert refused(a_database(query), f"sqlite:///{database}").code == "source-statement"
    assert database.read_bytes() == before


def test_a_missing_file_is_refused_and_not_made(tmp_path: Path) -> None:
    assert refused(a_database(EVERYTHING), f"sqlite:///{tmp_path / 'ny.db'}").code == "source-address"
    assert not list(tmp_path.iterdir())


def test_more_rows_than_allowed_are_refused_by_number(database: Path) -> None:
    fault = refused(
        a_database(EVERYTHING, limits=SourceLimits(rows=2, seconds=9, bytes=9_999)), f"sqlite:///{database}"
    )
    assert "fler än 2 rader" in str(fault)


def test_more_bytes_than_allowed_are_refused(database: Path) -> None:
    fault = refused(a_database(EVERYTHING, limits=SourceLimits(rows=9, seconds=9, bytes=20)), f"sqlite:///{database}")
    assert fault.code == "source-bytes"


def test_a_query_without_end_is_stopped(database: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS antal FROM n"
    fault = refused(a_database(endless, limits=SourceLimits(rows=9, seconds=1, bytes=9_999)), f"sqlite:///{database}")
    assert fault.code == "source-time"
    assert "inom 1 sekunder" in str(fault)


def test_columns_that_the_register_reads_and_the_answer_lacks_are_named(database: Path) -> None:
    fault = refused(a_database("SELECT plats, ar, antal AS tal FROM matt"), f"sqlite:///{database}")
    assert "saknar kolumnerna antal, bas" in str(fault)
    assert "Det har plats, ar, tal" in str(fault)


def test_columns_that_nobody_reads_are_told_of(database: Path) -> None:
    found = _from(database, "SELECT *, antal * 2 AS dubbelt FROM matt")
    assert [(f.code, f.value) for f in found.findings] == [("source-unused-columns", "dubbelt")]


def test_columns_of_the_same_name_are_refused(database: Path) -> None:
    fault = refused(a_database("SELECT plats, ar, antal, bas, antal FROM matt"), f"sqlite:///{database}")
    assert "samma namn: antal" in str(fault)


def test_a_fault_of_the_database_tells_neither_path_nor_its_own_words(database: Path) -> None:
    fault = refused(a_database("SELECT hemlig FROM matt"), f"sqlite:///{database}")
    assert fault.code == "source-query"
    assert not [word for word in ("hemlig", "matt", database.name) if word in str(fault)]


def test_an_unknown_parameter_is_named(database: Path) -> None:
    assert ":to_year" in str(refused(a_database("SELECT :to_year AS ar"), f"sqlite:///{database}"))


def test_a_source_without_rows_is_refused(database: Path) -> None:
    assert refused(a_database(EVERYTHING, from_year=2050), f"sqlite:///{database}").code == "source-empty"


def test_an_empty_text_is_not_null_and_swedish_letters_stand_as_they_are(database: Path) -> None:
    query = "SELECT '131' AS plats, 2018 AS ar, 1 AS antal, 2 AS bas, '' AS tom, NULL AS inget, 'Åsa ”Ö”, \"x\"' AS ä"
    found = _from(database, query)
    assert found.content.decode().splitlines()[1] == '131,2018,1,2,"",,"Åsa ”Ö”, ""x"""'


def test_codes_that_nobody_translates_are_told_of_and_never_the_total(database: Path) -> None:
    sexes = "(SELECT 'K' kon UNION SELECT 'X' UNION SELECT NULL)"
    query = f"SELECT '131' AS plats, 2018 AS ar, 1 AS antal, 2 AS bas, kon FROM {sexes}"
    mapping = SourceMapping(
        indicator="an-indicator", geography_column="plats", period="ar", numerator="antal", breakdown={"kon": "kon"}
    )
    found = _from(database, query, mapping=mapping, recode={"kon": {"K": "kvinna"}})
    assert sorted(_column(found, e.BREAKDOWN)) == ["kon=?", "kon=X", "kon=kvinna"]
    told = {f.code: f.value for f in found.findings}
    assert sorted(told["source-unknown-code"].split(", ")) == ["(tomt)", "X"]


def test_figures_are_multiplied_but_neither_bases_nor_the_text_that_stood_there(database: Path) -> None:
    found = _from(database, "SELECT '131' AS plats, 2018 AS ar, '0,743' AS antal, 5 AS bas", factor=100.0)
    assert _column(found, e.part(e.NUMERATOR, "number")) == [74.3]
    assert _column(found, e.part(e.NUMERATOR, "raw")) == ["0,743"]
    assert _column(found, e.part(e.DENOMINATOR, "number")) == [5.0]


def test_statuses_say_why_a_figure_is_missing_and_an_unknown_one_is_told_of(database: Path) -> None:
    query = (
        "SELECT '131' AS plats, 2010 + n AS ar, NULL AS antal, 5 AS bas, s AS status FROM "
        "(SELECT 1 n, 'Privacy' s UNION SELECT 2, '..' UNION SELECT 3, 'hemligt?' UNION SELECT 4, '-')"
    )
    mapping = SourceMapping(
        indicator="an-indicator", geography_column="plats", period="ar", numerator="antal", status="status"
    )
    found = _from(database, query, mapping=mapping, recode={"status": {"-": "zero"}})
    assert _column(found, e.part(e.STATUS, "raw")) == ["Sekretess", "Saknas", "Saknas", ""]
    assert _column(found, e.part(e.NUMERATOR, "number"))[3] == 0.0
    assert ("source-unknown-status", "hemligt?") in [(f.code, f.value) for f in found.findings]


def test_many_rows_are_read_in_pieces(database: Path) -> None:
    query = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) "
        "SELECT i AS plats, 2018 AS ar, i AS antal, 1000000 AS bas FROM n"
    )
    assert _from(database, query, limits=LIMITS).rows_read == 20_000
