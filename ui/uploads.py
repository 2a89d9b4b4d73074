"""Which sessions may send a file right now: those that stand on a page that takes files, with a role that may."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from streamlit.runtime.uploaded_file_manager import UploadedFile

PREFIX: Final = "/_stcore/upload_file/"
"""Where Streamlit's uploader sends files: session and file follow."""
TRIES: Final = 12
"""Files that may be sent between two drawings of the page; each drawing gives new ones."""
KEPT: Final = 10_000
"""Sessions remembered at most; the one that opened longest ago is forgotten first."""

_open: OrderedDict[str, int] = OrderedDict()
_lock = Lock()


def open_() -> None:
    """Let this session send files, until another page or role is shown."""
    let(_session())


def close() -> None:
    """Let this session send no more."""
    shut(_session())


def let(session: str) -> None:
    """Let a session send files."""
    if not session:
        return
    with _lock:
        _open[session] = TRIES
        _open.move_to_end(session)
        while len(_open) > KEPT:
            _open.popitem(last=False)


def shut(session: str) -> None:
    """Let a session send no more."""
    with _lock:
        _open.pop(session, None)


def takes(method: str, path: str) -> bool:
    """Whether a file may be sent to, or taken back from, this address now; a file sent is counted."""
    parts = path.removeprefix(PREFIX).split("/") if path.startswith(PREFIX) else []
    if method not in {"PUT", "DELETE"} or len(parts) != 2 or not all(parts):
        return False
    with _lock:
        left = _open.get(parts[0], 0)
        if left and method == "PUT":
            _open[parts[0]] = left - 1
        return left > 0


def content(file: UploadedFile) -> bytes:
    """A received file's bytes, which Streamlit then no longer keeps."""
    told = file.getvalue()
    if context := get_script_run_ctx():
        context.uploaded_file_mgr.remove_session_files(context.session_id)
    return told


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""
