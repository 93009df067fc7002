"""What holds for every page: nothing fails in it, it fits a phone, and anybody can use it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.addresses import PAGES, address_of
from tests.browser.conftest import Served, Visitor, visit

WIDTHS = (360, 1280)
SEVERE = ("serious", "critical")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_fits_and_raises_nothing(browser: Browser, served: Served, page: str, width: int) -> None:
    visitor = visit(browser, served, width=width)
    shown = visitor.go(address_of(served, page))
    assert shown.locator("h1").count() == 1 and shown.locator("main").count() == 1
    wide = shown.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{wide} pixels wide: {_widest(visitor)}"
    expected = ["404"] if page == "not there" else []
    assert [fault for fault in visitor.faults if not any(code in fault for code in expected)] == []
    visitor.page.context.close()


def _widest(visitor: Visitor) -> object:
    script = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    return visitor.page.evaluate(script)


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_for_everybody(browser: Browser, served: Served, page: str, width: int, scheme: str) -> None:
    visitor = visit(browser, served, width=width, color_scheme=scheme, bypass_csp=True)  # axe is a script put in
    found = Axe().run(visitor.go(address_of(served, page)))
    severe = [violation for violation in found.response["violations"] if violation["impact"] in SEVERE]
    told = [(v["id"], v["help"], [node["html"][:200] for node in v["nodes"][:3]]) for v in severe]
    visitor.page.context.close()
    assert not told, told


def test_axe_sees_what_it_should(browser: Browser) -> None:
    """A page that is bad on purpose: this check can fail."""
    page = browser.new_page()
    page.set_content("<html><body><img src=x><input><p style='color:#eee;background:#fff'>pale</p></body></html>")
    found = {violation["id"] for violation in Axe().run(page).response["violations"] if violation["impact"] in SEVERE}
    page.close()
    assert {"image-alt", "label", "color-contrast"} <= found
