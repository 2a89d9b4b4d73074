"""Tillgänglighet: what works for everyone, and what is known not to."""

from __future__ import annotations

from indicators.model import UserRole
from ui import access, cards, frame, look

WORKS = (
    "Alla diagram har en textbeskrivning och en tabell med samma siffror. Inget syns bara när man pekar på det.",
    "Färg är aldrig ensam bärare av en uppgift: varje bedömning har ikon och ord.",
    "Allt går att nå med tangentbord. Sidorna fungerar vid 200 procents förstoring, på telefon och i gråskaleutskrift.",
    "Tal skrivs på svenska. Ett värde som saknas står som ett streck med ett skäl, aldrig som noll.",
)
KNOWN = (
    "På telefon delas menyns sidor i grupper vars rubriker läses upp som listpunkter av vissa skärmläsare.",
    "Diagrammens punkter nås inte en och en med tangentbord. Tabellen under diagrammet har samma siffror.",
)


def render() -> None:
    """Show the accessibility statement."""
    access.require(UserRole.READER)
    frame.kicker("Tillgänglighet")
    look.title("Sidorna ska fungera för alla")
    cards.paragraphs(
        [
            "Lägesbild 2020 följer WCAG 2.1 nivå AA, som lagen om tillgänglighet till digital service kräver. "
            "Varje ändring prövas automatiskt innan den når läsaren."
        ]
    )
    cards.section("Det här gäller på alla sidor")
    cards.bullets(WORKS)
    cards.section("Det här vet vi inte fungerar fullt ut")
    cards.bullets(KNOWN)
    cards.section("Hittar du något som inte fungerar?")
    cards.paragraphs(
        ["Säg till den som ansvarar för Lägesbild 2020 i din förvaltning. Beskriv sidan och vad du ville göra."]
    )
