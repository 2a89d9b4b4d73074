"""Text alternatives of charts and `Så läser du diagrammet`: kind, start, latest, interval, target, assessment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.model import Geography, Good, Indicator, Progress
from indicators.texts import figures, words

LONGEST: Final = 600
"""Longest text alternative; the table twin holds the rest."""

READING: Final = {
    "trajectory": (
        "Den blå linjen är utfallet, med en punkt för varje mätning. Ihåliga punkter ligger före basåret.",
        "De lodräta strecken är felmarginalen: vad slumpen ensam kan flytta värdet, 95 gånger av 100.",
        "Den streckade linjen är målbanan: jämn takt från utgångsläget till målet, som är romben.",
        "Ringen visar där vi borde vara. Avståndet till punkten rakt över eller under är det som fattas eller vunnits.",
        "Åren fram till målåret är tomma. Vi ritar ingen prognos.",
        "Ett uppehåll i linjen betyder att ett värde saknas, eller att mätningen har gjorts om.",
    ),
    "sparkline": (
        "Blå linje: utfall. Streckad linje: jämn takt från utgångsläget till målet ◆ 2020.",
        "Bedömningen gäller huvudindikatorn; ett område bedöms aldrig som helhet.",
    ),
    "districts": (
        "Varje rad är en stadsdel, bäst överst. Punkten är värdet och strecket dess felmarginal.",
        "Den lodräta linjen är hela staden. Täcker strecket linjen går stadsdelen inte att skilja från staden.",
        "Ordningen är ingen rangordning: stadsdelar vars streck ligger lika går inte att skilja åt.",
        "Stadsdelar utan värde står sist, med skälet.",
    ),
    "pairs": (
        "Varje rad är ett år. Punkten och romben är de två gruppernas värden.",
        "Talet till höger är skillnaden mellan dem. Läs det alltid tillsammans med var båda ligger.",
    ),
    "pace": (
        "Båda strecken står på samma skala: nivån 2020.",
        "Det övre strecket är takten hittills, räknad från utgångsläget.",
        "Täcker det övre strecket linjen ”ingen förändring” är ingen förändring säkerställd.",
        "Det undre strecket är var takten landar 2020. Hur mycket av det som når målet är chansen att målet nås.",
        "Bättre ligger alltid åt höger.",
    ),
    "funnel": (
        "Varje märke är en stadsdel: folkmängden åt höger, värdet uppåt. Märkena är de som i punkterna ovan.",
        "Linjen i mitten är alla stadsdelar tillsammans. Linjerna runt den visar hur långt slumpen ensam kan flytta en "
        "stadsdel av den storleken: de streckade 95 gånger av 100, de heldragna 998 av 1 000.",
        "Små stadsdelar får hamna längre bort utan att det betyder något: tratten är bredare till vänster.",
        "Rubriken, märkena och tabellens kolumn ”I tratten” följer de ritade linjerna. Varierar stadsdelarna mer än "
        "slumpen har tabellen en kolumn till, mot gränser som räknar in den spridningen; de ritas inte.",
    ),
    "map": (
        "Varje yta är en stadsdel, med märke, namn och värde. Märket och den ljusa färgen jämför med resten av staden.",
        "På en smal skärm står ett nummer över varje märke; namn och värde står under kartan, i samma ordning.",
        "Ytan säger inget om hur många som bor där: jämför märken och tal, inte ytor.",
        "Märkena förklaras ovanför kartan. En vit yta utan märke betyder att värdet saknas; skälet står under kartan.",
    ),
}
"""Sentences of the fold-out under each kind of chart."""


def alt(progress: Progress, indicator: Indicator, geography: Geography) -> str:
    """Text alternative of the main chart of an indicator in a geography."""
    shown = figures.printed(progress, indicator)
    said = [f"Linjediagram: {figures.subject(indicator, geography)}"]
    if shown.baseline and not figures.starts_now(progress):
        said.append(f"Utgångsläge {progress.baseline_year}: {_labelled(shown.baseline, indicator)}")
    if shown.value:
        margin = figures.margin(progress, indicator)
        between = f", felmarginal {margin}" if margin else ""
        mark = ", preliminärt" if progress.is_preliminary else ""
        said.append(f"Senast {progress.value_year}: {_labelled(shown.value, indicator)}{between}{mark}")
    if shown.required and not figures.is_over(progress) and not figures.starts_now(progress):
        said.append(f"Borde vara: {_labelled(shown.required, indicator)}")
    if indicator.target is not None:
        said.append(f"Mål {indicator.target.year}: {figures.target(progress, indicator)}")
    said.append(f"Bedömning: {words.lower(progress)}" if indicator.is_assessed else "Bedöms inte")
    if progress.is_demo:
        said.append("Påhittade siffror för demonstration")
    return _short(". ".join(said) + ".")


def alt_districts(
    estimates: pd.DataFrame, indicator: Indicator, geographies: Mapping[str, Geography], *, city: float | None = None
) -> str:
    """Text alternative of the district dots: best, worst, city, missing."""
    with_value = estimates[estimates[obs.STATUS].isin([str(s) for s in obs.HAS_VALUE]) & estimates[obs.VALUE].notna()]
    ordered = with_value.sort_values(obs.VALUE, ascending=indicator.good is Good.LOW)
    said = [f"Punktdiagram: {swedish.tight(indicator.sentence.subject)} per stadsdel"]
    if len(ordered):
        said.append(f"Överst {_named(ordered.iloc[0], indicator, geographies)}")
        said.append(f"nederst {_named(ordered.iloc[-1], indicator, geographies)}")
    if city is not None:
        said.append(f"staden {swedish.label(city, indicator.unit, indicator.decimals)}")
    absent = [geographies[code].name for code in geographies if code not in set(ordered[obs.GEOGRAPHY])]
    if absent:
        said.append(f"utan värde: {swedish.listing(sorted(absent, key=swedish.sort_key))}")
    return _short(f"{said[0]}. {swedish.sentence_case('; '.join(said[1:]))}.")


def alt_pairs(
    indicator: Indicator,
    ends: tuple[str, str],
    values: Mapping[int, tuple[float | None, float | None]],
    *,
    decimals: int,
) -> str:
    """Text alternative of the dumbbell: both ends and the difference, year by year."""
    said = [f"Parvisa punkter: {swedish.tight(indicator.sentence.subject)}, {ends[0].lower()} och {ends[1].lower()}"]
    for year, (first, second) in sorted(values.items()):
        if first is None or second is None:
            said.append(f"{year}: underlag saknas")
            continue
        shown = [swedish.label(v, indicator.unit, decimals) for v in (first, second)]
        apart = abs(swedish.apart(first, second, decimals))
        gap = swedish.difference(apart, "%" if indicator.unit == "%" else "", decimals)
        said.append(f"{year}: {ends[0].lower()} {shown[0]}, {ends[1].lower()} {shown[1]}, skillnad {gap}")
    return _short(". ".join(said) + ".")


def _labelled(figure: str, indicator: Indicator) -> str:
    return swedish.joined(figure, indicator.unit)


def _named(row: pd.Series, indicator: Indicator, geographies: Mapping[str, Geography]) -> str:
    name = geographies[str(row[obs.GEOGRAPHY])].name
    return f"{name} {swedish.label(float(row[obs.VALUE]), indicator.unit, indicator.decimals)}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"
