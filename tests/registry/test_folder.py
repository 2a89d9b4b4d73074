from __future__ import annotations

from pathlib import Path

import pytest

from indicators import registry
from indicators.errors import InputError
from indicators.settings import REGISTRY_DIR
from tests.documents import a_programme_file, register_documents


def test_the_shipped_register_round_trips_byte_for_byte(tmp_path: Path) -> None:
    shipped = registry.read_folder(REGISTRY_DIR)
    registry.write_folder(shipped, tmp_path / "ut")
    assert registry.read_folder(tmp_path / "ut") == shipped


def test_odd_bytes_round_trip_too(tmp_path: Path) -> None:
    documents = {"programme.toml": b"\xef\xbb\xbf# \r\n\x00\xff"}
    registry.write_folder(documents, tmp_path)
    assert registry.read_folder(tmp_path) == documents


def test_writing_again_replaces_only_the_registers_own_files(tmp_path: Path) -> None:
    (tmp_path / "anteckningar.txt").write_text("kvar")
    registry.write_folder(register_documents(), tmp_path)
    changed = register_documents(programme=a_programme_file(target_year=2021))
    registry.write_folder(changed, tmp_path)
    assert registry.read_folder(tmp_path) == changed
    assert (tmp_path / "anteckningar.txt").read_text() == "kvar"


def test_files_left_from_another_register_stop_the_writing(tmp_path: Path) -> None:
    (tmp_path / "indicators").mkdir()
    (tmp_path / "indicators" / "99-gammal.toml").write_bytes(b"")
    with pytest.raises(InputError, match=r"indicators/99-gammal\.toml\. Välj en tom mapp"):
        registry.write_folder(register_documents(), tmp_path)
    assert not (tmp_path / "programme.toml").exists()


@pytest.mark.parametrize("name", ["../ute.toml", "/tmp/ute.toml", "indicators/../ute.toml", "ute.sh", "a\x00.toml", ""])
def test_a_name_that_leads_elsewhere_is_refused_before_anything_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="kan inte skrivas som registerfil"):
        registry.write_folder(register_documents() | {name: b""}, tmp_path / "ut")
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_earlier_files_as_they_were(tmp_path: Path) -> None:
    earlier = {"programme.toml": b"tidigare"}
    registry.write_folder(earlier, tmp_path)
    (tmp_path / "indicators").write_bytes(b"en fil med mappens namn")
    with pytest.raises(InputError, match="Välj en annan mapp"):
        registry.write_folder(register_documents(), tmp_path)
    assert (tmp_path / "programme.toml").read_bytes() == b"tidigare"
    assert {file.name for file in tmp_path.iterdir()} == {"programme.toml", "indicators"}


def test_no_temporary_files_stay_behind(tmp_path: Path) -> None:
    registry.write_folder(register_documents(), tmp_path)
    assert sorted(f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*") if f.is_file()) == sorted(
        register_documents()
    )


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ut").write_text("")
    with pytest.raises(InputError, match="Välj en annan mapp"):
        registry.write_folder(register_documents(), tmp_path / "ut")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"finns inte\. Ange mappen där programme\.toml ligger"):
        registry.read_folder(tmp_path / "nej")


def test_other_and_hidden_files_are_left_unread(tmp_path: Path) -> None:
    registry.write_folder(register_documents(), tmp_path)
    (tmp_path / ".git").mkdir()
    for name in ("README.md", ".dold.toml", ".git/config.toml", "programme.toml~"):
        (tmp_path / name).write_text("x")
    assert registry.read_folder(tmp_path) == register_documents()


def test_a_misplaced_file_is_read_so_that_loading_can_tell(tmp_path: Path) -> None:
    (tmp_path / "01-barn.toml").write_bytes(b"")
    assert registry.read_folder(tmp_path) == {"01-barn.toml": b""}


def test_a_folder_of_very_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(101):
        (tmp_path / f"{number}.toml").write_bytes(b"")
    with pytest.raises(InputError, match="har 101 TOML-filer"):
        registry.read_folder(tmp_path)


def test_a_huge_file_is_read_only_as_far_as_needed_to_refuse_it(tmp_path: Path) -> None:
    with (tmp_path / "programme.toml").open("wb") as huge:
        huge.truncate(10**9)
    assert len(registry.read_folder(tmp_path)["programme.toml"]) == 1_000_001
