"""What a source span is: a name, an organisation, a description or a pronoun."""

from __future__ import annotations

import pytest

from quotetrack.speakers.people import People
from quotetrack.speakers.sources import plural_number, read_source, unlabelled_name
from tests.quotations.builders import reading
from tests.speakers.builders import attributions


@pytest.mark.parametrize(
    ("markup", "kind", "head", "person"),
    [
        ("[s:[P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:[r:Mayor] [P:Ana Ruiz], 54,] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:the [r:director], [P:Ana Ruiz],] said", "named", "Ana Ruiz", "Ana Ruiz"),
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
        ("[s:Norland’s ambassador to [L:Kesteria] [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:minister for Steel [P:Ana Ruiz]] said", "named", "Ana Ruiz", "Ana Ruiz"),
        ("[s:leader of the House Sir [P:Owen Pike]] said", "named", "Owen Pike", "Owen Pike"),
        ("[s:a spokesman for incumbent [P:Ana Ruiz]] said", "nominal", "a spokesman for incumbent Ana Ruiz", None),
        ("[s:an aide to President [P:Ana Ruiz]] said", "nominal", "an aide to President Ana Ruiz", None),
        ("[s:a friend of Mayor [P:Ana Ruiz]] said", "nominal", "a friend of Mayor Ana Ruiz", None),
        ("[s:sailors like [P:Ana Ruiz]] said", "nominal", "sailors like Ana Ruiz", None),
        ("[s:aides to [P:Ana Ruiz] and [P:Owen Pike]] said", "nominal", "aides to Ana Ruiz and Owen Pike", None),
        ("[s:a pastor supporting/VERB [P:Ruiz], [P:Owen Pike]] said", "named", "Owen Pike", "Owen Pike"),
        ("[s:[P:Ruiz] senior/ADJ aides] said", "nominal", "Ruiz senior aides", None),
        ("[s:[P:Ana Ruiz]’s harbour] said", "nominal", "Ana Ruiz’s harbour", None),
        ("[s:the [O:Harbour Trust] in Halsund] said", "named", "Harbour Trust", None),
        ("[s:the [P:Ruiz] campaign] said", "named", "Ruiz campaign", None),
        ("[s:Mr. [P:Ruiz]’s camp, in a letter,] said", "named", "Ruiz’s camp", None),
        ("[s:the [P:Ruiz] campaign manager] said", "nominal", "the Ruiz campaign manager", None),
        ("[s:[L:Norland]’s foreign ministry] said", "named", "Norland’s foreign ministry", None),
        ("[s:[L:Halsund] police] said", "named", "Halsund police", None),
        ("[s:a spokesman for [L:Halsund] police] said", "nominal", "a spokesman for Halsund police", None),
        ("[s:[L:Halsund] police officers] said", "nominal", "Halsund police officers", None),
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


LOST = "[c:“We lost,”]"


def voices(markup: str) -> list[str | None]:
    """Who the last quotation is attributed to, all of them."""
    found = attributions(markup)[-1]
    return [speaker.name for speaker in found.speakers]


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("[P:Ana Ruiz] and [P:Owen Pike]", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz], [P:Owen Pike] and [P:Eva Strand]", ["Ana Ruiz", "Owen Pike", "Eva Strand"]),
        ("[P:Ana Ruiz], [P:Owen Pike], and [r:Dr.] [P:Eva Strand]", ["Ana Ruiz", "Owen Pike", "Eva Strand"]),
        ("[r:Sens.] [P:Ana Ruiz] ([b:R]-Ohio) and [P:Owen Pike] ([b:D]-Maine)", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz] and [P:Owen Pike], who met/VERB there,", ["Ana Ruiz", "Owen Pike"]),
        ("Two friends, [P:Ana Ruiz] and [P:Owen Pike],", ["Ana Ruiz", "Owen Pike"]),
        ("[P:Ana Ruiz] and his wife, [P:Eva Strand],", ["Ana Ruiz", "Eva Strand"]),
        ("[P:Tom] and [P:Ana Ruiz]", ["Tom Ruiz", "Ana Ruiz"]),
        ("the [O:Harbour Trust] and the [O:Port Union]", ["Harbour Trust", "Port Union"]),
        ("[P:Ana Ruiz] and the [O:Harbour Trust]", ["Ana Ruiz", "Harbour Trust"]),
        ("[P:Ana Ruiz] and his wife", ["Ana Ruiz"]),
        ("[P:Ana Ruiz] and other officials", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], of [b:[O:Jones and Brown]],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], of [b:[P:Pike] and [P:Strand]],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], a [r:former aide] to [P:Pike] and friend of [P:Eva Strand],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz], who met/VERB [P:Owen Pike] and [P:Eva Strand],", ["Ana Ruiz"]),
        ("[P:Ana Ruiz] or [P:Owen Pike]", ["Ana Ruiz"]),
        ("sailors like [P:Ana Ruiz] and [P:Owen Pike]", [None]),
        ("a spokesman for [P:Ana Ruiz] and [P:Owen Pike]", [None]),
    ],
)
def test_who_is_named_together(source: str, names: list[str | None]) -> None:
    assert voices(f"{LOST} [s:{source}] [q:said].") == names


def test_he_and_somebody_are_two() -> None:
    markup = f"[P:Owen Pike] left. {LOST} [s:he and [P:Ana Ruiz]] [q:said]."
    assert voices(markup) == ["Owen Pike", "Ana Ruiz"]
    assert voices(f"{LOST} [s:he and [P:Ana Ruiz]] [q:said].") == ["Ana Ruiz"]


def test_who_is_beside_brings_role_and_affiliation() -> None:
    (found,) = attributions(f"{LOST} [s:[P:Ana Ruiz] and [P:Owen Pike], [r:head] of [b:[O:Finch]],] [q:said].")
    _, pike = found.speakers
    assert (found.name, found.trace["rule"]) == ("Ana Ruiz", "joint")
    assert (pike.name, pike.kind, pike.role, pike.affiliations) == ("Owen Pike", "person", "head", ("Finch",))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("the two senators", (2, "senator")),
        ("both men", (2, "man")),
        ("the three Ohio lawmakers", (3, "lawmaker")),
        ("the couple", (2, "person")),
        ("Both", (2, "person")),
        ("the senators", (None, "senator")),
        ("two senators", None),
        ("the senator", None),
        ("all but two", None),
        ("the other senators", None),
        ("the two harbours", None),
    ],
)
def test_how_many_a_description_is_of(text: str, number: tuple[int | None, str] | None) -> None:
    assert plural_number(text) == number


TWO = "[P:Ana Ruiz] and [P:Owen Pike] met/VERB. "
SENATORS = "[r:Sen.] [P:Ana Ruiz] met/VERB [r:Sen.] [P:Owen Pike]. "


@pytest.mark.parametrize(
    ("before", "source", "names"),
    [
        (SENATORS + "[r:Sen.] [P:Eva Strand] came. ", "the two senators", [None]),
        (SENATORS, "the three senators", [None]),
        (SENATORS, "the senators", [None]),
        (SENATORS, "two senators", [None]),
        ("[P:Ana Ruiz] met/VERB [P:Owen Pike]. ", "the two bakers", [None]),
        ("[r:Sen.] [P:Ana Ruiz] and [P:Owen Pike] met/VERB. ", "the two senators", ["Ana Ruiz", "Owen Pike"]),
        ("[r:Sen.] [P:Ana Ruiz] met/VERB [P:Owen Pike]. ", "the two senators", [None]),
        (TWO, "the couple", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "both", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "they", ["Ana Ruiz", "Owen Pike"]),
        (TWO, "both men", [None]),
        ("[P:Tom Ruiz] and [P:Owen Pike] met/VERB. ", "both men", ["Tom Ruiz", "Owen Pike"]),
        (TWO + "It rained. It rained. It rained. ", "they", [None]),
        ("[P:Eva Strand] met/VERB [P:Ana Ruiz] and [P:Owen Pike]. ", "they", [None]),
        ("[P:Ana Ruiz] met/VERB [P:Tom Ruiz]. ", "the [P:Ruizes]", ["Ana Ruiz", "Tom Ruiz"]),
        ("[P:Ana Ruiz] met/VERB [P:Tom Ruiz] and [P:Eva Ruiz]. ", "the [P:Ruizes]", [None]),
    ],
)
def test_whom_a_plural_stands_for(before: str, source: str, names: list[str | None]) -> None:
    assert voices(f"{before}{LOST} [s:{source}] [q:said].") == names


@pytest.mark.parametrize(("source", "names"), [("they", ["Ana Ruiz", "Owen Pike"]), ("it", [None])])
def test_they_go_on_from_a_joint_quotation(source: str, names: list[str | None]) -> None:
    first = f"{LOST} [s:[P:Ana Ruiz] and [P:Owen Pike]] [q:said]."
    assert voices(f"{first} It rained. [c:“We learned,”] [s:{source}] [q:added].") == names
