"""The way from a page to Hämta data with what the reader sees there."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.model import GeographyLevel
from ui import choices, menu

_DISTRICTS = f"{GeographyLevel.CITY},{GeographyLevel.DISTRICT}"
_PLACES: Mapping[str, str] = {
    menu.DISTRICTS: _DISTRICTS,
    menu.CRIME: str(GeographyLevel.DISTRICT),
    menu.EQUAL_CITY: f"{_DISTRICTS},{GeographyLevel.SOCIOECONOMIC}",
}
"""The levels that a page shows for its one indicator."""
EVERYTHING = "alla"
"""What a picker of years says when none is chosen."""
_AS = {"stadsdel": "plats", "brott": "indikator"}
"""The pickers of other pages that mean the same by another name."""
_KEPT = ("omrade", "indikator", "plats", "uppdelning", "fran", "till")


def link(text: str, path: str) -> str:
    """HTML of a link to Hämta data with the choice of the page at `path`, as its pickers stand in this run."""
    return choices.link(text, menu.DOWNLOAD, **choice(path))


def paragraph(path: str) -> str:
    """The link as a line of its own, which is not printed."""
    about = "med kodbok och källor, som CSV, Excel eller JSON-stat."
    return f'<p class="lb-fetch">{link("Hämta siffrorna", path)} {about}</p>'


def choice(path: str) -> dict[str, str]:
    """What a page shows, as Hämta data's address line says it; nothing for a page of no indicator or place."""
    made = choices.made()
    said = {_AS.get(name, name): chosen for name, chosen in made.items() if chosen not in ("", EVERYTHING)}
    told = {name: said[name] for name in _KEPT if name in said}
    if path in _PLACES and told:
        told.setdefault("plats", _PLACES[path])
    return told if path in _WITH_DATA else {}


_WITH_DATA = frozenset(
    {menu.AREA, menu.INDICATOR, menu.DISTRICTS, menu.MY_DISTRICT, menu.EQUAL_CITY, menu.CRIME, menu.DOWNLOAD}
)
