"""The files of a hearing: a draft's made on click, an edition's as they were kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import streamlit as st

from indicators import editions
from indicators.store import EditionRow
from ui import cached, download_parts, html, markdown
from ui.hearing_data import Key, Shown

ASKED = "hearing-files"
"""What the session has asked the draft's files for."""
KEPT = 2
"""Drafts whose files are kept at most; the one made first is forgotten first."""
Files = dict[str, tuple[str, bytes]]


def of_draft(shown: Shown) -> None:
    """A button that makes the draft's files; then each of them with its size."""
    st.html(html.heading("Filer", css="lb-h2") + html.paragraph("Stämplade Utkast tills utgåvan är låst.", "lb-sub"))
    ready = _kept().get(shown.key)
    if ready is None and st.session_state.get(ASKED) == list(shown.key):
        ready = _make(shown)
    if ready is None:
        st.button("Gör utkast till filerna", key="hearing-make", on_click=_ask, args=(shown.key,))
        return
    for kind, (name, content) in ready.items():
        _download(kind, name, len(content), content)


def of_edition(edition: EditionRow) -> None:
    """The files that were made when the hearing was issued."""
    st.html(html.heading("Filer", css="lb-h2") + html.paragraph("De här filerna ändras aldrig.", "lb-sub"))
    held = {file.kind: file for file in edition.files}
    for kind in editions.KINDS:
        file = held[kind]
        _download(kind, file.file_name, file.size, _reader(file.sha256))


def progress(lead: str) -> Callable[[str], None]:
    """Shows how far the making of the files has come; to be given as `told`."""
    bar, done = st.progress(0.0, text=lead), [0]

    def told(words: str) -> None:
        bar.progress(done[0] / len(editions.KINDS), text=f"{lead} {words} …")
        done[0] += 1

    return told


def _ask(key: Key) -> None:
    st.session_state[ASKED] = list(key)


def _make(shown: Shown) -> Files:
    place = st.empty()
    with place.container():
        made = editions.made(shown.drafted, at=cached.now(), told=progress("Gör"))
    place.empty()
    kept = _kept()
    kept[shown.key] = made
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return made


@st.cache_resource(show_spinner=False)
def _kept() -> OrderedDict[Key, Files]:
    return OrderedDict()


def _reader(sha256: str) -> Callable[[], bytes]:
    return lambda: cached.store().file_content(sha256)


def _download(kind: str, name: str, count: int, content: bytes | Callable[[], bytes]) -> None:
    st.download_button(
        markdown.plain(f"{editions.KINDS[kind]} ({download_parts.size(count)})"),
        data=content,
        file_name=name,
        mime="application/octet-stream",
        key=f"hearing-file-{kind}",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
