"""The review page: who may judge, what a judgement writes, that none is written twice, and taking back."""

from __future__ import annotations

import asyncio
import html
import re
from pathlib import Path
from typing import Any

import pytest

from quotetrack.identity import decide, dedupe, find_questions
from quotetrack.store import open_store
from quotetrack.web.pages import review
from tests.identity.builders import spoken, standing, store_of
from tests.store.builders import article, said
from tests.web.conftest import ROOT, Site, asked, open_site, run_in
from tests.web.test_check import text_of

MASTER = {"role": "harbour master"}
_NOBODY = "“Nobody knows who said it.”"
HOSTILE: dict[str, Any] = {"title": "<script>alert(1)</script>\u202e", "outlet": '"><img src=x onerror=alert(1)>'}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store that asks whether R. Lennox is Robert, T. Ruiz Tom, and Pike (in three articles) Owen."""
    given = [
        spoken("robert", "Robert Lennox", published="2024-03-01", **HOSTILE),
        spoken("r", "R. Lennox", published="2024-03-02"),
        spoken("tom", "Tom Ruiz"),
        spoken("t", "T. Ruiz"),
        spoken("owen", ("Owen Pike", MASTER)),
        *(spoken(f"pike-{number}", ("Pike", MASTER), title=f"Boats {number}") for number in range(3)),
        (article(_NOBODY, **HOSTILE), [said(_NOBODY, "Nobody knows who said it")]),
    ]
    with store_of(tmp_path / "news.db", *given) as store:
        dedupe(store)
    return tmp_path / "news.db"


@pytest.fixture
def desk(path: Path, loop: asyncio.AbstractEventLoop) -> Site:
    return open_site(path, loop)


def held(path: Path) -> dict[str, Any]:
    """What a store holds, what was undone apart, and without the notes of who undid."""
    with open_store(path, readonly=True) as store:
        return standing(store)


def form_of(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the first form on a page that goes to an address ending so."""
    found = re.search(rf'<form [^>]*action="[^"]*{action}".*?</form>', page, re.DOTALL)
    assert found, f"no form for {action}"
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', found.group())
    return {name: html.unescape(value) for name, value in fields if name != "csrftoken"}


def judge(desk: Site, verdict: str, actor: dict[str, Any] = ROOT, offset: int = 0, **more: str) -> Any:
    """Presses a button of the question shown."""
    page = desk.get("/review", actor=actor, offset=offset).text
    return desk.post("/review/judge", {**form_of(page, "review/judge"), "verdict": verdict, **more}, actor=actor)


def shown_after(desk: Site, response: Any, actor: dict[str, Any] = ROOT) -> str:
    """The page that a form leads to, with its message."""
    assert response.status_code == 303
    cookies = {**desk.cookies(actor), **dict(response.cookies)}
    return str(desk.run(desk.datasette.client.get(response.headers["location"], cookies=cookies)).text)


def test_the_queue_is_shown_side_by_side(desk: Site) -> None:
    page = desk.get("/review").text
    said = text_of(page)
    assert "Are R. Lennox and Robert Lennox one?" in said and "Question 1 of 3" in said
    assert "the rules are not sure" in said and "R. may stand for Robert" in said
    assert re.findall(r'<h3 id="speaker-\d"><a href="/news/-/quotes/speaker/(\d+)"', page) == ["2", "1"]
    assert "“sentence 0 of robert”" in said and "2024-03-01" in said
    assert "T. Ruiz and Tom Ruiz" in said and "Owen Pike and Pike" in said


def test_the_same_is_asked_of_several_articles_once(desk: Site) -> None:
    said = text_of(desk.get("/review", offset=2, actor=ROOT).text)
    assert "Are Owen Pike and Pike one?" in said and "The same is asked of 2 more articles" in said
    assert "Boats 1" in said and "Boats 2" in said and "spoke as" in said.casefold() and "harbour master" in said
    assert "Only for the article shown, not for the 2 more articles below" in said


def test_a_queue_as_json(desk: Site) -> None:
    found = desk.get("/review.json").json()
    assert (found["count"], found["more"], found["offset"], found["may_review"]) == (3, False, 0, False)
    assert [question["left_name"] for question in found["questions"]] == ["R. Lennox", "T. Ruiz", "Owen Pike"]
    assert [speaker["name"] for speaker in found["speakers"]] == ["R. Lennox", "Robert Lennox"] and not found["steps"]


def test_one_question_by_its_number(desk: Site) -> None:
    """As the page of a speaker leads to it."""
    second = desk.get("/review.json").json()["questions"][1]
    page = desk.get("/review", id=second["id"], actor=ROOT).text
    said = text_of(page)
    assert "Are T. Ruiz and Tom Ruiz one?" in said and "One of 3" in said and "R. Lennox and Robert Lennox" in said
    (alone,) = desk.get("/review.json", id=second["id"]).json()["questions"]
    assert alone == second
    speaker = desk.get(f"/speaker/{second['left']}").text
    assert f'href="/news/-/quotes/review?id={second["id"]}"' in speaker
    response = desk.post("/review/judge", {**form_of(page, "review/judge"), "verdict": "same"}, actor=ROOT)
    assert "Are R. Lennox and Robert Lennox one?" in shown_after(desk, response).replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    gone = text_of(desk.get("/review", id=second["id"]).text)
    assert "That question is not open any more." in gone and "Are R. Lennox and Robert Lennox one?" in gone


def test_a_stranger_reads_and_is_told_how_to_sign_in(desk: Site) -> None:
    page = desk.get("/review").text
    assert "quotetrack serve DB --root" in page and 'method="post"' not in page and 'name="verdict"' not in page
    other = desk.get("/review", actor={"id": "<b>ed"}).text
    assert "To judge takes more than &lt;b&gt;ed may" in re.sub("</?bdi>", "", other)
    assert 'name="verdict"' not in other


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_a_judgement_is_what_the_command_line_keeps(desk: Site, path: Path, verdict: str, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(path.read_bytes())
    response = judge(desk, verdict, offset=2, note="his own page")
    with open_store(other) as store:
        question = find_questions(store, offset=2, limit=1)[0]
        pairs = [(question.left_row, question.right_row), *question.alike]
        decide(store, pairs, verdict, by="root", note="his own page")  # type: ignore[arg-type]
    assert held(path) == held(other) and len(pairs) == 3
    assert "Judged: Owen Pike and Pike" in shown_after(desk, response)


def test_for_one_article_only(desk: Site, path: Path) -> None:
    judge(desk, "same", offset=2, only="1")
    with open_store(path, readonly=True) as store:
        assert [row["n"] for row in store.rows("SELECT count(*) AS n FROM judgements WHERE action = 1")] == [1]


def test_the_next_question_follows_and_an_answer_is_taken_back(desk: Site, path: Path) -> None:
    before = held(path)
    page = shown_after(desk, judge(desk, "same"))
    assert "Judged: R. Lennox and Robert Lennox are one." in page and "Question 1 of 2" in page
    assert "Are T. Ruiz and Tom Ruiz one?" in text_of(page) and "Undo this answer" in page
    assert held(path) != before
    after = desk.post("/review/undo", form_of(page, "review/undo"), actor=ROOT)
    assert "Undone: R. Lennox and Robert Lennox are one." in shown_after(desk, after)
    assert held(path) == before
    page = desk.get("/review", actor=ROOT).text
    assert "undone by root" in text_of(page) and "Question 1 of 3" in page and "/review/undo" not in page


def test_what_people_judged_last_is_listed_each_with_a_way_back(desk: Site) -> None:
    judge(desk, "different")
    judge(desk, "unsure")
    page = desk.get("/review", actor=ROOT).text
    listed = text_of(page)
    assert listed.index("T. Ruiz and Tom Ruiz may be one") < listed.index("R. Lennox and Robert Lennox are two")
    assert page.count('action="/news/-/quotes/review/undo"') == 2
    assert "/review/undo" not in desk.get("/review").text


def test_skipping_asks_the_next_one_and_comes_to_an_end(desk: Site, path: Path) -> None:
    page = desk.get("/review", actor=ROOT).text
    assert re.search(r'data-key="k" [^>]*href="/news/-/quotes/review\?offset=1"', page)
    last = desk.get("/review", actor=ROOT, offset=3).text
    assert "That was the last one." in last and "3 questions wait" in last


def test_nothing_to_review(desk: Site) -> None:
    while "review/judge" in (page := desk.get("/review", actor=ROOT).text):
        judge(desk, "different")
    assert "Nothing to review" in page


def test_a_question_that_somebody_else_answered(desk: Site, path: Path) -> None:
    stale = form_of(desk.get("/review", actor=ROOT).text, "review/judge")
    judge(desk, "different")
    before = held(path)
    response = desk.post("/review/judge", {**stale, "verdict": "same"}, actor=ROOT)
    assert "not open any more: root answered it on" in shown_after(desk, response)
    assert "Nothing was written" in shown_after(desk, response) and held(path) == before


def test_an_answer_that_was_sent_twice_is_undone_once(desk: Site, path: Path) -> None:
    page = shown_after(desk, judge(desk, "same"))
    form = form_of(page, "review/undo")
    desk.post("/review/undo", form, actor=ROOT)
    before = held(path)
    again = desk.post("/review/undo", form, actor=ROOT)
    assert "root has undone that already" in shown_after(desk, again) and held(path) == before


@pytest.mark.parametrize(
    ("route", "fields", "status", "told"),
    [
        ("judge", {"verdict": "maybe"}, 400, "'maybe' is no verdict"),
        ("judge", {"verdict": ""}, 400, "Choose one of: same, different, unsure"),
        ("judge", {"question": "<i>"}, 400, "which is no number"),
        ("judge", {"question": "-1"}, 400, "which is no number"),
        ("judge", {"question": "١"}, 400, "which is no number"),
        ("judge", {"question": "9999"}, 303, ""),
        ("judge", {"alike": "7"}, 400, "have changed"),
        ("judge", {"note": "x" * 501}, 400, "at most 500 characters"),
        ("undo", {"judgement": "x"}, 400, "which is no number"),
        ("undo", {"judgement": "9" * 15}, 404, "nothing to undo"),
        ("undo", {"judgement": "1"}, 404, "No person has made a judgement 1"),
    ],
)
def test_bad_input_writes_nothing(
    desk: Site, path: Path, route: str, fields: dict[str, str], status: int, told: str
) -> None:
    before = held(path)
    usual = {**form_of(desk.get("/review", actor=ROOT).text, "review/judge"), "verdict": "same", "judgement": "1"}
    found = desk.post(f"/review/{route}", {**usual, **fields}, actor=ROOT)
    assert found.status_code == status and held(path) == before
    assert told in (text_of(found.text) if told else "") and "<i>" not in found.text


def test_an_actor_called_as_the_rules_are(desk: Site, path: Path, loop: asyncio.AbstractEventLoop) -> None:
    site = configured(path, loop, {"id": "rule"})
    before = held(path)
    found = judge(site, "same", {"id": "rule"})
    assert found.status_code == 400 and "cannot be taken" in found.text and held(path) == before


def test_a_contradiction_is_told_and_not_kept(desk: Site, path: Path) -> None:
    with open_store(path) as store:
        question = find_questions(store)[2]  # are Owen Pike and Pike, of three articles, one?
        decide(store, [(question.alike[0][1], question.alike[1][1])], "different", by="Olga")
    before = held(path)
    found = judge(desk, "same", offset=2)
    assert found.status_code == 400 and "contradicts earlier judgements" in found.text and held(path) == before
    assert "Pike and Pike are different (Olga" in found.text and "quotetrack undo DB NUMBER" in found.text


def configured(path: Path, loop: asyncio.AbstractEventLoop, allow: dict[str, Any]) -> Site:
    """The store with the plugin's setting `review`, where either line of Datasette looks for it."""
    from datasette.app import Datasette

    key = "config" if hasattr(Datasette, "allowed") else "metadata"
    return open_site(path, loop, **{key: {"plugins": {"quotetrack": {"review": allow}}}})


def test_whom_the_setting_names_may_judge_and_nobody_else(path: Path, loop: asyncio.AbstractEventLoop) -> None:
    site, ed = configured(path, loop, {"id": ["desk"]}), {"id": "desk"}
    assert 'name="verdict"' not in site.get("/review", actor={"id": "ed"}).text
    form = {**form_of(site.get("/review", actor=ed).text, "review/judge"), "verdict": "same"}
    before = held(path)
    for stranger in (None, {"id": "ed"}):
        assert site.post("/review/judge", form, actor=stranger).status_code == 403
        assert site.post("/review/undo", {"judgement": "1"}, actor=stranger).status_code == 403
    assert held(path) == before
    assert site.post("/review/judge", form, actor=ed).status_code == 303
    with open_store(path, readonly=True) as store:
        assert {row["decided_by"] for row in store.rows("SELECT decided_by FROM judgements")} == {"rule", "desk"}


def test_a_form_from_another_place_writes_nothing(desk: Site, path: Path) -> None:
    before = held(path)
    form = {**form_of(desk.get("/review", actor=ROOT).text, "review/judge"), "verdict": "same", "csrftoken": "x"}
    elsewhere = {"sec-fetch-site": "cross-site", "origin": "https://elsewhere.example"}
    assert desk.post("/review/judge", form, actor=ROOT, token=False, headers=elsewhere).status_code == 403
    assert held(path) == before


def test_asking_for_the_address_of_a_form_leads_to_the_queue(desk: Site, path: Path) -> None:
    before = held(path)
    for route in ("judge", "undo"):
        found = desk.get(f"/review/{route}", actor=ROOT, question=1, verdict="same", judgement=1)
        assert found.status_code == 303 and found.headers["location"] == "/news/-/quotes/review"
    assert held(path) == before


def test_an_immutable_database_is_not_written(path: Path, loop: asyncio.AbstractEventLoop) -> None:
    from datasette.app import Datasette

    datasette = Datasette([], immutables=[str(path)])
    datasette.root_enabled = True
    run_in(loop, datasette.invoke_startup())
    site, before = Site(datasette, loop), held(path)
    assert "Are R. Lennox and Robert Lennox one?" in text_of(site.get("/review", actor=ROOT).text)
    for route in ("judge", "undo"):
        found = site.post(f"/review/{route}", {"question": "1", "verdict": "same"}, actor=ROOT)
        assert found.status_code == 400 and "opened for reading only" in found.text
    assert held(path) == before


def test_unknown_speakers_are_there_to_be_read(desk: Site) -> None:
    page = desk.get("/review", show="unknown").text
    assert "Nobody knows who said it" in page and re.search(r'href="/news/-/quotes/article/\d+#q-', page)
    assert 'method="post"' not in page and "cannot name one" in page
    assert [hit["text"] for hit in desk.get("/review.json", show="unknown").json()["quotations"]] == [
        "Nobody knows who said it"
    ]
    assert desk.get("/review", show="unknown", start="x").status_code == 200


def test_hostile_names_and_titles_stay_text(desk: Site) -> None:
    for fields in ({}, {"show": "unknown"}):
        page = desk.get("/review", **fields).text
        assert "<script>alert" not in page and "<img" not in page and "&lt;script&gt;" in page and "[U+202E]" in page


def test_keys_are_shown_and_are_those_of_the_command_line(desk: Site) -> None:
    from quotetrack.cli.review import _VERDICTS

    page = desk.get("/review", offset=2, actor=ROOT).text
    for key, verdict in _VERDICTS.items():
        assert f'<button name="verdict" value="{verdict}" data-key="{key}"' in page and f"<kbd>{key}</kbd>" in page
    for key in ("k", "o", "1"):
        assert f'data-key="{key}"' in page and f"<kbd>{key}</kbd>" in page
    assert re.search(r'<script src="[^"]+/review\.js\?v=[^"]+" defer></script>', page)
    assert "data-key" in Path(review.__file__).parent.parent.joinpath("static/review.js").read_text(encoding="utf-8")


def test_more_of_what_they_said(path: Path) -> None:
    with open_store(path, readonly=True) as store:
        page = review.answer(store, asked(more=1))
        assert page.fields["question"].left_name == "R. Lennox"  # type: ignore[union-attr]
