"""Files as a hurried, careless or hostile editor leaves them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import registry
from indicators.errors import RegistryError
from indicators.registry.documents import MOST_BYTES
from tests.documents import an_entry, an_indicator_file, register_documents
from tests.registry.faults import faults_of, the_fault

SOUND = an_indicator_file()


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + SOUND,
        SOUND.replace(b"\n", b"\r\n"),
        SOUND.replace(b" = ", b"\t=\t"),
        SOUND.rstrip(b"\n"),
        "# kommentar med å, ä och ö\n".encode() + SOUND,
    ],
)
def test_what_editors_do_to_files_does_no_harm(content: bytes) -> None:
    assert registry.load(register_documents(indicators=content)) == registry.load(register_documents())


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (SOUND.decode().encode("cp1252"), "filen är inte sparad som UTF-8"),
        (SOUND.decode().encode("utf-16"), "rad 1: filen är inte sparad som UTF-8"),
        (SOUND.replace(b"62.0", b"62,0"), "har decimalkomma. Skriv 62.0 med punkt."),
        (SOUND.replace(b"decimals = 1", b"decimals = 1,0"), "1,0 har decimalkomma. Skriv 1.0 med punkt."),
        (SOUND.replace(b'good = "high"', b"good = high"), "Texter ska stå inom citattecken"),
        (SOUND.replace(b'good = "high"', b'good = "high'), "rad 13: ett otillåtet tecken står i en text"),
        (SOUND + b'id = "en till"\n', "samma fält står två gånger"),
        (SOUND.replace(b"decimals = 1", b"decimals"), "ett likhetstecken saknas"),
        (SOUND.replace(b'["kon"]', b'["kon"'), "en lista saknar sin avslutande ]"),
        (SOUND.replace(b'"kon"', b'"\\kon"'), "ett omvänt snedstreck"),
        (SOUND.replace(b"decimals = 1", b"decimals = 1 good = 2"), "raden fortsätter där den borde ta slut"),
        (SOUND.replace(b"decimals = 1", "mått = 1".encode()), "utan å, ä och ö"),
        (SOUND.replace(b"[[indicator]]", b"[indicator]"), "fältet indicator ska vara en lista"),
        (b"\x00" * 100, "rad 1: "),
        (b"x = " + b"[" * 5000, "klamrar ligger för djupt"),
        (b"x = " + b"9" * 5000, "går inte att läsa"),
        (b".".join([b"a"] * 5000) + b" = 1", "raden har fler än 6000 tecken"),
        (b"#" + b" " * MOST_BYTES, "filen är större än 1 MB"),
        (b"<html>", "raden är varken ett fält eller en rubrik"),
        (b"= 1", "raden är varken"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_advice(content: bytes, expected: str) -> None:
    fault = the_fault(indicators=content) if b"[indicator]" not in content else _first(content)
    assert fault.startswith("indicators/01-test.toml: ")
    assert expected in fault


def _first(content: bytes) -> str:
    return faults_of(register_documents(indicators=content))[0]


def test_a_fault_of_toml_is_told_with_its_line() -> None:
    lines = SOUND.decode().splitlines()
    at = next(n for n, line in enumerate(lines, start=1) if line.startswith("baseline"))
    assert f"01-test.toml: rad {at}: " in the_fault(indicators=SOUND.replace(b"62.0", b"62,0"))


@pytest.mark.parametrize("name", ["programme.toml", "geographies.toml"])
def test_a_missing_file_is_told(name: str) -> None:
    documents = register_documents()
    del documents[name]
    assert faults_of(documents) == [f"{name}: filen saknas. Lägg tillbaka den i registrets mapp."]


def test_an_empty_register_is_told_file_by_file() -> None:
    assert len(faults_of({})) == 2


@pytest.mark.parametrize(
    "name",
    [
        "program.toml",
        "indicators/Skola.toml",
        "indicators/ålder.toml",
        "indicators/a/b.toml",
        "../programme.toml",
        "indicators/x.toml.bak",
        "x\n\x1b[2J.toml",
    ],
)
def test_a_file_with_another_name_is_refused(name: str) -> None:
    assert "filen hör inte till registret" in faults_of(register_documents() | {name: SOUND})[0]


def test_too_many_files_are_refused_unread() -> None:
    assert "101 filer är för många" in faults_of({f"indicators/{n}.toml": SOUND for n in range(101)})[0]


def test_too_much_text_is_refused_unread() -> None:
    documents = {f"indicators/{n}.toml": b"#" * 900_000 for n in range(4)}
    assert faults_of(documents) == ["registret: filerna är större än 3 MB tillsammans. Dela upp eller korta."]


@pytest.mark.parametrize(
    "line", [b"[[indicator]]\n", b"[[gap]]\n", b"a.b.c.d.e.f = 1\n", b"x = 1\n", b"[" * 900 + b"\n", b"''''''\n"]
)
def test_a_file_of_one_hostile_line_over_and_over_is_refused(line: bytes) -> None:
    assert faults_of(register_documents(indicators=line * (MOST_BYTES // len(line))))


@pytest.mark.parametrize("line", [b".".join([b"a"] * 52) + b" = 1", b"a = '" + b"a" * 6000 + b"'"])
def test_lines_that_are_slow_to_read_are_refused_before_anything_is_read(line: bytes) -> None:
    fault = the_fault(indicators=b"this would be the first fault of TOML\n" + line + b"\n")
    assert fault == "indicators/01-test.toml: rad 2: raden har fler än 6000 tecken eller 50 punkter. Dela upp den."


def test_as_many_dots_as_are_allowed_are_read() -> None:
    assert "punkter" not in _first(b".".join([b"a"] * 51) + b" = 1\n")


def test_markup_in_a_text_is_text() -> None:
    name = "<script>alert(1)</script>"
    assert registry.load(register_documents(an_entry(name=name))).indicators["an-indicator"].name == name


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_never_crash(content: bytes) -> None:
    with pytest.raises(RegistryError):
        registry.load(register_documents(indicators=content))


@given(st.integers(0, len(SOUND)), st.binary(max_size=8))
def test_a_slip_anywhere_in_a_file_is_refused_or_read_and_never_crashes(at: int, slip: bytes) -> None:
    documents = register_documents(indicators=SOUND[:at] + slip + SOUND[at + 2 :])
    try:
        loaded = registry.load(documents)
    except RegistryError as refused:
        assert all(fault.splitlines() == [fault] for fault in refused.faults)  # noqa: PT017
    else:
        assert loaded.strategic_areas
