"""Describes quotations by schema.org: as a Quotation, and as a ClaimReview that a desk fills in.

See https://schema.org/Quotation and https://schema.org/ClaimReview. Each object is complete, with its @context.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotetrack.export.addresses import person_address, quotation_address, text_address, web_address
from quotetrack.export.quotations import Exported, Known
from quotetrack.language import load
from quotetrack.lookup.hits import ArticleRef
from quotetrack.records import Affiliation, Attribution, Speaker

CONTEXT = "https://schema.org"

Node = dict[str, Any]
"""An object of JSON-LD."""

_PRESENT = {"current", "acting"}  # standings of somebody who holds a role now, unlike "former" or "incoming"
_WHOSE_WORDS = {
    "indirect": "Indirect speech: the words are the article's, not the speaker's.",
    "mixed": "Partly indirect speech: only some of the words stand in quotation marks.",
}


def as_quotation(exported: Exported) -> Node:
    """Returns a schema.org Quotation.

    `spokenByCharacter` holds the speakers, who are `creator` too where the quotation is direct. `creditText` is what
    the article calls them, also where it gives no name ("two officials"). There is no dateCreated, as nobody knows
    when the words were said.
    """
    said, article = exported.hit.quotation, exported.hit.article
    speakers = [{"@id": f"_:speaker{n}", **node} for n, node in enumerate(speaker_nodes(exported), start=1)]
    return _without_empty(
        {
            "@context": CONTEXT,
            "@type": "Quotation",
            "@id": _address("quotation", exported),
            "identifier": said.id,
            "text": said.text,
            "disambiguatingDescription": _WHOSE_WORDS.get(said.kind),
            "keywords": [said.kind, said.act],
            "spokenByCharacter": _one_or_all(speakers),
            "creator": _one_or_all([{"@id": node["@id"]} for node in speakers if said.kind == "direct"]),
            "creditText": _credit(said.attribution),
            "isPartOf": article_node(article),
            "isBasedOn": said.attribution.via and {"@type": "CreativeWork", "publisher": _body(said.attribution.via)},
        }
    )


def as_claim_review(exported: Exported) -> Node:
    """Returns a draft of a schema.org ClaimReview of what was said.

    Fields that only the desk can fill in are null, which JSON-LD reads as absent; `comment` names them.
    """
    said = exported.hit.quotation
    to_fill: Node = {
        "url": None,
        "datePublished": None,
        "author": {"@type": "Organization", "name": None, "url": None},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": None,
            "bestRating": None,
            "worstRating": None,
            "alternateName": None,
        },
    }
    claim = {
        "@type": "Claim",
        "@id": _address("claim", exported),
        "text": said.text,
        "disambiguatingDescription": _WHOSE_WORDS.get(said.kind),
        "author": _one_or_all(speaker_nodes(exported)),
        "creditText": _credit(said.attribution),
        "appearance": [article_node(exported.hit.article)],
    }
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "creativeWorkStatus": "Draft",
        "comment": {"@type": "Comment", "text": f"To be filled in: {', '.join(_empty(to_fill))}."},
        **to_fill,
        "claimReviewed": said.text,
        "itemReviewed": _without_empty(claim),
    }


def speaker_nodes(exported: Exported) -> list[Node]:
    """Returns a Person or Organization for each speaker whom the article names."""
    speakers = exported.hit.quotation.attribution.speakers
    return [
        _speaker(who, known)
        for who, known in zip(speakers, exported.known, strict=True)
        if who.name and who.kind in ("person", "organization")
    ]


def _speaker(who: Speaker, known: Known | None) -> Node:
    ids = known.identifiers if known else {}
    person = who.kind == "person"
    title = job_title(who)
    return _without_empty(
        {
            "@type": "Person" if person else "Organization",
            "name": who.name,
            "alternateName": known.name if known and known.name != who.name else None,
            "jobTitle": title if person else None,
            "description": None if person else title,
            "affiliation": _present_bodies(who) if person else None,
            "sameAs": [address for scheme, id in ids.items() if (address := person_address(scheme, id))],
            "identifier": list(_other_ids(ids)),
        }
    )


def job_title(who: Speaker) -> str | None:
    """Returns a speaker's role, with its standing ("former" or the like) before it unless that is current or said."""
    role = who.role
    standings = [claim.standing for claim in who.claims if claim.role == role]
    if role is None or not standings or "current" in standings or _tells_standing(role):
        return role
    return f"{standings[0]} {role}"


def _tells_standing(role: str) -> bool:
    folded = role.casefold()
    return any(folded.startswith((f"{form} ", f"{form}-")) for form in (*load("en").standings, "acting", "ex"))


def _present_bodies(who: Speaker) -> list[Node]:
    return [_body(name) for name in who.affiliations if _is_present(name, who.claims)]


def _is_present(organization: str, claims: Sequence[Affiliation]) -> bool:
    """Whether a speaker belongs to an organisation now, as far as the article says."""
    standings = [claim.standing for claim in claims if claim.organization == organization]
    return not standings or any(standing in _PRESENT for standing in standings)


def _other_ids(ids: Mapping[str, str]) -> Iterator[Node]:
    for scheme, id in ids.items():
        if person_address(scheme, id) is None:
            yield {"@type": "PropertyValue", "propertyID": scheme, "value": id}


def article_node(article: ArticleRef) -> Node:
    """Returns an article as a NewsArticle; without address and title it gets the name it was read under."""
    url = web_address(article.url)
    return _without_empty(
        {
            "@type": "NewsArticle",
            "url": url,
            "headline": article.title,
            "name": None if url or article.title else article.name,
            "creditText": article.author,
            "datePublished": article.published,
            "publisher": article.outlet and _body(article.outlet),
        }
    )


def _body(name: str) -> Node:
    return {"@type": "Organization", "name": name}


def _credit(given: Attribution) -> str | None:
    """Returns what the article calls the speaker here, or their name in place of a pronoun."""
    return given.name if given.mention_kind == "pronominal" else given.mention or given.name


def _address(what: str, exported: Exported) -> str:
    """Returns the quotation's address, made from that of its article, or else from the article's text."""
    article, source = exported.hit.article, exported.source
    where = web_address(article.url) or (text_address(source.sha256) if source else article.name)
    return quotation_address(what, where, exported.hit.quotation.id)


def _one_or_all(nodes: list[Node]) -> Node | list[Node] | None:
    return nodes if len(nodes) > 1 else nodes[0] if nodes else None


def _without_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _empty(node: Node, prefix: str = "") -> Iterator[str]:
    """Yields the names of the fields that are null, those of inner objects as `author.name`."""
    for key, value in node.items():
        if value is None:
            yield prefix + key
        elif isinstance(value, dict):
            yield from _empty(value, f"{prefix}{key}.")
