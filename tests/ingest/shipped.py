"""What the product ships, read once for all tests."""

from __future__ import annotations

import csv
import io
from functools import cache

import pandas as pd
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from indicators import observations as obs
from indicators import registry
from indicators.batches import Delivery
from indicators.ingest import demo, reference
from indicators.model import Registry
from indicators.settings import DEMO_DIR, REFERENCE_DIR, REGISTRY_DIR


@cache
def the_register() -> Registry:
    """The shipped register."""
    return registry.load(registry.read_folder(REGISTRY_DIR))


@cache
def reference_deliveries() -> tuple[Delivery, ...]:
    """The shipped published figures."""
    return tuple(reference.deliveries(REFERENCE_DIR, the_register()))


@cache
def demo_deliveries() -> tuple[Delivery, ...]:
    """The shipped made-up figures."""
    return tuple(demo.deliveries(DEMO_DIR, the_register()))


def delivery(file_name: str) -> Delivery:
    """One of the shipped files."""
    return next(d for d in (*reference_deliveries(), *demo_deliveries()) if d.file_name == file_name)


def rows(file_name: str, **chosen: object) -> pd.DataFrame:
    """The observations of one file that have the columns' values asked for."""
    found = delivery(file_name).rows
    for column, value in chosen.items():
        found = found[found[column] == value]
    return found


@cache
def current() -> pd.DataFrame:
    """All observations as they stand when every delivery has been handed in, the later ones last."""
    tables = [d.rows for d in (*reference_deliveries(), *demo_deliveries())]
    return pd.concat(tables).drop_duplicates(list(obs.KEY), keep="last")


def text_at(content: bytes, cell: str) -> str:
    """The text of a cell in a comma-separated file, read without our own reader."""
    letter, line = coordinate_from_string(cell)
    table = list(csv.reader(io.StringIO(content.decode("utf-8"))))
    return str(table[line - 1][column_index_from_string(letter) - 1])
