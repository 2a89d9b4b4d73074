from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indicators.errors import InputError
from indicators.settings import ROOT, Settings, source_address


def test_an_empty_environment_gives_the_embedded_database() -> None:
    settings = Settings.from_environment({})
    assert settings.database_url == f"sqlite:///{ROOT}/data/local/lagesbild.db"
    assert settings.files == ROOT / "data" / "local" / "files"
    assert settings.today is None


def test_pages_read_from_the_database_itself_when_there_are_no_replicas() -> None:
    assert Settings.from_environment({"LAGESBILD_DATABASE_URL": "postgresql://db/x"}).read_url == "postgresql://db/x"


def test_pages_read_from_the_replicas_when_they_are_named() -> None:
    settings = Settings.from_environment({"LAGESBILD_READ_URL": "postgresql://replica/x"})
    assert settings.read_url == "postgresql://replica/x"
    assert settings.database_url.startswith("sqlite:///")


def test_a_variable_of_only_blanks_counts_as_not_said() -> None:
    assert Settings.from_environment({"LAGESBILD_FILES": "  "}) == Settings.from_environment({})


def test_a_folder_is_kept_as_an_absolute_path() -> None:
    assert Settings.from_environment({"LAGESBILD_FILES": "filer"}).files == Path.cwd() / "filer"


def test_today_can_be_fixed() -> None:
    assert Settings.from_environment({"LAGESBILD_TODAY": "2019-10-17"}).today == date(2019, 10, 17)


def test_a_day_that_is_no_date_is_refused_with_advice() -> None:
    with pytest.raises(InputError, match=r"LAGESBILD_TODAY .*17/10.* Skriv till exempel 2019-10-17"):
        Settings.from_environment({"LAGESBILD_TODAY": "17/10"})


def test_a_password_is_not_printed() -> None:
    assert "hemligt" not in repr(Settings.from_environment({"LAGESBILD_DATABASE_URL": "postgresql://u:hemligt@db/x"}))


def test_the_address_of_a_source_is_said_in_the_environment(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[connections.stadens-brott]\nurl = "sqlite:///ur-hemligheterna.db"\n', encoding="utf-8")
    environ = {"LAGESBILD_SOURCE_STADENS_BROTT": " sqlite:///ur-miljon.db "}
    assert source_address("stadens-brott", environ=environ, secrets=[secrets]) == "sqlite:///ur-miljon.db"


def test_the_address_of_a_source_is_else_found_among_the_secrets(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('[connections.stadens-brott]\nurl = "sqlite:///ur-hemligheterna.db"\n', encoding="utf-8")
    told = source_address("stadens-brott", environ={}, secrets=[tmp_path / "saknas.toml", secrets])
    assert told == "sqlite:///ur-hemligheterna.db"


@pytest.mark.parametrize("content", ["", "connections = 1", "[connections]\nbrott = 1", "[connections.brott]\nurl = 1"])
def test_a_source_without_address_has_none(content: str, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(content, encoding="utf-8")
    assert source_address("brott", environ={}, secrets=[secrets]) == ""


def test_secrets_that_cannot_be_read_are_told_without_being_repeated(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text("url = hemligt", encoding="utf-8")
    with pytest.raises(InputError, match="går inte att läsa") as refused:
        source_address("brott", environ={}, secrets=[secrets])
    assert "hemligt" not in str(refused.value)
