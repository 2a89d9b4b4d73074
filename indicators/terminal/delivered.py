"""What `load` tells: for other programs as stable JSON, for people as lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from indicators import swedish
from indicators.batches import Finding, Severity
from indicators.errors import FileError
from indicators.texts import words

if TYPE_CHECKING:
    from indicators.deliveries import Deviation, Preview, Received
    from indicators.model import Progress, Registry

SEVERITIES = {Severity.ERROR: "Fel", Severity.WARNING: "Varning", Severity.INFO: "Obs"}
REFUSED = "refused"
"""The state of a file that was not handed in."""


def finding(found: Finding) -> dict[str, Any]:
    """One finding as `load --json` tells it."""
    return {
        "sheet": found.sheet,
        "cell": found.cell,
        "row": found.row,
        "column": found.column,
        "code": found.code,
        "severity": str(found.severity),
        "value": found.value,
        "message": found.message,
        "expected": found.expected,
        "advice": found.advice,
    }


def refused(file_name: str, fault: FileError) -> dict[str, Any]:
    """A file that could not be read at all: one finding for the whole file."""
    whole = Finding(
        code=fault.code,
        severity=Severity.ERROR,
        sheet="",
        cell="",
        value="",
        message=fault.reason,
        expected="",
        advice=fault.advice,
    )
    return _answer(file=file_name, sha256=None, rows=0, geography=None, state=REFUSED, findings=[whole])


def faulty(received: Received) -> dict[str, Any]:
    """A file with cells to mend."""
    return _answer(
        file=received.file_name,
        sha256=received.sha256,
        rows=len(received.rows),
        geography=_geography(received),
        state=REFUSED,
        findings=received.findings,
    )


def loaded(
    received: Received, seen: Preview, *, batch: int | None, state: str, lacking: Sequence[Deviation]
) -> dict[str, Any]:
    """A file without fault: what it changes, and the batch it became."""
    what = seen.difference["what"].value_counts()
    answer = _answer(
        file=received.file_name,
        sha256=received.sha256,
        rows=len(received.rows),
        geography=_geography(received),
        state=state,
        findings=[*received.findings, *_questions(seen, lacking)],
    )
    counts = {name: int(what.get(name, 0)) for name in ("new", "changed", "unchanged", "ended")}
    flips = [
        {"indicator": f.indicator, "geography": f.geography, "before": _word(f.before), "after": _word(f.after)}
        for f in seen.flips
    ]
    return {**answer, "batch": batch, **counts, "flips": flips}


def finding_lines(findings: Iterable[Finding]) -> list[str]:
    """`sheet!cell: what, expected, advice`, a line for each."""
    return [_line(each) for each in findings]


def loaded_lines(
    received: Received,
    seen: Preview,
    registry: Registry,
    *,
    batch: int | None,
    state: str,
    lacking: Sequence[Deviation],
) -> list[str]:
    """What a person reads after a file without fault."""
    lines = finding_lines([*received.findings, *_questions(seen, lacking)])
    lines += [
        f"{stale.indicator} {stale.year}: värdet har ändrats sedan mallen hämtades. Filen skulle ställa tillbaka det."
        for stale in received.stale
    ]
    counts = (
        (seen.new, "nya värden"),
        (seen.changed, "ändrade"),
        (seen.unchanged, "oförändrade"),
        (seen.missing, "saknas, med orsak"),
        (seen.ended, "tas bort"),
    )
    lines.append(f"{received.file_name}: " + ", ".join(f"{n} {what}" for n, what in counts) + ".")
    for flip in seen.flips:
        place, name = registry.geographies[flip.geography].name, registry.indicators[flip.indicator].short_name
        before = "ingen bedömning" if flip.before is None else words.lower(flip.before)
        lines.append(f"Bedömningen ändras: {name}, {place}: {before} → {words.lower(flip.after)}")
    return [*lines, _outcome(batch, state, lacking)]


def _outcome(batch: int | None, state: str, lacking: Sequence[Deviation]) -> str:
    if lacking:
        return "Inget är inlämnat. Förklara hoppen i kolumnen Kommentar, eller med --reason BLAD!CELL=TEXT."
    if state == "unchanged":
        return "Filen säger samma sak som redan är sparat. Det finns inget att lämna in."
    if batch is None:
        return "Filen är rätt. Inget är inlämnat, det var ett prov."
    return f"Leverans {batch} är inlämnad och väntar på granskning."


def _line(found: Finding) -> str:
    place = f"{found.sheet}!{found.cell}" if found.sheet and found.cell else found.sheet or found.cell or "Hela filen"
    wrote = f' "{found.value}"' if found.value else ""
    expected = f", ska vara {found.expected}" if found.expected else ""
    return f"{place}: {SEVERITIES[found.severity]}: {found.message}{wrote}{expected}. {found.advice}"


def _questions(seen: Preview, lacking: Sequence[Deviation]) -> list[Finding]:
    """Every value that is further off than chance would put it; a jump without a reason is a fault."""
    jumps = {deviation.key for deviation in lacking}
    return [_to_explain(d) if d.key in jumps else _further_off(d) for d in seen.deviations]


def _further_off(deviation: Deviation) -> Finding:
    """A value to look at again, which may be handed in as it is."""
    told = [swedish.number(value, deviation.decimals) for value in (deviation.before, deviation.after)]
    limits = (deviation.lower, deviation.upper)
    low, high = ("" if limit is None else swedish.number(limit, deviation.decimals) for limit in limits)
    return Finding(
        code="deviation",
        severity=Severity.WARNING,
        sheet=deviation.sheet,
        cell=deviation.cell,
        value=told[1],
        message=f"Värdet avviker mer än slumpen brukar ge ({deviation.before_year}: {told[0]})",
        expected=f"{low}–{high} om inget hänt sedan {deviation.before_year}" if low and high else "",
        advice="Stämmer det? Skriv varför i kolumnen Kommentar, så läser den som granskar det.",
        indicator=deviation.indicator,
        breakdown=deviation.breakdown,
        year=deviation.year,
    )


def _to_explain(deviation: Deviation) -> Finding:
    """A jump without a reason, as the fault it is until somebody has given one."""
    before, after = (swedish.number(value, deviation.decimals) for value in (deviation.before, deviation.after))
    return Finding(
        code="jump",
        severity=Severity.ERROR,
        sheet=deviation.sheet,
        cell=deviation.cell,
        value=after,
        message=f"Värdet är tio gånger så stort eller litet som {deviation.before_year} ({before})",
        expected="ett rätt värde, eller en förklaring",
        advice="Kontrollera talet. Stämmer det, skriv varför i kolumnen Kommentar.",
        indicator=deviation.indicator,
        breakdown=deviation.breakdown,
        year=deviation.year,
    )


def _answer(
    *, file: str, sha256: str | None, rows: int, geography: str | None, state: str, findings: Iterable[Finding]
) -> dict[str, Any]:
    return {
        "batch": None,
        "state": state,
        "geography": geography,
        "file": file,
        "sha256": sha256,
        "rows": rows,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "ended": 0,
        "flips": [],
        "findings": [finding(each) for each in findings],
    }


def _geography(received: Received) -> str | None:
    """The one geography that the file is about; None where there are several."""
    return received.geographies[0] if len(received.geographies) == 1 else None


def _word(progress: Progress | None) -> str | None:
    return None if progress is None else str(progress.assessment)
