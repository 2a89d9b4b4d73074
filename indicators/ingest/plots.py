"""What the made-up figures are made to tell: for each demonstration indicator its course and its oddities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """How a made-up figure comes about."""

    SURVEY = "enkat"
    REGISTER = "register"
    COUNT = "antal"
    MEAN = "medelvarde"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One demonstration indicator: the city's course, and what is odd about it."""

    indicator: str
    kind: Kind
    path: Mapping[int, float]
    """The city's value by year, before chance has its say."""
    base: float = 462.0
    """Persons in an ordinary district, or respondents in all (MEAN)."""
    spread: float = 0.5
    """How far the districts lie apart on the logit scale; persons' spread (MEAN)."""
    per: float = 100.0
    """100 for per cent, 1 000 for a rate."""
    women: float = 0.0
    """Women's log odds against men's."""
    by_sex: bool = False
    ages: Mapping[str, float] = field(default_factory=dict)
    """How much likelier each age group is than everybody, as a logarithm, by its code; empty where age is not asked."""
    in_districts: bool = True
    preliminary: frozenset[int] = frozenset()
    cancelled: tuple[int, ...] = ()
    """Years in which nobody was asked."""
    oddities: Mapping[tuple[str, int], int | tuple[str, str]] = field(default_factory=dict)
    """By geography and year: so few respondents, or a status with its note."""


def course(first: int, *values: float) -> dict[int, float]:
    """A value a year from the first."""
    return dict(enumerate(values, start=first))


NOT_ASKED: Final = "Mätningen ställdes in."
_NOT_ASKED: Final = ("saknas", NOT_ASKED)
_HIDDEN: Final = ("skyddad", "Dold av källan: för få personer.")

PLOTS: Final = (
    Plot(
        indicator="demo-framtidstro",
        kind=Kind.SURVEY,
        path={2012: 68.5, 2014: 69.0, 2016: 69.5, 2018: 70.5, 2020: 70.0},
        base=300,
        spread=-0.35,
        women=-0.25,
        by_sex=True,
        oddities={("140", 2016): 41, ("138", 2020): _NOT_ASKED},
    ),
    Plot(
        indicator="demo-god-halsa",
        kind=Kind.SURVEY,
        path=course(2011, 71.5, 71.8, 72.0, 72.0, 72.4, 72.1, 72.7, 72.9, 72.8, 73.2),
        spread=-0.4,
        women=-0.2,
        by_sex=True,
    ),
    Plot(
        indicator="demo-trygg-ute-kvallstid",
        kind=Kind.SURVEY,
        path=course(2011, 56.8, 57.0, 57.3, 57.5, 58.6, 59.9, 60.9, 62.2, 63.4, 64.6),
        spread=-0.7,
        women=-0.9,
        by_sex=True,
        ages={"16-29": 0.1, "30-44": 0.15, "45-64": 0.0, "65-84": -0.3},
        oddities={("140", 2015): 43, ("131", 2013): _NOT_ASKED, ("139", 2019): _HIDDEN},
    ),
    Plot(
        indicator="demo-avhjalpta-brister",
        kind=Kind.REGISTER,
        path=course(2013, 52, 54, 58, 63, 66, 71, 74, 78),
        base=45,
        spread=-0.2,
        oddities={("137", 2017): ("saknas", "Ingen vandring gjordes.")},
    ),
    Plot(
        indicator="demo-kan-paverka-lokalt",
        kind=Kind.SURVEY,
        path=course(2012, 24.0, 24.4, 24.6, 25.4, 24.8, 25.9, 25.7, 26.4),
        base=300,
        spread=-0.25,
        women=0.05,
        cancelled=(2020,),
        by_sex=True,
        oddities={("140", 2014): 47, ("132", 2018): _HIDDEN},
    ),
    Plot(
        indicator="demo-nattvandringar",
        kind=Kind.COUNT,
        path=course(2011, 310, 330, 345, 360, 370, 395, 410, 440, 455, 280),
        spread=0.3,
    ),
    Plot(
        indicator="demo-hog-skolfranvaro",
        kind=Kind.REGISTER,
        path=course(2012, 6.4, 6.5, 6.5, 6.4, 6.5, 6.3, 6.3, 6.2),
        base=1350,
        spread=0.6,
        women=-0.1,
        cancelled=(2020,),
        by_sex=True,
    ),
    Plot(
        indicator="demo-misstankta-15-17",
        kind=Kind.REGISTER,
        path=course(2011, 17.8, 17.5, 17.2, 17.0, 16.6, 16.9, 16.1, 15.4, 15.2, 14.6),
        base=1500,
        spread=0.9,
        per=1000.0,
        oddities={("133", 2016): _HIDDEN, ("135", 2018): _HIDDEN},
    ),
    Plot(
        indicator="demo-narkotika-arskurs-9",
        kind=Kind.SURVEY,
        path=course(2011, 8.6, 8.4, 8.2, 8.0, 7.5, 7.0, 6.5, 5.9, 5.5),
        spread=0.1,
        women=-0.2,
        cancelled=(2020,),
        by_sex=True,
        oddities={("131", 2016): 38},
    ),
    Plot(
        indicator="demo-tillsyn-serveringsstallen",
        kind=Kind.COUNT,
        path=course(2012, 610, 640, 655, 648, 662, 671, 639, 650, 402),
        in_districts=False,
    ),
    Plot(
        indicator="demo-utsatta-for-brott",
        kind=Kind.SURVEY,
        path=course(2011, 14.2, 14.0, 14.1, 14.3, 14.1, 14.4, 19.8, 19.9, 19.5, 19.2),
        spread=0.2,
        women=-0.1,
        by_sex=True,
    ),
    Plot(
        indicator="demo-avstar-fran-att-ga-ut",
        kind=Kind.SURVEY,
        path=course(2011, 17.0, 17.2, 17.3, 17.6, 18.6, 19.7, 20.6, 21.6, 22.3),
        spread=0.6,
        women=1.2,
        cancelled=(2020,),
        by_sex=True,
        oddities={("136", 2017): _HIDDEN},
    ),
    Plot(
        indicator="demo-gallande-overenskommelser",
        kind=Kind.COUNT,
        path=course(2012, 3, 4, 5, 6, 7, 7, 8, 9, 9),
        in_districts=False,
    ),
    Plot(
        indicator="demo-samverkan-fungerar",
        kind=Kind.MEAN,
        path=course(2013, 61.0, 61.5, 62.0, 63.0, 63.5, 64.5, 65.0, 66.0),
        base=220,
        spread=18.0,
    ),
    Plot(
        indicator="demo-nytta-av-gemensam-utbildning",
        kind=Kind.SURVEY,
        path={2015: 61, 2017: 64, 2019: 67},
        base=28,
        spread=0.0,
        in_districts=False,
    ),
    Plot(
        indicator="demo-uppfoljda-insatser",
        kind=Kind.REGISTER,
        path=course(2014, 48, 47, 55, 52, 58, 54, 60),
        base=6,
        spread=0.0,
        in_districts=False,
    ),
    Plot(
        indicator="demo-gott-bemotande",
        kind=Kind.SURVEY,
        path=course(2011, 79.2, 79.0, 78.9, 78.6, 77.9, 76.9, 76.2, 75.1, 74.6, 74.0),
        base=300,
        spread=-0.3,
        women=0.1,
        by_sex=True,
        preliminary=frozenset({2020}),
        oddities={("131", 2012): 44, ("140", 2018): 46, ("138", 2020): _NOT_ASKED},
    ),
)
