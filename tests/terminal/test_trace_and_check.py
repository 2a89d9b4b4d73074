"""`trace` and `check`."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators import preparation
from indicators.settings import Settings
from indicators.store import Store
from tests.conftest import AT, settings_in
from tests.terminal.conftest import Run

FIELDS = (
    *("indicator", "geography", "period", "breakdown", "value", "status", "batch", "version", "file", "sha256"),
    *(
        "sheet",
        "cell",
        "raw",
        "source",
        "provenance",
        "handed_in_by",
        "handed_in_at",
        "approved_by",
        "approved_at",
        "history",
    ),
)


def test_trace_tells_file_cell_and_people(run: Run) -> None:
    told = run("trace", "anmald-skadegorelse", "135", "2019", "--json").json
    assert set(told) == set(FIELDS)
    assert told["raw"] == "4001"
    assert told["file"].endswith(".csv")


def test_traced_cell_holds_the_raw_text(run: Run, prepared: Settings) -> None:
    told = run("trace", "anmald-skadegorelse", "135", "2019", "--json").json
    line = Store.open(prepared).file_content(told["sha256"]).decode("utf-8-sig").splitlines()[int(told["cell"][1:]) - 1]
    assert told["raw"] in line.replace(";", ",").split(",")


def test_trace_follows_a_breakdown(run: Run) -> None:
    told = run("trace", "behoriga-yrkesprogram", "1480", "2018", "--breakdown", "kon=kvinna", "--json").json
    assert told["breakdown"] == "kon=kvinna"
    assert told["value"] == pytest.approx(83.909, abs=1e-3)


def test_trace_reads_a_school_year(run: Run) -> None:
    by_school_year = run("trace", "behoriga-yrkesprogram", "1480", "2017/18", "--json").json
    assert by_school_year == run("trace", "behoriga-yrkesprogram", "1480", "2018", "--json").json


def test_value_that_is_not_there_is_said_plainly(run: Run) -> None:
    said = run("trace", "anmald-skadegorelse", "135", "1999")
    assert said.status == 2
    assert "Det finns inget värde" in said.err


def test_suppressed_value_gives_nothing_away(run: Run, store: Store) -> None:
    table = store.observations()
    hidden = table[table["status"] == "suppressed"].iloc[0]
    told = run("trace", hidden["indicator"], hidden["geography"], hidden["period"], "--json").json
    assert (told["status"], told["value"], told["raw"]) == ("suppressed", None, "")


def test_check_finds_nothing_wrong_with_the_first_start(run: Run) -> None:
    said = run("check")
    assert (said.status, said.out) == (0, "Register, databas och filer hänger ihop. Inga fel.\n")


def test_check_tells_of_a_first_loading_that_was_cut_off(run: Run, tmp_path: Path) -> None:
    class Killed(BaseException):
        pass

    def killed_halfway(done: int, whole: int, what: str) -> None:
        if done == whole // 2:
            raise Killed

    settings = settings_in(tmp_path)
    with pytest.raises(Killed):
        preparation.prepare(settings, empty=False, at=AT, report=killed_halfway)
    said = run("check", on=settings)
    assert said.status == 1
    assert said.out.splitlines()[0] == ("Den första laddningen blev inte färdig. Kör python -m indicators init igen.")
    assert run("init", on=settings).status == 0
    assert run("check", on=settings).status == 0


def test_check_without_a_register_says_how_to_get_one(run: Run, tmp_path: Path) -> None:
    run("init", "--empty", on=settings_in(tmp_path))
    said = run("check", on=settings_in(tmp_path))
    assert said.status == 2
    assert "python -m indicators init" in said.err


def test_check_tells_of_a_changed_file(run: Run, own: Settings) -> None:
    file = next(p for p in own.files.rglob("*") if p.is_file())
    file.chmod(0o644)
    file.write_bytes(b"something else")
    said = run("check", on=own)
    assert said.status == 1
    assert said.out.splitlines()[-1] == "1 fel."


def test_check_tells_every_fault_of_a_register_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    run("register", "export", str(tmp_path / "r"))
    programme = tmp_path / "r" / "programme.toml"
    programme.write_text(programme.read_text().replace("target_year = 2020", 'target_year = "snart"'))
    indicators = tmp_path / "r" / "indicators" / "01-barns-och-ungas-uppvaxt.toml"
    indicators.write_text(indicators.read_text().replace('good = "high"', 'good = "uppåt"', 1))
    said = run("check", str(tmp_path / "r"))
    assert said.status == 1
    assert "programme.toml" in said.err
    assert "01-barns-och-ungas-uppvaxt.toml" in said.err


def test_missing_database_is_one_sentence_and_what_to_do(run: Run, tmp_path: Path) -> None:
    said = run("status", on=settings_in(tmp_path / "ingenting"))
    assert said.status == 1
    assert "init" in said.err
    assert "Traceback" not in said.err
    assert not (tmp_path / "ingenting").exists()


def test_crosswalk_tells_each_share_with_weights_and_coverage(run: Run) -> None:
    told = run("crosswalk", "sdn", "stadsomrade")
    assert "stadsdel Centrum (134) → stadsområde Centrum (2): 65 859 invånare" in told.out.replace("\u00a0", " ")
    assert "99,7 procent av invånarna" in told.out
    assert len(run("crosswalk", "sdn", "stadsomrade", "--json").json["rows"]) == 10


def test_crosswalk_refuses_an_unknown_level(run: Run) -> None:
    refused = run("crosswalk", "sdn", "socken")
    assert refused.status == 2
    assert "'socken' finns inte. Välj bland 'kommun', 'sdn'" in refused.err
