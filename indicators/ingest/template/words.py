"""The template's Swedish: sheets, heads, groups, units and the reasons in the column Status."""

from __future__ import annotations

import re
from typing import Final

from indicators.model import ObservationStatus, StrategicArea

README: Final = "Läs mig"
LISTS: Final = "Listor"
STATUS_RANGE: Final = "statuslista"

CODE, NAME, GROUP, UNIT, BEFORE, CORRECTED, FIGURE, BASE, STATUS, COMMENT, KEY = range(11)
"""The columns A–K in order."""


def heads(year: int) -> tuple[str, ...]:
    """The heads of the columns A–K; the key is hidden."""
    earlier = year - 1
    return (
        *("Kod", "Indikator", "Indelning", "Enhet", f"Värde {earlier}", f"Rättat {earlier}", f"Värde {year}"),
        *(f"Av hur många {year}", "Status", "Kommentar", "Nyckel"),
    )


COUNT: Final = "antal"
MADE_UP: Final = " (påhittad)"
UNITS: Final = {"%": "procent", "(ja = 1)": "1 = ja, 0 = nej"}
"""Units in words; the others stand as in the register."""

REASONS: Final = {
    "Preliminärt": "Talet kan ändras. Det visas med ordet preliminärt.",
    "Saknas": "Talet finns inte eller har inte samlats in.",
    "Sekretess": "Talet finns men får inte lämnas ut.",
    "Ej tillämplig": "Det som mäts finns inte här.",
    "Ännu ej mätt": "Talet kommer senare. Ladda upp filen igen när det finns.",
}
"""The words of the list in Status, in order, and what each one means."""

NOT_SHOWN: Final = {
    str(ObservationStatus.MISSING): "saknas",
    str(ObservationStatus.SUPPRESSED): "dolt",
    str(ObservationStatus.NOT_APPLICABLE): "ej tillämplig",
}
"""What stands instead of a stored figure that is not there or may not be seen."""

_GROUPS: Final = {
    "kvinna": "Kvinnor",
    "man": "Män",
    "flicka": "Flickor",
    "pojke": "Pojkar",
    "kommunal": "Kommunala",
    "enskild": "Enskilda",
    "samtliga": "Samtliga",
}
_LONGEST_TITLE: Final = 31  # the spreadsheet programs' own limit
_UNSAFE: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LOOSE_END: Final = re.compile(r"[\s,–-]+$|\s(?:och|i|för|att|av|med|på|till|om)$")


def group(breakdown: str) -> str:
    """Whom a breakdown stands for: `Alla`, `Kvinnor`, `16–24 år, kvinnor`."""
    members = [part.partition("=")[2] for part in breakdown.split("|") if part]
    named = [_GROUPS.get(member, member.replace("-", "–")) for member in members]
    return ", ".join([*named[:1], *(name.lower() for name in named[1:])]) or "Alla"


def sheet_name(area: StrategicArea) -> str:
    """The name of an area's sheet: number and short name, cut between words where a sheet's name must end."""
    whole = " ".join(_UNSAFE.sub(" ", f"{area.number} {area.short_name}").split()).strip("'")
    if len(whole) <= _LONGEST_TITLE:
        return whole
    cut = whole[: _LONGEST_TITLE + 1].rpartition(" ")[0]
    cut = cut if " " in cut else whole[:_LONGEST_TITLE]
    while (shorter := _LOOSE_END.sub("", cut)) != cut:
        cut = shorter
    return cut
