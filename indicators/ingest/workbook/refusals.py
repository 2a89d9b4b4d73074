"""Why a file cannot be read at all and what to do about it: one table, from code to Swedish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from indicators.errors import FileError

_SAVE_AGAIN: Final = "Öppna filen i Excel eller LibreOffice, spara den på nytt som .xlsx och lämna in den nya filen."
_SPLIT: Final = "Dela upp uppgifterna på flera filer, eller ta bort det som inte hör till uppgifterna."

REFUSALS: Final[Mapping[str, tuple[str, str]]] = {
    "empty": ("Filen är tom.", "Kontrollera att rätt fil valdes och att den är färdigsparad."),
    "too-large": ("Filen är större än 25 MB.", _SPLIT),
    "old-excel": (
        "Filen är sparad i det äldre formatet .xls, som inte kan läsas säkert.",
        "Öppna den i Excel eller LibreOffice, välj Spara som och typen Excel-arbetsbok (.xlsx).",
    ),
    "binary-excel": (
        "Filen är sparad i det binära formatet .xlsb, som inte kan läsas säkert.",
        "Öppna den i Excel, välj Spara som och typen Excel-arbetsbok (.xlsx).",
    ),
    "open-document": (
        "Filen är sparad i formatet .ods.",
        "Öppna den i LibreOffice eller Excel, välj Spara som och typen Excel-arbetsbok (.xlsx).",
    ),
    "password": (
        "Filen är skyddad med lösenord.",
        "Öppna den, ta bort lösenordet (Arkiv, Info, Skydda arbetsbok), spara och lämna in den igen.",
    ),
    "other-document": (
        "Filen är {what} och inte en arbetsbok.",
        "Lämna in uppgifterna i mallen, i en annan .xlsx-fil eller som .csv.",
    ),
    "web-page": (
        "Filen är en webbsida eller XML-text, även om namnet säger något annat.",
        "Öppna den i Excel eller LibreOffice, välj Spara som och typen Excel-arbetsbok (.xlsx).",
    ),
    "not-a-workbook": (
        "Filen är inte en arbetsbok och inte heller en textfil med kolumner.",
        "Lämna in en .xlsx-fil eller en .csv-fil. Packa upp filen först om den ligger i ett arkiv.",
    ),
    "damaged": ("Filen är skadad och kan inte läsas ({what}).", _SAVE_AGAIN),
    "member-count": ("Filen består av fler än 300 delar, vilket ingen vanlig arbetsbok gör.", _SAVE_AGAIN),
    "member-name": ("Filen innehåller delar med otillåtna namn eller två delar med samma namn.", _SAVE_AGAIN),
    "member-overlap": ("Filens delar ligger ovanpå varandra, vilket ingen vanlig arbetsbok gör.", _SAVE_AGAIN),
    "member-method": ("Filen är packad på ett sätt som inte kan läsas.", _SAVE_AGAIN),
    "unpacked-size": ("Filen blir orimligt stor när den packas upp.", _SPLIT),
    "doctype": ("Filen innehåller en definition (DOCTYPE) som inte hör hemma i en arbetsbok.", _SAVE_AGAIN),
    "xml": ("Filen innehåller XML som ingen vanlig arbetsbok har ({what}).", _SAVE_AGAIN),
    "outside-link": (
        "Bladet ”{sheet}” pekar ut ur filen.",
        "Kopiera innehållet till en ny arbetsbok utan länkade blad och lämna in den.",
    ),
    "no-cells": ("Filen har inga ifyllda celler.", "Kontrollera att rätt fil valdes och att den är färdigsparad."),
    "sheet-count": ("Arbetsboken har fler än 40 blad.", _SPLIT),
    "sheet-name": ("Två blad har samma namn eller samma innehåll, eller ett blad saknar namn.", _SAVE_AGAIN),
    "row-count": (
        "Cellen {cell} i bladet ”{sheet}” ligger under rad 100 100, längre ned än vad som läses.",
        "Ta bort det som står där, eller dela upp uppgifterna på flera filer med högst 100 000 rader.",
    ),
    "column-count": (
        "Cellen {cell} i bladet ”{sheet}” ligger till höger om kolumn 256 (IV), längre ut än vad som läses.",
        "Ta bort det som står där, eller dela upp uppgifterna på flera blad med högst 256 kolumner.",
    ),
    "cell-count": ("Filen har fler än två miljoner ifyllda celler.", _SPLIT),
    "outside-grid": ("Bladet ”{sheet}” har en cell utanför rutnätet ({cell}).", _SAVE_AGAIN),
    "cell-order": (
        "Bladet ”{sheet}” har samma cell två gånger, eller celler i fel ordning ({cell}).",
        _SAVE_AGAIN,
    ),
    "cell-content": ("Cellen {cell} i bladet ”{sheet}” är skadad: den säger sig vara {what}.", _SAVE_AGAIN),
    "long-text": (
        "En text är längre än 32 767 tecken, som är det längsta en cell rymmer.",
        "Korta texten eller ta bort den, spara och lämna in filen igen.",
    ),
    "text-amount": ("Filen innehåller orimligt mycket text.", _SPLIT),
    "formats": (
        "Filen har för många eller för långa talformat.",
        "Kopiera värdena till en ny arbetsbok och lämna in den.",
    ),
    "merged-count": (
        "Bladet ”{sheet}” har fler än 5 000 sammanslagna områden.",
        "Ta bort sammanslagningen av celler (Start, Centrera över kolumner) och lämna in filen igen.",
    ),
    "merged-area": (
        "Bladet ”{sheet}” har ett sammanslaget område som är för stort ({cell}).",
        "Ta bort sammanslagningen av cellerna och lämna in filen igen.",
    ),
    "validations": (
        "Bladet ”{sheet}” har fler än 5 000 dataverifieringar.",
        "Kopiera värdena till en ny arbetsbok och lämna in den.",
    ),
    "unicode-text": (
        "Textfilen är sparad som Unicode-text (UTF-16).",
        "Välj Spara som och typen CSV UTF-8 (kommaavgränsad) i Excel.",
    ),
    "csv-bytes": (
        "Textfilen innehåller tecken som inte är text (byte {what}).",
        "Spara tabellen på nytt som .xlsx eller som CSV UTF-8 och lämna in den nya filen.",
    ),
    "csv-quotes": (
        "Textfilen har ett citattecken som inte är avslutat eller står fel, i eller efter rad {what}.",
        "Rätta raden, eller spara tabellen på nytt som .xlsx.",
    ),
    "time": ("Filen tog för lång tid att läsa och lästes inte färdigt.", _SPLIT),
    "memory": ("Filen kräver för mycket minne och lästes inte färdigt.", _SPLIT),
    "unreadable": ("Filen kunde inte läsas.", _SAVE_AGAIN),
}


def refusal(code: str, **words: str) -> FileError:
    """The refusal of a code; words that come from the file are cut to 60 characters."""
    reason, advice = REFUSALS[code]
    return FileError(code, reason.format_map({name: word[:60] for name, word in words.items()}), advice)
