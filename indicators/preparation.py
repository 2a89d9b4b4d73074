"""The first start: a database with register, real reference data and demonstration data, and its later upkeep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from indicators import demo_cards, registry
from indicators.errors import StoreError
from indicators.settings import DEMO_DIR, REFERENCE_DIR, REGISTRY_DIR, Settings
from indicators.store import Store, engines, opening
from indicators.store.connected import PATIENCE

if TYPE_CHECKING:
    from indicators.batches import Delivery
    from indicators.model import Registry

ACTOR = "Lägesbild 2020, första laddningen"
"""Who hands in what the product ships."""

Report = Callable[[int, int, str], None]
"""Told (done, of how many, what) as the work goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """What a preparation did."""

    created: bool
    """Whether there was no database before."""
    loaded: tuple[str, ...]
    """Titles of the deliveries that changed something."""
    version: int
    revision: int


def prepare(settings: Settings, *, empty: bool, at: datetime, report: Report) -> Preparation:
    """Create or upgrade the database and, unless `empty`, load what the product ships and has not loaded before.

    A register that people have edited and demonstration data that people have removed stay as they are.
    """
    created = not _is_usable(settings)
    store = Store.create(settings) if created else _sound(settings)
    store.sweep()
    shipped = _digest(REGISTRY_DIR, REFERENCE_DIR, DEMO_DIR)
    if empty or store.marker("shipped") == shipped:
        return Preparation(created=created, loaded=(), version=store.version(), revision=store.register_revision())
    documents = registry.read_folder(REGISTRY_DIR)
    if store.register_revision() == 0 or store.register_actor() == ACTOR:
        store.save_register(documents, by=ACTOR, at=at, registry=registry.load(documents))
    current = registry.load(store.register_documents())
    with_demo = store.marker("demo") != "removed"
    loaded = _load(store, _deliveries(current, with_demo=with_demo), at=at, report=report)
    if with_demo:
        demo_cards.put(store, DEMO_DIR, current, at=at)
    store.set_marker("shipped", shipped, by=ACTOR, at=at)
    return Preparation(created=created, loaded=loaded, version=store.version(), revision=store.register_revision())


def is_unfinished(store: Store) -> bool:
    """Whether the first loading was cut off: what the product ships stands in the register but is not all loaded."""
    return store.register_actor() == ACTOR and not store.marker("shipped")


def remove_demo(store: Store, *, by: str, at: datetime) -> int:
    """Remove every made-up value and indicator as a new data version and register revision; gives the data version."""
    documents = registry.without_demo(store.register_documents())
    kept = registry.load(documents)
    version, _ = store.remove_demo(documents, by=by, at=at, registry=kept)
    return version


def restore_demo(store: Store, *, by: str, at: datetime, report: Report) -> int:
    """Put the demonstration data back; gives the data version."""
    shipped = registry.read_folder(REGISTRY_DIR)
    demo = {name: content for name, content in shipped.items() if name not in registry.without_demo(shipped)}
    documents = {**store.register_documents(), **demo}
    whole = registry.load(documents)
    store.save_register(documents, by=by, at=at, registry=whole)
    _load(store, _demo(whole), at=at, report=report, by=by)
    demo_cards.put(store, DEMO_DIR, whole, at=at, bring_back=True)
    store.set_marker("demo", "present", by=by, at=at)
    return store.version()


def _sound(settings: Settings) -> Store:
    """The store of this program's revision, looked through for damage first."""
    if engines.is_embedded(settings.database_url):
        opening.must_be_whole(settings.database_url, patience=PATIENCE)
    return Store.open(settings)


def _is_usable(settings: Settings) -> bool:
    try:
        Store.open(settings).close()
    except StoreError:
        return False
    return True


def _digest(*folders: Path) -> str:
    """A fingerprint of every file the product ships as data."""
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            whole.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _deliveries(current: Registry, *, with_demo: bool) -> list[Delivery]:
    from indicators.ingest import reference  # heavy, and not needed when nothing has changed

    real = reference.deliveries(REFERENCE_DIR, current)
    return [*real, *_demo(current)] if with_demo else real


def _demo(current: Registry) -> list[Delivery]:
    from indicators.ingest import demo

    return demo.deliveries(DEMO_DIR, current)


def _load(
    store: Store, deliveries: list[Delivery], *, at: datetime, report: Report, by: str = ACTOR
) -> tuple[str, ...]:
    loaded = []
    for done, delivery in enumerate(deliveries):
        report(done, len(deliveries), delivery.title)
        result = store.append(delivery, by=by, at=at)
        if result.new or result.changed or result.ended:
            loaded.append(delivery.title)
    report(len(deliveries), len(deliveries), "klart")
    return tuple(loaded)
