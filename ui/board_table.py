"""Who has handed in: districts by strategic area, each cell an icon and a word; colour is kept for assessments."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Final

import pandas as pd

from indicators import swedish
from indicators.charts.icons import as_data_uri
from indicators.charts.theme import INK, TEXT_2
from indicators.deliveries import Board, Place, Standing
from indicators.model import Geography
from ui import delivery_words, html

WORDS: Final = {
    Standing.APPROVED: "Inne",
    Standing.PARTLY: "Delvis",
    Standing.WAITING: "Granskas",
    Standing.RETURNED: "Återlämnad",
    Standing.NOT_YET: "Väntas",
    Standing.LATE: "Sen",
    Standing.NOT_ASKED: "Begärs inte",
}
"""The word beside the icon."""
MEANINGS: Final = {
    Standing.APPROVED: "alla uppgifter är godkända",
    Standing.PARTLY: "några uppgifter är godkända",
    Standing.WAITING: "inlämnad, väntar på granskning",
    Standing.RETURNED: "återlämnad, ska rättas",
    Standing.NOT_YET: "inget har kommit, dagen har inte passerat",
    Standing.LATE: "inget har kommit och dagen har passerat",
}
"""What the words mean."""
SHADES: Final = {
    Standing.PARTLY: "lb-missing-1",
    Standing.RETURNED: "lb-missing-1",
    Standing.LATE: "lb-missing-2",
}

_RING: Final = '<circle cx="8" cy="8" r="6.5" fill="none" stroke="{c}" stroke-width="1.6"{d}/>'
_DRAWINGS: Final = {
    Standing.APPROVED: (INK, '<path d="M2.5 8.5l3.6 3.8 7.4-8.4" fill="none" stroke="{c}" stroke-width="2.2"/>'),
    Standing.PARTLY: (INK, _RING + '<path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="{c}"/>'),
    Standing.WAITING: (INK, _RING + '<path d="M8 4.2v4.2h3.2" fill="none" stroke="{c}" stroke-width="1.6"/>'),
    Standing.RETURNED: (
        INK,
        '<path d="M6.5 3L2.5 7l4 4M2.8 7h6.4a4 3 0 0 1 0 6.4h-2" fill="none" stroke="{c}" stroke-width="1.8"/>',
    ),
    Standing.NOT_YET: (TEXT_2, _RING),
    Standing.LATE: (INK, _RING + '<path d="M7.1 4h1.8v5h-1.8zM7.1 10.4h1.8v1.8h-1.8z" fill="{c}"/>'),
    Standing.NOT_ASKED: (TEXT_2, '<path d="M3 7.3h10v1.4h-10z" fill="{c}"/>'),
}


def title(board: Board) -> str:
    """`Alla uppgifter för 2019 finns för nio av tio stadsdelar`: handed in or published."""
    done, whole = len(complete(board)), swedish.count_word(len(board.districts))
    if not done:
        return f"Ingen stadsdel har alla uppgifter för {board.year} inne"
    count = f"alla {whole}" if done == len(board.districts) else f"{swedish.count_word(done)} av {whole}"
    return f"Alla uppgifter för {board.year} finns för {count} stadsdelar"


def complete(board: Board) -> tuple[Geography, ...]:
    """The districts whose figures are all there, whoever they came from, or wait for review."""
    return tuple(district for district in board.districts if not board.lacking(district.code))


def lead(board: Board) -> str:
    """The day, how far off it is, and how many deliveries came after it."""
    days = (board.deadline - board.today).days
    day = swedish.date(board.deadline)
    if days > 0:
        return f"Sista dag är {day}, om {_days(days)}."
    return f"Sista dag är i dag, {day}." if not days else f"Sista dag var {day}, för {_days(-days)} sedan."


def table(board: Board) -> str:
    """One row for each district with how far it has come in each strategic area."""
    head = [("Stadsdel", "c-name"), *((area.short_name, "c-place") for area in board.strategic_areas)]
    head += [("Äldsta uppgift", "c-num c-age")]
    rows = "".join(_row(board, district) for district in board.districts)
    caption = f"Stadsdelarnas uppgifter för {board.year} efter strategiskt område"
    return html.table(head, [rows], caption=caption, css="lb-stack lb-board")


def legend(board: Board) -> str:
    """What the icons mean, those on the board only."""
    present = {place.standing for place in board.places.values()}
    items = "".join(
        f"<span>{icon(standing)} <strong>{WORDS[standing]}</strong> {meaning}</span>"
        for standing, meaning in MEANINGS.items()
        if standing in present
    )
    return f'<p class="lb-legend lb-board-legend">{items}</p>'


def figures(board: Board) -> pd.DataFrame:
    """The board as a file: one row for each district and strategic area."""
    rows = [
        {
            "år": board.year,
            "stadsdel": district.name,
            "kod": district.code,
            "strategiskt område": area.number,
            "områdets namn": area.name,
            "läge": WORDS[place.standing].lower(),
            "uppgifter som finns": place.have,
            "uppgifter som begärs": place.asked,
            "inlämnad": None if place.on is None else place.on.isoformat(),
            "sista dag": board.deadline.isoformat(),
            "dagar efter sista dag": days_late(board, place),
            "senaste år med värde": place.latest_year,
            "leverans": place.batch,
        }
        for district in board.districts
        for area, place in board.of(district.code)
    ]
    return pd.DataFrame(rows).astype({"senaste år med värde": "Int64", "leverans": "Int64"})


def days_late(board: Board, place: Place) -> int:
    """How many days after the day the figures came, or are by now."""
    if not place.is_late or place.standing is Standing.NOT_ASKED:
        return 0
    return max(0, ((place.on or board.today) - board.deadline).days)


@cache
def icon(standing: Standing) -> str:
    """The drawing of a standing, as decoration beside its word."""
    return f'<img class="lb-standing" src="{as_data_uri(svg(standing))}" width="16" height="16" alt="">'


def svg(standing: Standing) -> str:
    """The drawing of a standing, in ink or grey."""
    colour, drawn = _DRAWINGS[standing]
    dashes = ' stroke-dasharray="2.4 2"' if standing is Standing.NOT_YET else ""
    body = drawn.replace("{c}", colour).replace("{d}", dashes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">{body}</svg>'


def _row(board: Board, district: Geography) -> str:
    places = board.of(district.code)
    cells = [
        html.cell(_place(board, p), css=f"c-place {SHADES.get(p.standing, '')}", label=a.short_name) for a, p in places
    ]
    years = [p.latest_year for _, p in places if p.latest_year is not None and p.standing is not Standing.NOT_ASKED]
    oldest = str(min(years)) if years else swedish.NOTHING
    name = html.row_header(f"<strong>{html.escape(district.name)}</strong>", "c-name")
    return html.row([name, *cells, html.cell(oldest, css="c-num c-age", label="Äldsta uppgift")])


def _place(board: Board, place: Place) -> str:
    under = [_came(board, place), _age(board, place)]
    lines = "".join(f'<span class="lb-sub">{html.escape(line)}</span>' for line in under if line)
    word = f'<span class="lb-standing-line">{icon(place.standing)} {WORDS[place.standing]}</span>'
    return f"<div>{word}{lines}</div>"


def _shipped(place: Place) -> str:
    """What figures are that nobody has handed in: published, made up, or some of each."""
    if not place.made_up:
        return "publicerat"
    return "påhittat" if place.made_up == place.have else "delvis påhittat"


def _came(board: Board, place: Place) -> str:
    late = days_late(board, place)
    some = f"{place.have} av {place.asked}" if place.standing is Standing.PARTLY else ""
    when = "" if place.on is None else _day(place.on, board)
    if place.on is None and place.have and place.batch is not None:
        when = _shipped(place)
    parts = [some, when, f"{_days(late)} sen" if late else ""]
    return ", ".join(part for part in parts if part)


def _age(board: Board, place: Place) -> str:
    """The latest year with a value, where it is not the one asked for."""
    if place.standing is Standing.NOT_ASKED or place.latest_year in (None, board.year):
        return "" if place.latest_year or place.standing is Standing.NOT_ASKED else "inget värde"
    return f"senast {place.latest_year}"


def _day(on: date, board: Board) -> str:
    return delivery_words.short_day(on) if on.year == board.deadline.year else swedish.date(on)


def _days(count: int) -> str:
    return f"{swedish.number(count)} {'dag' if count == 1 else 'dagar'}"
