"""A real browser for the pages that are made: Debian's Chromium, one for all tests.

A plugin of tests/conftest.py, which brings the fixture `chromium`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.tools import needed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request


class Visit(NamedTuple):
    """A page in the browser, what it asked for besides itself, and what the browser said of it."""

    page: "Page"
    requests: list["Request"]
    complaints: list[str]

    def faults(self) -> list[str]:
        """Return what axe finds wrong for those who can't see, or can't point."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{fault['id']}: {node['html']}" for fault in found for node in fault["nodes"]]

    def overflow(self) -> int:
        """Return how many pixels of the page lie beyond the right edge of the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return max(0, wide)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Return the browser. A test is skipped where there is none, but in CI it fails."""
    program = needed("chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def visit(browser: "Browser", file: Path, *, width: int = 1280, dark: bool = False) -> Iterator[Visit]:
    """Open a file in a window of a width, on a screen that is light or dark."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    visited = Visit(page, [], [])
    page.on("request", lambda request: visited.requests.append(request))
    page.on("console", lambda message: visited.complaints.append(message.text))
    page.on("pageerror", lambda error: visited.complaints.append(str(error)))
    try:
        page.goto(file.as_uri())
        del visited.requests[0]  # the page itself
        yield visited
    finally:
        page.close()
