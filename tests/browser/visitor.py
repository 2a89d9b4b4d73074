"""A reader in a browser, with a memory of everything fetched from elsewhere and every fault in the console."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

from tests.browser import english

IDLE = "[data-testid='stApp'][data-test-script-state='notRunning'][data-test-connection-state='CONNECTED']"
UNSETTLED = "[data-testid='stSkeleton'], [data-stale='true']"
OVERFLOW = """() => [document.querySelector('[data-testid=stMain]'), document.documentElement]
    .map((e) => e.scrollWidth - e.clientWidth).reduce((a, b) => Math.max(a, b))"""
PROBING = "404 (Not Found)"
"""Streamlit looks for its base path below a deep link first; two such answers are known and harmless."""


@dataclass(slots=True, kw_only=True)
class Visitor:
    """One window."""

    page: Page
    url: str
    outside: list[str] = field(default_factory=list)
    """Addresses at other hosts that the window asked for."""
    faults: list[str] = field(default_factory=list)
    """What the console complained of: errors, and breaches of the content security policy."""

    def go(self, path: str) -> None:
        """Open an address as a reader who types it."""
        self.page.goto(self.url + path)
        self.wait()

    def wait(self) -> None:
        """Wait until the page stands still."""
        self.page.wait_for_selector("[data-testid='stMain'] h1", state="attached")
        self.page.wait_for_selector(IDLE, state="attached")  # after the title: a page is idle before its first run too
        expect(self.page.locator(UNSETTLED)).to_have_count(0)
        self.page.wait_for_timeout(300)

    def resize(self, size: tuple[int, int]) -> None:
        """Make the window another size and wait until the page has followed."""
        width, height = size
        if self.page.viewport_size != {"width": width, "height": height}:
            self.page.set_viewport_size({"width": width, "height": height})
            self.wait()
            for _ in range(50):  # drawings follow at their own pace; whoever looks judges what is left
                if self.overflow() <= 0:
                    break
                self.page.wait_for_timeout(100)

    def title(self) -> str:
        """The page's title in words."""
        return self.page.locator("[data-testid='stMain'] h1").first.inner_text()

    def query(self) -> str:
        """What stands after the question mark in the address line."""
        return urlsplit(self.page.url).query

    def path(self) -> str:
        """The address without host and choices."""
        return urlsplit(self.page.url).path

    def choose(self, key: str, words: str) -> None:
        """Choose in the picker with this key."""
        field = self.page.locator(f".st-key-{key} input")
        field.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)  # a list that is opened while the page still scrolls closes again
        field.click()
        self.page.get_by_role("option", name=words, exact=True).click()

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        return int(self.page.evaluate(OVERFLOW))

    def english(self) -> list[str]:
        """English words that are to be read or heard in the window."""
        return english.found(self.page)

    def note_request(self, request: Request) -> None:
        """Remember a request to another host."""
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(self.url).netloc:
            self.outside.append(request.url)

    def note_words(self, message: ConsoleMessage) -> None:
        """Remember a fault that the console tells of."""
        if message.type == "error" and PROBING not in message.text:
            self.faults.append(message.text)


_free: list[BrowserContext] = []
"""Readers who have left: their memory is wiped, but the programme's own files are still with them."""


@contextmanager
def visiting(browser: Browser, url: str, size: tuple[int, int]) -> Iterator[Visitor]:
    """A window of its own, as if the reader had never been here; only the files that may be kept for good are kept."""
    width, height = size
    context = _free.pop() if _free else browser.new_context(locale="en-US")
    visitor = Visitor(page=context.new_page(), url=url)
    visitor.page.set_viewport_size({"width": width, "height": height})
    visitor.page.on("request", lambda request: visitor.note_request(request))
    visitor.page.on("console", lambda message: visitor.note_words(message))
    visitor.page.on("pageerror", lambda fault: visitor.faults.append(str(fault)))
    try:
        yield visitor
        visitor.page.evaluate("localStorage.clear()")
        visitor.page.close()
        context.clear_cookies()
        _free.append(context)
    except BaseException:
        context.close()
        raise
