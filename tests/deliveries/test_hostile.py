"""Every awkward and hostile file handed to the door of the product: nothing of it is kept, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from indicators import deliveries, registry
from indicators import observations as obs
from indicators.deliveries import Received
from indicators.errors import FileError
from indicators.ingest.mapping import Mapping as Layout
from indicators.ingest.mapping import Source, Values
from indicators.ingest.mapping.layout import Place
from indicators.model import Registry
from indicators.settings import Settings
from indicators.store import Store
from tests.deliveries.files import ANNA, AT
from tests.ingest.workbook import attacks, contents, others, textfiles
from tests.ingest.workbook.cases import Case, cell_at, shown
from tests.ingest.workbook.forging import one, workbook

ALL = (*contents.CASES, *textfiles.CASES, *others.CASES, *attacks.CASES)
LAYOUT = Layout(
    indicator=Source(place=Place.FIXED, at="anmalda-ran"),
    geography=Source(place=Place.FIXED, at="131"),
    period=Source(place=Place.FIXED, at="2019"),
    values=(Values(field="numerator", columns="A"), Values(field="comment", columns="B")),
    first_row=1,
)
"""Every cell of column A is a count, so that the checks get whatever the file holds."""


@pytest.fixture(scope="module")
def door(store: Store) -> tuple[Store, Registry]:
    """A store that nobody writes to."""
    return store, registry.load(store.register_documents())


@pytest.fixture(scope="module")
def untouched(door: tuple[Store, Registry], prepared: Settings) -> Mapping[str, object]:
    """What the store and its folder held before the first file came."""
    return _held(door[0], prepared)


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL if case.code])
def test_a_refused_file_leaves_nothing_behind(
    case: Case, door: tuple[Store, Registry], prepared: Settings, untouched: Mapping[str, object]
) -> None:
    with pytest.raises(FileError) as refused:
        _receive(case, door, layout=None)
    assert refused.value.code == case.code
    assert refused.value.reason.endswith(".")
    assert refused.value.advice.endswith(".")
    assert _held(door[0], prepared) == untouched


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ALL if not case.code])
def test_an_awkward_file_becomes_findings_and_leaves_nothing_behind(
    case: Case, door: tuple[Store, Registry], prepared: Settings, untouched: Mapping[str, object]
) -> None:
    received = _receive(case, door, layout=LAYOUT)
    assert received.book is not None
    assert {place: shown(cell_at(received.book, place)) for place in case.cells} == dict(case.cells)
    assert len(received.rows) + len(received.findings) > 0
    assert all(finding.message and finding.advice for finding in received.findings)
    assert _held(door[0], prepared) == untouched


def test_a_sound_file_is_received_as_usual_after_all_of_them(
    door: tuple[Store, Registry], prepared: Settings, untouched: Mapping[str, object]
) -> None:
    sound = Case(name="sound", make=lambda: workbook(one('<c r="A1"><v>24</v></c>')))
    for case in attacks.CASES[:3]:
        with pytest.raises(FileError):
            _receive(case, door, layout=None)
    received = _receive(sound, door, layout=LAYOUT)
    assert received.rows[obs.NUMERATOR].tolist() == [24]
    assert _held(door[0], prepared) == untouched


def _receive(case: Case, door: tuple[Store, Registry], *, layout: Layout | None) -> Received:
    store, known = door
    return deliveries.receive(
        case.make(), case.file_name, store=store, registry=known, person=ANNA, at=AT, layout=layout
    )


def _held(store: Store, settings: Settings) -> dict[str, object]:
    """Everything that a kept file would have changed; nothing of a refused one may stand in the log either."""
    return {
        "version": store.version(),
        "batches": len(store.batches()),
        "files": sorted(path.name for path in Path(settings.files).rglob("*")),
        "mappings": len(store.mappings()),
        "folder": sorted(path.name for path in Path(settings.files).parent.iterdir() if path.is_dir()),
    }
