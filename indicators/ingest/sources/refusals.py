"""Why a source could not be fetched and what to do about it: one table, from code to Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators.errors import SourceError
from indicators.swedish import shortened

_LOG: Final = "Be den som sköter servern läsa loggen vid felkod {id}."
_AGAIN: Final = "Försök igen senare. Händer det igen, be den som sköter servern läsa loggen vid felkod {id}."
_ADDRESS: Final = "Rätta adressen i serverns miljö."

REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "source-address": ("Källans adress går inte att använda ({what}).", _ADDRESS),
    "source-driver": (
        "Drivrutinen för {what} är inte installerad på servern.",
        "Be den som sköter servern köra .venv/bin/pip install '.[{extra}]' i produktens mapp.",
    ),
    "source-silent": ("Källan svarar inte.", _AGAIN),
    "source-login": (
        "Källan släpper inte in oss.",
        "Kontrollera användare och lösenord i serverns miljö. Mer står i loggen vid felkod {id}.",
    ),
    "source-database": ("Källans server svarar, men databasen i adressen finns inte.", _ADDRESS),
    "source-time": (
        "Källan blev inte klar inom {seconds} sekunder, så hämtningen avbröts.",
        "Hämta färre år eller rader, eller höj limits.seconds i registret.",
    ),
    "source-memory": (
        "Svaret kräver för mycket minne, så hämtningen avbröts.",
        "Hämta färre år eller rader åt gången.",
    ),
    "source-rows": (
        "Källan har fler än {rows} rader, så hämtningen avbröts.",
        "Välj färre rader i frågan, eller höj limits.rows i registret.",
    ),
    "source-bytes": (
        "Svaret är större än {megabytes} MB, så hämtningen avbröts.",
        "Hämta färre år eller rader, eller höj limits.bytes i registret.",
    ),
    "source-died": ("Hämtningen avbröts oväntat.", _AGAIN),
    "source-query": (
        "Källan kunde inte köra frågan.",
        "Kontrollera tabellens och kolumnernas namn i frågan. Källans eget svar står i loggen vid felkod {id}.",
    ),
    "source-rights": (
        "Källans konto får inte läsa det som frågan nämner.",
        "Ge kontot läsrätt (GRANT SELECT) till tabellen eller vyn. Källans eget svar står i loggen vid felkod {id}.",
    ),
    "source-statement": ("Frågan är inte en enda SELECT ({what}).", "Skriv om query i registret till en enda SELECT."),
    "source-writes": (
        "Frågan försökte ändra något i källan och stoppades.",
        "Skriv om query så att den bara läser, och ge kontot bara läsrätt.",
    ),
    "source-parameter": (
        "Frågan har en okänd parameter, :{what}.",
        "Den enda parametern är :from_year. Skriv ett kolon i en text som \\:.",
    ),
    "source-repeated": (
        "Svaret har flera kolumner med samma namn: {names}.",
        "Ge kolumnerna olika namn med AS i frågan.",
    ),
    "source-absent": (
        "Svaret saknar kolumnerna {names}. Det har {others}.",
        "Rätta mapping i registret, eller frågan.",
    ),
    "source-columns": ("Svaret har fler än 256 kolumner.", "Välj bara de kolumner som behövs."),
    "source-long-text": (
        "Kolumnen {what} har en text som är längre än 32 767 tecken.",
        "Välj bara de kolumner som behövs.",
    ),
    "source-encoding": (
        "Källans text har en annan teckenkodning än väntat, så å, ä och ö går inte att läsa.",
        "Be den som äger källan svara i UTF-8.",
    ),
    "source-empty": ("Källan svarade utan några rader.", "Kontrollera urvalet och åren i registret."),
    "source-redirect": (
        "Källan skickade oss vidare till en annan adress, och dit går vi inte.",
        "Kontrollera adressen i serverns miljö. Har tjänsten flyttat, skriv den nya.",
    ),
    "source-certificate": (
        "Källans certifikat går inte att lita på.",
        "Be den som sköter servern kontrollera adress, klocka och certifikat. Mer står i loggen vid felkod {id}.",
    ),
    "source-missing": (
        "Källan finns inte på adressen (svar {status}).",
        "Kontrollera adressen i serverns miljö och table i registret.",
    ),
    "source-refused": (
        "Källan godtog inte frågan (svar {status}).",
        "Kontrollera urvalet i registret. Källans eget svar står i loggen vid felkod {id}.",
    ),
    "source-busy": ("Källan har för mycket att göra (svar {status}).", "Försök igen {when}."),
    "source-broken": ("Källan har fel hos sig (svar {status}).", _AGAIN),
    "source-half": ("Svaret tog slut innan det var helt.", _AGAIN),
    "source-html": (
        "Källan svarade med en webbsida i stället för data.",
        "Kontrollera att adressen går till tjänstens API och inte till en inloggning. " + _LOG,
    ),
    "source-not-json": ("Svaret är inte JSON, eller tog slut för tidigt.", _AGAIN),
    "source-shape": (
        "Svaret är inte uppställt som väntat ({what}).",
        "Kontrollera api och table i registret. " + _LOG,
    ),
    "source-unknown-variable": (
        "Tabellen har ingen variabel {what}. Den har {others}.",
        "Rätta selection i registret.",
    ),
    "source-unknown-values": (
        "Variabeln {what} har inte värdena {names}.",
        "Rätta selection i registret. Har källan bytt koder, pröva att äldre år fortfarande betyder detsamma.",
    ),
    "source-unselected": (
        "Variabeln {what} måste väljas, för tabellen har ingen summa över den.",
        "Lägg till {what} i selection i registret.",
    ),
    "source-too-many-cells": (
        "Urvalet ger fler än {cells} celler.",
        "Välj färre värden i selection i registret.",
    ),
    "source-selection": ("Urvalet saknar {what}.", "Lägg till {what} i selection i registret."),
    "source-file": ("Filen {what} finns inte i källans mapp.", "Kontrollera table i registret och mappen på servern."),
    "source-layout": ("Läskartan {what} finns inte.", "Spara läskartan, eller rätta layout i registret."),
}


def refusal(code: str, **words: object) -> SourceError:
    """The refusal of a code; words that come from the source are cut."""
    reason, advice = REFUSALS[code]
    told = {name: shortened(str(word), 300) for name, word in words.items()}
    return SourceError(f"{reason.format_map(told)} {advice.format_map(told)}", code=code)


class Refused(Exception):  # noqa: N818 it is what the fetching process answers
    """A refusal inside the fetching process: its code, its words, and what only the log may know."""

    def __init__(self, code: str, *, detail: str = "", **words: object) -> None:
        """Keep what the parent needs to tell it."""
        super().__init__(code)
        self.code, self.detail, self.words = code, detail, words
