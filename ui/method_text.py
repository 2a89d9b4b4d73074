"""The words of Så här räknar vi: what each assessment means and does not mean, and in which order it is decided."""

from __future__ import annotations

import csv
from functools import cache
from typing import Final

from indicators.model import Assessment
from indicators.settings import ROOT
from ui import cards, html

MEANINGS: Final = {
    Assessment.REACHED: (
        "Värdet är minst lika bra som målet. Före 2020 krävs att det gäller även med felmarginalen inräknad.",
        "Att det förblir så.",
    ),
    Assessment.MISSED: ("Värdet för 2020 nådde inte målet.", "Att inget har blivit bättre."),
    Assessment.ON_TRACK: (
        "Förbättringen är säkerställd och målet är inom räckhåll: minst en chans på tre om takten håller i sig.",
        "Att målet kommer att nås.",
    ),
    Assessment.BEHIND: (
        "Med hittillsvarande takt nås målet troligen inte: chansen är mindre än en på tio.",
        "Att inget har blivit bättre.",
    ),
    Assessment.WORSENING: ("Försämringen är säkerställd.", "Att någon har gjort fel."),
    Assessment.UNCERTAIN: (
        "Mätningarna räcker inte för att skilja förbättring från stillastående eller försämring, eller för "
        "att säga om målet nås.",
        "Att inget har hänt.",
    ),
    Assessment.NOT_ASSESSED: (
        "Skälet står alltid efter ordet: mål saknas, underlag saknas, bruten serie, för få mätningar, för få svar.",
        "Att värdet är dåligt.",
    ),
}
ORDER: Final = (
    "Finns mål, basår och en obruten serie? Annars <strong>Inte bedömd</strong>, med skälet.",
    "Är det målår? Då gäller bara utfallet: <strong>Målet är nått</strong> eller <strong>Målet nåddes inte</strong>.",
    "Är värdet redan bättre än målet, med felmarginalen inräknad? <strong>Målet är nått</strong>.",
    "Finns minst fyra jämförbara mätningar sedan basåret? Annars <strong>Inte bedömd</strong>.",
    "Annars avgör takten och vart den leder: <strong>Åt fel håll</strong>, <strong>Inte i takt</strong>, "
    "<strong>På väg</strong> "
    "eller <strong>Går inte att avgöra</strong>.",
)
NOT_DONE: Final = (
    "Sätter inte ett betyg på ett helt område. Varje indikator bedöms för sig.",
    "Rangordnar inte stadsdelar. Ofta är skillnaden mindre än slumpen.",
    "Säger inte vad en förändring beror på.",
    "Byter inte basår när värdena är kända.",
    "Gör inte saknade värden till noll, och summerar inte stadsdelar till staden när de inte går ihop.",
)


def meanings() -> str:
    """The table of words: what they mean, and what they do not."""
    rows = "".join(
        html.row(
            [
                html.row_header(cards.word(a)),
                html.cell(html.escape(means), label="Det betyder"),
                html.cell(html.escape(not_so), label="Det betyder inte"),
            ]
        )
        for a, (means, not_so) in MEANINGS.items()
    )
    head = (("Bedömning", ""), ("Det betyder", ""), ("Det betyder inte", ""))
    return html.table(head, [rows], caption="Vad bedömningarna betyder", css="lb-cards lb-meanings")


def order_and_limits() -> str:
    """The order in which an assessment is decided, beside what is never done."""
    steps = "".join(f"<li>{step}</li>" for step in ORDER)
    left = html.heading("I den här ordningen avgörs det", css="lb-section") + f'<ol class="lb-bullets">{steps}</ol>'
    right = html.heading("Det här gör vi inte", css="lb-section") + html.bullets(map(html.escape, NOT_DONE))
    return html.side_by_side(left, right)


@cache
def glossary() -> str:
    """The words a reader meets, each with its meaning, in a fold."""
    with (ROOT / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        entries = [(row["sv"], row["definition_sv"]) for row in csv.DictReader(file)]
    told = "".join(f"<dt>{html.escape(word)}</dt><dd>{html.escape(meaning)}</dd>" for word, meaning in entries)
    return html.fold(f"Ordlista, {len(entries)} ord", f'<dl class="lb-glossary">{told}</dl>')
