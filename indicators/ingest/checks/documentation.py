"""The documentation of the checks, made from the table of rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from indicators.batches import Severity
from indicators.ingest.checks.rules import KEYS, NUMBERS, ROWS, SHEETS, Rule

_HEADING: Final = """# Kontroller av en fil som lämnas in

Varje regel nedan prövas mot varje rad, och allt som hittas sägs på en gång, med blad och cell. Ett **fel** måste rättas
innan filen kan lämnas in. En **varning** ser också den som granskar. En **upplysning** är bara bra att veta.

Två saker gäller överallt. Ingenting blir noll av sig självt: en tom cell, ett streck eller en text är aldrig 0. Och
ingenting rättas av sig självt: produkten gissar i rådet, men det är den som lämnar filen som skriver talet.

Den här sidan är gjord av tabellen i `indicators/ingest/checks/rules.py`; ett test håller dem lika."""

_GROUPS: Final[Mapping[str, Iterable[Rule]]] = {
    "Vad raden gäller": KEYS,
    "Tal": NUMBERS,
    "Rader": ROWS,
    "Blad": SHEETS,
}
_SEVERITY: Final = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.INFO: "upplysning"}
_HEAD: Final = "| Kod | Vad som sägs | Slag | Ska vara | Råd | Vad regeln ser efter |\n|---|---|---|---|---|---|"
_WORD: Final = re.compile(r"\{(\w+)\}")


def document() -> str:
    """`docs/checks.md`."""
    parts = [f"## {name}\n\n{_HEAD}\n" + "\n".join(map(_row, rules)) for name, rules in _GROUPS.items()]
    return "\n\n".join([_HEADING, *parts, ""]).rstrip("\n") + "\n"


def _row(rule: Rule) -> str:
    advice = " / ".join(text for text in (rule.advice, rule.unguessed) if text)
    told = (f"`{rule.code}`", rule.message, _SEVERITY[rule.severity], rule.expected, advice, rule.about)
    return f"| {' | '.join(_plain(text) for text in told)} |"


def _plain(text: str) -> str:
    """Without what would end a cell, and with an ellipsis for what each finding fills in."""
    return _WORD.sub("…", text).replace("|", "/")
