"""What a database says, in the words that a user is told."""

from __future__ import annotations

import pytest

from indicators.store import addresses, sentences


def test_where_a_store_lies_is_told_without_user_or_password() -> None:
    assert addresses.place("postgres://anna:hemligt@en:5432,två:5433/lage?password=x") == "lage på en:5432, två:5433"
    assert addresses.place("postgresql://anna:hemligt@en/lage") == "lage på en"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ('FATAL:  lösenordsautentisering misslyckades för användare "x"', "lösenordet"),
        ('FATAL:  databasen "x" finns inte', "finns inte"),
        ('FATAL:  ingen rad i pg_hba.conf för värd "127.0.0.1"', "släpper inte in"),
        ("FATAL:  databassystemet startar", "starta"),
        ("FATAL:  för många klienter har redan anslutit", "fler anslutningar"),
        ("connection failed: session is read-only", "läskopia"),
        ("connection timeout expired", "svarar inte"),
    ],
    ids=["password", "database", "machine", "starting", "crowded", "replica", "silent"],
)
def test_what_a_server_says_at_the_door_in_any_of_its_languages_is_understood(told: str, sentence: str) -> None:
    assert sentence in sentences.of_postgresql(told, None, is_connected=False).format(where="x")


def test_every_sentence_says_that_nothing_is_changed_and_what_to_do() -> None:
    told = {
        sentences.of_postgresql("", code, is_connected=True) for code in ("55P03", "40001", "57014", "53100", "53300")
    }
    told |= {
        sentences.of_postgresql("", code, is_connected=True) for code in ("25006", "42501", "22003", "08006", "99999")
    }
    assert len(told) == 10
    assert all("Inget är ändrat." in sentence and "{where}" in sentence for sentence in told)
