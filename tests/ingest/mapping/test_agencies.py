"""Long tables, headings in several rows, sheets as keys, and totals among the parts: the other agencies' workbooks."""

from __future__ import annotations

import pytest

from tests.ingest.mapping.real import (
    DEATHS,
    DIAGNOSES,
    NEW_FIRMS,
    NOT_STUDYING,
    SICK_DAYS,
    UNEMPLOYED,
    found,
    mapped,
)

KON = """
[breakdown.kon.recode]
"Kvinnor och män" = ""
"Kvinnor" = "kvinna"
"Män" = "man"
"""
DEATHS_BY_YEAR = """
sheets = ["Tabell 4"]
header_rows = [12]
indicator = { fixed = "doda" }
geography = { column = "B", others = "skip" }
period = { column = "A" }
values = [{ field = "numerator", columns = "D" }]
"""
DEATHS_BY_WEEK = """
sheets = ["Tabell 5"]
header_rows = [7, 9]
first_row = 12
indicator = { fixed = "doda-per-dag" }
geography = { fixed = "Riket" }
period = { heading = "9" }
values = [{ field = "value", columns = "B:G, J:O, R:W" }]
filters = [{ column = "A", keep = ["1"] }]
[breakdown.kon]
heading = "7"
fill = true
[breakdown.kon.recode]
"Båda könen / Both sexes" = ""
"Kvinnor / Women" = "kvinna"
"Män / Men" = "man"
"""
DEATHS_BY_COUNTY = """
sheets = ["Tabell 3"]
header_rows = [6, 7, 8, 9]
indicator = { fixed = "doda" }
geography = { heading = "7+8", recode = { "Söderman- land" = "Södermanland" } }
period = { column = "B" }
values = [{ field = "numerator", columns = "C:W" }]
filters = [{ column = "A", keep = ["1 januari"] }]
marks = { ".." = "suppressed" }
"""
FIRMS = """
header_rows = [3]
indicator = { fixed = "nystartade" }
geography = { column = "B" }
period = { column = "A" }
values = [{ field = "numerator", columns = "C" }]
filters = [{ column = "A", keep = ["*Q4"] }]
"""
JOBLESS = """
header_rows = [1]
indicator = { fixed = "arbetslosa" }
geography = { column = "C" }
period = { column = "G" }
values = [{ field = "value", columns = "F" }]
filters = [{ column = "H", keep = ["december"] }]
breakdown = { fodd = { column = "E", recode = { "inrikes född" = "inrikes", "utrikes född" = "utrikes" } } }
"""
SICK = (
    """
sheets = ["tabell"]
header_rows = [1]
indicator = { fixed = "sjukpenningtal" }
geography = { column = "D" }
period = { column = "A" }
values = [{ field = "value", columns = "G" }]
filters = [{ column = "B", keep = ["09"] }, { column = "E", keep = ["Samtliga*"] }]
[breakdown.kon]
column = "F"
"""
    + KON
)
DIAGNOSIS = (
    """
sheets = ["tabell"]
header_rows = [1]
geography = { column = "D" }
period = { column = "A" }
values = [{ field = "value", columns = "F" }]
filters = [{ column = "B", keep = ["04"] }]
[breakdown.kon]
column = "C"
"""
    + KON
    + """
[indicator]
column = "E"
others = "skip"
[indicator.recode]
"F00-F99 Psykiska sjukdomar och syndrom samt beteendestörningar" = "psykiska"
"""
)
LUDVIKA = {"geography": "Ludvika"}
UVAS = """
sheets = ["Dalarna", "Gävleborg"]
header_rows = [3, 4]
percent = "fraction"
indicator = { fixed = "uvas" }
geography = { sheet = true }
period = { cell = "A2" }
values = [{ field = "value", columns = "C, E" }, { field = "numerator", columns = "B, D" }]
filters = [{ column = "A", keep = ["Alla", "Kvinnor", "Män"] }]
[breakdown.alder]
heading = "3"
fill = true
recode = { "16-24 år" = "16-24", "25-29 år" = "25-29" }
[breakdown.kon]
column = "A"
recode = { Alla = "", Kvinnor = "kvinna", "Män" = "man" }
"""


@pytest.mark.parametrize(
    ("name", "document", "keys", "field", "number", "cell"),
    [
        (DEATHS, DEATHS_BY_YEAR, {"period": "2018"}, "numerator", 4262, "D448"),
        (DEATHS, DEATHS_BY_YEAR, {"period": "2020"}, "numerator", 3889, "D450"),
        (DEATHS, DEATHS_BY_WEEK, {"period": "2015", "breakdown": ""}, "value", 276, "B12"),
        (DEATHS, DEATHS_BY_WEEK, {"period": "2017", "breakdown": "kon=kvinna"}, "value", 176, "L12"),
        (DEATHS, DEATHS_BY_WEEK, {"period": "2020", "breakdown": "kon=man"}, "value", 119, "W12"),
        (DEATHS, DEATHS_BY_COUNTY, {"period": "2018", "geography": "Stockholm"}, "numerator", 50, "C10"),
        (DEATHS, DEATHS_BY_COUNTY, {"period": "2019", "geography": "Södermanland"}, "numerator", 7, "E11"),
        (NEW_FIRMS, FIRMS, {"period": "2023Q4"}, "numerator", 447, "C4"),
        (NEW_FIRMS, FIRMS, {"period": "2022Q4"}, "numerator", 444, "C8"),
        (UNEMPLOYED, JOBLESS, LUDVIKA | {"period": "2021", "breakdown": "fodd=inrikes"}, "value", 4.3, "F409"),
        (UNEMPLOYED, JOBLESS, LUDVIKA | {"period": "2022", "breakdown": "fodd=utrikes"}, "value", 19.3, "F1225"),
        (SICK_DAYS, SICK, {"geography": "Riket", "breakdown": ""}, "value", 10.3, "G2"),
        (SICK_DAYS, SICK, {"geography": "Riket", "breakdown": "kon=man"}, "value", 7.3, "G4"),
        (SICK_DAYS, SICK, {"geography": "17 Värmlands län", "breakdown": "kon=kvinna"}, "value", 17.6, "G24"),
        (DIAGNOSES, DIAGNOSIS, {"geography": "Riket", "breakdown": ""}, "value", 49, "F6"),
        (DIAGNOSES, DIAGNOSIS, {"geography": "17 Värmlands län", "breakdown": ""}, "value", 54, "F7"),
        (NOT_STUDYING, UVAS, {"geography": "Dalarna", "breakdown": "alder=16-24"}, "value", 0.056, "C13"),
        (NOT_STUDYING, UVAS, {"geography": "Dalarna", "breakdown": "alder=16-24"}, "numerator", 1477, "B13"),
        (NOT_STUDYING, UVAS, {"geography": "Gävleborg", "breakdown": "alder=25-29|kon=man"}, "value", 0.125, "E12"),
        (NOT_STUDYING, UVAS, {"geography": "Gävleborg", "breakdown": "alder=25-29|kon=man"}, "numerator", 1021, "D12"),
    ],
)  # fmt: skip
def test_a_published_figure_is_read_with_its_keys_and_place(
    name: str, document: str, keys: dict[str, str], field: str, number: float, cell: str
) -> None:
    entry = found(mapped(name, document)[0], **keys)
    assert (entry[f"{field}_number"], entry[f"{field}_cell"]) == (number, cell)


@pytest.mark.parametrize(
    ("name", "document", "count"),
    [
        (DEATHS, DEATHS_BY_YEAR, 3),  # the city alone, three years
        (DEATHS, DEATHS_BY_WEEK, 18),  # six years for both, women and men
        (DEATHS, DEATHS_BY_COUNTY, 63),  # 21 counties, three years
        (NEW_FIRMS, FIRMS, 13),  # 2011-2023
        (UNEMPLOYED, JOBLESS, 102),  # 17 places, three years, two groups
        (SICK_DAYS, SICK, 12),  # the country and three counties, three groups
        (DIAGNOSES, DIAGNOSIS, 12),
        (NOT_STUDYING, UVAS, 12),  # two counties, two ages, three groups
    ],
)
def test_nothing_but_the_chosen_rows_is_read(name: str, document: str, count: int) -> None:
    assert len(mapped(name, document)[0]) == count


def test_a_mark_keeps_its_text_for_the_checks() -> None:
    entry = found(mapped(DEATHS, DEATHS_BY_COUNTY)[0], period="2019", geography="Kronoberg")
    assert (entry["numerator_raw"], entry["numerator_cell"]) == ("..", "H11")
