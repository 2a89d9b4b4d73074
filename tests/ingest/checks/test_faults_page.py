"""The faults of the page Lämna uppgifter come out in the words that the page was drawn with."""

from __future__ import annotations

from typing import Any

import pytest

from indicators.batches import Finding
from indicators.deliveries.listing import kinds
from tests.builders import observed
from tests.ingest.checks.builders import THINGS, a_count, a_survey, an_entry, checked

FAULTS = [
    a_count(4, numerator="5.355", sheet="Anmälda brott"),
    a_count(15, numerator=None, sheet="Anmälda brott", period="2018"),
    a_survey(6, value=None, denominator=None, status="ej svar", breakdown="kon=man"),
    a_survey(10, denominator=None),
    a_survey(13, value=None, denominator=None, period="2018"),
    a_survey(14, value=743, breakdown="kon=kvinna"),
    an_entry(5, indicator=THINGS, value="ca 12", sheet="Insatser"),
    an_entry(8, indicator=THINGS, value="7 st", sheet="Insatser", period="2018"),
]
TOLD = {
    "G4": ("5.355", "helt tal, minst 0", "Skriv 5355 utan punkt."),
    "G15": ("", "tal, eller en orsak i Status", "Välj Saknas i I15 om talet inte finns."),
    "I6": ("ej svar", "ett ord ur listan", "Välj Saknas."),
    "H10": ("", "helt tal, minst 1", "Skriv antal svar."),
    "G13": ("", "tal, eller en orsak i Status", "Skriv ett tal eller välj en orsak i I13."),
    "G14": ("743", "0–100 procent", "Menade du 74,3?"),
    "G5": ("ca 12", "helt tal, minst 0", "Skriv 12."),
    "G8": ("7 st", "helt tal, minst 0", "Skriv 7."),
}
KINDS = {
    "Status som inte finns i listan": "Välj ur listan i cellen. Menade du Saknas?",
    "Antal svar saknas": "Skriv hur många som svarade. Utan antal går osäkerheten inte att räkna ut.",
    "Värdet saknas utan orsak": "Skriv ett tal, eller välj en orsak i kolumnen Status.",
    "Text där det ska stå ett tal": "Skriv bara talet. Det andra kan stå i Kommentar.",
    "Procent över 100": "Kontrollera kommat. Menade du 74,3?",
    "Tal som kan läsas på två sätt": "Skriv utan punkt: 5355.",
}


def findings() -> tuple[Finding, ...]:
    standing: Any = observed("131", {2017: 73.0}, breakdown="kon=kvinna")
    return checked(*FAULTS, standing=standing).findings


@pytest.mark.parametrize("cell", TOLD)
def test_each_cell_is_told_as_drawn(cell: str) -> None:
    (finding,) = [each for each in findings() if each.cell == cell]
    assert (finding.value, finding.expected, finding.advice) == TOLD[cell]


def test_the_cells_come_in_the_files_order() -> None:
    assert [finding.cell for finding in findings()] == ["G4", "G15", "I6", "H10", "G13", "G14", "G5", "G8"]


def test_the_six_kinds_are_told_as_drawn() -> None:
    assert {kind.message: kind.advice for kind in kinds(findings())} == KINDS


def test_a_kind_says_where_across_sheets() -> None:
    where = {kind.message: kind.where for kind in kinds(findings())}
    assert where["Värdet saknas utan orsak"] == "Anmälda brott G15, Enkät G13"
    assert where["Text där det ska stå ett tal"] == "Insatser G5, G8"
