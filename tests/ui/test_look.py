"""The style sheet and our own script."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from ui import look
from ui.choices import VIEWPOINT
from ui.document import STATIC


def test_the_style_sheet_fetches_nothing() -> None:
    assert not re.search(r"@import|url\((?!['\"]?data:)", look.style_sheet())


def test_the_style_sheet_cannot_end_its_own_element() -> None:
    assert "<" not in look.style_sheet()


def test_the_style_sheet_does_not_hang_on_generated_class_names() -> None:
    assert "st-emotion" not in look.style_sheet()


def test_the_style_sheet_is_complete() -> None:
    sheet = look.style_sheet()
    assert sheet.count("{") == sheet.count("}")
    assert "/*" not in sheet


def test_the_script_and_the_picker_agree_on_the_viewpoints_name() -> None:
    kept = re.search(r"const KEPT = \[([^]]*)\];", (STATIC / "app.js").read_text(encoding="utf-8"))
    assert kept is not None
    assert f"'{VIEWPOINT}'" in kept[1]


def test_a_title_escapes_its_text_and_carries_the_mark() -> None:
    def page() -> None:
        from ui import look

        look.title("Färre än 5 < 10", is_demo=True)

    body = AppTest.from_function(page).run().get("html")[0].proto.body
    assert body.startswith('<h1 class="lb-title">Färre än 5 &lt; 10')
    assert "påhittad" in body
