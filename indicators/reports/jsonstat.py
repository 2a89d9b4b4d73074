"""JSON-stat 2.0: a dataset for each indicator, of place x breakdowns x year x what is told, and a collection of them.

One cube for each indicator, since a common one would be nearly empty: indicators have their own places, years and
breakdowns. `value` and `status` are objects that hold only the cells that say something
(https://json-stat.org/full/#value).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from indicators import observations as obs
from indicators.model import ObservationStatus, Registry
from indicators.reports import code_book, read_me
from indicators.reports.choice import divided_by
from indicators.reports.contents import Contents
from indicators.texts import words

ALL: Final = "alla"
"""The category of everybody in a breakdown's dimension."""
METRICS: Final = {
    obs.VALUE: "Värde",
    obs.LOWER: "Undre gräns, 95 procents intervall",
    obs.UPPER: "Övre gräns, 95 procents intervall",
    obs.NUMERATOR: "Täljare",
    obs.DENOMINATOR: "Nämnare eller antal svar",
}
"""What is told of each observation: the categories of the last dimension, the value first."""
TOLD: Final = (
    *(obs.BREAKDOWN, obs.PERIOD, obs.STATUS, obs.IS_DEMO, "method", "reason", "notes", obs.BASE_ESTIMATED),
    *(obs.BATCH, obs.SHEET, obs.CELL, obs.RAW, obs.NOTE),
)
"""What else `extension.observations` says of each observation, by the position of its value."""
DEMO: Final = "demo"


def datasets(contents: Contents) -> Iterator[tuple[str, bytes]]:
    """File name and dataset of each indicator with a row; made-up ones in a folder of their own."""
    for (key, is_demo), rows in contents.values.groupby([obs.INDICATOR, obs.IS_DEMO], sort=True):
        folder = "json-stat-pahittade" if is_demo else "json-stat"
        yield f"{folder}/{key}.json", _written(_dataset(rows.reset_index(drop=True), contents))


def collection(files: Mapping[str, bytes], contents: Contents, registry: Registry) -> bytes:
    """The datasets as a JSON-stat collection that refers to their files."""
    items = [{"class": "dataset", "href": name, "label": json.loads(told)["label"]} for name, told in files.items()]
    return _written(
        {
            "version": "2.0",
            "class": "collection",
            "label": read_me.PRODUCT,
            "note": list(read_me.lines(contents, registry)),
            **_updated(contents),
            "link": {"item": items},
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cube:
    """The dimensions with their categories (code to label), and each row's place among the cells."""

    categories: dict[str, dict[str, str]]
    labels: dict[str, str]
    place: np.ndarray
    """The position of the row's value; its other figures follow it."""


def _dataset(rows: pd.DataFrame, contents: Contents) -> dict[str, Any]:
    cube = _cube(rows)
    key = str(rows[obs.INDICATOR].iloc[0])
    about = contents.indicators[contents.indicators["indicator"] == key].iloc[0]
    is_demo = bool(rows[obs.IS_DEMO].iloc[0])
    return {
        "version": "2.0",
        "class": "dataset",
        "label": f"{about['indicator_name']} ({read_me.DEMO_NOTICE.lower()})" if is_demo else about["indicator_name"],
        "source": about["source"],
        **_updated(contents),
        "note": _notes(rows, about, contents, is_demo=is_demo),
        "id": list(cube.categories),
        "size": [len(known) for known in cube.categories.values()],
        "role": {"time": ["year"], "geo": ["geography"], "metric": ["metric"]},
        "dimension": {name: _dimension(cube, name, about) for name in cube.categories},
        "value": _values(rows, cube),
        "status": _statuses(rows, cube),
        "extension": _extension(rows, cube, about, contents),
    }


def _cube(rows: pd.DataFrame) -> _Cube:
    columns: dict[str, pd.Series] = {"geography": rows[obs.GEOGRAPHY]}
    labels = {"geography": "Plats"}
    parts = [dict(part.split("=", 1) for part in told.split("|") if part) for told in rows[obs.BREAKDOWN]]
    for name in dict.fromkeys(name for told in rows[obs.BREAKDOWN].unique() for name in divided_by(told)):
        columns[_free(name)] = pd.Series([part.get(name, ALL) for part in parts])
        labels[_free(name)] = f"Uppdelning: {name}"
    columns["year"], labels["year"] = rows[obs.YEAR].astype(str), "År"
    names = {"geography": dict(zip(rows[obs.GEOGRAPHY], rows["geography_name"], strict=True)), "year": _periods(rows)}
    categories, place = {}, np.zeros(len(rows), dtype=np.int64)
    for dimension, column in columns.items():
        codes = sorted(column.unique(), key=lambda code: (code != ALL, code))
        known = names.get(dimension, {})
        categories[dimension] = {code: known.get(code) or words.CATEGORIES.get(code, code) for code in codes}
        place = place * len(codes) + column.map({code: at for at, code in enumerate(codes)}).to_numpy()
    told = {name: label for name, label in METRICS.items() if name == obs.VALUE or rows[name].notna().any()}
    return _Cube(
        categories=categories | {"metric": told}, labels=labels | {"metric": "Uppgift"}, place=place * len(told)
    )


def _free(name: str) -> str:
    """A breakdown's name as a dimension, told apart from our own dimensions."""
    return f"breakdown-{name}" if name in ("geography", "year", "metric") else name


def _periods(rows: pd.DataFrame) -> dict[str, str]:
    """The period as it is written, where every year has only one."""
    pairs = rows[[obs.YEAR, obs.PERIOD]].drop_duplicates()
    if pairs[obs.YEAR].duplicated().any():
        return {}
    return {str(year): str(period) for year, period in pairs.itertuples(index=False, name=None)}


def _dimension(cube: _Cube, name: str, about: pd.Series) -> dict[str, Any]:
    categories = cube.categories[name]
    told: dict[str, Any] = {"index": list(categories), "label": categories}
    if name == "metric":
        unit = {"label": str(about["unit"]), "decimals": int(about["decimals"])}
        count = {"label": "antal", "decimals": 0}
        told["unit"] = {key: unit if key in (obs.VALUE, obs.LOWER, obs.UPPER) else count for key in categories}
    return {"label": cube.labels[name], "category": told}


def _values(rows: pd.DataFrame, cube: _Cube) -> dict[str, float]:
    told: dict[int, float] = {}
    for at, name in enumerate(cube.categories["metric"]):
        known = rows[name].notna().to_numpy()
        told |= dict(zip((cube.place[known] + at).tolist(), rows.loc[known, name].tolist(), strict=True))
    return {str(at): told[at] for at in sorted(told)}


def _statuses(rows: pd.DataFrame, cube: _Cube) -> dict[str, str]:
    """The status of every cell of an observation that is not final, with `demo` added for a made-up one."""
    told: dict[str, str] = {}
    for place, status, is_demo in zip(cube.place.tolist(), rows[obs.STATUS], rows[obs.IS_DEMO], strict=True):
        parts = [] if status == ObservationStatus.FINAL else [str(status)]
        if said := " ".join(parts + [DEMO] * is_demo):
            told |= {str(place + at): said for at in range(len(cube.categories["metric"]))}
    return told


def _extension(rows: pd.DataFrame, cube: _Cube, about: pd.Series, contents: Contents) -> dict[str, Any]:
    observations = rows[list(TOLD)].to_numpy(dtype=object).tolist()
    concerned = contents.events["indicators"].map(lambda keys: str(about["indicator"]) in str(keys).split())
    return {
        "indicator": {name: _plain(value) for name, value in about.items()},
        "data_version": contents.about.version,
        "register_revision": contents.about.revision,
        "demo": bool(rows[obs.IS_DEMO].any()),
        "status": {str(code): word for code, word in words.STATUSES.items()} | {DEMO: words.MADE_UP},
        "observations": {
            "columns": list(TOLD),
            "rows": {str(at): row for at, row in zip(cube.place.tolist(), observations, strict=True)},
        },
        "sources": _records(_sources(rows, contents)),
        "events": _records(contents.events[concerned.astype(bool)]),
        "code_book": {name: code_book.VALUES[name].told for name in (*METRICS, *TOLD)},
    }


def _notes(rows: pd.DataFrame, about: pd.Series, contents: Contents, *, is_demo: bool) -> list[str]:
    first = [f"{read_me.DEMO_NOTICE}: får inte spridas som uppgifter om Göteborg."] if is_demo else []
    licence = read_me.licences(_sources(rows, contents))
    told = [*first, about["definition"], about["does_not_say"], *read_me.READING, read_me.version(contents), licence]
    return [line for line in told if line]


def _sources(rows: pd.DataFrame, contents: Contents) -> pd.DataFrame:
    return contents.sources[contents.sources["batch"].isin(rows[obs.BATCH])]


def _updated(contents: Contents) -> dict[str, str]:
    made = contents.about.made
    return {} if made is None else {"updated": made.isoformat(timespec="seconds")}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(value) for name, value in row.items()} for row in table.to_dict("records")]


def _plain(value: Any) -> Any:
    """A cell as JSON has it: no value is null."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if value != value else value


def _written(document: Mapping[str, Any]) -> bytes:
    told = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return told.encode("utf-8", errors="replace")
