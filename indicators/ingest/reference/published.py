"""Single figures for the city, read on publishers' own pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from indicators import observations as obs
from indicators import swedish
from indicators.batches import Delivery
from indicators.ingest import cells
from indicators.ingest.reference import shipped
from indicators.model import ObservationStatus, Registry

FILE: Final = "publicerade-siffror.csv"
INDICATORS: Final = {
    "Andel invånare med försörjningsstöd någon gång under året": "forsorjningsstod",
    "Elevenkät årskurs 9: jag känner mig trygg i skolan": "trygg-i-skolan-arskurs-9",
    "Anmälda skadegörelsebrott per 100 000 invånare": "anmald-skadegorelse-staden",
    "Kostnad för egendomsskador på stadens egendom": "kostnad-egendomsskador",
    "Nöjd Medborgar-Index renhållning och sophämtning": "nojd-med-renhallning",
    "Anser sig ha goda möjligheter att påverka politiska beslut i staden": "kan-paverka-politiska-beslut",
    "Nöjd med demokratin i Göteborg": "nojd-med-demokratin",
    "Valdeltagande i kommunvalet": "valdeltagande-kommunval",
    "Stadsdelar som arbetar med individärenden i SSPF": "sspf-individarenden",
    "Alkoholkonsumenter i årskurs 9, senaste 12 månaderna": "alkohol-arskurs-9",
    "Alkoholkonsumenter i gymnasiets år 2, senaste 12 månaderna": "alkohol-gymnasiet",
    "Anmälda våldsbrott per 100 000 invånare": "anmalda-valdsbrott-staden",
    "Anmälda våldsbrott per 100 000 invånare, stadens egen räkning": "anmalda-valdsbrott-stadens-rakning",
    "Nöjd Region-Index trygghet": "nojd-region-index-trygghet",
    "Instämmer i att Göteborg är en trygg och säker stad": "goteborg-trygg-och-saker-stad",
    "Känner sig trygga i sitt bostadsområde": "trygga-i-bostadsomradet",
    "Hållbart medarbetarengagemang (HME) medarbetare": "hme-medarbetare",
    "Sjukfrånvaro i förvaltningarna": "sjukfranvaro",
    "Stadsdelar som har arbetsgrupp och styrgrupp för SSPF": "sspf-struktur",
    "Svarsfrekvens i SOM-undersökningen i Göteborg": "svarsfrekvens-som",
    "Hemtjänst: nöjd brukarindex": "hemtjanst-nojd-brukarindex",
    "Hemtjänst: fick välja utförare": "hemtjanst-valde-utforare",
    "Äldreboende: nöjd brukarindex": "aldreboende-nojd-brukarindex",
    "Utsatt för kränkande särbehandling av brukare/kund/elev/anhörig": "krankande-sarbehandling-av-brukare",
    "Utsatt för kränkande särbehandling av chef": "krankande-sarbehandling-av-chef",
    "Utsatt för kränkande särbehandling av kollega": "krankande-sarbehandling-av-kollega",
    "Äldreboende: meddelas i förväg om tillfälliga förändringar": "aldreboende-besked-i-forvag",
    "Äldreomsorg: fick sitt förstahandsval": "aldreomsorg-forstahandsval",
}
"""Which indicator follows which published figure."""

_PRELIMINARY: Final = "preliminär"


def delivery(folder: Path, registry: Registry) -> Delivery:
    """Published figures of the city; publisher and page stand beside each."""
    lines = list(cells.lines(shipped.content(folder, FILE)))
    return shipped.delivery(
        folder,
        FILE,
        [_row(line, registry.city_code) for line in lines],
        registry,
        title="Publicerade siffror för Göteborg 2010–2022",
        source="Göteborgs Stad, Brå, Valmyndigheten och SOM-institutet",
        licence="inte angiven",
        provenance="Enskilda siffror ur offentliga sidor; utgivare, sida och sammanhang står på varje rad i filen.",
    )


def _row(line: cells.Line, city: str) -> dict[str, Any]:
    note = f"{line['utgivare']}: {swedish.tight(line['avser'])}. {line['sida']}"
    fixed = {obs.NOTE: note, **line.origin("varde")}
    indicator, year = INDICATORS[line["indikator"]], int(line["ar"])
    if not line["varde"]:
        return cells.observation(indicator, city, year, fixed | {obs.STATUS: str(ObservationStatus.MISSING)})
    is_preliminary = _PRELIMINARY in line["avser"]
    status = ObservationStatus.PRELIMINARY if is_preliminary else ObservationStatus.FINAL
    figures = {obs.VALUE: float(line["varde"]), obs.DENOMINATOR: float(line["bas"] or "nan"), obs.STATUS: str(status)}
    return cells.observation(indicator, city, year, fixed | figures)
