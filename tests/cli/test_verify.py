"""`quotetrack verify`: words against a given text, in every form of input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quotetrack.cli import main

ARTICLE = """# The *toll* row

“They asked whether I **took the money**, and I didn’t,” said Ana Ruiz, the mayor.

Ruiz said the council had wasted four million crowns on the bridge.

“The city does not support tolls on the old bridge,” Ruiz said. “We are not closing the school because of money,” she
added.

“We wait for the ferry,” said Ben Pike, a teacher. “We wait for the ferry,” he said again.
"""
PAGE = "<p>&ldquo;The caf&eacute; &amp; the <b>old</b> bridge stay,&rdquo; said Ana Ruiz.</p><p>The <i>end</i>.</p>"

Verify = Callable[..., Result]


@pytest.fixture
def verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Runs `quotetrack verify` in a folder with article.md and page.html."""
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words: object, **more: Any) -> Result:
        return CliRunner().invoke(main, ["verify", *map(str, words)], catch_exceptions=False, **more)

    return run


@pytest.mark.parametrize(
    ("words", "first", "status"),
    [
        ("We wait for the ferry", "Verbatim: printed in exactly these words.", 0),
        ("we wait for the Ferry", "Typographic: the same words; only capitals differ.", 0),
        ("They asked whether I took the money, and I didn’t", "Typographic: the same words; only markup differs.", 0),
        ("“We are not closing the school because of money.”", "Typographic: ", 0),
        ("They asked whether I took the money, and I did", "Truncated: the words are right, but cut against", 3),
        ("The council had wasted four million crowns on the bridge", "Reported: ", 3),
        ("The city supports tolls on the old bridge", "Altered: ", 3),
        ("The city does not support tolls … because of money", "Spliced: ", 0),
        ("The city does not support tolls because of money", "Spliced: ", 3),
        ("Seven grey elephants swim across the strait", "Not held: ", 3),
    ],
)
def test_the_verdict_comes_first_and_the_exit_status_tells(
    verified: Verify, words: str, first: str, status: int
) -> None:
    result = verified("article.md", words)
    assert " ".join(result.stdout.split()).startswith(first)
    assert result.exit_code == status


def test_what_is_printed_of_words_that_occur_twice(verified: Verify) -> None:
    shown = verified("article.md", "We wait for the ferry").stdout
    places = [ARTICLE.index("We wait"), ARTICLE.rindex("We wait")]
    assert [f"characters {at} to {at + 21}" in shown for at in places] == [True, True]
    assert "stands in article.md" in shown and "and at article.md" in shown


def test_offsets_are_those_of_the_text_as_given(verified: Verify) -> None:
    found = json.loads(verified("page.html", "The café & the old bridge stay", "--format", "json").stdout)
    ((start, end),) = found["occurrences"][0]["spans"]
    assert PAGE[start:end] == "The caf&eacute; &amp; the <b>old</b> bridge stay"
    assert (found["verdict"], found["tier"], found["source"]) == ("typographic", "markup", "page.html")


def test_json_has_every_occurrence_and_what_differs(verified: Verify) -> None:
    found = json.loads(verified("article.md", "We wait for a ferry", "--format", "json").stdout)
    assert (found["verdict"], found["fails"]) == ("altered", True)
    assert {"op": "replace", "asked": "a", "held": "the", "guard": None} in found["difference"]
    assert [ARTICLE[slice(*each["spans"][0])] for each in found["occurrences"]] == ["We wait for the ferry"] * 2


def test_several_sources_are_told_with_the_best_first(verified: Verify) -> None:
    result = verified("page.html", "article.md", "We wait for the ferry", "--format", "json")
    found = json.loads(result.stdout)
    assert found["source"] == "article.md" and result.exit_code == 0
    assert [(each["source"], each["verdict"]) for each in found["other_sources"]] == [("page.html", "not_held")]


def test_all_that_a_summary_has_in_marks_is_verified(verified: Verify, tmp_path: Path) -> None:
    summary = (
        'Ruiz said that "the city supports tolls on the old bridge". "They asked whether I **took the money**," she '
        'said, "and I didn’t." He "waits".\n'
    )
    (tmp_path / "summary.md").write_text(summary, encoding="utf-8")
    result = verified("article.md", "--file", "summary.md")
    assert result.exit_code == 3
    assert "2 quotations verified: 1 not to be printed as it is. 1 stretch in marks too short" in result.stdout
    rows = json.loads(verified("article.md", "--file", "summary.md", "--format", "json").stdout)
    assert [row["verdict"] for row in rows] == ["altered", "typographic"]


def test_lines_of_questions_are_answered_line_by_line(verified: Verify, tmp_path: Path) -> None:
    questions = [
        {"source": "article.md", "quote": "We wait for the ferry"},
        {"source": "missing.md", "quote": "We wait for the ferry"},
        {"source": "He said: “We wait here until noon.”", "quote": "We wait here until one"},
        {"source": "A speech without marks. We wait here.", "quote": "We wait here"},
        {"quote": "no source"},
    ]
    lines = "\n".join(map(json.dumps, questions)) + "\nnonsense\n"
    result = verified("--jsonl", input=lines)
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["verdict"] for each in told] == ["verbatim", None, "altered", "verbatim", None, None]
    assert [each["line"] for each in told] == [1, 2, 3, 4, 5, 6]
    assert ["no such file" in told[1]["error"], "source and quote" in told[4]["error"], "not JSON" in told[5]["error"]]
    assert result.exit_code == 3
    (tmp_path / "questions.jsonl").write_text(json.dumps(questions[0]) + "\n", encoding="utf-8")
    assert verified("--jsonl", "questions.jsonl").exit_code == 0
    assert verified("--jsonl", input="nonsense\n").exit_code == 1


def test_a_speech_is_said_without_marks_and_where_the_user_says_so(verified: Verify, tmp_path: Path) -> None:
    (tmp_path / "speech.txt").write_text("We will mend the pier. They call it “a folly”.\n", encoding="utf-8")
    assert verified("speech.txt", "We will mend the pier").exit_code == 3
    assert verified("speech.txt", "We will mend the pier", "--spoken").exit_code == 0


def test_a_paraphrase_fails_only_where_that_is_asked_for(verified: Verify) -> None:
    words = "On the old bridge the city does not support tolls"
    assert verified("article.md", words).exit_code == 0
    assert verified("article.md", words, "--strict").exit_code == 3


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("article.md",), 2, "give a source and the words"),
        (("missing.txt", "We wait"), 1, "no such file"),
        (("--jsonl", "--by", "Ruiz"), 2, "--jsonl takes words and speakers from the lines"),
        (("--file", "article.md"), 2, "give at least one source"),
        (("article.md", "--file", "article.md", "--by", "Ruiz"), 2, "--by goes with WORDS"),
        (("article.md", "..."), 2, "there are no words to verify"),
    ],
)  # fmt: skip
def test_wrong_usage_and_bad_files(verified: Verify, words: tuple[str, ...], status: int, told: str) -> None:
    result = verified(*words)
    assert result.exit_code == status
    assert told in result.stderr


def test_a_source_that_cannot_be_read_is_told_and_the_others_are_used(verified: Verify) -> None:
    result = verified("missing.txt", "article.md", "We wait for the ferry")
    assert result.exit_code == 1 and "no such file" in result.stderr and "Verbatim" in result.stdout


def test_no_model_is_loaded_without_a_speaker(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("“We wait for the ferry,” said Ben Pike.\n", encoding="utf-8")
    statement = (
        "import sys; from quotetrack import verify;"
        "print(verify(open('a.txt', encoding='utf-8').read(), 'We wait for the ferry').verdict);"
        "print(sorted({'torch', 'stanza', 'onnxruntime', 'sqlite_utils'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", statement], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["verbatim", "[]"]


@pytest.mark.parametrize(
    ("by", "verdict"), [("Pike", "verbatim"), ("Ben Pike", "verbatim"), ("Ana Ruiz", "wrong_speaker")]
)
def test_with_a_speaker_the_parser_reads_who_speaks(verified: Verify, by: str, verdict: str) -> None:
    """With the bundled pack: a model is loaded here."""
    found = json.loads(verified("article.md", "We wait for the ferry", "--by", by, "--format", "json").stdout)
    assert found["verdict"] == verdict
    assert found["fails"] is (verdict != "verbatim")
    assert found["occurrences"][0]["speaker"] == "Ben Pike"
