"""Comparing speakers: one person under several names, several people under one, and what evidence adds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quotetrack
from quotetrack import settings
from quotetrack.language import load
from quotetrack.names.block import blocking_keys
from quotetrack.names.compare import NO_FACTS, Bearer, Facts, compare_speakers, rule_each_other_out
from quotetrack.names.features import Comparison
from quotetrack.records import SpeakerKind

ONE_PERSON = [
    # middle names and initials
    ("Donald J. Trump", "Donald Trump"),
    ("Bill Clinton", "William Jefferson Clinton"),
    ("Mike Pence", "Michael R. Pence"),
    ("J.K. Rowling", "JK Rowling"),
    ("J. K. Rowling", "Joanne Kathleen Rowling"),
    ("J. Edgar Hoover", "John Edgar Hoover"),
    ("F. Scott Fitzgerald", "Scott Fitzgerald"),
    # titles, tails, letters after the name
    ("Rep. Paul Ryan, R-Wis.", "Paul D. Ryan"),
    ("Sen. Ruth Calder (D-Mass.)", "Ruth Calder"),
    ("Sir Keir Starmer KCB", "Keir Starmer"),
    ("Boston Mayor Ruth Calder", "Ruth Calder"),
    ("U.S. Rep. Ruth Calder", "Ruth Calder"),
    ("N.Y. Gov. Ruth Calder", "Ruth Calder"),
    ("Micheal Kowalczyk", "Michael Kowalczyk"),
    ("Hilary Kowalczyk", "Hillary Kowalczyk"),
    ("Ruth Calder of Ohio", "Ruth Calder"),
    ("RUTH CALDER", "Ruth Calder"),
    ("Ruth Calder's", "Ruth Calder"),
    # nicknames
    ('William "Bill" Calder', "Bill Calder"),
    ("Rafael Edward (Ted) Calder", "Ted Calder"),
    ("Bernie Kowalczyk", "Bernard Kowalczyk"),
    # order
    ("Calder, Ruth", "Ruth Calder"),
    ("Orbán Viktor", "Viktor Orbán"),
    ("Xi Jinping", "Jinping Xi"),
    ("Kim Jong-un", "Kim Jong Un"),
    ("Kim Jong-un", "Jong Un Kim"),
    ("Park Geun-hye", "Geun-hye Park"),
    # particles, Arabic names
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Abu Bakr al-Baghdadi", "Abu-Bakr Al Baghdadi"),
    ("Abdel Fattah el-Sisi", "Abdul-Fattah al-Sisi"),
    ("Abdel Fattah el-Sisi", "Abdelfattah Al-Sisi"),
    ("Bashar al-Assad", "Bashar Assad"),
    ("Osama bin Laden", "Usama bin Ladin"),
    ("María de la Cruz", "Maria Delacruz"),
    # spelling
    ("José Ferrão", "Jose Ferrao"),
    ("Thomas Müller", "Thomas Mueller"),
    ("Gerhard Schröder", "Gerhard Schroeder"),
    ("Condoleezza Rice", "Condoleeza Rice"),
    ("Thomas Müller", "Thomas Muller"),
    ("Lech Wałęsa", "Lech Walesa"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelenskiy", "Vladimir Zelensky"),
    ("Yulia Tymoshenko", "Julia Timoshenko"),
    ("Pyotr Tchaikovsky", "Piotr Chaikovskiy"),
    ("Anne-Marie Duval", "Anne Marie Duval"),
    ("Ronald McDonald", "Ronald MacDonald"),
    ("Ruth Stephanopoulos", "Ruth Stephanopolous"),
    ("Jürgen Bäumler", "Jürgen Baeumler"),
    ("D.Y. Calderwood", "DY Calderwood"),
    ("Usama Calderwood", "Osama Kalderwood"),
    ("Oe Takeshiro", "Takeshiro Oe"),
    # married and double family names
    ("Hillary Rodham Clinton", "Hillary Clinton"),
    ("Hillary Rodham", "Hillary Rodham Clinton"),
    ("Enrique Peña Nieto", "Enrique Pena Nieto"),
    ("Enrique Peña Nieto", "Peña Nieto"),
    ("Alexandria Ocasio-Cortez", "Alexandria Ocasio Cortez"),
]
NOT_ONE_PERSON = [
    # relatives
    ("Donald Trump", "Donald Trump Jr."),
    ("Donald Trump", "Ivanka Trump"),
    ("Donald Trump", "Eric Trump"),
    ("Donald Trump Jr.", "Donald Trump Sr."),
    ("George W. Bush", "George H. W. Bush"),
    ("George W. Bush", "Jeb Bush"),
    ("Bill Clinton", "Hillary Clinton"),
    ("Hillary Clinton", "Chelsea Clinton"),
    ("Kim Jong-un", "Kim Jong-il"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Lee Hsien Loong", "Lee Hsien Yang"),
    ("Owen Pike II", "Owen Pike III"),
    # given names that look alike
    ("Daniel Calder", "Daniela Calder"),
    ("Christian Calder", "Christina Calder"),
    ("Maria Calder", "Marie Calder"),
    ("Chris Calder", "Christine Calder"),
    ("Kate Calder", "Kathy Calder"),
    ("Jean-Claude Duval", "Jean-Pierre Duval"),
    # family names that look alike
    ("Ruth Johnson", "Ruth Johnston"),
    ("Ruth Steel", "Ruth Steele"),
    ("Li Wei", "Liu Wei"),
    # a letter in a family name that is short enough to be another one
    ("Ruth Varlin", "Ruth Varnin"),
    ("Ruth Norland", "Ruth Norlang"),
    # nothing but short forms agree
    ("Michael Kofman", "Mike Coffman"),
    # a title and a place
    ("King Ormond of Norland", "King Ormond of Sudland"),
    ("Mrs. Robert Calderwood", "Robert Calderwood"),
    # a headline's noun is no second family name
    ("Eric Calderwood", "Eric Calderwood Foundation"),
    # another middle name
    ("James A. Calder", "James E. Calder"),
    ("John Francis Calder", "John Michael Calder"),
    ("Zhou Wei", "Zhu Wei"),
    ("Wang Xiaoming", "Wang Xiaomin"),
    ("Toni Calder", "Tony Calder"),
    # another order
    ("Scott Walker", "Walker Scott"),
    ("Ashton Carter", "Carter Ashton"),
    # too little to go by
    ("Clinton", "Hillary Clinton"),
    ("Mr. Calder", "Calder"),
    ("J. Smith", "John Smith"),
    ("J. Smith", "J. Smith"),
    ("Bob Mason", "Robert Mason"),
    ("George Bush", "George W. Bush"),
    ("James Henry", "Henry James"),
    ("Mr. Clinton", "Hillary Clinton"),
    ("Martin Luther", "Martin Luther King"),
    ("Mohamed Ali", "Ahmed Ali"),
]
RULED_OUT = [
    ("Donald Trump", "Donald Trump Jr."),
    ("Donald Trump Jr.", "Donald Trump Sr."),
    ("Ruth Calder", "Rob Calder"),
    ("James A. Calder", "James E. Calder"),
    ("Mr. Robin Calder", "Mrs. Robin Calder"),
    ("John Smith", "John Jones"),
    ("Kim Jong-un", "Kim Jong-il"),
]
NOT_RULED_OUT = [
    ("Clinton", "Hillary Clinton"),
    ("J. Smith", "John Smith"),
    ("Hillary Rodham", "Hillary Clinton"),  # Hillary Rodham Clinton may stand between them
    ("Ayatollah Calder", "Ali Calder"),
    ("Owen Calder", "Owen H. Calder Jr."),
    ("Joe Calder", "Joseph R. Calder Jr."),  # the formal name of one who is not called so
    ("Bob Mason", "Robert Mason"),
    ("Ruth Calder", "Ruth Anne Calder"),
]
ONE_BODY = [
    ("Department of Justice", "Justice Department"),
    ("U.S. Department of Justice", "the Justice Department"),
    ("Harbour Trust Ltd.", "The Harbour Trust"),
    ("Nestlé S.A.", "Nestle"),
    ("Siemens AG", "Siemens"),
    ("Finch & Daughters", "Finch and Daughters, Inc."),
    ("Thirteenth Division", "13th Division"),
    ("82nd Airborne", "82nd Airborne Division"),
    ("Free Syrian Army (FSA)", "FSA"),
    ("Ministry of Defence", "Defense Ministry"),
    ("University of California, Berkeley", "UC Berkeley"),
    ("FBI", "Federal Bureau of Investigation"),
    ("F.B.I.", "FBI"),
    ("Wal-Mart", "Walmart"),
    ("Quinnipiac University", "Qunnipiac University"),
]
NOT_ONE_BODY = [
    ("13th Division", "14th Division"),
    ("13th Division", "13th Brigade"),
    ("the 13th", "13th Division"),
    ("University of California, Berkeley", "University of California, Los Angeles"),
    ("University of California", "University of California, Berkeley"),
    ("University of Miami", "Miami University"),
    ("French Ministry of Defence", "German Ministry of Defence"),
    ("Supreme Court", "U.S. Supreme Court"),
    ("Chamber of Commerce", "U.S. Chamber of Commerce"),
    ("Harbour Electric Co.", "HE"),
    ("American Airlines", "Airlines"),
    ("Free Syrian Army", "FSA"),
    ("Wall Street", "Wall Street Journal"),
    ("Columbia Trust", "Colombia Trust"),
    ("Indiana Council", "Indian Council"),
    ("Bank of Austria", "Bank of Australia"),
    ("NBC News", "NBC News/Wall Street Journal"),
]
TABLES: list[tuple[str, str, SpeakerKind]] = [
    *((left, right, "person") for left, right in ONE_PERSON + NOT_ONE_PERSON + RULED_OUT + NOT_RULED_OUT),
    *((left, right, "organization") for left, right in ONE_BODY + NOT_ONE_BODY),
]
CODE = ("agree", "compare", "organisation")
OFFICE = Facts(organizations=frozenset({"harbour trust"}), roles=frozenset({"director"}))
names = st.one_of(
    st.text(max_size=30),
    st.sampled_from([name for left, right, _ in TABLES for name in (left, right)]),
    st.lists(
        st.sampled_from(
            ["Al", "Ben", "J.", "JK", "van", "de", "bin", "Abu", "Abdul", "Jr.", "Mr.", "Kim", "Jong-un,", "("]
        ),
        max_size=6,
    ).map(" ".join),
)
kinds: st.SearchStrategy[SpeakerKind] = st.sampled_from(["person", "organization", "unnamed", "unknown"])


def people(left: str, right: str, one: Facts = NO_FACTS, other: Facts = NO_FACTS) -> Comparison:
    return compare_speakers(Bearer(left, "person", one), Bearer(right, "person", other))


def bodies(left: str, right: str) -> Comparison:
    return compare_speakers(Bearer(left, "organization"), Bearer(right, "organization"))


@pytest.mark.parametrize(("left", "right"), ONE_PERSON)
def test_names_of_one_person_are_the_same_without_evidence(left: str, right: str) -> None:
    found = people(left, right)
    assert found.verdict == "same", found.explanation
    assert rule_each_other_out(Bearer(left, "person"), Bearer(right, "person")) is None


@pytest.mark.parametrize(("left", "right"), NOT_ONE_PERSON)
def test_names_that_may_be_two_peoples_are_not_joined(left: str, right: str) -> None:
    found = people(left, right)
    assert found.verdict != "same", found.explanation


@pytest.mark.parametrize(("left", "right"), RULED_OUT)
def test_names_that_rule_each_other_out(left: str, right: str) -> None:
    why = rule_each_other_out(Bearer(left, "person"), Bearer(right, "person"))
    assert why and why == rule_each_other_out(Bearer(right, "person"), Bearer(left, "person"))
    found = people(left, right)
    assert found.verdict == "different" and found.score == 0 and why in found.explanation


@pytest.mark.parametrize(("left", "right"), NOT_RULED_OUT)
def test_names_that_leave_the_question_open(left: str, right: str) -> None:
    assert rule_each_other_out(Bearer(left, "person"), Bearer(right, "person")) is None


@pytest.mark.parametrize(("left", "right"), ONE_BODY)
def test_names_of_one_organisation_are_the_same(left: str, right: str) -> None:
    found = bodies(left, right)
    assert found.verdict == "same", found.explanation


@pytest.mark.parametrize(("left", "right"), NOT_ONE_BODY)
def test_names_that_may_be_two_organisations_are_not_joined(left: str, right: str) -> None:
    found = bodies(left, right)
    assert found.verdict != "same", found.explanation


@pytest.mark.parametrize(
    ("left", "right", "one", "other", "verdict"),
    [
        ("J. Smith", "John Smith", OFFICE, OFFICE, "same"),
        ("J. Smith", "John Smith", OFFICE, Facts(), "unsure"),
        ("Smith", "John Smith", OFFICE, OFFICE, "unsure"),  # never on a family name alone
        ("Bob Mason", "Robert Mason", OFFICE, OFFICE, "same"),
        ("Ruth Steel", "Ruth Steele", OFFICE, OFFICE, "same"),
        ("Ruth Calder", "Rob Calder", OFFICE, OFFICE, "different"),
        ("Ruth Calder", "Ruth Calder", Facts(parties=frozenset({"Labour"})), Facts(), "same"),
        (
            "Ruth Calder",
            "Ruth Calder",
            Facts(parties=frozenset({"Labour"})),
            Facts(parties=frozenset({"Conservative"})),
            "unsure",
        ),
        ("Ruth Calder (R-Ohio)", "Ruth Calder, D-Mass.", Facts(), Facts(), "unsure"),
        (
            "Robin Calder",
            "Robin Calder",
            Facts(genders=frozenset("f")),
            Facts(genders=frozenset("m")),
            "unsure",
        ),
        ("Ruth Calder", "Ruth Calder", Facts(years=frozenset({1950})), Facts(years=frozenset({2016})), "unsure"),
        ("Ruth Calder", "Ruth Calder", Facts(years=frozenset({1999})), Facts(years=frozenset({2016})), "same"),
    ],
)
def test_evidence(left: str, right: str, one: Facts, other: Facts, verdict: str) -> None:
    found = people(left, right, one, other)
    assert found.verdict == verdict, found.explanation


def test_speaking_in_one_article_as_two_keeps_namesakes_apart() -> None:
    assert compare_speakers(Bearer("Ruth Calder"), Bearer("Ruth Calder"), together=2).verdict == "unsure"


def test_an_abbreviation_that_an_article_introduced_is_evidence() -> None:
    short, long = Bearer("HTL", "organization"), Bearer("Harbour Trust of London", "organization")
    assert compare_speakers(short, long).verdict == "unsure"
    links = frozenset({frozenset({"htl", "harbour trust of london"})})
    assert compare_speakers(short, long, links=links).verdict == "same"
    assert compare_speakers(long, short, links=links).verdict == "same"


@pytest.mark.parametrize("kind", ["unnamed", "unknown"])
def test_speakers_without_a_name_are_never_joined(kind: SpeakerKind) -> None:
    assert compare_speakers(Bearer("two officials", kind), Bearer("two officials", kind)).verdict == "unsure"
    assert compare_speakers(Bearer("two officials", kind), Bearer("Ruth Calder", "person")).verdict == "different"


def test_a_score_explains_itself_to_a_reader() -> None:
    found = people("Bill Clinton", "William Jefferson Clinton")
    assert found.explanation == (
        "same, 0.87: both are named Clinton (+0.45); Bill and William are forms of one given name (+0.42)"
    )
    assert people("Ruth Calder", "Rob Calder").explanation == "different, 0.00: their given names differ (Rob, Ruth)"


@pytest.mark.parametrize(("left", "right", "kind"), TABLES)
def test_a_score_is_the_sum_of_its_features(left: str, right: str, kind: SpeakerKind) -> None:
    found = compare_speakers(Bearer(left, kind), Bearer(right, kind))
    total = min(max(sum(feature.weight for feature in found.features), 0), 1)
    assert found.score == pytest.approx(total) or found.score == pytest.approx(settings.SAME_SPEAKER - 0.01)
    assert {feature.name for feature in found.features} <= set(load("en").name_features)
    assert bool(found.conflict) != bool(found.features)


@pytest.mark.parametrize(("left", "right", "kind"), TABLES)
def test_what_compares_the_same_shares_a_key(left: str, right: str, kind: SpeakerKind) -> None:
    one, other = blocking_keys(left, kind), blocking_keys(right, kind)
    met = not {*one.probe}.isdisjoint(other.index) or not {*other.probe}.isdisjoint(one.index)
    assert met or compare_speakers(Bearer(left, kind), Bearer(right, kind)).verdict != "same"


def test_every_weight_is_used() -> None:
    folder = Path(quotetrack.__file__).parent / "names"
    code = "".join((folder / f"{name}.py").read_text(encoding="utf-8") for name in CODE)
    assert [feature for feature in load("en").name_features if f'"{feature}"' not in code] == []
    assert 0 < settings.UNSURE_SPEAKER < settings.SAME_SPEAKER < 1
    assert all(-1 <= float(weight) <= 1 for weight in load("en").name_features.values())


@given(names, names, kinds, kinds)
def test_comparing_is_symmetric(left: str, right: str, one: SpeakerKind, other: SpeakerKind) -> None:
    there = compare_speakers(Bearer(left, one), Bearer(right, other))
    back = compare_speakers(Bearer(right, other), Bearer(left, one))
    assert (there.score, there.verdict) == (back.score, back.verdict)
    assert 0 <= there.score <= 1 and there.explanation
    assert bool(rule_each_other_out(Bearer(left, one), Bearer(right, other))) == bool(
        rule_each_other_out(Bearer(right, other), Bearer(left, one))
    )


@given(names, names, kinds)
def test_what_is_ruled_out_is_never_the_same(left: str, right: str, kind: SpeakerKind) -> None:
    if rule_each_other_out(Bearer(left, kind), Bearer(right, kind)):
        assert compare_speakers(Bearer(left, kind), Bearer(right, kind)).verdict == "different"


@given(names, kinds)
def test_a_name_is_never_different_from_itself(name: str, kind: SpeakerKind) -> None:
    assert compare_speakers(Bearer(name, kind), Bearer(name, kind)).verdict != "different"
    assert rule_each_other_out(Bearer(name, kind), Bearer(name, kind)) is None


def test_what_is_spelt_often_is_no_slip() -> None:
    """A misspelt name stands in an article or two; two names that stand in many are two people's."""
    rare, often = Facts(roles=frozenset({"mayor"}), articles=1), Facts(roles=frozenset({"mayor"}), articles=9)
    one, other = "Ruth Stephanopoulos", "Ruth Stephanopolous"
    assert compare_speakers(Bearer(one, facts=often), Bearer(other, facts=rare)).verdict == "same"
    assert compare_speakers(Bearer(one, facts=often), Bearer(other, facts=often)).verdict == "unsure"


def test_a_body_may_speak_under_two_names_in_one_article() -> None:
    left, right = Bearer("Department of Justice", "organization"), Bearer("Justice Department", "organization")
    assert compare_speakers(left, right, together=3).score == compare_speakers(left, right).score
