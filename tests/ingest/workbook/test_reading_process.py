"""The process that reads: its limits, its deaths, and what the one who asked is told."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indicators.errors import FileError
from indicators.ingest import children
from indicators.ingest.workbook import limits, read, reading
from tests.ingest.workbook.forging import one, workbook

ORDINARY = workbook(one('<c r="A1"><v>1</v></c>'))
ROOT = Path(reading.__file__).parents[3]
PREPARED = "import sys; sys.path.insert(0, sys.argv[1]); from indicators.ingest.workbook import worker\n"


def _dying(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    command = (sys.executable, "-I", "-S", "-c", PREPARED + code, str(ROOT))
    monkeypatch.setattr(reading, "_COMMAND", command)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import os; os.abort()", "unreadable"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "unreadable"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "unreadable"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", "time"),
        ("worker._limit(); [bytes(10**8) for _ in range(20)]", "memory"),
        ("worker._limit(); held = [bytes(10**8) for _ in range(20)]", "memory"),
        ("print('no line')", "unreadable"),
        ("print('[1]')", "unreadable"),
        ("""print('{"cells": {"row": "AAAA"}}')""", "unreadable"),
        ("""print('{"nonsense": 1}')""", "unreadable"),
        ("", "unreadable"),
        ("raise SystemExit(3)", "unreadable"),
    ],
)
def test_every_death_of_the_process_is_one_refusal(monkeypatch: pytest.MonkeyPatch, code: str, told: str) -> None:
    _dying(monkeypatch, code)
    with pytest.raises(FileError) as refused:
        read(ORDINARY, "a.xlsx")
    assert refused.value.code == told


def test_a_process_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    _dying(monkeypatch, "import time; time.sleep(300)")
    with pytest.raises(FileError) as refused:
        read(ORDINARY, "a.xlsx", seconds=0.5)
    assert refused.value.code == "time"


def test_the_process_sets_its_limits_before_it_reads() -> None:
    code = (
        PREPARED
        + "import resource as r; worker._read = lambda *_: print(*(r.getrlimit(k)[0] for k in "
        + "(r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE, r.RLIMIT_CORE))); worker.main()"
    )
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code, str(ROOT)], capture_output=True, text=True, check=True, input=""
    )
    assert list(map(int, told.stdout.split())) == [
        limits.ADDRESS_SPACE,
        limits.SECONDS,
        limits.WRITTEN_BYTES,
        limits.OPEN_FILES,
        0,
    ]


def test_the_process_loads_no_package_but_our_own() -> None:
    code = (
        PREPARED
        + "from indicators.ingest.workbook import separated, workbooks\n"
        + "print([name for name in ('pandas', 'numpy', 'openpyxl', 'sqlalchemy', 'streamlit') if name in sys.modules])"
    )
    command = [sys.executable, "-I", "-c", code, str(ROOT)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_process_gets_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", "postgresql://hemlig")
    assert "LAGESBILD_DATABASE_URL" not in children.environment()


def test_files_are_read_one_at_a_time_and_the_others_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, guard = 0, 0, threading.Lock()
    real = reading._read

    def counted(*given: object, **named: object) -> object:
        nonlocal inside, most
        with guard:
            inside += 1
            most = max(most, inside)
        book = real(*given, **named)  # type: ignore[arg-type]
        with guard:
            inside -= 1
        return book

    monkeypatch.setattr(reading, "_read", counted)
    with ThreadPoolExecutor(6) as threads:
        books = list(threads.map(lambda _: read(ORDINARY, "a.xlsx"), range(6)))
    assert (len(books), most) == (6, 1)


def test_a_refused_file_lets_the_next_one_in() -> None:
    for _ in range(3):
        with pytest.raises(FileError):
            read(b"%PDF-1.4 x", "a.pdf")
    assert len(read(ORDINARY, "a.xlsx").sheets) == 1
