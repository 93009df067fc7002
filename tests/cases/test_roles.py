"""Role and organisation beside the name, and sources that have no name (T31, T32, T34)."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

NAME_ROLE_ORGANIZATION = [
    row(
        "T31-after-with-commas",
        "“Nobody can hold the road,” said Marta Velk, a senior fellow at the Lindqvist Institute.",
        Expected(
            "Nobody can hold the road",
            speaker="Marta Velk",
            role="senior fellow",
            affiliations=["Lindqvist Institute"],
        ),
    ),
    row(
        "T31-before-without-commas",
        "Orrin Freight chief executive Dana Prewitt said the depots would close.",
        Expected(
            "the depots would close",
            speaker="Dana Prewitt",
            role="chief executive",
            affiliations=["Orrin Freight"],
        ),
    ),
    row(
        "T31-possessive-before",
        'The Port of Halsund\'s director, Hedda Lunde, said the deal was "expensive, fair and overdue".',
        Expected(
            'the deal was "expensive, fair and overdue"',
            speaker="Hedda Lunde",
            role="director",
            affiliations=["Port of Halsund"],
        ),
    ),
    row(
        "T31-professor-of",
        "“It is upbringing”, said Adaeze Okonkwo-Hale, a professor of marine ecology at the University of Penmarrow.",
        Expected(
            "It is upbringing",
            speaker="Adaeze Okonkwo-Hale",
            role=("professor of marine ecology", "professor"),
            affiliations=["University of Penmarrow"],
        ),
    ),
    row(
        "T31-of-an-organization-without-role",
        "Mei-Lin Sato of the Institute for Animal Learning noted that mothers also share their food.",
        Expected(
            "mothers also share their food",
            speaker="Mei-Lin Sato",
            role=None,
            affiliations=["Institute for Animal Learning"],
        ),
    ),
    row(
        "T31-who-clause",
        "Ingrid Sale, who manages money at Fjordlund Asset Management, said she had bought more shares.",
        Expected(
            "she had bought more shares",
            speaker="Ingrid Sale",
            affiliations=["Fjordlund Asset Management"],
        ),
    ),
    row(
        "T31-stated-earlier",
        "Kirsten Aabye, the chief economist of the Halsund Chamber of Commerce, came to the harbour on Monday. "
        "“Ports silt up,” she said.",
        Expected(
            "Ports silt up",
            speaker="Kirsten Aabye",
            role="chief economist",
            affiliations=["Halsund Chamber of Commerce"],
        ),
    ),
    row(
        "T31-counter-occupation-only",
        '"I passed on the whole of Russian literature," said Agnes Birrell, a retired nurse.',
        Expected(
            "I passed on the whole of Russian literature",
            speaker="Agnes Birrell",
            role="retired nurse",
            affiliations=[],
        ),
    ),
    row(
        "T31-counter-place-is-no-organization",
        "“It’s lighter than it looks,” said Tom Askew of Harrow Vale.",
        Expected("It’s lighter than it looks", speaker="Tom Askew", role=None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), NAME_ROLE_ORGANIZATION)
def test_name_role_and_organisation_are_split(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


WITHOUT_NAME = [
    row(
        "T32-spokesperson",
        "“Our door is open,” said a spokeswoman for the Port of Halsund.",
        Expected(
            "Our door is open",
            None,
            "unnamed",
            mention="a spokeswoman",
            role="spokeswoman",
            affiliations=["Port of Halsund"],
        ),
    ),
    row(
        "T32-two-officials",
        "The brigade has received new radios, two Western officials said.",
        Expected("The brigade has received new radios", None, "unnamed", mention="two Western officials"),
    ),
    row(
        "T32-rebels-and-a-monitoring-group",
        "Fighters took the town of Sarrat on Tuesday, rebels and a monitoring group said.",
        Expected(
            "Fighters took the town of Sarrat on Tuesday", None, "unnamed", mention="rebels and a monitoring group"
        ),
    ),
    row(
        "T32-familiar-with-the-matter",
        "A person familiar with the matter said the group had hired advisers.",
        Expected("the group had hired advisers", None, "unnamed", mention="A person familiar with the matter"),
    ),
    row(
        "T32-aide",
        'One Whitcomb aide said the session ended "with cold pizza and a lukewarm majority."',
        Expected("with cold pizza and a lukewarm majority.", None, "unnamed", mention="One Whitcomb aide"),
    ),
    row(
        "T32-residents",
        "Residents said the shelling had gone on all night.",
        Expected("the shelling had gone on all night", None, "unnamed", mention="Residents"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WITHOUT_NAME)
def test_a_source_without_a_name_is_unnamed_and_keeps_its_words(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


BODIES = [
    row(
        "T32-organization",
        "The Dockworkers’ Union said that its members would vote on Monday.",
        Expected("its members would vote on Monday", speaker="Dockworkers’ Union", kind="organization"),
    ),
    row(
        "T32-the-company",
        "Orrin Freight will close two depots. “These are sensible steps,” the company said.",
        Expected("These are sensible steps", speaker="Orrin Freight", kind="organization", mention="the company"),
    ),
    row(
        "T32-the-report",
        "The report found that the landing would not outlast the decade.",
        Expected("the landing would not outlast the decade", kind=("organization", "unnamed"), mention="The report"),
    ),
    row(
        "T32-agency-in-a-report",
        "The Congressional Budget Office estimated in a report that the docks would cost twice as much to delay.",
        Expected(
            "the docks would cost twice as much to delay", speaker="Congressional Budget Office", kind="organization"
        ),
    ),
    row(
        "T32-ministry",
        "“Operations are continuing,” the Defense Ministry said.",
        Expected("Operations are continuing", speaker="Defense Ministry", kind="organization"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_a_body_or_document_that_speaks_is_not_a_person(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


RANKS_AND_OFFICES = [
    row(
        "T34-commander-in-a-unit",
        "“They left the bread in the oven,” said Idris Halloun, a commander in the 4th Brigade.",
        Expected(
            "They left the bread in the oven", speaker="Idris Halloun", role="commander", affiliations=["4th Brigade"]
        ),
    ),
    row(
        "T34-major",
        "Maj. Tomas Rehn, a spokesman for the 2nd Border Division, said the road would reopen.",
        Expected(
            "the road would reopen",
            speaker="Tomas Rehn",
            role=("spokesman", "Maj."),
            affiliations=["2nd Border Division"],
        ),
    ),
    row(
        "T34-sergeant",
        "‘They asked us in for tea,’ said Sgt. Nia Rowlands of the Aberlas Rural Crime Team.",
        Expected(
            "They asked us in for tea",
            speaker="Nia Rowlands",
            role=("Sgt.", "Sergeant"),
            affiliations=["Aberlas Rural Crime Team"],
        ),
    ),
    row(
        "T34-councillor",
        "'We had 214 letters,' said Cllr. Moira Tennant.",
        Expected("We had 214 letters", speaker="Moira Tennant", role=("Cllr", "Councillor")),
    ),
    row(
        "T34-msp",
        "'It is a good night for common sense,' said Ewan Sharp MSP.",
        Expected("It is a good night for common sense", speaker="Ewan Sharp", role="MSP"),
        fails="the model reads it otherwise",
    ),
    row(
        "T34-senator-with-commas",
        "Sen. Dale Whitcomb, R-Ohio, said the vote was overdue.",
        Expected("the vote was overdue", speaker="Dale Whitcomb", role=("Sen.", "Senator"), affiliations=["R-Ohio"]),
    ),
    row(
        "T34-senator-in-parentheses",
        '"Somebody has to buy the ticket," said Sen. Lucia Ferrante (D-Mass.).',
        Expected(
            "Somebody has to buy the ticket",
            speaker="Lucia Ferrante",
            role=("Sen.", "Senator"),
            affiliations=["D-Mass."],
        ),
    ),
    row(
        "T34-representative-with-dashes",
        'Rep. Carol Dunmore — R-Ohio — said she had "counted the adjectives."',
        Expected(
            "counted the adjectives.",
            speaker="Carol Dunmore",
            role=("Rep.", "Representative"),
            affiliations=["R-Ohio"],
        ),
    ),
    row(
        "T34-foreign-minister",
        "Foreign Minister Pavel Drustan said that the talks were over.",
        Expected("the talks were over", speaker="Pavel Drustan", role="Foreign Minister"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), RANKS_AND_OFFICES)
def test_ranks_units_and_offices_are_roles_and_affiliations(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


FAR_AND_WIDE = [
    row(
        "T31-introduced-paragraphs-before",
        "Hedda Lunde, the former harbour master of Halsund and now a senior fellow at the Lindqvist Institute, came on "
        "Monday.\n\nIt rained.\n\nThe mayor stayed at home.\n\n“Ports silt up,” Lunde said.",
        Expected("Ports silt up", speaker="Hedda Lunde", role="senior fellow", affiliations=["Lindqvist Institute"]),
    ),
    row(
        "T31-campaign",
        "Whitcomb campaign manager Robby Dale said the ad was false.",
        Expected("the ad was false", speaker="Robby Dale", role="campaign manager", affiliations=["Whitcomb campaign"]),
    ),
    row(
        "T31-the-campaigns-secretary",
        "Dale Whitcomb’s campaign released an advertisement. "
        "Jen Hale, the campaign’s press secretary, said it was true.",
        Expected("it was true", speaker="Jen Hale", role="press secretary", affiliations=["Whitcomb campaign"]),
        fails="the model reads it otherwise",
    ),
    row(
        "T31-its-chief-executive",
        "Orrin Freight will close two depots. Its chief executive, Dana Prewitt, said the decision was hard.",
        Expected(
            "the decision was hard", speaker="Dana Prewitt", role="chief executive", affiliations=["Orrin Freight"]
        ),
    ),
    row(
        "T31-office-and-city",
        "“It is a disgrace,” said Moira Tennant, the Labour MP for Harrow Vale.",
        Expected("It is a disgrace", speaker="Moira Tennant", role="Labour MP", affiliations=["Labour"]),
        fails="the model reads it otherwise",
    ),
    row(
        "T31-vice-chancellor",
        "“We are proud of our students,” said Professor Jane Okafor, vice-chancellor of the University of Lagos.",
        Expected(
            "We are proud of our students",
            speaker="Jane Okafor",
            role="vice-chancellor",
            affiliations=["University of Lagos"],
        ),
    ),
    row(
        "T34-commanding-officer",
        "“We had no choice,” said Col Vijay Singh, commanding officer of the 2nd Rajput Regiment.",
        Expected(
            "We had no choice",
            speaker="Vijay Singh",
            role="commanding officer",
            affiliations=["2nd Rajput Regiment"],
        ),
    ),
    row(
        "T34-acting-minister",
        "Acting Defence Secretary Paul Wren said troops would stay.",
        Expected("troops would stay", speaker="Paul Wren", role="Acting Defence Secretary", affiliations=[]),
    ),
    row(
        "T31-counter-expert-on-a-body",
        "“It has no plan,” said Tom Askew, an expert on NATO.",
        Expected("It has no plan", speaker="Tom Askew", role="expert", affiliations=[]),
        fails="the model reads it otherwise",
    ),
    row(
        "T31-counter-critic-of-a-body",
        "“It has no plan,” said Tom Askew, a critic of the Lindqvist Institute.",
        Expected("It has no plan", speaker="Tom Askew", role="critic", affiliations=[]),
        fails="the model reads it otherwise",
    ),
]


@pytest.mark.parametrize(("text", "expected"), FAR_AND_WIDE)
def test_roles_and_organisations_however_they_are_stated(
    text: str, expected: list[Expected], quotations_of: Any
) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)


OTHERWISE = pytest.mark.xfail(strict=True, reason="the model reads it otherwise")

CLAIMS = [
    pytest.param(
        "Hedda Lunde, the former harbour master of Halsund and now a senior fellow at the Lindqvist Institute, came on "
        "Monday.\n\nIt rained.\n\nThe mayor stayed at home.\n\n“Ports silt up,” Lunde said.",
        [
            ("former", "former harbour master", None, "former harbour master"),
            ("current", "senior fellow", "Lindqvist Institute", "senior fellow at the Lindqvist Institute"),
        ],
        id="T31-one-over-one-not",
    ),
    pytest.param(
        "Acting Defence Secretary Paul Wren said troops would stay.",
        [("acting", "Acting Defence Secretary", None, "Acting Defence Secretary")],
        id="T34-acting",
    ),
    pytest.param(
        "“We deny it,” said Nigel Frost, then the head of trading at the Marrow Bank.",
        [("then", "head of trading", "Marrow Bank", "head of trading at the Marrow Bank")],
        id="T31-then",
    ),
    pytest.param(
        "Mayor-elect Anne Price said she would cut taxes.",
        [("incoming", "Mayor-elect", None, "Mayor-elect")],
        id="T31-elect",
    ),
    pytest.param(
        "“We need help,” said Peter Otieno, who runs the Kisumu County Hospital.",
        [("current", None, "Kisumu County Hospital", "runs the Kisumu County Hospital")],
        id="T31-no-worded-role",
        marks=OTHERWISE,
    ),
    pytest.param(
        "“Our door is open,” said a spokeswoman for the Port of Halsund.",
        [("current", "spokeswoman", "Port of Halsund", "spokeswoman for the Port of Halsund")],
        id="T32-unnamed",
    ),
    pytest.param("“It is lighter than it looks,” said Tom Askew.", [], id="T31-nothing-stated"),
]


@pytest.mark.parametrize(("text", "claims"), CLAIMS)
def test_claims_say_how_they_stand_and_where(
    text: str, claims: list[tuple[str, str | None, str | None, str]], quotations_of: Any
) -> None:
    (quoted,) = said(quotations_of(text))
    found = [
        (c["standing"], c["role"], c["organization"], text[slice(*c["span"])]) for c in quoted["speaker"]["claims"]
    ]
    assert found == claims
