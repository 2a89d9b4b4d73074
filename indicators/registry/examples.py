"""How each field of a register file is written: what a fault advises the editor to type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PROGRAMME: Final[Mapping[str, str]] = {
    "city": 'city = "Göteborg"',
    "programme": 'programme = "Dialog och samarbete"',
    "target_year": "target_year = 2020",
    "baseline_year": "baseline_year = 2014",
    "deliver_by": 'deliver_by = "02-28"',
    "strategic_area": "[[strategic_area]] med number, name, short_name och goal",
}

STRATEGIC_AREA: Final[Mapping[str, str]] = {
    "number": "number = 1",
    "name": 'name = "Barns och ungas uppväxt"',
    "short_name": 'short_name = "Barns och ungas uppväxt"',
    "goal": 'goal = "Målet med programmets egna ord."',
}

GEOGRAPHY: Final[Mapping[str, str]] = {
    "code": 'code = "131"',
    "level": 'level = "sdn"',
    "name": 'name = "Angered"',
    "valid_from": "valid_from = 2011",
    "valid_to": "valid_to = 2020",
    "parents": 'parents = { kommun = "1480" }',
    "spellings": 'spellings = ["Angereds stadsdel"]',
    "note": 'note = "Indelningen gjordes efter 2020."',
}

INDICATOR: Final[Mapping[str, str]] = {
    "id": 'id = "behoriga-yrkesprogram"',
    "name": 'name = "Elever i årskurs 9 behöriga till yrkesprogram"',
    "short_name": 'short_name = "Elever i åk 9 behöriga till yrkesprogram"',
    "question": 'question = "Hur stor andel av niorna kan börja på ett yrkesprogram?"',
    "role": 'role = "outcome"',
    "headline": "headline = 1",
    "kind": 'kind = "register_share"',
    "unit": 'unit = "%"',
    "multiplier": "multiplier = 100",
    "decimals": "decimals = 1",
    "good": 'good = "high"',
    "population": 'population = "elever i årskurs 9 folkbokförda i Göteborg"',
    "source": 'source = "Skolverket och SCB via Kolada, nyckeltal N15428"',
    "levels": 'levels = ["kommun", "sdn"]',
    "breakdowns": 'breakdowns = ["kon"]',
    "frequency": 'frequency = "årligen"',
    "years": "years = [2006, 2024]",
    "baseline": "baseline = { year = 2014, value = 84.7 }",
    "baseline.year": "baseline = { year = 2014, value = 84.7 }",
    "baseline.value": "baseline = { year = 2014, value = 84.7 }",
    "target": 'target = { kind = "level", sense = "minst", value = 90, year = 2020, decision = { … } }',
    "target.kind": 'kind = "level"',
    "target.sense": 'sense = "minst"',
    "target.value": "value = 90",
    "target.year": "year = 2020",
    "target.tolerance": "tolerance = 0.5",
    "target.wording": 'wording = "Minska skillnaderna"',
    "target.decision": 'decision = { by = "kommunfullmäktige", date = "2014", document = "…", status = "beslutat" }',
    "target.decision.by": 'by = "kommunfullmäktige"',
    "target.decision.date": 'date = "2014-11-13"',
    "target.decision.document": 'document = "Budget 2015"',
    "target.decision.status": 'status = "förslag"',
    "gap_target": 'gap_target = { measure = "skillnad", sense = "högst", value = 10, year = 2020, decision = { … } }',
    "gap_target.measure": 'measure = "skillnad"',
    "gap_target.sense": 'sense = "högst"',
    "gap_target.value": "value = 10",
    "gap_target.year": "year = 2020",
    "gap_target.decision": 'decision = { by = "kommunfullmäktige", date = "2014", document = "…", status = "förslag" }',
    "gap_target.decision.by": 'by = "kommunfullmäktige"',
    "gap_target.decision.date": 'date = "2014-11-13"',
    "gap_target.decision.document": 'document = "Budget 2015"',
    "gap_target.decision.status": 'status = "förslag"',
    "breaks": 'breaks = [ { year = 2011, what = "ny definition" } ]',
    "breaks.year": "year = 2011",
    "breaks.what": 'what = "ny definition"',
    "suppression": "suppression = { counts_below = 5, base_below = 10 }",
    "suppression.counts_below": "counts_below = 5",
    "suppression.base_below": "base_below = 10",
    "definition": 'definition = "Hur siffran räknas fram."',
    "does_not_say": 'does_not_say = ["Siffran säger inte varför."]',
    "sentence": 'sentence = { subject = "andelen …", rises = "har ökat", falls = "har minskat", unit = "procent" }',
    "sentence.subject": 'subject = "andelen elever som …"',
    "sentence.rises": 'rises = "har ökat"',
    "sentence.falls": 'falls = "har minskat"',
    "sentence.unit": 'unit = "procent"',
}

GAP: Final[Mapping[str, str]] = {
    "subject": 'subject = "Framtidstro bland unga"',
    "role": 'role = "outcome"',
    "level": 'level = "sdn"',
    "why": 'why = "Ingen enkät frågar om det i stadsdelarna."',
    "proxy": 'proxy = "Andel behöriga till gymnasiet"',
}

INDICATOR_FILE: Final[Mapping[str, str]] = {
    "strategic_area": "strategic_area = 1",
    "indicator": "[[indicator]] med id, name och övriga fält",
    "gap": "[[gap]] med subject, role, level och why",
}

SOURCES_FILE: Final[Mapping[str, str]] = {"source": "[[source]] med name, kind, title och övriga fält"}

SOURCE: Final[Mapping[str, str]] = {
    "name": 'name = "brottsregister"',
    "kind": 'kind = "databas"',
    "title": 'title = "Anmälda brott ur stadens databas"',
    "publisher": 'publisher = "Göteborgs Stad"',
    "licence": 'licence = "CC BY 4.0"',
    "query": 'query = "select stadsdel, ar, antal, bas from v_brott where ar >= :from_year"',
    "table": 'table = "TAB6471"',
    "api": "api = 2",
    "selection": 'selection = { Region = ["1480"] }',
    "mapping": 'mapping = { indicator = "anmalda-ran", geography_column = "stadsdel", period = "ar", value = "antal" }',
    "mapping.indicator": 'indicator = "anmalda-ran"',
    "mapping.indicator_column": 'indicator_column = "matt"',
    "mapping.geography": 'geography = "1480"',
    "mapping.geography_column": 'geography_column = "stadsdel"',
    "mapping.period": 'period = "ar"',
    "mapping.breakdown": 'breakdown = { kon = "kon" }',
    "mapping.value": 'value = "varde"',
    "mapping.numerator": 'numerator = "antal"',
    "mapping.denominator": 'denominator = "bas"',
    "mapping.status": 'status = "status"',
    "recode": 'recode = { kon = { K = "kvinna", M = "man", T = "" } }',
    "factor": "factor = 100",
    "layout": 'layout = "brottstabellen"',
    "is_full": "is_full = true",
    "limits": "limits = { rows = 100000, seconds = 60, bytes = 10000000 }",
    "limits.rows": "rows = 100000",
    "limits.seconds": "seconds = 60",
    "limits.bytes": "bytes = 10000000",
    "every": 'every = "vecka"',
    "from_year": "from_year = 2010",
    "guard": "guard = { largest_ratio = 10, revised_years = 3, revised_share = 0.25, may_vanish = 0 }",
    "guard.largest_ratio": "largest_ratio = 10",
    "guard.revised_years": "revised_years = 3",
    "guard.revised_share": "revised_share = 0.25",
    "guard.may_vanish": "may_vanish = 0.05",
    "is_automatic": "is_automatic = true",
}

EVENT: Final[Mapping[str, str]] = {
    "id": 'id = "forsta-hearingen"',
    "date": 'date = "2015-10"',
    "ends": 'ends = "2015-12"',
    "kind": 'kind = "händelse"',
    "title": 'title = "Första hearingen"',
    "text": 'text = "Vad som hände, utan att säga att kurvan beror på det."',
    "indicators": 'indicators = ["behoriga-yrkesprogram"]',
    "strategic_areas": "strategic_areas = [8]",
    "geographies": 'geographies = ["131"]',
    "source": 'source = "Var det står."',
}

EVENT_FILE: Final[Mapping[str, str]] = {"event": "[[event]] med id, date, kind, title, text och source"}
