"""Statistics services on loopback: PxWeb 1 and 2, Kolada and files, with published answers and chosen misbehaviours."""

from __future__ import annotations

import gzip
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

ANSWERS = Path(__file__).parents[1] / "ingest" / "sources" / "answers"
WORKING = "1. Göteborg och dess delområden/Primärområden/Arbetssökande.px"
EDUCATION = "1. Göteborg och dess delområden/Primärområden/Utbildning.px"
LARGE = "Stort urval.px"
MONTHLY = "TAB6471"


class Misbehaviour(StrEnum):
    """What the server does in place of answering as it should."""

    NONE = "none"
    HANGS = "hangs"
    DRIPS = "drips"
    DRIPS_HEADERS = "drips_headers"
    HALF = "half"
    HALF_CHUNKED = "half_chunked"
    HALF_LINE = "half_line"
    TEN_GIGABYTES = "ten_gigabytes"
    BOMB = "bomb"
    HTML = "html"
    HTML_SAID_TO_BE_JSON = "html_said_to_be_json"
    LATIN = "latin"
    NO_JSON = "no_json"
    NESTED = "nested"
    OTHER_SHAPE = "other_shape"
    ELSEWHERE = "elsewhere"
    METADATA = "metadata"
    ROUND = "round"
    BUSY = "busy"
    BUSY_ONCE = "busy_once"
    BUSY_FOR_LONG = "busy_for_long"
    BROKEN = "broken"
    MISSING = "missing"
    LOGIN = "login"
    RESETS = "resets"
    NEXT_ELSEWHERE = "next_elsewhere"
    NEXT_SAME = "next_same"
    WRONG_TYPES = "wrong_types"


class Services(ThreadingHTTPServer):
    """The server, what it was asked, and how it behaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.misbehaviour = Misbehaviour.NONE
        self.after = 0
        """Answers that are sound before the misbehaviour begins."""
        self.calls: list[str] = []
        self.asked: list[Mapping[str, Any]] = []
        self.headers: list[Mapping[str, str]] = []
        self.page = 5_000
        self.is_packed = False
        self.is_old = False
        """Answers in the older format of PxWeb."""
        self.kolada: list[dict[str, Any]] = document("kolada-values-goteborg.json")["values"]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def behave(self, misbehaviour: Misbehaviour, *, after: int = 0) -> None:
        self.misbehaviour, self.after = misbehaviour, len(self.calls) + after

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what the tests are about."""


@contextmanager
def services() -> Iterator[Services]:
    """A running server."""
    server = Services()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def document(name: str) -> Any:
    """One of the published answers."""
    return json.loads((ANSWERS / name).read_text(encoding="utf-8"))


class _Handler(BaseHTTPRequestHandler):
    server: Services
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(None)

    def do_POST(self) -> None:
        self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

    def log_message(self, *_: Any) -> None:
        """Nothing to the test's output."""

    def _answer(self, asked: Any) -> None:
        server, number = self.server, len(self.server.calls)
        server.calls.append(unquote(self.path))
        server.headers.append(dict(self.headers))
        if asked is not None:
            server.asked.append(asked)
        if server.misbehaviour is not Misbehaviour.NONE and number >= server.after:
            _MISBEHAVIOURS[server.misbehaviour](self)
        else:
            self.sound(asked)

    def sound(self, asked: Any = None) -> None:
        status, told = _route(self.server, self.path, asked)
        if isinstance(told, bytes):
            self.send(told, kind="application/octet-stream", status=status)
        else:
            self.send(json.dumps(told, ensure_ascii=False).encode(), status=status)

    def send(
        self, body: bytes, *, kind: str = "application/json; charset=utf-8", status: int = 200, **more: str
    ) -> None:
        if self.server.is_packed:
            half = len(body) // 2  # in two members, as some servers do
            body = gzip.compress(body[:half]) + gzip.compress(body[half:])
            more = {**more, "Content_Encoding": "gzip"}
        headers = {"Content-Type": kind, "Content-Length": str(len(body))} | {
            k.replace("_", "-"): v for k, v in more.items()
        }
        self.begin(status, headers)
        self.wfile.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, text in (headers | {"Connection": "close"}).items():
            self.send_header(name, text)
        self.end_headers()
        self.close_connection = True


def _route(server: Services, path: str, asked: Any) -> tuple[int, Any]:
    split = urlsplit(path)
    parts, query = unquote(split.path).strip("/").split("/"), parse_qs(split.query)
    if parts[0] in ("v2", "v3"):
        return _kolada(server, parts[1:], query)
    if parts[:2] == ["api", "v1"]:
        return _pxweb_1(server, "/".join(parts[3:]), asked)
    if parts[:2] == ["api", "v2"]:
        return _pxweb_2(parts[2:], query, asked)
    file = ANSWERS / parts[-1]
    return (200, file.read_bytes()) if parts[0] == "files" and file.is_file() else (404, {"detail": "not found"})


def _kolada(server: Services, parts: Sequence[str], query: Mapping[str, list[str]]) -> tuple[int, Any]:
    if parts[0] == "kpi":
        known = document("kolada-kpi-metadata.json")["values"]
        chosen = [kpi for kpi in known if kpi["id"] in parts[1].split(",")]
        return 200, {"count": len(chosen), "values": chosen}
    kpis, places, years = (set(parts[at].split(",")) for at in (2, 4, 6))
    if max(map(len, (kpis, places, years))) > 25:
        return 400, {"detail": "at most 25"}
    rows = [
        row
        for row in server.kolada
        if row["kpi"] in kpis and row["municipality"] in places and str(row["period"]) in years
    ]
    size, page = min(server.page, int(query["per_page"][0])), int(query.get("page", ["1"])[0])
    told: dict[str, Any] = {"count": len(rows), "values": rows[(page - 1) * size : page * size]}
    if page * size < len(rows):
        told["next_url"] = f"{server.address}/v3/{'/'.join(parts)}?per_page={size}&page={page + 1}"
    return 200, told


def _pxweb_1(server: Services, table: str, asked: Any) -> tuple[int, Any]:
    if table == EDUCATION:
        return (
            (200, _described(document("goteborg-pxwebapi1-response.json")))
            if asked is None
            else (
                200,
                document("goteborg-pxwebapi1-response.json"),
            )
        )
    described = _large() if table == LARGE else document("goteborg-pxwebapi1-table-metadata.json")
    if table not in (WORKING, LARGE):
        return 404, {"error": "Table not found"}
    if asked is None:
        return 200, described
    chosen = {each["code"]: each["selection"]["values"] for each in asked["query"]}
    return _picked(server, described, chosen)


def _picked(server: Services, described: Mapping[str, Any], chosen: Mapping[str, Sequence[str]]) -> tuple[int, Any]:
    """A cube of made-up figures for a selection; every hundredth is hidden by two points."""
    variables = [each for each in described["variables"] if each["code"] in chosen]
    size = [len(chosen[each["code"]]) for each in variables]
    cells = 1
    for count in size:
        cells *= count
    if cells > 150_000:
        return 403, {"error": "Too many cells"}
    if server.is_old:
        return 200, _old(variables, chosen)
    return 200, {
        "version": "2.0",
        "class": "dataset",
        "label": described["title"],
        "source": "Göteborgs Stad",
        "updated": "2025-03-01T08:00:00Z",
        "id": [each["code"] for each in variables],
        "size": size,
        "role": {"time": [each["code"] for each in variables if each.get("time")]},
        "dimension": {
            each["code"]: {
                "label": each["text"],
                "category": {"index": list(chosen[each["code"]]), "label": {c: c for c in chosen[each["code"]]}},
            }
            for each in variables
        },
        "value": [None if at % 100 == 7 else at for at in range(cells)],
        "status": {str(at): ".." for at in range(cells) if at % 100 == 7},
    }


def _old(variables: Sequence[Mapping[str, Any]], chosen: Mapping[str, Sequence[str]]) -> Any:
    codes = [each["code"] for each in variables]
    columns = [{"code": code, "text": code, "type": "t" if code == "År" else "d"} for code in codes]
    keys = itertools.product(*(chosen[code] for code in codes))
    data = [{"key": list(key), "values": [".." if at % 100 == 7 else str(at)]} for at, key in enumerate(keys)]
    return {
        "columns": [*columns, {"code": "NoContent", "text": "NoContent", "type": "c"}],
        "comments": [],
        "data": data,
        "metadata": [{"updated": "9999-12-31T22:59:59Z", "label": "NoContent", "source": "Göteborgs Stad"}],
    }


def _described(answer: Mapping[str, Any]) -> Any:
    """The description of a table of which only an answer is published."""
    at = {column["code"]: number for number, column in enumerate(answer["columns"])}
    return {
        "title": "Befolkning 16-74 år efter utbildningsnivå",
        "variables": [
            {
                "code": column["code"],
                "text": column["text"],
                "values": [answer["data"][0]["key"][at[column["code"]]]],
                "valueTexts": [answer["data"][0]["key"][at[column["code"]]]],
                "time": column["type"] == "t",
            }
            for column in answer["columns"]
            if column["type"] != "c"
        ],
    }


def _large() -> Any:
    def variable(code: str, count: int, **more: Any) -> dict[str, Any]:
        values = (
            [f"{code}{number}" for number in range(count)] if code != "År" else [str(2000 + n) for n in range(count)]
        )
        return {"code": code, "text": code, "values": values, "valueTexts": values, **more}

    return {
        "title": "Stort urval, 2000-2019",
        "variables": [variable("Område", 300), variable("Grupp", 50), variable("År", 20, time=True)],
    }


def _pxweb_2(parts: Sequence[str], query: Mapping[str, list[str]], asked: Any) -> tuple[int, Any]:
    if parts[0] == "codelists":
        return 200, document("scb-pxwebapi2-codelist-alder10.json")
    if parts[:2] != ["tables", MONTHLY]:
        return 404, {"type": "Resource not found", "title": "Not Found", "status": 404}
    if parts[2] == "metadata":
        return 200, document("scb-pxwebapi2-jsonstat2-TAB6471-metadata.json")
    whole = document("scb-pxwebapi2-jsonstat2-TAB6471-data.json")
    chosen = {each["variableCode"]: each["valueCodes"] for each in asked["selection"]}
    return (200, _cut(whole, chosen)) if query.get("outputFormat") == ["json-stat2"] else (400, {})


def _cut(whole: dict[str, Any], chosen: Mapping[str, Sequence[str]]) -> Any:
    """The part of the published cube that a selection asks for; a variable that is left out keeps its first value."""
    index = {name: whole["dimension"][name]["category"]["index"] for name in whole["id"]}
    picked = {name: list(chosen.get(name) or list(index[name])[:1]) for name in whole["id"]}
    strides = [1]
    for size in reversed(whole["size"][1:]):
        strides.insert(0, strides[0] * size)
    places = [[index[name][code] for code in picked[name]] for name in whole["id"]]
    value = [
        whole["value"][sum(at * stride for at, stride in zip(place, strides, strict=True))]
        for place in itertools.product(*places)
    ]
    told = dict(whole, size=[len(codes) for codes in picked.values()], value=value)
    told["dimension"] = {
        name: dict(
            whole["dimension"][name],
            category=dict(
                whole["dimension"][name]["category"], index={code: at for at, code in enumerate(picked[name])}
            ),
        )
        for name in whole["id"]
    }
    return told


def _slowly(handler: _Handler, pieces: Iterator[bytes], *, seconds: float) -> None:
    for piece in pieces:
        handler.wfile.write(piece)
        handler.wfile.flush()
        time.sleep(seconds)


def _hang(handler: _Handler) -> None:
    time.sleep(30)


def _drip(handler: _Handler) -> None:
    handler.begin(200, {"Content-Type": "application/json", "Content-Length": "1000000"})
    _slowly(handler, itertools.repeat(b" ", 300), seconds=0.1)


def _drip_headers(handler: _Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    _slowly(handler, itertools.repeat(b"a", 300), seconds=0.1)


def _half(handler: _Handler) -> None:
    body = b'{"count": 35, "values": [{"kpi": "N15428", "municip'
    handler.begin(200, {"Content-Type": "application/json", "Content-Length": str(5 * len(body))})
    handler.wfile.write(body)


def _half_chunked(handler: _Handler) -> None:
    handler.begin(200, {"Content-Type": "application/json", "Transfer-Encoding": "chunked"})
    handler.wfile.write(b'10\r\n{"count": 35, "v\r\nff\r\nalues"')


def _half_line(handler: _Handler) -> None:
    """A table of text that tells no length, cut within a line."""
    handler.begin(200, {"Content-Type": "text/csv"})
    handler.wfile.write("Plats;År;Andel\nAngered;2018;71,5\nCentrum;2018;7".encode())


def _ten_gigabytes(handler: _Handler) -> None:
    handler.begin(200, {"Content-Type": "application/json", "Content-Length": "10000000000"})
    for _ in range(10_000):
        handler.wfile.write(b" " * 1_000_000)


def _bomb(handler: _Handler) -> None:
    body = gzip.compress(b" " * 20_000_000, compresslevel=1)  # ten times what the tests let in
    handler.send(body, Content_Encoding="gzip")


def _send(body: bytes, **more: Any) -> Callable[[_Handler], None]:
    return lambda handler: handler.send(body, **more)


def _redirect(to: str, status: int = 302) -> Callable[[_Handler], None]:
    return lambda handler: handler.send(b"", status=status, Location=to or handler.path)


def _busy_once(handler: _Handler) -> None:
    handler.server.misbehaviour = Misbehaviour.NONE
    handler.send(b"slow down", status=429, Retry_After="1")


def _next(location: str) -> Callable[[_Handler], None]:
    def answer(handler: _Handler) -> None:
        if "/kpi/" in handler.path and "/data/" not in handler.path:
            handler.sound()
            return
        told = {"count": 0, "values": [], "next_url": location or f"{handler.server.address}{handler.path}"}
        handler.send(json.dumps(told).encode())

    return answer


def _wrong_types(handler: _Handler) -> None:
    row = {"kpi": "N15428", "municipality": "1480", "period": 2018, "values": [{"gender": "T", "value": ["12"]}]}
    if "/data/" not in handler.path:
        handler.sound()
        return
    handler.send(json.dumps({"count": 1, "values": [row]}).encode())


_PAGE = b"<!DOCTYPE html><html><title>Logga in</title></html>"
_MISBEHAVIOURS: Mapping[Misbehaviour, Callable[[_Handler], None]] = {
    Misbehaviour.HANGS: _hang,
    Misbehaviour.DRIPS: _drip,
    Misbehaviour.DRIPS_HEADERS: _drip_headers,
    Misbehaviour.HALF: _half,
    Misbehaviour.HALF_CHUNKED: _half_chunked,
    Misbehaviour.HALF_LINE: _half_line,
    Misbehaviour.TEN_GIGABYTES: _ten_gigabytes,
    Misbehaviour.BOMB: _bomb,
    Misbehaviour.HTML: _send(_PAGE, kind="text/html; charset=utf-8"),
    Misbehaviour.HTML_SAID_TO_BE_JSON: _send(_PAGE),
    Misbehaviour.LATIN: _send('{"values": [{"title": "Trångboddhet"}]}'.encode("latin-1")),
    Misbehaviour.NO_JSON: _send(b'{"values": [1, 2,'),
    Misbehaviour.NESTED: _send(b"[" * 200_000),
    Misbehaviour.OTHER_SHAPE: _send(b'{"values": {"a": "b"}}'),
    Misbehaviour.ELSEWHERE: _redirect("http://other.example/v3/data"),
    Misbehaviour.METADATA: _redirect("http://169.254.169.254/latest/meta-data/"),
    Misbehaviour.ROUND: _redirect(""),
    Misbehaviour.BUSY: _send(b"slow down", status=503, Retry_After="0"),
    Misbehaviour.BUSY_ONCE: _busy_once,
    Misbehaviour.BUSY_FOR_LONG: _send(b"slow down", status=429, Retry_After="3600"),
    Misbehaviour.BROKEN: _send(b"stack trace with secret-host", status=500),
    Misbehaviour.MISSING: _send(b"{}", status=404),
    Misbehaviour.LOGIN: _send(b"{}", status=401),
    Misbehaviour.RESETS: lambda handler: handler.connection.close(),
    Misbehaviour.NEXT_ELSEWHERE: _next("http://169.254.169.254/latest"),
    Misbehaviour.NEXT_SAME: _next(""),
    Misbehaviour.WRONG_TYPES: _wrong_types,
}
