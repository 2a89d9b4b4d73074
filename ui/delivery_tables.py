"""What a delivery changes, as tables; the uploader and the reviewer see the same ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from indicators import observations as obs
from indicators import swedish
from indicators.charts import expected
from indicators.model import Assessment, Indicator, Progress, Registry, TargetKind
from indicators.store.comparing import ENDED, WHAT
from indicators.store.fetches import AUTOMATIC
from indicators.store.records import Comment, CommentKind
from indicators.texts import figures, reasons, words
from ui import cards, delivery_words, html
from ui.delivery_findings import findings_list
from ui.delivery_values import MOST, changed, changed_count, rest, values_fold

if TYPE_CHECKING:
    from indicators.deliveries.results import Deviation, Flip, Preview

__all__ = [
    "MOST",
    "changed",
    "changed_count",
    "counts",
    "deviation_line",
    "deviations",
    "findings_list",
    "flips",
    "flips_elsewhere",
    "own_flips",
    "rest",
    "thread",
    "values_fold",
]

ACTS = {
    CommentKind.HAND_IN: "lämnade in",
    CommentKind.APPROVE: "godkände",
    CommentKind.RETURN: "återlämnade",
    CommentKind.WITHDRAW: "ångrade inlämningen",
    CommentKind.UNDO: "ångrade godkännandet",
    CommentKind.COMMENT: "skrev",
    CommentKind.STOP: "stoppades",
    CommentKind.RELEASE: "släppte fram",
}
"""What somebody did, after the name."""


def counts(preview: Preview, *, remarks: int | None = None) -> str:
    """How many rows are new, changed, unchanged, missing and removed, noughts included; and remarks where counted."""
    told = [
        (preview.new, "nya värden"),
        (preview.changed, "ändrade värden"),
        (preview.unchanged, "oförändrade"),
        (preview.missing, f"saknas, med orsak{f', varav {gone} hade värde' if (gone := _vanishing(preview)) else ''}"),
        (preview.ended, "tas bort"),
    ]
    told += [] if remarks is None else [(remarks, "anmärkning" if remarks == 1 else "anmärkningar")]
    parts = "".join(f"<div><dt>{label}</dt><dd>{swedish.number(count)}</dd></div>" for count, label in told)
    return f'<dl class="lb-tally">{parts}</dl>'


def _vanishing(preview: Preview) -> int:
    """How many values that stand would be missing afterwards."""
    rows = preview.difference
    return int((rows["before_value"].notna() & rows["after_value"].isna() & (rows[WHAT] != ENDED)).sum())


def flips(preview: Preview, registry: Registry, *, heads: tuple[str, str] = ("I dag", "Med din fil")) -> str:
    """The delivery's own assessments that would change: value and word as they stand, and as they would be."""
    if own := own_flips(preview):
        return _flips_table(own, registry, heads, delivery_words.told_places(preview))
    where = " för den plats som siffrorna gäller" if preview.flips else ""
    return html.paragraph(f"Ingen bedömning{where} ändras.")


def flips_elsewhere(preview: Preview, registry: Registry, *, heads: tuple[str, str] = ("I dag", "Med din fil")) -> str:
    """The assessments of other geographies that would change too, folded away; empty without any."""
    own = set(preview.difference[obs.GEOGRAPHY])
    found = [flip for flip in preview.flips if flip.geography not in own]
    if not found:
        return ""
    what = "bedömning i en annan stadsdel" if len(found) == 1 else "bedömningar i andra stadsdelar"
    why = "Stadsdelarnas svängningar mellan åren räknas tillsammans, så ett värde i en stadsdel kan ändra andras."
    table = _flips_table(found, registry, heads, [*(flip.geography for flip in found), ""])
    summary = f"Visa {swedish.number(len(found))} {what} som också ändras"
    return html.fold(summary, html.paragraph(why, "lb-sub") + table)


def own_flips(preview: Preview) -> tuple[Flip, ...]:
    """The changed assessments of the delivery's own geographies; others may change with it, being judged together."""
    own = set(preview.difference[obs.GEOGRAPHY])
    return tuple(flip for flip in preview.flips if flip.geography in own)


def deviations(preview: Preview, registry: Registry, *, told: Mapping[str, str] | None = None, signed: str = "") -> str:
    """Values further off than chance alone would put them, with the uploader's reasons by `Deviation.key`."""
    if not preview.deviations:
        return ""
    years = [year for d in preview.deviations for year in (d.before_year, d.year, *(y for y, _ in d.history))]
    span = f"{min(years)}{swedish.DASH}{max(years)}"
    pairs = {(d.before_year, d.year) for d in preview.deviations}
    change = f"{min(pairs)[0]} → {min(pairs)[1]}" if len(pairs) == 1 else "Före → nu"
    head = (("Indikator", "c-name"), (span, "c-expected"), (change, "c-change"), ("Förklaring", "c-reason"))
    places = delivery_words.told_places(preview)
    rows = "".join(
        html.row(
            [
                html.row_header(_name_of(d, registry, places), "c-name"),
                html.cell(_drawing(d), css="c-expected", label=span),
                html.cell(_change(d, with_years=len(pairs) > 1), css="c-change", label=change),
                html.cell(
                    delivery_words.reason((told or {}).get(d.key, d.comment), signed),
                    css="c-reason",
                    label="Förklaring",
                ),
            ]
        )
        for d in preview.deviations[:MOST]
    )
    caption = "Värden som avviker mer än slumpen brukar ge"
    return html.table(head, [rows], caption=caption, css="lb-stack lb-deviations") + rest(len(preview.deviations))


def deviation_line(
    deviation: Deviation, registry: Registry, *, is_explained: bool = True, places: Sequence[str] = ()
) -> str:
    """One such value on a line of its own, for a field beside it; says in words that the reason is lacking."""
    lacking = '<span class="lb-lacking">Förklaring saknas</span>' if not is_explained else ""
    named = delivery_words.name(
        registry,
        deviation.indicator,
        deviation.breakdown,
        place=delivery_words.place(registry, places, deviation.geography),
    )
    sub = f"{_expected(deviation, is_whole=True)}, {_where(deviation)}".rstrip(", ")
    return (
        f'<div class="lb-deviation"><p>{named} {_arrow(deviation)}{lacking}</p>'
        f'<p class="lb-sub">{html.escape(sub)}</p></div>'
    )


def thread(comments: Sequence[Comment]) -> str:
    """What has been done to a delivery and said about it, with name and time, the earliest first."""
    if not comments:
        return html.paragraph("Ingenting är skrivet än.", "lb-quiet")
    items = "".join(
        f'<li><p class="lb-sub">{_act(c)} '
        f"{swedish.moment(swedish.local(c.at))}</p>"
        + (f'<p class="lb-said">{html.escape(c.text)}</p>' if c.text else "")
        + "</li>"
        for c in comments
    )
    return f'<ol class="lb-thread">{items}</ol>'


def _act(comment: Comment) -> str:
    """Who did what; what no person has approved says so."""
    if comment.actor == AUTOMATIC:
        return f"<strong>Godkändes</strong> {AUTOMATIC}"
    return f"<strong>{html.escape(comment.actor)}</strong> {ACTS[comment.kind]}"


def _flips_table(found: Sequence[Flip], registry: Registry, heads: tuple[str, str], places: Sequence[str]) -> str:
    years = _years(found)
    values = tuple(map(str, years)) if years else ("Värde nu", "Nytt värde")
    head = (
        ("Indikator", "c-name"),
        (values[0], "c-num"),
        (values[1], "c-num"),
        (heads[0], "c-ass"),
        (heads[1], "c-ass"),
    )
    labels = (*values, *heads)
    body = "".join(_flip(flip, registry, places, labels=labels, has_years=years is not None) for flip in found)
    return html.table(head, [body], caption="Bedömningar som ändras", css="lb-stack lb-flips")


def _years(found: Sequence[Flip]) -> tuple[int, int] | None:
    """The two years of the values, where every row has the same ones."""
    pairs = {(None if f.before is None else f.before.value_year, f.after.value_year) for f in found}
    before, after = min(pairs, key=str)
    return (before, after) if len(pairs) == 1 and before and after and before != after else None


def _flip(flip: Flip, registry: Registry, places: Sequence[str], *, labels: Sequence[str], has_years: bool) -> str:
    indicator = registry.indicators[flip.indicator]
    named = delivery_words.name(
        registry,
        flip.indicator,
        place=delivery_words.place(registry, places, flip.geography),
        under=_target(flip.after, indicator),
    )
    sides = (flip.before, flip.after)
    known = [p.value.value for p in sides if p is not None and p.value.value is not None]
    decimals = swedish.honest_decimals(known, figures.decimals_for(flip.after, indicator))
    shown = [_value(p, indicator, decimals, has_years=has_years) for p in sides]
    chips = [_assessed(flip.before), _assessed(flip.after, is_after=True)]
    cells = [
        html.cell(shown[0], css="c-num", label=labels[0]),
        html.cell(f"<strong>{shown[1]}</strong>", css="c-num", label=labels[1]),
        *(html.cell(chip, css="c-ass", label=label) for chip, label in zip(chips, labels[2:], strict=True)),
    ]
    return html.row([html.row_header(named, "c-name"), *cells])


def _target(progress: Progress, indicator: Indicator) -> str:
    goal = indicator.target
    unit = "" if indicator.unit in ("%", "") else swedish.tight(indicator.unit)
    if goal is None:
        return unit
    told = figures.target(progress, indicator)
    with_unit = goal.kind in (TargetKind.LEVEL, TargetKind.CHANGE) and progress.target is not None and unit
    proposal = " (förslag)" if goal.decision.is_proposal else ""
    return f"mål {goal.year}: {told}{f' {unit}' if with_unit else ''}{proposal}"


def _value(progress: Progress | None, indicator: Indicator, decimals: int, *, has_years: bool) -> str:
    if progress is None or progress.value.value is None:
        return swedish.NOTHING
    shown = swedish.label(progress.value.value, indicator.unit, decimals)
    return shown if has_years else f"{shown} ({progress.value_year})"


def _assessed(progress: Progress | None, *, is_after: bool = False) -> str:
    if progress is None:
        return '<span class="lb-quiet">ingen bedömning</span>'
    under = [words.reason(progress)] if progress.assessment is Assessment.NOT_ASSESSED else []
    under += [reasons.fragile_in_short(progress)] if is_after else []
    lines = "".join(f'<span class="lb-then">{html.escape(line)}</span>' for line in under if line)
    return f"<div>{cards.chip(progress)}{lines}</div>"


def _name_of(deviation: Deviation, registry: Registry, places: Sequence[str]) -> str:
    near = delivery_words.place(registry, places, deviation.geography)
    return delivery_words.name(registry, deviation.indicator, deviation.breakdown, place=near, under=_where(deviation))


def _where(deviation: Deviation) -> str:
    place = delivery_words.where(deviation.sheet, deviation.cell)
    return f"cell {place}" if place else ""


def _drawing(deviation: Deviation) -> str:
    sizes = f'width="{expected.WIDTH}" height="{expected.HEIGHT}"'
    return (
        f'<img class="lb-expected" src="{expected.of(deviation)}" {sizes} alt="{html.escape(expected.alt(deviation))}">'
    )


def _change(deviation: Deviation, *, with_years: bool) -> str:
    years = f"{deviation.before_year} → {deviation.year}: " if with_years else ""
    return f'<div>{years}{_arrow(deviation)}<span class="lb-sub">{html.escape(_expected(deviation))}</span></div>'


def _arrow(deviation: Deviation) -> str:
    decimals = swedish.honest_decimals((deviation.before, deviation.after), deviation.decimals)
    before, after = (swedish.label(v, deviation.unit, decimals) for v in (deviation.before, deviation.after))
    return f'<span class="lb-arrow">{before} → <strong>{after}</strong></span>'


def _expected(deviation: Deviation, *, is_whole: bool = False) -> str:
    jump = "tio gånger eller mer, " if deviation.is_jump else ""
    if deviation.lower is None or deviation.upper is None:
        return f"{jump}för få tidigare värden för att säga vad som är väntat"
    unit = "%" if deviation.unit == "%" else ""
    span = swedish.interval(deviation.lower, deviation.upper, unit, deviation.decimals)
    rest = f" om inget hänt sedan {deviation.before_year}" if is_whole else ""
    return f"{jump}väntat {span}{rest}"
