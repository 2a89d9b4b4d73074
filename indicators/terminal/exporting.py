"""`export`: open data as files in a folder, all of it or a choice, as it stands or as it stood."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.errors import InputError
from indicators.model import TOTAL, GeographyLevel
from indicators.settings import Settings

if TYPE_CHECKING:
    from indicators.reports.choice import Choice
    from indicators.terminal.swedish_parser import SwedishParser

OK = 0
EVERYBODY = "alla"
_YEARS = re.compile(r"(\d{4})(?:[-–](\d{4}))?")
_SHOWN = 3


def add(parser: Callable[..., SwedishParser]) -> None:
    """Declare the command."""
    levels = ", ".join(str(level) for level in GeographyLevel)
    made = parser("export", export, "öppna data med kodbok, allt eller ett urval")
    made.add_argument("-o", "--output", required=True, type=Path, metavar="MAPP", help="mapp att skriva i")
    made.add_argument("--format", default="csv", choices=("csv", "xlsx", "json-stat"), help="csv om inget sägs")
    told: dict[str, Any] = {"action": "append", "default": []}
    made.add_argument("--indicator", **told, metavar="ID", help="bara den här indikatorn; får sägas flera gånger")
    made.add_argument("--area", **told, type=int, metavar="NUMMER", help="bara det här strategiska området, 1–10")
    made.add_argument("--geography", **told, metavar="KOD", help=f"bara den här platsen eller nivån ({levels})")
    made.add_argument("--year", type=_years, default=(None, None), metavar="ÅR", help="2019, eller 2014-2019")
    made.add_argument("--breakdown", **told, metavar="DIMENSION", help=f"till exempel kon, eller {EVERYBODY}")
    made.add_argument("--as-of", metavar="TID", help="som det såg ut då: 2026-11-22 eller 2026-11-22T14:30")
    made.add_argument("--overwrite", action="store_true", help="ersätt filer som redan finns")
    made.add_argument(
        "--without-names", action="store_true", help="utan namnen på dem som lämnade och godkände, för alla att läsa"
    )


def export(chosen: argparse.Namespace, settings: Settings) -> int:
    """Write the files; nothing is written unless all can be, and no file that is there is replaced without a word."""
    from indicators.reports import opendata, read_me
    from indicators.reports.contents import gather
    from indicators.terminal import commands, progress_bar, writing

    writing.must_be_writable(chosen.output)
    store = commands.opened(settings)
    version, revision = commands.state_at(store, chosen.as_of)
    current = commands.register(store, revision)
    choice = _choice(chosen)
    choice.must_be_known(current)
    report = progress_bar.on_terminal()
    report(0, 2, "läser och räknar")
    told = gather(store, current, choice, version=version, revision=revision, with_names=not chosen.without_names)
    if told.values.empty:
        what = "Det finns inga värden" if choice.is_everything else "Urvalet har inga värden: välj mindre snävt"
        raise InputError(f"{what}. Inget är skrivet.")
    report(1, 2, "skriver filer")
    made = opendata.files(told, current, kind=opendata.Format(chosen.format))
    if not chosen.overwrite:
        must_be_new(chosen.output, made)
    writing.write(made, chosen.output)
    report(2, 2, "klart")
    counts = told.counts
    files = "1 fil" if len(made) == 1 else f"{len(made)} filer"
    print(f"{files} i {chosen.output}, {counts.rows} värden, dataversion {told.about.version}.")
    print(read_me.without_value(counts))
    return OK


def must_be_new(folder: Path, names: Iterable[str]) -> None:
    """Refuse to replace files that are there already."""
    there = [name for name in names if (folder / name).is_file()]
    if there:
        more = f" och {len(there) - _SHOWN} till" if len(there) > _SHOWN else ""
        raise InputError(
            f"I {folder} finns redan {', '.join(there[:_SHOWN])}{more}. Inget är skrivet. "
            "Välj en annan mapp, eller lägg till --overwrite för att ersätta dem."
        )


def _choice(chosen: argparse.Namespace) -> Choice:
    from indicators.reports.choice import Choice

    levels = {str(level): level for level in GeographyLevel}
    first, last = chosen.year
    return Choice(
        strategic_areas=tuple(chosen.area),
        indicators=tuple(chosen.indicator),
        levels=tuple(levels[code] for code in chosen.geography if code in levels),
        geographies=tuple(code for code in chosen.geography if code not in levels),
        first=first,
        last=last,
        breakdowns=tuple(TOTAL if name == EVERYBODY else name for name in chosen.breakdown),
    )


def _years(text: str) -> tuple[int, int]:
    found = _YEARS.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text} är inget år. Skriv 2019, eller 2014-2019.")
    return int(found[1]), int(found[2] or found[1])
