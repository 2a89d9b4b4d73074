"""A number as a link to where it comes from: one click, from every table, and never from a number that is hidden."""

from __future__ import annotations

from indicators.model import TOTAL
from ui import choices, html, menu

QUESTION = "Varifrån kommer talet?"
YEAR = "ar"
BREAKDOWN = "uppdelning"
"""Names in the address line of the page Indikator."""
PLACE = "ursprung"
"""The part of that page that tells where a number comes from."""


def number(shown: str, indicator: str, geography: str, year: int | None, *, breakdown: str = TOTAL) -> str:
    """Ready HTML of a printed number as a link to its origin; without a year as it stands."""
    if year is None:
        return shown
    to = html.escape(address(indicator, geography, year, breakdown=breakdown))
    return f'<a href="{to}" target="_self" data-in="1" class="lb-trace" title="{QUESTION}">{shown}</a>'


def address(indicator: str, geography: str, year: int, *, breakdown: str = TOTAL) -> str:
    """The address of a value's origin, with the place chosen and the viewpoint kept."""
    chosen = {"indikator": indicator, "plats": geography, YEAR: str(year)}
    if breakdown != TOTAL:
        chosen[BREAKDOWN] = breakdown
    return f"{choices.address(menu.INDICATOR, **chosen)}#{PLACE}"
