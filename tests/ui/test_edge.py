"""What the server's edge refuses, and what every answer carries."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pytest
from starlette.types import Message, Receive, Scope, Send

from ui import uploads
from ui.document import Document
from ui.edge import HEADERS, SEAT, Edge

PAGE = Document(body=b"<!DOCTYPE html><html lang='sv'></html>", policy="default-src 'none'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


async def streamlit_page(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for Streamlit answering any address with its own compressed page."""
    headers = [(b"content-type", b"text/html"), (b"content-encoding", b"gzip"), (b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"\x1f\x8b", "more_body": True})
    await send({"type": "http.response.body", "body": b"english"})


async def streamlit_file(scope: Scope, receive: Receive, send: Send) -> None:
    """Stands for Streamlit answering with a file."""
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/css")]})
    await send({"type": "http.response.body", "body": b"body{}"})


def ask(
    edge: Edge, path: str, *, method: str = "GET", query: str = "", cookie: str = "", host: str = "127.0.0.1"
) -> Answer:
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"cookie", cookie.encode())],
        "server": (host, 8501),
    }
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(edge(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(status=sent[0]["status"], headers=headers, body=b"".join(part["body"] for part in sent[1:]))


def page_edge() -> Edge:
    return Edge(streamlit_page, document=PAGE, key=b"nyckel")


def file_edge() -> Edge:
    return Edge(streamlit_file, document=PAGE, key=b"nyckel")


def test_every_page_address_is_answered_with_our_document() -> None:
    answer = ask(page_edge(), "/omrade")
    assert answer.body == PAGE.body
    assert answer.headers["content-length"] == str(len(PAGE.body))
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize(
    ("path", "query", "leads_to"),
    [
        ("/omrade/7", "", "/omrade"),
        ("/omrade/7/", "lage=2019&stod=%C3%A5", "/omrade?lage=2019&stod=%C3%A5"),
        ("/sa-raknar-vi/a/b", "", "/sa-raknar-vi"),
        ("/finnsinte/alls", "", "/"),
        ("/finnsinte//annanstans.se", "", "/"),
        ("/omrade/static/js/index.js", "", "/omrade"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_address_below_a_page_leads_to_the_page(path: str, query: str, leads_to: str, method: str) -> None:
    answer = ask(page_edge(), path, query=query, method=method)
    assert (answer.status, answer.headers["location"]) == (302, leads_to)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/omrade", "/omrade/", "/finnsinte", "//annanstans.se/x", "/_stcore/health", "/omrade/_stcore/health"),
        *("/static/js/index.js", "/app/static/app.js", "/component/a/b.js", "/auth/login"),
    ],
)
def test_pages_files_and_streamlits_own_addresses_lead_nowhere_else(path: str) -> None:
    assert ask(file_edge(), path).status == 200


@pytest.mark.parametrize("name", HEADERS)
def test_every_answer_carries_the_security_headers(name: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/metrics", "/media/x.csv"):
        answer = ask(page_edge(), path)
        assert answer.headers[name.lower()] == HEADERS[name]
        assert answer.headers["content-security-policy"] == PAGE.policy


def test_other_sites_may_not_read_static_files() -> None:
    assert "access-control-allow-origin" not in ask(page_edge(), "/app/static/x").headers


@pytest.mark.parametrize("part", ["metrics", "agent/openapi.json", "agent/interact", "script-health-check", "x"])
def test_the_inner_parts_of_streamlit_are_closed(part: str) -> None:
    assert ask(page_edge(), f"/_stcore/{part}").status == 404


@pytest.mark.parametrize("part", ["health", "host-config"])
def test_what_a_browser_needs_is_open(part: str) -> None:
    assert ask(file_edge(), f"/_stcore/{part}").status == 200


SEATED = file_edge().new_seat().split(";")[0]
TO_A_SESSION = "/_stcore/upload_file/session/file"


@pytest.fixture
def on_the_upload_page() -> Iterator[None]:
    """The session `session` stands on the upload page with a role that uploads."""
    uploads.let("session")
    yield
    uploads.shut("session")


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("cookie", ["", SEATED], ids=["unseated", "seated"])
def test_nobody_may_send_anything_from_another_page(method: str, cookie: str) -> None:
    assert ask(file_edge(), TO_A_SESSION, method=method, cookie=cookie).status == 403


@pytest.mark.usefixtures("on_the_upload_page")
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_file_may_be_sent_and_taken_back_from_the_upload_page(method: str) -> None:
    assert ask(file_edge(), TO_A_SESSION, method=method, cookie=SEATED).status == 200


@pytest.mark.usefixtures("on_the_upload_page")
@pytest.mark.parametrize("cookie", ["", f"{SEAT}=abc.{'0' * 64}"])
def test_a_file_without_a_seat_is_refused(cookie: str) -> None:
    assert ask(file_edge(), TO_A_SESSION, method="PUT", cookie=cookie).status == 403


@pytest.mark.usefixtures("on_the_upload_page")
@pytest.mark.parametrize("method", ["POST", "OPTIONS", "PATCH"])
def test_nothing_else_than_a_file_may_be_sent_from_the_upload_page(method: str) -> None:
    assert ask(file_edge(), TO_A_SESSION, method=method, cookie=SEATED).status == 403


@pytest.mark.usefixtures("on_the_upload_page")
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/upload_file/other/file",
        "/_stcore/upload_file/session",
        "/_stcore/upload_file/session/",
        "/_stcore/upload_file//file",
        "/_stcore/upload_file/session/file/more",
        "/x/_stcore/upload_file/session/file",
        "/_stcore/message/session/file",
        "/omrade",
    ],
)
def test_a_file_for_another_session_or_address_is_refused(path: str) -> None:
    assert ask(file_edge(), path, method="PUT", cookie=SEATED).status == 403


def test_a_session_that_has_left_the_upload_page_may_send_no_more() -> None:
    uploads.let("session")
    uploads.shut("session")
    assert ask(file_edge(), TO_A_SESSION, method="PUT", cookie=SEATED).status == 403


@pytest.mark.usefixtures("on_the_upload_page")
def test_a_session_may_send_only_so_many_files_until_the_page_is_drawn_again() -> None:
    edge = file_edge()
    sent = [ask(edge, TO_A_SESSION, method="PUT", cookie=SEATED).status for _ in range(uploads.TRIES + 1)]
    assert sent == [200] * uploads.TRIES + [403]
    uploads.let("session")
    assert ask(edge, TO_A_SESSION, method="PUT", cookie=SEATED).status == 200


def test_only_so_many_sessions_are_remembered() -> None:
    for number in range(uploads.KEPT + 1):
        uploads.let(f"number-{number}")
    assert not uploads.takes("PUT", "/_stcore/upload_file/number-0/file")
    for number in range(uploads.KEPT + 1):
        uploads.shut(f"number-{number}")


def test_a_refused_upload_is_told_in_swedish() -> None:
    answer = ask(file_edge(), "/_stcore/upload_file/session/file", method="PUT")
    assert answer.body.decode() == "Filer kan inte lämnas här."


def test_a_download_without_a_seat_is_refused() -> None:
    assert ask(file_edge(), "/media/x.csv").status == 403


def test_a_download_with_a_forged_seat_is_refused() -> None:
    assert ask(file_edge(), "/media/x.csv", cookie=f"{SEAT}=abc.{'0' * 64}").status == 403


def test_a_download_with_another_servers_seat_is_refused() -> None:
    other = Edge(streamlit_file, document=PAGE, key=b"annan").new_seat().split(";")[0]
    assert ask(file_edge(), "/media/x.csv", cookie=other).status == 403


def test_a_browser_that_has_opened_a_page_may_download() -> None:
    seat = ask(page_edge(), "/").headers["set-cookie"].split(";")[0]
    assert ask(file_edge(), "/media/x.csv", cookie=seat).status == 200


def test_the_seat_is_out_of_reach_for_scripts_and_other_sites() -> None:
    cookie = ask(page_edge(), "/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_seat_is_given_once() -> None:
    seat = ask(page_edge(), "/").headers["set-cookie"].split(";")[0]
    assert "set-cookie" not in ask(page_edge(), "/", cookie=seat).headers


def test_demonstration_mode_answers_only_on_this_computer() -> None:
    answer = ask(page_edge(), "/", host="10.0.0.4")
    assert answer.status == 403
    assert "demonstrationsläge" in answer.body.decode()


def test_documents_and_downloads_are_never_kept_by_the_browser() -> None:
    seat = page_edge().new_seat().split(";")[0]
    assert ask(page_edge(), "/").headers["cache-control"] == "no-store"
    assert ask(file_edge(), "/media/x.csv", cookie=seat).headers["cache-control"] == "no-store"


def test_static_files_are_kept_for_good_only_under_their_mark() -> None:
    assert "immutable" in ask(file_edge(), "/app/static/app.js", query="v=1").headers["cache-control"]
    assert ask(file_edge(), "/app/static/app.js").headers["cache-control"] == "no-cache"


def test_a_websocket_from_another_computer_is_hung_up() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": [], "server": ("10.0.0.4", 8501)}
    asyncio.run(page_edge()(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]
