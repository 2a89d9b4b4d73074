"""What a delivery changes, as tables."""

from __future__ import annotations

import dataclasses
import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from indicators.batches import Severity
from indicators.deliveries.guarding import Stop, Suspicion
from indicators.model import AnotherTelling, Assessment, MeasureKind, Reason
from indicators.store.records import Comment, CommentKind
from tests.builders import a_registry, an_indicator
from tests.pages.conftest import text_of
from tests.texts.results import a_progress, an_estimate
from tests.ui.made_deliveries import a_deviation, a_finding, a_flip, a_preview, a_row
from ui import delivery_tables, delivery_words, source_parts

REGISTER = a_registry()
COUNTED = a_registry(an_indicator(kind=MeasureKind.RATE, unit="per 100 000", decimals=0, multiplier=100_000.0))
HOSTILE = ("<b>fet</b>", ":red[x]", "=1+1", "a|b", '" onload="x', "<script>alert(1)</script>")


class _Tags(HTMLParser):
    """The tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def seen(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    return parser


def test_counts_are_shown_also_where_there_are_none() -> None:
    told = text_of(delivery_tables.counts(a_preview(a_row())))
    assert told == "nya värden 1 ändrade värden 0 oförändrade 0 saknas, med orsak 0 tas bort 0"


def test_remarks_are_counted_where_somebody_counts_them() -> None:
    assert text_of(delivery_tables.counts(a_preview(), remarks=0)).endswith("anmärkningar 0")


def test_no_changed_assessment_is_said_in_words() -> None:
    assert text_of(delivery_tables.flips(a_preview(), REGISTER)) == "Ingen bedömning ändras."


def test_a_changed_assessment_shows_both_values_and_both_words() -> None:
    before = a_progress(64.0, assessment=Assessment.UNCERTAIN)
    after = a_progress(68.0, year=2019, value_year=2019)
    told = text_of(
        delivery_tables.flips(a_preview(a_row(), flips=(a_flip(before, after),)), REGISTER, heads=("I dag", "Sedan"))
    )
    assert "Indikator 2018 2019 I dag Sedan" in told
    assert "mål 2020: minst 70 % (förslag) 64,0 % 68,0 % Går inte att avgöra På väg" in told


def test_other_districts_assessments_are_folded_away_with_the_reason() -> None:
    other = dataclasses.replace(a_flip(a_progress(64.0), a_progress(68.0)), geography="132")
    preview = a_preview(a_row(), flips=(a_flip(a_progress(64.0), a_progress(68.0)), other))
    assert "Stadsdel 132" not in text_of(delivery_tables.flips(preview, REGISTER))
    html = delivery_tables.flips_elsewhere(preview, REGISTER)
    assert html.startswith("<details")
    assert "Visa 1 bedömning i en annan stadsdel som också ändras Stadsdelarnas svängningar" in text_of(html)
    assert "Stadsdel 132" in text_of(html)


def test_where_only_others_change_the_own_table_says_so() -> None:
    preview = a_preview(a_row(geography="132"), flips=(a_flip(None, a_progress()),))
    told = text_of(delivery_tables.flips(preview, REGISTER))
    assert told == "Ingen bedömning för den plats som siffrorna gäller ändras."
    assert delivery_tables.flips_elsewhere(a_preview(), REGISTER) == ""


def test_values_of_the_same_year_are_told_apart_by_their_heads() -> None:
    flip = a_flip(a_progress(64.0, assessment=Assessment.UNCERTAIN), a_progress(68.0))
    told = text_of(delivery_tables.flips(a_preview(a_row(), flips=(flip,)), REGISTER))
    assert "Värde nu Nytt värde" in told
    assert "64,0 % (2018) 68,0 % (2018)" in told


def test_a_fragile_new_assessment_says_what_it_hangs_on() -> None:
    other = AnotherTelling(baseline_year=2013, without_year=None, assessment=Assessment.UNCERTAIN, change_percent=1.0)
    after = a_progress(68.0, is_fragile=True, other_tellings=(other,))
    html = delivery_tables.flips(a_preview(a_row(), flips=(a_flip(None, after),)), REGISTER)
    assert "Känslig: med basår 2013 går den inte att avgöra" in html
    assert "ingen bedömning" in html


def test_a_new_assessment_that_is_none_says_why() -> None:
    after = a_progress(None, assessment=Assessment.NOT_ASSESSED, reason=Reason.MISSING, value=an_estimate(None))
    told = text_of(delivery_tables.flips(a_preview(a_row(), flips=(a_flip(a_progress(), after),)), REGISTER))
    assert "Inte bedömd underlag saknas" in told


def test_a_deviation_shows_picture_values_expectation_and_reason() -> None:
    html = delivery_tables.deviations(
        a_preview(deviations=(a_deviation(),)),
        REGISTER,
        told={a_deviation().key: "Kontrollerat mot källan."},
        signed="Uppladdaren, 12 februari",
    )
    told = text_of(html)
    assert "Indikator 2014–2019 2018 → 2019 Förklaring" in told
    assert "cell Trygg stad G14 68 → 102 väntat 45–91 Kontrollerat mot källan. Uppladdaren, 12 februari" in told
    assert 'alt="Linje 64 år 2014 till 68 år 2018, ny punkt 102 år 2019, väntat 45 till 91"' in html


def test_a_deviation_without_expectation_says_why() -> None:
    html = delivery_tables.deviations(a_preview(deviations=(a_deviation(lower=None, upper=None),)), REGISTER)
    assert "för få tidigare värden för att säga vad som är väntat" in text_of(html)
    assert "ingen förklaring" in html


def test_no_deviation_is_left_out() -> None:
    assert delivery_tables.deviations(a_preview(), REGISTER) == ""


def test_a_line_beside_a_field_says_that_the_reason_is_lacking() -> None:
    lacking = delivery_tables.deviation_line(a_deviation(), REGISTER, is_explained=False)
    assert "Förklaring saknas" in lacking
    assert "väntat 45–91 om inget hänt sedan 2018, cell Trygg stad G14" in text_of(lacking)
    assert "saknas" not in delivery_tables.deviation_line(a_deviation(), REGISTER)


def test_a_changed_share_differs_in_percentage_points() -> None:
    row = a_row("changed", 61.2, 64.2, year=2018, period="2018")
    told = text_of(delivery_tables.changed(a_preview(row), REGISTER, told={f"{row['indicator']}|131|2018|": "Rättat."}))
    assert "2018 61,2 % 64,2 % +3,0 procentenheter Rättat." in told


def test_a_changed_count_is_shown_as_it_was_written() -> None:
    row = a_row("changed", 14.0, 18.0, before_numerator=7.0, after_numerator=9.0)
    told = text_of(delivery_tables.changed(a_preview(row), COUNTED))
    assert "antal, Enkät G5 2019 7 9 +2" in told


def test_where_only_the_base_changes_the_value_is_shown() -> None:
    row = a_row("changed", 140.0, 150.0, before_numerator=7.0, after_numerator=7.0)
    assert "per 100 000, Enkät G5 2019 140 150 +10" in text_of(delivery_tables.changed(a_preview(row), COUNTED))


def test_a_value_that_becomes_missing_says_so_among_the_changed() -> None:
    told = text_of(delivery_tables.changed(a_preview(a_row("changed", 61.2, None)), REGISTER))
    assert "61,2 % – underlag saknas värdet försvinner" in told


def test_a_value_that_is_removed_says_so() -> None:
    row = a_row("ended", 61.2, None, after_status="")
    assert "61,2 % tas bort" in text_of(delivery_tables.changed(a_preview(row), REGISTER))


def test_a_hidden_stored_value_stays_hidden() -> None:
    row = a_row("changed", None, 64.2, before_status="suppressed")
    assert "– dolt av sekretesskäl 64,2 %" in text_of(delivery_tables.changed(a_preview(row), REGISTER))


def test_what_differs_is_named_where_the_values_are_the_same() -> None:
    row = a_row("changed", 61.2, 61.2, after_status="preliminary")
    assert "status ändras" in text_of(delivery_tables.changed(a_preview(row), REGISTER))


def test_geographies_are_named_only_where_there_are_several() -> None:
    one = delivery_tables.changed(a_preview(a_row("changed", 1.0, 2.0)), REGISTER)
    two = delivery_tables.changed(
        a_preview(a_row("changed", 1.0, 2.0), a_row("changed", 1.0, 3.0, geography="132")), REGISTER
    )
    assert "Stadsdel 131" not in one
    assert "Stadsdel 131" in two


def test_the_only_changed_value_of_many_districts_is_named() -> None:
    rows = a_row("changed", 1.0, 200.0, geography="132"), a_row("unchanged", 1.0, 1.0)
    preview = a_preview(*rows, deviations=(dataclasses.replace(a_deviation(), geography="132"),))
    stop = Stop(suspicion=Suspicion.JUMP, text="Ett värde", keys=(delivery_words.key(rows[0]),))
    assert "Stadsdel 132" in delivery_tables.changed(preview, REGISTER)
    assert "Stadsdel 132" in delivery_tables.deviations(preview, REGISTER)
    assert "Stadsdel 132" in source_parts.stopped_values([stop], preview, REGISTER)


def test_a_value_that_stopped_for_its_base_tells_the_count_and_base() -> None:
    figures = {"before_numerator": 50.0, "after_numerator": 5000.0, "before_denominator": 500.0}
    row = a_row("changed", 10.0, 10.0, **figures, after_denominator=float("nan"))
    stop = Stop(suspicion=Suspicion.JUMP, text="Ett värde", keys=(delivery_words.key(row),))
    told = text_of(source_parts.stopped_values([stop], a_preview(row), REGISTER))
    assert "Antalet från 50 till 5 000, basen saknas nu" in told


def test_groups_are_named_in_words() -> None:
    told = text_of(delivery_tables.changed(a_preview(a_row("changed", 1.0, 2.0, breakdown="kon=kvinna")), REGISTER))
    assert "Känner sig trygga , kvinnor" in told


def test_folded_values_are_counted_in_the_summary() -> None:
    preview = a_preview(a_row(), a_row(cell="G6", after=None))
    told = text_of(delivery_tables.values_fold(preview, REGISTER, "new", "missing"))
    assert told.startswith("Visa 1 nytt värde och 1 som saknas")
    assert "– underlag saknas Enkät G6" in told


def test_nothing_to_unfold_is_left_out() -> None:
    assert delivery_tables.values_fold(a_preview(a_row()), REGISTER, "unchanged") == ""


def test_after_two_hundred_rows_it_says_where_the_rest_is() -> None:
    preview = a_preview(*(a_row(cell=f"G{n}") for n in range(203)))
    html = delivery_tables.values_fold(preview, REGISTER, "new")
    assert html.count('scope="row"') == 200
    assert "Resten, 3 rader, står i filen." in html


def test_findings_stand_under_their_sheets_in_the_files_order() -> None:
    findings = [
        a_finding(),
        a_finding(sheet="Enkät", cell="I6", value="ej svar"),
        a_finding(sheet="Enkät", cell="H10", value=""),
    ]
    told = text_of(delivery_tables.findings_list(findings, REGISTER))
    assert told.index("Insatser G5") < told.index("Enkät I6") < told.index("H10")
    assert "(tom)" in told


def test_a_finding_about_the_whole_file_says_so() -> None:
    found = a_finding(sheet="", cell="", value="", severity=Severity.INFO)
    told = text_of(delivery_tables.findings_list([found], REGISTER))
    assert "Hela filen" in told
    assert "Upplysning" in told


def test_after_two_hundred_findings_it_says_where_the_rest_is() -> None:
    html = delivery_tables.findings_list([a_finding(cell=f"G{n}") for n in range(201)], REGISTER)
    assert "Resten står på bladet Fel" in html


def test_a_thread_has_names_times_and_what_was_done() -> None:
    at = datetime(2020, 2, 12, 13, 20, tzinfo=UTC)
    comments = [
        Comment(at=at, actor="Uppladdaren i Angered", kind=CommentKind.HAND_IN, text=""),
        Comment(at=at, actor="Godkännaren", kind=CommentKind.RETURN, text="Rätta G14."),
    ]
    told = text_of(delivery_tables.thread(comments))
    assert told == (
        "Uppladdaren i Angered lämnade in 12 februari 2020 kl. 14.20 "
        "Godkännaren återlämnade 12 februari 2020 kl. 14.20 Rätta G14."
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_shown_as_it_was_written(text: str) -> None:
    finding = a_finding(sheet=text, cell="G5", value=text, message=text, expected=text, advice=text, indicator=text)
    row = a_row("changed", 61.2, 64.2, sheet=text, cell=text, period=text, after_note=text, breakdown=text)
    deviation = a_deviation(sheet=text, cell=text, comment=text, breakdown=text)
    comment = Comment(at=datetime(2020, 2, 12, tzinfo=UTC), actor=text, kind=CommentKind.COMMENT, text=text)
    preview = a_preview(row, {**row, "what": "new"}, deviations=(deviation,))
    for html in (
        delivery_tables.findings_list([finding], REGISTER),
        delivery_tables.changed(preview, REGISTER),
        delivery_tables.values_fold(preview, REGISTER, "new"),
        delivery_tables.deviations(preview, REGISTER, signed=text),
        delivery_tables.deviation_line(deviation, REGISTER),
        delivery_tables.thread([comment]),
    ):
        assert " ".join(text.split()) in text_of(html)
        assert not {"b", "script"} & set(seen(html).tags)
        assert "onload" not in seen(html).attributes


def test_every_table_has_a_caption_and_headed_rows_and_columns() -> None:
    preview = a_preview(a_row("changed", 1.0, 2.0), a_row(cell="G6"), deviations=(a_deviation(),))
    preview = a_preview(a_row("changed", 1.0, 2.0), flips=(a_flip(None, a_progress()),), deviations=preview.deviations)
    for html in (
        delivery_tables.flips(preview, REGISTER),
        delivery_tables.deviations(preview, REGISTER),
        delivery_tables.changed(preview, REGISTER),
        delivery_tables.findings_list([a_finding()], REGISTER),
    ):
        assert re.search(r"<caption[^>]*>[^<]+</caption>", html)
        assert 'scope="col"' in html
        assert 'scope="row"' in html
