"""A mapping as a document (TOML) that a person can read and change by hand."""

from __future__ import annotations

import json
from collections import abc
from collections.abc import Iterator

from indicators.ingest.mapping.layout import Filter, Mapping, Others, Place, Source

_DELETE = chr(127)


def dump(mapping: Mapping) -> str:
    """The mapping as text that `load` gives back as the same mapping."""
    return "\n".join([*_top(mapping), *_keys(mapping), *_tables(mapping)]) + "\n"


def _top(mapping: Mapping) -> Iterator[str]:
    yield f"sheets = {_texts(mapping.sheets)}"
    yield f"header_rows = [{', '.join(map(str, mapping.header_rows))}]"
    for name, row in (("first_row", mapping.first_row), ("last_row", mapping.last_row)):
        if row:
            yield f"{name} = {row}"
    if mapping.stop:
        yield f"stop = {_text(mapping.stop)}"
    if mapping.skip_empty:
        yield "skip_empty = true"
    yield f"percent = {_text(mapping.percent)}"
    yield f"factor = {float(mapping.factor)!r}"


def _keys(mapping: Mapping) -> Iterator[str]:
    named = {"indicator": mapping.indicator, "geography": mapping.geography, "period": mapping.period}
    parts = {f"breakdown.{_text(dimension)}": source for dimension, source in mapping.breakdown.items()}
    for name, source in (named | parts).items():
        yield f"\n[{name}]"
        yield from _source(source)
        if source.recode:
            yield f"\n[{name}.recode]"
            yield from _pairs(source.recode)


def _source(source: Source) -> Iterator[str]:
    yield "sheet = true" if source.place is Place.SHEET else f"{source.place} = {_text(source.at)}"
    if source.fill:
        yield "fill = true"
    if source.others is not Others.KEEP:
        yield f"others = {_text(source.others)}"


def _tables(mapping: Mapping) -> Iterator[str]:
    for values in mapping.values:
        yield f"\n[[values]]\nfield = {_text(values.field)}\ncolumns = {_text(values.columns)}"
    for chosen in mapping.filters:
        yield from _filter(chosen)
    for name, pairs in (("marks", mapping.marks), ("headings", mapping.headings)):
        if pairs:
            yield f"\n[{name}]"
            yield from _pairs(pairs)


def _filter(chosen: Filter) -> Iterator[str]:
    yield f"\n[[filters]]\ncolumn = {_text(chosen.column)}"
    for name, texts in (("keep", chosen.keep), ("drop", chosen.drop)):
        if texts:
            yield f"{name} = {_texts(texts)}"
    if chosen.fill:
        yield "fill = true"


def _pairs(pairs: abc.Mapping[str, str]) -> Iterator[str]:
    return (f"{_text(name)} = {_text(text)}" for name, text in pairs.items())


def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(text) for text in texts)}]"


def _text(text: str) -> str:
    """A TOML basic string: JSON's, but for the delete sign."""
    return json.dumps(str(text), ensure_ascii=False).replace(_DELETE, "\\u007f")
