"""What loading says: the faults of register documents, and a check that they say where and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from indicators import registry
from indicators.errors import RegistryError
from tests.documents import an_indicator_file, register_documents


def faults_of(documents: Mapping[str, bytes]) -> list[str]:
    """The faults that loading tells, each a single line."""
    with pytest.raises(RegistryError) as refused:
        registry.load(documents)
    assert all(fault.splitlines() == [fault] and len(fault) < 500 for fault in refused.value.faults)
    return list(refused.value.faults)


def the_fault(*entries: Mapping[str, Any], **changed: bytes) -> str:
    """The only fault of a register with these indicators or files."""
    faults = faults_of(register_documents(*entries, **changed))
    assert len(faults) == 1, faults
    return faults[0]


def the_fault_of_gaps(*gaps: Mapping[str, Any]) -> str:
    """The only fault of a register with these measurement gaps."""
    return the_fault(indicators=an_indicator_file(gaps=gaps))
