"""Deliveries: what is handed in."""

from __future__ import annotations

import hashlib

from indicators import observations as obs
from indicators.batches import BatchKind, Delivery, Finding, Severity


def test_a_delivery_is_known_by_the_fingerprint_of_its_file() -> None:
    delivery = Delivery(
        kind=BatchKind.REFERENCE,
        title="Folkmängd",
        source="SCB",
        licence="inte angiven",
        file_name="folkmangd.csv",
        content=b"ar,folkmangd\n",
        rows=obs.empty(),
        provenance="",
    )
    assert delivery.sha256 == hashlib.sha256(b"ar,folkmangd\n").hexdigest()


def test_a_finding_knows_the_row_and_column_of_its_cell() -> None:
    texts = dict.fromkeys(("code", "value", "message", "expected", "advice"), "")
    inside = Finding(sheet="Enkät", cell="AB12", severity=Severity.ERROR, **texts)
    whole = Finding(sheet="", cell="", severity=Severity.ERROR, **texts)
    assert (inside.row, inside.column, whole.row, whole.column) == (12, "AB", None, "")


def test_a_place_in_an_answer_that_is_no_table_has_no_row() -> None:
    texts = dict.fromkeys(("code", "value", "message", "expected", "advice", "sheet"), "")
    found = Finding(cell="/values/0/values/1/value", severity=Severity.INFO, **texts)
    assert (found.row, found.column) == (None, "/values/0/values/1/value")
