"""Golden drawings: what a chart looked like when somebody last looked at it; `LAGESBILD_GOLDEN=1` writes them anew."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "golden" / "charts"


def same(name: str, drawn: str | dict[str, Any]) -> bool:
    """Whether a drawing is the one that was looked at."""
    text = drawn if isinstance(drawn, str) else json.dumps(drawn, ensure_ascii=False, indent=1) + "\n"
    path = FOLDER / name
    if os.environ.get("LAGESBILD_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text
