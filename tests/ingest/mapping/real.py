"""The published workbooks beside the tests, read once each as an upload would be."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from indicators import registry
from indicators.batches import Finding
from indicators.ingest import mapping
from indicators.ingest.workbook import read
from indicators.ingest.workbook.book import Book
from indicators.model import Registry

WORKBOOKS = Path(__file__).parents[1] / "workbooks"
GRADES = "skolverket-betyg-ak9-over-tid-2024-25-kommun.xlsx"
GRADES_YEAR_6 = "skolverket-betyg-ak6-samtliga-2024-25-kommun.xlsx"
GRADES_YEAR_6_TEXT = "skolverket-betyg-ak6-samtliga-2019-20-kommun.csv"
DEATHS = "scb-preliminar-statistik-doda-2020.xlsx"
NEW_FIRMS = "tillvaxtanalys-nystartade-foretag-dalarna-2024-04-10.xlsx"
UNEMPLOYED = "r-export-andel-arbetslosa-2020-2022.xlsx"
SICK_DAYS = "forsakringskassan-sjukpenningtal-2024-11-06.xlsx"
DIAGNOSES = "forsakringskassan-pagaende-sjukfall-diagnos-2024-11-06.xlsx"
NOT_STUDYING = "mucf-uvas-tre-lan-2022.xlsx"
ALL = (GRADES, GRADES_YEAR_6, GRADES_YEAR_6_TEXT, DEATHS, NEW_FIRMS, UNEMPLOYED, SICK_DAYS, DIAGNOSES, NOT_STUDYING)


@cache
def book(name: str) -> Book:
    """One of the workbooks."""
    return read((WORKBOOKS / name).read_bytes(), name)


@cache
def register() -> Registry:
    """The register that the product ships."""
    return registry.load(registry.read_folder(Path(__file__).parents[3] / "data" / "registry"))


def mapped(name: str, document: str) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """The entries of a workbook read with a mapping written as a person would."""
    return mapping.entries(book(name), mapping.load(document), register())


def found(table: pd.DataFrame, **keys: str) -> Any:
    """The only entry with these keys."""
    fitting = table[pd.concat([table[name] == text for name, text in keys.items()], axis=1).all(axis=1)]
    assert len(fitting) == 1, fitting
    return fitting.iloc[0]
