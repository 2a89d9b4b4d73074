"""Whether register, store and files agree: every fault as a Swedish line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from indicators.errors import StoreError
from indicators.model import Indicator, Registry
from indicators.store import BatchState, engines, files, schema, states
from indicators.store.store import Store
from indicators.store.table_words import name_of


def faults(store: Store, registry: Registry) -> list[str]:
    """Every fault found; a damaged database is told first and alone, since nothing else in it can be trusted."""
    try:
        damage = _damage(store)
        return damage or [
            *_of_files(store),
            *_of_editions(store),
            *states.faults(store),
            *_of_observations(store, registry),
            *_of_waiting(store, registry),
        ]
    except StoreError as fault:
        return [str(fault)]


def _damage(store: Store) -> list[str]:
    """What the database itself finds wrong; a server watches over its own pages."""
    if not engines.is_embedded(store.settings.database_url):
        return []
    with store.reading() as connection:
        found = [row[0] for row in connection.exec_driver_sql("PRAGMA quick_check(5)") if row[0] != "ok"]
        loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(5)
    where = engines.place(store.settings.database_url)
    told = [f"{engines.damaged(where)} ({fault})" for fault in found]
    return told + [
        f"{engines.damaged(where)} "
        f"(rad {row[1]} bland {name_of(row[0])} pekar på en rad bland {name_of(row[2])} som saknas)"
        for row in loose
    ]


def _of_files(store: Store) -> Iterator[str]:
    for batch in store.batches():
        fault = files.fault_of(store.settings.files, batch.sha256)
        if fault:
            yield f"Leverans {batch.id} ({batch.title}): {fault}"
    for fetch in store.fetches():
        fault = files.fault_of(store.settings.files, fetch.sha256) if fetch.sha256 and fetch.batch is None else ""
        if fault:
            yield f"Hämtning {fetch.id} (källan {fetch.source}): {fault}"


def _of_editions(store: Store) -> Iterator[str]:
    for edition in store.editions():
        for file in edition.files:
            fault = files.fault_of(store.settings.files, file.sha256)
            if fault:
                yield f"Utgåvan {edition.name} version {edition.number}, {file.file_name}: {fault}"


def _of_observations(store: Store, registry: Registry) -> Iterator[str]:
    """Current observations that the register knows nothing of, or says otherwise about; one line for each group."""
    told = dict.fromkeys(fault for group in _groups(store, schema.observation) for fault in _of_group(group, registry))
    yield from told


def _of_waiting(store: Store, registry: Registry) -> Iterator[str]:
    """Rows that wait for review under an indicator or a geography that the register does not know."""
    waiting = [batch.id for batch in store.batches([BatchState.HANDED_IN])]
    for group in _groups(store, schema.pending, schema.pending.c.batch_id.in_(waiting)):
        for code, known in ((group.indicator, registry.indicators), (group.geography, registry.geographies)):
            if code not in known:
                yield (
                    f"En leverans som väntar på granskning har värden för {code}, som inte finns i registret. "
                    "Återlämna leveransen eller lägg till det i registret."
                )


def _groups(store: Store, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> list[Any]:
    """One line for each indicator, geography and breakdown, with its years and whether it is made up."""
    row = table.c
    groups = (
        sa.select(
            schema.indicator.c.code.label("indicator"),
            schema.geography.c.code.label("geography"),
            schema.breakdown.c.code.label("breakdown"),
            sa.func.min(row.year).label("first"),
            sa.func.max(row.year).label("last"),
            sa.func.max(sa.cast(row.is_demo, sa.Integer)).label("some_demo"),
            sa.func.min(sa.cast(row.is_demo, sa.Integer)).label("all_demo"),
        )
        .select_from(table.join(schema.indicator).join(schema.geography).join(schema.breakdown))
        .where(*(conditions or (row.ended_by.is_(None),)))
        .group_by(schema.indicator.c.code, schema.geography.c.code, schema.breakdown.c.code)
    )
    with store.reading() as connection:
        return sorted(connection.execute(groups).all(), key=lambda row: (row.indicator, row.geography, row.breakdown))


def _of_group(row: Any, registry: Registry) -> Iterator[str]:
    indicator = registry.indicators.get(row.indicator)
    if indicator is None:
        yield (
            f"Databasen har värden för {row.indicator}, som inte finns i registret. "
            "Lägg till indikatorn i registret eller ångra leveransen."
        )
        return
    yield from _of_geography(row, indicator, registry)
    unknown = {part.partition("=")[0] for part in row.breakdown.split("|") if part} - set(indicator.breakdowns)
    for dimension in sorted(unknown):
        yield (
            f"{row.indicator}: databasen har värden uppdelade efter {dimension}, som registret inte nämner. "
            "Lägg till den under breakdowns eller ångra leveransen."
        )
    if row.first < indicator.first_year or (indicator.last_year is not None and row.last > indicator.last_year):
        yield (
            f"{row.indicator}: databasen har värden för {row.first}–{row.last} i {row.geography}, utanför seriens år "
            "i registret. Ändra years i registret eller ångra leveransen."
        )
    if bool(row.some_demo) != indicator.is_demo or bool(row.all_demo) != indicator.is_demo:
        yield (
            f"{row.indicator}: påhittade och verkliga värden är blandade. "
            "Påhittade hör bara hemma under indikatorer som börjar med demo-. Ångra leveransen."
        )


def _of_geography(row: Any, indicator: Indicator, registry: Registry) -> Iterator[str]:
    geography = registry.geographies.get(row.geography)
    if geography is None:
        yield (
            f"{row.indicator}: databasen har värden för geografin {row.geography}, som inte finns i registret. "
            "Lägg till geografin i registret eller ångra leveransen."
        )
    elif geography.level not in indicator.levels:
        yield (
            f"{row.indicator}: databasen har värden på nivån {geography.level}, som registret inte nämner. "
            "Lägg till nivån under levels eller ångra leveransen."
        )
