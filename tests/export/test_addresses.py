"""Addresses of articles, texts, quotations and people."""

from __future__ import annotations

import pytest

from quotetrack.export.addresses import person_address, text_address, web_address
from quotetrack.export.quotations import Exported
from quotetrack.export.schema_org import as_claim_review, as_quotation
from quotetrack.export.web_annotation import as_annotation


def test_quotation_claim_and_annotation_have_names_of_their_own(exported: list[Exported]) -> None:
    names = [
        name
        for one in exported
        for name in (as_quotation(one)["@id"], as_claim_review(one)["itemReviewed"]["@id"], as_annotation(one)["id"])
    ]
    assert len(set(names)) == 3 * len(exported)
    assert names[0] == as_quotation(exported[0])["@id"] and all(name.startswith("urn:uuid:") for name in names)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://lamp.example/parking?a=1&b=%20#c", "https://lamp.example/parking?a=1&b=%20#c"),
        ("HTTP://lamp.example", "HTTP://lamp.example"),
        ("https://lamp.example/ü", "https://lamp.example/%C3%BC"),
        ('https://lamp.example/a b"<c>\u202e', "https://lamp.example/a%20b%22%3Cc%3E%E2%80%AE"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("lamp.example", None),
        ("", None),
        (None, None),
    ],
)
def test_web_addresses(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("scheme", "id", "address"),
    [
        ("wikidata", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("Wikidata", "Q42", "http://www.wikidata.org/entity/Q42"),
        ("wikidata", "42", None),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "https://www.wikidata.org/wiki/Q42"),
        ("viaf", "77", "http://viaf.org/viaf/77"),
        ("orcid", "0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097"),
        ("isni", "0000 0001 2103 2683", "https://isni.org/isni/0000000121032683"),
        ("staff", "17", None),
        ("homepage", "https://x.example/", "https://x.example/"),
        ("wikidata", "Q42\n> <https://bad.example", None),
    ],
)
def test_ids_of_the_people_file_as_addresses(scheme: str, id: str, address: str | None) -> None:
    assert person_address(scheme, id) == address


def test_a_text_has_the_name_that_rfc_6920_gives_it() -> None:
    # Its section 8.1: the hash of "Hello World!".
    sha256 = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert text_address(sha256) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
