"""Microsoft's own rules for Office files hold for what we write; `scripts/environment test` installs the validator."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from indicators.hearing.slides import Deck
from indicators.reports.appendix import appendix
from indicators.reports.presentation import checking
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


def test_a_draft_in_the_citys_template_and_its_workbooks_have_no_errors(hearing: Hearing, tmp_path: Path) -> None:
    drafted = hearing.drafted
    draft = replace(drafted.deck, edition=0, slides=drafted.deck.slides[:5])
    mine = city.saved(city.wide())
    found = checking.check(mine, draft)
    assert found.found is not None
    template = checking.template_of(mine, found.found, found.roles)
    own = presentation(draft, at=AT)
    embedded = {name: city.part(own, name) for name in names(own) if name.endswith(".xlsx")}
    assert embedded
    made = {
        "draft.pptx": own,
        "city.pptx": presentation(draft, at=AT, into=template),
        "draft.xlsx": appendix(draft, drafted.now, drafted.before, at=AT),
        **{Path(name).name: content for name, content in list(embedded.items())[:1]},
    }
    assert {name: errors(content, tmp_path / name) for name, content in made.items()} == {name: [] for name in made}


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.namelist()


def test_a_broken_file_is_told_of(whole: Deck, tmp_path: Path) -> None:
    content = presentation(replace(whole, slides=whole.slides[:2]), at=AT)
    name = "ppt/slides/slide2.xml"
    broken = city.part(content, name).replace(b"<p:spTree>", b'<p:spTree><p:wrong xmlns:p="urn:x"/>', 1)
    assert errors(city.with_parts(content, {name: broken}), tmp_path / "broken.pptx")
