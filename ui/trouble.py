"""What a reader sees when something is wrong: a sentence and what to do, never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from indicators.errors import AccessError, LagesbildError
from ui import html

_LOG = logging.getLogger("lagesbild")


def show(fault: LagesbildError) -> None:
    """A full page for a fault that the programme understands; its message says what to do."""
    heading = "Du får inte öppna den här sidan" if isinstance(fault, AccessError) else "Sidan kan inte visas nu"
    _page(heading, str(fault).splitlines())


def on_script_error(fault: Exception) -> bool:
    """Log a fault nobody foresaw under an incident number and show the number; True tells Streamlit it is handled."""
    number = incident()
    _LOG.error("Incident %s", number, exc_info=fault)
    _page(
        "Något gick fel",
        [
            f"Sidan kunde inte visas. Felet har nummer {number} i serverns logg.",
            "Ladda om sidan. Händer det igen, lämna numret till den som sköter Lägesbild 2020.",
        ],
    )
    return True


def incident() -> str:
    """A new incident number, short enough to read out over the telephone."""
    digits = secrets.token_hex(4).upper()
    return f"{digits[:4]}-{digits[4:]}"


def _page(heading: str, lines: list[str]) -> None:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    front = html.link("./", "Till Läget just nu")
    st.html(f'<div class="lb-trouble" role="alert"><h1 class="lb-title">{heading}</h1>{paragraphs}<p>{front}</p></div>')
