"""Another program than PowerPoint opens the presentation and shows every slide."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.issued import Hearing

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LIBREOFFICE SAKNAS: kör scripts/environment test")
def test_libreoffice_shows_as_many_pages_as_there_are_slides(hearing: Hearing, tmp_path: Path) -> None:
    file = tmp_path / "hearing.pptx"
    file.write_bytes(hearing.files["pptx"])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    pages = re.findall(rb"/Type\s*/Page[^s]", (tmp_path / "hearing.pdf").read_bytes())
    assert len(pages) == len(hearing.drafted.deck.slides)
