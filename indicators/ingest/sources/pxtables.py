"""A PxWeb table before it is asked: its variables, the values that are chosen, and calls that are not too large."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from indicators.ingest.sources import jsons, jsonstat, limits
from indicators.ingest.sources.refusals import Refused

if TYPE_CHECKING:
    from indicators.ingest.sources.job import Job

EVERY: Final = "*"
CODE_LIST: Final = "codelist:"
"""Begins the value that says which code list of PxWeb 2 the others belong to."""
_YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SPAN: Final = re.compile(r"[.,]?\s*(?:År\s+)?[0-9]{4}\w{0,3}\s*[-–]\s*[0-9]{4}\w{0,3}\s*$", re.IGNORECASE)

Chosen = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A variable of a table."""

    code: str
    values: tuple[str, ...]
    is_time: bool
    may_be_left_out: bool
    """The table has a sum over it."""
    is_measure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a table says of itself before it is asked."""

    title: str
    variables: tuple[Variable, ...]
    identity: Mapping[str, str] = field(default_factory=dict)


def described_1(document: Any) -> Table:
    """The description that PxWeb 1 gives."""
    told = jsons.table(document, "beskrivningen är inget objekt")
    variables = [jsons.table(each, "en variabel är inget objekt") for each in _list(told, "variables")]
    title = untimed(jsons.text(told.get("title")))
    return Table(
        title=title,
        variables=tuple(
            Variable(
                code=jsons.text(each.get("code")),
                values=tuple(jsons.text(value) for value in _list(each, "values")),
                is_time=each.get("time") is True,
                may_be_left_out=each.get("elimination") is True,
                is_measure=jsons.text(each.get("code")) == "ContentsCode",
            )
            for each in variables
        ),
        identity={"title": title},
    )


def described_2(document: Any) -> Table:
    """The description that PxWeb 2 gives: a dataset without values."""
    told = jsons.table(document, "beskrivningen är inget objekt")
    codes = jsonstat.dimensions(told)
    times, measures = (_role(told, name) for name in ("time", "metric"))
    identity = dict(jsonstat.identity(told, measures[0] if measures else ""))
    title = untimed(identity.get("title", ""))
    return Table(
        title=title,
        variables=tuple(
            Variable(
                code=name,
                values=values,
                is_time=name in times,
                may_be_left_out=_eliminates(told["dimension"][name]),
                is_measure=name in measures,
            )
            for name, values in codes.items()
        ),
        identity=identity | {"title": title},
    )


def untimed(title: str) -> str:
    """A title without the years that it ends with, which change with every release."""
    return _SPAN.sub("", title).rstrip(" .,")


def chosen(table: Table, job: Job, *, code_lists: Mapping[str, Sequence[str]]) -> Chosen:
    """The values of each variable: as selected, else all years asked for, and sums over what is left out."""
    known = {each.code: each for each in table.variables}
    for name in job.selection:
        if name not in known:
            others = ", ".join(list(known)[: limits.NAMES])
            raise Refused("source-unknown-variable", what=name, others=others)
    picked = {each.code: _picked(each, job, code_lists.get(each.code)) for each in table.variables}
    return {name: values for name, values in picked.items() if values}


def calls(table: Table, values: Chosen, *, most: int = limits.PXWEB_CELLS) -> Iterator[Chosen]:
    """Selections of at most so many cells each, split by period."""
    time = next((each.code for each in table.variables if each.is_time and each.code in values), "")
    cells = math.prod(len(each) for each in values.values())
    others = cells // len(values[time]) if time else cells
    if others > most or cells > limits.SERVICE_CELLS:
        raise Refused("source-too-many-cells", cells=most if others > most else limits.SERVICE_CELLS)
    if not time:
        yield values
        return
    step = most // others
    for start in range(0, len(values[time]), step):
        yield {**values, time: values[time][start : start + step]}


def _picked(variable: Variable, job: Job, code_list: Sequence[str] | None) -> tuple[str, ...]:
    asked = [value for value in job.selection.get(variable.code, ()) if not value.startswith(CODE_LIST)]
    values = tuple(code_list) if code_list is not None else variable.values
    if not asked and variable.code not in job.selection:
        if not (variable.is_time or variable.is_measure):
            if not variable.may_be_left_out and len(values) > 1:
                raise Refused("source-unselected", what=variable.code)
            return () if variable.may_be_left_out else values
        asked = [EVERY]
    known = set(values)
    if unknown := [value for value in asked if value != EVERY and value not in known]:
        raise Refused("source-unknown-values", what=variable.code, names=", ".join(unknown[: limits.NAMES]))
    if asked and EVERY not in asked:
        return tuple(value for value in values if value in set(asked))
    return tuple(value for value in values if not variable.is_time or _is_asked(value, job))


def _is_asked(period: str, job: Job) -> bool:
    """Whether a period lies within the years asked for; one without a year is not for us to judge."""
    years = [int(year) for year in _YEAR.findall(period)]
    return not years or job.from_year <= max(years) <= job.to_year


def _role(told: Mapping[str, Any], name: str) -> list[str]:
    roles = told.get("role")
    found = roles.get(name) if isinstance(roles, dict) else None
    return [jsons.text(each) for each in found] if isinstance(found, list) else []


def _eliminates(dimension: Any) -> bool:
    extension = dimension.get("extension") if isinstance(dimension, dict) else None
    return isinstance(extension, dict) and extension.get("elimination") is True


def _list(told: Mapping[str, Any], name: str) -> list[Any]:
    return jsons.listed(told.get(name), f"{name} är ingen lista")
