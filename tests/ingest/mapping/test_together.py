"""What the mapping gives is what the checks take, and what the guide says is so."""

from __future__ import annotations

import re
from pathlib import Path

from indicators import observations as obs
from indicators.ingest import mapping
from indicators.ingest.checks import Scope, check
from tests.ingest.mapping import real
from tests.ingest.mapping.books import a_book
from tests.ingest.mapping.layouts import a_mapping, column, fixed, heading

GUIDE = Path(__file__).parents[3] / "docs" / "map-a-workbook.md"
CODES = re.compile(r'"((?:mapped)-[a-z-]+)"')


def guide_example() -> mapping.Mapping:
    """The mapping in the guide."""
    return mapping.load(GUIDE.read_text(encoding="utf-8").split("```toml")[1].split("```")[0])


def test_the_guides_example_becomes_the_published_observations() -> None:
    made, registry = guide_example(), real.register()
    table, _ = mapping.entries(real.book(real.GRADES), made, registry)
    scope = Scope(percent=made.percent, factor=made.factor)
    checked = check(table, registry, scope=scope, standing=obs.empty(), marks=made.marks)
    values = dict(zip(checked.observations[obs.PERIOD], checked.observations[obs.VALUE], strict=True))
    assert (values["2024/25"], values["2015/16"], len(values)) == (232.2, 225.1, 10)
    assert set(checked.observations[obs.GEOGRAPHY]) == {"1480"}


def test_a_year_over_the_figures_that_cannot_be_is_told_once_with_its_cell() -> None:
    book = a_book((("Plats", "2018", "2091"), ("Angered", 5.0, 6.0), ("Centrum", 7.0, 8.0)))
    made = a_mapping(
        indicator=fixed("meritvarde-17-amnen"),
        geography=column("A"),
        period=heading("1"),
        values=(mapping.Values(field="value", columns="B:C"),),
    )
    table, _ = mapping.entries(book, made, real.register())
    found = check(table, real.register(), scope=Scope(year=2019), standing=obs.empty(), marks={}).findings
    assert [(f.cell, f.value) for f in found if f.code == "future-year"] == [("C1", "2091")]


def test_the_guide_names_every_code_that_reading_gives() -> None:
    source = Path(str(mapping.__file__)).with_name("notes.py").read_text(encoding="utf-8")
    assert set(CODES.findall(source)) == set(re.findall(r"`(mapped-[a-z-]+)`", GUIDE.read_text(encoding="utf-8")))
