"""The name of a received file as a label."""

from __future__ import annotations

import pytest

from indicators.ingest.workbook.labels import LENGTH, NAMELESS, clean_name


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Lägesbild Angered.xlsx", "Lägesbild Angered.xlsx"),
        ("..\\..\\Temp\\siffror.xlsx", "siffror.xlsx"),
        ("/etc/passwd", "passwd"),
        ("rapport\u202excod.xlsx", "rapportxcod.xlsx"),
        ("a\x00b\x1b[31m.csv", "ab[31m.csv"),
        ("två\nrader\t.csv", "två rader .csv"),
        ("", NAMELESS),
        ("mapp/..", NAMELESS),
        ("\ud800.xlsx", ".xlsx"),
    ],
)
def test_a_label_is_the_last_part_without_hidden_characters(given: str, shown: str) -> None:
    assert clean_name(given) == shown


def test_a_long_label_is_shortened_and_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".xlsx")
    assert len(name) == LENGTH
    assert name.endswith("….xlsx")
