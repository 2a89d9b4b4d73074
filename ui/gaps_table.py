"""What the programme's goals can be followed with: ten areas x roles, for the city and for districts."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.model import GeographyLevel, IndicatorRole, Progress, StrategicArea
from indicators.situation import Situation
from indicators.texts import words
from ui import choices, html, menu

LEVELS = (GeographyLevel.CITY, GeographyLevel.DISTRICT)
LEVEL_WORDS = {GeographyLevel.CITY: "staden", GeographyLevel.DISTRICT: "stadsdelar"}


LEGEND = (
    '<p class="lb-legend"><span class="lb-missing-all">saknas</span> inget utfall alls '
    '<span class="lb-missing-2">saknas</span> inget i den rollen '
    '<span class="lb-missing-1">bara påhittade</span> inga verkliga siffror</p>'
)
"""What the shades mean."""


def table(seen: Situation) -> str:
    """Areas as rows; for each role and level the number of indicators with a value, real ones first."""
    columns = [(role, level) for role in IndicatorRole for level in LEVELS]
    first = "".join(
        f'<th role="columnheader" scope="colgroup" colspan="{len(LEVELS)}">{words.ROLES[role][0]}</th>'
        for role in IndicatorRole
    )
    second = "".join(f'<th role="columnheader" scope="col" class="c-gap">{LEVEL_WORDS[lv]}</th>' for _, lv in columns)
    rows = "".join(_row(seen, area, columns) for area in seen.registry.strategic_areas)
    return (
        '<table role="table" class="lb-table lb-gaps">'
        f'<caption class="lb-hidden">Indikatorer med värde, läge per {seen.year}</caption>'
        '<thead role="rowgroup"><tr role="row"><td role="cell"></td>'
        f'{first}</tr><tr role="row"><th role="columnheader" scope="col">Strategiskt område</th>{second}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def followed(seen: Situation, area: int, role: IndicatorRole, level: GeographyLevel) -> tuple[int, int]:
    """How many indicators of a role have a value on a level: (real, made up)."""
    told = {
        p.indicator
        for p in _with_value(seen.progress.values())
        if seen.registry.geographies[p.geography].level is level
    }
    chosen = [i for i in seen.registry.of_area(area) if i.role is role and i.id in told]
    return sum(not i.is_demo for i in chosen), sum(i.is_demo for i in chosen)


def _row(seen: Situation, area: StrategicArea, columns: list[tuple[IndicatorRole, GeographyLevel]]) -> str:
    link = choices.link(area.short_name, menu.AREA, omrade=str(area.number))
    name = f'<th role="rowheader" scope="row"><span class="lb-no">{area.number}</span> {link}</th>'
    return html.row([name, *(_cell(followed(seen, area.number, role, level), role, level) for role, level in columns)])


def _cell(found: tuple[int, int], role: IndicatorRole, level: GeographyLevel) -> str:
    real, made_up = found
    label = f"{words.ROLES[role][0]}, {LEVEL_WORDS[level]}"
    invented = "1 påhittad" if made_up == 1 else f"{made_up} påhittade"
    if real:
        extra = f' <span class="lb-demo">+ {invented}</span>' if made_up else ""
        return html.cell(f"<span><strong>{real}</strong>{extra}</span>", css="c-gap", label=label)
    if made_up:
        return html.cell(f"bara {invented}", css="c-gap lb-missing-1", label=label)
    shade = "lb-missing-all" if role is IndicatorRole.OUTCOME else "lb-missing-2"
    return html.cell("saknas", css=f"c-gap {shade}", label=label)


def _with_value(found: Iterable[Progress]) -> Iterable[Progress]:
    return (p for p in found if p.value.value is not None)
