"""The documentation of the checks, made from the table of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from indicators.batches import Finding, Severity
from indicators.ingest import entries, template
from indicators.ingest.checks.rules import KEYS, NUMBERS, ROWS, SHEETS, Rule
from indicators.ingest.mapping import notes
from indicators.ingest.sources import notes as fetched
from indicators.ingest.sources.refusals import REFUSALS as UNFETCHED
from indicators.ingest.workbook import refusals

_HEADING: Final = """# Kontroller av en fil som lämnas in

Varje regel nedan prövas mot varje rad, och allt som hittas sägs på en gång, med blad och cell. Ett **fel** måste rättas
innan filen kan lämnas in. En **varning** ser också den som granskar. En **upplysning** är bara bra att veta.

Två saker gäller överallt. Ingenting blir noll av sig självt: en tom cell, ett streck eller en text är aldrig 0. Och
ingenting rättas av sig självt: produkten gissar i rådet, men det är den som lämnar filen som skriver talet.

Koderna är de som `load --json` svarar med. Sidan är gjord av koden i `indicators/ingest`: reglerna (`checks/rules.py`),
mallen (`template.KINDS`), läskartan (`mapping/notes.py`), läsaren (`workbook/refusals.py`) och hämtningen
(`sources/notes.py`, `sources/refusals.py`). Ett test håller dem lika."""

_GROUPS: Final[Mapping[str, Iterable[Rule]]] = {
    "Vad raden gäller": KEYS,
    "Tal": NUMBERS,
    "Rader": ROWS,
    "Blad": SHEETS,
}
_SEVERITY: Final = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
_HEAD: Final = "| Kod | Vad som sägs | Slag | Ska vara | Råd | Vad regeln ser efter |\n|---|---|---|---|---|---|"
_TEMPLATE: Final = """## Mallen

Det här gäller mallens form, inte siffrorna i den. Rådet skrivs för varje cell.

| Kod | Vad som sägs | Slag | Vad regeln ser efter |
|---|---|---|---|"""
_MAPPING: Final = """## Läskartan

Det här sägs när en fil med annan uppställning läses med en läskarta.

| Kod | Vad som sägs | Slag | Ska vara | Råd |
|---|---|---|---|---|"""
_AFTER: Final = """## Efter kontrollerna

| Kod | Vad som sägs | Slag | Råd | När |
|---|---|---|---|---|"""
_REFUSED: Final = """## Filer som inte kan läsas alls

Sådana filer stannar i grinden eller i läsaren. De har en enda orsak, och ingenting av dem sparas. De två sista
filerna går att läsa, men den ena inte att förstå och den andra inte att märka.

| Kod | Orsak | Råd |
|---|---|---|"""
_FETCHED: Final = """## Hämtade uppgifter

Det här sägs när en källa har hämtats, utöver reglerna ovan som prövas på samma sätt som för en fil.

| Kod | Vad som sägs | Slag | Ska vara | Råd |
|---|---|---|---|---|"""
_UNFETCHED: Final = """## Källor som inte kan hämtas

Hämtningen avbryts, ingenting av svaret sparas, och siffrorna från den senaste lyckade hämtningen står kvar. Meddelandet
säger aldrig adress, användare eller lösenord. Felkoden i meddelandet står i serverns logg, med det som källan svarade.

| Kod | Orsak | Råd |
|---|---|---|"""
_WORD: Final = re.compile(r"\{(\w+)\}")
_SEVERAL: Final = re.compile(r"^2 ")

LATER: Final = (
    (
        *("register-changed", "Registret har ändrats sedan mallen hämtades", "fel"),
        "… av mallens rader finns inte längre. Hämta en ny mall och för över dina siffror till den.",
        "Mallens rader finns i registret som det är nu. Sägs en gång för hela filen.",
    ),
    (
        *("nothing-filled-in", "Filen har inga ifyllda uppgifter", "fel"),
        "Fyll i de vita cellerna, spara och ladda upp filen igen.",
        "Filen är hel men ingen har fyllt i något i den.",
    ),
    (
        *("jump", "Värdet är tio gånger så stort eller litet som …", "fel"),
        "Kontrollera talet. Stämmer det, skriv varför i kolumnen Kommentar.",
        "Ett värde är minst tio gånger så stort eller litet som året före. Stoppar tills det är förklarat.",
    ),
    (
        *("deviation", "Värdet avviker mer än slumpen brukar ge …", "varning"),
        "Stämmer det? Skriv varför i kolumnen Kommentar, så läser den som granskar det.",
        "Ett värde ligger utanför vad som var att vänta om inget hänt sedan året före.",
    ),
)
"""What is found in the file as a whole, and when it is held against history."""
REFUSED_LATER: Final = (
    (
        "okand-uppstallning",
        "Filen är inte vår mall, och ingen sparad uppställning passar den.",
        "Hämta mallen, eller peka ut var siffrorna står.",
    ),
    (
        "cannot-mark",
        "Filen kan inte märkas utan risk.",
        "Ladda ner listan med felen i stället.",
    ),
)
"""Refusals of files that could be read."""


def document() -> str:
    """`docs/checks.md`."""
    parts = [f"## {name}\n\n{_HEAD}\n" + "\n".join(map(_row, rules)) for name, rules in _GROUPS.items()]
    kinds = [(_code(k.code), k.message, _SEVERITY[k.severity], k.about) for k in template.KINDS]
    notes = [(_code(f.code), _several(f.message), _SEVERITY[f.severity], f.expected, f.advice) for f in _notes()]
    later = [(_code(code), *texts) for code, *texts in LATER]
    refused: list[tuple[str, ...]] = [(_code(code), *texts) for code, texts in refusals.REFUSALS.items()]
    refused += [(_code(code), *texts) for code, *texts in REFUSED_LATER]
    told = [(_code(f.code), f.message, _SEVERITY[f.severity], f.expected, f.advice) for f in _fetched()]
    unfetched = [(_code(code), *texts) for code, texts in UNFETCHED.items()]
    tables = (
        *((_TEMPLATE, kinds), (_MAPPING, notes), (_FETCHED, told), (_AFTER, later)),
        *((_REFUSED, refused), (_UNFETCHED, unfetched)),
    )
    parts += [f"{head}\n" + "\n".join(map(_line, rows)) for head, rows in tables]
    return "\n\n".join([_HEADING, *parts]) + "\n"


def _row(rule: Rule) -> str:
    advice = " / ".join(text for text in (rule.advice, rule.unguessed) if text)
    return _line((_code(rule.code), rule.message, _SEVERITY[rule.severity], rule.expected, advice, rule.about))


def _notes() -> Iterable[Finding]:
    """One finding of each kind that reading with a mapping can tell, with ellipses for the file's own words."""
    alone = (notes.absent_sheet("…"), notes.changed_heading("", "", "", "…"), notes.nothing_read())
    yield from (*alone, notes.too_many("", 0), notes.hidden_sheet(""), notes.other_layout(""))
    for key in (entries.INDICATOR, entries.GEOGRAPHY, entries.PERIOD, entries.BREAKDOWN):
        tally = notes.Tally()
        tally.skipped(key, [("", "", "")] * 2, is_by_row=True)
        yield from tally.findings()
    yield notes.without_figures([("", "", "")] * 2)


def _fetched() -> Iterable[Finding]:
    """One finding of each kind that fetching can tell."""
    found = [("…", "")]
    yield fetched.unknown_codes("…", found)
    yield fetched.unknown_statuses("…", found, is_without_figure=True)
    yield fetched.unknown_statuses("…", found, is_without_figure=False)
    yield fetched.unused_columns(["…"])


def _several(text: str) -> str:
    return _SEVERAL.sub("… ", text)


def _code(code: str) -> str:
    return f"`{code}`"


def _line(texts: Iterable[str]) -> str:
    return f"| {' | '.join(_plain(text) for text in texts)} |"


def _plain(text: str) -> str:
    """Without what would end a cell, and with an ellipsis for what each finding fills in."""
    return _WORD.sub("…", text).replace("|", "/")
