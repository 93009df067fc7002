"""What each verdict prints: one invented example each on the command line, in the report on a draft and on the page."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from quotetrack.check.drafts import check_draft
from quotetrack.cli import main
from quotetrack.cli.verdicts import print_draft
from quotetrack.comparison.verdicts import VERDICTS, row
from quotetrack.records import Article, Quotation
from quotetrack.store import open_store
from quotetrack.wording.html import render_report
from tests.store.builders import article, said
from tests.web.conftest import loop, open_site  # noqa: F401  (a fixture)

BRIDGE = """“They asked whether I took the money, and I didn’t,” said Ana Ruiz, the mayor.

Ruiz said the council had wasted four million crowns on the bridge.

Ruiz called the toll “a gift to the rich” that would ruin the quay.

“The city does not support tolls on the old bridge,” Ruiz said. “We are not closing the school because of money,” she \
added.
"""
PLAN = "“We will spend 40 million crowns on the harbour,” said Ina Voss.\n"
PLAN_NOW = "“We will spend 14 million crowns on the harbour,” said Ina Voss.\n"
NETS = """“The nets are empty, the boats are old, and the ice is thin,” said Owen Pike. \
“We strongly oppose the rocket on our quay.”

“Every boat in the bay will sail on Sunday,” said Owen Pike.
"""


def articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """What the examples are about."""
    ruiz: dict[str, Any] = {"name": "Ana Ruiz", "mention": "Ruiz"}
    yield (
        article(BRIDGE, url="https://p.example/1", outlet="Paper", published="2024-05-02", title="Bridge"),
        [
            said(BRIDGE, "They asked whether I took the money, and I didn’t,", **ruiz),
            said(BRIDGE, "the council had wasted four million crowns on the bridge", kind="indirect", **ruiz),
            said(BRIDGE, "the toll “a gift to the rich” that would ruin the quay", kind="mixed", **ruiz),
            said(BRIDGE, "The city does not support tolls on the old bridge,", **ruiz),
            said(
                BRIDGE, "We are not closing the school because of money,", "Ana Ruiz", mention="she",
                mention_kind="pronominal", confidence=0.8, cue=(),
            ),
        ],
    )  # fmt: skip
    for text, day in ((PLAN, "2024-05-03"), (PLAN_NOW, "2024-05-04")):
        given = article(text, url="https://p.example/2", outlet="Paper", published=day, title="Harbour")
        yield given, [said(text, text[1 : text.index("”")], "Ina Voss", mention="Ina Voss")]
    words = [part.split("”")[0] for part in NETS.split("“")[1:]]
    yield (
        article(NETS, url="https://p.example/3", outlet="Courier", published="2024-05-06", title="Quay"),
        [said(NETS, part, "Owen Pike", mention="Owen Pike") for part in words],
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("verdicts") / "news.db"
    with open_store(made, create=True) as store:
        run = store.start_run(command="test", pack="en 0.0.1")
        for item, quotations in articles():
            store.save_article(item, quotations, run)
    return made


CASES: list[tuple[str, str | None, str, bool, list[str]]] = [
    # what is asked, by whom, the verdict, whether it fails, and lines that must be shown
    ("The city does not support tolls on the old bridge", "Ruiz", "verbatim", False, ["in exactly these words"]),
    (
        "[W]e strongly oppose [it] on our quay", None, "typographic", False,
        ["the same words; [it] stands for “the rocket”; a capital changed in brackets.", "printed “We strongly oppose"],
    ),
    ("WE STRONGLY OPPOSE THE ROCKET ON OUR QUAY", None, "typographic", False, ["only capitals differ."]),
    ("The nets are empty", None, "truncated", False, ["goes on “… the boats are old, and the ice is thin”"]),
    (
        "They asked whether I took the money, and I did", "Ruiz", "truncated", True,
        ["cut against their sense", "The sentence goes on, and that changes its sense: “… didn’t”",
         "sentence “They asked whether I took the money, and I didn’t,” said Ana Ruiz, the mayor."],
    ),
    (
        "The nets are empty … and the ice is thin", "Pike", "spliced", False,
        ["the join is marked", "piece “The nets are empty”", "piece “and the ice is thin”",
         "sentence “The nets are empty, the boats are old, and the ice is thin,” said Owen Pike."],
    ),
    (
        "Every boat in the bay will sail and the boats are old", None, "spliced", True,
        ["must not stand as one quotation", "piece “Every boat in the bay will sail”", "nothing marks"],
    ),
    (
        "The council had wasted four million crowns on the bridge", "Ruiz", "reported", True,
        ["nobody is quoted with them", "sentence Ruiz said the council had wasted four million crowns on the bridge."],
    ),
    (
        "a gift to the rich that would ruin the quay", None, "reported", True,
        ["only part of this stands in marks",
         "sentence Ruiz called the toll “a gift to the rich” that would ruin the quay."],
    ),
    (
        "Every boat in the bay will sail on Monday", None, "altered", True,
        ["printed “Every boat in the bay will sail on Sunday”", "“Monday” asked, “Sunday” printed"],
    ),
    ("On Sunday every boat in the bay will sail", None, "paraphrase", False, ["close in wording, but not a quotation"]),
    (
        "We will spend 40 million crowns on the harbour", "Voss", "withdrawn", True,
        ["a newer version of the article, of 2024-05-04, says otherwise.",
         "withdrawn in the version of 2024-05-04, which says: “We will spend 14 million crowns on the harbour”"],
    ),
    (
        "We are not closing the school because of money", "Pike", "unsure_speaker", True,
        ["80% sure", "Ana Ruiz", "sentence “We are not closing the school because of money,” she added."],
    ),
    (
        "Every boat in the bay will sail on Sunday", "Ruiz", "wrong_speaker", True,
        ["these words are held as said by Owen Pike, not by Ruiz."],
    ),
    ("Seven grey elephants swim the strait", None, "not_held", False, ["proves nothing"]),
]  # fmt: skip

IDS = [f"{verdict}{' fails' * fails}-{number}" for number, (_, _, verdict, fails, _) in enumerate(CASES)]


def test_every_verdict_has_an_example() -> None:
    assert {verdict for _, _, verdict, _, _ in CASES} == set(VERDICTS)


@pytest.mark.parametrize(("words", "by", "verdict", "fails", "shown"), CASES, ids=IDS)
def test_on_the_command_line(
    path: Path, words: str, by: str | None, verdict: str, fails: bool, shown: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    given = ["check", str(path), *(["--by", by] if by else []), "--", words]
    result = CliRunner().invoke(main, given, catch_exceptions=False)
    name = VERDICTS[verdict].name  # type: ignore[index]
    told = " ".join(result.stdout.split())
    assert result.stdout.startswith(f"{name.capitalize()}: ") and result.exit_code == (3 if fails else 0)
    assert [part for part in shown if part not in told] == []
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(("words", "by", "verdict", "fails", "shown"), CASES, ids=IDS)
def test_as_json(path: Path, words: str, by: str | None, verdict: str, fails: bool, shown: list[str]) -> None:
    given = ["check", str(path), "--format", "json", *(["--by", by] if by else []), "--", words]
    found = json.loads(CliRunner().invoke(main, given, catch_exceptions=False).stdout)
    assert (found["verdict"], found["fails"]) == (verdict, fails)
    sentence = next((part.removeprefix("sentence ") for part in shown if part.startswith("sentence ")), None)
    assert sentence in (None, found["stands_in"])
    assert bool(found["best"] and found["best"]["withdrawn"]) is (verdict == "withdrawn")
    untold = verdict in ("reported", "altered", "paraphrase", "not_held") or (verdict == "spliced" and fails)
    assert (found["tier"] is None) is untold


@pytest.mark.parametrize(("words", "by", "verdict", "fails", "shown"), CASES, ids=IDS)
def test_in_the_report_on_a_draft(
    path: Path, words: str, by: str | None, verdict: str, fails: bool, shown: list[str]
) -> None:
    text = f"“{words},” said {by or 'somebody'}."
    claim = said(text, words, by, mention=by)
    with open_store(path, readonly=True) as store:
        page = render_report([check_draft(store, article(text), [claim])], "news.db")
    told = told_by(page)
    assert f"{verdict_row(verdict, fails)} 1 ·" in told and f"{VERDICTS[verdict].name.capitalize()}: " in told  # type: ignore[index]
    assert [part for part in shown if not is_told(part, told) and not part.startswith("printed ")] == []
    assert f"1 {'not to be printed as it is' if fails else 'quotation checked'}" in told


@pytest.mark.parametrize(("words", "by", "verdict", "fails", "shown"), CASES, ids=IDS)
def test_on_the_page(
    path: Path,
    loop: asyncio.AbstractEventLoop,  # noqa: F811
    words: str,
    by: str | None,
    verdict: str,
    fails: bool,
    shown: list[str],
) -> None:
    page = open_site(path, loop).get("/check", q=words, by=by or "").text
    told = told_by(page)
    assert f"{VERDICTS[verdict].name.capitalize()}:" in told  # type: ignore[index]
    assert ('class="verdict bad"' in page) is fails
    assert [part for part in shown if not is_told(part, told)] == []


def test_nobody_printed_the_line_that_pieces_make(path: Path) -> None:
    """Of pieces of two quotations no line says that they were printed together."""
    words = "Every boat in the bay will sail and the boats are old"
    shown = CliRunner().invoke(main, ["check", str(path), words], catch_exceptions=False).stdout
    lines = [line.strip() for line in shown.splitlines() if words in line]
    assert lines == [f"asked “{words}”"] and "printed “" not in shown and "stands as" not in shown


def test_the_table_of_a_draft_says_how_it_is_held_elsewhere(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“We will spend 40 million crowns on the harbour,” said Ina Voss."
    with open_store(path, readonly=True) as store:
        draft = check_draft(store, article(text), [said(text, text[1:48], "Ina Voss", mention="Ina Voss")])
    monkeypatch.setattr("click.echo", lambda text="", **more: told.append(str(text)))
    told: list[str] = []
    print_draft(draft)
    assert "“Harbour”, Paper, 2024-05-04 (altered)" in " ".join(" ".join(told).split())


def told_by(page: str) -> str:
    """What a page says, without tags, white space as single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page.split("</style>")[-1])).split())


def verdict_row(verdict: str, fails: bool) -> str:
    """A verdict as the legend has it."""
    found = row(verdict, fails)  # type: ignore[arg-type]
    return f"{found.sign} {found.name}"


def is_told(part: str, told: str) -> bool:
    """Whether a page says what the command line does: the labels have a capital there, and no space after them."""
    label, _, rest = part.partition(" ")
    return part in told or f"{label.capitalize()}{rest}".replace(" ", "") in told.replace(" ", "")
