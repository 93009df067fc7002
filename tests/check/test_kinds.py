"""The table of examples that every way of checking is held to: kinds.jsonl, about the articles of kinds_articles.py.

A row has the kind (1 to 10, as numbered in `TOLD`), the article it is about, what is asked, of whom (`by`), the
verdicts that can be defended, whether it fails (exit status 3), a text that must be shown and why. A few have more:
`warns`, whether there is a warning at all; `not_guard`, what a difference must not be called; `needs_speaker`, where
words and text alone, without who said them, cannot tell.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from click.testing import CliRunner

from quotetrack.check.check import Check, check
from quotetrack.check.drafts import check_pasted
from quotetrack.cli import main
from quotetrack.comparison.verdicts import VERDICTS
from quotetrack.store import Store, open_store

from .kinds_articles import TEXTS, all_quotations, articles, fill

Row = dict[str, Any]

TOLD = {
    1: "cut so that the sense changes",
    2: "the reporter's words in marks",
    3: "pieces joined",
    4: "close wording that says something else",
    5: "somebody else's words",
    7: "what newsrooms do to words",
    8: "a speaker of whom the store is not sure",
    9: "numbers are whole",
    10: "signs that are not seen or look alike",
}
"""What each kind is about; 6, corrected articles, has tests of its own."""

FIELDS = {"kind", "article", "asked", "by", "expected", "fails", "shown", "why"}
MORE = {"warns", "not_guard", "needs_speaker"}
FEWEST_IN_A_DRAFT = 3
"""Words in marks from which a draft's are checked."""


@cache
def numbered() -> list[tuple[str, int, Row]]:
    """The rows, each with its name for a test and its place among those of its kind."""
    lines = (Path(__file__).parent / "kinds.jsonl").read_text(encoding="utf-8").splitlines()
    counts = Counter[int]()
    made = []
    for row in map(json.loads, lines):
        counts[row["kind"]] += 1
        place = counts[row["kind"]]
        words = "-".join(re.findall("[a-z0-9]+", row["why"].lower())[:6])
        made.append((f"{row['kind']}-{place}-{words}", place, row))
    return made


def rows(*, sampled: bool = False) -> list[Any]:
    """The rows as parameters; sampled, one in six of each kind."""
    return [pytest.param(row, id=name) for name, place, row in numbered() if not sampled or place % 6 == 1]


def drafts() -> list[Any]:
    """Of one in six the rows that can stand in a draft: without a speaker, in one paragraph, marks inside or few
    words."""
    return [each for each in rows(sampled=True) if _fits_a_draft(each.values[0])]


def _fits_a_draft(row: Row) -> bool:
    asked = row["asked"]
    enough = len(re.findall(r"[^\W_]+", asked)) >= FEWEST_IN_A_DRAFT
    return row["by"] is None and enough and not re.search(r"[“”\"`\n]", asked)


def texts() -> list[Any]:
    """The rows that the article's text alone can answer."""
    return [each for each in rows() if _needs_no_store(each.values[0])]


def _needs_no_store(row: Row) -> bool:
    return row["by"] is None and row["kind"] in (1, 2, 3, 4, 7, 9, 10) and not row.get("needs_speaker")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of all articles, called as the site of tests/web wants it."""
    made = tmp_path_factory.mktemp("kinds") / "news.db"
    fill(made)
    return made


@pytest.fixture(scope="module")
def store(path: Path) -> Iterator[Store]:
    with open_store(path, readonly=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(path: Path) -> Iterator[Any]:
    """The store's pages, where Datasette is installed; the loop has a thread of its own, as in tests/web."""
    pytest.importorskip("datasette", reason="Datasette is not installed: pip install 'quotetrack[datasette]'")
    from tests.web.conftest import open_site

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    yield open_site(path, loop)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_the_table_is_in_order() -> None:
    given = [row for _, _, row in numbered()]
    assert len(given) >= 170 and set(TOLD) == {row["kind"] for row in given}
    for row in given:
        assert set(row) >= FIELDS and set(row) - FIELDS <= MORE, row
        assert row["expected"] and set(row["expected"]) <= set(VERDICTS), row
        assert isinstance(row["fails"], bool) and row["article"] in TEXTS and row["why"], row
        assert not row["shown"] or row["fails"] or "truncated" in row["expected"], row
    assert len({(row["asked"], row["by"]) for row in given}) == len(given)
    for kind in TOLD:
        fair = [not row["fails"] for row in given if row["kind"] == kind]
        assert 0.2 <= sum(fair) / len(fair) <= 0.7, TOLD[kind]


def test_the_rows_are_about_their_articles() -> None:
    """Most words of what is asked stand in the article, and who is asked about does too."""
    for name, _, row in numbered():
        words, held = _words(row["asked"]), _words(TEXTS[row["article"]][0])
        missing = [word for word in words if word not in held]
        assert len(missing) <= max(1, 0.4 * len(words)), (name, missing)
    known = {each.attribution.name for _, each in all_quotations()} | {"Samuel Crane", "Karin Holm"}
    asked = {row["by"] for _, _, row in numbered() if row["by"]}
    assert all(any(name and by in name for name in known) for by in asked)


def test_the_quotations_stand_in_their_articles() -> None:
    for given, quotation in all_quotations():
        pieces = [given.text[start:end] for start, end in quotation.content]
        assert all(pieces) and " ".join(pieces) == quotation.text
        assert all(given.text.count(piece) == 1 for piece in pieces), quotation.text
        mention = quotation.attribution.mention
        assert [given.text[start:end] for start, end in quotation.attribution.source] == ([mention] if mention else [])
        inside = any(mark in quotation.text for mark in "“”")
        before, after = given.text[quotation.content[0].start - 1], given.text[quotation.content[-1].end]
        wanted = {"direct": (False, True), "mixed": (True, False), "indirect": (False, False)}[quotation.kind]
        assert (inside, (before, after) == ("“", "”")) == wanted, quotation.text


@pytest.mark.parametrize("row", rows())
def test_the_verdict_is_one_that_can_be_defended(store: Store, row: Row) -> None:
    found = check(store, row["asked"], by=row["by"])
    assert found.verdict in row["expected"]
    assert found.fails is row["fails"]
    assert VERDICTS[found.verdict].fails in (None, found.fails), "as the table of verdicts has it"
    if row["shown"]:
        assert _plain(row["shown"]) in _plain(_shown(found))
    if "warns" in row:
        assert (found.warning is not None) is row["warns"]
    if "not_guard" in row:
        assert row["not_guard"] not in [each["guard"] for each in found.as_dict()["difference"]]


@pytest.mark.parametrize("row", [each for each in rows() if each.values[0]["kind"] == 5])
def test_the_sources_hold_only_the_same_utterance(store: Store, row: Row) -> None:
    """Another's words are among them only where the other said just that."""
    found = check(store, row["asked"], by=row["by"]).as_dict()
    assert found["sources"]
    for source in found["sources"]:
        same = source["speaker"] == found["best"]["speaker"]["name"]
        assert same or _words(row["asked"]) == _words(source["printed"]), source["printed"]


@pytest.mark.parametrize("row", rows(sampled=True))
def test_the_command_line_says_the_same(path: Path, row: Row) -> None:
    by = ["--by", row["by"]] if row["by"] else []
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json", *by, "--", row["asked"]])
    assert result.exit_code == (3 if row["fails"] else 0), result.output
    assert json.loads(result.stdout)["verdict"] in row["expected"]


@pytest.mark.parametrize("row", rows(sampled=True))
def test_the_page_says_the_same(site: Any, row: Row) -> None:
    found = site.get("/check.json", q=row["asked"], by=row["by"] or "").json()["check"]
    assert found["verdict"] in row["expected"]
    assert found["fails"] is row["fails"]


@pytest.mark.parametrize("row", drafts())
def test_a_draft_says_the_same(store: Store, row: Row) -> None:
    found = check_pasted(store, f"On Monday one could read: “{row['asked']}”.")
    assert [claim.check is not None for claim in found.claims] == [True]
    assert found.checks[0].verdict in row["expected"]
    assert found.checks[0].fails is row["fails"]


@pytest.mark.parametrize("row", texts())
def test_the_text_alone_says_the_same(row: Row) -> None:
    from quotetrack import verify

    given, _ = articles()[row["article"]]
    found = verify(given.text, row["asked"])
    assert found.verdict in row["expected"]
    assert found.fails is row["fails"]


def _shown(found: Check) -> str:
    """What a check tells beside its verdict: how the sentence goes on, what to beware of, what differs."""
    told = found.as_dict()
    differs = [each[side] for each in told["difference"] for side in ("asked", "held")]
    return "\n".join([told["next_clause"] or "", told["warning"] or "", *differs])


def _plain(text: str) -> str:
    """In small letters, with one apostrophe for all."""
    return normalize("NFKC", text).replace("’", "'").casefold()


def _words(text: str) -> list[str]:
    """The words without signs that are not seen, for comparing roughly."""
    seen = re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]", "", _plain(text)).replace("-\n", "")
    return re.findall(r"[^\W_]+", normalize("NFC", seen))
