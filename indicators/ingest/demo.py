"""The made-up figures of the demonstration: read as deliveries, and made anew by `python -m indicators.ingest.demo`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, Final

from indicators import observations as obs
from indicators.batches import BatchKind, Delivery
from indicators.errors import InputError
from indicators.ingest import cells
from indicators.ingest.made_up import INVENTED, Column, files
from indicators.model import ObservationStatus, Registry
from indicators.settings import DEMO_DIR

TITLES: Final = {
    "enkater.csv": "Påhittade enkäter för demonstration",
    "register.csv": "Påhittade registeruppgifter för demonstration",
    "verksamhet.csv": "Påhittade uppgifter om verksamheten för demonstration",
}
"""The shipped files, in the order they are handed in."""

_STATUS: Final = {
    "slutlig": ObservationStatus.FINAL,
    "preliminär": ObservationStatus.PRELIMINARY,
    "saknas": ObservationStatus.MISSING,
    "skyddad": ObservationStatus.SUPPRESSED,
}


def deliveries(folder: Path, registry: Registry) -> list[Delivery]:
    """The made-up figures, one delivery for each file; indicators not in the register are left out."""
    return [_delivery(folder / name, registry) for name in TITLES]


def write(folder: Path) -> None:
    """Make every file anew; the same seed gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (folder / name).write_bytes(content)


def _delivery(path: Path, registry: Registry) -> Delivery:
    if not path.is_file():
        raise InputError(f"{path.name} saknas i {path.parent}. Gör om den: python -m indicators.ingest.demo")
    content = path.read_bytes()
    rows = [_row(line, path.name) for line in cells.lines(content) if line[Column.INDICATOR] in registry.indicators]
    return Delivery(
        kind=BatchKind.DEMO,
        title=TITLES[path.name],
        source="Påhittade siffror för demonstration",
        licence="fri att använda",
        file_name=path.name,
        content=content,
        rows=cells.table(rows),
        provenance="Gjorda av en slumptalsgenerator med fast startvärde. De beskriver inte Göteborg.",
    )


def _row(line: cells.Line, name: str) -> dict[str, Any]:
    if line[Column.INVENTED] != INVENTED:
        raise InputError(f"{name}: rad {line.number} saknar märket {Column.INVENTED} = {INVENTED}. Gör om filen.")
    status = _STATUS[line[Column.STATUS]]
    figures = {
        obs.VALUE: _number(line[Column.VALUE]),
        obs.NUMERATOR: _number(line[Column.NUMERATOR]),
        obs.DENOMINATOR: _number(line[Column.DENOMINATOR]),
        obs.LOWER: _number(line[Column.LOWER]),
        obs.UPPER: _number(line[Column.UPPER]),
    }
    about = {
        obs.BREAKDOWN: line[Column.BREAKDOWN],
        obs.STATUS: str(status),
        obs.IS_DEMO: True,
        obs.NOTE: line[Column.NOTE],
        **line.origin(Column.VALUE if status in obs.HAS_VALUE else Column.STATUS),
    }
    return cells.observation(line[Column.INDICATOR], line[Column.GEOGRAPHY], int(line[Column.YEAR]), figures | about)


def _number(text: str) -> float:
    return float(text or "nan")


if __name__ == "__main__":
    write(DEMO_DIR)
    sys.stdout.write(f"{len(TITLES)} filer skrivna i {DEMO_DIR}\n")
