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
FORMULAS: Final = (
    (
        "Hur stor är felmarginalen?",
        (
            "Antal per invånare (M01): under 10 fall exakt Poisson, annars Byars formel. Med x fall är nedre gränsen "
            "x·(1 − 1/(9x) − z/(3√x))³ och övre (x+1)·(1 − 1/(9(x+1)) + z/(3√(x+1)))³, delat med folkmängden.",
            "Andelar (M02): Wilsons intervall, (2x + z² ∓ z√(z² + 4x(1 − x/n))) / (2(n + z²)). Under 50 svar "
            "visas inget värde, "
            "mellan 50 och 99 svar står att värdet är osäkert.",
            "Medelvärden (M03): medelvärdet ± t·s/√n. Där källan anger egna gränser används de.",
        ),
    ),
    (
        "Var borde vi vara i dag? (M15)",
        ("Utgångsvärdet B plus lika stora steg till målet G: B + (G − B)(t − t₀)/(T − t₀).",),
    ),
    (
        "Är vi på väg? (M16)",
        (
            "Lutningen b är en vägd rät linje genom alla jämförbara mätningar sedan basåret, med vikten 1/σ² "
            "där σ är felmarginalen delad med 1,96.",
            "Svänger åren mer än felmarginalen förklarar vidgas osäkerheten med spridningen φ, som räknas "
            "gemensamt för minst fem "
            "stadsdelar, annars ur den egna serien.",
            "Landningen är linjens värde 2020. Chansen är sannolikheten att värdet 2020 når målet. Åt fel "
            "håll: hela intervallet för b "
            "på fel sida om noll. Inte i takt: chans under 10 procent. På väg: hela intervallet på rätt sida "
            "och chans minst 33 procent.",
        ),
    ),
    (
        "Är bedömningen känslig? (M16b)",
        (
            "Samma räkning görs om med basåret flyttat ett år åt vardera hållet och med varje mätning "
            "utelämnad. Blir något svar ett annat står det på sidan.",
        ),
    ),
    (
        "Är det bättre än i början? (M12)",
        (
            "Skillnaden mellan två år med felmarginal. Bara när hela intervallet ligger på en sida om noll "
            "kallas skillnaden säkerställd.",
        ),
    ),
    (
        "Mål utan tal (M18)",
        (
            "”Minska” prövas mot utgångsåret. ”Behålla” är uppfyllt om felmarginalen når utgångsnivån. Mål "
            "som bara kan beskrivas i ord bedöms av en människa, med namn och datum.",
        ),
    ),
    (
        "Vad skulle en EU-bedömning säga? (M17)",
        (
            "Kvoten mellan årlig tillväxt hittills och den som målet kräver. Visas bara under Så har vi "
            "räknat: i simulerade serier där inget händer kallar den hälften för en rörelse bort från målet.",
        ),
    ),
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


def formulas() -> str:
    """One fold per question with the formulas."""
    return "".join(html.fold(question, "".join(html.paragraph(line) for line in lines)) for question, lines in FORMULAS)


@cache
def glossary() -> str:
    """The words a reader meets, each with its meaning, in a fold."""
    with (ROOT / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        entries = [(row["sv"], row["definition_sv"]) for row in csv.DictReader(file)]
    told = "".join(f"<dt>{html.escape(word)}</dt><dd>{html.escape(meaning)}</dd>" for word, meaning in entries)
    return html.fold(f"Ordlista, {len(entries)} ord", f'<dl class="lb-glossary">{told}</dl>')
