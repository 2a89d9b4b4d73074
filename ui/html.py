"""Small pieces of HTML with every text escaped; pages put them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

__all__ = [
    "bullets",
    "cell",
    "demo_mark",
    "escape",
    "fold",
    "heading",
    "link",
    "paragraph",
    "row",
    "row_header",
    "side_by_side",
    "stressed",
    "table",
    "visually_hidden",
]


def link(href: str, text: str, *, css: str = "") -> str:
    """A link within the product that switches page without a reload (static/app.js listens to data-in)."""
    style = f' class="{css}"' if css else ""
    return f'<a href="{escape(href)}" target="_self" data-in="1"{style}>{escape(text)}</a>'


def demo_mark(is_demo: bool) -> str:
    """The plain word that follows every made-up value."""
    return ' <span class="lb-demo">· påhittad</span>' if is_demo else ""


def visually_hidden(text: str) -> str:
    """Text for screen readers only."""
    return f'<span class="lb-hidden">{escape(text)}</span>'


def paragraph(text: str, css: str = "lb-text") -> str:
    """A paragraph of plain text."""
    return f'<p class="{css}">{escape(text)}</p>'


def stressed(before: str, strong: str, after: str, css: str = "lb-text") -> str:
    """A paragraph of plain text in which the middle part is strong."""
    return f'<p class="{css}">{escape(before)}<strong>{escape(strong)}</strong>{escape(after)}</p>'


def heading(text: str, *, level: int = 2, css: str = "lb-h2", mark: str = "", place: str = "") -> str:
    """A heading of plain text, followed by a ready mark; `place` is its name in the address line."""
    named = f' id="{place}" tabindex="-1"' if place else ""
    return f'<h{level} class="{css}"{named}>{escape(text)}{mark}</h{level}>'


def bullets(items: Iterable[str], css: str = "lb-bullets") -> str:
    """A list of ready HTML items."""
    return f'<ul class="{css}">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def side_by_side(left: str, right: str, css: str = "") -> str:
    """Two ready parts in two columns, under each other on a phone."""
    return f'<div class="lb-two {css}"><section>{left}</section><section>{right}</section></div>'


def fold(summary: str, content: str, *, is_printed: bool = False) -> str:
    """Ready HTML that the reader may open; on paper open where it is to be printed, else away."""
    css = "lb-fold lb-fold-printed" if is_printed else "lb-fold"
    return f'<details class="{css}"><summary>{escape(summary)}</summary>{content}</details>'


def row_header(content: str, css: str = "") -> str:
    """The header cell of a row, holding ready HTML."""
    style = f' class="{css}"' if css else ""
    return f'<th role="rowheader" scope="row"{style}>{content}</th>'


def cell(content: str, *, css: str = "", label: str = "") -> str:
    """A table cell holding ready HTML; `label` is the column's name where the table is shown as cards."""
    attributes = (f' class="{css}"' if css else "") + (f' data-l="{escape(label)}"' if label else "")
    return f'<td role="cell"{attributes}>{content}</td>'


def row(cells: Iterable[str], *, css: str = "", id_: str = "") -> str:
    """A table row of ready cells."""
    attributes = (f' class="{css}"' if css else "") + (f' id="{id_}"' if id_ else "")
    return f'<tr role="row"{attributes}>{"".join(cells)}</tr>'


def table(
    head: Sequence[tuple[str, str]],
    bodies: Iterable[str],
    *,
    caption: str,
    css: str = "",
    visible_caption: bool = False,
) -> str:
    """A table from (heading, css class) pairs and ready `tbody` contents; the caption is there for screen readers."""
    heads = "".join(
        f'<th role="columnheader" scope="col" class="{style}">{escape(text) or visually_hidden("Nummer")}</th>'
        for text, style in head
    )
    hidden = "" if visible_caption else ' class="lb-hidden"'
    return (
        f'<table role="table" class="lb-table {css}"><caption{hidden}>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        + "".join(f'<tbody role="rowgroup">{body}</tbody>' for body in bodies)
        + "</table>"
    )
