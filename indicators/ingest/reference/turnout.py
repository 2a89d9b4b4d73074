"""Turnout counted in the voting districts: the municipal elections and the national election of 2018."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from indicators import observations as obs
from indicators import swedish
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import shipped
from indicators.model import ObservationStatus, Registry

MUNICIPAL_FILE: Final = "valdeltagande-kommunval.csv"
NATIONAL_FILE: Final = "valdeltagande-riksdag-2018.csv"
MUNICIPAL: Final = "valdeltagande-kommunval-vallokal"
NATIONAL: Final = "valdeltagande-riksdagsval-vallokal"
LATE_VOTES: Final = 13435
"""Votes of 2018 that were counted after election day and belong to no voting district."""

_ISLANDS: Final = ("137", 2018)
_NOTES: Final = {
    (MUNICIPAL, *_ISLANDS): (
        "För lågt: förtidsrösterna från södra skärgårdens tre valdistrikt räknades på annat håll. Utan dem var "
        "valdeltagandet 83,13 procent 2014 och 85,52 procent 2018."
    ),
    (NATIONAL, *_ISLANDS): "För lågt: förtidsrösterna från södra skärgården räknades på annat håll.",
    (NATIONAL, "505", 2018): "För lågt: förtidsrösterna från södra skärgården räknades på annat håll.",
}
_LATE: Final = "Röster som räknades efter valdagen ingår inte, så andelen är några procentenheter för låg."
_GROUP: Final = "Summerad ur gruppens primärområden; indelningen i grupper är gjord efter valet."


def municipal(folder: Path, registry: Registry) -> Delivery:
    """Turnout in the municipal elections of 2014 and 2018 by district."""
    return shipped.delivery(
        folder,
        MUNICIPAL_FILE,
        _rows(folder, MUNICIPAL_FILE, MUNICIPAL),
        registry,
        title="Valdeltagande i kommunvalen 2014 och 2018, räknat i vallokalerna",
        source="Valmyndigheten, röster per valdistrikt",
        licence="inte angiven",
        provenance=(
            "Summor av röstande och röstberättigade i valdistrikten. De enskilda valdistrikten finns i "
            "valdistrikt-kommunval.csv."
        ),
    )


def national(folder: Path, registry: Registry) -> Delivery:
    """Turnout in the national election of 2018 by district, primärområde and socioeconomic group."""
    return shipped.delivery(
        folder,
        NATIONAL_FILE,
        _rows(folder, NATIONAL_FILE, NATIONAL),
        registry,
        title="Valdeltagande i riksdagsvalet 2018, räknat i vallokalerna",
        source="Valmyndigheten, röster per valdistrikt",
        licence="inte angiven",
        provenance=(
            f"Summor av 350 valdistrikt. {swedish.number(LATE_VOTES)} sent räknade röster hör inte till något område "
            "och ingår inte."
        ),
    )


def _rows(folder: Path, name: str, indicator: str) -> list[dict[str, Any]]:
    return [_row(line, indicator) for line in cells.lines(shipped.content(folder, name))]


def _row(line: cells.Line, indicator: str) -> dict[str, Any]:
    code, year, origin = line["kod"], int(line["ar"]), line.origin("rostande")
    if not line["rostande"]:
        missing = {obs.STATUS: str(ObservationStatus.MISSING), obs.NOTE: "Inget valdistrikt hör till området."}
        return cells.observation(indicator, code, year, origin | missing)
    voted, eligible = float(line["rostande"]), float(line["rostberattigade"])
    parts = [_NOTES.get((indicator, code, year), _LATE), *([_GROUP] if line["niva"] == "grupp" else [])]
    figures = {obs.VALUE: 100 * voted / eligible, obs.NUMERATOR: voted, obs.DENOMINATOR: eligible}
    return cells.observation(indicator, code, year, {**origin, **figures, obs.NOTE: " ".join(parts)})
