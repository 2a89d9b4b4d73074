"""One reader without a browser: speaks Streamlit's websocket protocol as its browser part does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.request import urlopen

from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

REMEMBERED_RUNS = 2
"""How many runs a browser keeps a large message before it must be sent again."""

WORDS = frozenset({"body", "label", "title", "name", "page_name", "message"})
"""The protocol's fields that hold what a reader sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run of the script sent."""

    seconds: float
    size: int
    texts: tuple[str, ...]
    is_not_found: bool
    has_exception: bool


@dataclass(slots=True, kw_only=True)
class Reader:
    """One open session."""

    socket: ClientConnection
    page: str
    query: str = ""
    session_id: str = ""
    xsrf: str = ""
    _page_hash: str = ""
    _runs: int = 0
    _widgets: dict[str, str] = field(default_factory=dict)
    _values: dict[str, WidgetState] = field(default_factory=dict)
    _kept: dict[str, int] = field(default_factory=dict)

    def choose(self, key: str, value: str) -> None:
        """Choose a value in the selectbox with this key; it is sent with the next run."""
        self._values[key] = WidgetState(id=self._widgets[key], string_value=value)

    def run(self) -> Run:
        """Have the script run and wait for its end."""
        self._runs += 1
        start = time.perf_counter()
        self.socket.send(self._request())
        messages, size = [], 0
        for frame in self.socket:
            if not isinstance(frame, bytes):
                raise TypeError("the server sent text where the protocol has only bytes")
            size += len(frame)
            messages.append(ForwardMsg.FromString(frame))
            if _is_end(messages[-1]):
                break
        seconds = time.perf_counter() - start
        for message in messages:
            self._learn(message)
        self._kept = {mark: run for mark, run in self._kept.items() if self._runs - run <= REMEMBERED_RUNS}
        kinds = [_element(message) for message in messages]
        return Run(
            seconds=seconds,
            size=size,
            texts=tuple(text for message in messages for text in _texts(message)),
            is_not_found=any(message.WhichOneof("type") == "page_not_found" for message in messages),
            has_exception="exception" in kinds,
        )

    def _request(self) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.page_name = self.page
        state.page_script_hash = self._page_hash
        state.widget_states.widgets.extend(self._values.values())
        state.cached_message_hashes.extend(self._kept)
        state.context_info.timezone = "Europe/Stockholm"
        state.context_info.locale = "sv-SE"
        return bytes(message.SerializeToString())

    def _learn(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        elif kind == "new_session":
            self.session_id = message.new_session.initialize.session_id or self.session_id
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif element := _element(message):
            widget = getattr(getattr(message.delta.new_element, element), "id", "")
            if isinstance(widget, str) and widget.startswith("$$ID-"):
                self._widgets[widget.split("-", 2)[2]] = widget


@contextmanager
def reader(url: str, page: str = "", *, query: str = "") -> Iterator[Reader]:
    """A session on `page`, opened as a browser opens it."""
    xsrf = _xsrf(url)
    address = url.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": f"_streamlit_xsrf={xsrf}"}
    with connect(
        address,
        subprotocols=[Subprotocol("streamlit"), Subprotocol(xsrf)],  # the second place is the token's
        additional_headers=headers,
        origin=Origin(url),
        max_size=None,
        compression=None,
    ) as socket:
        yield Reader(socket=socket, page=page, query=query, xsrf=xsrf)


def _xsrf(url: str) -> str:
    with urlopen(f"{url}/_stcore/health", timeout=30) as answer:
        cookies = answer.headers.get_all("Set-Cookie") or []
    found: list[str] = [cookie.split(";")[0] for cookie in cookies if cookie.startswith("_streamlit_xsrf=")]
    return found[0].partition("=")[2]


def _is_end(message: ForwardMsg) -> bool:
    is_finished = message.WhichOneof("type") == "script_finished"
    return is_finished and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


def _element(message: ForwardMsg) -> str:
    if message.WhichOneof("type") != "delta" or message.delta.WhichOneof("type") != "new_element":
        return ""
    return str(message.delta.new_element.WhichOneof("type"))


def _texts(message: Message) -> Iterator[str]:
    for descriptor, value in message.ListFields():
        for part in _parts(value):
            if isinstance(part, Message):
                yield from _texts(part)
            elif isinstance(part, str) and descriptor.name in WORDS:
                yield part


def _parts(value: Any) -> list[Any]:
    if isinstance(value, (str, bytes, Message)):
        return [value]
    if hasattr(value, "values"):
        return list(value.values())
    return list(value) if hasattr(value, "__iter__") else [value]
