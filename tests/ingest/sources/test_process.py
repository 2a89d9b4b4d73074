"""The process that fetches: killed, mute or told too much, it ends in a sentence, and it knows none of our secrets."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from indicators.errors import SourceError
from indicators.ingest import children
from indicators.ingest.sources import job, process
from indicators.ingest.sources.refusals import REFUSALS
from indicators.settings import ROOT
from tests.ingest.sources.declared import LIMITS, a_kolada, a_pxweb, fetched, refused
from tests.servers.services import ANSWERS, Misbehaviour, services


def _children() -> set[int]:
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            found.update(map(int, (task / "children").read_text().split()))
    return found


def test_a_killed_process_ends_in_a_sentence_at_once() -> None:
    with services() as server, ThreadPoolExecutor() as pool:
        server.behave(Misbehaviour.HANGS)
        others = _children()
        running = pool.submit(refused, a_kolada(limits=LIMITS), f"{server.address}/v3")
        ends = time.monotonic() + 10
        while not server.calls and time.monotonic() < ends:
            time.sleep(0.02)
        for pid in _children() - others:
            os.kill(pid, signal.SIGKILL)
        fault = running.result(timeout=5)
    assert fault.code == "source-died"
    assert "Hämtningen avbröts oväntat" in str(fault)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "source-died"),
        ("no json\n", "source-died"),
        ("[]\n", "source-died"),
        ('{"rows": [["1"]], "kinds": ["t"]}\n', "source-died"),
        ('{"refused": {"code": "unheard-of", "words": {}, "detail": ""}}\n', "source-died"),
    ],
)
def test_a_process_that_does_not_say_that_it_is_done_gives_nothing(
    monkeypatch: pytest.MonkeyPatch, said: str, code: str
) -> None:
    command = (sys.executable, "-I", "-S", "-c", f"print({json.dumps(said)}, end='')")
    monkeypatch.setattr(process, "_COMMAND", command)
    assert refused(a_kolada(), "http://127.0.0.1:9/v3").code == code


def test_a_process_that_says_too_much_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import sys\nwhile True: sys.stdout.write('{\"rows\": []}' + ' ' * 100000 + '\\n')"
    monkeypatch.setattr(process, "_COMMAND", (sys.executable, "-I", "-S", "-c", script))
    assert refused(a_kolada(), "http://127.0.0.1:9/v3").code == "source-bytes"


def test_neither_arguments_nor_environment_hold_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LAGESBILD_SOURCE_KALLAN", "hemligt")
    assert "hemligt" not in children.environment(*process._CERTIFICATES).values()
    assert not [word for word in process._COMMAND if "address" in word]
    assert "hemligt" not in repr(job.of(a_kolada(), "https://u:hemligt@host/", to_year=2020))


def test_at_most_two_sources_are_fetched_at_once() -> None:
    with services() as server, ThreadPoolExecutor(4) as pool:
        most, seen = 0, threading.Event()

        def count() -> int:
            found = 0
            while not seen.wait(0.005):
                found = max(found, len(_children() - others))
            return found

        others = _children()
        counting = pool.submit(count)
        list(pool.map(lambda _: fetched(a_kolada(), f"{server.address}/v3"), range(3)))
        seen.set()
        most = counting.result()
    assert 1 <= most <= 2


def test_every_refusal_can_be_told_and_is_documented() -> None:
    documented = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    told = {"what": "x", "names": "x", "others": "x", "status": 1, "when": "x", "cells": 1, "extra": "x"}
    asked = job.of(a_kolada(), "https://host/", to_year=2020)
    for code in REFUSALS:
        fault = process._refused({"code": code, "words": told, "detail": ""}, asked)
        assert isinstance(fault, SourceError)
        assert "{" not in str(fault)
        assert f"`{code}`" in documented


def test_a_saved_answer_of_a_service_is_read_from_a_folder() -> None:
    address = (ANSWERS / "kolada-values-goteborg.json").as_uri()
    assert fetched(a_kolada(api=2), address).rows_read == 42


def test_a_table_that_is_not_there_is_told() -> None:
    with services() as server:
        source = a_pxweb(api=2, table="TAB1", selection={"Region": ("14",)})
        assert refused(source, f"{server.address}/api/v2").code == "source-missing"
