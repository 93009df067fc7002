"""`quotetrack review`: one key for each question, every answer kept at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quotetrack.cli import main
from quotetrack.cli.review import _Session
from quotetrack.identity import Question, decide
from quotetrack.store import open_store
from tests.cli.conftest import Run
from tests.store.builders import article, said

Review = Callable[..., str]


@pytest.fixture
def desk(run: Run, tmp_path: Path) -> Path:
    """A store with questions: R. Lennox and T. Ruiz may be Robert and Tom, a Pike in two articles may be Owen."""
    path = tmp_path / "news.db"
    names = ("Robert Lennox", "R. Lennox", "Tom Ruiz", "T. Ruiz", "Owen Pike", "Pike", "Pike")
    with open_store(path, create=True) as opened:
        number = opened.start_run()
        for at, name in enumerate(names):
            text = f"“We counted {at} boats in the {'very ' * 60}old harbour,” said {name}.\n"
            words = text.split("“")[1].split("”")[0]
            given = article(text, title=f"Boats {at}", outlet="The Morning Lamp", published=f"2024-03-{at + 1:02}")
            role = (
                "harbour master" if name.endswith("Pike") else None
            )  # a surname alone is asked of who has more in common
            opened.save_article(given, [said(text, words, name, mention=name, role=role)], number)
    run("dedupe", path)
    return path


@pytest.fixture
def review(run: Run, desk: Path) -> Review:
    """Reviews with these keys, and gives what was printed."""

    def answer(keys: str, *words: str, **more: object) -> str:
        result = run("review", desk, *words, input="\n".join(keys) + "\n", **more)
        assert result.exit_code == 0
        return str(result.stdout)

    return answer


def speakers(run: Run, desk: Path) -> list[str]:
    """Names of the speakers in the store."""
    rows = json.loads(run("speakers", desk, "--sort", "name", "--format", "json").stdout)
    return [row["name"] for row in rows]


def judged(run: Run, desk: Path) -> list[str]:
    """Verdicts of people that stand."""
    rows = json.loads(run("judgements", desk, "--format", "json").stdout)
    return [row["verdict"] for row in rows if not row["undone_at"]]


def test_nothing_to_review(run: Run, store: Path, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    open_store(path, create=True).close()
    assert run("review", path).stdout == "Nothing to review.\n"


def test_both_are_shown_side_by_side(review: Review) -> None:
    shown = review("q")
    assert shown.startswith("3 questions wait.") and "Question 1 of 3" in shown
    (heads,) = [line for line in shown.splitlines() if "#1" in line and "│" in line]
    left, right = heads.split(" │ ")
    assert {left.split(" #")[0], right.split(" #")[0]} == {"R. Lennox", "Robert Lennox"}
    assert "The rules are not sure." in shown and "R. may stand for Robert" in shown
    assert max(map(len, shown.splitlines()[:-1])) <= 80


def test_one_below_the_other_where_it_is_narrow(review: Review) -> None:
    shown = review("q", env={"COLUMNS": "60"})
    assert "│" not in shown and max(map(len, shown.splitlines()[:-1])) <= 60
    assert "Robert Lennox #1\n" in shown and "R. Lennox #2\n" in shown


def test_every_answer_is_kept_at_once(run: Run, desk: Path, review: Review) -> None:
    assert "same: #1 Robert Lennox (2 quotations)" in review("s")
    assert speakers(run, desk).count("R. Lennox") == 0
    assert "different: " in review("d")
    assert "unsure, not asked again: " in review("u")
    assert judged(run, desk) == ["same", "different", "unsure", "unsure"]
    assert "Are Pike and Pike one?" in review("d"), "where no full name is meant, the two may be one"
    assert review("s") == "Nothing to review.\n"


def test_quitting_loses_nothing_and_the_end_of_input_is_quitting(run: Run, desk: Path, review: Review) -> None:
    assert "1 answer; 2 still open: `quotetrack review" in review("sq")
    assert "0 answers; 2 still open" in review("")
    assert judged(run, desk) == ["same"]


def test_what_is_skipped_is_asked_the_next_time(run: Run, desk: Path, review: Review) -> None:
    shown = review("kkk")
    assert shown.count("  skipped\n") == 3 and "0 answers; 3 still open" in shown
    assert judged(run, desk) == [] and "Question 1 of 3" in review("q")


def test_going_back_takes_the_last_answer_back(run: Run, desk: Path, review: Review) -> None:
    before = speakers(run, desk)
    shown = review("bsbq")
    assert "This is the first one." in shown and "taken back" in shown
    assert shown.count("Question 1 of 3") == 2 and "Question 2 of 3" in shown
    assert judged(run, desk) == [] and speakers(run, desk) == before
    assert review("kbq").count("Are R. Lennox and Robert Lennox one?") == 2


def test_more_is_shown_when_asked_for(review: Review) -> None:
    first, more = review("oq").split("Question 1 of 3")[1:]
    assert "old harbour,”" not in first and " …" in first
    assert "old" in more and more.count("very") > first.count("very")


def test_any_other_key_shows_the_keys(review: Review) -> None:
    assert "s  they are one speaker" in review("xq")


def test_a_limit(review: Review) -> None:
    shown = review("kkk", "--limit", "1")
    assert "Question 1 of 1" in shown and shown.count("  skipped\n") == 1


def test_a_surname_in_several_articles_is_asked_about_once(run: Run, desk: Path, review: Review) -> None:
    shown = review("kks")
    assert "The same is asked of 1 more article" in shown and "Pike: 2024-03-07 · The Morning Lamp · Boats 6" in shown
    assert "same: #5 Owen Pike (3 quotations)" in shown
    assert judged(run, desk) == ["same", "same"]
    run("undo", desk)
    assert judged(run, desk) == [], "one answer is one step"


def test_or_about_the_article_shown_only(run: Run, desk: Path, review: Review) -> None:
    shown = review("kk1sq")
    assert "for this article only" in shown and "same: #5 Owen Pike (2 quotations)" in shown
    assert judged(run, desk) == ["same"] and "3 still open" in shown


def test_who_answered_is_kept(run: Run, desk: Path, review: Review) -> None:
    review("s", "--by", "Dora Finch")
    assert "are one (Dora Finch, " in run("judgements", desk).stdout


def test_an_answer_against_a_judgement_is_told_and_asked_again(
    run: Run, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = _Session._show

    def meanwhile(session: _Session, question: Question, quotations: int) -> None:
        """Somebody else answers otherwise while the question is on the screen."""
        shown(session, question, quotations)
        if not session.steps:
            decide(session.store, [(question.right_row, question.left_row)], "different", by="bo")

    monkeypatch.setattr(_Session, "_show", meanwhile)
    result = run("review", desk, input="s\nk\nq\n")
    assert "contradicts earlier judgements, so nothing was changed" in result.stderr
    assert "are different (bo, " in result.stderr
    assert "0 answers; 2 still open" in result.stdout and judged(run, desk) == ["different"]


def test_a_terminal_is_read_key_by_key(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys = iter("S")

    def getchar() -> str:
        key = next(keys, None)
        if key is None:
            raise EOFError
        return key

    monkeypatch.setattr("sys.stdin", _Terminal())
    monkeypatch.setattr("click.getchar", getchar)
    main.main(["review", str(desk)], standalone_mode=False)
    shown = capsys.readouterr().out
    assert "[s]ame [d]ifferent" in shown and "1 answer; 2 still open" in shown


class _Terminal:
    def isatty(self) -> bool:
        return True
