"""Starting the server where it cannot start."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from indicators.settings import ROOT


def serve(port: str, folder: Path) -> subprocess.CompletedProcess[str]:
    own = {"STREAMLIT_SERVER_PORT": port, "LAGESBILD_DATABASE_URL": f"sqlite:///{folder / 'lagesbild.db'}"}
    environment = {**os.environ, **own, "LAGESBILD_FILES": str(folder / "files")}
    command = [str(ROOT / "scripts" / "serve")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_a_taken_port_is_told_with_how_to_choose_another(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        said = serve(str(port), tmp_path)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith(f"Port {port} är upptagen")
    assert f"STREAMLIT_SERVER_PORT={port + 1} make run" in said.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("port", ["åtta", "0", "65536", "-1", "8501; true"])
def test_what_is_no_port_is_told_in_swedish(tmp_path: Path, port: str) -> None:
    said = serve(port, tmp_path)
    assert said.returncode == 1
    assert f'STREAMLIT_SERVER_PORT är "{port}", som inte är en port.' in said.stderr
