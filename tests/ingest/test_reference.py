"""The published figures as deliveries."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from indicators import observations as obs
from indicators.errors import InputError
from indicators.ingest import reference
from indicators.ingest.reference import grades, turnout
from indicators.model import GeographyLevel, ObservationStatus
from indicators.settings import REFERENCE_DIR
from tests.builders import a_registry
from tests.ingest import shipped

CRIME = "anmalda-brott-stadsdelar.csv"
OLDER, NEWER = "kolada-2023-03-28.csv", "kolada-2024-12-12.csv"
GRADES = "betyg-ak9-goteborg.csv"
PUBLISHED = "publicerade-siffror.csv"
IN_OWN_CELLS = [d.file_name for d in shipped.reference_deliveries() if d.file_name != GRADES]


def one(table: pd.DataFrame) -> pd.Series:
    """The only row of a table."""
    assert len(table) == 1
    return table.iloc[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped files that a test may change."""
    return Path(shutil.copytree(REFERENCE_DIR, tmp_path / "reference"))


def replace(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.mark.parametrize("name", IN_OWN_CELLS)
def test_every_observation_points_at_the_cell_it_was_read_from(name: str) -> None:
    delivery = shipped.delivery(name)
    table = list(csv.reader(io.StringIO(delivery.content.decode("utf-8"))))
    for cell, raw in zip(delivery.rows[obs.CELL], delivery.rows[obs.RAW], strict=True):
        letter, line = coordinate_from_string(cell)
        assert table[line - 1][column_index_from_string(letter) - 1] == raw


def test_a_grade_points_at_the_cell_of_the_publishers_workbook() -> None:
    row = one(shipped.rows(GRADES, indicator="godkant-i-alla-amnen", year=2017, breakdown="huvudman=enskild"))
    assert (row[obs.SHEET], row[obs.CELL], row[obs.RAW], row[obs.PERIOD]) == ("Enskild", "N233", "79.9", "2016/17")


def test_the_provenance_of_grades_names_the_workbook_and_its_fingerprint() -> None:
    assert grades.WORKBOOK_SHA256 in shipped.delivery(GRADES).provenance


@pytest.mark.parametrize("name", [d.file_name for d in shipped.reference_deliveries()])
def test_the_file_is_handed_in_as_it_lies_in_the_folder(name: str) -> None:
    assert shipped.delivery(name).content == (REFERENCE_DIR / name).read_bytes()


def test_a_rate_is_the_count_per_100_000_of_the_estimated_population() -> None:
    row = one(shipped.rows(CRIME, indicator="anmalda-brott-totalt", geography="131", year=2014))
    population = 54360 * 541145 / 579281
    assert row[obs.VALUE] == pytest.approx(6189 / population * 100_000, rel=1e-12)
    assert (row[obs.NUMERATOR], row[obs.DENOMINATOR]) == (6189, pytest.approx(population))


def test_every_crime_rate_says_that_its_population_is_estimated() -> None:
    rows = shipped.delivery(CRIME).rows
    with_value = rows[rows[obs.VALUE].notna()]
    assert rows[obs.BASE_ESTIMATED].all()
    assert with_value[obs.NOTE].str.startswith("Folkmängden är uppskattad").all()


def test_thousands_in_the_note_of_a_crime_rate_are_held_together() -> None:
    row = one(shipped.rows(CRIME, indicator="anmalda-brott-totalt", geography="131", year=2014))
    assert row[obs.NOTE] == (
        "Folkmängden är uppskattad: 54\u00a0360 invånare 2019, omräknade med stadens folkmängd 2014 "
        "(541\u00a0145) mot 2019 (579\u00a0281)."
    )


@pytest.mark.parametrize("name", [d.file_name for d in shipped.reference_deliveries()])
def test_no_note_has_a_number_that_a_line_can_break_or_nobody_can_read(name: str) -> None:
    for note in shipped.delivery(name).rows[obs.NOTE].unique():
        words = note.partition("https://")[0].partition("http://")[0]
        assert not re.search(r"\d \d{3}\b|(?<![NU\d])\d{5}", words), note


def test_the_total_of_2020_says_that_it_is_summed() -> None:
    rows = shipped.rows(CRIME, indicator="anmalda-brott-totalt")
    summed = rows[obs.NOTE].str.contains("summerat")
    assert set(rows.loc[summed, obs.YEAR]) == {2020}
    assert summed.sum() == 10


def test_the_districts_crimes_are_never_added_up_to_the_city() -> None:
    assert shipped.the_register().city_code not in set(shipped.delivery(CRIME).rows[obs.GEOGRAPHY])


def test_eleven_offence_groups_are_whole_and_the_twelfth_lacks_one_cell() -> None:
    rows = shipped.delivery(CRIME).rows
    with_value = rows[rows[obs.VALUE].notna()].groupby(obs.INDICATOR).size()
    assert (with_value == 100).sum() == 11
    assert with_value["anmalda-biltillgrepp"] == 99


@pytest.mark.parametrize(
    ("indicator", "geography", "year"),
    [("anmalda-biltillgrepp", "135", 2020), ("anmald-misshandel", "134", 2020), ("anmalda-ran", "131", 2019)],
)
def test_an_empty_crime_count_is_missing_and_not_zero(indicator: str, geography: str, year: int) -> None:
    row = one(shipped.rows(CRIME, indicator=indicator, geography=geography, year=year))
    assert row[obs.STATUS] == ObservationStatus.MISSING
    assert pd.isna(row[obs.VALUE])
    assert pd.isna(row[obs.NUMERATOR])


def test_the_key_figure_that_changed_meaning_is_two_indicators() -> None:
    mean = one(shipped.rows(OLDER, indicator="stold-och-tillgrepp-tre-ar", year=2014))
    yearly = one(shipped.rows(NEWER, indicator="stold-och-tillgrepp", year=2014))
    assert (mean[obs.VALUE], yearly[obs.VALUE]) == (82.8264, 8248.0666)
    assert shipped.rows(OLDER, indicator="stold-och-tillgrepp").empty
    assert shipped.rows(NEWER, indicator="stold-och-tillgrepp-tre-ar").empty


def test_the_newer_fetch_is_handed_in_after_the_older() -> None:
    names = [d.file_name for d in shipped.reference_deliveries()]
    assert names.index(OLDER) < names.index(NEWER)


def test_a_value_revised_between_the_fetches_stands_as_the_newer_one(folder: Path) -> None:
    replace(folder, NEWER, "2014,T,84.7376", "2014,T,84.9")
    tables = [d.rows for d in reference.deliveries(folder, shipped.the_register())]
    kept = pd.concat(tables).drop_duplicates(list(obs.KEY), keep="last")
    chosen = kept[(kept.indicator == "behoriga-yrkesprogram") & (kept.year == 2014) & (kept.breakdown == "")]
    assert one(chosen)[obs.VALUE] == 84.9


def test_sexes_and_providers_become_breakdowns() -> None:
    by_sex = set(shipped.rows(NEWER, indicator="trangboddhet")[obs.BREAKDOWN])
    by_provider = set(shipped.rows(NEWER, indicator="forskolepersonal-med-hogskoleexamen")[obs.BREAKDOWN])
    assert by_sex == {"", "kon=kvinna", "kon=man"}
    assert by_provider == {"", "huvudman=enskild", "huvudman=kommunal"}


def test_a_value_that_kolada_lacks_is_missing_and_points_at_its_status() -> None:
    row = one(shipped.rows(NEWER, indicator="elever-i-kulturskola", year=2018, breakdown=""))
    assert (row[obs.STATUS], row[obs.RAW], row[obs.CELL][0]) == ("missing", "Missing", "H")


def test_a_value_that_kolada_keeps_private_is_suppressed(folder: Path) -> None:
    replace(folder, NEWER, "2014,T,84.7376,", "2014,T,,Privacy")
    newer = reference.deliveries(folder, shipped.the_register())[5]
    chosen = newer.rows.query("indicator == 'behoriga-yrkesprogram' and year == 2014 and breakdown == ''")
    assert one(chosen)[obs.STATUS] == ObservationStatus.SUPPRESSED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("..", ObservationStatus.SUPPRESSED),
        (".", ObservationStatus.MISSING),
        ("~100", ObservationStatus.SUPPRESSED),
        ("", ObservationStatus.MISSING),
    ],
)
def test_a_mark_in_the_grades_is_never_a_number(folder: Path, text: str, status: ObservationStatus) -> None:
    replace(
        folder,
        GRADES,
        "Enskild,N233,Andel (%) som fått godkänt betyg i alla ämnen,2016/17,79.9",
        f"Enskild,N233,Andel (%) som fått godkänt betyg i alla ämnen,2016/17,{text}",
    )
    rows = next(d.rows for d in reference.deliveries(folder, shipped.the_register()) if d.file_name == GRADES)
    row = one(rows[(rows[obs.CELL] == "N233")])
    assert (row[obs.STATUS], row[obs.RAW]) == (status, text)
    assert pd.isna(row[obs.VALUE])


def test_the_two_merit_values_are_two_indicators() -> None:
    seen = {
        i: one(shipped.rows(GRADES, indicator=i, year=2016, breakdown=""))[obs.VALUE]
        for i in ("meritvarde-16-amnen", "meritvarde-17-amnen")
    }
    assert seen == {"meritvarde-16-amnen": 217.3, "meritvarde-17-amnen": 225.1}


def test_turnout_of_districts_is_the_sum_of_their_voting_districts() -> None:
    precincts = pd.read_csv(REFERENCE_DIR / "valdistrikt-kommunval.csv", dtype={"stadsdel_kod": str})
    sums = precincts.groupby(["stadsdel_kod", "ar"])[["rostande", "rostberattigade"]].sum()
    rows = shipped.rows(turnout.MUNICIPAL_FILE)
    districts = rows[rows[obs.GEOGRAPHY] != shipped.the_register().city_code].set_index([obs.GEOGRAPHY, obs.YEAR])
    assert len(districts) == 20
    for key, row in districts.iterrows():
        assert (row[obs.NUMERATOR], row[obs.DENOMINATOR]) == tuple(sums.loc[key])


def test_turnout_of_a_socioeconomic_group_is_the_sum_of_its_areas() -> None:
    register = shipped.the_register()
    rows = shipped.rows(turnout.NATIONAL_FILE).set_index(obs.GEOGRAPHY)
    for group in register.on_level(GeographyLevel.SOCIOECONOMIC):
        members = [
            g.code
            for g in register.on_level(GeographyLevel.PRIMARY)
            if g.parents.get(GeographyLevel.SOCIOECONOMIC) == group.code
        ]
        assert rows.loc[group.code, obs.NUMERATOR] == rows.loc[members, obs.NUMERATOR].sum()
        assert rows.loc[group.code, obs.DENOMINATOR] == rows.loc[members, obs.DENOMINATOR].sum()


def test_primary_areas_without_a_voting_district_are_missing() -> None:
    rows = shipped.rows(turnout.NATIONAL_FILE, status=str(ObservationStatus.MISSING))
    assert set(rows[obs.GEOGRAPHY]) == {"516", "609", "707"}


def test_the_district_with_the_islands_says_that_its_turnout_reads_low() -> None:
    row = one(shipped.rows(turnout.MUNICIPAL_FILE, geography="137", year=2018))
    assert "skärgård" in row[obs.NOTE]
    assert "85,52" in row[obs.NOTE]


def test_turnout_counted_in_the_voting_districts_says_that_late_votes_are_left_out() -> None:
    row = one(shipped.rows(turnout.MUNICIPAL_FILE, geography="131", year=2018))
    assert "efter valdagen" in row[obs.NOTE]


def test_a_figure_called_preliminary_by_its_publisher_is_preliminary() -> None:
    rows = shipped.rows(PUBLISHED, status=str(ObservationStatus.PRELIMINARY))
    assert list(zip(rows[obs.INDICATOR], rows[obs.YEAR], strict=True)) == [("forsorjningsstod", 2019)]


def test_violence_as_kolada_counts_it_is_kept_apart_from_the_citys_own_count() -> None:
    kolada = shipped.rows(PUBLISHED, indicator="anmalda-valdsbrott-staden")
    own = one(shipped.rows(PUBLISHED, indicator="anmalda-valdsbrott-stadens-rakning"))
    assert dict(zip(kolada[obs.YEAR], kolada[obs.VALUE], strict=True)) == {2017: 1261, 2018: 1227}
    assert kolada[obs.NOTE].str.contains("enligt Kolada").all()
    assert (own[obs.YEAR], own[obs.VALUE], "Kolada" in own[obs.NOTE]) == (2019, 1233, False)


def test_a_year_that_the_publisher_did_not_measure_is_missing() -> None:
    row = one(shipped.rows(PUBLISHED, indicator="nojd-region-index-trygghet", year=2018))
    assert row[obs.STATUS] == ObservationStatus.MISSING


def test_a_published_figure_names_its_publisher_and_page() -> None:
    row = one(shipped.rows(PUBLISHED, indicator="hme-medarbetare", year=2018))
    assert row[obs.NOTE].startswith("Göteborgs Stad: ")
    assert "https://" in row[obs.NOTE]


def test_an_indicator_that_the_register_lacks_is_left_out() -> None:
    deliveries = reference.deliveries(REFERENCE_DIR, a_registry())
    assert all(d.rows.empty for d in deliveries)


def test_a_lost_file_is_named(folder: Path) -> None:
    (folder / GRADES).unlink()
    with pytest.raises(InputError, match=GRADES):
        reference.deliveries(folder, shipped.the_register())
