"""The hearing in a browser, as the lead: nothing English, no barrier and nothing beside the screen in any width."""

from __future__ import annotations

import pytest

from tests.browser import sights
from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser
PATH = "/hearing?lage=2019&datum=2020-10-13&omraden=2,7"


def test_the_page_has_no_barrier_nothing_english_and_nothing_beside_the_screen(visit: Visit) -> None:
    with visit(PATH) as visitor:
        visitor.choose("access-role", "utvecklingsledare")
        title = visitor.page.get_by_role("heading", name="Hearing 13 oktober 2020: klar att ge ut")
        title.wait_for(timeout=60_000)
        visitor.wait()
        assert sights.complaints(visitor) == {}
