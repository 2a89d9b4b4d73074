"""A small register and a delivered file with a number to hide."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tests.builders import CITY_CODE, observed, together
from tests.documents import a_geographies_file, an_entry, an_indicator_file, register_documents

Count = tuple[float, float]
THIRD = {
    **{"code": "136", "level": "sdn", "name": "Västra Göteborg", "valid_from": 2011, "valid_to": 2020},
    "parents": {"kommun": CITY_CODE},
}
PLACES = ("131", "134", "136", CITY_CODE)
_PARTS = {"131": (210.0, 530.0), "134": (250.0, 610.0), "136": (400.0, 830.0)}
SERIES: dict[int, dict[str, Count]] = {
    year: {code: (top + 3 * (year - 2014), base) for code, (top, base) in _PARTS.items()}
    | {CITY_CODE: (860.0 + 9 * (year - 2014), 1970.0)}
    for year in range(2014, 2018)
}
"""Years with large enough counts; the districts come to the city."""


def documents() -> dict[str, bytes]:
    """A register with the city, three districts and one indicator of persons, told with three decimals."""
    entry = an_entry(
        kind="register_share",
        decimals=3,
        headline=1,
        source="Register",
        suppression={"counts_below": 5, "base_below": 10},
        baseline={"year": 2014},
    )
    return register_documents(geographies=a_geographies_file(THIRD), indicators=an_indicator_file(entry))


def a_file(values: Mapping[int, Mapping[str, Count]]) -> tuple[pd.DataFrame, bytes]:
    """Observations by year and place, and the file that they were read from."""
    lines, rows = ["plats;år;andel"], []
    for year, places in values.items():
        for code, (top, base) in places.items():
            written = f"{100 * top / base:.6f}".replace(".", ",")
            lines.append(f"{code};{year};{written}")
            rows.append(observed(code, {year: (top, base)}, raw=written, cell=f"C{len(lines)}"))
    return together(*rows), "\n".join(lines).encode()
