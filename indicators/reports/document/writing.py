"""The report as a tagged PDF for archives: PDF/UA-1 and PDF/A-2a, our fonts in it, the same bytes for the same deck."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typst

from indicators.errors import InputError
from indicators.hearing.slides import Deck
from indicators.reports.document.content import FONT, content

FONTS: Final = Path(__file__).resolve().parents[3] / "data" / "fonts"
LOOKS: Final = Path(__file__).parent / "report.typ"
STANDARDS: Final[Any] = ["ua-1", "a-2a"]


def document(deck: Deck, *, at: datetime) -> bytes:
    """The report; `at` is the time of issue. Refused where the document could not be made accessible."""
    moment = at if at.tzinfo else at.replace(tzinfo=UTC)
    told = content(deck) | {"date": {"year": moment.year, "month": moment.month, "day": moment.day}}
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    if FONT not in fonts.families():
        raise InputError(f"Typsnittet {FONT} saknas i {FONTS}. Hämta hem programmets filer på nytt.")
    compiler = typst.Compiler(
        LOOKS.read_bytes(), font_paths=fonts, sys_inputs={"data": json.dumps(told, ensure_ascii=False, sort_keys=True)}
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            format="pdf", pdf_standards=STANDARDS, timestamp=int(moment.timestamp())
        )
    except typst.TypstError as fault:
        raise InputError(f"Rapporten kunde inte göras: {fault.message}. Anmäl felet; inget är utgivet.") from fault
    if warnings:
        raise InputError(f"Rapporten kunde inte göras felfri: {warnings[0].message}. Anmäl felet; inget är utgivet.")
    if not isinstance(made, bytes):
        raise InputError("Rapporten blev inte en enda fil. Anmäl felet; inget är utgivet.")
    return made
