"""How the dots of the districts and the overview of all indicators are read."""

from __future__ import annotations

from typing import Final

from indicators.districts.against_city import Comparison, Together
from indicators.texts import districts as texts

_SURELY: Final = (
    "”Säkerställt” sägs bara när skillnaden håller med 99,8 procents säkerhet, eftersom alla stadsdelar prövas "
    "samtidigt, och bara när stadsdelarna tillsammans skiljer sig mer än slumpen. Grått betyder: dra ingen slutsats."
)
_MARKED: Final = {
    True: "Märket är värdet och strecket dess felmarginal: vad slumpen ensam kan flytta det.",
    False: "Märket är värdet. Det har ingen känd felmarginal, så inget streck är ritat.",
}
_ORDER: Final = {
    True: "Ordningen är ingen rangordning: stadsdelar vars streck ligger lika går inte att skilja åt.",
    False: "Ordningen är registrets och säger inget om vem som ligger bäst.",
}

OVERVIEW: Final = (
    "Varje rad är en indikator och varje kolumn en stadsdel. Värdet står först, tecknet efter. Tonade celler är de där "
    "skillnaden är säkerställd.",
    "Grå cirkel: stadsdelen går inte att skilja från resten av staden, hur värdet än ser ut.",
    "Blå cirkel och vinröd romb: säkerställt bättre och sämre. Grå fyrkant: säkerställt högre eller lägre på något som "
    "varken är bra eller dåligt.",
    "Räkna inte ihop tecknen till en placering: indikatorerna överlappar varandra och väger olika.",
    "Välj ett namn för att se indikatorn i alla stadsdelar, och en cell för att se den i en stadsdel, med kurva och "
    "varifrån värdet kommer.",
)
"""How the overview is read."""


def dots(found: Comparison) -> list[str]:
    """How the dots are read; of margins, line, test, order and missing values only what is shown."""
    is_tested, has_absent = found.together is not Together.NOT_TESTED, len(found.districts) > len(found.valued)
    line = "" if found.city is None else f"Den lodräta linjen är {texts.whole(found)}."
    word = "Ordet till höger jämför stadsdelen med resten av staden." if is_tested else ""
    return [
        said
        for said in (
            f"Varje rad är en stadsdel. {_MARKED[texts.has_margin(found)]}",
            " ".join(part for part in (line, word) if part),
            _SURELY if is_tested else "",
            _ORDER[found.together is Together.DIFFER],
            "Stadsdelar utan värde står sist, med skälet." if has_absent else "",
        )
        if said
    ]
