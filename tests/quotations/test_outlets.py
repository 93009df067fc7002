"""Through whom speech came: which names are outlets, and whose words they pass on."""

from __future__ import annotations

import pytest

from quotetrack.quotations.find import extract_drafts
from quotetrack.quotations.outlets import is_outlet
from tests.quotations.builders import reading, span, told


@pytest.mark.parametrize(
    ("markup", "name", "outlet"),
    [
        ("[O:Reuters] said.", "Reuters", True),
        ("The [O:Northern Courier] said.", "Northern Courier", True),
        ("The [O:Norland News Agency]’s man said.", "Norland News Agency’s", True),
        ("The state agency [O:KNA] was there. [O:KNA] said.", "KNA", True),
        ("The state agency [O:KNA] said.", "The state agency KNA", True),
        ("The state ferry [O:KNA] said.", "KNA", False),
        ("The [O:Harbour Trust] said.", "Harbour Trust", False),
        ("The [O:Society of Friends of the Old Pier Press] said.", "Society of Friends of the Old Pier Press", False),
    ],
)
def test_outlets(markup: str, name: str, outlet: bool) -> None:
    read = reading(markup)
    assert is_outlet(read, span(read, name)) is outlet


@pytest.mark.parametrize(
    ("markup", "content", "source", "via"),
    [
        ("[c:The town fell], [s:the rebels] [q:told] [O:Reuters].", "The town fell", "the rebels", "Reuters"),
        ("[c:The town fell], [s:the rebels] [q:told] the [O:Harbour Trust].", "The town fell", "the rebels", None),
        ("[c:“The town fell,” the rebels said], [s:[P:Ana Ruiz]] [q:added].", None, "Ana Ruiz", None),
        ("[c:The town fell last night], [s:[O:Reuters]] [q:reported].", "The town fell last night", "Reuters", None),
        (
            "[c:The town fell], [s:the rebels] [q:said]. [O:Reuters] reported a fire.",
            "The town fell",
            "the rebels",
            None,
        ),
    ],
)
def test_relayed_speech(markup: str, content: str | None, source: str, via: str | None) -> None:
    read = reading(markup)
    draft = extract_drafts(read)[0]
    words, _, who = told(read, draft)
    assert (content or words, who, draft.via and read.slice(draft.via)) == (words, source, via)


def test_a_participle_shares_the_subject_before_it() -> None:
    read = reading(
        "[s:[P:Owen Pike]] [q:underlined] [c:the need for talks], [q:calling for] [c:peace], [s:[O:Reuters]] reported."
    )
    second = extract_drafts(read)[1]
    assert told(read, second) == ("peace", "calling for", "Owen Pike")
    assert second.via and read.slice(second.via) == "Reuters"


@pytest.mark.parametrize(
    ("markup", "told_by"),
    [
        (
            "[s:The [O:Kestrel Agency]] [q:quoted] [c:deputy mayor [P:Ana Ruiz] as saying that the town fell].",
            [("the town fell", "deputy mayor Ana Ruiz", "The Kestrel Agency")],
        ),
        (
            "[s:The [O:Kestrel Agency]] [q:quoted] [c:mayor [P:Ana Ruiz] as saying]: [c:“The town fell.”]",
            [("The town fell.", "mayor Ana Ruiz", "The Kestrel Agency")],
        ),
        (
            "[c:“The town fell,”] [s:the [O:Kestrel Agency]] [q:quoted] [P:Ana Ruiz], a baker, as telling the panel.",
            [("The town fell,", "Ana Ruiz, a baker", "the Kestrel Agency")],
        ),
        ("[s:The [O:Kestrel Agency]] [q:quoted] [c:the town].", [("the town", "The Kestrel Agency", None)]),
    ],
)
def test_who_is_quoted_as_saying_it_speaks(markup: str, told_by: list[tuple[str, str, str | None]]) -> None:
    read = reading(markup)
    found = [(told(read, draft), draft.via) for draft in extract_drafts(read)]
    assert [(words, who, via and read.slice(via)) for (words, _, who), via in found] == told_by
