"""The servers that the tests start: they answer, and nothing of them is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indicators.settings import ROOT
from tests.servers import postgresql

ABANDONED = """
import os, sys, time
from tests.servers import postgresql
with postgresql.cluster() as made:
    print(made._process.pid, made.folder.parent, flush=True)
    time.sleep(60)
"""


def test_a_cluster_is_gone_with_its_folder_when_a_test_fails() -> None:
    seen: list[postgresql.Cluster] = []
    with pytest.raises(ZeroDivisionError):
        _fail_beside_a_cluster(seen)
    assert (seen[0].answers(), seen[0].folder.exists()) == (False, False)


def _fail_beside_a_cluster(seen: list[postgresql.Cluster]) -> None:
    with postgresql.cluster() as made:
        seen.append(made)
        assert made.sql("SELECT current_setting('server_encoding')") == [("UTF8",)]
        raise ZeroDivisionError


def test_a_cluster_dies_with_a_test_run_that_is_killed() -> None:
    run = subprocess.Popen([sys.executable, "-c", ABANDONED], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    server, _, folder = run.stdout.readline().strip().partition(" ")
    os.kill(run.pid, signal.SIGKILL)
    run.wait(10)
    run.stdout.close()
    ends = time.monotonic() + 20
    while Path(f"/proc/{server}").exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert not Path(f"/proc/{server}").exists()
    subprocess.run(["rm", "-rf", folder], check=True)  # nobody was left to do it
