"""A hearing from the terminal: issued, its files fetched and checked, two editions compared."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from indicators import registry as registers
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import copied
from tests.terminal.conftest import Run, Said

ISSUE = ("hearing", "issue", "Hearing 2020", "--date", "2020-10-13", "--year", "2019", "--areas", "2,7")


@pytest.fixture(scope="module")
def settings(prepared: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return copied(prepared, tmp_path_factory.mktemp("hearings"))


@pytest.fixture
def issued(run: Run, settings: Settings) -> Said | None:
    """What the terminal said when the edition was issued; issued once for the module."""
    if Store.open(settings).editions():
        return None
    said = run(*ISSUE, "--by", "Eva", on=settings)
    assert said.status == 0, said.err
    lines = said.err.splitlines()
    assert lines[0].startswith("0 av 4: PowerPoint")
    assert lines[-1] == "4 av 4: klart"
    assert said.out.startswith("Utgiven: Hearing 2020, version 1, läge per 2019")
    return said


def test_the_files_are_written_as_issued_and_never_over_something_else(
    run: Run, settings: Settings, issued: Said | None, tmp_path: Path
) -> None:
    said = run("hearing", "files", "Hearing 2020", "-o", str(tmp_path / "ut"), on=settings)
    assert said.status == 0, said.err
    kept = Store.open(settings).edition("Hearing 2020").files
    written = {path.name: path.read_bytes() for path in (tmp_path / "ut").iterdir()}
    assert {name: hashlib.sha256(held).hexdigest() for name, held in written.items()} == {
        file.file_name: file.sha256 for file in kept
    }
    assert run("hearing", "files", "Hearing 2020", "-o", str(tmp_path / "ut"), on=settings).status == 0
    other = tmp_path / "ut" / kept[0].file_name
    other.write_bytes(b"mine")
    again = run("hearing", "files", "Hearing 2020", "-o", str(tmp_path / "ut"), on=settings)
    assert again.status == 2
    assert "med annat innehåll. Inget är skrivet" in again.err
    assert other.read_bytes() == b"mine"
    shutil.rmtree(tmp_path / "ut")


def test_a_check_says_that_the_files_come_out_the_same(run: Run, settings: Settings, issued: Said | None) -> None:
    said = run("hearing", "files", "Hearing 2020", "--version", "1", "--check", on=settings)
    assert said.status == 0
    assert said.out.count(": samma byte gjord på nytt.") == 4
    assert f"fingeravtryck {Store.open(settings).edition('Hearing 2020').fingerprint}" in said.out


def test_a_check_lists_what_another_library_says_otherwise(
    run: Run, settings: Settings, issued: Said | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from indicators.editions import files

    made = files.presentation
    monkeypatch.setattr(files, "version", lambda name: "99.9")
    monkeypatch.setitem(files._WRITERS, "pptx", lambda drafted, at: made(_retitled(drafted.deck), at=at))
    said = run("hearing", "files", "Hearing 2020", "--check", on=settings)
    assert said.status == 1
    assert "python-pptx: " in said.out
    assert "99.9 nu." in said.out
    assert "Annat innehåll" in said.out
    assert "  pptx: +En annan rubrik" in said.out


def _retitled(deck):
    from dataclasses import replace

    first, *rest = deck.slides
    return replace(deck, slides=(replace(first, title="En annan rubrik"), *rest))


def test_an_edition_compared_with_today_tells_each_difference_with_its_cause(
    run: Run, settings: Settings, issued: Said | None
) -> None:
    assert run("hearing", "compare", "Hearing 2020", "idag", "--json", on=settings).json == []
    Store.open(settings).write_analysis(
        "omrade/7", "Ny text.", viewpoint=2019, by="Eva", at=Settings.now(settings), replaces=None
    )
    said = run("hearing", "compare", "Hearing 2020", "idag", "--json", on=settings)
    assert said.status == 0
    assert said.json == [
        {
            "indicator": "",
            "geography": "",
            "what": "comment omrade-7",
            "before": "",
            "after": "Ny text.",
            "cause": "text",
        }
    ]
    told = run("hearing", "compare", "Hearing 2020", "idag", on=settings)
    assert told.out.splitlines()[0] == "Ändrad text (1)"
    assert told.out.endswith("1 skillnad mellan Hearing 2020, version 1 och dagens läge.\n")


def test_a_second_issue_needs_a_reason(run: Run, settings: Settings, issued: Said | None) -> None:
    said = run(*ISSUE, "--by", "Eva", on=settings)
    assert said.status == 2
    assert "skriv varför" in said.err


def test_saved_questions_and_chosen_headlines_are_issued_and_carried_over_to_a_correction(
    run: Run, own: Settings
) -> None:
    store = Store.open(own)
    asked = "Vem äger Frihamnen?"
    store.write_analysis("hearing/fragor", asked, viewpoint=2019, by="Eva", at=Settings.now(own), replaces=None)
    first = run(*ISSUE, "--headline", "7=anmalda-ran-mot-person", "--by", "Eva", on=own)
    assert (first.status, "ingen indikator i strategiskt område 7" in first.err) == (2, True)
    assert store.editions() == []
    name = _others(store, 7)[0]
    assert run(*ISSUE, "--headline", f"7={name}", "--by", "Eva", on=own).status == 0
    said = run("hearing", "issue", "Hearing 2020", "--date", "2020-10-13", "--by", "Eva", "--reason", "Fel", on=own)
    assert said.status == 0, said.err
    assert "desamma som i Hearing 2020, version 1" in said.out
    assert "Frågorna att avgöra är de sparade: 1." in said.out
    made = [store.edition("Hearing 2020", number) for number in (1, 2)]
    for edition in made:
        assert edition.year == 2019
        assert edition.selection["questions"] == [asked]
        assert edition.selection["headlines"] == {"7": name}
        assert edition.selection["areas"] == [2, 7]


def _others(store: Store, area: int) -> list[str]:
    """The indicators of an area that the register does not let speak for it."""
    registry = registers.load(store.register_documents())
    own = registry.headline(area)
    return [i.id for i in registry.of_area(area) if own is None or i.id != own.id]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("issue", "Ny", "--date", "igår", "--by", "Eva"), "är ingen dag"),
        (("issue", "Ny", "--date", "2020-10-13", "--areas", "ett", "--by", "Eva"), "är inga områden"),
        (("issue", "Ny", "--date", "2020-10-13", "--headline", "fem", "--by", "Eva"), "är inget val"),
        (("issue", "Ny", "--date", "2020-10-13", "--areas", "11", "--by", "Eva"), "område 11 finns inte"),
        (("issue", "Ny", "--date", "2020-10-13", "--compare", "Hearing 1999", "--by", "Eva"), "finns inte"),
        (("files", "Hearing 2020"), "-o MAPP"),
        (("files", "Hearing 1999", "-o", "ut"), "finns inte"),
        (("compare", "Hearing 2020", "Hearing 1999"), "finns inte"),
    ],
    ids=["day", "areas", "headline", "unknown-area", "compared", "no-folder", "unknown", "unknown-other"],
)
def test_wrong_use_is_refused_and_nothing_issued(
    run: Run, settings: Settings, issued: Said | None, wrong: tuple[str, ...], said: str
) -> None:
    found = run("hearing", *wrong, on=settings)
    assert found.status == 2
    assert said in found.err
    assert {row.name for row in Store.open(settings).editions()} == {"Hearing 2020"}


def test_before_its_release_only_the_development_lead_reads_it(run: Run, own: Settings, tmp_path: Path) -> None:
    hidden = ("hearing", "issue", "Hearing 2020", "--date", "2020-12-13", "--year", "2019", "--areas", "2")
    assert run(*hidden, "--release-on", "2020-12-13", "--by", "Eva", on=own).status == 0
    for command in (("files", "Hearing 2020", "-o", str(tmp_path)), ("compare", "Hearing 2020", "idag")):
        said = run("hearing", *command, on=own)
        assert (said.status, said.out) == (2, "")
        assert "inte släppt än" in said.err
        assert run("hearing", *command, "--by", "Eva", on=own).status == 0
