"""A mapping tried on a file before it is saved: what a person should mend or say, in Swedish."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from indicators.batches import Severity
from indicators.ingest import entries as entry
from indicators.ingest.mapping import faults, keys, reading
from indicators.ingest.mapping.layout import FIGURES, Mapping, Percent, Place
from indicators.ingest.numbers import read_number
from indicators.ingest.workbook.book import Book, CellKind
from indicators.model import TOTAL, Registry

SHOWN: Final = 5
_NAMES: Final = {entry.INDICATOR: "indikatorn", entry.GEOGRAPHY: "platsen", entry.PERIOD: "perioden"}
_UNKNOWN: Final = {
    entry.INDICATOR: "Indikatorer som inte finns i registret",
    entry.GEOGRAPHY: "Platser som inte finns i registret",
    entry.PERIOD: "Perioder som inte går att läsa",
}


def problems(mapping: Mapping, book: Book, registry: Registry) -> list[str]:
    """Every problem there is; none for a mapping whose entries the checks can judge."""
    own = [*faults.of(mapping), *_unsaid(mapping)]
    if faults.of(mapping):
        return own
    table, findings = reading.entries(book, mapping, registry)
    stopping = [finding for finding in findings if finding.severity is Severity.ERROR]
    told = [f"{f.message}{f' ({f.sheet} {f.cell})' if f.cell else ''}. {f.advice}" for f in stopping]
    return [*own, *told, *_of_entries(table, mapping, registry)]


def _unsaid(mapping: Mapping) -> Iterator[str]:
    for name, source in mapping.keys.items():
        if source.place is Place.FIXED and not source.at and name in _NAMES:
            yield f"Säg var {_NAMES[name]} står: i en kolumn, en rubrik, bladets namn, en cell eller inte i filen."


def _of_entries(table: pd.DataFrame, mapping: Mapping, registry: Registry) -> Iterator[str]:
    if not len(table):
        return
    yield from _unknown(table, registry)
    yield from _breakdowns(table, mapping, registry)
    yield from _texts(table, mapping)
    yield from _doubled(table)
    yield from _fractions(table, mapping, registry)


def _unknown(table: pd.DataFrame, registry: Registry) -> Iterator[str]:
    for name, what in _UNKNOWN.items():
        knows = keys.knowing(name, registry)
        yield from _listed(what, [text for text in table[name].unique() if text and not knows(text)])


def _breakdowns(table: pd.DataFrame, mapping: Mapping, registry: Registry) -> Iterator[str]:
    known = {dimension for each in registry.indicators.values() for dimension in each.breakdowns}
    for dimension in sorted(set(mapping.breakdown) - known):
        if (table[entry.BREAKDOWN] != TOTAL).any():
            yield f"Ingen indikator i registret delas in efter {dimension}. Välj bara raden för alla med ett urval."


def _texts(table: pd.DataFrame, mapping: Mapping) -> Iterator[str]:
    """Texts among the figures that are neither numbers nor marks with a meaning."""
    for name in [name for name in FIGURES if name in mapping.fields]:
        raw = table.loc[table[entry.part(name, "kind")] == CellKind.TEXT, entry.part(name, "raw")].str.strip()
        unsaid = raw[~raw.isin(list(mapping.marks))].value_counts()
        for text, count in unsaid[[_is_no_number(str(text)) for text in unsaid.index]].head(SHOWN).items():
            where = "1 cell" if count == 1 else f"{count} celler"
            yield f'"{str(text)[:40]}" står i {where} med siffror. Säg vad det betyder, eller rätta filen.'


def _is_no_number(text: str) -> bool:
    return bool(text) and read_number(text, unit="%").value is None


def _doubled(table: pd.DataFrame) -> Iterator[str]:
    """The same key on several rows: a classification that has not been pointed out."""
    doubled = table[table.duplicated([*entry.KEYS], keep=False)]
    if len(doubled):
        first = doubled.iloc[0]
        same = doubled[(doubled[list(entry.KEYS)] == first[list(entry.KEYS)]).all(axis=1)]
        rows = " och ".join(str(row) for row in same[entry.ROW].head(2))
        yield (
            f"{len(doubled)} rader har samma indikator, plats, period och indelning som en annan, till exempel "
            f"rad {rows}. Välj vilka rader som ska läsas med ett urval."
        )


def _fractions(table: pd.DataFrame, mapping: Mapping, registry: Registry) -> Iterator[str]:
    """Shares that are all between 0 and 1 while the register counts them in per cent."""
    if entry.VALUE not in mapping.fields or mapping.percent is Percent.FRACTION or mapping.factor != 1:
        return
    in_percent = {each.id for each in registry.indicators.values() if each.unit == "%"}
    numbers = table.loc[table[entry.INDICATOR].isin(in_percent), entry.part(entry.VALUE, "number")].dropna()
    if len(numbers) and numbers.between(0, 1).all() and (numbers % 1 != 0).any():
        yield "Alla andelar ligger mellan 0 och 1. Säg att procent är skrivna som delar av ett."


def _listed(what: str, wrong: Sequence[str]) -> Iterator[str]:
    if wrong:
        more = f" och {len(wrong) - SHOWN} till" if len(wrong) > SHOWN else ""
        shown = ", ".join(" ".join(text.split())[:60] for text in wrong[:SHOWN])
        yield f"{what}: {shown}{more}. Översätt dem, eller hoppa över dem."
