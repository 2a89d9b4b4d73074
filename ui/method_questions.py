"""The questions of Så här räknar vi: what each one asks, in plain words, and the formula behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ui import html, method_formulas


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question, answered by one or several methods."""

    key: str
    """The key of its live example."""
    asks: str
    plain: str
    methods: tuple[str, ...]
    """The ids of the methods behind the answer; each has its formula in the fold."""


QUESTIONS: Final = (
    Question(
        key="hur-vanligt",
        asks="Hur vanligt är det, och hur säkert vet vi det?",
        plain="Antal delas med folkmängd eller antal svar. Felmarginalen visar vad slumpen ensam kan "
        "flytta värdet, 95 gånger av 100.",
        methods=("M01", "M02", "M03"),
    ),
    Question(
        key="alder",
        asks="Skulle skillnaden finnas kvar om alla hade samma ålder?",
        plain="En stadsdel med många unga har fler av det som unga råkar ut för. Då kan värdet "
        "räknas om till stadens åldersfördelning.",
        methods=("M04", "M05"),
    ),
    Question(
        key="stadsdel",
        asks="Skiljer sig stadsdelen från de andra, eller är det slumpen?",
        plain="Med tio stadsdelar pekar slumpen ut någon i fyra fall av tio. Därför görs ett samlat "
        "test först, och bara det som håller med "
        "99,8 procents säkerhet får färg.",
        methods=("M06", "M07", "M08", "M09"),
    ),
    Question(
        key="manad",
        asks="Är förra månadens hopp något, eller det vanliga svängandet?",
        plain="Månads- och kvartalsvärden prövas mot sina egna svängningar. Det kräver minst tolv "
        "mätningar, och görs aldrig på årsvärden.",
        methods=("M10",),
    ),
    Question(
        key="trend",
        asks="Har det rört sig åt ett håll, eller bara svängt?",
        plain="En trend räknas bara när den är tydligare än svängningarna, och när inget enskilt år avgör.",
        methods=("M11", "M13", "M14"),
    ),
    Question(
        key="sedan-start",
        asks="Är det bättre än när programmet började?",
        plain="Skillnaden mellan två år visas med felmarginal. Bara när hela marginalen ligger på en "
        "sida om noll kallas den säkerställd.",
        methods=("M12",),
    ),
    Question(
        key="borde-vara",
        asks="Var borde vi vara i dag?",
        plain="Vägen till målet är en rät linje: lika stora steg varje år från utgångsläget till målåret.",
        methods=("M15",),
    ),
    Question(
        key="pa-vag",
        asks="Är vi på väg, och går det att veta?",
        plain="Takten sedan basåret prövas mot ingen förändring, och det den leder till prövas mot målet.",
        methods=("M16",),
    ),
    Question(
        key="kanslig",
        asks="Hade ett annat basår berättat något annat?",
        plain="Samma räkning görs om med basåret flyttat ett år åt vardera hållet och utan vart och ett av åren.",
        methods=("M16b",),
    ),
    Question(
        key="utan-tal",
        asks="Hur bedöms mål utan tal?",
        plain="”Minska” prövas mot utgångsåret. ”Behålla” är uppfyllt om felmarginalen når "
        "utgångsnivån. Mål i ord bedöms av en människa.",
        methods=("M18",),
    ),
    Question(
        key="europa",
        asks="Vad skulle en EU-bedömning säga?",
        plain="Den jämför årlig tillväxt med den som målet kräver. Den visas bara som jämförelse: "
        "där inget händer kallar den hälften av "
        "slumpade serier för en rörelse bort från målet.",
        methods=("M17",),
    ),
    Question(
        key="landning",
        asks="Var landar vi 2020 om takten håller i sig, och hur troligt är målet?",
        plain="Linjen dras ut till målåret, med den osäkerhet som hör till. Det är ingen prognos för "
        "beslut som inte är fattade.",
        methods=("M19",),
    ),
    Question(
        key="skillnad",
        asks="Hur stora är skillnaderna i staden?",
        plain="Skillnaden visas alltid både i tal och som kvot, och bredvid vad slumpen ensam skulle "
        "ge. Grupper med en ordning mäts längs hela ordningen.",
        methods=("M20", "M21", "M22", "M23", "M24", "M25"),
    ),
    Question(
        key="minskar",
        asks="Minskar skillnaderna?",
        plain="Samma två ändar jämförs alla år, annars ser slumpen ut som en minskning. Nivån sägs "
        "alltid tillsammans med skillnaden.",
        methods=("M26",),
    ),
    Question(
        key="vem",
        asks="Vilka stadsdelar gjorde förändringen?",
        plain="Förändringen delas i ändrade tal och ändrad befolkning. Delarna går jämnt upp.",
        methods=("M27",),
    ),
    Question(
        key="sma-tal",
        asks="Kan någon kännas igen i siffrorna?",
        plain="Små antal döljs, och så många till som behövs för att de inte ska gå att räkna ut. Noll visas.",
        methods=("M30",),
    ),
    Question(
        key="en-siffra",
        asks="Kan vi få en enda siffra för ett område?",
        plain="Nej, vi räknar bedömningar i stället, med de icke bedömda inräknade. Ett index döljer dåligt bakom bra.",
        methods=("M31",),
    ),
)
"""In the order in which a reader asks them."""


def sections(examples: Mapping[str, str], trials: Mapping[str, str]) -> str:
    """One section per question: the plain answer, the live example from the register, the formulas in a fold.

    `trials` are ready parts that show how a method has held, by the question's key.
    """
    told = "".join(_section(question, examples[question.key], trials.get(question.key, "")) for question in QUESTIONS)
    return f'<div class="lb-questions">{told}</div>'


def _section(question: Question, example: str, trial: str) -> str:
    formulas = "".join(map(method_formulas.shown, question.methods))
    head = f'<h3 class="lb-h2" id="{question.key}">{html.escape(question.asks)}</h3>'
    live = f'<p class="lb-live"><strong>Ur registret:</strong> {html.escape(example)}</p>'
    fold = html.fold("Formeln" if len(question.methods) == 1 else "Formlerna", formulas)
    left, right = f"<div>{head}{html.paragraph(question.plain)}</div>", f"<div>{live}{fold}</div>"
    return f'<section class="lb-question">{left}{right}{trial}</section>'
