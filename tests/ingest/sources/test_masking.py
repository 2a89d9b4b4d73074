"""The log says what went wrong with a source, never where it is nor who asks."""

from __future__ import annotations

import pytest

from indicators.ingest.sources.masking import masked
from tests.ingest.sources.declared import a_database, refused

SAID = [
    (
        "postgresql://anna:heml%40gt@stad.example:5433/db",
        'connection to server at "stad.example" (10.0.0.7), port 5433 failed: FATAL: role "anna" heml@gt heml%40gt',
        'connection to server at "***" (***), port 5433 failed: FATAL: role "***" *** ***',
    ),
    ("postgresql://anna@ett:5432,tva:5432/db", 'host "ett" and "tva", user anna', 'host "***" and "***", user ***'),
    ("mysql+pymysql://bo:x@[::1]/db", "Can't connect to ::1 at 12:30:59", "Can't connect to *** at 12:30:59"),
    ("mssql://?odbc_connect=PWD%3Dhemligt", "bad string PWD=hemligt", "bad string ***"),
    (
        "mssql+pyodbc://?odbc_connect=DRIVER%3D%7BODBC%7D%3BSERVER%3Ddb1%2C1433%3BUID%3Dbo%3BPWD%3Dx%3D9",
        "Login failed for user 'bo' on db1, x=9",
        "Login failed for user '***' on ***, ***",
    ),
    (
        "oracle+oracledb://anna:x@/?dsn=(DESCRIPTION=(ADDRESS=(HOST=ora)(PORT=1521)))",
        "cannot connect to ora as anna",
        "cannot connect to *** as ***",
    ),
    ("https://stad.example/api?key=nyckeln", "GET https://stad.example/api?key=nyckeln", "GET ***"),
    ("sqlite:////data/kalla.db", "no such table: anna\nline two", "no such table: anna line two"),
    ("no address", "something else", "something else"),
    ("", "nothing was said", "nothing was said"),
]


@pytest.mark.parametrize(("address", "said", "told"), SAID, ids=range(len(SAID)))
def test_server_user_password_and_parameters_are_hidden(address: str, said: str, told: str) -> None:
    assert masked(said, address) == told


def test_a_user_whose_name_is_part_of_a_word_hides_no_other_word() -> None:
    assert masked("table annas and anna", "postgresql://anna@s/db") == "table annas and ***"


def test_a_database_that_is_silent_is_logged_without_its_place(caplog: pytest.LogCaptureFixture) -> None:
    fault = refused(a_database("select 1 as x"), "postgresql+psycopg://lasaren:hemligt@localhost:9/staden")
    assert fault.code == "source-silent"
    assert "source-silent" in caplog.text
    assert not any(word in caplog.text for word in ("localhost", "127.0.0.1", "::1", "lasaren", "hemligt"))
