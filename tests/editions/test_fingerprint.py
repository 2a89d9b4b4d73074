"""What the files of an edition say: the same words as when somebody last read them, whatever library wrote them."""

from __future__ import annotations

import io
import os
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from pypdf import PdfWriter

from indicators import editions
from indicators.editions import checking, files, issuing
from indicators.editions.contents import fingerprint_of, words
from tests.issued import Hearing
from tests.reports.presentation.city import part, with_parts

GOLDEN = Path(__file__).parents[1] / "golden" / "hearing"
"""`LAGESBILD_GOLDEN=1` writes what is said anew; read the difference before it is kept."""


def _without_values(told: Iterable[str]) -> str:
    """The appendix without its third sheet, whose figures are as many as the store's and have a fingerprint only."""
    parts = "\n".join(told).split("\nsheet ")
    return "\nsheet ".join(part for part in parts if not part.startswith("3\n"))


SAID: Mapping[str, Callable[[Iterable[str]], str]] = {
    "pptx": "\n".join,
    "pdf": lambda told: textwrap.fill(" ".join(told), 110, break_long_words=False, break_on_hyphens=False),
    "html": "\n".join,
    "xlsx": _without_values,
}
"""What is kept to be read."""


@pytest.mark.parametrize("kind", list(SAID))
def test_every_file_says_what_it_said_when_somebody_last_read_it(hearing: Hearing, kind: str) -> None:
    told = f"{SAID[kind](words(kind, hearing.files[kind]))}\n"
    kept = GOLDEN / f"{kind}.txt"
    if os.environ.get("LAGESBILD_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")


def test_the_fingerprints_of_all_four_files_are_those_that_were_kept(hearing: Hearing) -> None:
    marks = {kind: fingerprint_of(kind, content) for kind, content in hearing.files.items()}
    told = "".join(f"{kind} {marks[kind]}\n" for kind in files.KINDS)
    kept = GOLDEN / "fingerprint.txt"
    if os.environ.get("LAGESBILD_GOLDEN"):
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")
    assert marks["pptx"] == hearing.edition.fingerprint


def test_another_library_that_writes_the_same_words_gives_the_same_fingerprint(
    hearing: Hearing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other styles, ids, order of parts and packing, as a newer library may choose; nothing else."""
    write = files.presentation
    monkeypatch.setattr(files, "presentation", lambda deck, **chosen: _as_another_library(write(deck, **chosen)))
    monkeypatch.setattr(files, "version", lambda name: "99.9")
    found = checking.checked(hearing.store, hearing.edition)
    assert found.same_bytes == {"pptx": False, "pdf": True, "xlsx": True, "html": True}
    assert (found.is_same_content, found.differences) == (True, ())
    assert found.fingerprint == hearing.edition.fingerprint
    assert {(name, now) for name, _, now in found.libraries} == {(name, "99.9") for name in files.LIBRARIES}


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "html"])
def test_every_file_with_other_bytes_says_the_same_or_what_differs(
    hearing: Hearing, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    kept = hearing.files[kind]
    monkeypatch.setattr(files, "version", lambda name: "99.9")
    for other, is_same in ((_with_other_bytes(kind, kept), True), (_with_another_word(kind, kept), False)):
        again = {each: (each, content) for each, content in hearing.files.items()} | {kind: (kind, other)}
        monkeypatch.setattr(issuing, "made_again", lambda *_, again=again: again)
        found = checking.checked(hearing.store, hearing.edition)
        assert found.same_bytes == {each: each != kind for each in files.KINDS}
        assert {name for name, _, _ in found.libraries} == set(files.LIBRARIES)
        assert found.is_same_content is is_same
        assert (found.differences == ()) is is_same
        assert all(line.startswith((f"{kind}: -", f"{kind}: +")) for line in found.differences)


def test_figures_that_differ_in_the_last_digits_only_are_the_same_content(hearing: Hearing) -> None:
    """Such as another processor or another version of the arithmetic gives."""
    content = hearing.files["pptx"]
    name = "ppt/charts/chart1.xml"
    figure = re.search(rb"<c:v>(0\.\d{14,})</c:v>", part(content, name))
    assert figure is not None
    nearly = figure[1][:-1] + (b"1" if figure[1][-1:] != b"1" else b"2")
    other = with_parts(content, {name: part(content, name).replace(figure[1], nearly)})
    assert other != content
    assert editions.fingerprint(other) == hearing.edition.fingerprint
    wrong = with_parts(content, {name: part(content, name).replace(figure[1], b"0.5")})
    assert editions.fingerprint(wrong) != hearing.edition.fingerprint


def _as_another_library(content: bytes) -> bytes:
    """Slides with other marks of style and the program's own properties changed."""
    slides = {f"ppt/slides/slide{number}.xml" for number in range(1, 19)}
    styled = {name: part(content, name).replace(b"<a:bodyPr/>", b'<a:bodyPr rtlCol="0"/>') for name in slides}
    app = part(content, "docProps/app.xml").replace(b"<Words>0</Words>", b"<Words>7</Words>")
    return with_parts(content, {**styled, "docProps/app.xml": app})


def _with_other_bytes(kind: str, content: bytes) -> bytes:
    """Marks of another library where the kind keeps them."""
    if kind == "xlsx":
        app = part(content, "docProps/app.xml").replace(b"<Application>", b"<!-- 99.9 --><Application>")
        return with_parts(content, {"docProps/app.xml": app})
    if kind == "html":
        return content.replace(b"</head>", b'<meta name="generator" content="99.9"></head>')
    return _as_pdf(content, lambda _: None)


def _with_another_word(kind: str, content: bytes) -> bytes:
    if kind == "xlsx":
        shared = part(content, "xl/sharedStrings.xml").replace(b">Indikator<", b">Annat<")
        return with_parts(content, {"xl/sharedStrings.xml": shared})
    if kind == "html":
        return content.replace(b"</h2>", b" annat</h2>", 1)
    return _as_pdf(content, lambda writer: writer.remove_page(1))


def _as_pdf(content: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    writer, out = PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    change(writer)
    writer.write(out)
    return out.getvalue()
