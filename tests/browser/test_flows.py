"""What a newsroom does, from end to end: it searches, opens, checks and judges, by mouse and by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served, Visitor, visit

TRUCE = "a photograph, not a plan"
CHANGED = "a photo, not a plan"


def heading(page: Page) -> str:
    return page.locator("h1").inner_text()


def test_search_and_open_everything(visitor: Visitor) -> None:
    page = visitor.go()
    page.get_by_role("searchbox").fill("truce photograph")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_have_text("truce")

    page.locator(".hit .said a").first.click()
    assert "/quotation/" in page.url and TRUCE in page.locator("blockquote").inner_text()
    expect(page.locator(".article-text .cue").first).to_be_visible()
    assert "Marta Velk" in page.locator("#citation").input_value()

    page.locator("figcaption .speaker a").click()
    assert "/speaker/" in page.url and heading(page) == "Marta Velk"
    assert "senior fellow, Lindqvist Institute" in page.locator("table.timeline").inner_text()
    expect(page.get_by_role("img", name="Quotations by")).to_be_visible()

    page.locator(".hit .where a").last.click()
    assert "/article/" in page.url and "#q-" in page.url
    begun = page.locator(f"[id='{page.url.split('#')[1]}']")
    begun.hover()
    expect(begun.locator(".who")).to_be_visible()
    assert "Marta Velk" in begun.locator(".who").inner_text()


def test_facets_narrow_and_chips_widen(visitor: Visitor) -> None:
    page = visitor.go()
    everything = page.locator("#found").inner_text()
    page.locator("#narrow").get_by_role("link", name="Marta Velk").click()
    found = page.locator(".hit .speaker").all_inner_texts()
    assert found and all(name.startswith("Marta Velk") for name in found)
    assert page.locator("#found").inner_text() != everything
    page.get_by_label("Chosen filters").get_by_role("link").click()
    assert page.locator("#found").inner_text() == everything


def test_check_a_changed_quotation(visitor: Visitor) -> None:
    page = visitor.go("/check")
    page.get_by_label("The words as you want to print them").fill(CHANGED)
    page.get_by_label("Said by").fill("Velk")
    page.get_by_role("button", name="Check the words").click()
    expect(page.locator(".verdict").first).to_contain_text("Altered")
    expect(page.locator("del").first).to_contain_text("photo")
    expect(page.locator("ins").first).to_contain_text("photograph")


def test_check_a_draft(visitor: Visitor) -> None:
    page = visitor.go("/check")
    page.get_by_label("The draft’s text").fill(
        f"“{CHANGED.capitalize()}”, said Marta Velk.\n\n“Nobody ever held this lantern,” said Owen Nobody."
    )
    page.get_by_role("button", name="Check the draft").click()
    text = page.locator("main").inner_text()
    assert "2 of 2 quotations checked" in text and "altered" in text.lower() and "not held" in text.lower()


def test_root_judges_and_takes_it_back(root: Visitor) -> None:
    page = root.go("?q=lennox&show=speakers")
    before = page.locator(".hit").count()
    root.go("/review")
    expect(page.locator("h2.question")).to_contain_text("Bob Lennox")
    page.get_by_role("button", name="Same").click()
    expect(page.get_by_role("status")).to_contain_text("Lennox")
    expect(page.locator("h2.question")).not_to_contain_text("Bob Lennox")
    page.goto(root.served.at("?q=lennox&show=speakers"))
    assert page.locator(".hit").count() == before - 1

    root.go("/review")
    page.locator(".steps").get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("status")).to_contain_text("Lennox")
    expect(page.locator("h2.question")).to_contain_text("Bob Lennox")
    page.goto(root.served.at("?q=lennox&show=speakers"))
    assert page.locator(".hit").count() == before


def test_one_key_for_each_answer(root: Visitor) -> None:
    page = root.go("/review")
    first = page.locator("h2.question").inner_text()
    page.keyboard.press("k")
    page.wait_for_url("**/review?offset=1")
    assert page.locator("h2.question").inner_text() != first
    root.go("/review")
    page.keyboard.press("d")
    expect(page.locator("h2.question")).not_to_have_text(first)
    page.wait_for_load_state()  # the words are there before the script is
    page.keyboard.press("b")
    expect(page.locator("h2.question")).to_have_text(first)


def test_a_stranger_reads_the_queue_only(visitor: Visitor) -> None:
    page = visitor.go("/review")
    expect(page.locator("h2.question")).to_contain_text("Lennox")
    assert page.locator("form[method=post]").count() == 0
    expect(page.locator("main")).to_contain_text("sign in")


def test_a_strangers_form_is_refused(browser: Browser, own_served: Served) -> None:
    visitor = visit(browser, own_served)
    page = visitor.go("/review")
    page.evaluate(
        """address => { const form = document.createElement('form'); form.method = 'post'; form.action = address;
            document.body.append(form); form.submit(); }""",
        own_served.at("/review/judge"),
    )
    page.wait_for_url("**/review/judge")
    page.wait_for_load_state()
    assert "403" in str(visitor.faults) and page.locator("h2.question").count() == 0
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_by_keyboard_alone(browser: Browser, served: Served, width: int) -> None:
    """From the first tab stop to a quotation, its speaker and its article, without a mouse."""
    visitor = visit(browser, served, width=width)
    page = visitor.go()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    _tab_to(page, "input[type=search]")
    page.keyboard.type("truce photograph")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=truce*")
    _tab_to(page, ".hit .said a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotation/**")
    _tab_to(page, "figcaption .where a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/article/**")
    _tab_to(page, "a.begins")
    expect(page.locator("a.begins:focus .who")).to_be_visible()
    page.context.close()
    assert not visitor.faults, visitor.faults


def _tab_to(page: Page, wanted: str, most: int = 80) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"nothing shows that {wanted} has the focus"
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab within {most} stops")


def test_everything_can_be_read_without_scripts(browser: Browser, served: Served) -> None:
    visitor = visit(browser, served, java_script_enabled=False)
    for path, words in (
        ("?q=truce", "truce"),
        ("/check?q=" + CHANGED, "Altered"),
        ("/review", "Lennox"),
        ("/overview", "Marta Velk"),
    ):
        assert words in visitor.go(path).locator("main").inner_text()
    visitor.page.context.close()


def test_other_plugins_pages_lead_here(visitor: Visitor) -> None:
    """Datasette's own page of the database has a link to the quotations."""
    visitor.page.goto(f"{visitor.served.address}/news")
    link = visitor.page.locator("a[href='/news/-/quotes']").first
    assert link.count() == 1 and "Quotations" in link.text_content()  # type: ignore[operator]
    visitor.faults.clear()  # Datasette's own pages are not what is tested here
