"""The log of who did what: in Swedish words, the newest first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from indicators import swedish
from indicators.reports import opendata
from indicators.store import LogRow
from ui import cached, cards, html

SHOWN: Final = 200
KIND: Final = "log-kind"
EVERYTHING: Final = "Allt"

KINDS: Final[Mapping[str, Mapping[str, str]]] = {
    "Leveranser": {
        "draft": "sparade ett utkast",
        "discard_draft": "slängde ett utkast",
        "hand_in": "lämnade in",
        "approve": "godkände",
        "return": "återlämnade",
        "withdraw": "tog tillbaka inlämningen",
        "undo": "ångrade godkännandet",
        "comment": "kommenterade",
        "explain": "ändrade förklaringarna",
    },
    "Personer": {
        "set_person": "gav en roll",
        "remove_person": "tog bort ur listan",
    },
    "Läskartor": {
        "save_mapping": "sparade en läskarta",
        "remove_mapping": "tog bort en läskarta",
    },
    "Källor": {
        "refresh": "hämtade",
        "refresh_due": "hämtade det som var på tur",
        "stop": "fick hämtningen stoppad",
        "release": "släppte fram en stoppad hämtning",
    },
    "Analystexter": {"write_analysis": "skrev en analystext"},
    "Orsak och åtgärd": {"put_card": "sparade ett kort", "remove_card": "tog bort ett kort"},
    "Register": {"register": "sparade registret"},
    "Utgåvor": {
        "issue_edition": "gav ut en utgåva",
        "note_promise": "antecknade en fråga eller ett löfte",
        "use_template": "började använda en presentationsmall",
        "drop_template": "slutade använda en presentationsmall",
        "remove_template": "tog bort en presentationsmall",
    },
    "Demonstrationsdata och start": {
        "restore": "lade tillbaka en säkerhetskopia",
        "end_demo": "tog bort alla påhittade siffror",
        "marker": "noterade",
    },
}
"""Kind → what is done, by the log's code."""
WORDS: Final = {code: word for codes in KINDS.values() for code, word in codes.items()}

_MARKERS: Final = {
    ("shipped", None): ("det som följer med produkten är inläst", ""),
    ("demo", "removed"): ("demonstrationsdata", "borttagna"),
    ("demo", "present"): ("demonstrationsdata", "tillbaka"),
}
"""Facts about the store itself, which the log tells by name and value."""
_FINGERPRINT: Final = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


def show() -> None:
    """The latest of the chosen kind, and all of it as a file."""
    cards.section("Händelselogg")
    kind = st.selectbox("Visa", [EVERYTHING, *KINDS], key=KIND, filter_mode=None)
    found = cached.store().log(latest=SHOWN + 1, actions=list(KINDS[kind]) if kind in KINDS else None)
    st.html(table(found[:SHOWN]) if found else html.paragraph("Inget av det slaget har hänt än."))
    if len(found) > SHOWN:
        cards.paragraphs([f"De {SHOWN} senaste visas. Alla finns i filen."])
    st.download_button(
        "Hämta hela loggen (CSV)",
        data=lambda: opendata.csv_bytes(figures(cached.store().log(latest=None))),
        file_name="handelselogg.csv",
        mime="text/csv",
        key="log-csv",
        on_click="ignore",
    )


def table(lines: Sequence[LogRow]) -> str:
    """What was done, when, by whom, to what, and what was said."""
    head = (("När", "c-when"), ("Vem", "c-who"), ("Vad", ""), ("Gäller", ""), ("Detalj", "c-detail"))
    body = "".join(_row(line) for line in lines)
    return html.table(head, [body], caption="Händelser, den senaste först", css="lb-stack lb-log")


def figures(lines: Sequence[LogRow]) -> pd.DataFrame:
    """The log as the table that is handed out."""
    told = [
        (line.at.isoformat(timespec="seconds"), line.actor, word(line), *about(line), line.action) for line in lines
    ]
    return pd.DataFrame(told, columns=["när", "vem", "vad", "gäller", "detalj", "kod"])


def word(line: LogRow) -> str:
    """What was done; an act that nobody has put in words is told by its code."""
    return WORDS.get(line.action, line.action)


def about(line: LogRow) -> tuple[str, str]:
    """What it was done to, and what was said about it."""
    if line.action == "marker":
        told = _MARKERS.get((line.subject, line.detail)) or _MARKERS.get((line.subject, None))
        return told or (line.subject, line.detail)
    return line.subject, line.detail


def _row(line: LogRow) -> str:
    subject, detail = about(line)
    said = f'<span class="lb-detail">{html.escape(_short(detail))}</span>' if detail else ""
    return html.row(
        [
            html.cell(html.escape(swedish.moment(swedish.local(line.at))), css="c-when"),
            html.cell(html.escape(line.actor), css="c-who", label="Vem"),
            html.cell(html.escape(word(line)), label="Vad"),
            html.cell(html.escape(subject), label="Gäller") if subject else html.cell(""),
            html.cell(said, css="c-detail", label="Detalj" if said else ""),
        ]
    )


def _short(detail: str) -> str:
    """The detail with a long fingerprint cut; the file has it whole."""
    return _FINGERPRINT.sub(r"\1…", detail)
