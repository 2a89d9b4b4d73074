"""What the development lead has chosen for a hearing: year, areas in order, headline indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from indicators.errors import InputError
from indicators.model import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The choices behind a hearing's slides; figures and texts are not among them."""

    held: date
    """The day of the hearing."""
    year: int
    """The viewpoint: only periods up to it are used."""
    compared: str = ""
    """The name of the edition that this one is held against; empty where there is none."""
    areas: tuple[int, ...] = ()
    """Strategic areas in the order of the slides; empty for all of them in the programme's order."""
    headlines: Mapping[int, str] = field(default_factory=dict)
    """The indicator that speaks for an area, where another than the register's is chosen."""
    questions: tuple[str, ...] = ()
    """The questions to settle, where the lead has written them; empty for those that the assessments raise."""

    def areas_of(self, registry: Registry) -> tuple[int, ...]:
        """The chosen areas in order."""
        return self.areas or tuple(area.number for area in registry.strategic_areas)

    def headline(self, area: int, registry: Registry) -> str | None:
        """The id of the indicator that speaks for an area; None where the register has none."""
        chosen = registry.headline(area)
        return self.headlines.get(area) or (None if chosen is None else chosen.id)


def must_fit(selection: Selection, registry: Registry) -> None:
    """Refuse a selection that names areas or indicators that the register does not have."""
    known = {area.number for area in registry.strategic_areas}
    if strange := [number for number in selection.areas if number not in known]:
        raise InputError(f"Strategiskt område {strange[0]} finns inte. Välj bland {min(known)}–{max(known)}.")
    if len(set(selection.areas)) < len(selection.areas):
        raise InputError("Samma strategiska område är valt två gånger. Ta bort det ena.")
    for area, name in selection.headlines.items():
        found = registry.indicators.get(name)
        if found is None or found.strategic_area != area:
            raise InputError(f"{name} är ingen indikator i strategiskt område {area}. Välj en av områdets indikatorer.")


def fitting(selection: Selection, registry: Registry) -> Selection:
    """An older selection without the areas and headline indicators that the register no longer has."""
    known = {area.number for area in registry.strategic_areas}
    headlines = {
        area: name
        for area, name in selection.headlines.items()
        if name in registry.indicators and registry.indicators[name].strategic_area == area
    }
    return replace(selection, areas=tuple(n for n in selection.areas if n in known), headlines=headlines)
