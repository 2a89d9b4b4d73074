"""The tidy table of open data: one row per observation with names, unit, interval, origin and mark."""

from __future__ import annotations

from typing import Final

import pandas as pd

from indicators import observations as obs
from indicators.model import ObservationStatus, Registry

COLUMNS: Final = {
    "indicator": "Indikatorns id i registret",
    "indicator_name": "Indikatorns namn",
    "strategic_area": "Strategiskt område, 1–10",
    "geography": "Geografins kod",
    "geography_name": "Geografins namn",
    "geography_level": "Nivå: kommun, sdn (stadsdel 2011–2020), stadsomrade, mellanomrade, primaromrade, grupp",
    "year": "Året som värdet hör till; läsåret 2016/17 hör till 2017",
    "period": "Perioden som den skrivs i källan",
    "breakdown": "Uppdelning, till exempel kon=kvinna; tomt för alla",
    "value": "Värdet i indikatorns enhet; tomt när det saknas, se status",
    "lower": "Undre gräns, 95 procents intervall",
    "upper": "Övre gräns, 95 procents intervall",
    "numerator": "Täljare, där den är känd",
    "denominator": "Nämnare eller antal svar, där den är känd",
    "unit": "Enhet",
    "method": "Metod för intervallet, se Så här räknar vi",
    "status": "final, preliminary, missing, suppressed eller not_applicable",
    "reason": "Varför värdet eller intervallet saknas",
    "notes": "Anmärkningar från beräkningen",
    "base_estimated": "true när nämnaren är uppskattad",
    "is_demo": "true när värdet är påhittat för demonstration",
    "source": "Källa enligt registret",
    "batch": "Leveransens nummer, som leder till källorna",
    "sheet": "Blad i filen; tomt för en textfil",
    "cell": "Cell i filen",
    "raw": "Texten som stod i cellen; tom när värdet är dolt",
    "note": "Anmärkning från källan",
}
"""The columns of the open data in order, and what each one holds: the code book."""

SOURCE_COLUMNS: Final = {
    "batch": "Leveransens nummer",
    "kind": "reference (publicerad siffra), demo, upload (lämnad fil), source (hämtad) eller manual",
    "state": "approved: bara godkända leveranser är med",
    "title": "Vad leveransen gäller",
    "source": "Vem som har tagit fram siffrorna",
    "licence": "Licens, där den är känd",
    "provenance": "Hur filen kom hit",
    "file": "Filens namn när den togs emot",
    "sha256": "Filens fingeravtryck; filen finns kvar oförändrad under det",
    "handed_in_by": "Vem som lämnade in",
    "handed_in_at": "När, ISO 8601",
    "approved_by": "Vem som godkände",
    "approved_at": "När, ISO 8601",
}
"""The columns of the sources, one row for each approved batch."""


def tidy(estimates: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """The estimates as open data: every row told in full, so that the file can be read without the product."""
    table = estimates.reset_index(drop=True)
    indicators, places = registry.indicators, registry.geographies
    told = pd.DataFrame(
        {
            "indicator": table[obs.INDICATOR],
            "indicator_name": table[obs.INDICATOR].map({k: i.name for k, i in indicators.items()}),
            "strategic_area": table[obs.INDICATOR].map({k: i.strategic_area for k, i in indicators.items()}),
            "geography": table[obs.GEOGRAPHY],
            "geography_name": table[obs.GEOGRAPHY].map({k: g.name for k, g in places.items()}),
            "geography_level": table[obs.GEOGRAPHY].map({k: str(g.level) for k, g in places.items()}),
            "unit": table[obs.INDICATOR].map({k: i.unit for k, i in indicators.items()}),
            "source": table[obs.INDICATOR].map({k: i.source for k, i in indicators.items()}),
            "method": table["method"].where(table["lower"].notna(), ""),
            "notes": [" ".join(n) for n in table["notes"]],
        }
    )
    rest = table[[c for c in COLUMNS if c not in told.columns]]
    is_hidden = rest[obs.STATUS] == ObservationStatus.SUPPRESSED
    rest = rest.assign(**{obs.RAW: rest[obs.RAW].mask(is_hidden, "")})
    return pd.concat([told, rest], axis=1)[list(COLUMNS)].sort_values(
        ["strategic_area", "indicator", "geography_level", "geography", "breakdown", "year"], ignore_index=True
    )
