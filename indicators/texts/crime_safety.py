"""What is said of surveys beside reports: what each shows since its baseline, and that they measure other things."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from indicators import observations as obs
from indicators import swedish
from indicators.districts.safety import Beside
from indicators.model import Change, Geography, GeographyLevel, Reason
from indicators.texts import words

DIFFERENT: Final = (
    "Rutorna mäter olika saker. En anmälan räknas där brottet skedde, också när den utsatta bor någon annanstans; "
    "enkäten frågar dem som bor på platsen, också om det som aldrig anmäldes. Att två kurvor följs åt visar inte "
    "att den ena beror på den andra."
)
"""Why the curves may not be read as one."""

READING: Final = (
    "Varje ruta är en egen mätning av samma plats och samma år.",
    "Ordet under en enkät jämför det senaste svaret med utgångsläget i registret. Ordet under anmälningarna gäller "
    "hela perioden.",
    "Ett uppehåll i linjen betyder att året inte mättes, är dolt eller mättes på ett annat sätt.",
)
"""How the panels are read."""

_COLOURS: Final = {
    Change.IMPROVED: "better",
    Change.WORSENED: "worse",
    Change.RISEN: "higher",
    Change.FALLEN: "lower",
}


def scales(asked: Sequence[Beside]) -> str:
    """Which panels share a scale, said before they are seen; nothing where there is only one panel."""
    units = [unit(each) for each in asked if each.has_value]
    if not units:
        return ""
    if len(set(units)) == len(units):
        return "Rutorna har var sin skala: jämför formen, inte höjden."
    if len(set(units)) == 1:
        return (
            f"Enkäterna har samma skala ({units[0]}), så höjderna kan jämföras mellan dem. "
            "Anmälningarna har en egen skala: jämför formen, inte höjden."
        )
    return "Enkäter med samma enhet har samma skala; de andra rutorna har var sin: jämför formen, inte höjden."


def since(each: Beside) -> str:
    """`Säkerställd försämring sedan 2014`, or that there is nothing to compare."""
    change = each.progress.change if each.progress else None
    if change is None or change.from_year is None:
        return "Inget utgångsläge att jämföra med"
    if change.verdict is Change.NOT_COMPARABLE:
        return f"Kan inte jämföras med {change.from_year}"
    said = words.change(change.verdict, change.reason)
    return said if change.reason is Reason.NOT_DEFINED else f"{said} sedan {change.from_year}"


def colour(each: Beside) -> str:
    """The name of the word's colour; empty where nothing is claimed."""
    change = each.progress.change if each.progress else None
    return "" if change is None else _COLOURS.get(change.verdict, "")


def unit(each: Beside) -> str:
    """The unit under a panel."""
    return "procent" if each.indicator.unit == "%" else each.indicator.unit


def alt(each: Beside, place: Geography) -> str:
    """Text alternative of one panel: from where, to where, and what is shown."""
    told = each.rows[each.rows[obs.VALUE].notna()]
    if told.empty:
        return f"{each.indicator.short_name}, {place.name}: inga värden."
    ends = [told.iloc[0], told.iloc[-1]]
    decimals = each.indicator.decimals
    shown = [f"{swedish.label(float(r[obs.VALUE]), each.indicator.unit, decimals)} år {int(r[obs.YEAR])}" for r in ends]
    span = shown[0] if len(told) == 1 else f"från {shown[0]} till {shown[1]}"
    return f"{each.indicator.short_name}, {place.name}: {span}. {since(each)}."


def lacking(place: Geography, asked: Sequence[Beside]) -> str:
    """What no survey says of the place: nothing real, or nothing at all."""
    where = "hela staden" if place.level is GeographyLevel.CITY else place.name
    known = [each for each in asked if each.has_value]
    if not known:
        return f"Ingen undersökning har värden för {where} till och med det här läget."
    if all(each.indicator.is_demo for each in known):
        return f"Ingen verklig undersökning har jämförbara svar för {where}; enkäterna här är påhittade."
    return ""
