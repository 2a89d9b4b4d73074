"""Read PxWeb 1 and 2: describe the table, choose values, and ask in pieces that the service allows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from indicators.ingest.sources import addresses, jsons, jsonstat, limits, oldpx, pxtables
from indicators.ingest.sources.client import Client
from indicators.ingest.sources.pxtables import CODE_LIST, Chosen, Table
from indicators.ingest.sources.refusals import Refused
from indicators.ingest.sources.wire import NOTHING, TEXT, Row

if TYPE_CHECKING:
    from indicators.ingest.sources.addresses import Address
    from indicators.ingest.sources.job import Job
    from indicators.ingest.sources.wire import Writer

FIGURE, STATUS, PLACE = jsonstat.FIGURE, "status", "@"
_LANGUAGE: Final = {"lang": "sv"}
_REFUSED_FORMAT: Final = 400


def read(job: Job, writer: Writer) -> None:
    """Write the cells that the selection gives, each with its codes, status and place in the answer."""
    client = Client(deadline=job.deadline(), most_bytes=job.most_bytes)
    base = addresses.parsed(job.address)
    table = _described(base, job, client)
    values = pxtables.chosen(table, job, code_lists=_code_lists(base, job, client))
    writer.say(asked=_asked(job, values))
    writer.told(table.identity)
    if job.is_probe:
        writer.say(columns=[*values, FIGURE, STATUS, *_measures(table, values, job)])
        return
    if not all(values.values()):
        raise Refused("source-empty")
    contents = [_answer(base, job, client, part) for part in pxtables.calls(table, values)]
    _tell(contents, table, job, writer)


def _described(base: Address, job: Job, client: Client) -> Table:
    if job.api == 1:
        return pxtables.described_1(jsons.loaded(client.get(base.joined(job.table))))
    where = base.joined(f"tables/{job.table}/metadata", _LANGUAGE)
    return pxtables.described_2(jsons.loaded(client.get(where)))


def _code_lists(base: Address, job: Job, client: Client) -> dict[str, list[str]]:
    """The codes of the code lists that the selection names."""
    found = {}
    for name, code_list in _named_lists(job).items():
        document = jsons.loaded(client.get(base.joined(f"codelists/{code_list}", _LANGUAGE)))
        told = jsons.listed(jsons.table(document, "kodlistan är inget objekt").get("values"), "kodlistan saknar values")
        found[name] = [jsons.text(jsons.table(each, "en kod är inget objekt").get("code")) for each in told]
    return found


def _named_lists(job: Job) -> dict[str, str]:
    return {
        name: value.removeprefix(CODE_LIST)
        for name, values in job.selection.items()
        for value in values
        if job.api == 2 and value.startswith(CODE_LIST)
    }


def _asked(job: Job, values: Chosen) -> str:
    """What the register asks for; the address is nobody's to read, since its path may hold a key."""
    where = job.table if job.api == 1 else f"tables/{job.table}/data"
    return f"POST {where} {json.dumps(values, ensure_ascii=False)}"


def _answer(base: Address, job: Job, client: Client, values: Chosen) -> bytes:
    if job.api != 1:
        where = base.joined(f"tables/{job.table}/data", {**_LANGUAGE, "outputFormat": "json-stat2"})
        return client.post(where, {"selection": [_selected_2(name, each, job) for name, each in values.items()]})
    query = [{"code": n, "selection": {"filter": "item", "values": list(each)}} for n, each in values.items()]
    where = base.joined(job.table)
    try:
        return client.post(where, {"query": query, "response": {"format": "json-stat2"}})
    except Refused as fault:
        if fault.words.get("status") != _REFUSED_FORMAT:
            raise
        # Older servers know no JSON-stat 2.
        return client.post(where, {"query": query, "response": {"format": "json"}})


def _selected_2(name: str, values: Sequence[str], job: Job) -> dict[str, Any]:
    named = _named_lists(job).get(name)
    return {"variableCode": name, "valueCodes": list(values), **({"codelist": named} if named else {})}


def _tell(contents: Sequence[bytes], table: Table, job: Job, writer: Writer) -> None:
    told: tuple[str, ...] = ()
    count = 0
    for number, content in enumerate(contents):
        columns, rows, identity = _decoded(jsons.loaded(content), f"/{number}" if len(contents) > 1 else "", job)
        if told and columns != told:
            raise Refused("source-shape", what="delarna av svaret har olika variabler")
        told = columns
        writer.say(columns=columns)
        writer.told({"title": table.title, **{name: text for name, text in identity.items() if name != "title"}})
        count += writer.rows(rows)
        if count > job.rows:
            raise Refused("source-rows")
    writer.content(jsons.together(contents))


def _decoded(document: Any, prefix: str, job: Job) -> tuple[tuple[str, ...], Iterator[Row], Mapping[str, str]]:
    if oldpx.is_old(document):
        dimensions, measures, rows = oldpx.decoded(document)
        asked = [name for name in measures if name in job.figures] or [FIGURE]
        if asked == [FIGURE] and len(measures) > 1:
            raise Refused("source-shape", what=f"svaret har flera mått: {', '.join(measures[: limits.NAMES])}")
        places = [measures.index(name) if name in measures else 0 for name in asked]
        return (*dimensions, *_named(asked)), _old_rows(rows, places, prefix), oldpx.identity(document)
    cube = jsonstat.decoded(document)
    measured = [code for code in cube.codes.get(cube.measure, ()) if code in job.figures]
    if measured:
        others = tuple(name for name in cube.codes if name != cube.measure)
        return (*others, *_named(measured)), _spread(cube, measured, prefix), cube.identity
    return (*cube.codes, *_named([FIGURE])), _rows(cube, prefix), cube.identity


def _named(figures: Sequence[str]) -> list[str]:
    """The columns of figures: each with its status and its place."""
    return [name for each in figures for name in (each, _status(each), f"{PLACE}{each}")]


def _status(figure: str) -> str:
    return STATUS if figure == FIGURE else f"{figure} {STATUS}"


def _measures(table: Table, values: Chosen, job: Job) -> list[str]:
    codes = {code for each in table.variables if each.is_measure for code in values.get(each.code, ())}
    return [name for figure in job.figures if figure in codes for name in (figure, _status(figure))]


def _rows(cube: jsonstat.Cube, prefix: str) -> Iterator[Row]:
    letters = TEXT * len(cube.codes)
    for codes, at, (text, status, letter) in cube.rows():
        yield (*codes, text, status, f"{prefix}/value/{at}"), f"{letters}{letter}tt"


def _spread(cube: jsonstat.Cube, measured: Sequence[str], prefix: str) -> Iterator[Row]:
    """One row for each combination of the other dimensions, with a column for each thing measured."""
    own = list(cube.codes).index(cube.measure)
    found: dict[tuple[str, ...], dict[str, Row]] = {}
    for codes, at, (text, status, letter) in cube.rows():
        key = (*codes[:own], *codes[own + 1 :])
        found.setdefault(key, {})[codes[own]] = ((text, status, f"{prefix}/value/{at}"), f"{letter}tt")
    lacking: Row = ((None, "", ""), f"{NOTHING}tt")
    for key, by_code in found.items():
        parts = [by_code.get(code, lacking) for code in measured]
        yield (*key, *(text for texts, _ in parts for text in texts)), TEXT * len(key) + "".join(k for _, k in parts)


def _old_rows(rows: Sequence[oldpx.Measured], places: Sequence[int], prefix: str) -> Iterator[Row]:
    for at, (key, figures) in enumerate(rows):
        parts = [(figures[place], f"{prefix}/data/{at}/values/{place}") for place in places]
        texts = [text for (figure, _), pointer in parts for text in (figure, "", pointer)]
        yield (*key, *texts), TEXT * len(key) + "".join(f"{letter}tt" for (_, letter), _ in parts)
