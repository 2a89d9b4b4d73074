"""Another process, with another order of hashes, another time zone and another language, makes the same four files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from indicators.settings import ROOT
from indicators.store import Store
from tests.conftest import copied
from tests.issued import ISSUED, LEAD, NAME, Hearing

ELSEWHERE = {"PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C", "LAGESBILD_TODAY": "2031-05-05"}
MAKE = """
import hashlib, json, sys
from indicators import editions
from indicators.settings import Settings
from indicators.store import Store
store = Store.open(Settings.from_environment())
made = editions.made_again(store, store.edition(sys.argv[1]))
print(json.dumps({kind: hashlib.sha256(content).hexdigest() for kind, (_, content) in made.items()}))
"""


def test_another_process_on_another_day_makes_the_same_bytes_though_figures_are_newer(
    hearing: Hearing, tmp_path: Path
) -> None:
    settings = copied(hearing.settings, tmp_path)
    Store.open(settings).undo(1, by=LEAD.name, at=ISSUED + timedelta(days=400))
    where = {"LAGESBILD_DATABASE_URL": settings.database_url, "LAGESBILD_FILES": str(settings.files)}
    ran = subprocess.run(
        [sys.executable, "-c", MAKE, NAME],
        env=os.environ | ELSEWHERE | where,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == {file.kind: file.sha256 for file in hearing.edition.files}
