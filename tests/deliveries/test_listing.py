from __future__ import annotations

from typing import Any

import pytest

from indicators.batches import Finding, Severity
from indicators.deliveries.listing import Kind, kinds


def found(cell: str, *, code: str = "unknown-status", sheet: str = "Enkät", **changes: Any) -> Finding:
    fields: dict[str, Any] = {
        "code": code,
        "severity": Severity.ERROR,
        "sheet": sheet,
        "cell": cell,
        "value": "",
        "message": "Status som inte finns i listan",
        "expected": "ett ord ur listan",
        "advice": "Välj Saknas.",
        "meant": "Saknas",
    }
    return Finding(**(fields | changes))


def only(*findings: Finding) -> Kind:
    (kind,) = kinds(findings)
    return kind


def test_neighbouring_cells_are_joined() -> None:
    kind = only(*(found(f"I{row}") for row in (6, 7, 8, 9)))
    assert (kind.count, kind.where) == (4, "Enkät I6–I9")


def test_cells_apart_are_listed_and_the_sheet_named_once() -> None:
    assert only(found("G5", sheet="Insatser"), found("G8", sheet="Insatser")).where == "Insatser G5, G8"


def test_each_sheet_is_named() -> None:
    assert only(found("G15", sheet="Anmälda brott"), found("G13")).where == "Anmälda brott G15, Enkät G13"


def test_a_text_file_has_no_sheet_to_name() -> None:
    assert only(found("C2", sheet=""), found("C4", sheet="")).where == "C2, C4"


def test_a_whole_sheet_is_told_by_its_name() -> None:
    kind = only(found("", code="untouched-sheet", meant="", advice="Fyll i det."))
    assert (kind.count, kind.where) == (1, "Enkät")


def test_findings_without_a_cell_count_one_by_one() -> None:
    findings = [found("G5"), found("", value="2091"), found("", value="2092"), found("", message="Annat")]
    assert [kind.count for kind in kinds(findings)] == [3, 1]


def test_columns_come_in_the_sheets_order() -> None:
    assert only(found("AA4"), found("B4")).where == "Enkät B4, AA4"


def test_many_stretches_are_counted_and_not_all_named() -> None:
    assert only(*(found(f"G{row}") for row in range(2, 42, 2))).where.endswith("G24 och 8 till")


def test_what_all_probably_meant_is_said_once() -> None:
    kind = only(found("I6"), found("I7"))
    assert (kind.advice, kind.meant) == ("Välj ur listan i cellen. Menade du Saknas?", "Saknas")


def test_different_guesses_are_left_to_the_list() -> None:
    kind = only(found("I6"), found("I7", meant="Sekretess"))
    assert (kind.advice, kind.meant) == ("Välj ur listan i cellen.", "")


def test_an_ambiguous_number_is_written_out() -> None:
    told = {"code": "ambiguous-number", "message": "Tal som kan läsas på två sätt"}
    assert only(found("G4", meant="5355", **told)).advice == "Skriv utan punkt: 5355."
    assert only(found("G4", meant="5355", **told), found("G5", meant="1200", **told)).advice == "Skriv utan punkt."


def test_a_rule_of_a_layout_keeps_its_own_advice() -> None:
    assert only(found("A1", code="moved-head", advice="Lägg tillbaka rubriken.")).advice == "Lägg tillbaka rubriken."


def test_most_cells_come_first_and_then_the_files_order() -> None:
    findings = [found("A1", message="b"), found("A2", message="a"), found("A3", message="c"), found("A4", message="c")]
    assert [kind.message for kind in kinds(findings)] == ["c", "b", "a"]


@pytest.mark.parametrize("count", [0, 1])
def test_the_same_cell_counts_once(count: int) -> None:
    assert sum(kind.count for kind in kinds([found("G4"), found("G4")][: count * 2])) == count
