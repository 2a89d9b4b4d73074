"""What came of fetching a source, in Swedish sentences."""

from __future__ import annotations

from datetime import datetime

from indicators import swedish
from indicators.batches import Finding
from indicators.deliveries.answers import Judged
from indicators.deliveries.guarding import Revised
from indicators.model import Source
from indicators.store import FetchOutcome
from indicators.store.fetches import AUTOMATIC


def message(judged: Judged, outcome: FetchOutcome) -> str:
    """What came of it, in a sentence or two."""
    if outcome is FetchOutcome.FAILED:
        return _failed(judged.errors)
    if outcome is FetchOutcome.STOPPED:
        return " ".join(stop.text for stop in judged.stops)
    revised = revisions(judged.revised)
    note = f" {revised}" if revised else ""
    if outcome is FetchOutcome.UNCHANGED:
        rows = swedish.counted(judged.fetched.rows_read, "rad", "rader")
        return f"Inget nytt: källans {rows} säger det som redan står."
    if outcome is FetchOutcome.APPROVED:
        return f"{_changes(judged)}, godkänt {AUTOMATIC}.{note}"
    return f"{_changes(judged)}. Väntar på granskning: {judged.asks}.{note}"


def message_again(judged: Judged, outcome: FetchOutcome, batch: int) -> str:
    """What came of an answer that the source has given before."""
    if outcome is FetchOutcome.UNCHANGED:
        return f"Samma svar som i leverans {batch}, som inte användes. Inget är ändrat."
    if outcome is FetchOutcome.STOPPED:
        return f"{message(judged, outcome)} Samma svar som i leverans {batch}."
    return f"Samma svar som i leverans {batch}, som väntar på granskning."


def revisions(seen: Revised) -> str:
    """What the source has changed of what stood, which it seldom says itself; empty where it has changed nothing."""
    told = []
    if seen.count:
        values = swedish.counted(seen.count, "värde som stod", "värden som stod", swedish.Gender.NEUTER)
        told.append(f"Källan har ändrat {values}, {_most(seen)}.")
    if seen.beneath:
        values = swedish.counted(seen.beneath, "oförändrat värde", "oförändrade värden", swedish.Gender.NEUTER)
        most = f", som mest med {_share(seen.largest_beneath)}" if seen.largest_beneath else ""
        told.append(f"Under {values} har källan ändrat antal, bas, gränser eller status{most}.")
    if seen.unseen:
        values = swedish.counted(seen.unseen, "värde", "värden", swedish.Gender.NEUTER)
        told.append(f"{swedish.sentence_case(values)} skiljer sig bara i decimaler som inte visas.")
    return " ".join(told)


def provenance(source: Source, judged: Judged, at: datetime) -> str:
    """Where figures come from: source, question and time."""
    got = judged.fetched
    updated = got.identity.get("updated", "")
    told = f" Källan uppdaterades {updated}." if updated else ""
    when = swedish.moment(swedish.local(at))
    return f"Hämtat ur källan {source.name} {when}. Fråga: {' '.join(got.asked.split())}.{told}"


def _changes(judged: Judged) -> str:
    counts = judged.preview
    told = [
        swedish.counted(counts.new, "nytt värde", "nya värden", swedish.Gender.NEUTER),
        swedish.counted(counts.changed, "ändrat", "ändrade", swedish.Gender.NEUTER),
        *([f"{swedish.number(counts.missing)} utan värde"] if counts.missing else []),
        *([f"{swedish.number(counts.ended)} avslutas"] if counts.ended else []),
    ]
    return swedish.sentence_case(", ".join(told))


def _failed(errors: tuple[Finding, ...]) -> str:
    first = errors[0]
    what = f"{first.message} ({first.value})" if first.value else first.message
    count = swedish.counted(len(errors), "fel", "fel", swedish.Gender.NEUTER)
    place = f", {first.cell} i det mottagna svaret" if first.cell else ""
    return f"Svaret har {count}, så inget är ändrat. Det första{place}: {what}. {first.advice}"


def _most(seen: Revised) -> str:
    """`som mest med 2,4 %, ett av dem från noll`: what was nothing has no share of it to tell."""
    most = f"som mest med {_share(seen.largest)}"
    if not seen.from_zero:
        return most
    if seen.from_zero == seen.count:
        return "från noll"
    return f"{most}, {swedish.count_word(seen.from_zero, swedish.Gender.NEUTER)} av dem från noll"


def _share(largest: float) -> str:
    percent = 100 * largest
    return "mindre än 0,1\N{NO-BREAK SPACE}%" if percent < 0.1 else swedish.with_unit(percent, "%", 1)
