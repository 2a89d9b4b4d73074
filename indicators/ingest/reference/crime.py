"""Crime reported to the police in the ten districts, as rates on an estimated population."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from indicators import observations as obs
from indicators import swedish
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import population, shipped
from indicators.ingest.reference.population import ESTIMATED_YEAR, Population
from indicators.model import ObservationStatus, Registry

FILE: Final = "anmalda-brott-stadsdelar.csv"
INDICATORS: Final = {
    "Totalt antal brott": "anmalda-brott-totalt",
    "Brott mot brottsbalken": "anmalda-brottsbalksbrott",
    "Brott mot person (3-7 kap.)": "anmalda-brott-mot-person",
    "Brott mot liv och hälsa (3 kap.)": "anmalda-brott-mot-liv-och-halsa",
    "Misshandel": "anmald-misshandel",
    "Brott mot frihet och frid (4 kap.)": "anmalda-brott-mot-frihet-och-frid",
    "Sexualbrott (6 kap.)": "anmalda-sexualbrott",
    "Brott mot förmögenhet (8-12 kap.)": "anmalda-formogenhetsbrott",
    "Stöld, rån m.m. (8 kap.)": "anmalda-stolder-och-ran",
    "Rån": "anmalda-ran",
    "Fullbordat biltillgrepp": "anmalda-biltillgrepp",
    "Skadegörelsebrott (12 kap.)": "anmald-skadegorelse",
    "Brott mot specialstraffrättsliga författningar": "anmalda-brott-mot-specialstraffratten",
    "Brott mot narkotikastrafflagen": "anmalda-narkotikabrott",
}
"""Which indicator follows which offence group."""

SUMMED: Final = "summerad"
_SUM_NOTE: Final = "Antalet är summerat ur brottsgrupperna och kan vara upp till åtta brott för lågt."


def delivery(folder: Path, registry: Registry) -> Delivery:
    """Reported crime by offence group, district and year."""
    people = population.read(folder)
    rows = [
        _row(line, people, registry)
        for line in cells.lines(shipped.content(folder, FILE))
        if _is_followed(line, registry)
    ]
    return shipped.delivery(
        folder,
        FILE,
        rows,
        registry,
        title="Anmälda brott i de tio stadsdelarna 2011–2020",
        source="Brå, Statistik över anmälda brott",
        licence="inte angiven",
        provenance=(
            "Antal anmälda brott, avskrivna ur en öppen sammanställning av Brås tabeller. Stadsdelarna summerar till "
            "90–98 procent av staden, eftersom resten av brotten saknar stadsdel. Befolkningen är uppskattad."
        ),
    )


def _is_followed(line: cells.Line, registry: Registry) -> bool:
    return INDICATORS[line["brott"]] in registry.indicators


def _row(line: cells.Line, people: Population, registry: Registry) -> dict[str, Any]:
    indicator, code, year = INDICATORS[line["brott"]], line["stadsdel_kod"], int(line["ar"])
    base = people.of_district(code, year)
    fixed = {obs.DENOMINATOR: base, obs.BASE_ESTIMATED: True, **line.origin("antal")}
    if not line["antal"]:
        missing = {obs.STATUS: str(ObservationStatus.MISSING), obs.NOTE: "Antalet finns inte i underlaget."}
        return cells.observation(indicator, code, year, fixed | missing)
    count = float(line["antal"])
    value = count / base * registry.indicators[indicator].multiplier
    note = " ".join([_note(code, year, people), *([_SUM_NOTE] if line["grund"] == SUMMED else [])])
    figures = {obs.VALUE: value, obs.NUMERATOR: count, obs.NOTE: note}
    return cells.observation(indicator, code, year, fixed | figures)


def _note(code: str, year: int, people: Population) -> str:
    """How the denominator was estimated."""
    known = f"Folkmängden är uppskattad: {swedish.number(people.districts[code])} invånare {ESTIMATED_YEAR}"
    if year == ESTIMATED_YEAR:
        return f"{known}."
    then, now = (swedish.number(people.city[each]) for each in (year, ESTIMATED_YEAR))
    return f"{known}, omräknade med stadens folkmängd {year} ({then}) mot {ESTIMATED_YEAR} ({now})."
