"""What somebody gets who goes past the menu: cold deep links, uploads, inner addresses, other hosts."""

from __future__ import annotations

import subprocess
import sys
import uuid
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from bench.client import Reader, Run, reader
from bench.server import ROOT, Server, own_data, running
from ui import access, menu

pytestmark = pytest.mark.browser

PATHS = [entry.path for entry in menu.ENTRIES] + ["settings", "front", "area", "indicator"]
"""The addresses of the menu, and those that Streamlit would make of the files in pages/."""


def status(request: Request | str) -> int:
    try:
        with urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except HTTPError as refusal:
        return refusal.code


def opened(url: str, path: str) -> Run:
    with reader(url, path) as session:
        return session.run()


def is_within_frame(run: Run) -> bool:
    """Whether what was sent came through app.py: the frame's strip is there whenever anything is."""
    return any("lb-strip" in text for text in run.texts) or not any("<h1" in text for text in run.texts)


def shows_settings(run: Run) -> bool:
    """Whether the settings themselves came, which a reader may not see."""
    return any("Ta bort alla påhittade" in text for text in run.texts)


@pytest.mark.parametrize("script", ["asgi.py", "app.py"])
def test_a_cold_deep_link_shows_nothing_past_the_frame(data: Path, script: str) -> None:
    with running(data, script=script) as cold:
        run = opened(cold.url, "settings")
        assert is_within_frame(run)
        assert not shows_settings(run)
        for path in sorted(PATHS, reverse=True):
            assert is_within_frame(opened(cold.url, path)), path


@pytest.mark.parametrize("script", ["asgi.py", "app.py"])
def test_a_cold_deep_link_to_the_settings_shows_none_of_them(data: Path, script: str) -> None:
    with running(data, script=script) as cold:
        assert not shows_settings(opened(cold.url, menu.SETTINGS))


def test_a_typed_address_of_the_settings_is_refused_in_words(server: Server) -> None:
    assert any(access.REFUSAL in text for text in opened(server.url, menu.SETTINGS).texts)


def test_the_administrator_sees_what_the_others_do_not(server: Server) -> None:
    with reader(server.url, menu.SETTINGS) as session:
        session.run()
        session.choose(access.ROLE, "administratör")
        assert shows_settings(session.run())


def test_a_missing_database_is_told_in_a_sentence_and_not_made(tmp_path: Path) -> None:
    with running(tmp_path) as empty:
        texts = " ".join(opened(empty.url, "").texts)
    assert "Sidan kan inte visas nu" in texts
    assert "python -m indicators init" in texts
    assert not (tmp_path / "lagesbild.db").exists()


def sending(server: Server, session: Reader, *, seat: str = "") -> Request:
    """A file for a session, sent as Streamlit's uploader sends it."""
    mark = uuid.uuid4().hex
    body = f'--{mark}\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nx\r\n--{mark}--\r\n'
    cookies = "; ".join(part for part in (f"_streamlit_xsrf={session.xsrf}", seat) if part)
    headers = {
        "Content-Type": f"multipart/form-data; boundary={mark}",
        "X-Xsrftoken": session.xsrf,
        "Cookie": cookies,
    }
    address = f"{server.url}/_stcore/upload_file/{session.session_id}/{mark}"
    return Request(address, data=body.encode(), method="PUT", headers=headers)


def seat_of(server: Server) -> str:
    """The cookie of a browser that has opened a page."""
    with urlopen(server.url, timeout=30) as answer:
        return str(answer.headers["Set-Cookie"]).split(";")[0]


@pytest.mark.parametrize("page", ["", menu.HAND_IN])
@pytest.mark.parametrize("has_seat", [False, True])
def test_an_upload_from_a_reader_is_refused_on_every_page(server: Server, page: str, has_seat: bool) -> None:
    with reader(server.url, page) as session:
        session.run()
        assert status(sending(server, session, seat=seat_of(server) if has_seat else "")) == 403


def test_an_uploader_may_send_a_file_from_the_upload_page_with_a_seat_only(server: Server) -> None:
    with reader(server.url, menu.HAND_IN) as session:
        session.run()
        session.choose(access.ROLE, "uppladdare")
        session.run()
        assert status(sending(server, session)) == 403
        assert status(sending(server, session, seat=seat_of(server))) == 204


def test_an_uploader_who_becomes_a_reader_may_send_no_more(server: Server) -> None:
    with reader(server.url, menu.HAND_IN) as session:
        session.run()
        session.choose(access.ROLE, "uppladdare")
        session.run()
        session.choose(access.ROLE, "lasare")
        session.run()
        assert status(sending(server, session, seat=seat_of(server))) == 403


def test_a_file_for_somebody_elses_session_is_refused(server: Server) -> None:
    with reader(server.url) as other:
        other.run()
        assert status(sending(server, other, seat=seat_of(server))) == 403


@pytest.mark.parametrize("path", ["metrics", "agent/openapi.json", "agent/interact", "script-health-check"])
def test_inner_addresses_are_closed(server: Server, path: str) -> None:
    assert status(f"{server.url}/_stcore/{path}") == 404


def test_media_is_closed_to_those_who_have_opened_no_page(server: Server) -> None:
    assert status(f"{server.url}/media/0123456789abcdef.csv") == 403


def test_a_page_carries_the_policy_also_when_the_browser_takes_compressed_pages(server: Server) -> None:
    request = Request(f"{server.url}/omrade", headers={"Accept-Encoding": "gzip, br"})
    with urlopen(request, timeout=30) as answer:
        assert "script-src 'self' 'sha256-" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Encoding"] is None
        assert b'<html lang="sv">' in answer.read()


def handshake(server: Server, **headers: str) -> int:
    """The answer to opening a websocket with these headers."""
    wanted = {
        "Host": urlsplit(server.url).netloc,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        **headers,
    }
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=10)
    with closing(connection):
        connection.putrequest("GET", "/_stcore/stream", skip_host=True)
        for name, value in wanted.items():
            connection.putheader(name, value)
        connection.endheaders()
        return connection.getresponse().status


def test_our_own_page_can_open_a_session(server: Server) -> None:
    assert handshake(server, Origin=server.url) == 101


def test_a_web_page_elsewhere_cannot_open_a_session(server: Server) -> None:
    assert handshake(server, Origin="https://example.se") == 403


def test_a_name_that_is_not_ours_cannot_open_a_session(server: Server) -> None:
    assert handshake(server, Host="ond.example.se") == 403


def test_demonstration_mode_refuses_to_start_on_an_open_address(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "streamlit", "run", "asgi.py", "--server.address", "0.0.0.0", "--server.port", "0"]
    done = subprocess.run(
        command, cwd=ROOT, env={"PATH": "/usr/bin", **own_data(tmp_path)}, capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0
    assert access.EXPOSED in done.stderr
    assert "Traceback" not in done.stderr


def test_app_alone_on_an_open_address_shows_only_the_refusal(data: Path) -> None:
    with running(data, script="app.py", options={"server.address": "0.0.0.0"}) as exposed:
        texts = opened(exposed.url, "").texts
        assert any("demonstrationsläge" in text for text in texts)
        assert not any("lb-footer" in text for text in texts)
