"""The four files of a hearing, made from one deck: presentation, report, page and appendix."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import Final

from indicators.editions.drafting import Drafted
from indicators.hearing.slides import Deck
from indicators.reports.appendix import appendix
from indicators.reports.document import document
from indicators.reports.document.page import page
from indicators.reports.document.writing import FONTS
from indicators.reports.presentation.packing import packed
from indicators.reports.presentation.writing import presentation

KINDS: Final = {
    "pptx": "PowerPoint med talarstöd",
    "pdf": "PDF-rapport",
    "xlsx": "Excel-bilaga",
    "html": "Webbsida i en fil",
}
LIBRARIES: Final = ("python-pptx", "xlsxwriter", "typst", "lxml")
MADE_UP: Final = "pahittade-siffror"
"""In the name of every file that holds something made up."""

Told = Callable[[str], None]


def made(drafted: Drafted, *, at: datetime, told: Told | None = None) -> dict[str, tuple[str, bytes]]:
    """Name and bytes by kind; `told` is given each kind's words before it is made."""
    names = file_names(drafted.deck)
    found = {}
    for kind, write in _WRITERS.items():
        if told is not None:
            told(KINDS[kind])
        found[kind] = (names[kind], write(drafted, at))
    return found


def file_names(deck: Deck) -> dict[str, str]:
    """`hearing-2020-version-1.pptx`; a draft and made-up figures are told in the name."""
    which = f"version-{deck.edition}" if deck.edition else "utkast"
    parts = [plain(deck.name), which, *([MADE_UP] if deck.is_demo else [])]
    return {kind: f"{'-'.join(parts)}.{kind}" for kind in KINDS}


def made_with() -> dict[str, str]:
    """The versions of the libraries that write the files, and the fonts' fingerprint."""
    fonts = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(FONTS.glob("*.otf")))).hexdigest()
    return {name: version(name) for name in LIBRARIES} | {"Typsnitt": fonts[:16]}


def _presentation(drafted: Drafted, at: datetime) -> bytes:
    return presentation(drafted.deck, at=at, into=drafted.template)


def _document(drafted: Drafted, at: datetime) -> bytes:
    return document(drafted.deck, at=at)


def _appendix(drafted: Drafted, at: datetime) -> bytes:
    return packed(appendix(drafted.deck, drafted.now, drafted.before, at=at), at=at)


def _page(drafted: Drafted, _at: datetime) -> bytes:
    return page(drafted.deck)


_WRITERS: Final[dict[str, Callable[[Drafted, datetime], bytes]]] = {
    "pptx": _presentation,
    "pdf": _document,
    "xlsx": _appendix,
    "html": _page,
}


def plain(name: str) -> str:
    """A name as it may stand in every file system."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:60] or "hearing"
