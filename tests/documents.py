"""Small builders of register documents: the bytes of TOML files, sound unless a test makes them otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.builders import CITY_CODE, INDICATOR_ID


def an_entry(*, without: Sequence[str] = (), **changes: Any) -> dict[str, Any]:
    """An indicator as it is written in a register file; `without` leaves fields out."""
    entry: dict[str, Any] = {
        "id": INDICATOR_ID,
        "name": "Andel som känner sig trygga",
        "short_name": "Känner sig trygga",
        "question": "Hur stor andel känner sig trygga?",
        "role": "outcome",
        "kind": "share",
        "unit": "%",
        "multiplier": 100,
        "decimals": 1,
        "good": "high",
        "population": "invånare 16–84 år i Göteborg",
        "source": "Påhittad enkät",
        "levels": ["kommun", "sdn"],
        "breakdowns": ["kon"],
        "frequency": "årligen",
        "years": [2010],
        "baseline": {"year": 2014, "value": 62.0},
        "target": {
            "kind": "level",
            "sense": "minst",
            "value": 70,
            "year": 2020,
            "decision": {"by": "utvecklingsledaren", "date": "2014", "document": "utkast", "status": "förslag"},
        },
        "breaks": [],
        "suppression": {"counts_below": 5, "base_below": 50},
        "definition": "Andel som svarar mycket eller ganska trygg.",
        "does_not_say": ["Siffran säger inte varför."],
        "sentence": {
            "subject": "andelen som känner sig trygga",
            "rises": "har ökat",
            "falls": "har minskat",
            "unit": "procent",
        },
    }
    return {name: value for name, value in (entry | changes).items() if name not in without}


def an_indicator_file(*entries: Mapping[str, Any], strategic_area: int = 1, gaps: Sequence[Any] = ()) -> bytes:
    """One indicator file of the register, as bytes."""
    parts = [f"strategic_area = {strategic_area}\n"]
    parts += [_table("indicator", entry) for entry in entries or (an_entry(),)]
    parts += [_table("gap", gap) for gap in gaps]
    return "\n".join(parts).encode()


def a_programme_file(**changes: Any) -> bytes:
    """`programme.toml` with ten strategic areas."""
    head: dict[str, Any] = {
        "city": "Göteborg",
        "programme": "Dialog och samarbete",
        "target_year": 2020,
        "baseline_year": 2014,
    } | changes
    areas = [
        {"number": n, "name": f"Område {n}", "short_name": f"Område {n}", "goal": f"Målet för område {n}."}
        for n in range(1, 11)
    ]
    return "\n".join([_lines(head), *(_table("strategic_area", area) for area in areas)]).encode()


def a_geographies_file(*entries: Mapping[str, Any]) -> bytes:
    """`geographies.toml` with the city, two districts, a stadsområde that shares a name, and the entries given."""
    city = {"kommun": CITY_CODE}
    ordinary: list[Mapping[str, Any]] = [
        {"code": CITY_CODE, "level": "kommun", "name": "Göteborg", "spellings": ["Göteborgs stad"]},
        {"code": "131", "level": "sdn", "name": "Angered", "valid_from": 2011, "valid_to": 2020, "parents": city},
        {"code": "134", "level": "sdn", "name": "Centrum", "valid_from": 2011, "valid_to": 2020, "parents": city},
        {"code": "2", "level": "stadsomrade", "name": "Centrum", "valid_from": 2021, "parents": city},
    ]
    return "\n".join(_table("geography", entry) for entry in (*ordinary, *entries)).encode()


def a_source(*, without: Sequence[str] = (), **changes: Any) -> dict[str, Any]:
    """A source as it is written in `sources.toml`; `without` leaves fields out."""
    source: dict[str, Any] = {
        "name": "enkaten",
        "kind": "databas",
        "title": "Påhittad enkät ur en databas",
        "publisher": "Göteborgs Stad",
        "query": "select stadsdel, ar, kon, andel from v_enkat where ar >= :from_year",
        "mapping": {
            "indicator": INDICATOR_ID,
            "geography_column": "stadsdel",
            "period": "ar",
            "breakdown": {"kon": "kon"},
            "value": "andel",
        },
        "recode": {"kon": {"K": "kvinna", "M": "man", "T": ""}},
        "limits": {"rows": 1000},
        "every": "vecka",
    }
    return {name: value for name, value in (source | changes).items() if name not in without}


def a_sources_file(*sources: Mapping[str, Any]) -> bytes:
    """`sources.toml`, as bytes."""
    return "\n".join(_table("source", source) for source in sources or (a_source(),)).encode()


def an_event_entry(*, without: Sequence[str] = (), **changes: Any) -> dict[str, Any]:
    """An event as it is written in a register file; `without` leaves fields out."""
    entry: dict[str, Any] = {
        "id": "an-event",
        "date": "2015-10",
        "kind": "händelse",
        "title": "Första hearingen",
        "text": "Den första hearingen hölls.",
        "source": "Protokoll",
    }
    return {name: value for name, value in (entry | changes).items() if name not in without}


def an_event_file(*entries: Mapping[str, Any]) -> bytes:
    """`events.toml` or `demo-events.toml` with the events given."""
    return "\n".join(_table("event", entry) for entry in entries or (an_event_entry(),)).encode()


def register_documents(*entries: Mapping[str, Any], **changed: bytes) -> dict[str, bytes]:
    """A whole sound register as documents; `programme=`, `geographies=` … replaces a file's bytes, `sources=` adds."""
    more = {"sources.toml": changed["sources"]} if "sources" in changed else {}
    return more | {
        "programme.toml": changed.get("programme", a_programme_file()),
        "geographies.toml": changed.get("geographies", a_geographies_file()),
        "indicators/01-test.toml": changed.get("indicators", an_indicator_file(*entries)),
    }


def _table(name: str, entry: Mapping[str, Any]) -> str:
    return f"[[{name}]]\n{_lines(entry)}"


def _lines(entry: Mapping[str, Any]) -> str:
    return "".join(f"{name} = {_written(value)}\n" for name, value in entry.items())


def _written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_written(part)}" for name, part in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_written(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)
