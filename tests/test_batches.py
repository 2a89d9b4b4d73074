"""Deliveries: what is handed in."""

from __future__ import annotations

import hashlib

from indicators import observations as obs
from indicators.batches import BatchKind, Delivery


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
