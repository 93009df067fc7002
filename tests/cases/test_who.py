"""Who the source is: offices before names, datelines, relays, names of several forms, and who is named only later."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import ANY, Expected, expect, row, said

WHO = [
    # an office with words of its own before the name
    row(
        "office-of-a-place-before-the-name",
        "“The wells are dry,” Secretary of State for Islands Marit Solheim told the council.",
        Expected("The wells are dry", "Marit Solheim", kind="person"),
    ),
    row(
        "ambassador-to-a-country-before-the-name",
        "“We will keep the mission open,” Norland’s ambassador to Sweden Oskar Lund told reporters on Monday.",
        Expected("We will keep the mission open", "Oskar Lund", kind="person"),
    ),
    row(
        "head-of-a-union-before-the-name",
        "Head of the tram drivers’ union Petra Vahl said: “Nobody drives on Friday.”",
        Expected("Nobody drives on Friday.", "Petra Vahl", kind="person"),
    ),
    # a place and an agency before the first sentence
    row(
        "dateline-before-an-honorific",
        "HALSUND (Norpress) — “They came at dawn,” said Daw Mya Thiri, a former lawmaker.",
        Expected("They came at dawn", ("Mya Thiri", "Daw Mya Thiri"), kind="person"),
    ),
    row(
        "dateline-with-a-colon",
        "PORT ALDER: Mayor Sela Quist said: “The market will open again.”",
        Expected("The market will open again.", "Sela Quist", kind="person"),
    ),
    # words that somebody passes on
    row(
        "an-outlet-quotes-somebody-as-saying",
        "The Kestrel News Agency quoted deputy harbour master Ilmar Rand as saying: “The crane fell at noon.”",
        Expected("The crane fell at noon.", "Ilmar Rand", kind="person"),
    ),
    row(
        "was-quoted-as-saying-by",
        "“We have flour for a week,” Sina Okoye, a baker, was quoted as saying by the Halsund Courier.",
        Expected("We have flour for a week", "Sina Okoye", kind="person"),
    ),
    row(
        "he-told-somebody-according-to-a-statement",
        "Premier Jonas Eide toured the dam on Tuesday.\n\n“This wall will outlive all of us,” he told engineers, "
        "according to a statement.",
        Expected("This wall will outlive all of us", "Jonas Eide", kind="person"),
    ),
    # names of several forms
    row(
        "family-name-first",
        "“The talks were frank,” Park Min-seo, vice minister of fisheries, told reporters.\n\n"
        "“We will meet again in June,” Park said.",
        Expected("The talks were frank", "Park Min-seo"),
        Expected("We will meet again in June", "Park Min-seo"),
    ),
    row(
        "father-and-his-surname",
        "“The roof must be mended before winter,” said Father Colm Duggan, the parish priest.\n\n"
        "“Nobody has money for slate,” Fr Duggan said.",
        Expected("The roof must be mended before winter", "Colm Duggan"),
        Expected("Nobody has money for slate", "Colm Duggan"),
    ),
    row(
        "mrs-of-a-couple",
        "Edith Varley and her husband, Harold Varley, have kept the shop since 1971.\n\n"
        "“I count the till every night,” Mrs Varley said.",
        Expected("I count the till every night", "Edith Varley"),
    ),
    # who is named only later, and who is meant by a description
    row(
        "he-goes-on-in-the-next-paragraph",
        "“The mill will close in May,” said Dag Rolvsen, who owns it.\n\nIt has stood there for a century.\n\n"
        "“I have no son who wants it,” he said.",
        Expected("The mill will close in May", "Dag Rolvsen"),
        Expected("I have no son who wants it", "Dag Rolvsen"),
    ),
    row(
        "the-mayor-after-a-name-with-the-office",
        "Mayor Lotte Brandt opened the bridge on Sunday with the engineer, Karl Wiese.\n\n"
        "“It is finished at last,” the mayor said.",
        Expected("It is finished at last", "Lotte Brandt"),
    ),
    row(
        "the-company-that-was-named",
        "Kestrel Freight will cut 300 jobs at its yard in Port Alder.\n\n"
        "“We regret every one of them,” the company said in a statement.",
        Expected("We regret every one of them", ("Kestrel Freight",), kind="organization"),
    ),
    row(
        "somebody-who-is-not-named",
        "Karl Wiese built the bridge.\n\n“I would not walk on it,” said a woman who lives beside it.",
        Expected("I would not walk on it", None, kind="unnamed"),
    ),
    row(
        "she-after-somebody-who-is-not-named",
        "Karl Wiese built the bridge.\n\n“I would not walk on it,” said a woman who lives beside it. "
        "“It sways,” she added.",
        Expected("I would not walk on it", None, kind="unnamed"),
        Expected("It sways", None, kind=ANY),
    ),
]


@pytest.mark.parametrize(("text", "expected"), WHO)
def test_who_the_source_is(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected)
