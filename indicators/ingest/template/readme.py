"""The sheet Läs mig: what to do, how numbers are written, what the reasons mean, and which template it is."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from indicators import swedish
from indicators.ingest.template import look, words
from indicators.ingest.template.mark import TemplateMark, told
from indicators.ingest.template.plan import Row
from indicators.model import MeasureKind, Registry

_WIDTHS: Final = {"A": 3, "B": 33, "C": 96}
_SURVEYS: Final = frozenset({MeasureKind.SHARE, MeasureKind.MEAN})
_BASES: Final = (
    "Enkät: antal svar. Brott och annat per invånare: folkmängden. Annan andel: antal personer den räknas på."
)
Line = tuple[str, str]


def fill(
    sheet: Worksheet,
    registry: Registry,
    mark: TemplateMark,
    sheets: Mapping[str, Sequence[Row]],
) -> None:
    """Write the whole sheet; everything on it is locked."""
    place = registry.geographies[mark.geography].name
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    look.put(sheet["B2"], f"Uppgifter för {place}, år {mark.year}")
    sheet["B2"].font = look.font(size=18, bold=True, color=look.TITLE)
    sheet.row_dimensions[2].height = 28
    look.put(sheet["B3"], f"{registry.programme} · {registry.city}")
    sheet["B3"].font = look.font(color=look.MUTED)
    row = 5
    for title, lines in _sections(mark, sheets, _deadline(registry, mark.year)):
        row = _section(sheet, row, title, lines, linked=title == "Mallens blad")
    if any(line.indicator.is_demo for lines in sheets.values() for line in lines):
        look.put(sheet.cell(row, 2), _MADE_UP)
        sheet.cell(row, 2).font = look.font(color=look.MUTED)
    sheet.protection.sheet = True
    look.on_paper(sheet, heads="")
    sheet.page_setup.fitToHeight = 1


_MADE_UP: Final = "Rader märkta (påhittad) är påhittade siffror för demonstration. De beskriver inte Göteborg."


def _deadline(registry: Registry, year: int) -> date:
    """The day by which the register wants the year's figures."""
    month, day = registry.deliver_by
    return date(year + 1, month, min(day, monthrange(year + 1, month)[1]))


def _sections(
    mark: TemplateMark, sheets: Mapping[str, Sequence[Row]], deadline: date
) -> Iterator[tuple[str, list[Line]]]:
    rows = [row for lines in sheets.values() for row in lines]
    yield "Gör så här", _steps(mark.year, deadline)
    yield "Mallens blad", [(name, _counted(lines)) for name, lines in sheets.items()]
    yield "Så skriver du tal", _numbers(rows)
    yield "Orsaker i kolumnen Status", list(words.REASONS.items())
    yield "Om mallen", [*told(mark).items(), ("Frågor", "Utvecklingsledaren")]


def _steps(year: int, deadline: date) -> list[Line]:
    steps = (
        "Fyll i de vita cellerna på mallens blad. Kolumnen med blå ram är den viktigaste.",
        f"De grå cellerna är låsta. Där står vad raden gäller och det värde som är sparat för {year - 1}.",
        f"Är {year - 1} fel? Skriv det rätta talet i kolumnen Rättat {year - 1}. Annars låter du den vara tom.",
        "Saknas ett tal? Lämna cellen tom och välj en orsak i kolumnen Status. Skriv aldrig 0 för något som saknas.",
        f"Spara. Ladda upp filen på sidan Lämna uppgifter senast {swedish.date(deadline)}.",
    )
    return [(str(number), text) for number, text in enumerate(steps, start=1)]


def _counted(lines: Sequence[Row]) -> str:
    invented = sum(line.indicator.is_demo for line in lines)
    rows = swedish.sentence_case(swedish.counted(len(lines), "rad", "rader"))
    if invented == len(lines):
        return f"{rows} för demonstration"
    return rows if not invented else f"{rows}, varav {swedish.count_word(invented)} för demonstration"


def _numbers(rows: Sequence[Row]) -> list[Line]:
    return [
        ("Decimaler", "Kommatecken: 74,3"),
        ("Tusental", "Utan tecken eller med mellanslag: 5355 eller 5 355. Inte punkt."),
        ("Procent", "Bara talet, utan procenttecken: 74,3"),
        ("Antal", "Är enheten antal skriver du antalet. Andelen, eller talet per invånare, räknas ut."),
        ("Av hur många", _BASES),
        ("Små grupper", f"Skriv det verkliga antalet. {_hidden(rows)} döljs automatiskt överallt."),
    ]


def _hidden(rows: Sequence[Row]) -> str:
    """What the register hides, strictest first: `Antal 1–4 och enkätvärden med färre än 50 svar`."""
    most = max(row.indicator.suppression.counts_below for row in rows) - 1
    counts = f"Antal 1–{most}" if most > 1 else "Antalet 1"
    surveys = [row.indicator.suppression.base_below for row in rows if row.indicator.kind in _SURVEYS]
    if surveys:
        return f"{counts} och enkätvärden med färre än {max(surveys)} svar"
    return f"{counts} och grupper med färre än {max(row.indicator.suppression.base_below for row in rows)} personer"


def _section(sheet: Worksheet, row: int, title: str, lines: Sequence[Line], *, linked: bool) -> int:
    """Write a section from a row on; the answer is where the next one begins."""
    look.put(sheet.cell(row, 2), title)
    sheet.cell(row, 2).font = look.font(size=12, bold=True, color=look.BRAND)
    for at, (label, text) in enumerate(lines, start=row + 1):
        name, said = sheet.cell(at, 2), sheet.cell(at, 3)
        look.put(name, label)
        look.put(said, text)
        name.font, said.font = look.font(bold=True), look.font()
        if linked:
            quoted = label.replace("'", "''")
            name.hyperlink = Hyperlink(ref=name.coordinate, location=f"'{quoted}'!G4")
            name.font = look.font(bold=True, color=look.LINK, underline="single")
        sheet.row_dimensions[at].height = 15
    return row + len(lines) + 2
