"""Register documents: the bytes of the register's files, and what stands in them before anybody asks what it means."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Final

PROGRAMME: Final = "programme.toml"
GEOGRAPHIES: Final = "geographies.toml"
SOURCES: Final = "sources.toml"
"""May be left out: a register need not fetch anything."""
EVENTS: Final = "events.toml"
DEMO_EVENTS: Final = "demo-events.toml"
EVENT_FILES: Final = (EVENTS, DEMO_EVENTS)
"""Real and made-up events; a register may be without either."""
FOLDER: Final = "indicators/"
MOST_FILES: Final = 100
MOST_BYTES: Final = 1_000_000
MOST_BYTES_IN_ALL: Final = 3_000_000
LONGEST_LINE: Final = 6_000
"""Characters."""
MOST_DOTS: Final = 50
"""On a line: reading a dotted key costs the square of its parts, so a long one could hold the server for minutes."""

_INDICATOR_FILE: Final = re.compile(r"indicators/[a-z0-9]+(-[a-z0-9]+)*\.toml")
_DECIMAL_COMMA: Final = re.compile(r"[=\[,]\s*([-+]?\d+),(\d+)")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_WHAT_TOML_SAYS: Final[Mapping[str, str]] = {
    "Cannot overwrite a value": "samma fält står två gånger. Ta bort det ena.",
    "Duplicate inline table key": "samma fält står två gånger inom { }. Ta bort det ena.",
    "Cannot declare": "samma rubrik står två gånger. Skriv [[ ]] med dubbla klamrar om det är en post till.",
    "Expected '=' after": "ett likhetstecken saknas efter fältets namn. Skriv namn = värde, utan å, ä och ö i namnet.",
    "Invalid initial character": "ett fältnamn saknas eller börjar med fel tecken. Skriv namn = värde.",
    "Invalid value": "värdet går inte att läsa. Texter ska stå inom citattecken, tal utan.",
    "Unclosed array": "en lista saknar sin avslutande ]. Lägg till den.",
    "Unclosed inline table": "uppgifter inom { } saknar sin avslutande }. Lägg till den, och skriv allt på en rad.",
    "Unterminated string": "en text saknar sitt avslutande citattecken. Lägg till det.",
    "Illegal character": "ett otillåtet tecken står i en text. Skriv texten på en rad, eller inom tre citattecken.",
    "Unescaped": "ett omvänt snedstreck står i en text. Skriv \\\\ eller sätt texten inom enkla citattecken.",
    "Expected newline": "raden fortsätter där den borde ta slut. Skriv ett fält per rad.",
    "Invalid statement": "raden är varken ett fält eller en rubrik. Skriv namn = värde, eller # framför en kommentar.",
}


def is_register_name(name: str) -> bool:
    """Whether a file of this relative name belongs to a register."""
    return name in (PROGRAMME, GEOGRAPHIES, SOURCES, *EVENT_FILES) or _INDICATOR_FILE.fullmatch(name) is not None


def is_demo(name: str) -> bool:
    """Whether a file holds made-up indicators or events: its name says so."""
    return name == DEMO_EVENTS or name.startswith(f"{FOLDER}demo-")


def without_demo(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents without those of made-up indicators and events."""
    return {name: content for name, content in documents.items() if not is_demo(name)}


def tables(documents: Mapping[str, bytes], faults: list[str]) -> dict[str, dict[str, object]]:
    """What stands in each file that can be read; every other file is noted as a fault."""
    found: dict[str, dict[str, object]] = {}
    if not _is_reasonable(documents, faults):
        return found
    for name in (PROGRAMME, GEOGRAPHIES):
        if name not in documents:
            faults.append(f"{name}: filen saknas. Lägg tillbaka den i registrets mapp.")
    for name, content in sorted(documents.items(), key=_reading_order):
        if not is_register_name(name):
            faults.append(f"{_safe(name)}: filen hör inte till registret. {_FILES}")
        elif (table := _table(name, content, faults)) is not None:
            found[name] = table
    return found


_FILES: Final = (
    "Registret består av programme.toml, geographies.toml, events.toml, sources.toml och indicators/….toml "
    "(små bokstäver a–z, siffror och bindestreck). Byt namn på filen eller ta bort den."
)


def _is_reasonable(documents: Mapping[str, bytes], faults: list[str]) -> bool:
    size = sum(len(content) for content in documents.values())
    if len(documents) > MOST_FILES:
        faults.append(f"registret: {len(documents)} filer är för många. Högst {MOST_FILES} läses; ta bort andra filer.")
    if size > MOST_BYTES_IN_ALL:
        faults.append(
            f"registret: filerna är större än {MOST_BYTES_IN_ALL // 10**6} MB tillsammans. Dela upp eller korta."
        )
    return not faults


def _reading_order(document: tuple[str, bytes]) -> tuple[bool, bool, str]:
    name, _ = document
    return name != PROGRAMME, name != GEOGRAPHIES, name


def _table(name: str, content: bytes, faults: list[str]) -> dict[str, object] | None:
    text = _text(name, content, faults)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except RecursionError:
        faults.append(
            f"{name}: klamrar ligger för djupt i varandra. Skriv filen efter mönstret i en annan registerfil."
        )
    except ValueError as unreadable:  # TOML faults, and whole numbers with thousands of digits
        faults.append(f"{name}: {_in_swedish(str(unreadable), text)}")
    return None


def _text(name: str, content: bytes, faults: list[str]) -> str | None:
    if len(content) > MOST_BYTES:
        faults.append(
            f"{name}: filen är större än {MOST_BYTES // 10**6} MB. Dela upp den eller ta bort det som inte hör dit."
        )
        return None
    try:
        text = content.decode("utf-8-sig")  # Windows editors begin a file with a byte order mark
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        faults.append(f"{name}: rad {line}: filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8.")
        return None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > LONGEST_LINE or line_text.count(".") > MOST_DOTS:
            most = f"{LONGEST_LINE} tecken eller {MOST_DOTS} punkter"
            faults.append(f"{name}: rad {number}: raden har fler än {most}. Dela upp den.")
            return None
    return text


def _in_swedish(message: str, text: str) -> str:
    place = _PLACE.search(message)
    at, line = "slutet av filen", ""
    if place and place[1]:
        at, line = f"rad {place[1]}", text.split("\n")[int(place[1]) - 1]
    if comma := _DECIMAL_COMMA.search(line):
        return f"{at}: {comma[1]},{comma[2]} har decimalkomma. Skriv {comma[1]}.{comma[2]} med punkt."
    said = (swedish for start, swedish in _WHAT_TOML_SAYS.items() if message.startswith(start))
    return f"{at}: {next(said, 'det som står där går inte att läsa som TOML. Jämför med en annan registerfil.')}"


def _safe(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name[:80])
