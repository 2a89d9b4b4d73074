"""How a delivery's rows are named and their figures printed, on the uploader's page and the reviewer's alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from indicators import observations as obs
from indicators import swedish
from indicators.batches import BatchState
from indicators.model import Indicator, MeasureKind, ObservationStatus, Registry
from indicators.store.records import BatchRow
from indicators.texts import words
from ui import html

if TYPE_CHECKING:
    from indicators.deliveries.results import Preview

BEFORE: Final = "before_"
AFTER: Final = "after_"
WITHDRAWN: Final = "tillbakatagen"
"""How far a delivery has come that its uploader took back before anybody decided on it."""
COUNT: Final = "antal"
"""The unit of a figure that is written as a count."""
_COUNTED: Final = (MeasureKind.RATE, MeasureKind.REGISTER_SHARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure as the district writes it: the count where the indicator is counted, else the value."""

    value: float
    unit: str
    decimals: int


def name(registry: Registry, indicator: str, breakdown: str = "", *, place: str = "", under: str = "") -> str:
    """HTML of an indicator's name with its group, geography and made-up mark, and a quiet line under it."""
    known = registry.indicators.get(indicator)
    told = html.escape(indicator if known is None else known.short_name)
    parts = [group(breakdown), place]
    rest = "".join(f", {html.escape(part)}" for part in parts if part)
    mark = html.demo_mark(known is not None and known.is_demo)
    sub = f'<span class="lb-sub">{html.escape(under)}</span>' if under else ""
    return f"<strong>{told}</strong>{rest}{mark}{sub}"


def group(breakdown: str) -> str:
    """The group of a breakdown as words: `kvinnor`; an empty string for everybody."""
    return words.part(breakdown)


def place(registry: Registry, geographies: Sequence[str], code: str) -> str:
    """The geography's name where a table holds more than one, else an empty string."""
    return place_name(registry, code) if len(set(geographies)) > 1 else ""


def told_places(preview: Preview) -> list[str]:
    """Every geography of a delivery, also of what stays as it is: one changed value out of many is named too."""
    return [str(code) for code in preview.difference[obs.GEOGRAPHY].unique()]


def place_name(registry: Registry, code: str) -> str:
    """The name of a geography, or its code where the register no longer has it."""
    known = registry.geographies.get(code)
    return code if known is None else known.name


def places(registry: Registry, codes: Sequence[str]) -> str:
    """The names of a delivery's geographies: all of up to three, else two and how many more."""
    names = [place_name(registry, code) for code in codes]
    shown = names if len(names) <= 3 else [*names[:2], f"{len(names) - 2} till"]
    return swedish.listing(shown)


def day(when: datetime) -> str:
    """`12 februari`, as clocks in Gothenburg have it."""
    return short_day(swedish.local(when).date())


def short_day(on: date) -> str:
    """`12 februari`."""
    return f"{on.day} {swedish.MONTHS[on.month - 1]}"


def is_withdrawn(batch: BatchRow) -> bool:
    """Whether its uploader took a delivery back before anybody decided on it; it has not been reviewed."""
    return batch.state is BatchState.UNDONE and batch.approved_at is None


def where(sheet: str, cell: str) -> str:
    """`Insatser G14`."""
    return " ".join(part for part in (sheet, cell) if part)


def figure(row: Any, side: str, indicator: Indicator | None) -> Figure | None:
    """The figure on one side of a difference's row, or None where there is none."""
    numerator, value = row[f"{side}{obs.NUMERATOR}"], row[f"{side}{obs.VALUE}"]
    if indicator is not None and indicator.kind in _COUNTED and _is_known(numerator):
        return Figure(value=float(numerator), unit=COUNT, decimals=0 if float(numerator).is_integer() else 1)
    return value_of(row, side, indicator) if _is_known(value) else None


def value_of(row: Any, side: str, indicator: Indicator | None) -> Figure | None:
    """The value in the indicator's unit on one side of a difference's row, or None where there is none."""
    value = row[f"{side}{obs.VALUE}"]
    if not _is_known(value):
        return None
    unit, decimals = ("", 1) if indicator is None else (indicator.unit, indicator.decimals)
    return Figure(value=float(value), unit=unit, decimals=decimals)


def printed(shown: Figure, decimals: int | None = None) -> str:
    """A figure as a table prints it: the per cent sign stays, longer units stand under the name."""
    return swedish.label(shown.value, shown.unit, shown.decimals if decimals is None else decimals)


def status(row: Any, side: str) -> str:
    """Why there is no value, or that it is preliminary; an empty string for a final value."""
    known = str(row[f"{side}{obs.STATUS}"])
    if not known or known == ObservationStatus.FINAL:
        return ""
    return words.STATUSES[ObservationStatus(known)]


def key(row: Any) -> str:
    """What reasons and comments about a row are kept under, as `Deviation.key`."""
    return "|".join(str(row[part]) for part in obs.KEY)


def reason(text: str, signed: str = "") -> str:
    """What a person wrote, set apart from what is computed and signed."""
    if not text.strip():
        return '<span class="lb-quiet">ingen förklaring</span>'
    by = f'<span class="lb-sub">{html.escape(signed)}</span>' if signed else ""
    return f'<div class="lb-reason">{html.escape(text.strip())}{by}</div>'


def _is_known(value: Any) -> bool:
    return value is not None and value == value
