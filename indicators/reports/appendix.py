"""The appendix: every figure behind the slides as a workbook of plain tables, the same bytes for the same deck."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from xlsxwriter import Workbook

from indicators import events, swedish
from indicators import observations as obs
from indicators.hearing.ending import METHOD
from indicators.hearing.slide_parts import MADE_UP
from indicators.hearing.slides import Deck, SlideKind, Table, Ways
from indicators.model import Indicator, ObservationStatus, Progress
from indicators.reports import appendix_gaps
from indicators.situation import Situation
from indicators.texts import events as event_texts
from indicators.texts import figures, words

Value = str | float | int | None
WIDEST: Final = 60
DRAFT: Final = "UTKAST: inte utgivet, kan ändras"
_TEXTS: Final = 40


def appendix(deck: Deck, now: Situation, before: Situation | None = None, *, at: datetime) -> bytes:
    """The workbook; `now` and `before` are what the deck was made from, `at` the time of issue."""
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    moment = at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at
    book.set_properties(
        {
            "title": f"{deck.slides[0].title}: bilaga",
            "subject": f"{deck.name}, läge per {deck.year}, dataversion {deck.version}",
            "author": f"{deck.city}s Stad, Lägesbild 2020",
            "created": moment,
        }
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    mark = book.add_format({"bold": True, "font_color": "#8B1538"}) if deck.is_draft else None
    for name, rows in _sheets(deck, now, before):
        _fill(book.add_worksheet(name), list(rows), head, mark)
    book.close()
    return made.getvalue()


def _sheets(deck: Deck, now: Situation, before: Situation | None) -> list[tuple[str, Iterable[Sequence[Value]]]]:
    promised = [("Löften", _promises(deck))] if deck.promises else []
    checked = [("Kontroller", [("Utfall", "Kontroll"), *deck.checks])] if deck.checks else []
    return [
        ("Läs mig", _about(deck)),
        ("Bedömningar", _assessments(now)),
        ("Värden", _values(now)),
        ("Skillnader", appendix_gaps.rows(now)),
        ("Datatäckning", _coverage(deck)),
        ("Ändringar", _changes(deck, now, before)),
        *promised,
        ("Händelser", _happened(now)),
        *checked,
        ("Metod", [("Nummer", "Regel"), *((n, said) for n, said in enumerate(METHOD, start=1))]),
    ]


def _about(deck: Deck) -> Iterable[Sequence[Value]]:
    yield "Vad", "Uppgift"
    yield "Hearing", f"{deck.name}, {deck.held}"
    yield "Utgåva", f"version {deck.edition}" if deck.edition else "Utkast, inte utgivet"
    if deck.reason:
        yield "Skäl till rättelsen", deck.reason
    yield "Läge per", deck.year
    yield "Dataversion", deck.version
    yield "Registrets revision", deck.revision
    if deck.is_demo:
        yield "Obs", f"{MADE_UP}: delar av siffrorna är påhittade. Kolumnen Påhittad säger vilka."
    yield "Så citerar du", f"{deck.city}s Stad, {deck.programme}, bilaga till {deck.name}, dataversion {deck.version}."
    yield (
        "Tomma celler",
        "Tomt betyder att värdet saknas eller är dolt; kolumnen Status säger vilket. Tomt är inte noll.",
    )
    yield from deck.facts.items()
    yield from ((f"Utelämnat: {name}", why) for name, why in deck.left_out)


_ASSESSED: Final[Sequence[tuple[str, Callable[[Progress, Indicator], Value]]]] = (
    ("Strategiskt område", lambda _, i: i.strategic_area),
    ("Indikator", lambda p, _: p.indicator),
    ("Namn", lambda _, i: i.name),
    ("Påhittad", lambda p, _: "ja" if p.is_demo else "nej"),
    ("Enhet", lambda _, i: swedish.tight(i.unit)),
    ("Utgångsår", lambda p, _: p.baseline_year),
    ("Utgångsvärde", lambda p, _: p.baseline),
    ("År", lambda p, _: p.value_year),
    ("Värde", lambda p, _: p.value.value),
    ("Nedre gräns", lambda p, _: p.value.lower),
    ("Övre gräns", lambda p, _: p.value.upper),
    ("Borde vara", lambda p, _: p.required),
    ("Målår", lambda p, _: p.target_year),
    ("Mål", lambda p, _: p.target),
    ("Målet i ord", lambda p, i: figures.target(p, i)),
    ("Vem satte målet", lambda _, i: figures.target_origin(i)),
    ("Bedömning", lambda p, i: words.chip(p) if i.is_assessed else "Bedöms inte"),
    ("Bedömning (kod)", lambda p, _: str(p.assessment)),
    ("Inom felmarginalen", lambda p, _: "ja" if p.within_margin else "nej"),
    ("Känslig", lambda p, _: "ja" if p.is_fragile else "nej"),
    ("Takt per år", lambda p, _: p.slope),
    ("Takt, nedre", lambda p, _: p.slope_lower),
    ("Takt, övre", lambda p, _: p.slope_upper),
    ("Chans att nå målet", lambda p, _: p.chance),
    ("Källa", lambda _, i: i.source),
)


def _assessments(now: Situation) -> Iterable[Sequence[Value]]:
    """One row for each indicator that is followed in the whole city; those followed elsewhere are named too."""
    yield [name for name, _ in _ASSESSED]
    for indicator in now.registry.indicators.values():
        told = now.city(indicator.id)
        if told is not None:
            yield [of(told, indicator) for _, of in _ASSESSED]
        else:
            kept: dict[str, Value] = {
                "Strategiskt område": indicator.strategic_area,
                "Indikator": indicator.id,
                "Namn": indicator.name,
                "Påhittad": "ja" if indicator.is_demo else "nej",
                "Enhet": swedish.tight(indicator.unit),
                "Bedömning": "Följs inte för hela staden",
                "Källa": indicator.source,
            }
            yield [kept.get(name) for name, _ in _ASSESSED]


def _values(now: Situation) -> Iterable[Sequence[Value]]:
    yield (
        "Indikator",
        "Plats",
        "Kod",
        "Uppdelning",
        "År",
        "Värde",
        "Nedre gräns",
        "Övre gräns",
        "Status",
        "Påhittad",
        "Leverans",
    )
    places = now.registry.geographies
    for row in now.estimates.sort_values([obs.INDICATOR, obs.GEOGRAPHY, obs.BREAKDOWN, obs.YEAR]).to_dict("records"):
        yield (
            row[obs.INDICATOR],
            places[row[obs.GEOGRAPHY]].name,
            row[obs.GEOGRAPHY],
            row[obs.BREAKDOWN],
            int(row[obs.YEAR]),
            _known(row[obs.VALUE]),
            _known(row[obs.LOWER]),
            _known(row[obs.UPPER]),
            words.STATUSES[ObservationStatus(row[obs.STATUS])],
            "ja" if row[obs.IS_DEMO] else "nej",
            int(row[obs.BATCH]),
        )


def _coverage(deck: Deck) -> Iterable[Sequence[Value]]:
    for slide in deck.slides:
        for panel in slide.panels:
            if slide.kind is SlideKind.COVERAGE and isinstance(panel, Table):
                yield panel.columns
                yield from ([cell.text for cell in row] for row in panel.rows)


def _happened(now: Situation) -> Iterable[Sequence[Value]]:
    """Every event and method change up to the viewpoint, with the indicators in whose curves it is drawn."""
    yield "När", "Slag", "Händelse", "Text", "Platser", "Indikatorer", "Källa", "Påhittad"
    registry = now.registry
    told = events.in_order([*registry.events, *events.breaks(registry)])
    for event in told:
        if event.year <= now.year:
            drawn = [i.short_name for i in registry.indicators.values() if events.concerns(event, i)]
            yield (
                events.when(event),
                str(event.kind),
                event.title,
                event.text,
                event_texts.places(event, registry),
                "alla" if len(drawn) == len(registry.indicators) else "; ".join(drawn),
                event.source,
                "ja" if event.is_demo else "nej",
            )


def _promises(deck: Deck) -> Iterable[Sequence[Value]]:
    """What was noted at the last hearing, with the whole of what has been said since."""
    yield "Hearing", "Slag", "Fråga eller löfte", "Ansvarig", "Senast", "Läge", "Vad som har hänt", "Antecknat", "Av"
    for row in deck.promises:
        due = row.due.isoformat() if row.due else None
        day = swedish.local(row.at).date().isoformat()
        yield row.hearing, row.kind, row.text, row.owner, due, row.status, row.told, day, row.actor


def _changes(deck: Deck, now: Situation, before: Situation | None) -> Iterable[Sequence[Value]]:
    """Every assessment then and now, and for the headline indicators whether the difference is certain, or why not."""
    certain = {
        way.indicator: (way.group, way.why or None)
        for slide in deck.slides
        for panel in slide.panels
        if isinstance(panel, Ways)
        for way in panel.ways
    }
    yield (
        "Indikator",
        "Namn",
        "Bedömning då",
        "Bedömning nu",
        "Värde då",
        "År då",
        "Värde nu",
        "År nu",
        "Säkerställd skillnad",
        "Varför inte jämförbar",
    )
    if before is None:
        return
    for told in now.for_city():
        then, indicator = before.city(told.indicator), now.registry.indicators[told.indicator]
        yield (
            told.indicator,
            indicator.short_name,
            None if then is None else words.chip(then),
            words.chip(told),
            None if then is None else then.value.value,
            None if then is None else then.value_year,
            told.value.value,
            told.value_year,
            *certain.get(indicator.short_name, (None, None)),
        )


def _fill(sheet: Any, rows: list[Sequence[Value]], head: Any, mark: Any) -> None:
    """Numbers as numbers, texts as the texts they are, missing as empty; the head in sight, a filter on it.

    With a mark, that of a draft stands above the table in sight and on every printed page.
    """
    first = 0 if mark is None else 1
    if mark is not None:
        sheet.write_string(0, 0, DRAFT, mark)
        sheet.set_header(f"&C{DRAFT}")
    for place, row in enumerate(rows, start=first):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(place, column, value, head if place == first else None)
            elif value is not None:
                sheet.write_number(place, column, value)
    if not rows:
        return
    sheet.freeze_panes(first + 1, 0)
    if len(rows) > 1:
        sheet.autofilter(first, 0, first + len(rows) - 1, len(rows[0]) - 1)
    for column in range(len(rows[0])):
        longest = max((len(str(row[column])) for row in rows[:_TEXTS] if column < len(row)), default=8)
        sheet.set_column(column, column, max(9, min(WIDEST, longest + 2)))


def _known(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value == value else None
