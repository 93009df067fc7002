"""Bodies and descriptions that an article leaves to the reader: whose minister, whose chief executive, which pastor."""

from __future__ import annotations

import pytest

from quotetrack.speakers.capacities import Capacities
from quotetrack.speakers.people import clean_name
from tests.quotations.builders import reading
from tests.speakers.builders import attributions, people


@pytest.mark.parametrize(
    ("markup", "bodies"),
    [
        ("Health Minister [P:Ana Ruiz] left. The [O:Ministry of Health] met.", ("Ministry of Health",)),
        ("Health Cabinet Secretary [P:Ana Ruiz] left. The [O:Health Department] met.", ("Health Department",)),
        ("Health Minister [P:Ana Ruiz] left. The [O:Ministry of Trade] met.", ()),
        ("Prime Minister [P:Ana Ruiz] left. The [O:Ministry of Trade] met.", ()),
        ("Chief Justice [P:Ana Ruiz] left. The [O:Supreme Court] met.", ("Supreme Court",)),
        ("Chief Justice [P:Ana Ruiz] left. The [O:Supreme Court] and the [O:Tide Court] met.", ()),
        ("Justice [P:Ana Ruiz] left. The [O:Supreme Court] met.", ()),
        (
            "[O:Finch] fell. So did [O:Marrow]. It rained. It was cold. Shares in [O:Finch] rose. It rained. It was "
            "cold. It was dark. It was late. CEO [P:Ana Ruiz] left.",
            ("Finch",),
        ),
        (
            "[O:Finch] fell. So did [O:Marrow]. It rained. It was cold. Shares in [O:Marrow] rose. It rained. It was "
            "cold. It was dark. It was late. CEO [P:Ana Ruiz] left.",
            (),
        ),
        ("[P:Ana Ruiz] left/VERB school at 14 and joined the [O:Albion Company] as a prompter.", ("Albion Company",)),
        ("[P:Ana Ruiz], who joined [O:Finch] in May, left.", ("Finch",)),
        ("[P:Ana Ruiz] joined the [O:Dock Union] in calling for a strike.", ()),
        ("[P:Ana Ruiz] left as [P:Owen Pike] rose and joined the [O:Dock Union] there.", ()),
    ],
)
def test_the_body_that_a_post_or_a_verb_tells(markup: str, bodies: tuple[str, ...]) -> None:
    read = reading(markup)
    found = people(markup)
    assert Capacities(read, found, []).of(found.all[0], None).affiliations == bodies


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (
            "Pastor [P:Owen Pike] rose. [P:Ana Ruiz] sat. The pastor smiled. “[c:It is late],” [s:he] [q:said].",
            "Owen Pike",
        ),
        ("Pastor [P:Owen Pike] rose. The pastor saw [P:Tom Bell]. “[c:It is late],” [s:he] [q:said].", "Tom Bell"),
        ("Pastor [P:Owen Pike] rose. [P:God] sat. “[c:It is late],” [s:he] [q:said].", "Owen Pike"),
        ("A second clerk, known only as “[P:Claire]”, sat. “[c:It is late],” [s:she] [q:said].", "Claire"),
        ("A second clerk, not “[P:Claire]”, sat. “[c:It is late],” [s:she] [q:said].", None),
        ("The club met. [s:The Club] [q:said] [c:it was late].", None),
    ],
)
def test_whom_a_subject_in_the_sentence_before_means(markup: str, name: str | None) -> None:
    assert attributions(markup)[-1].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("DI Ana Ruiz", "Ana Ruiz"), ("PC Ruiz", "Ruiz"), ("Di Ruiz", "Di Ruiz"), ("DI RUIZ", "DI RUIZ")],
)
def test_letters_for_a_rank_are_no_part_of_a_name(text: str, name: str) -> None:
    assert clean_name(text) == name
