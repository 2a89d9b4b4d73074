"""A delivery's values row by row: those that change what stands, and those that the reader may unfold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from indicators import observations as obs
from indicators import swedish
from indicators.model import Registry
from indicators.store.comparing import CHANGED, ENDED, NEW, UNCHANGED, WHAT
from ui import delivery_words, html
from ui.delivery_words import AFTER, BEFORE, Figure

if TYPE_CHECKING:
    from indicators.deliveries.results import Preview

MOST: Final = 200
"""Rows shown at most; the rest stands in the file."""
MISSING: Final = "missing"

_ONE_MANY: Final = {
    NEW: ("nytt värde", "nya värden"),
    UNCHANGED: ("oförändrat värde", "oförändrade värden"),
    MISSING: ("värde som saknas", "värden som saknas"),
}
_AFTER_ANOTHER: Final = {**_ONE_MANY, UNCHANGED: ("oförändrat", "oförändrade"), MISSING: ("som saknas", "som saknas")}


def changed(
    preview: Preview,
    registry: Registry,
    *,
    heads: tuple[str, str] = ("Sparat", "Nytt"),
    told: Mapping[str, str] | None = None,
    said_by: str = "Förklaring",
) -> str:
    """Stored values that would change or be removed: what stands, what comes, the difference and what was said."""
    rows = _changing(preview)
    if not rows:
        return ""
    head = (
        ("Indikator", "c-name"),
        ("År", ""),
        (heads[0], "c-num"),
        (heads[1], "c-num"),
        ("Skillnad", "c-num c-difference"),
        (said_by, "c-reason"),
    )
    places = delivery_words.told_places(preview)
    labels = (*heads, said_by)
    body = "".join(_changed_row(row, registry, places, labels, told or {}) for row in rows[:MOST])
    table = html.table(head, [body], caption="Sparade värden som ändras", css="lb-stack lb-changes")
    return table + rest(len(rows))


def changed_count(preview: Preview) -> int:
    """How many stored values `changed` lists."""
    return len(_changing(preview))


def values_fold(preview: Preview, registry: Registry, *kinds: str) -> str:
    """The rows of some kinds (`new`, `unchanged`, `missing`) under a summary that counts them; empty without rows."""
    chosen = {kind: _of_kind(preview.difference, kind) for kind in kinds}
    present = [kind for kind in kinds if len(chosen[kind])]
    if not present:
        return ""
    rows = [row for kind in present for row in chosen[kind].to_dict("records")]
    places = delivery_words.told_places(preview)
    body = "".join(_value_row(row, registry, places) for row in rows[:MOST])
    head = (("Indikator", "c-name"), ("År", ""), ("Värde", "c-num"), ("Anmärkning", ""), ("Cell", ""))
    summary = f"Visa {_summary({kind: len(chosen[kind]) for kind in present})}"
    table = html.table(head, [body], caption=summary.removeprefix("Visa "), css="lb-stack lb-values")
    return html.fold(summary, table + rest(len(rows)))


def rest(count: int) -> str:
    """Where the rows that a table does not show are found; empty where it shows them all."""
    if count <= MOST:
        return ""
    more = swedish.number(count - MOST)
    return html.paragraph(f"Här visas de {MOST} första raderna. Resten, {more} rader, står i filen.", "lb-sub")


def _changing(preview: Preview) -> list[Any]:
    rows = preview.difference
    return rows[rows[WHAT].isin([CHANGED, ENDED])].to_dict("records")


def _of_kind(difference: pd.DataFrame, kind: str) -> pd.DataFrame:
    is_missing = difference[f"{AFTER}{obs.VALUE}"].isna() & (difference[WHAT] != ENDED)
    return difference[is_missing] if kind == MISSING else difference[(difference[WHAT] == kind) & ~is_missing]


def _summary(found: Mapping[str, int]) -> str:
    """`25 nya värden och 5 som saknas`."""
    parts: list[str] = []
    for kind, count in found.items():
        one, many = (_AFTER_ANOTHER if parts else _ONE_MANY)[kind]
        parts.append(f"{swedish.number(count)} {one if count == 1 else many}")
    return swedish.listing(parts)


def _changed_row(
    row: Any, registry: Registry, places: list[str], labels: tuple[str, str, str], told: Mapping[str, str]
) -> str:
    indicator = registry.indicators.get(str(row[obs.INDICATOR]))
    before, after = (delivery_words.figure(row, side, indicator) for side in (BEFORE, AFTER))
    if before is not None and after is not None and (before.unit != after.unit or before == after):
        before, after = (delivery_words.value_of(row, side, indicator) for side in (BEFORE, AFTER))
    decimals = _decimals(before, after)
    difference = _difference(before, after, decimals) or _otherwise(row)
    words = told.get(delivery_words.key(row), "") or str(row[f"{AFTER}{obs.NOTE}"])
    cells = [
        html.cell(html.escape(str(row[obs.PERIOD])), label="År"),
        html.cell(_side(row, BEFORE, before, decimals), css="c-num", label=labels[0]),
        html.cell(f"<strong>{_side(row, AFTER, after, decimals)}</strong>", css="c-num", label=labels[1]),
        html.cell(html.escape(difference), css="c-num c-difference", label="Skillnad"),
        html.cell(delivery_words.reason(words), css="c-reason", label=labels[2]),
    ]
    return html.row([html.row_header(_named(row, registry, places, before or after), "c-name"), *cells])


def _named(row: Any, registry: Registry, places: list[str], shown: Figure | None) -> str:
    unit = "" if shown is None or shown.unit == "%" else swedish.tight(shown.unit)
    under = ", ".join(part for part in (unit, delivery_words.where(str(row[obs.SHEET]), str(row[obs.CELL]))) if part)
    place = delivery_words.place(registry, places, str(row[obs.GEOGRAPHY]))
    return delivery_words.name(registry, str(row[obs.INDICATOR]), str(row[obs.BREAKDOWN]), place=place, under=under)


def _decimals(before: Figure | None, after: Figure | None) -> int:
    known = [figure for figure in (before, after) if figure is not None]
    most = max((figure.decimals for figure in known), default=0)
    pairs = [] if before is None or after is None else [(before.value, after.value)]
    return swedish.decimals_apart(pairs, most)


def _side(row: Any, side: str, shown: Figure | None, decimals: int) -> str:
    if side == AFTER and row[WHAT] == ENDED:
        return "tas bort"
    status = html.escape(delivery_words.status(row, side))
    if shown is None:
        return f'{swedish.NOTHING}<span class="lb-sub">{status}</span>' if status else swedish.NOTHING
    mark = f'<span class="lb-sub">{status}</span>' if status else ""
    return f"{delivery_words.printed(shown, decimals)}{mark}"


def _difference(before: Figure | None, after: Figure | None, decimals: int) -> str:
    if before is None or after is None:
        return ""
    if before.value == after.value:
        return ""
    unit = "%" if after.unit == "%" else ""
    return swedish.difference(swedish.apart(before.value, after.value, decimals), unit, decimals, sign=True)


def _otherwise(row: Any) -> str:
    """What differs where there are not two figures that do."""
    had, has = (row[f"{side}{obs.VALUE}"] == row[f"{side}{obs.VALUE}"] for side in (BEFORE, AFTER))
    if row[WHAT] == ENDED:
        return swedish.NOTHING
    if had != has:
        return "får ett värde" if has else "värdet försvinner"
    pairs = {
        "status": obs.STATUS,
        "underlaget": obs.DENOMINATOR,
        "felmarginalen": obs.LOWER,
        "anmärkningen": obs.NOTE,
    }
    columns = [(word, row.get(f"{BEFORE}{column}"), row.get(f"{AFTER}{column}")) for word, column in pairs.items()]
    other = [word for word, before, after in columns if before != after and not (before != before and after != after)]
    return f"{other[0]} ändras" if other else swedish.NOTHING


def _value_row(row: Any, registry: Registry, places: list[str]) -> str:
    indicator = registry.indicators.get(str(row[obs.INDICATOR]))
    shown = delivery_words.figure(row, AFTER, indicator)
    figure = swedish.NOTHING if shown is None else delivery_words.printed(shown)
    remarks = [delivery_words.status(row, AFTER), str(row[f"{AFTER}{obs.NOTE}"])]
    place = delivery_words.place(registry, places, str(row[obs.GEOGRAPHY]))
    unit = "" if shown is None or shown.unit == "%" else swedish.tight(shown.unit)
    named = delivery_words.name(registry, str(row[obs.INDICATOR]), str(row[obs.BREAKDOWN]), place=place, under=unit)
    return html.row(
        [
            html.row_header(named, "c-name"),
            html.cell(html.escape(str(row[obs.PERIOD])), label="År"),
            html.cell(figure, css="c-num", label="Värde"),
            html.cell(html.escape(". ".join(part for part in remarks if part)), label="Anmärkning"),
            html.cell(html.escape(delivery_words.where(str(row[obs.SHEET]), str(row[obs.CELL]))), label="Cell"),
        ]
    )
