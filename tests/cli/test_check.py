"""`quotetrack check`: words against a store, in every form of output, and what comes of whatever is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.cli import main
from quotetrack.comparison.alignment import Difference
from quotetrack.records import Article, Quotation
from quotetrack.store import open_store
from quotetrack.wording.verdicts import changes_in_words, link
from tests.store.builders import article, said
from tests.test_imports import PROGRAM

Check = Callable[..., Result]

DREDGER = (
    "“The dredger costs 40 crowns an hour, but the ships bring ninety,” said Mara Quill, chair of the Port Board.\n"
)
DREDGER_AGAIN = "“The dredger costs 50 crowns an hour, but the ships bring ninety,” said Mara Quill.\n"
LIGHTS = (
    "“The harbour lights were not lit on Sunday. I walked the whole pier with a lantern,” said Otto Brenn, a pilot. "
    "“Nobody from the board has ever asked the pilots what they need.”\n"
)
FLAGS = "“We are organising a parade of every flag in the bay,” said Lise Tarp.\n"


def articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """Two printings of one utterance, the later one with another number, and two others."""
    chair: dict[str, Any] = {"role": "chair", "affiliations": ("Port Board",)}
    yield _made(DREDGER, "Mara Quill", "2024-05-02", "The Bay Courier", "Dredging goes on", **chair)
    yield _made(DREDGER_AGAIN, "Mara Quill", "2024-05-04", "Pier News", "Costs", **chair)
    yield _made(LIGHTS, "Otto Brenn", "2024-06-01", "Pier News", "Dark pier", role="pilot")
    yield _made(FLAGS, "Lise Tarp", "2024-06-09", "The Bay Courier", "Flags")


def _made(text: str, name: str, day: str, outlet: str, title: str, **more: Any) -> tuple[Article, list[Quotation]]:
    words = [part.split("”")[0] for part in text.split("“")[1:]]
    found = article(
        text, url=f"https://bay.example/{title.replace(' ', '-')}", title=title, outlet=outlet, published=day
    )
    return found, [said(text, part, name, mention=name, **more) for part in words]


@pytest.fixture(scope="module")
def bay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bay") / "bay.db"
    with open_store(path, create=True) as opened:
        run = opened.start_run(command="test", pack="en 0.0.1")
        for item, quotations in articles():
            opened.save_article(item, quotations, run)
    return path


def invoked(*words: str | Path, **more: Any) -> Result:
    """Runs `quotetrack check`."""
    return CliRunner().invoke(main, ["check", *map(str, words)], catch_exceptions=False, **more)


@pytest.fixture
def checked(bay: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words, **more: invoked(bay, *words, **more)


EXPECTED = [
    (("I walked the whole pier with a lantern",), "Verbatim: printed in exactly these words.", 0),
    (("we are organizing a parade of every flag in the bay",), "Typographic: the same words", 0),
    (("The dredger costs 40 crowns an hour",), "Truncated: the words are right, but cut against their sense.", 3),
    (("We are organising a parade",), "Truncated: the words are right, but the sentence goes on.", 0),
    (("The dredger costs 45 crowns an hour, but the ships bring ninety",), "Altered: one number differs.", 3),
    (("The harbour lights were lit on Sunday.",), "Altered: one negation differs.", 3),
    (("We are organising a parade of every boat in the bay",), "Altered: one word differs.", 3),
    (("I walked the whole pier with a lantern", "--by", "Tarp"), "Wrong speaker: these words are held as said by", 3),
    (("I walked the whole pier with a lantern", "--by", "brenn"), "Verbatim: printed", 0),
    (("Seven grey elephants swim across the strait",), "Not held: nothing in this store has these words.", 0),
    (("",), "Not held: ", 0),
]


@pytest.mark.parametrize(("words", "first", "status"), EXPECTED)
def test_the_verdict_comes_first_and_decides_the_status(
    checked: Check, words: tuple[str, ...], first: str, status: int
) -> None:
    result = checked(*words)
    assert result.stdout.startswith(first)
    assert (result.exit_code, result.stderr) == (status, "")


def test_words_asked_and_printed_with_who_and_where(checked: Check) -> None:
    shown = checked("“The dredger costs 45 crowns an hour, but the ships bring ninety”").stdout
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[2:8] == [
        "asked “The dredger costs 45 crowns an hour, but the ships bring ninety”",
        "printed “The dredger costs 40 crowns an hour, but the ships bring ninety”",
        "compared The dredger costs [-45-] {+40+} crowns an hour, but the ships bring ninety",
        "changed a number: “45” asked, “40” printed",
        "said by Mara Quill, chair, Port Board",
        "printed in “Dredging goes on”, The Bay Courier, 2024-05-02",
    ]
    assert lines[8] == "https://bay.example/Dredging-goes-on"


def test_other_sources_show_what_each_outlet_printed(checked: Check) -> None:
    shown = checked("The dredger costs 45 crowns an hour, but the ships bring ninety").stdout
    table = shown.split("Also held, first published first:")[1].splitlines()
    assert table[2].split() == ["published", "outlet", "verdict", "printed"]
    assert table[4].startswith("2024-05-04   Pier News  altered    The dredger costs 50 crowns")


def test_the_warning_tells_how_the_sentence_goes_on(checked: Check) -> None:
    shown = " ".join(checked("The dredger costs 40 crowns an hour").stdout.split())
    assert "warning The sentence goes on, and that changes its sense: “… but the ships bring ninety”" in shown
    assert "sentence “The dredger costs 40 crowns an hour, but the ships bring ninety,” said Mara Quill, chair" in shown
    assert "printed “" not in shown and "goes on “" not in shown
    assert "goes on “… of every flag in the bay”" in " ".join(checked("We are organising a parade").stdout.split())


def test_not_held_says_that_this_proves_nothing(checked: Check) -> None:
    assert "proves nothing" in " ".join(checked("Seven grey elephants swim across the strait").stdout.split())


def test_colours_on_a_terminal_mark_word_by_word(checked: Check) -> None:
    shown = checked("The dredger costs 45 crowns an hour, but the ships bring ninety", color=True).stdout
    assert (
        shown.startswith("\x1b[31m\x1b[1mAltered") and "[-45-]" in shown
    )  # no terminal: the text tells, not the colour
    with click.Context(main, color=True):
        from quotetrack.cli.verdicts import _styled, laid_over
        from quotetrack.wording.in_print import ComparedPiece

        made = laid_over(
            [ComparedPiece("asked", "two words"), ComparedPiece("held", "one"), ComparedPiece("same", "end")]
        )
        assert made == "\x02two\x03 \x02words\x03 \x04one\x05 end"
        assert _styled(made).count("\x1b[9m") == 2


def test_json_is_what_the_contract_says(checked: Check) -> None:
    found = json.loads(checked("The dredger costs 45 crowns an hour", "--by", "Quill", "--format", "json").stdout)
    assert list(found) == [
        "query", "by", "verdict", "fails", "score", "tier", "notes", "best", "difference", "next_clause", "pieces",
        "sources", "warning", "stands_in",
    ]  # fmt: skip
    assert (found["fails"], found["tier"], found["notes"], found["pieces"]) == (True, None, [], [])
    assert found["best"]["withdrawn"] is None
    assert (found["query"], found["by"], found["verdict"]) == (
        "The dredger costs 45 crowns an hour",
        "Quill",
        "altered",
    )
    assert {"article_id", "outlet", "published", "url", "text", "speaker"} <= set(found["best"])
    assert [set(d) for d in found["difference"]] == [{"op", "asked", "held", "guard"}] * 3
    assert [d["guard"] for d in found["difference"]] == [None, "number", None]


def test_json_of_what_is_not_held(checked: Check) -> None:
    found = json.loads(checked("Seven grey elephants swim across the strait", "--format", "json").stdout)
    assert (found["verdict"], found["best"], found["sources"], found["difference"]) == ("not_held", None, [], [])


@pytest.mark.parametrize("words", [(), ("-",)])
def test_words_from_standard_input(checked: Check, words: tuple[str, ...]) -> None:
    result = checked(*words, input="I walked the whole pier\nwith a lantern\n")
    assert result.stdout.startswith("Verbatim")


def test_words_that_look_like_options(checked: Check) -> None:
    assert checked("--", "--I walked the whole pier with a lantern").exit_code == 0


@pytest.mark.parametrize("date", ["2024-05-01", "2024-05", "2024"])
def test_a_date_on_or_before_the_printing_changes_nothing(checked: Check, date: str) -> None:
    assert "warning" not in checked("I walked the whole pier with a lantern", "--date", date).stdout


def test_printed_before_it_was_said(checked: Check) -> None:
    assert "Printed before" in checked("I walked the whole pier with a lantern", "--date", "2025").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("words", "--format", "html"), "go with --file"),
        (("words", "-o", "report.html"), "go with --file"),
        (("words", "--package", "combined"), "go with --file"),
        (("words", "--file", "draft.txt"), "leave out WORDS"),
        (("--by", "Quill", "--file", "draft.txt"), "leave out WORDS"),
        (("--file", "draft.txt", "-o", "report.txt"), "--format json or html"),
        (("x" * 10_001,), "no single quotation"),
    ],
)
def test_wrong_usage(checked: Check, words: tuple[str, ...], told: str) -> None:
    result = checked(*words)
    assert result.exit_code == 2 and told in " ".join(result.stderr.split())


def test_errors_are_one_line(checked: Check, tmp_path: Path) -> None:
    missing = invoked(tmp_path / "missing.db", "words")
    assert missing.exit_code == 1 and missing.stderr.startswith("Error: ")
    assert checked("words", "--date", "soon").exit_code == 1
    assert checked("--file", tmp_path / "missing.txt", "--date", "soon").stderr.startswith("Error: ")


def test_the_store_is_left_as_it_is(checked: Check, bay: Path) -> None:
    before = bay.read_bytes()
    checked("I walked the whole pier with a lantern", "--by", "Brenn")
    assert bay.read_bytes() == before


@given(st.text(st.characters(exclude_categories=()), max_size=40), st.none() | st.text(max_size=10))
def test_any_string_can_be_asked(bay: Path, words: str, by: str | None) -> None:
    result = invoked(bay, *(["--by", by] if by is not None else []), "--", words)
    assert result.exit_code in (0, 3), result.output
    assert not {c for c in result.stdout if c < " " and c != "\n"}


@given(st.binary(max_size=60))
def test_any_bytes_can_be_piped_in(bay: Path, data: bytes) -> None:
    assert invoked(bay, input=data).exit_code in (0, 3)


def test_nothing_heavy_is_loaded(bay: Path) -> None:
    statement = "from quotetrack.cli.check import check; check(prog_name='check')"
    for words in (["I walked the whole pier with a lantern"], ["The dredger", "--format", "json"]):
        given_words = [sys.executable, "-c", PROGRAM, bay, *words, statement]
        done = subprocess.run(
            given_words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, encoding="utf-8"
        )
        assert done.returncode == 0 and done.stdout, done.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ((("replace", "45", "40", "number"),), "one number differs"),
        ((("insert", "", "not", "negation"), ("delete", "very", "", None)), "one negation and one other word differ"),
        ((("replace", "a b c", "d e", None),), "three words differ"),
        ((("replace", "1", "2", "number"), ("replace", "3", "4", "number")), "two numbers differ"),
        ((("replace", "must", "may", "modal"), ("replace", "Ann", "Bo", "name")), "one name and one modal verb differ"),
        ((), "the wording differs"),
    ],
)
def test_changes_in_words(changes: Any, told: str) -> None:
    same = Difference("equal", "x", "x")
    assert changes_in_words([same, *(Difference(*change) for change in changes), same]) == told


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://bay.example/a", True),
        ("HTTP://bay.example/a?b=1&c", True),
        ("javascript:alert(1)", False),
        (" https://bay.example", False),
        ("https://bay.example/\nx", False),
        ("data:text/html,x", False),
        ("//bay.example", False),
        ("https://", False),
        (None, False),
    ],
)
def test_only_web_addresses_are_linked(url: str | None, linked: bool) -> None:
    assert bool(link(url)) is linked
