"""Quotations as schema.org has them, checked against its vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import rdflib
from rdflib import Literal, URIRef

from quotetrack.export.quotations import Exported
from quotetrack.export.schema_org import as_claim_review, as_quotation, job_title
from quotetrack.records import Affiliation, Speaker
from tests.export.standards import check_schema_org, of, read_graph, through_json


def test_every_quotation_is_valid_schema_org(exported: list[Exported]) -> None:
    assert len(exported) > 25
    for one in exported:
        node = through_json(as_quotation(one))
        assert check_schema_org(node).text == one.hit.quotation.text
        graph = read_graph(node)
        assert [p for p in graph.predicates() if p not in rdflib.SDO and p != rdflib.RDF.type] == []
        # A hostile text is a text: it adds no node and changes no other.
        assert Literal(one.hit.quotation.text) in set(graph.objects(URIRef(node["@id"]), rdflib.SDO.text))
        assert len(set(graph.objects(None, rdflib.SDO.isPartOf))) == 1


def test_every_claim_review_is_valid_schema_org_and_names_what_is_left(exported: list[Exported]) -> None:
    for one in exported:
        node = through_json(as_claim_review(one))
        review = check_schema_org(node)
        assert review.claim_reviewed == review.item_reviewed.text == one.hit.quotation.text
        assert review.url is review.date_published is review.author.name is review.review_rating.rating_value is None
        assert {"url", "datePublished", "author", "reviewRating"} <= set(node)
        listed = node["comment"]["text"].removeprefix("To be filled in: ").removesuffix(".").split(", ")
        assert sorted(listed) == sorted(nulls(node)), "exactly what is null is named"
        assert node["creativeWorkStatus"] == "Draft"
        assert review.item_reviewed.appearance
        assert not list(read_graph(node).objects(None, rdflib.SDO.reviewRating / rdflib.SDO.ratingValue)), (
            "null is not said"
        )


def nulls(node: Any, prefix: str = "") -> Iterator[str]:
    for key, value in node.items():
        if value is None:
            yield prefix + key
        elif isinstance(value, dict):
            yield from nulls(value, f"{prefix}{key}.")


def test_a_filled_in_claim_review_is_valid_too(exported: list[Exported]) -> None:
    node = as_claim_review(exported[0])
    node["author"].update(name="The Desk", url="https://desk.example/")
    node["reviewRating"].update(ratingValue=1, bestRating=5, worstRating=1, alternateName="Not said")
    node.update(url="https://desk.example/checks/1", datePublished="2024-03-20")
    assert check_schema_org(node).review_rating.alternate_name == "Not said"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("speaker",), "Ruth Calder"),  # no property
        (("@type",), "Quotatoin"),
        (("spokenByCharacter",), "Ruth Calder"),  # takes a Person or an Organization
        (("spokenByCharacter", "jobTitel"), "treasurer"),
        (("spokenByCharacter", "affiliation"), "Harbour Trust"),
        (("isPartOf", "datePublished"), "last week"),
        (("isPartOf", "url"), "not an address"),
        (("isPartOf", "publisher"), {"@type": "Quotation"}),
        (("text",), 3),
    ],
)
def test_what_schema_org_does_not_know_would_be_found(
    exported: list[Exported], path: tuple[str, ...], value: Any
) -> None:
    node = deepcopy(as_quotation(exported[0]))
    check_schema_org(node)
    del node["creator"]  # points to the speaker, who is put away in some cases
    place = node
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with pytest.raises((ValueError, AssertionError, AttributeError)):
        check_schema_org(node)


def test_a_person_with_what_the_store_knows(exported: list[Exported]) -> None:
    node = as_quotation(of(exported, "Nobody needs"))
    assert node["spokenByCharacter"] == {
        "@id": "_:speaker1",
        "@type": "Person",
        "name": "Ruth Calder",
        "alternateName": "Ruth A. Calder",
        "jobTitle": "treasurer",
        "affiliation": [{"@type": "Organization", "name": "Harbour Trust"}],
        "sameAs": ["http://www.wikidata.org/entity/Q5"],
        "identifier": [{"@type": "PropertyValue", "propertyID": "desk", "value": '</script>"'}],
    }
    assert node["creator"] == {"@id": "_:speaker1"}
    assert node["isPartOf"]["publisher"] == {"@type": "Organization", "name": "The Morning Lamp"}
    assert "dateCreated" not in node, "when it was said is not known"


def test_several_who_said_it_together(exported: list[Exported]) -> None:
    ruiz, pike = as_quotation(of(exported, "pier is safe"))["spokenByCharacter"]
    assert (ruiz["name"], pike["name"], "sameAs" in ruiz) == ("Ana Ruiz", "Owen Pike", False)
    assert pike["sameAs"] == ["https://isni.org/isni/0000000121032683", "https://pike.example/a%20b"]


def test_an_organisation_has_no_job(exported: list[Exported]) -> None:
    speaker = as_quotation(of(exported, "AND is not NEAR"))["spokenByCharacter"]
    assert speaker["@type"] == "Organization" and speaker["sameAs"] == ["https://ror.org/012345abc"]
    assert "jobTitle" not in speaker


@pytest.mark.parametrize(("words", "credit"), [("the park would open", "Two officials"), ("Where are the keys", None)])
def test_who_is_not_named_is_no_person(exported: list[Exported], words: str, credit: str | None) -> None:
    node, claim = as_quotation(of(exported, words)), as_claim_review(of(exported, words))["itemReviewed"]
    assert not {"spokenByCharacter", "creator"} & set(node) and "author" not in claim
    assert node.get("creditText") == claim.get("creditText") == credit


def test_words_of_the_article_are_not_passed_off_as_the_speakers(exported: list[Exported]) -> None:
    node = as_quotation(of(exported, "the ferry will sink"))
    assert "the article's, not the speaker's" in node["disambiguatingDescription"]
    assert "spokenByCharacter" in node and "creator" not in node


def test_who_held_an_office_once_does_not_hold_it(exported: list[Exported]) -> None:
    speaker = as_quotation(of(exported, "I left the harbour office"))["spokenByCharacter"]
    assert speaker["jobTitle"] == "former director" and "affiliation" not in speaker


@pytest.mark.parametrize(
    ("role", "standing", "title"),
    [
        ("director", "current", "director"),
        ("director", "former", "former director"),
        ("former director", "former", "former director"),
        ("Ex-director", "former", "Ex-director"),
        ("retired judge", "former", "retired judge"),
        ("exterminator", "former", "former exterminator"),
        ("mayor", "incoming", "incoming mayor"),
        ("interim chair", "acting", "interim chair"),
        (None, "former", None),
    ],
)
def test_job_titles(role: str | None, standing: Any, title: str | None) -> None:
    assert job_title(Speaker(role=role, claims=(Affiliation("Office", role, standing),))) == title


def test_a_role_held_somewhere_is_held() -> None:
    claims = (Affiliation("Old Board", "chair", "former"), Affiliation("New Board", "chair", "current"))
    assert job_title(Speaker(role="chair", claims=claims)) == "chair"
