"""A received file becomes observations and findings; nothing of it is kept."""

from __future__ import annotations

import hashlib
from collections import abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

import pandas as pd

from indicators import disclosure
from indicators import observations as obs
from indicators.batches import Finding, Severity
from indicators.deliveries import rights
from indicators.deliveries.results import Identity, Received, Stale
from indicators.deliveries.review import own_batches
from indicators.errors import FileError, InputError
from indicators.ingest import checks, entries, mapping, template, workbook
from indicators.ingest.checks import Checked, Scope
from indicators.ingest.mapping import Mapping
from indicators.ingest.workbook.book import Book
from indicators.ingest.workbook.labels import clean_name
from indicators.model import Registry
from indicators.permissions import ANYWHERE, Person
from indicators.store import Store

UNKNOWN: Final = "unknown-indicator"
FAMILIAR: Final = "okand-uppstallning"


class UnknownLayout(FileError):  # noqa: N818 it tells what the file is
    """A sound file that is neither our template nor laid out as any saved mapping; carries the file as it was read."""

    def __init__(self, book: Book) -> None:
        """Keep the book, so that a page can let the user point out where the figures stand."""
        super().__init__(
            FAMILIAR,
            "Filen är inte vår mall, och ingen sparad uppställning passar den.",
            "Hämta mallen, eller peka ut var siffrorna står.",
        )
        self.book = book


def receive(
    content: bytes,
    file_name: str,
    *,
    store: Store,
    registry: Registry,
    person: Person,
    at: datetime,
    layout: str | Mapping | None = None,
    geography: str | None = None,
) -> Received:
    """What a file says, with every finding; refused only where it cannot be read or is not the person's to hand in.

    `layout` is a mapping or the name of a saved one; without it the file is our template or fits a saved mapping.
    `geography` is the place that the file must be about, where the person answers for more than one.
    """
    rights.must_upload(person)
    book = workbook.read(content, file_name)
    mark = template.identity(book) if layout is None else None
    if mark is not None:
        read = _as_template(book, mark, registry, person, asked=geography)
    else:
        read = _as_mapped(book, layout, store, registry, person, asked=geography, latest=at.year)
    standing = _standing(store, registry, read)
    checked = checks.check(
        read.table,
        registry,
        scope=read.scope,
        standing=standing,
        marks=read.marks,
        **_unseen(book, is_template=mark is not None),
    )
    rows = checked.observations
    return Received(
        file_name=clean_name(file_name),
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        at=at,
        template=None if mark is None else _identity(mark),
        mapping=read.layout,
        geographies=tuple(dict.fromkeys([*read.about, *rows[obs.GEOGRAPHY]])),
        years=tuple(sorted({*rows[obs.YEAR].tolist(), *(() if mark is None else (mark.year,))})),
        filled=checked.filled,
        findings=_findings(
            read, checked, book, is_older=mark is not None and mark.revision < store.register_revision()
        ),
        stale=() if mark is None else _stale(store, registry, person, rows, standing, version=mark.version),
        rows=rows,
        comments=checked.comments,
        book=book,
    )


@dataclass(frozen=True, kw_only=True, eq=False)
class _Read:
    """Entries as a layout found them, and what they are held against."""

    table: pd.DataFrame
    findings: Sequence[Finding]
    scope: Scope
    about: tuple[str, ...]
    marks: abc.Mapping[str, str] = field(default_factory=lambda: checks.MARKS)
    layout: str = ""


def _as_template(
    book: Book, mark: template.TemplateMark, registry: Registry, person: Person, *, asked: str | None
) -> _Read:
    _must_be_about(mark.geography, asked, registry)
    rights.must_upload_for(person, mark.geography, registry)
    table, found = template.entries(book, registry)
    scope = Scope(geographies=frozenset({mark.geography}), year=mark.year, is_template=True)
    return _Read(table=table, findings=found, scope=scope, about=(mark.geography,))


def _as_mapped(
    book: Book,
    layout: str | Mapping | None,
    store: Store,
    registry: Registry,
    person: Person,
    *,
    asked: str | None,
    latest: int,
) -> _Read:
    name, chosen = _mapping(layout, book, store)
    own = asked or person.geography
    own = None if own == ANYWHERE else own
    if own is not None:
        rights.must_upload_for(person, own, registry)
    table, found = mapping.entries(book, chosen, registry)
    scope = Scope(
        geographies=None if own is None else frozenset({own}), year=latest, percent=chosen.percent, factor=chosen.factor
    )
    return _Read(
        table=table,
        findings=found,
        scope=scope,
        about=() if own is None else (own,),
        marks={**checks.MARKS, **chosen.marks},
        layout=name,
    )


def _mapping(layout: str | Mapping | None, book: Book, store: Store) -> tuple[str, Mapping]:
    """The mapping asked for, or the only saved one that fits the file, with its name."""
    if isinstance(layout, Mapping):
        return "", layout
    if layout is not None:
        return layout, mapping.load(store.mapping(layout).document)
    fitting = [each for each in _saved(store) if mapping.matches(book, each[1])]
    if len(fitting) != 1:
        raise UnknownLayout(book)
    return fitting[0]


def _saved(store: Store) -> Iterator[tuple[str, Mapping]]:
    """Every saved mapping that can be read; one that cannot is told when it is asked for by name."""
    for kept in store.mappings():
        try:
            yield kept.name, mapping.load(kept.document)
        except InputError:
            continue


def _must_be_about(found: str, asked: str | None, registry: Registry) -> None:
    if found not in registry.geographies:
        raise InputError(f"Mallen gäller {found}, som inte finns i registret. Hämta en ny mall.")
    if asked is not None and asked != found:
        names = [registry.geographies[code].name if code in registry.geographies else code for code in (found, asked)]
        raise InputError(f"Mallen gäller {names[0]}, inte {names[1]}. Välj rätt fil, eller lämna den för {names[0]}.")


def _unseen(book: Book, *, is_template: bool) -> dict[str, Any]:
    """What a reader of the file does not see; the template hides a column and tells of hidden rows itself."""
    merged = {sheet.name: sheet.merged for sheet in book.sheets if sheet.merged}
    if is_template:
        return {"merged": merged}
    return {
        "merged": merged,
        "hidden": {sheet.name: sheet.hidden_rows for sheet in book.sheets if sheet.hidden_rows},
        "hidden_columns": {sheet.name: sheet.hidden_columns for sheet in book.sheets if sheet.hidden_columns},
    }


def _identity(mark: template.TemplateMark) -> Identity:
    return Identity(
        number=mark.number,
        geography=mark.geography,
        year=mark.year,
        version=mark.version,
        revision=mark.revision,
        issued_at=mark.issued_at,
    )


def _standing(store: Store, registry: Registry, read: _Read) -> pd.DataFrame:
    """What stands for the indicators that the file names; in its own geography where that is known."""
    named = set(read.table[entries.INDICATOR])
    known = [key for key in registry.indicators if key in named] or list(registry.indicators)
    return store.observations(indicators=known, geographies=list(read.about) or None)


def _stale(
    store: Store, registry: Registry, person: Person, rows: pd.DataFrame, standing: pd.DataFrame, *, version: int
) -> tuple[Stale, ...]:
    """Values that changed after the template was issued and that the file would change, as the person sees them."""
    if version >= store.version() or rows.empty:
        return ()
    keys = list(obs.KEY)
    named, places = sorted(set(rows[obs.INDICATOR])), sorted(set(rows[obs.GEOGRAPHY]))
    then = store.observations(version=version, indicators=named, geographies=places)[[*keys, obs.VALUE]]
    told = rows[[*keys, obs.VALUE]].merge(standing[[*keys, obs.VALUE]], on=keys, suffixes=("", "_now"))
    told = told.merge(then, on=keys, how="left", suffixes=("", "_then"))
    moved = ~_same(told["value_now"], told["value_then"]) & ~_same(told["value"], told["value_now"])
    told = told[moved]
    if told.empty:
        return ()
    for column, at in (("value_then", version), ("value_now", None)):
        seen = _as_seen(store, registry, person, sorted(set(told[obs.INDICATOR])), version=at)
        told[column] = told[keys].merge(seen, on=keys, how="left")[obs.VALUE].to_numpy()
    return tuple(
        Stale(
            indicator=str(row[obs.INDICATOR]),
            breakdown=str(row[obs.BREAKDOWN]),
            year=int(row[obs.YEAR]),
            then=_known(row["value_then"]),
            now=_known(row["value_now"]),
        )
        for row in told.to_dict("records")
    )


def _as_seen(
    store: Store, registry: Registry, person: Person, indicators: list[str], *, version: int | None
) -> pd.DataFrame:
    """The values of some indicators with what the person may not see hidden."""
    rows = store.observations(version=version, indicators=indicators)
    shown = disclosure.hide_small(rows, registry, own=own_batches(store, person))
    return shown[[*obs.KEY, obs.VALUE]]


def _same(left: pd.Series[float], right: pd.Series[float]) -> pd.Series[bool]:
    return (left == right) | (left.isna() & right.isna())


def _known(value: float) -> float | None:
    return None if value != value else float(value)


def _findings(read: _Read, checked: Checked, book: Book, *, is_older: bool) -> tuple[Finding, ...]:
    """Everything found; rows that the register has let go since an older template was issued are told of once."""
    found = [*read.findings, *checked.findings]
    gone = [f for f in found if is_older and f.code == UNKNOWN]
    kept = [f for f in found if f not in gone]
    return (*_let_go(len(gone)), *_empty(checked), *_in_file_order(kept, book))


def _let_go(rows: int) -> tuple[Finding, ...]:
    if not rows:
        return ()
    found = _of_the_file(
        code="register-changed",
        message="Registret har ändrats sedan mallen hämtades",
        expected="en mall som är hämtad efter ändringen",
        advice=f"{rows} av mallens rader finns inte längre. Hämta en ny mall och för över dina siffror till den.",
    )
    return (found,)


def _empty(checked: Checked) -> tuple[Finding, ...]:
    """A finding for a file that nobody has filled in; what is wrong with its cells has been told otherwise."""
    if len(checked.observations) or any(f.severity is Severity.ERROR for f in checked.findings):
        return ()
    found = _of_the_file(
        code="nothing-filled-in",
        message="Filen har inga ifyllda uppgifter",
        expected="minst ett tal, eller en orsak till att det saknas",
        advice="Fyll i de vita cellerna, spara och ladda upp filen igen.",
    )
    return (found,)


def _of_the_file(*, code: str, message: str, expected: str, advice: str) -> Finding:
    """A fault of the file as a whole, which has no cell."""
    return Finding(
        code=code,
        severity=Severity.ERROR,
        sheet="",
        cell="",
        value="",
        message=message,
        expected=expected,
        advice=advice,
    )


def _in_file_order(findings: Sequence[Finding], book: Book) -> tuple[Finding, ...]:
    """Sheet by sheet, row by row; what concerns the whole file or sheet comes first."""
    order = {sheet.name: place for place, sheet in enumerate(book.sheets)}
    return tuple(sorted(findings, key=lambda f: (order.get(f.sheet, -1), f.row or 0, len(f.column), f.column)))
