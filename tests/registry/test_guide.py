"""`docs/add-an-indicator.md` tells the truth about the register."""

from __future__ import annotations

import re

import pytest

from indicators import registry
from indicators.model import GeographyLevel, Good, IndicatorRole, MeasureKind, TargetKind
from indicators.registry import examples
from indicators.registry.reading import STATUSES
from indicators.settings import ROOT
from tests.documents import an_entry, an_indicator_file, register_documents
from tests.registry.faults import faults_of

GUIDE = (ROOT / "docs" / "add-an-indicator.md").read_text(encoding="utf-8")


def test_the_example_can_be_loaded_as_it_stands() -> None:
    example = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[0].encode()
    loaded = registry.load(register_documents(indicators=example))
    assert list(loaded.indicators) == ["behoriga-yrkesprogram"]
    assert len(loaded.gaps) == 1


@pytest.mark.parametrize("field", [*examples.INDICATOR, *examples.GAP, *examples.INDICATOR_FILE])
def test_every_field_is_explained(field: str) -> None:
    name = field.rpartition(".")[2]
    assert f"`{name}`" in GUIDE or f"`[[{name}]]`" in GUIDE


@pytest.mark.parametrize("word", [*MeasureKind, *TargetKind, *IndicatorRole, *Good, *GeographyLevel])
def test_every_choice_is_explained(word: str) -> None:
    assert f"`{word}`" in GUIDE


def test_the_fault_shown_is_what_loading_says() -> None:
    entry = an_entry(id="behoriga", baseline={"year": 2014, "value": 84.7})
    documents = register_documents() | {"indicators/01-barn.toml": an_indicator_file(entry)}
    assert faults_of(documents)[0] in GUIDE


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_of_a_decision_is_explained(status: str) -> None:
    assert f'`"{status}"`' in GUIDE
