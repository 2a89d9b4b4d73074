"""A mapping read from a document and judged as a whole: every fault is told, in Swedish."""

from __future__ import annotations

import json
import tomllib
from collections import abc
from enum import StrEnum
from typing import Any, Final, TypeVar

from indicators.errors import InputError
from indicators.ingest.mapping import faults
from indicators.ingest.mapping.layout import EVERY_SHEET, Filter, Mapping, Others, Percent, Place, Source, Values

Choice = TypeVar("Choice", bound=StrEnum)

LONGEST: Final = 200_000
"""Characters in a document; a table of every municipality's code takes a tenth."""

_TOP: Final = (
    *("sheets", "header_rows", "first_row", "last_row", "stop", "skip_empty", "percent", "factor", "indicator"),
    *("geography", "period", "breakdown", "values", "filters", "marks", "headings"),
)
_WORDS: Final[abc.Mapping[type, str]] = {
    str: "en text inom citattecken",
    bool: "true eller false",
    int: "ett heltal",
    float: "ett tal",
    list: "en lista",
    dict: "en tabell",
}


def load(text: str) -> Mapping:
    """The mapping of a document in TOML or JSON; an `InputError` names every fault, one on each line."""
    reader = _Reader()
    mapping = reader.mapping(_document(text))
    found = [*reader.faults] or faults.of(mapping)
    if found:
        raise InputError("\n".join(found))
    return mapping


def _document(text: str) -> dict[str, Any]:
    if len(text) > LONGEST:
        raise InputError(f"Läskartan är längre än {LONGEST} tecken. Korta översättningarna.")
    try:
        document = json.loads(text) if text.lstrip().startswith("{") else tomllib.loads(text)
    except (ValueError, RecursionError) as fault:
        raise InputError(f"Läskartan är inte giltig TOML: {fault}. Rätta raden.") from fault
    return dict(document)


class _Reader:
    """Typed reading of a document's tables; faults are noted and reading goes on."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def mapping(self, document: dict[str, Any]) -> Mapping:
        self._only(document, _TOP, "")
        return Mapping(
            indicator=self._source(document, "indicator"),
            geography=self._source(document, "geography"),
            period=self._source(document, "period"),
            breakdown=self._breakdown(document),
            values=tuple(self._values(each) for each in self._tables(document, "values")),
            sheets=self._texts(document, "sheets", (EVERY_SHEET,)),
            header_rows=tuple(self._each(document, "header_rows", int)),
            first_row=self._get(document, "first_row", 0),
            last_row=self._get(document, "last_row", 0),
            stop=self._get(document, "stop", ""),
            filters=tuple(self._filter(each) for each in self._tables(document, "filters")),
            marks=self._pairs(document, "marks"),
            skip_empty=self._get(document, "skip_empty", False),
            percent=self._choice(document, "percent", Percent.AS_WRITTEN),
            factor=self._get(document, "factor", 1.0),
            headings=self._pairs(document, "headings"),
        )

    def _source(self, document: dict[str, Any], name: str) -> Source:
        table = self._get(document, name, {})
        self._only(table, (*Place, "fill", "others", "recode"), name)
        places = [place for place in Place if place in table]
        if len(places) != 1:
            self.faults.append(
                f"{name}: skriv en av column, heading, sheet, cell och fixed, så att det syns var den står."
            )
            return Source(place=Place.FIXED)
        place = places[0]
        at = "" if place is Place.SHEET else self._get(table, place, "", name)
        if place is Place.SHEET and table[place] is not True:
            self._wrong(f"{name}.sheet", "true")
        fill, others = self._get(table, "fill", False, name), self._choice(table, "others", Others.KEEP, name)
        return Source(place=place, at=at, fill=fill, others=others, recode=self._pairs(table, "recode", name))

    def _breakdown(self, document: dict[str, Any]) -> dict[str, Source]:
        tables = self._get(document, "breakdown", {})
        return {dimension: self._source(tables, dimension) for dimension in tables}

    def _values(self, table: dict[str, Any]) -> Values:
        self._only(table, ("field", "columns"), "values")
        return Values(field=self._get(table, "field", "", "values"), columns=self._get(table, "columns", "", "values"))

    def _filter(self, table: dict[str, Any]) -> Filter:
        self._only(table, ("column", "keep", "drop", "fill"), "filters")
        return Filter(
            column=self._get(table, "column", "", "filters"),
            keep=self._texts(table, "keep", (), "filters"),
            drop=self._texts(table, "drop", (), "filters"),
            fill=self._get(table, "fill", False, "filters"),
        )

    def _tables(self, document: dict[str, Any], name: str) -> list[dict[str, Any]]:
        return self._each(document, name, dict)

    def _texts(self, table: dict[str, Any], name: str, default: tuple[str, ...], where: str = "") -> tuple[str, ...]:
        return tuple(self._each(table, name, str, where)) if name in table else default

    def _pairs(self, table: dict[str, Any], name: str, where: str = "") -> dict[str, str]:
        pairs = self._get(table, name, {}, where)
        for key, text in pairs.items():
            if not isinstance(text, str):
                self._wrong(f"{_dotted(where, name)}: {key}", _WORDS[str])
        return {key: str(text) for key, text in pairs.items()}

    def _each(self, table: dict[str, Any], name: str, kind: type, where: str = "") -> list[Any]:
        listed = self._get(table, name, [], where)
        if all(type(each) is kind for each in listed):
            return list(listed)
        self._wrong(_dotted(where, name), f"en lista där varje del är {_WORDS[kind]}")
        return []

    def _choice(self, table: dict[str, Any], name: str, default: Choice, where: str = "") -> Choice:
        word, choices = self._get(table, name, str(default), where), {str(each): each for each in type(default)}
        if word not in choices:
            self._wrong(_dotted(where, name), " eller ".join(choices))
        return choices.get(word, default)

    def _get(self, table: dict[str, Any], name: str, default: Any, where: str = "") -> Any:
        """The value of a field where it has the type of the default; a whole number will do for a number."""
        value = table.get(name, default)
        if isinstance(default, float) and type(value) is int:
            return float(value)
        if type(value) is type(default):
            return value
        self._wrong(_dotted(where, name), _WORDS[type(default)])
        return default

    def _only(self, table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
        for name in [name for name in table if name not in known][:10]:
            self.faults.append(f"{_dotted(where, name)}: okänt fält. Ta bort det eller rätta stavningen.")

    def _wrong(self, where: str, expected: str) -> None:
        self.faults.append(f"{where}: ska vara {expected}.")


def _dotted(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
