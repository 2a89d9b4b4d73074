"""Two processes of the app on one PostgreSQL: what one approves the other shows at its next rerun."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
import streamlit as st

from indicators.batches import BatchKind, Delivery
from indicators.settings import ROOT, Settings
from indicators.store import Store, comparing
from tests import kept
from tests.conftest import AT
from tests.pages.conftest import Open, forget_the_session, html_of, text_of
from ui import cached

RATE = "7 454"
"""4 000 robberies among the 53 664 of Angered, per 100 000."""

OTHER = """
import sys
from streamlit.testing.v1 import AppTest
from tests.pages.conftest import html_of, text_of
app = AppTest.from_string("import pages.indicator; pages.indicator.render()", default_timeout=120)
app.session_state["access-role"] = "lasare"
app.query_params["indikator"] = "anmalda-ran"
for line in sys.stdin:
    app.run()
    print("SEEN", text_of(html_of(app)).replace("\\n", " "), not app.exception, flush=True)
"""


@pytest.fixture
def there(own_on_postgresql: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own_on_postgresql.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own_on_postgresql.files))
    monkeypatch.setenv("LAGESBILD_TODAY", "2020-12-01")
    forget_the_session()
    with kept.set_aside():
        st.cache_resource.clear()  # all is read from PostgreSQL
        yield own_on_postgresql
        cached.store().close()
    forget_the_session()


@pytest.fixture
def other(there: Settings) -> Iterator[subprocess.Popen[str]]:
    """A second process with caches of its own."""
    command = [sys.executable, "-c", OTHER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, text=True, **pipes) as process:
        yield process
        process.kill()


def _rerun(other: subprocess.Popen[str]) -> str:
    assert other.stdin is not None
    assert other.stdout is not None
    other.stdin.write("\n")
    other.stdin.flush()
    return next(line for line in other.stdout if line.startswith("SEEN"))


def _approved(store: Store, count: float) -> None:
    """A new count for a district's last known year, handed in and approved in this process."""
    standing = store.observations(indicators=["anmalda-ran"], geographies=["131"])
    row = standing[standing["year"] == 2018].assign(note="rättad", numerator=count)
    row["value"] = row["numerator"] / row["denominator"] * 100_000
    delivery = Delivery(
        kind=BatchKind.UPLOAD,
        title="Rättelse",
        source="Brå",
        licence="CC0",
        file_name="r.csv",
        content=b"1",
        provenance="",
        rows=row,
    )
    told = comparing.fingerprint(store.compare(row))
    number = store.hand_in(delivery, geographies=["131"], years=[2018], by="Anna", at=AT, seen=told)
    again = comparing.fingerprint(store.compare(store.pending(number)))
    store.approve(number, by="Bo", at=AT, seen=again)


def test_what_one_process_approves_the_other_shows_at_its_next_rerun(
    there: Settings, other: subprocess.Popen[str], opened: Open
) -> None:
    app = opened("indicator", indikator="anmalda-ran")
    before_here, before_there = text_of(html_of(app)), _rerun(other)
    assert before_there.endswith("True\n")
    _approved(cached.store(), 4000.0)
    here, seen = text_of(html_of(app.run())), _rerun(other)
    assert RATE not in before_here + before_there
    assert RATE in here
    assert RATE in seen
    assert seen.endswith("True\n")
