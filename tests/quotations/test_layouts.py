"""Transcripts, credit lines, lead-ins and header lines; and lines that only look like them."""

from __future__ import annotations

import pytest

from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.layouts import attribute_by_layout, credit_line, lead_in, read_transcript
from quotetrack.records import Way
from tests.quotations.builders import reading, told


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (
            "RUIZ: We are closed.\n\nPIKE: Since when?\n\nRUIZ: Since noon.",
            ["RUIZ=We are closed.", "PIKE=Since when?", "RUIZ=Since noon."],
        ),
        (
            "Q: “Are you closed?”\n\nA: “Since noon,” he said, “or so.”",
            ["Q=Are you closed?", "A=“Since noon,” he said, “or so.”"],
        ),
        ("Q: Are you closed?\n\nA: Since noon.", ["Q=Are you closed?", "A=Since noon."]),
        ("Q. Are you closed?\n\nA. Since noon.", ["Q=Are you closed?", "A=Since noon."]),
        (
            "Ana Ruiz: We are closed.\n\nOwen Pike (mayor): Since when?\n\nAna Ruiz: Since noon.",
            ["Ana Ruiz=We are closed.", "Owen Pike=Since when?", "Ana Ruiz=Since noon."],
        ),
        (
            "RUIZ: We are closed.\n\nIt was the rain, not the paint.\n\nPIKE: Oh.\n\n(Laughter)\n\nRUIZ: Yes.",
            ["RUIZ=We are closed. | It was the rain, not the paint.", "PIKE=Oh.", "RUIZ=Yes."],
        ),
    ],
)
def test_turns_of_a_transcript(text: str, turns: list[str]) -> None:
    read = reading(text)
    drafts = read_transcript(read)
    said = [" | ".join(read.slice(piece) for piece in draft.pieces) for draft in drafts]
    assert [f"{read.slice(d.source[0])}={words}" for d, words in zip(drafts, said, strict=True)] == turns


@pytest.mark.parametrize(
    "text",
    [
        "Note: The pier is closed.\n\nUpdate: It is open.\n\nNote: It is closed.",
        "RUIZ: We are closed.\n\nThe pier closed at noon.",
        "Ana Ruiz: We are closed.\n\nOwen Pike: Since when?",
        "Q: Are you closed?\n\nThe pier closed at noon.",
        "The result was plain: nobody came.\n\nThe reason was plain: it rained.\n\nThe result was plain: loss.",
    ],
)
def test_labels_that_make_no_transcript(text: str) -> None:
    assert read_transcript(reading(text)) == []


@pytest.mark.parametrize(
    ("markup", "who"),
    [
        ("“We are closed.” — [P:Ana Ruiz]", "Ana Ruiz"),
        ("“We are closed.” -- [P:Ana Ruiz], mayor.", "Ana Ruiz, mayor"),
        ("“We are closed.”\n\n– Mayor [P:Ana Ruiz]", "Mayor Ana Ruiz"),
        ("“We are closed.” — and so they were", None),
        ("“We are closed.” — [P:Ana Ruiz] said as the lights went out", None),
        ("“We are closed.” [P:Ana Ruiz]", None),
        ("“We are closed.” He left.\n\n— [P:Ana Ruiz]", None),
    ],
)
def test_credit_line(markup: str, who: str | None) -> None:
    read = reading(markup)
    found = credit_line(read, read.outer[0].span.end)
    assert (found and read.slice(found)) == who


@pytest.mark.parametrize(
    ("markup", "line", "colon"),
    [
        ("[P:Ana Ruiz] was clear:\n\n“We are closed.”", "Ana Ruiz was clear:", True),
        ("It rained. [P:Ana Ruiz] was clear: “We are closed.”", "Ana Ruiz was clear:", True),
        ("[P:Ana Ruiz], mayor of [L:Halsund]\n\n“We are closed.”", "Ana Ruiz, mayor of Halsund", False),
        ("> “We are closed.”", None, None),
        ("[P:Ana Ruiz] was clear.\n\n“We are closed.”", None, None),
        ("Ferries, buses and trams\n\n“We are closed.”", None, None),
        ("By [P:Ana Ruiz]\n\n“We are closed.”", None, None),
    ],
)
def test_lead_in(markup: str, line: str | None, colon: bool | None) -> None:
    read = reading(markup)
    found = lead_in(read, read.outer[0].span.start)
    assert (found and (read.slice(found[0]), found[1])) == (line and (line, colon))


@pytest.mark.parametrize(
    ("markup", "source", "cue", "way"),
    [
        ("“We are closed.” — [P:Ana Ruiz], mayor", "Ana Ruiz, mayor", None, "credit line"),
        ("[P:Ana Ruiz] opened the door:\n\n“We are closed.”", "Ana Ruiz", ":", "lead-in"),
        ("Then [s:she] told/VERB him: “We are closed.”", "she", "told", "lead-in"),
        ("It was, in [P:Ana Ruiz]’s words, “a photograph”.", "Ana Ruiz", "in Ana Ruiz’s words", "in their words"),
        ("[P:Ana Ruiz] opened the door.\n\n“We are closed.”", None, None, "floating"),
        ("It was late:\n\n“We are closed.”", None, None, "floating"),
    ],
)
def test_layout_tells_who_speaks(markup: str, source: str | None, cue: str | None, way: str) -> None:
    read = reading(markup)
    floating = Draft((read.outer[0].inner,), way=Way.FLOATING)
    draft = attribute_by_layout(read, floating)
    assert told(read, draft)[1:] == (cue, source)
    assert draft.way == way
