"""A service that misbehaves ends in one clear Swedish sentence, within the limits, and nothing is given."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from indicators.model import SourceLimits
from tests.ingest.sources.declared import a_kolada, fetched, refused
from tests.servers.services import Misbehaviour, Services, services

SOURCE = a_kolada(limits=SourceLimits(rows=1_000, seconds=2, bytes=2_000_000))
SAID = {
    Misbehaviour.HANGS: "inte klar inom 2 sekunder",
    Misbehaviour.DRIPS: "inte klar inom 2 sekunder",
    Misbehaviour.DRIPS_HEADERS: "inte klar inom 2 sekunder",
    Misbehaviour.HALF: "tog slut innan det var helt",
    Misbehaviour.HALF_CHUNKED: "tog slut innan det var helt",
    Misbehaviour.HALF_LINE: "tog slut innan det var helt",
    Misbehaviour.TEN_GIGABYTES: "större än 2 MB",
    Misbehaviour.BOMB: "större än 2 MB",
    Misbehaviour.HTML: "en webbsida i stället för data",
    Misbehaviour.HTML_SAID_TO_BE_JSON: "en webbsida i stället för data",
    Misbehaviour.LATIN: "teckenkodning",
    Misbehaviour.NO_JSON: "inte JSON",
    Misbehaviour.NESTED: "för många nivåer",
    Misbehaviour.OTHER_SHAPE: "values är ingen lista",
    Misbehaviour.ELSEWHERE: "en annan adress, och dit går vi inte",
    Misbehaviour.METADATA: "en annan adress, och dit går vi inte",
    Misbehaviour.ROUND: "en annan adress, och dit går vi inte",
    Misbehaviour.BUSY: "för mycket att göra (svar 503)",
    Misbehaviour.BUSY_FOR_LONG: "Försök igen om 3600 sekunder",
    Misbehaviour.BROKEN: "har fel hos sig (svar 500)",
    Misbehaviour.MISSING: "finns inte på adressen (svar 404)",
    Misbehaviour.LOGIN: "släpper inte in oss",
    Misbehaviour.RESETS: "svarar inte",
    Misbehaviour.NEXT_ELSEWHERE: "en annan adress, och dit går vi inte",
    Misbehaviour.NEXT_SAME: "nästa sida är samma sida",
    Misbehaviour.WRONG_TYPES: "varken tal, text eller null",
}


@pytest.fixture(scope="module")
def running() -> Iterator[Services]:
    with services() as server:
        yield server


@pytest.mark.parametrize("how", SAID)
def test_a_misbehaving_service_ends_in_a_clear_sentence_within_its_limits(running: Services, how: Misbehaviour) -> None:
    running.behave(how)
    began = time.monotonic()
    fault = refused(SOURCE, f"{running.address}/v3")
    assert time.monotonic() - began < 2 + 2 + 6
    assert SAID[how] in str(fault)
    assert not re.search(r"127\.0\.0\.1|secret-host|example|169\.254|Traceback|[Ee]rror", str(fault))


def test_what_goes_wrong_half_way_gives_nothing_of_the_first_half(running: Services) -> None:
    running.page = 5
    running.behave(Misbehaviour.HALF, after=3)
    try:
        assert refused(SOURCE, f"{running.address}/v3").code == "source-half"
    finally:
        running.page = 5_000


def test_a_service_that_asks_us_to_wait_a_second_is_asked_again(running: Services) -> None:
    running.behave(Misbehaviour.BUSY_ONCE)
    assert fetched(a_kolada(), f"{running.address}/v3").rows_read == 42


def test_no_service_is_asked_more_than_three_times_when_it_is_busy(running: Services) -> None:
    running.calls.clear()
    running.behave(Misbehaviour.BUSY)
    refused(SOURCE, f"{running.address}/v3")
    assert len(running.calls) == 3


def test_every_misbehaviour_of_the_server_is_tried() -> None:
    assert set(SAID) == set(Misbehaviour) - {Misbehaviour.NONE, Misbehaviour.BUSY_ONCE}


def test_an_address_where_nobody_listens_is_told_without_naming_it(running: Services) -> None:
    running.behave(Misbehaviour.NONE)
    assert "Källan svarar inte" in str(refused(SOURCE, "http://127.0.0.1:9/v3"))


@pytest.mark.parametrize(
    "address",
    ["", "ftp://127.0.0.1/v3", "http://", "http://a b/v3\r\nHost: x", "http://host:99999/", "file:///etc/passwd"],
)
def test_an_address_that_is_none_is_told_of(running: Services, address: str) -> None:
    assert refused(SOURCE, address).code in ("source-address", "source-file")


def test_user_password_and_key_of_an_address_are_sent_and_never_told(
    running: Services, caplog: pytest.LogCaptureFixture
) -> None:
    running.behave(Misbehaviour.NONE)
    address = f"{running.address.replace('://', '://anna:hemligt@')}/v3?key=nyckeln"
    assert not re.search("anna|hemligt|nyckeln|127", fetched(a_kolada(), address).asked)
    assert running.headers[-1]["Authorization"] == "Basic YW5uYTpoZW1saWd0"
    assert "key=nyckeln" in running.calls[-1]
    running.behave(Misbehaviour.BROKEN)
    assert not re.search("anna|hemligt|nyckeln", str(refused(SOURCE, address)) + caplog.text)
