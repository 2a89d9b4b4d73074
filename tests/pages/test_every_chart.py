"""Every chart of the pages about districts, equal city and crime: told, twinned, and readable in grey."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from tests.pages import grey
from tests.pages.charts import Chart, Seen, cells, numbers, pictures, seen, svg
from tests.pages.conftest import Open

Look = Callable[[str], Seen]

PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "dots of a rate, its funnel and panels": ("stadsdelar", {"lage": "2019", "indikator": "anmald-misshandel"}),
    "dots of a share with a hidden district": ("stadsdelar", {"lage": "2019", "indikator": "demo-trygg-ute-kvallstid"}),
    "the map": ("stadsdelar", {"lage": "2019", "indikator": "anmald-misshandel", "visa": "karta"}),
    "the map with a hidden district": (
        "stadsdelar",
        {"lage": "2019", "indikator": "demo-trygg-ute-kvallstid", "visa": "karta"},
    ),
    "one district": ("min_stadsdel", {"lage": "2019", "stadsdel": "131"}),
    "one district against those like it": ("min_stadsdel", {"lage": "2019", "stadsdel": "131", "mot": "liknande"}),
    "the gap of a rate": ("jamlik", {"lage": "2019", "indikator": "anmald-misshandel"}),
    "the gap with a target, sexes and ages": ("jamlik", {"lage": "2020", "indikator": "demo-trygg-ute-kvallstid"}),
    "all crime": ("brott", {"lage": "2020"}),
    "crime in one district, as rates": ("brott", {"lage": "2019", "stadsdel": "135", "matt": "tal"}),
    "events": ("handelser", {}),
    "figures to fetch": ("hamta", {"indikator": "anmalda-ran", "plats": "sdn"}),
}
every_page = pytest.mark.parametrize("page", PAGES)

KEYS = {"funnel", "map", "ends", "gap", "parts", "groups", "kon", "alder", "baselines"}
"""The charts of the shipped figures; the control chart needs months and has its own test."""


@pytest.fixture
def look(opened: Open) -> Look:
    """Opens each page once for all tests of this file."""
    return lambda page: _kept(opened, page)


_seen: dict[str, Seen] = {}


def _kept(opened: Open, page: str) -> Seen:
    if page not in _seen:
        name, query = PAGES[page]
        app = opened(name, lage=query.get("lage"), **{k: v for k, v in query.items() if k != "lage"})
        assert not app.exception
        _seen[page] = seen(app)
    return _seen[page]


def test_together_the_pages_show_every_kind_of_chart(look: Look) -> None:
    assert {chart.key for page in PAGES for chart in look(page).charts} == KEYS


MESSAGES = {
    "ends": r"(?:Mest har|Båda ändarna) .*?(?=Varifrån)",
    "gap": r"(?<=Avståndet )[\d ,]+→[\d ,]+",
    "parts": r"(?<=Bidrag till förändringen )[\d–]+.*?\. .*?(?=Så läser)",
    "groups": r"Lutningen är .*?(?=Så läser)",
    "kon": r"(?<=Kvinnor och män: ).*?(?= gånger)",
    "alder": r"(?<=Åldersgrupper: ).*?(?= gånger)",
}
"""Where on the page the sentence stands that a chart proves; for the others it is the title or the heading above."""


@every_page
def test_the_text_alternative_of_a_chart_says_its_message_with_the_same_numbers(look: Look, page: str) -> None:
    for chart in look(page).charts:
        message = _message(chart, look(page))
        assert message, chart.key
        missing = Counter(numbers(message.replace("per 100 000", ""))) - Counter(numbers(chart.alt))
        assert not missing, (chart.key, message, chart.alt)
        assert not chart.alt.endswith("…"), chart.alt


@every_page
def test_titles_and_verdicts_stand_in_the_text_alternative_word_for_word(look: Look, page: str) -> None:
    for chart in look(page).charts:
        if chart.key in ("map", "funnel", "baselines"):
            assert _message(chart, look(page)) in chart.alt.replace("\u00a0", " "), chart.key


@every_page
def test_every_chart_has_its_labels_in_a_table_behind_it(look: Look, page: str) -> None:
    for chart in look(page).charts:
        assert "<caption" in chart.twin, chart.key
        assert chart.twin.count("<tr") > 2, chart.key
        table = [number for cell in cells(chart.twin) for number in numbers(cell)]
        for label in _labels(chart.spec):
            for number in numbers(label):
                assert any(_says(shown, number) for shown in table), (chart.key, label)


@every_page
def test_every_picture_tells_the_latest_value_and_the_verdict_of_its_panel(look: Look, page: str) -> None:
    for picture in pictures(look(page).html):
        if "lb-icon" in picture.css:
            continue  # beside its word
        assert picture.alt, picture.src[:60]
        assert not picture.alt.endswith("…")
        verdict = re.search(r"(?:Säkerställd|Ingen säkerställd|Kan inte|Inget utgångsläge)[\w ]*", picture.around)
        said = verdict.group(0).split(" anmälningar")[0].split(" enkät")[0].strip() if verdict else ""
        assert said in picture.alt, (picture.alt, picture.around)
        values = [n for part in picture.around.split("|") for n in numbers(part) if not re.fullmatch(r"20\d\d", n)]
        assert set(values[:1]) <= set(numbers(picture.alt)), (picture.alt, picture.around)


@every_page
def test_every_event_drawn_in_a_picture_is_told_in_its_text_alternative(look: Look, page: str) -> None:
    for picture in pictures(look(page).html):
        has_upright = re.search(r'd="M[\d.]+ 0V99', svg(picture)) is not None
        assert has_upright is ("Händelser:" in picture.alt or "Händelse:" in picture.alt), picture.alt


@every_page
def test_charts_are_readable_in_grey_print(look: Look, page: str) -> None:
    for chart in look(page).charts:
        assert grey.alike(chart.spec) == [], chart.key
        assert grey.faint(chart.spec) == [], chart.key
        assert grey.areas_alone(chart.spec) == [], chart.key
    for picture in pictures(look(page).html):
        assert grey.alike_lines(svg(picture)) == []


def _says(shown: str, label: str) -> bool:
    """Whether a table's number is a label's, which may have fewer decimals."""
    decimals = len(label.partition(",")[2])
    one, other = (
        abs(float(n.replace("−", "-").replace("±", "").replace(" ", "").replace(",", "."))) for n in (shown, label)
    )
    return abs(one - other) <= 0.5 * 10.0**-decimals


def _message(chart: Chart, page: Seen) -> str:
    if chart.key == "map":
        return page.title
    if chart.key not in MESSAGES:
        return re.sub(r" \d{4}(?: · påhittad)?$", "", chart.heading)
    found = re.search(MESSAGES[chart.key], page.text)
    return found.group(0).strip() if found else ""


def _labels(spec: dict[str, Any]) -> list[str]:
    """The texts of a drawing that carry a value: not the numbers of events, which stand in rings."""
    fields = ("text", "value")
    rows = [row for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]]
    return [str(row[f]) for row in rows for f in fields if f in row]
