"""What a source span is: a name, an organisation, a description or a pronoun."""

from __future__ import annotations

import pytest

from quotetrack.speakers.people import People
from quotetrack.speakers.sources import read_source, unlabelled_name
from tests.quotations.builders import reading


@pytest.mark.parametrize(
    ("markup", "kind", "head", "person"),
    [
        ("[s:[P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:Mayor [P:Ana Ruiz], 54,] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:the director, [P:Ana Ruiz],] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:[P:Ana Ruiz], who replaced [P:Owen Pike],] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:[P:Pike] spokesman [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:[P:Pike]’s sister [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:the [O:Harbour Trust]] said", "named", "Harbour Trust", None),
        ("[s:The new [O:Harbour Trust], a charity,] said", "named", "Harbour Trust", None),
        ("[s:[O:Finch]’s report] said", "named", "Finch", None),
        ("[s:the WMO] said", "named", "WMO", None),
        ("[s:[L:Norland]] said", "named", "Norland", None),
        ("[s:a spokesman for [P:Ana Ruiz]] said", "nominal", "a spokesman for Ana Ruiz", None),
        ("[s:a [P:Ruiz] aide] said", "nominal", "a Ruiz aide", None),
        ("[s:[P:Ruiz]’s sister] said", "nominal", "Ruiz’s sister", None),
        ("[s:two officials of the [O:Harbour Trust]] said", "nominal", "two officials of the Harbour Trust", None),
        ("[s:people in [L:Norland]] said", "nominal", "people in Norland", None),
        ("[s:Chief of Staff [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:former secretary of state [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:a friend of Mayor [P:Ana Ruiz]] said", "nominal", "a friend of Mayor Ana Ruiz", None),
        ("[s:sailors like [P:Ana Ruiz]] said", "nominal", "sailors like Ana Ruiz", None),
        ("[s:aides to [P:Ana Ruiz] and [P:Owen Pike]] said", "nominal", "aides to Ana Ruiz and Owen Pike", None),
        ("[s:a pastor supporting/VERB [P:Ruiz], [P:Owen Pike]] said", "named", "Owen Pike", "Owen Pike"),
        ("[s:[P:Ruiz] senior/ADJ aides] said", "nominal", "Ruiz senior aides", None),
        ("[s:[P:Ana Ruiz]’s harbour] said", "nominal", "Ana Ruiz’s harbour", None),
        ("[s:the [O:Harbour Trust] in Halsund] said", "named", "Harbour Trust", None),
        ("[s:she] said", "pronominal", "she", None),
        ("[s:He himself] said", "pronominal", "He himself", None),
        ("[s:they both] said", "pronominal", "they both", None),
        ("[s:who met [P:Ana Ruiz]] said", "pronominal", "who", None),
        ("[s:his sister] said", "nominal", "his sister", None),
    ],
)
def test_head_of_a_source(markup: str, kind: str, head: str, person: str | None) -> None:
    read = reading(markup)
    found = read_source(read, read.document.roles[0].span, People(read))
    assert (found.kind, read.slice(found.span), found.person and found.person.name) == (kind, head, person)


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("then [s:Zorvan/PROPN Strand] said", "Zorvan Strand"),
        ("then [s:Dr. Strand] said", "Strand"),
        ("[s:Rebels/PROPN] said", None),
        ("then [s:Strand the baker] said", None),
        ("then [s:the WMO] said", None),
        ("[s:Strand/PROPN]: no deal\n\nNobody believes Strand now.", "Strand"),
        ("then [s:Reuters] said", None),
        ("then [s:[O:Strand]] said", None),
    ],
)
def test_a_bare_name_that_the_model_missed(markup: str, name: str | None) -> None:
    read = reading(markup)
    found = unlabelled_name(read, read.document.roles[0].span)
    assert (found and read.slice(found)) == name


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ("[s:The [P:MAIB]] said so.", "MAIB"),
        ("[s:[P:KNA]] said so.", "KNA"),
        ("[s:[P:Ruiz]] said so.", None),
    ],
)
def test_an_abbreviation_taken_for_a_person_is_a_body(markup: str, named: str | None) -> None:
    read = reading(markup)
    head = read_source(read, read.roles("source").items[0].span, People(read))
    assert (read.slice(head.span) if head.person is None else None) == named
