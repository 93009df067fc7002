"""Whom a definite description stands for: one clear candidate, or nobody."""

from __future__ import annotations

import pytest

from tests.speakers.builders import attributions

LOST = "[c:“We lost,”]"


@pytest.mark.parametrize(
    ("before", "source", "name", "rule"),
    [
        ("[r:Sen.] [P:Ana Ruiz] met/VERB [r:Mayor] [P:Owen Pike].", "the senator", "Ana Ruiz", "description"),
        ("[r:Sen.] [P:Ana Ruiz] met/VERB [r:Mayor] [P:Owen Pike].", "the mayor", "Owen Pike", "description"),
        ("[r:Sen.] [P:Ana Ruiz] left. It rained. [P:Owen Pike] sang.", "the senator", "Ana Ruiz", "description"),
        ("[r:Sen.] [P:Ana Ruiz] met/VERB [r:Sen.] [P:Owen Pike].", "the senator", None, "unnamed"),
        ("[r:Actress] [P:Ana Ruiz] met/VERB [r:actor] [P:Owen Pike].", "the actress", "Ana Ruiz", "description"),
        ("[P:Ana Ruiz] left.", "the 45-year-old", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] met/VERB [P:Owen Pike].", "the businesswoman", "Ana Ruiz", "epithet"),
        ("[P:Owen Pike] left.", "the actress", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "the official", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "his mother", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "the woman", None, "unnamed"),
        ("[P:Ana Ruiz] left. [P:Pike] sang.", "the [P:Pike] strategist", None, "unnamed"),
        ("[P:Ana Ruiz] left. [P:Owen Pike] sang.", "[P:Pike]’s former strategist", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] left. A baker came.", "the baker", None, "unnamed"),
        ("[P:Ana Ruiz] left. She was a baker.", "the baker", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] left.", "the baker who met/VERB them", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "The Advocate", None, "unnamed"),
        ("[r:President] [P:Owen Pike] came. [P:Jean Duval] left.", "the president", "Owen Pike", "description"),
        ("It rained." * 3, "the senator", None, "unnamed"),
        ("[r:Cabinet Secretary] [P:Ana Ruiz] met/VERB [r:Mayor] [P:Owen Pike].", "The CS", "Ana Ruiz", "description"),
        ("[r:Mayor] [P:Owen Pike] left.", "The [O:CS]", "CS", "named organisation"),
        (
            "[r:Chief Minister] [P:Ana Ruiz] met/VERB [r:Chief Minister] [P:Owen Pike].",
            "The [O:CM]",
            "CM",
            "named organisation",
        ),
        (
            "[r:Cabinet Secretary] [P:Ana Ruiz] met/VERB the Coastal Service (CS).",
            "The [O:CS]",
            "Coastal Service",
            "named organisation",
        ),
        ("[P:Ana Ruiz] left.", "the Spaniard", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] left.", "the [O:Spaniard]", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] left.", "the Pacifier", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "the mother of three", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz] left.", "the mother-of-two", "Ana Ruiz", "epithet"),
        ("[P:Owen Pike] left.", "the mother of three", None, "unnamed"),
        ("[P:Ana Ruiz] left.", "the mother of the boy", None, "unnamed"),
        ("[r:Justice] [P:Ana Ruiz] met/VERB [P:Owen Pike].", "the judge", "Ana Ruiz", "description"),
        (
            "[P:Owen Pike] left. [P:Ana Ruiz], the [r:chief executive] of [b:[O:Finch]], came.",
            "the former executive",
            "Owen Pike",
            "epithet",
        ),
        (
            "[P:Owen Pike] left. [P:Ana Ruiz], the [r:former chief executive] of [b:[O:Finch]], came.",
            "the former executive",
            "Ana Ruiz",
            "description",
        ),
        ("[P:Ana Ruiz], [r:chairwoman] of [b:[O:Finch]], left.", "the [O:Finch] chief", "Ana Ruiz", "epithet"),
        ("[P:Ana Ruiz], a [r:spokesperson] for [b:[O:Finch]], left.", "the spokesperson", "Ana Ruiz", "description"),
        (
            "[P:Ana Ruiz], a [r:spokesperson] for [b:[O:Finch]], left. A spokesperson came.",
            "the spokesperson",
            None,
            "unnamed",
        ),
    ],
)
def test_whom_a_description_stands_for(before: str, source: str, name: str | None, rule: str) -> None:
    found = attributions(f"{before} {LOST} [s:{source}] [q:said].")[-1]
    assert (found.name, found.trace["rule"]) == (name, rule)


@pytest.mark.parametrize(
    ("first", "name", "kind"),
    [
        ("[s:a spokesman for [P:Owen Pike]]", None, "unnamed"),
        ("[s:[P:Tom Strand], a [r:spokesman for [P:Owen Pike]],]", "Tom Strand", "person"),
        ("[s:an official]", None, "unnamed"),
        ("[s:the sailors]", "Owen Pike", "person"),
    ],
)
def test_he_after_a_spokesman_is_not_whom_the_spokesman_speaks_for(first: str, name: str | None, kind: str) -> None:
    markup = f"[P:Owen Pike] left. {LOST} {first} [q:said]. [c:“We learned,”] [s:he] [q:added]."
    found = attributions(markup)[-1]
    assert (found.name, found.speaker.kind) == (name, kind)


def test_who_is_asked_answers() -> None:
    markup = f"[P:Owen Pike] left. {LOST} [s:a reporter] [q:asked]. [c:“We learned,”] [s:he] [q:said]."
    assert attributions(markup)[-1].name == "Owen Pike"


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("A nurse at the harbour, who was not named, left.", None),
        ("A nurse at the harbour left. It rained.", "Ana Ruiz"),
        ("A [r:nurse], [P:Eva Strand], left.", "Eva Strand"),
        ("A harbour, old and grey, stood.", "Ana Ruiz"),
        ("A nurse, Mr Strand left.", "Ana Ruiz"),
        ("A man at the harbour left.", "Ana Ruiz"),
        ("A nurse at the harbour left.\n\n", "Ana Ruiz"),
    ],
)
def test_she_after_somebody_unnamed_is_not_whom_the_article_named_before(before: str, name: str | None) -> None:
    found = attributions(f"[P:Ana Ruiz] left.\n\n{before} {LOST} [s:she] [q:said].")[-1]
    assert found.name == name


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("[s:[P:Ana Ruiz], a [r:nurse] at [b:[O:Finch]]. [P:Pike]] [q:left]", ["Ana Ruiz"]),
        ("[s:[P:Ana Ruiz], a [r:nurse] at [b:[O:Finch]]]. [P:Pike] left", ["Ana Ruiz"]),
    ],
)
def test_a_source_ends_with_its_sentence(source: str, names: list[str]) -> None:
    (found,) = attributions(f"{LOST} [q:said] {source}.")
    assert ([found.name], found.mention) == (names, "Ana Ruiz, a nurse at Finch")
