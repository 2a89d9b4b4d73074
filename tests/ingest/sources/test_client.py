"""The web client's manners: pace, redirects within the host, packed answers and addresses."""

from __future__ import annotations

import re
import time

import pytest

from indicators.ingest.sources import addresses
from indicators.ingest.sources.client import Client
from indicators.ingest.sources.refusals import Refused
from tests.servers.services import services

BASE = addresses.parsed("https://anna:hem%3Aligt@Statistik.Göteborg.example/api/v1/sv?nyckel=x")


def test_no_more_calls_are_made_in_a_while_than_the_service_allows() -> None:
    with services() as server:
        client = Client(deadline=time.monotonic() + 20, most_bytes=10**6, calls=2, window=0.2)
        began = time.monotonic()
        for _ in range(5):
            client.get(addresses.parsed(f"{server.address}/v3/kpi/N15428"))
        assert time.monotonic() - began >= 0.4


def test_the_bytes_of_all_answers_are_counted_together() -> None:
    with services() as server:
        client = Client(deadline=time.monotonic() + 20, most_bytes=3_000)
        address = addresses.parsed(f"{server.address}/v3/kpi/N15428")
        client.get(address)
        with pytest.raises(Refused) as fault:
            [client.get(address) for _ in range(4)]
        assert fault.value.code == "source-bytes"


def test_spaces_and_swedish_letters_are_encoded_once() -> None:
    there = BASE.joined("1. Göteborg/Ålder%20x.px", {"lang": "sv"})
    assert there.target == "/api/v1/sv/1.%20G%C3%B6teborg/%C3%85lder%20x.px?nyckel=x&lang=sv"
    assert there.host == "statistik.xn--gteborg-90a.example"
    assert not re.search("anna|nyckel", repr(there))


@pytest.mark.parametrize("path", ["../v2", "a/../../b", "a/%2e%2e/b", "a\r\nHost: x", "a\\b"])
def test_a_path_never_leads_out_of_the_source(path: str) -> None:
    with pytest.raises(Refused):
        BASE.joined(path)


@pytest.mark.parametrize(
    ("location", "is_followed"),
    [
        ("/annat", True),
        ("https://statistik.xn--gteborg-90a.example/annat", True),
        ("https://statistik.xn--gteborg-90a.example:8443/annat", False),
        ("http://statistik.xn--gteborg-90a.example/annat", False),
        ("//other.example/annat", False),
        ("https://statistik.xn--gteborg-90a.example@other.example/", False),
        ("https://statistik.xn--gteborg-90a.example.other.example/", False),
        ("file:///etc/passwd", False),
        ("http://[::1]/", False),
        ("http://169.254.169.254/", False),
        ("", True),
    ],
)
def test_a_redirect_is_followed_on_the_same_host_only(location: str, is_followed: bool) -> None:
    assert (BASE.followed(location) is not None) is is_followed


def test_an_unencrypted_address_may_lead_to_the_encrypted_one_and_never_back() -> None:
    plain = addresses.parsed("http://tal.example/a")
    assert plain.followed("https://tal.example/b") is not None
    assert addresses.parsed("https://tal.example/a").followed("http://tal.example/b") is None


def test_a_packed_answer_is_unpacked() -> None:
    with services() as server:
        server.is_packed = True
        client = Client(deadline=time.monotonic() + 20, most_bytes=10**6)
        assert client.get(addresses.parsed(f"{server.address}/v3/kpi/N15428")).startswith(b'{"count"')
