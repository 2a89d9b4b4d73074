from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from indicators.errors import InputError
from indicators.settings import ROOT, Settings


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
