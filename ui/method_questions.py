"""The questions of Så här räknar vi: what each one asks, in plain words, and the formula behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ui import html


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, answered by one or several methods."""

    key: str
    """The key of its live example."""
    asks: str
    plain: str
    formulas: tuple[str, ...]


QUESTIONS: Final = (
    Question(
        key="hur-vanligt",
        asks="Hur vanligt är det, och hur säkert vet vi det?",
        plain="Antal delas med folkmängd eller antal svar. Felmarginalen visar vad slumpen ensam kan "
        "flytta värdet, 95 gånger av 100.",
        formulas=(
            "Antal per invånare (M01): under 10 fall exakt Poisson, annars Byars formel. Med x fall är nedre gränsen "
            "x·(1 − 1/(9x) − z/(3√x))³ och övre (x+1)·(1 − 1/(9(x+1)) + z/(3√(x+1)))³, delat med folkmängden.",
            "Andelar (M02): Wilsons intervall, (2x + z² ∓ z√(z² + 4x(1 − x/n))) / (2(n + z²)). Under "
            "50 svar visas inget värde, "
            "mellan 50 och 99 svar står att värdet är osäkert.",
            "Medelvärden (M03): medelvärdet ± t·s/√n. Där källan anger egna gränser används de.",
        ),
    ),
    Question(
        key="alder",
        asks="Skulle skillnaden finnas kvar om alla hade samma ålder?",
        plain="En stadsdel med många unga har fler av det som unga råkar ut för. Då kan värdet "
        "räknas om till stadens åldersfördelning.",
        formulas=(
            "Direkt standardisering (M04): Σw·x/n med stadens andelar w; intervall enligt Dobson. "
            "Under 10 fall ges inget värde.",
            "Indirekt (M05): 100·X/E, där E är vad stadens tal per ålder skulle ge. Rangordnas aldrig.",
        ),
    ),
    Question(
        key="stadsdel",
        asks="Skiljer sig stadsdelen från de andra, eller är det slumpen?",
        plain="Med tio stadsdelar pekar slumpen ut någon i fyra fall av tio. Därför görs ett samlat "
        "test först, och bara det som håller med "
        "99,8 procents säkerhet får färg.",
        formulas=(
            "Mot staden (M06): utanför intervallet på 95 procent skiljer sig, på 99,8 procent "
            "mycket. En stor stadsdel jämförs med resten av staden.",
            "Många på en gång (M07): Q = Σ(y − μ)²/se² mot χ²(k − 1). Är p minst 0,05 går "
            "stadsdelarna inte att skilja åt.",
            "Tratt (M08): gränser efter stadsdelens storlek, p₀ ± z√(p₀(1 − p₀)/n), vidgade när "
            "stadsdelarna varierar mer än slumpen.",
            "Grupper efter ordning (M09): aldrig en plats utan platsens eget intervall, ur 10 000 "
            "slumpade dragningar med fast frö.",
        ),
    ),
    Question(
        key="manad",
        asks="Är förra månadens hopp något, eller det vanliga svängandet?",
        plain="Månads- och kvartalsvärden prövas mot sina egna svängningar. Det kräver minst tolv "
        "mätningar, och görs aldrig på årsvärden.",
        formulas=("Styrdiagram (M10): medelvärdet ± 2,66 gånger medelrörelsen mellan mätningarna.",),
    ),
    Question(
        key="trend",
        asks="Har det rört sig åt ett håll, eller bara svängt?",
        plain="En trend räknas bara när den är tydligare än svängningarna, och när inget enskilt år avgör.",
        formulas=(
            "De fem senaste åren (M11): X² över 9,55 och samma tecken när vart år i tur och ordning utelämnas.",
            "Antal (M13): Poissonregression ln E[x] = a + b·t + ln n, vidgad med spridningen φ när den är över 1.",
            "Utan antaganden (M14): Kendalls tau med exakt p och Sens lutning. Fyra mätningar räcker aldrig.",
        ),
    ),
    Question(
        key="sedan-start",
        asks="Är det bättre än när programmet började?",
        plain="Skillnaden mellan två år visas med felmarginal. Bara när hela marginalen ligger på en "
        "sida om noll kallas den säkerställd.",
        formulas=(
            "Två år (M12): skillnad enligt tvåstickprovstest; svänger åren mer än "
            "felmarginalen säger vidgas den med √φ och t-fördelning.",
        ),
    ),
    Question(
        key="borde-vara",
        asks="Var borde vi vara i dag?",
        plain="Vägen till målet är en rät linje: lika stora steg varje år från utgångsläget till målåret.",
        formulas=("Målbana (M15): B + (G − B)(t − t₀)/(T − t₀), med utgångsvärde B, mål G, basår t₀ och målår T.",),
    ),
    Question(
        key="pa-vag",
        asks="Är vi på väg, och går det att veta?",
        plain="Takten sedan basåret prövas mot ingen förändring, och det den leder till prövas mot målet.",
        formulas=(
            "Bedömning (M16): vägd rät linje genom alla jämförbara mätningar sedan basåret, med "
            "vikten 1/σ² där σ är felmarginalen delad med 1,96.",
            "Svänger åren mer än felmarginalen förklarar vidgas osäkerheten med spridningen φ, som "
            "räknas gemensamt för minst fem "
            "stadsdelar, annars ur den egna serien.",
            "Åt fel håll: hela intervallet för takten på fel sida om noll. Inte i takt: chans under "
            "10 procent. På väg: hela "
            "intervallet på rätt sida och chans minst 33 procent. Annars går det inte att avgöra.",
        ),
    ),
    Question(
        key="kanslig",
        asks="Hade ett annat basår berättat något annat?",
        plain="Samma räkning görs om med basåret flyttat ett år åt vardera hållet och utan vart och ett av åren.",
        formulas=("Känslighet (M16b): blir någon av bedömningarna en annan står det på indikatorns sida.",),
    ),
    Question(
        key="utan-tal",
        asks="Hur bedöms mål utan tal?",
        plain="”Minska” prövas mot utgångsåret. ”Behålla” är uppfyllt om felmarginalen når "
        "utgångsnivån. Mål i ord bedöms av en människa.",
        formulas=(
            "Mål utan tal (M18): M12 mot basåret och M11 där det finns fem år; ”behålla” med "
            "den tolerans som registret anger.",
        ),
    ),
    Question(
        key="europa",
        asks="Vad skulle en EU-bedömning säga?",
        plain="Den jämför årlig tillväxt med den som målet kräver. Den visas bara som jämförelse: "
        "där inget händer kallar den hälften av "
        "slumpade serier för en rörelse bort från målet.",
        formulas=(
            "Tillväxtkvot (M17): ((v/B)^(1/(t − t₀)) − 1) / ((G/B)^(1/(T − t₀)) − 1). Minst "
            "0,95 är betydande framsteg.",
        ),
    ),
    Question(
        key="landning",
        asks="Var landar vi 2020 om takten håller i sig, och hur troligt är målet?",
        plain="Linjen dras ut till målåret, med den osäkerhet som hör till. Det är ingen prognos för "
        "beslut som inte är fattade.",
        formulas=(
            "Landning (M19): linjens värde målåret med 90 procents intervall; chansen är sannolikheten att nå målet.",
        ),
    ),
    Question(
        key="skillnad",
        asks="Hur stora är skillnaderna i staden?",
        plain="Skillnaden visas alltid både i tal och som kvot, och bredvid vad slumpen ensam skulle "
        "ge. Grupper med en ordning mäts längs hela ordningen.",
        formulas=(
            "Mellan ändarna (M20): D = sämst − bäst, R = sämst / bäst. Spridning (M21): Σs|y − ȳ| "
            "och mellangruppsvarians minus slumpens golv.",
            "Lutning (M22): rät linje över gruppernas plats i ordningen, vägd med befolkningen. "
            "Koncentration (M23), Theil och MLD (M24).",
            "Full jämlikhet (M25): skillnaden till de bästa stadsdelarna med minst en femtedel av "
            "befolkningen. Ingen orsak påstås.",
        ),
    ),
    Question(
        key="minskar",
        asks="Minskar skillnaderna?",
        plain="Samma två ändar jämförs alla år, annars ser slumpen ut som en minskning. Nivån sägs "
        "alltid tillsammans med skillnaden.",
        formulas=(
            "Skillnad över tid (M26): vägd lutning av skillnadens storlek, med samma spridningsregel som bedömningen.",
        ),
    ),
    Question(
        key="vem",
        asks="Vilka stadsdelar gjorde förändringen?",
        plain="Förändringen delas i ändrade tal och ändrad befolkning. Delarna går jämnt upp.",
        formulas=("Uppdelning (M27): Σs̄·Δr och Σr̄·Δs; en stadsdels bidrag är s̄·Δr + Δs(r̄ − R̄).",),
    ),
    Question(
        key="sma-tal",
        asks="Kan någon kännas igen i siffrorna?",
        plain="Små antal döljs, och så många till som behövs för att de inte ska gå att räkna ut. Noll visas.",
        formulas=(
            "Små tal (M30): antal 1–4 döljs, liksom allt på för få svar. I varje summa med ett dolt "
            "tal döljs ett till, och med linjär "
            "programmering prövas att inget dolt tal går att ringa in.",
        ),
    ),
    Question(
        key="en-siffra",
        asks="Kan vi få en enda siffra för ett område?",
        plain="Nej, vi räknar bedömningar i stället, med de icke bedömda inräknade. Ett index döljer dåligt bakom bra.",
        formulas=(
            "Sammanvägning (M31): bara om den krävs, med lika vikter, minst 70 procent av "
            "indikatorerna och utan rangordning.",
        ),
    ),
)
"""In the order in which a reader asks them."""


def sections(examples: Mapping[str, str]) -> str:
    """One section per question: the plain answer, the live example from the register, the formula in a fold."""
    told = "".join(_section(question, examples[question.key]) for question in QUESTIONS)
    return f'<div class="lb-questions">{told}</div>'


def _section(question: Question, example: str) -> str:
    formulas = "".join(html.paragraph(line) for line in question.formulas)
    live = f'<p class="lb-live"><strong>Ur registret:</strong> {html.escape(example)}</p>'
    head = f'<h3 class="lb-h2" id="{question.key}">{html.escape(question.asks)}</h3>'
    told = head + html.paragraph(question.plain) + live + html.fold("Formeln", formulas)
    return f'<section class="lb-question">{told}</section>'
