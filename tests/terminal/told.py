"""What the terminal tells of an edition's time, beside what its kept files hold."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from indicators import events, swedish
from indicators import observations as obs
from indicators import registry as registers
from indicators.hearing.slides import Slide as DeckSlide
from indicators.model import TOTAL, Event, GeographyLevel, Indicator, Registry
from indicators.settings import Settings
from indicators.store import EditionRow, Store
from indicators.terminal.commands import main
from tests.conftest import copied
from tests.editions import files
from tests.editions.files import Rows, Section, Slide
from tests.issued import CHOSEN, ISSUED, LEAD, Hearing

LATER = ISSUED + timedelta(days=90)
CITY = "1480"
Status = Mapping[tuple[str, str], Mapping[str, Any]]
"""By indicator and geography."""
Gaps = Mapping[tuple[str, str], Mapping[str, Any]]
"""By indicator and what the ends are: `sdn`, `kon`."""


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the terminal tells of the edition's time, and what the kept files hold."""

    register: Registry
    now: Status
    before: Status
    slides: list[Slide]
    sections: list[Section]
    pages: list[str]
    sheets: dict[str, Rows]
    gaps: Gaps
    edition: EditionRow
    observed: pd.DataFrame
    """The approved observations of the edition's data version."""

    @property
    def series(self) -> dict[tuple[str, str, str, int], Mapping[str, Any]]:
        """The appendix's values by indicator, code, breakdown and year."""
        rows = self.sheets["Värden"]
        return {(r["Indikator"], r["Kod"], r["Uppdelning"] or "", r["År"]): r for r in rows}

    def headline(self, area: int) -> Indicator:
        """The indicator that speaks for an area."""
        chosen = self.register.headline(area)
        assert chosen is not None
        return self.register.indicators[CHOSEN.get(area, chosen.id)]

    @property
    def districts(self) -> list[str]:
        """Their codes."""
        return [place.code for place in self.register.on_level(GeographyLevel.DISTRICT)]

    @property
    def district_gaps(self) -> list[Mapping[str, Any]]:
        """The gaps between districts of the hearing's indicators."""
        return [row for (_, between), row in self.gaps.items() if between == "sdn"]

    @property
    def happened(self) -> list[Event]:
        """Every event and method change of the register."""
        return [*self.register.events, *events.breaks(self.register)]

    @property
    def issued(self) -> datetime:
        """When the edition was issued, by the city's clock."""
        return swedish.local(self.edition.issued_at)

    @property
    def before_held(self) -> date:
        """When the hearing that this one is held against was held."""
        return date(2019, 10, 22)

    def shown(self, slide: DeckSlide) -> set[str]:
        """The indicators that an area's slide may show groups of."""
        number = int(slide.key.rpartition("-")[2])
        return {self.headline(number).id, *(i.id for i in self.in_districts(number)[:1])}

    def ends(self, gap: Mapping[str, Any], year: int) -> tuple[float, float]:
        """The values of a gap's better and worse end in a year."""
        known = [
            self.series[gap["indicator"], gap[end], "", year]
            if gap["between"] == "sdn"
            else self.series[gap["indicator"], CITY, gap[end], year]
            for end in ("better", "worse")
        ]
        return known[0]["Värde"], known[1]["Värde"]

    def in_districts(self, area: int) -> list[Indicator]:
        """The area's indicators with values for districts, real ones first."""
        told = [i for i in self.register.of_area(area) if GeographyLevel.DISTRICT in i.levels]
        return sorted(told, key=lambda i: i.is_demo)

    def summed(self, indicator: Indicator, year: int) -> float:
        """All districts together, from the approved counts and their bases."""
        rows = self.observed[
            (self.observed[obs.INDICATOR] == indicator.id)
            & self.observed[obs.GEOGRAPHY].isin(self.districts)
            & (self.observed[obs.YEAR] == year)
            & (self.observed[obs.BREAKDOWN] == TOTAL)
        ]
        return float(rows[obs.NUMERATOR].sum() / rows[obs.DENOMINATOR].sum() * indicator.multiplier)

    def code(self, name: str) -> str:
        """A district's code by its name."""
        return next(g.code for g in self.register.on_level(GeographyLevel.DISTRICT) if g.name == name)

    def named(self, words: str) -> Indicator:
        """The indicator that a heading such as `Trångbodda, procent · påhittad` names."""
        told = [
            i
            for i in self.register.indicators.values()
            if words == i.short_name or words.startswith(f"{i.short_name},")
        ]
        return max(told, key=lambda i: len(i.short_name))


def status(settings: Settings, *arguments: str) -> Status:
    """What `status --json` tells."""
    return {(row["indicator"], row["geography"]): row for row in _ran(settings, *arguments)}


def _ran(settings: Settings, *arguments: str) -> Any:
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patched, contextlib.redirect_stdout(said):
        patched.setenv("LAGESBILD_DATABASE_URL", settings.database_url)
        patched.setenv("LAGESBILD_FILES", str(settings.files))
        patched.setenv("LAGESBILD_TODAY", "2021-03-01")
        assert main(["status", "--json", *arguments]) == 0
    return json.loads(said.getvalue())


def told_of(hearing: Hearing, folder: Path) -> Told:
    """The edition after a delivery has been undone and the made-up figures taken away."""
    settings = copied(hearing.settings, folder)
    store = Store.open(settings)
    store.end_demo(by=LEAD.name, at=LATER)
    store.undo(1, by=LEAD.name, at=LATER)
    when = ("--as-of", hearing.edition.issued_at.isoformat())
    now, before = (status(settings, "--year", str(year), *when) for year in (2019, 2018))
    today = status(settings, "--year", "2019", "--geography", CITY)
    assert today != {key: row for key, row in now.items() if key[1] == CITY}
    kept = {file.kind: store.file_content(file.sha256) for file in hearing.edition.files}
    return Told(
        register=registers.load(store.register_documents(hearing.edition.register_revision)),
        now=now,
        before=before,
        slides=files.slides(kept["pptx"]),
        sections=files.sections(kept["html"]),
        pages=files.pages(kept["pdf"]),
        sheets=files.sheets(kept["xlsx"]),
        gaps={(row["indicator"], row["between"]): row for row in _ran(settings, "--gaps", "--year", "2019", *when)},
        edition=hearing.edition,
        observed=store.observations(version=hearing.edition.data_version),
    )
