"""Read Kolada: key figures of municipalities with sex and status, 25 ids a call, page by page.

Version 3 and 2 answer alike: rows of key figure, municipality and period, each with a list of figures by sex.
A saved answer (an address that ends with .json) is read as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from indicators.ingest.sources import addresses, files, jsons, limits
from indicators.ingest.sources.client import Client
from indicators.ingest.sources.refusals import Refused
from indicators.ingest.sources.wire import NOTHING, NUMBER, TEXT, Row

if TYPE_CHECKING:
    from indicators.ingest.sources.addresses import Address
    from indicators.ingest.sources.job import Job
    from indicators.ingest.sources.wire import Writer

KPI, MUNICIPALITY, GENDER = "kpi", "municipality", "gender"
COLUMNS: Final = (KPI, MUNICIPALITY, "period", GENDER, "value", "status", "@value")
_SAVED: Final = ".json"


def read(job: Job, writer: Writer) -> None:
    """Write the figures of the key figures, municipalities and sexes chosen, and what the key figures are."""
    for name in (KPI, MUNICIPALITY):
        if not job.selection.get(name):
            raise Refused("source-selection", what=name)
    client = Client(deadline=job.deadline(), most_bytes=job.most_bytes)
    writer.say(columns=COLUMNS)
    if job.address.lower().endswith(_SAVED):
        _tell(job, writer, [files.content(job, client)])
        return
    base = addresses.parsed(job.address)
    writer.say(asked=_asked(job))
    writer.told(_identity(base, job, client))
    if not job.is_probe:
        _tell(job, writer, list(_answers(base, job, client)))


def _asked(job: Job) -> str:
    words = "; ".join(f"{name} {', '.join(values)}" for name, values in job.selection.items())
    return f"GET data {words}; {job.from_year}–{job.to_year}"


def _answers(base: Address, job: Job, client: Client) -> Iterator[bytes]:
    years = [str(year) for year in range(max(job.from_year, job.to_year - limits.PAGES), job.to_year + 1)]
    called = product(*(_pieces(part) for part in (job.selection[KPI], job.selection[MUNICIPALITY], years)))
    for kpis, places, span in called:
        path = f"data/kpi/{','.join(kpis)}/municipality/{','.join(places)}/year/{','.join(span)}"
        address: Address | None = base.joined(path, {"per_page": str(limits.KOLADA_PAGE)})
        for _ in range(limits.PAGES):
            if address is None:
                break
            content = client.get(address)
            yield content
            address = _next(address, content)
        else:
            raise Refused("source-shape", what=f"fler än {limits.PAGES} sidor")


def _next(address: Address, content: bytes) -> Address | None:
    """The next page, which is on the same host and another one than this."""
    said = jsons.table(jsons.loaded(content), "svaret är inget objekt").get("next_url")
    if not said:
        return None
    there = address.followed(jsons.text(said))
    if there is None:
        raise Refused("source-redirect", detail=f"next_url {jsons.text(said).partition('?')[0]}")
    if there == address:
        raise Refused("source-shape", what="nästa sida är samma sida")
    return there


def _tell(job: Job, writer: Writer, contents: Sequence[bytes]) -> None:
    count = 0
    for number, content in enumerate(contents):
        prefix = f"/{number}" if len(contents) > 1 else ""
        count += writer.rows(_rows(jsons.loaded(content), job, prefix))
        if count > job.rows:
            raise Refused("source-rows")
    writer.content(jsons.together(contents))


def _rows(document: Any, job: Job, prefix: str) -> Iterator[Row]:
    """The figures of one page; those of other sexes than the chosen ones are left out."""
    asked = {name: set(job.selection.get(name, ())) for name in (KPI, MUNICIPALITY, GENDER)}
    values = jsons.listed(jsons.table(document, "svaret är inget objekt").get("values"), "values är ingen lista")
    for at, entry in enumerate(values):
        row = jsons.table(entry, "en rad är inget objekt")
        kpi, place, period = (_key(row, name) for name in (KPI, MUNICIPALITY, "period"))
        if kpi not in asked[KPI] or place not in asked[MUNICIPALITY] or not _is_asked_year(period, job):
            continue
        for number, each in enumerate(jsons.listed(row.get("values"), "en rad saknar values")):
            told = jsons.table(each, "ett värde är inget objekt")
            gender = jsons.text(told.get(GENDER)) or "T"
            if told.get("isdeleted") is True or (asked[GENDER] and gender not in asked[GENDER]):
                continue
            value = jsons.figure(told.get("value"))
            letter = NOTHING if value is None else NUMBER if isinstance(value, jsons.Digits) else TEXT
            pointer = f"{prefix}/values/{at}/values/{number}/value"
            yield (kpi, place, period, gender, value, jsons.text(told.get("status")), pointer), f"tttt{letter}tt"


def _key(row: dict[str, Any], name: str) -> str:
    found = jsons.text(row.get(name))
    if not found:
        raise Refused("source-shape", what=f"en rad saknar {name}")
    return found


def _is_asked_year(period: str, job: Job) -> bool:
    """Whether a period is one that was asked for; what is no year is let through to be told of."""
    return not (period.isascii() and period.isdigit()) or job.from_year <= int(period[:4]) <= job.to_year


def _identity(base: Address, job: Job, client: Client) -> dict[str, str]:
    """Title, unit, definition and day of publication of each key figure."""
    told: dict[str, str] = {}
    kpis = job.selection[KPI]
    for piece in _pieces(kpis):
        document = jsons.table(
            jsons.loaded(client.get(base.joined(f"kpi/{','.join(piece)}"))), "svaret är inget objekt"
        )
        for entry in jsons.listed(document.get("values", [document]), "values är ingen lista"):
            row = jsons.table(entry, "ett nyckeltal är inget objekt")
            if (kpi := jsons.text(row.get("id"))) in kpis:
                told |= {(f"{kpi}.{name}" if len(kpis) > 1 else name): said for name, said in _said(row).items()}
    return told


def _said(row: dict[str, Any]) -> dict[str, str]:
    title = jsons.text(row.get("title"))
    unit = title.rpartition(", ")[2] if ", " in title else ""
    said = {"title": title, "unit": unit, "definition": jsons.text(row.get("description"))}
    return said | {"updated": jsons.text(row.get("publication_date"))}


def _pieces(ids: Sequence[str]) -> list[Sequence[str]]:
    return [ids[start : start + limits.KOLADA_IDS] for start in range(0, len(ids), limits.KOLADA_IDS)]
