"""The page that checks words and drafts: verdicts, differences that can be read without colours, drafts in time."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path

import pytest

from quotetrack.check import drafts
from quotetrack.errors import TooSlowError
from quotetrack.store import open_store
from quotetrack.web.pages import check
from tests.store.builders import article, said
from tests.web.conftest import Site, asked, open_site

WORDS = "We had 214 letters"
"""Of samples/council_pitch.txt, said by Moira Tennant."""


def text_of(page: str) -> str:
    """What a page says, its tags left out, white space as single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.split("<main")[1].split("</main>")[0])).split())


def test_the_forms_alone(site: Site) -> None:
    page = site.get("/check").text
    assert 'name="q"' in page and 'name="draft"' in page and 'role="status"' not in page
    for field in ("q", "by", "date", "draft"):
        assert f'<label for="{field}">' in page and f'id="{field}"' in page
    assert site.get("/check.json").json() == {"q": "", "by": None, "date": None, "check": None}


def test_words_as_they_were_printed(site: Site) -> None:
    found = site.get("/check", q=WORDS, by="Tennant")
    said = text_of(found.text)
    assert found.status_code == 200 and "✓ Verbatim: printed in exactly these words." in said
    assert "Moira Tennant" in said and 'class="verdict good"' in found.text and "<del>" not in found.text
    assert re.search(r'href="/news/-/quotes/speaker/\d+"', found.text)
    assert re.search(r'href="/news/-/quotes/article/\d+#q-[0-9a-f]{12}"', found.text)
    assert re.search(r'href="/news/-/quotes/quotation/\d+"', found.text)


def test_what_differs_is_said_in_words_too(site: Site) -> None:
    page = site.get("/check", q="We had 215 letters").text
    assert "Altered: one number differs." in text_of(page) and 'class="verdict bad"' in page
    assert '<del><span class="unseen">asked: </span>215<' in page
    assert '<ins><span class="unseen">printed: </span>214<' in page
    assert "a number: “215” asked, “214” printed" in text_of(page)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"q": WORDS, "by": "Velk"}, "Unsure speaker: the article says only “she”, which is read as Moira Tennant"),
        ({"q": "Whoever owns Sarrat in November", "by": "Tennant"}, "Wrong speaker: these words are held as said by M"),
        ({"q": "Elephants vote on Thursdays"}, "Not held: nothing in this store has these words."),
        ({"q": "???"}, "Not held:"),
    ],
)
def test_verdicts(site: Site, fields: dict[str, str], said: str) -> None:
    assert said in text_of(site.get("/check", **fields).text)


def test_the_same_as_json(site: Site) -> None:
    found = site.get("/check.json", q="We had 215 letters", by="Tennant").json()
    assert found["q"] == "We had 215 letters" and found["by"] == "Tennant"
    held = found["check"]
    assert held["verdict"] == "altered" and held["fails"] is True and held["sources"][0]["printed"] == WORDS
    assert held["sentence"] == "Altered: one number differs." and held["best"]["speaker"]["name"] == "Moira Tennant"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"q": "x" * 2_001}, "2,001 characters"),
        ({"q": WORDS, "date": "soon"}, "soon"),
        ({"q": " "}, "nothing to check"),
        ({"draft": " "}, "nothing to check"),
    ],
)
def test_what_cannot_be_asked_is_told_beside_the_forms(site: Site, fields: dict[str, str], told: str) -> None:
    found = site.get("/check", **fields)
    assert found.status_code == 400 and told in text_of(found.text) and 'id="draft"' in found.text
    as_json = site.get("/check.json", **fields)
    assert as_json.status_code == 400 and told in as_json.json()["error"]


def test_what_was_asked_stands_in_the_form_again(site: Site) -> None:
    words = 'He said "</textarea><script>x</script>'
    page = site.get("/check", q=words, by='"><b>', date="2024").text
    assert html.escape(words, quote=False).replace('"', "&#34;") in page and "<script>x" not in page
    assert 'value="&#34;&gt;&lt;b&gt;"' in page and "<b>&" not in page


DRAFT = f"""On letters, and on Tennant

“{WORDS},” said Tennant. They called it “a stunt”. “We had 250 letters,” she said.

A wall said: “Elephants vote on Thursdays”."""


def test_a_draft_with_the_evidence_beside_it(site: Site) -> None:
    page = site.post("/check", {"draft": DRAFT}).text
    said = text_of(page)
    assert "3 of 3 quotations checked: 1 not to be printed as it is; 1 not held." in said
    assert "1 stretch of one or two words in marks was passed over." in said
    assert "Only the words in marks were checked" in said
    for number, gravity in ((1, "good"), (2, "bad"), (3, "none")):
        assert f'<li class="verdict {gravity}" id="check-{number}">' in page
        assert re.search(rf'<a class="number {gravity}" id="claim-{number}" href="#check-{number}">', page)
    assert f'<mark class="good"><bdi>{WORDS},</bdi></mark>' in page
    text = re.search(r'<section class="draft".*?</section>', page, re.DOTALL)
    assert text and "On letters, and on Tennant" in text.group() and "They called it “a stunt”." in text_of(page)


def test_a_draft_as_json(site: Site) -> None:
    found = site.post("/check.json", {"draft": DRAFT}).json()
    assert [claim["check"]["verdict"] for claim in found["claims"]] == ["verbatim", "altered", "not_held"]
    assert found["checked"] == 3 and found["failures"] == 1 and found["short"] == 1 and found["following"] is None
    start, end = found["claims"][0]["content"][0]
    assert found["draft"][start:end] == f"{WORDS},"


def test_a_speaker_whom_the_draft_nowhere_names(site: Site) -> None:
    page = site.post("/check", {"draft": f"“{WORDS},” said Ina Voss."}).text
    assert "The draft nowhere names Moira Tennant" in text_of(page)
    assert "nowhere names" not in site.post("/check", {"draft": DRAFT}).text


def test_a_draft_that_does_not_fit_the_time_goes_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(100))
    monkeypatch.setattr(drafts, "monotonic", lambda: next(ticks))
    page = site.post("/check", {"draft": DRAFT}).text
    assert "2 of 3 quotations checked" in text_of(page)
    assert "Not checked, for there was no more time: quotation 3." in text_of(page)
    assert '<input type="hidden" name="first" value="3">' in page and "Check from quotation 3 on" in page
    assert 'id="claim-3"' in page and 'id="check-3"' not in page
    monkeypatch.undo()
    rest = site.post("/check", {"draft": DRAFT, "first": "3"}).text
    assert "Not checked this time: quotations 1 to 2" in text_of(rest) and 'id="check-3"' in rest


def test_words_that_take_too_long_are_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*given: object, **more: object) -> None:
        raise TooSlowError("news.db: this took too long")

    monkeypatch.setattr(check, "check", slow)
    assert site.get("/check", q=WORDS).status_code == 503


@pytest.mark.parametrize(("draft", "told"), [("x" * 100_001, "100,001 characters"), ("“a b c” " * 201, "201 quot")])
def test_a_draft_beyond_all_bounds(site: Site, draft: str, told: str) -> None:
    found = site.post("/check", {"draft": draft})
    assert found.status_code == 400 and told in text_of(found.text)


def test_a_draft_without_quotations(site: Site) -> None:
    assert "No words in quotation marks to check." in text_of(site.post("/check", {"draft": "Nothing here."}).text)


def test_hostile_text_stays_text(tmp_path: Path, loop: asyncio.AbstractEventLoop) -> None:
    words = "we <script>alert(1)</script> will {{ 7*7 }} \u202enever pay a toll"
    name = '"><img src=x onerror=alert(1)>'
    with open_store(tmp_path / "news.db", create=True) as store:
        text = f"“{words},” said {name}."
        given = article(text, url="javascript:alert(1)", title="<b>T</b>\u202e", outlet="</p><i>")
        store.save_article(given, [said(text, words, name)], store.start_run())
    site = open_site(tmp_path / "news.db", loop)
    asked_words = words.replace("never", "always")
    pages = [site.get("/check", q=asked_words).text, site.post("/check", {"draft": f"“{asked_words}”, he said"}).text]
    for page in pages:
        assert "Altered" in page or "Paraphrase" in page
        assert not re.search(r"<script>|<img|<b>T|</p><i>|javascript:", page) and "49" not in text_of(page)
        assert "&lt;script&gt;" in page and "[U+202E]" in page


def test_the_draft_is_not_sent_anywhere_but_back(site: Site) -> None:
    """A draft is read by POST only from the form: its words are in no address."""
    page = site.post("/check", {"draft": DRAFT}).text
    assert not re.search(r'href="[^"]*draft', page) and "check.json" not in page


def test_the_answer_needs_no_datasette(samples_store: Path) -> None:
    with open_store(samples_store, readonly=True) as store:
        page = check.answer(store, asked(q="We had 215 letters"))
    assert page.template == "check.html" and page.status == 200  # type: ignore[union-attr]
