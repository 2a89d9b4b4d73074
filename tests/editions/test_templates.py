"""The city's own template in editions: kept with them, so that they can be made again; nothing of a refused one."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from pptx import Presentation

from indicators import editions
from indicators.__main__ import main
from indicators.editions import templates
from indicators.errors import AccessError
from indicators.hearing.selection import Selection
from indicators.model import UserRole
from indicators.permissions import Person
from indicators.reports.presentation.template import OWN
from indicators.settings import Settings
from indicators.store import Store, held
from tests.reports.presentation import city

AT = datetime(2020, 10, 9, 12, tzinfo=UTC)
LEAD = Person(name="Utvecklingsledaren", role=UserRole.LEAD)
FEW = Selection(held=date(2020, 10, 13), year=2019, areas=(2,))


def test_an_edition_keeps_its_template_though_another_is_used_later(own: Settings) -> None:
    store = Store.open(own)
    deck = editions.draft(store, FEW, name="Prov").deck
    found = templates.take_in(store, city.saved(city.wide()), file_name="staden.pptx", deck=deck, by=LEAD, at=AT)
    assert found.faults == ()
    one = editions.issue(store, FEW, name="Hearing 2020", by=LEAD, at=AT)
    content = {file.kind: store.file_content(file.sha256) for file in one.files}
    assert Presentation(io.BytesIO(content["pptx"])).slides[0].slide_layout.name == "Stadens startbild"
    assert templates.leave(store, by=LEAD, at=AT + timedelta(days=1))
    assert not templates.leave(store, by=LEAD, at=AT + timedelta(days=1))
    again = editions.made_again(store, one)
    assert {kind: held for kind, (_, held) in again.items()} == content
    with store.reading() as connection:
        assert one.selection[templates.TEMPLATE]["sha256"] in held.fingerprints(connection)
    assert editions.draft(store, FEW, name="Hearing igen").template == OWN


def test_nothing_of_a_refused_template_is_stored(own: Settings, tmp_path, monkeypatch, capsys) -> None:
    store = Store.open(own)
    before = (store.template(), sorted(path.name for path in own.files.rglob("*")), len(store.log(latest=None)))
    file = tmp_path / "mall.pptx"
    file.write_bytes(city.linked(city.with_parts(city.saved(city.wide()), {"ppt/vbaProject.bin": b"x"})))
    monkeypatch.setenv("LAGESBILD_DATABASE_URL", own.database_url)
    monkeypatch.setenv("LAGESBILD_FILES", str(own.files))
    assert main(["hearing", "template", str(file), "--by", "Utvecklingsledaren"]) == 1
    told = capsys.readouterr().err
    assert "Mallen används inte: 2 fel. Inget är sparat." in told
    assert "makron" in told
    assert (store.template(), sorted(path.name for path in own.files.rglob("*")), len(store.log(latest=None))) == before
    file.write_bytes(city.saved(city.wide()))
    assert main(["hearing", "template", str(file), "--by", "Utvecklingsledaren", "--content", "Stadens innehåll"]) == 0
    assert store.template()["roles"]["content"] == "Stadens innehåll"
    assert main(["hearing", "template", "--remove", "--by", "Utvecklingsledaren"]) == 0
    assert store.template() == {}


def test_only_the_development_lead_takes_in_a_template(own: Settings) -> None:
    store = Store.open(own)
    with pytest.raises(AccessError):
        templates.leave(store, by=Person(name="Läsaren", role=UserRole.READER), at=AT)
