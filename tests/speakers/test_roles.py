"""What a model marks beside a name, put together into claims: which role is held where, and how it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack import settings
from quotetrack.language import load
from quotetrack.quotations.reading import Reading
from quotetrack.speakers.claims import Capacity
from quotetrack.speakers.roles import read_capacity
from tests.quotations.builders import reading, span

Claim = tuple[str | None, str | None]


def said_of(markup: str, name: str = "Ana Ruiz") -> Capacity:
    """What is read beside the first mention of a name."""
    read = reading(markup)
    return read_capacity(read, span(read, name))


def pairs(markup: str, name: str = "Ana Ruiz") -> list[Claim]:
    """Role and body of each claim."""
    return [(claim.role, claim.organization) for claim in said_of(markup, name).claims]


def scored(read: Reading, *scores: float) -> Reading:
    """The reading with the scores of its claims, in their order, replaced."""
    found = read.document.claims
    claims = tuple(replace(claim, score=score) for claim, score in zip(found, scores, strict=True))
    return Reading(replace(read.document, claims=claims), read.language)


@pytest.mark.parametrize(
    ("markup", "claims"),
    [
        ("[P:Ana Ruiz], [r:director] of the [b:[O:Harbour Trust]], left.", [("director", "Harbour Trust")]),
        (
            "[P:Ana Ruiz], [r:chair] of [b:[O:Finch]] and [r:director] of the [b:[O:Harbour Trust]], left.",
            [("chair", "Finch"), ("director", "Harbour Trust")],
        ),
        (
            "[P:Ana Ruiz], [r:chief] of the [b:[O:Harbour Trust]] and the [b:[O:Marrow Bank]], left.",
            [("chief", "Harbour Trust"), ("chief", "Marrow Bank")],
        ),
        (
            "[b:[O:Finch]] [r:director] [P:Ana Ruiz], a [r:nurse], left.",
            [("director", "Finch"), ("nurse", None)],
        ),
        ("[r:Harbour master] [P:Ana Ruiz] left.", [("Harbour master", None)]),
        ("[P:Ana Ruiz] left.", []),
        ("[r:Mayor] [P:Owen Pike] met [P:Ana Ruiz].", []),
    ],
)
def test_a_body_goes_with_the_nearest_role(markup: str, claims: list[Claim]) -> None:
    assert pairs(markup) == claims


@pytest.mark.parametrize(
    ("words_between", "claims"), [(9, [("director", "Finch")]), (10, [("director", None), (None, "Finch")])]
)
def test_a_body_far_from_every_role_stands_alone(words_between: int, claims: list[Claim]) -> None:
    assert pairs(f"[P:Ana Ruiz], [r:director] {'far and ' * words_between}[b:[O:Finch]] left.") == claims


def test_a_body_alone_is_a_claim_without_a_role() -> None:
    found = said_of("It was [b:[O:CNN]]’s [P:Ana Ruiz].")
    assert (found.role, found.affiliations) == (None, ("CNN",))
    assert pairs("[P:Ana Ruiz], who leads [b:the Harbour Trust], left.") == [(None, "Harbour Trust")]


@pytest.mark.parametrize(
    ("markup", "claim"),
    [
        ("[r:[b:[O:NYPD]] commissioner] [P:Ana Ruiz] left.", ("commissioner", "NYPD")),
        ("The [r:[b:[O:Harbour Trust]]’s director], [P:Ana Ruiz], left.", ("director", "Harbour Trust")),
        ("The [r:[b:[O:Dockers]]’ chief], [P:Ana Ruiz], left.", ("chief", "Dockers")),
        ("A [r:retired [b:[O:Air Force]] general], [P:Ana Ruiz], left.", ("retired Air Force general", "Air Force")),
        ("The [r:[b:Republican] nominee], [P:Ana Ruiz], left.", ("Republican nominee", "Republican")),
        ("The [r:[b:GOP] nominee], [P:Ana Ruiz], left.", ("GOP nominee", "GOP")),
        ("A [r:[b:Labour] MP], [P:Ana Ruiz], left.", ("Labour MP", "Labour")),
        ("[r:speaker of the [b:[O:House]]] [P:Ana Ruiz] left.", ("speaker of the House", "House")),
    ],
)
def test_a_body_at_the_front_of_a_role_is_cut_off_and_a_party_is_not(markup: str, claim: Claim) -> None:
    assert pairs(markup) == [claim]


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("the mayor", "mayor"),
        ("a  nurse", "nurse"),
        ("then the mayor", "mayor"),
        ("now a nurse", "nurse"),
        ("his brother-in-law", "brother-in-law"),
        (" mayor ", "mayor"),
        ("theatre critic", "theatre critic"),
    ],
)
def test_articles_and_blanks_are_cut_off_a_role(words: str, role: str) -> None:
    assert said_of(f"They met [r:{words}], [P:Ana Ruiz].").role == role


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Senators", "Senator"),
        ("Sens.", "Sen."),
        ("Reps.", "Rep."),
        ("State Representatives", "State Representative"),
        ("actors", "actor"),
        ("Sen.", "Sen."),
        ("GOV.", "Gov."),
        ("head of sales", "head of sales"),
    ],
)
def test_a_title_in_the_plural_is_one_of_them(title: str, role: str) -> None:
    assert said_of(f"They met [P:Ana Ruiz], [r:{title}]").role == role


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("[P:Ana Ruiz] ([b:R-Ohio]) left.", "R-Ohio"),
        ("[P:Ana Ruiz] ([b:R]-Ohio) left.", "R-Ohio"),
        ("[P:Ana Ruiz] ([b:R]) left.", "Republican"),
        ("[P:Ana Ruiz], [b:D-Mass]., left.", "D-Mass."),
        ("[P:Ana Ruiz] ([b:Lab]) left.", "Labour"),
        ("[P:Ana Ruiz] ([b:FG]) left.", "Fine Gael"),
        ("[P:Ana Ruiz] ([b:QQ]) left.", "QQ"),
        ("[P:Ana Ruiz] of the [b:GOP] left.", "GOP"),
        ("[P:Ana Ruiz] of [b:Labour] left.", "Labour"),
        ("[P:Ana Ruiz] of the [b:Republicans] left.", "Republicans"),
        ("[P:Ana Ruiz] of the [b:FG] left.", "FG"),
    ],
)
def test_letters_alone_are_spelt_out_and_other_words_for_a_party_stay(markup: str, body: str) -> None:
    assert pairs(markup) == [(None, body)]


@pytest.mark.parametrize(
    ("markup", "claims"),
    [
        ("[P:Ana Ruiz], [r:mayor] of [b:[L:Halsund]], left.", [("mayor", None)]),
        ("[P:Ana Ruiz] of [b:[L:New Halsund]] left.", []),
        ("A [b:Russian] [r:lawyer], [P:Ana Ruiz], left.", [("lawyer", None)]),
        ("[P:Ana Ruiz] ([b:—]) left.", []),
        ("[P:Ana Ruiz] of [b:[L:Halsund] Harbour Trust] left.", [(None, "Halsund Harbour Trust")]),
    ],
)
def test_a_place_or_a_people_is_no_body(markup: str, claims: list[Claim]) -> None:
    assert pairs(markup) == claims


def test_a_body_has_its_whole_name() -> None:
    assert pairs("[P:Ana Ruiz] of the [O:Harbour [b:Trust]] left.") == [(None, "Harbour Trust")]
    assert pairs("[P:Ana Ruiz] of the [b:[O:VOA Eurasian]] Division left.") == [(None, "VOA Eurasian Division")]


def test_words_that_lie_in_others_are_read_once() -> None:
    assert pairs("[r:deputy [r:mayor]] [P:Ana Ruiz] left.") == [("deputy mayor", None)]


@pytest.mark.parametrize(("label", "less"), [("role", 0.01), ("body", 0.01)])
def test_what_the_model_is_not_sure_of_is_dropped(label: str, less: float) -> None:
    read = reading("[P:Ana Ruiz], [r:director] of [b:[O:Finch]], left.")
    enough = [settings.CLAIMS[claim.label] for claim in read.document.claims]
    short = [score - less * (claim.label == label) for score, claim in zip(enough, read.document.claims, strict=True)]
    at = span(read, "Ana Ruiz")
    whole, found = (read_capacity(scored(read, *scores), at) for scores in (enough, short))
    assert [(c.role, c.organization) for c in whole.claims] == [("director", "Finch")]
    left = (None, "Finch") if label == "role" else ("director", None)
    assert [(c.role, c.organization) for c in found.claims] == [left]


@pytest.mark.parametrize(
    ("surer", "role"), [(0.0, "mayor"), (settings.RIVAL - 0.01, "mayor"), (settings.RIVAL + 0.01, None)]
)
def test_words_that_are_surer_to_be_about_somebody_else_are_dropped(surer: float, role: str | None) -> None:
    read = reading("[P:Ana Ruiz], the [r:mayor], met [P:Owen Pike].")
    (claim,) = read.document.claims
    other = replace(claim, mention=span(read, "Owen Pike"), score=claim.score + surer)
    both = Reading(replace(read.document, claims=(claim, other)), read.language)
    assert read_capacity(both, span(read, "Ana Ruiz")).role == role
    assert read_capacity(both, span(read, "Owen Pike")).role == "mayor"


def test_a_role_and_a_body_in_the_same_words_are_no_rivals() -> None:
    read = reading("The [r:[b:[O:Finch]] head], [P:Ana Ruiz], met [P:Owen Pike].")
    body, role = sorted(read.document.claims, key=lambda claim: claim.label)
    other = replace(body, mention=span(read, "Owen Pike"), score=1.0)
    both = Reading(replace(read.document, claims=(replace(role, score=0.5), other)), read.language)
    assert read_capacity(both, span(read, "Ana Ruiz")).role == "Finch head"


@pytest.mark.parametrize(
    ("markup", "standing"),
    [
        ("[r:Former mayor] [P:Ana Ruiz] left.", "former"),
        ("Former [r:mayor] [P:Ana Ruiz] left.", "former"),
        ("Acting [r:mayor] [P:Ana Ruiz] left.", "acting"),
        ("[P:Ana Ruiz], then the [r:mayor], left.", "then"),
        ("[P:Ana Ruiz], [r:then the mayor], left.", "then"),
        ("[P:Ana Ruiz] was the [r:mayor].", "then"),
        ("[P:Ana Ruiz], once the [r:mayor], left.", "former"),
        ("[P:Ana Ruiz], who was once [r:mayor], left.", "former"),
        ("Then the [r:mayor], [P:Ana Ruiz], left.", "current"),
        ("[P:Ana Ruiz] was [r:the mayor].", "then"),
        ("[P:Ana Ruiz], who served as [r:mayor], left.", "former"),
        ("[P:Ana Ruiz], who used to be a [r:mayor], left.", "former"),
        ("[P:Ana Ruiz] was [r:acting mayor].", "acting"),
        ("[P:Ana Ruiz] is the [r:mayor].", "current"),
        ("[P:Ana Ruiz], the [r:mayor-elect], left.", "incoming"),
        ("It was old. [r:Mayor] [P:Ana Ruiz] left.", "current"),
        ("Formerly rich, the [r:mayor], [P:Ana Ruiz], left.", "current"),
    ],
)
def test_how_a_role_stands(markup: str, standing: str) -> None:
    assert [claim.standing for claim in said_of(markup).claims] == [standing]


@pytest.mark.parametrize(
    ("markup", "standing"),
    [
        ("Former [b:[O:Finch]] [P:Ana Ruiz] left.", "former"),
        ("[P:Ana Ruiz], once at [b:[O:Finch]], left.", "former"),
        ("[P:Ana Ruiz] of [b:[O:Finch]] left.", "current"),
    ],
)
def test_how_a_body_alone_stands(markup: str, standing: str) -> None:
    assert [claim.standing for claim in said_of(markup).claims] == [standing]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("[P:Ana Ruiz], [r:director] of the [b:[O:Harbour Trust]], left.", ["director of the Harbour Trust"]),
        ("The [r:[b:[O:Finch]] director], [P:Ana Ruiz], left.", ["Finch director"]),
        ("[P:Ana Ruiz] was [r:the mayor].", ["mayor"]),
        ("[P:Ana Ruiz], [r:head of R]&D, left.", ["head of R&D"]),
        ("[P:Ana Ruiz] of [b:[O:Finch]] left.", ["Finch"]),
        ("[r:Sen.] [P:Ana Ruiz] ([b:R]-Ohio) left.", ["Sen. Ana Ruiz (R-Ohio"]),
        (
            "[r:Dr.] [P:Ana Ruiz], a [r:nurse] and the [r:head] of [b:[O:Finch]], left.",
            ["Dr.", "nurse", "head of Finch"],
        ),
    ],
)
def test_the_words_of_a_claim(markup: str, words: list[str]) -> None:
    read = reading(markup)
    found = read_capacity(read, span(read, "Ana Ruiz")).claims
    assert [read.slice(claim.span) for claim in found if claim.span] == words


_PIECES = "the|former|head|of|and|Senators|was|,|(|R|[O:Finch]|[L:Halsund]|Republican|[r:|[b:|]"


@given(st.lists(st.sampled_from(_PIECES.split("|")), max_size=12))
def test_every_claim_says_something_and_stands_in_the_text(chosen: list[str]) -> None:
    opened, kept = 0, []
    for piece in chosen:
        opened += piece in ("[r:", "[b:")
        kept += [] if piece == "]" and not opened else [piece]
        opened -= piece == "]" and opened > 0
    read = reading(" ".join(["They", *kept, *["]"] * opened, "[P:Ana Ruiz]"]))
    for claim in read_capacity(read, span(read, "Ana Ruiz")).claims:
        assert claim.role or claim.organization
        assert claim.span and 0 <= claim.span.start < claim.span.end <= len(read.text)
        assert claim.role is None or claim.role == " ".join(claim.role.split())


def test_every_form_of_a_party_stays_as_it_is_worded() -> None:
    for form in load("en").parties:
        if len(form) > 3:
            assert pairs(f"[P:Ana Ruiz] of the [b:{form}] left.") == [(None, form)], form


def test_a_dateline_is_no_part_of_a_role() -> None:
    read = reading("[L:Norbury], [r:[L:Ohio] — Sen.] [P:Ana Ruiz] left.")
    assert read_capacity(read, span(read, "Ana Ruiz")).role == "Sen."
