"""What Kolada answered, from the fetches that the product ships."""

from __future__ import annotations

import csv
from typing import Any

from indicators.settings import REFERENCE_DIR


def as_answered(when: str = "2024-12-12", *kpis: str) -> list[dict[str, Any]]:
    """The rows of a fetch as the service gives them, all key figures or some."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    with (REFERENCE_DIR / f"kolada-{when}.csv").open(encoding="utf-8", newline="") as opened:
        for line in csv.DictReader(opened):
            if kpis and line["kpi"] not in kpis:
                continue
            key = (line["kpi"], line["year"])
            given = {"kpi": line["kpi"], "municipality": line["municipality_id"], "period": int(line["year"])}
            row = rows.setdefault(key, {**given, "values": []})
            value = float(line["value"]) if line["value"] else None
            row["values"].append({"gender": line["gender"], "count": 1, "status": line["status"], "value": value})
    return list(rows.values())


def times(rows: list[dict[str, Any]], kpi: str, factor: float) -> None:
    """Make every value of a key figure so many times larger."""
    for row in rows:
        if row["kpi"] == kpi:
            row["values"] = [{**each, "value": each["value"] and each["value"] * factor} for each in row["values"]]
