"""Quotations as schema.org and the Web Annotation model have them, held against both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef

from quotetrack.errors import QuotetrackError
from quotetrack.export.addresses import person_address, text_address, web_address
from quotetrack.export.quotations import Exported, find_all
from quotetrack.export.schema_org import as_claim_review, as_quotation, job_title
from quotetrack.export.web_annotation import as_annotation
from quotetrack.identity import save_people
from quotetrack.identity.people_file import FiledPerson
from quotetrack.records import Affiliation, Span, Speaker
from quotetrack.spans import make_selectors
from quotetrack.store import open_store
from tests import hostile
from tests.cli.conftest import desk_articles
from tests.export.standards import check_annotation, check_schema_org, read_graph
from tests.news import articles, fill

Node = dict[str, Any]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[Exported]:
    """All quotations of a store with plain and hostile articles, some speakers in the people file."""
    path = tmp_path_factory.mktemp("standards") / "news.db"
    fill(path, [*articles(), *desk_articles(), *hostile.articles()])
    filed = [
        FiledPerson("Ruth A. Calder", "person", ("Ruth Calder",), (), {"wikidata": "Q5", "desk": '</script>"'}),
        FiledPerson("Owen Pike", "person", (), (), {"isni": "0000 0001 2103 2683", "page": "https://pike.example/a b"}),
        FiledPerson("Harbour Trust", "organization", (), (), {"ror": "https://ror.org/012345abc"}),
    ]
    with open_store(path) as opened:
        save_people(opened, filed)
        return list(find_all(opened, act="any", texts=True))


def of(exported: list[Exported], words: str) -> Exported:
    return next(one for one in exported if words in one.hit.quotation.text)


def through_json(node: Node) -> Node:
    """As a reader gets it."""
    read: Node = json.loads(json.dumps(node, ensure_ascii=False))
    return read


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


def test_every_annotation_is_valid(exported: list[Exported]) -> None:
    for one in exported:
        graph = check_annotation(through_json(as_annotation(one)))
        assert (None, None, Literal(one.hit.quotation.kind)) in graph


def test_positions_and_quotes_are_the_same_words(exported: list[Exported]) -> None:
    for one in exported:
        assert one.source is not None
        targets = through_json(as_annotation(one))["target"]
        spans = []
        for target in targets:
            position, quote = target["selector"]
            start, end = position["start"], position["end"]
            spans.append((start, end))
            text = one.source.text
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote.get("prefix", "")) and text[end:].startswith(quote.get("suffix", ""))
        assert spans == [tuple(span) for span in one.hit.quotation.content]


def test_a_parted_quotation_has_a_target_for_each_part(exported: list[Exported]) -> None:
    targets = as_annotation(of(exported, "would not\nsail on"))["target"]
    assert [target["selector"][1]["exact"] for target in targets] == ["would not", "sail on"]
    # An address that is none is not made one: the text is named by its hash.
    assert targets[0]["source"] == targets[0]["state"]["cached"] == text_address(hash_of(exported, "sail on"))


def hash_of(exported: list[Exported], words: str) -> str:
    source = of(exported, words).source
    assert source is not None
    return source.sha256


def test_offsets_count_code_points() -> None:
    text = "🌊🌊 e\u0301 “yes”"
    position, quote = make_selectors(text, Span(7, 10))
    assert (quote["exact"], quote["prefix"]) == ("yes", "🌊🌊 e\u0301 “")
    assert text.encode("utf-16-le").decode("utf-16-le")[position["start"] : position["end"]] == "yes"
    assert text.encode("utf-16-le")[2 * 7 : 2 * 10].decode("utf-16-le") != "yes", "UTF-16 units would be elsewhere"


@given(st.text(min_size=1, max_size=90), st.data())
def test_any_stretch_of_any_text_is_found_again(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    position, quote = make_selectors(text, Span(start, end))
    assert text[position["start"] : position["end"]] == quote["exact"]
    around = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
    assert around in text and len(quote.get("prefix", "")) == min(start, 32)


def broken(node: Node, path: tuple[Any, ...], value: Any) -> Node:
    node = deepcopy(node)
    place: Any = node
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return node


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("target",), None),
        (("id",), None),
        (("motivation",), "gossiping"),
        (("created",), "2024-03-14T09:30:00+01:00"),
        (("bodyText",), "said by"),
        (("body", 0, "value"), None),
        (("body", 0, "purpose"), "shouting"),
        (("target", 0, "source"), None),
        (("target", 0, "selector", 0, "start"), -1),
        (("target", 0, "selector", 0, "start"), 10**6),
        (("target", 0, "selector", 0, "end"), "59"),
        (("target", 0, "selector", 1, "exact"), None),
        (("target", 0, "selector", 1, "exact"), 3),
        (("target", 0, "selector", 1, "before"), "“"),
    ],
)
def test_what_the_model_does_not_allow_would_be_found(
    exported: list[Exported], path: tuple[Any, ...], value: Any
) -> None:
    node = as_annotation(exported[0])
    check_annotation(node)
    with pytest.raises((AssertionError, ValueError)):
        check_annotation(broken(node, path, value))


def test_people_are_told_by_name_and_address(exported: list[Exported]) -> None:
    bodies = as_annotation(of(exported, "pier is safe"))["body"]
    assert [body["value"] for body in bodies if body["purpose"] == "identifying" and "value" in body] == [
        "Ana Ruiz",
        "Owen Pike",
    ]
    addresses = {body["source"] for body in bodies if body["type"] == "SpecificResource"}
    assert addresses == {"https://isni.org/isni/0000000121032683", "https://pike.example/a%20b"}
    unknown = as_annotation(of(exported, "Where are the keys"))["body"]
    assert [body["value"] for body in unknown] == ["speaker unknown", "direct", "speech"]


def test_an_annotation_needs_the_text(exported: list[Exported]) -> None:
    with pytest.raises(QuotetrackError, match="texts=True"):
        as_annotation(Exported(exported[0].hit, exported[0].known))


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
