"""`template`, `load`, `approve`, `return` and `undo`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indicators.settings import Settings
from indicators.store import Store
from tests.deliveries.files import filled, filled_in_full
from tests.terminal.conftest import Run, Said

KEYS = {
    "batch",
    "state",
    "geography",
    "file",
    "sha256",
    "rows",
    "new",
    "changed",
    "unchanged",
    "ended",
    "flips",
    "findings",
}
FINDING = {"sheet", "cell", "row", "column", "code", "severity", "value", "message", "expected", "advice"}


@pytest.fixture
def template(run: Run, own: Settings, tmp_path: Path) -> Path:
    file = tmp_path / "angered-2020.xlsx"
    assert run("template", "--geography", "131", "--period", "2020", "-o", str(file), on=own).status == 0
    return file


@pytest.fixture
def full(template: Path, own: Settings) -> Path:
    template.write_bytes(filled_in_full(template.read_bytes(), Store.open(own)))
    return template


def load(run: Run, own: Settings, file: Path, *more: str) -> Said:
    return run("load", str(file), "--by", "Anna", "--json", *more, on=own)


def test_a_delivery_goes_all_the_way(run: Run, own: Settings, full: Path) -> None:
    told = load(run, own, full, "--for", "131")
    assert told.status == 0
    answer = told.json
    assert set(answer) == KEYS
    assert (answer["state"], answer["geography"], answer["file"]) == ("handed_in", "131", "angered-2020.xlsx")
    assert answer["new"] + answer["changed"] + answer["unchanged"] == answer["rows"] > 40
    assert {"indicator", "geography", "before", "after"} == set(answer["flips"][0])
    number = str(answer["batch"])
    assert run("approve", number, "--by", "Anna", on=own).status == 1
    approved = run("approve", number, "--by", "Bo", on=own)
    assert approved.status == 0
    assert f"Leverans {number} är godkänd" in approved.out
    origin = run("trace", "anmalda-ran", "131", "2020", "--json", on=own).json
    assert (origin["batch"], origin["handed_in_by"], origin["approved_by"]) == (answer["batch"], "Anna", "Bo")
    assert run("undo", number, "--by", "Bo", "--comment", "fel", on=own).status == 0
    assert run("check", on=own).status == 0


def test_a_dry_run_stores_nothing(run: Run, own: Settings, full: Path) -> None:
    before = Store.open(own).batches()
    told = load(run, own, full, "--dry-run").json
    assert (told["state"], told["batch"]) == ("dry_run", None)
    assert Store.open(own).batches() == before


def test_faults_are_told_by_cell_and_the_file_comes_back_marked(
    run: Run, own: Settings, full: Path, tmp_path: Path
) -> None:
    full.write_bytes(filled(full.read_bytes(), {("anmalda-ran", "G"): "ca 12"}))
    marked = tmp_path / "rattas.xlsx"
    told = load(run, own, full, "--marked", str(marked))
    assert told.status == 1
    assert told.json["state"] == "refused"
    errors = [f for f in told.json["findings"] if f["severity"] == "error"]
    assert [set(f) for f in errors] == [FINDING]
    assert (errors[0]["value"], errors[0]["column"]) == ("ca 12", "G")
    assert marked.read_bytes()[:2] == b"PK"
    said = run("load", str(full), "--by", "Anna", on=own)
    assert said.status == 1
    assert f"{errors[0]['sheet']}!{errors[0]['cell']}: Fel: {errors[0]['message']}" in said.out


def test_a_file_that_cannot_be_read_is_refused_with_advice(run: Run, own: Settings, tmp_path: Path) -> None:
    file = tmp_path / "gammal.xls"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    told = load(run, own, file)
    assert told.status == 1
    assert told.json["state"] == "refused"
    assert len(told.json["findings"]) == 1
    assert told.json["findings"][0]["advice"]


def test_a_file_that_is_not_there_is_told_as_such(run: Run, own: Settings, tmp_path: Path) -> None:
    told = run("load", str(tmp_path / "borta.xlsx"), "--by", "Anna", "--for", "131", on=own)
    assert told.status == 1
    assert "borta.xlsx går inte att läsa eller skriva: filen finns inte." in told.err


def test_a_template_for_another_district_is_refused(run: Run, own: Settings, full: Path) -> None:
    told = load(run, own, full, "--for", "139")
    assert told.status == 2
    assert "Angered" in told.err
    assert "Lundby" in told.err


def test_the_same_file_again_is_unchanged(run: Run, own: Settings, full: Path) -> None:
    number = str(load(run, own, full).json["batch"])
    run("approve", number, "--by", "Bo", on=own)
    told = load(run, own, full)
    assert (told.status, told.json["state"], told.json["batch"]) == (0, "unchanged", None)


def test_a_jump_stops_until_it_has_a_reason(run: Run, own: Settings, full: Path) -> None:
    full.write_bytes(filled(full.read_bytes(), {("demo-nattvandringar", "G"): 4000}))
    stopped = load(run, own, full)
    assert stopped.status == 1
    jump = next(f for f in stopped.json["findings"] if f["code"] == "jump")
    place = f"{jump['sheet']}!{jump['cell']}"
    told = load(run, own, full, "--reason", f"{place}=Ny verksamhet")
    assert (told.status, told.json["state"]) == (0, "handed_in")
    assert "Ny verksamhet" in Store.open(own).reasons(told.json["batch"]).values()
    assert load(run, own, full, "--reason", "X!A1=y").status == 2


def test_a_delivery_is_returned_with_a_comment(run: Run, own: Settings, full: Path) -> None:
    number = str(load(run, own, full).json["batch"])
    assert run("return", number, "--by", "Bo", on=own).status == 2
    assert run("return", number, "--by", "Bo", "--comment", "Fel år", on=own).status == 0
    assert [c.text for c in Store.open(own).thread(int(number))][-1] == "Fel år"
    assert run("approve", number, "--by", "Bo", on=own).status == 1


def test_roles_count_once_somebody_has_one(run: Run, own: Settings, full: Path) -> None:
    from tests.deliveries.files import AT, BO

    Store.open(own).set_person(BO, by="admin", at=AT)
    told = load(run, own, full)
    assert told.status == 2
    assert "Anna har ingen roll" in told.err
    assert run("load", str(full), "--by", "Bo", on=own).status == 1


def test_json_stays_readable_without_numbers_that_json_lacks(run: Run, own: Settings, full: Path) -> None:
    said = load(run, own, full, "--dry-run").out
    assert json.loads(said, parse_constant=lambda word: pytest.fail(word))


LAYOUT = """
header_rows = [1]
indicator.column = "A"
geography.column = "B"
period.column = "C"

[[values]]
field = "numerator"
columns = "D"

[[values]]
field = "denominator"
columns = "E"
"""


def test_values_that_a_file_lacks_end_only_when_asked(run: Run, own: Settings, full: Path, tmp_path: Path) -> None:
    run("approve", str(load(run, own, full).json["batch"]), "--by", "Bo", on=own)
    base = Store.open(own).trace("demo-hog-skolfranvaro", "131", 2020).denominator
    file, layout = tmp_path / "a.csv", tmp_path / "a.toml"
    file.write_text(
        f"indikator;stadsdel;år;antal;av\ndemo-hog-skolfranvaro;Angered;2020;160;{base:.0f}", encoding="utf-8"
    )
    layout.write_text(LAYOUT, encoding="utf-8")
    assert run("mapping", "save", "Frånvaro", str(layout), "--by", "Anna", on=own).status == 0
    for more, ended in (((), 0), (("--ends",), 2)):
        told = load(run, own, file, "--for", "131", "--mapping", "Frånvaro", "--dry-run", *more)
        assert (told.status, told.json["changed"], told.json["ended"]) == (0, 1, ended)


def test_a_value_further_off_than_chance_is_a_warning_that_stops_nothing(run: Run, own: Settings, full: Path) -> None:
    full.write_bytes(filled(full.read_bytes(), {("anmalda-ran", "G"): 300}))
    told = load(run, own, full, "--dry-run")
    found = [f for f in told.json["findings"] if f["code"] == "deviation" and f["value"] == "300"]
    assert told.status == 0
    assert [(f["severity"], f["column"]) for f in found] == [("warning", "G")]
