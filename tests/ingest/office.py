"""LibreOffice without a window, for tests of what it does to our workbooks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 180


def saved_again(content: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice opens and saves it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.fail(
            "LibreOffice is missing. Run scripts/environment test, or as root: apt-get install libreoffice-calc"
        )
    source, target = folder / "before.xlsx", folder / "after"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    made = target / source.name
    assert made.is_file(), f"LibreOffice gave no file: {done.stdout}{done.stderr}"
    return made.read_bytes()
