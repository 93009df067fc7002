"""What an article or a name holds is shown as text on every page, and nothing of it runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.addresses import hostile_addresses
from tests.browser.conftest import Served, visit
from tests.browser.hostile import SHOWN

PLACES = (
    "search", "search for markup", "speakers", "organizations", "articles", "a facet", "quotation", "speaker",
    "article", "check", "overview",
)  # fmt: skip
SEEN = {
    "search": [
        "<script>window.hurt = 1</script>", "{{ 7 * 7 }}", "{% raw %}", "<b onmouseover", "<svg onload",
        "Daily <style>",
    ],
    "search for markup": ["<script>window.hurt = 1</script>"],
    "speakers": ["Eve <b onmouseover=window.hurt=3>Bold</b>"],
    "organizations": ["<script src='//evil.example/x.js'></script>"],
    "articles": ["</title></textarea><iframe"],
    "a facet": ["Daily <style>body{display:none}</style> 'Quote\" `Tick`"],
    "quotation": ["<script>window.hurt = 1</script>", "</title></textarea><iframe", "Ministry of \"><script"],
    "speaker": ["Eve <b onmouseover=window.hurt=3>Bold</b>", "Ministry of \"><script", "Daily <style>"],
    "article": [
        "</title></textarea><iframe", "<p>An end & more &lt;b&gt; <!-- never closed",
        "<a href=javascript:window.hurt=7>",
    ],
    "check": ["<script>window.hurt = 1</script>"],
    "overview": ["Daily <style>body{display:none}</style>"],
}  # fmt: skip


def test_every_place_is_looked_at(served: Served) -> None:
    assert set(hostile_addresses(served)) == set(PLACES) == set(SEEN)


@pytest.mark.parametrize("place", PLACES)
def test_markup_is_text(browser: Browser, served: Served, place: str) -> None:
    visitor = visit(browser, served, bypass_csp=True)  # without the policy: escaping alone must do
    page = visitor.go(hostile_addresses(served)[place])
    page.wait_for_timeout(200)
    assert page.evaluate("window.hurt") is None
    text = page.locator("body").inner_text()
    missing = [words for words in SEEN[place] if " ".join(words.split()) not in " ".join(text.split())]
    assert not missing, f"{missing} not in: {text[:3000]}"
    for forbidden in (
        "iframe",
        "main svg[onload]",
        "script:not([src^='/-/static-plugins/quotetrack/'])",
        "style",
        "b[onmouseover]",
    ):
        assert page.locator(forbidden).count() == 0, forbidden
    assert page.locator("a[href^='javascript' i]").count() == 0
    _hover_everything(visitor.page)
    assert page.evaluate("window.hurt") is None
    visitor.page.context.close()
    assert not [fault for fault in visitor.faults if "404" not in fault], visitor.faults


def _hover_everything(page: object) -> None:
    """Moves the mouse over whatever says it reacts to that."""
    page.evaluate(  # type: ignore[attr-defined]
        """for (const e of document.querySelectorAll('main *'))
            for (const kind of ['mouseover', 'focus', 'error', 'load']) e.dispatchEvent(new Event(kind))"""
    )


@pytest.mark.parametrize("place", ["search", "quotation", "article", "check", "articles"])
def test_no_sign_turns_the_letters_of_a_page_round(browser: Browser, served: Served, place: str) -> None:
    visitor = visit(browser, served)
    page = visitor.go(hostile_addresses(served)[place])
    assert SHOWN in page.locator("main").inner_text()
    assert not any(0x202A <= ord(sign) <= 0x202E for sign in page.locator("body").inner_text())
    visitor.page.context.close()
    assert not visitor.faults, visitor.faults
