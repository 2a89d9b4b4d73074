"""Microsoft's own rules for Office files hold for what we write; `scripts/environment test` installs the validator."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from indicators.hearing.slides import Deck
from indicators.reports.presentation.writing import presentation
from indicators.settings import ROOT
from tests.issued import Hearing
from tests.reports.presentation import city

VALIDATOR = ROOT / "node_modules" / ".bin" / "ooxml-validator"
AT = datetime(2020, 10, 9, 12)
pytestmark = pytest.mark.skipif(
    not VALIDATOR.exists(), reason="Open XML-VALIDATORN SAKNAS: kör scripts/environment test med npm och nät"
)


def errors(content: bytes, file: Path) -> list[str]:
    file.write_bytes(content)
    ran = subprocess.run([VALIDATOR, file], capture_output=True, text=True, check=False)
    assert ran.returncode in (0, 1), ran.stderr
    told = json.loads(ran.stdout)
    return [] if told["ok"] else [str(error) for error in told["errors"]] or ["invalid"]


def test_the_presentation_and_the_appendix_have_no_errors(hearing: Hearing, tmp_path: Path) -> None:
    for kind in ("pptx", "xlsx"):
        assert errors(hearing.files[kind], tmp_path / f"hearing.{kind}") == []


def test_a_broken_file_is_told_of(whole: Deck, tmp_path: Path) -> None:
    content = presentation(replace(whole, slides=whole.slides[:2]), at=AT)
    name = "ppt/slides/slide2.xml"
    broken = city.part(content, name).replace(b"<p:spTree>", b'<p:spTree><p:wrong xmlns:p="urn:x"/>', 1)
    assert errors(city.with_parts(content, {name: broken}), tmp_path / "broken.pptx")
