"""What one run of a page reads: one state, asked of the store once, never older than what this process has written."""

from __future__ import annotations

from indicators.store import Store
from tests.conftest import AT
from ui import cached


def test_a_run_reads_the_state_that_stood_when_it_began_and_the_next_run_what_another_process_wrote(
    here: Store, another: Store
) -> None:
    with cached.one_state():
        before = cached.data_version()[0]
        another.end_demo(by="Bo", at=AT)
        assert cached.data_version()[0] == before == here.version() - 1
    with cached.one_state():
        assert cached.data_version()[0] == before + 1


def test_a_run_sees_at_once_what_its_own_process_writes(here: Store) -> None:
    with cached.one_state():
        before = cached.data_version()[0]
        here.end_demo(by="Bo", at=AT)
        assert cached.data_version()[0] == before + 1


def test_the_newest_state_is_asked_for_every_time_outside_a_run(here: Store, another: Store) -> None:
    before = cached.data_version()[0]
    another.end_demo(by="Bo", at=AT)
    assert cached.data_version()[0] == before + 1
