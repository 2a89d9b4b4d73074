"""What each table of the store is called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TABLES: Final[Mapping[str, str]] = {
    "batch": "leveranser",
    "version": "dataversioner",
    "indicator": "indikatorernas koder",
    "geography": "platsernas koder",
    "period": "perioder",
    "breakdown": "uppdelningar",
    "breakdown_member": "uppdelningarnas delar",
    "observation": "siffror",
    "touched": "ändrade indikatorer",
    "pending": "inlämnade siffror",
    "ending": "siffror att avsluta",
    "finding": "anmärkningar",
    "explanation": "förklaringar",
    "message": "leveransernas samtal",
    "person": "personer",
    "mapping": "läskartor",
    "fetch": "hämtningar",
    "lock": "lås",
    "register_revision": "registrets versioner",
    "register_document": "registrets filer",
    "analysis": "analystexter",
    "edition": "utgåvor",
    "edition_file": "utgåvornas filer",
    "promise": "frågor och löften",
    "card": "kort",
    "log": "logg",
    "marker": "märken",
}


def name_of(table: str) -> str:
    """The table in Swedish; one of another program as it is."""
    return TABLES.get(table, table)
