"""A pasted draft: what of it is a claim, what is checked in the time there is, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotetrack.check import drafts
from quotetrack.check.check import check
from quotetrack.check.drafts import check_pasted, find_marked
from quotetrack.errors import QuotetrackError, TooSlowError
from quotetrack.store import Store, open_store
from tests.store.builders import article, said

WORDS = "The mill will not close before the spring"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(tmp_path / "news.db", create=True)
    run = opened.start_run()
    text = f"“{WORDS},” said Ada Morrow. “We sell flour to nine towns,” said the Weir Bakery.\n"
    bakery = said(text, "We sell flour to nine towns", "the Weir Bakery", speaker="organization")
    opened.save_article(article(text, url="https://news.example/mill"), [said(text, WORDS, "Ada Morrow"), bakery], run)
    return opened


@pytest.mark.parametrize(
    ("draft", "claims", "short"),
    [
        ("“We wait here,” she said.", ["We wait here"], 0),
        ("“We wait,” she said, “until the rain.”", ["We wait, until the rain."], 0),
        ("“We wait here,” she said. “Until the rain comes.”", ["We wait here", "Until the rain comes."], 0),
        ("“We wait here now.” Then she said, “until the rain.”", ["We wait here now.", "until the rain."], 0),
        ("She called it “the stunt” and left.", [], 1),
        ('"Straight marks do too," he said.', ["Straight marks do too"], 0),
        ("“He told us ‘never come back here’ and left,” she said.", ["He told us ‘never come back here’ and left"], 0),
        ("“One goes on and on\n\n“and two ends it here.”", ["One goes on and on", "and two ends it here."], 0),
        ("No marks in it at all.", [], 0),
    ],
)
def test_claims(draft: str, claims: list[str], short: int) -> None:
    found, passed_over = find_marked(draft)
    assert [claim.text for claim in found] == claims and passed_over == short
    assert [claim.number for claim in found] == list(range(1, len(found) + 1))


def test_every_claim_is_checked_and_stands_where_it_says(store: Store) -> None:
    found = check_pasted(store, f"Ada Morrow, on mills:\r\n\r\n“{WORDS},” she said, “we hope now.”\r\n\r\n“{WORDS}”")
    one, other = found.claims
    assert [found.text[span.start : span.end] for span in one.spans] == [f"{WORDS},", "we hope now."]
    assert other.check and other.check.verdict == "verbatim" and found.following is None
    assert other.check == check(store, other.text)
    held = found.as_dict()
    assert held["checked"] == 2 and held["claims"][1]["check"]["verdict"] == "verbatim"


@pytest.mark.parametrize(
    ("draft", "unnamed"),
    [
        ("“{}.” So said Ms. Morrow.", None),
        ("“{}.” So said MORROW.", None),
        ("“{}.” So said Tom Pike.", "Ada Morrow"),
        ("“We sell flour to nine towns.” So said the mayor.", "the Weir Bakery"),
        ("“We sell flour to nine towns.” So said Weir’s baker.", None),
    ],
)
def test_a_speaker_whom_the_draft_nowhere_names(store: Store, draft: str, unnamed: str | None) -> None:
    (claim,) = check_pasted(store, draft.format(WORDS)).claims
    assert claim.unnamed == unnamed


def draft_of(count: int) -> str:
    return "\n\n".join(f"“{WORDS}, number {number}.”" for number in range(count))


def test_what_there_was_no_time_for_is_told_and_can_be_asked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(1000))
    monkeypatch.setattr(drafts, "monotonic", lambda: next(clock))
    found = check_pasted(store, draft_of(5), seconds=2)
    assert [claim.unchecked for claim in found.claims] == [None, None, "time", "time", "time"] and found.following == 3
    rest = check_pasted(store, draft_of(5), first=3, seconds=10)
    assert [claim.unchecked for claim in rest.claims] == ["before", "before", None, None, None]
    assert rest.following is None and found.as_dict()["following"] == 3


def test_a_connection_that_is_cut_off_ends_the_checks_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter(range(10))

    def slow(*given: object, **more: object) -> object:
        if next(calls) == 1:
            raise TooSlowError("over")
        return check(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(drafts, "check", slow)
    found = check_pasted(store, draft_of(3))
    assert [claim.unchecked for claim in found.claims] == [None, "time", "time"] and found.following == 2


def test_one_that_never_fits_is_told_rather_than_put_off_for_ever(store: Store) -> None:
    with pytest.raises(TooSlowError, match="quotation 2 of the draft took too long"):
        check_pasted(store, draft_of(3), first=2, seconds=-1)


def test_limits(store: Store) -> None:
    with pytest.raises(QuotetrackError, match=r"100,001 characters"):
        check_pasted(store, "x" * 100_001)
    with pytest.raises(QuotetrackError, match="201 quotations"):
        check_pasted(store, draft_of(201))
    with pytest.raises(QuotetrackError, match="date"):
        check_pasted(store, draft_of(1), date="soon")
    (claim,) = check_pasted(store, f"“{'very long ' * 600}.”").claims
    assert claim.unchecked == "long" and claim.check is None
