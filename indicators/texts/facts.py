"""The five facts beside the main chart, the facts line under it, and its source line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators import swedish
from indicators.model import Assessment, Good, Indicator, MeasureKind, Progress, Reason, TargetKind
from indicators.texts import figures, reasons, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row: label left, value right, grey line under; `marks` are assessments by year to draw as icons."""

    key: str
    label: str
    value: str
    sub: str
    marks: tuple[tuple[int, Assessment], ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence in which a part is strong: `before` **`strong`** `after`."""

    before: str = ""
    strong: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The whole sentence without emphasis."""
        return f"{self.before}{self.strong}{self.after}"


def facts(
    progress: Progress, indicator: Indicator, *, along_the_way: Mapping[int, Assessment] | None = None
) -> tuple[Fact, ...]:
    """The rows that hold for this result; at the target year what was said along the way replaces path and chance."""
    rows = [_outcome(progress, indicator)]
    is_over = figures.is_over(progress)
    if not is_over and _has_way(progress, indicator):
        rows.append(_due(progress, indicator))
    if indicator.is_assessed:
        rows.append(_target(progress, indicator))
    if progress.value.value is not None:
        rows.append(_pace(progress, indicator))
    if progress.target is not None and not is_over and not _is_kept(indicator):
        rows.append(_chance(progress))
    if is_over and along_the_way:
        marks = tuple(sorted(along_the_way.items()))
        rows.append(Fact(key="along", label="Vad vi hade sagt", value="", sub="bedömning år för år", marks=marks))
    return tuple(rows)


def facts_line(progress: Progress, indicator: Indicator) -> Statement:
    """What M16 obliges the page to print under the area's chart: value, due, distance, pace, what it takes to know."""
    if progress.value.value is None:
        return Statement(before=reasons.why(progress, indicator))
    shown = figures.printed(progress, indicator)
    value = swedish.in_words(shown.value, indicator)
    after = _pace_sentence(progress, indicator)
    if not _has_way(progress, indicator) or figures.is_over(progress):
        return Statement(before=f"Utfallet {progress.value_year} är {value}.", after=after)
    strong = _distance(progress, indicator)
    return Statement(before=f"Utfallet är {value} och borde vara {shown.required}: ", strong=strong, after=f".{after}")


def source_line(progress: Progress, indicator: Indicator, *, axis_start: float = 0.0) -> str:
    """Source, kind of interval, path, who set the target, and where the axis starts."""
    said = [f"Källa: {swedish.tight(indicator.source)}."]
    if progress.value.lower is not None:
        said.append("Lodräta streck: 95 procents felmarginal.")
    elif indicator.kind in (MeasureKind.REGISTER_SHARE, MeasureKind.RATE):
        said.append("Alla är räknade: inga felstaplar.")
    if progress.target is not None and progress.baseline_year is not None:
        said.append(f"Streckad linje: jämn takt från {progress.baseline_year} till målet.")
        said.append(f"Målvärde: {figures.target_standing(indicator)}.")
    if axis_start:
        start = swedish.with_unit(axis_start, "%" if indicator.unit == "%" else "", _axis_decimals(axis_start))
        said.append(f"Axeln börjar på {start}, inte på noll.")
    return " ".join(said)


def _outcome(progress: Progress, indicator: Indicator) -> Fact:
    label = "Utfall" if progress.value_year is None else f"Utfall {progress.value_year}"
    if progress.value.value is None:
        why = words.reason(progress) or words.REASONS[progress.value.reason or Reason.MISSING]
        return Fact(key="outcome", label=label, value=swedish.NOTHING, sub=why)
    margin = figures.margin(progress, indicator)
    sub = [f"felmarginal {margin}" if margin else _no_margin(indicator)]
    sub += [words.NOTES[note] for note in progress.value.notes if note in words.NOTES]
    if progress.is_preliminary:
        sub.append("preliminärt")
    return Fact(
        key="outcome",
        label=label,
        value=figures.value(progress, indicator),
        sub=" · ".join(dict.fromkeys(s for s in sub if s)),
    )


def _no_margin(indicator: Indicator) -> str:
    if indicator.kind in (MeasureKind.REGISTER_SHARE, MeasureKind.RATE):
        return "alla räknade"
    return "" if indicator.kind is MeasureKind.STATE else "utan felmarginal"


def _due(progress: Progress, indicator: Indicator) -> Fact:
    required = figures.printed(progress, indicator).required
    return Fact(
        key="due",
        label=f"Där vi borde vara {progress.value_year}",
        value=swedish.joined(required, "%" if indicator.unit == "%" else ""),
        sub=_beside_path(progress, indicator),
    )


def _target(progress: Progress, indicator: Indicator) -> Fact:
    if indicator.target is None:
        return Fact(key="target", label="Mål saknas", value=swedish.NOTHING, sub="Ingen har beslutat ett målvärde.")
    goal, sub = figures.target(progress, indicator), figures.target_origin(indicator)
    if indicator.target.kind is TargetKind.CHANGE and indicator.target.value is not None:
        side = "lägre" if indicator.target.value < 0 else "högre"
        sub = f"{swedish.plain(abs(indicator.target.value), 1)} procent {side} än {progress.baseline_year} · {sub}"
    return Fact(key="target", label=f"Mål {indicator.target.year}", value=goal, sub=sub)


def _pace(progress: Progress, indicator: Indicator) -> Fact:
    unit = "procentenheter, " if indicator.unit == "%" else ""
    required = figures.path_pace(progress)
    decimals = figures.pace_decimals(progress, indicator)
    asks = "" if required is None else f" · målet kräver {swedish.signed(required, decimals)}"
    if figures.started_there(progress, indicator):
        asks = "" if _is_kept(indicator) else f" · målet var nått redan {progress.baseline_year}"
    if progress.slope_lower is None or progress.slope_upper is None:
        value = swedish.NOTHING if progress.slope is None else swedish.signed(progress.slope, decimals)
        return Fact(key="pace", label="Takt per år", value=value, sub=f"{_no_pace(progress)}{asks}")
    return Fact(
        key="pace",
        label="Takt per år",
        value=swedish.signed_interval(progress.slope_lower, progress.slope_upper, decimals),
        sub=f"{unit}felmarginal för alla år sedan {progress.baseline_year}{asks}",
    )


def _chance(progress: Progress) -> Fact:
    if progress.chance is None:
        return Fact(key="chance", label="Chans att nå målet", value=swedish.NOTHING, sub=_no_pace(progress))
    return Fact(
        key="chance",
        label="Chans att nå målet",
        value=swedish.sentence_case(words.chance(progress.chance)),
        sub=f"{words.chance_percent(progress.chance)}, om takten sedan {progress.baseline_year} håller i sig",
    )


def _has_way(progress: Progress, indicator: Indicator) -> bool:
    """Whether there is a place on a path to compare with: not at its start, and not where the level is to stay."""
    has_numbers = progress.required is not None and progress.gap is not None
    return has_numbers and not figures.starts_now(progress) and not _is_kept(indicator)


def _is_kept(indicator: Indicator) -> bool:
    return indicator.target is not None and indicator.target.kind is TargetKind.KEEP


def _no_pace(progress: Progress) -> str:
    """Why there is no pace or chance."""
    has_cause = progress.reason not in (None, Reason.NO_TARGET)
    if progress.assessment is Assessment.NOT_ASSESSED and has_cause:
        return words.reason(progress)
    return "för få mätningar" if progress.points < words.ENOUGH_POINTS else "kan inte beräknas"


def _beside_path(progress: Progress, indicator: Indicator) -> str:
    if not progress.gap:
        return "precis på målbanan"
    if not figures.gap(progress, indicator):
        return "i stort sett på målbanan"
    side = "över" if progress.gap > 0 else "under"
    return f"{_gap(progress, indicator)} {side} målbanan"


def _distance(progress: Progress, indicator: Indicator) -> str:
    gap = figures.gap(progress, indicator)
    if not gap or not progress.gap or reasons.better(indicator, gap) or indicator.good is Good.NONE:
        return _beside_path(progress, indicator)
    return f"{_gap(progress, indicator)} för {'högt' if progress.gap > 0 else 'lågt'}"


def _gap(progress: Progress, indicator: Indicator) -> str:
    gap = abs(figures.gap(progress, indicator) or 0.0)
    return swedish.difference(
        gap, "%" if indicator.unit == "%" else "", figures.difference_decimals(gap, progress, indicator)
    )


def _pace_sentence(progress: Progress, indicator: Indicator) -> str:
    low, high, slope = progress.slope_lower, progress.slope_upper, progress.slope
    if low is None or high is None or slope is None:
        more = reasons.what_it_takes(progress, indicator)
        return f" {more}" if more else ""
    decimals, unit = figures.pace_decimals(progress, indicator), "%" if indicator.unit == "%" else ""
    if not figures.slope_is_sure(progress):
        between = swedish.signed_interval(low, high, decimals)
        pace = swedish.difference(slope, unit, decimals, sign=True)
        told = (
            f" Sedan {progress.baseline_year} är takten {pace} per år ({between})"
            " och går inte att skilja från ingen förändring."
        )
        more = reasons.what_it_takes(progress, indicator)
        return f"{told} {more}" if more else told
    pace = swedish.difference(slope, unit, decimals, sign=True)
    between = swedish.signed_interval(low, high, decimals)
    told = f" Räknat på alla mätningar sedan {progress.baseline_year} är takten {pace} per år ({between})."
    more = reasons.what_it_takes(progress, indicator)
    return f"{told} {more}" if more else told


def _axis_decimals(start: float) -> int:
    return next(d for d in range(6) if d == 5 or round(start, d) == start)
