"""The mark of a district's verdict, drawn by the style sheet, and its word."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.districts.judging import Verdict
from indicators.texts import districts as texts
from ui import html


def mark(verdict: Verdict, *, left: float | None = None) -> str:
    """The mark alone, which always stands beside its word or figure; `left` is its place in per cent."""
    at = "" if left is None else f' style="left:{left}%"'
    return f'<i class="lb-m lb-m-{verdict.value}"{at} aria-hidden="true"></i>'


def word(verdict: Verdict, text: str = "") -> str:
    """The word in the verdict's colour, bold where a difference is claimed."""
    return f'<span class="lb-v lb-v-{verdict.value}">{html.escape(text or texts.VERDICTS[verdict])}</span>'


def legend(verdicts: Iterable[Verdict]) -> str:
    """Marks and words in one line."""
    items = "".join(f"<li>{mark(v)} {html.escape(texts.VERDICTS[v])}</li>" for v in verdicts)
    return f'<ul role="list" class="lb-m-legend">{items}</ul>'
