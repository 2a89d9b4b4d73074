"""The look shared by all pages: the style sheet, the page's title and its notices."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

from ui import html

_FOLDER = Path(__file__).parent


@cache
def style_sheet() -> str:
    """All style files of this folder in alphabetical order, without comments and indentation."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def apply(*, group: int) -> None:
    """Give the page the style sheet, with the menu's current group (counted from one) marked; takes no room."""
    st.html(f"<style>{style_sheet()}\n{_current(group)}</style>")


def title(text: str, *, is_demo: bool = False) -> None:
    """The page's sentence title, with the mark of an invented value after it where there is one."""
    st.html(f'<h1 class="lb-title">{html.escape(text)}{html.demo_mark(is_demo)}</h1>')


def note(text: str) -> None:
    """A short notice in the page, for what the reader should know but did not ask for."""
    st.html(f'<p class="lb-note" role="status">{html.escape(text)}</p>')


def _current(group: int) -> str:
    button = f'[data-testid="stTopNav"] > div:nth-child({group}) [data-testid="stTopNavSection"]'
    return f"{button} {{ border-bottom-color: var(--brand); }} {button} p {{ font-weight: 700; }}"
