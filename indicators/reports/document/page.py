"""The report as one HTML file that opens without a server: the PDF's words and drawings, nothing fetched, no script."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, Final

from indicators.hearing.slides import Deck
from indicators.reports.document.content import FONT, content

_STYLE: Final = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")


def page(deck: Deck) -> bytes:
    """The file, in UTF-8; the same bytes for the same deck."""
    told = content(deck)
    sections = "".join(_section(section, place) for place, section in enumerate(told["sections"], start=1))
    listed = "".join(
        f'<li><a href="#d{place}">{escape(section["name"])}</a></li>'
        for place, section in enumerate(told["sections"], start=1)
    )
    summary = "".join(f"<p><strong>{escape(part['title'])}.</strong></p>" for part in told["summary"])
    draft = f'<p class="d">{escape(told["draft"])}</p>' if told["draft"] else ""
    demo = f"<p><strong>{escape(told['demo'])}</strong></p>" if told["demo"] else ""
    return (
        '<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><meta name="viewport" '
        'content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none';img-src data:;style-src 'unsafe-inline'\">"
        f"<title>{escape(told['title'])}</title><style>{_STYLE}</style></head><body>{draft}<header>"
        f'<p class="k">{escape(told["kicker"])}</p><h1>{escape(told["title"])}</h1>'
        f'<p class="q">{escape(told["subject"])}</p>{demo}</header><main><h2>Sammanfattning</h2>{summary}'
        f'{_table(told["glance"])}<p class="q">{escape(told["glance"]["note"])}</p>'
        f'<nav aria-label="Innehåll"><h2>Innehåll</h2><ol>{listed}</ol></nav>{sections}</main>'
        f'<footer class="q">{escape(told["footer"])}</footer></body></html>'
    ).encode()


def _section(section: Mapping[str, Any], place: int) -> str:
    verdict = section["verdict"]
    word = ""
    if verdict["word"]:
        colour = escape(verdict["colour"])
        word = f'<p class="v" style="color:{colour}">{_icon(verdict["icon"])}{escape(verdict["word"])}</p>'
    lead = f"<p>{escape(section['lead'])}</p>" if section["lead"] else ""
    parts = "".join(_part(part) for part in section["parts"])
    return (
        f'<section id="d{place}"><h2>{escape(section["name"])}</h2>{word}'
        f'<p class="t">{escape(section["title"])}.</p>{lead}{parts}</section>'
    )


def _part(part: Mapping[str, Any]) -> str:
    kind = part["kind"]
    if kind == "pair":
        left, right = ("".join(_part(each) for each in part[side]) for side in ("left", "right"))
        return f'<div class="two"><div>{left}</div><div>{right}</div></div>'
    if kind == "drawing":
        caption = f"<figcaption>{escape(part['caption'])}</figcaption>" if part["caption"] else ""
        return f'<figure><img src="{_uri(part["svg"])}" alt="{escape(part["alt"])}">{caption}</figure>'
    if kind == "table":
        return _table(part)
    if kind == "comment":
        signed = f'<br><span class="q">{escape(part["signed"])}</span>' if part["signed"] else ""
        return f'<div class="c"><strong>Bakom kurvan</strong><br>{escape(part["text"])}{signed}</div>'
    if kind == "list":
        return "<ol>" + "".join(f"<li>{escape(item)}</li>" for item in part["items"]) + "</ol>"
    tag, css = {"head": ("h3", ""), "text": ("p", ""), "small": ("p", ' class="q"')}[kind]
    return f"<{tag}{css}>{escape(part['text'])}</{tag}>"


def _table(part: Mapping[str, Any]) -> str:
    right = set(part["right"])
    head = "".join(
        f'<th scope="col"{_css(place in right)}>{escape(name)}</th>' for place, name in enumerate(part["columns"])
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{_css(place in right)}>{_icon(c['icon'])}{escape(c['text'])}</td>" for place, c in enumerate(row)
        )
        + "</tr>"
        for row in part["rows"]
    )
    return f'<div class="s"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _css(is_right: bool) -> str:
    return ' class="r"' if is_right else ""


def _icon(svg: str) -> str:
    return f'<img src="{_uri(svg)}" alt="">' if svg else ""


def _uri(svg: str) -> str:
    shown = svg.replace(f'font-family="{FONT}"', "font-family=\"Arial,'Liberation Sans',sans-serif\"")
    return f"data:image/svg+xml;base64,{base64.b64encode(shown.encode()).decode()}"
