"""The five steps of handing in."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pandas as pd
import pytest

from indicators.batches import Finding, Severity
from indicators.deliveries.results import Identity, Received
from ui import delivery_steps
from ui.delivery_steps import Step

AT = datetime(2020, 2, 12, 12, 40, tzinfo=UTC)
FOUND = Finding(
    code="text", severity=Severity.ERROR, sheet="A", cell="G4", value="x", message="m", expected="e", advice="a"
)


def received(*findings: Finding, is_template: bool = True) -> Received:
    identity = Identity(number="M", geography="131", year=2019, version=1, revision=1, issued_at=AT.replace(day=3))
    return Received(
        file_name="a.xlsx",
        content=b"",
        sha256="0" * 64,
        at=AT,
        template=identity if is_template else None,
        mapping="",
        geographies=("131",),
        years=(2019,),
        filled=1,
        findings=findings,
        stale=(),
        rows=pd.DataFrame(),
    )


@pytest.mark.parametrize("current", Step)
def test_just_one_step_is_current_and_those_before_it_are_done(current: Step) -> None:
    html = delivery_steps.steps(current)
    assert html.count('aria-current="step"') == 1
    assert html.count("(klart)") == current - 1
    assert f"Steg {int(current)} av 5: <strong>{delivery_steps.NAMES[current]}</strong>" in html


def test_facts_are_shown_as_text() -> None:
    assert "&lt;b&gt;" in delivery_steps.steps(Step.MEND, {Step.MEND: "<b>"})


def test_facts_tell_when_the_template_was_fetched_and_the_file_sent() -> None:
    facts = delivery_steps.facts(received())
    assert facts[Step.FETCH] == "Hämtad 3 februari"
    assert re.fullmatch(r"12 februari kl\. 13\.40", facts[Step.UPLOAD])
    assert facts[Step.MEND] == "Inga fel kvar"


def test_a_foreign_file_has_no_template_to_tell_of() -> None:
    assert Step.FETCH not in delivery_steps.facts(received(is_template=False))


def test_facts_count_the_cells_that_are_left() -> None:
    assert delivery_steps.facts(received(FOUND))[Step.MEND] == "1 cell kvar"
    assert delivery_steps.facts(received(FOUND, FOUND))[Step.MEND] == "2 celler kvar"


def test_there_is_nothing_to_tell_before_a_file_is_sent() -> None:
    assert delivery_steps.facts(None) == {}
