"""Addresses (IRIs) for articles, texts, quotations and people, as linked data names things."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_KEPT = "%/:?#@!$&'()*+,;=~"  # beside letters, digits and -._ all that RFC 3986 lets stand outside of a host's brackets

_PLACES = {
    "wikidata": ("Q[1-9][0-9]*", "http://www.wikidata.org/entity/"),
    "viaf": ("[1-9][0-9]*", "http://viaf.org/viaf/"),
    "isni": ("[0-9]{15}[0-9X]", "https://isni.org/isni/"),
    "orcid": ("(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "https://orcid.org/"),
    "gnd": ("[0-9X-]+", "https://d-nb.info/gnd/"),
    "ror": ("0[a-z0-9]{8}", "https://ror.org/"),
}
"""Where ids of a people file lead: the form that they have, and what stands before them in the address."""


def web_address(url: str | None) -> str | None:
    """An http(s) address with every sign that may not stand in one percent-encoded; None for anything else."""
    if url is None or not _WEB.match(url):
        return None
    return quote(url, safe=_KEPT, errors="replace")


def text_address(sha256: str) -> str:
    """The name of a text by its hash, after RFC 6920: ni:///sha-256;BASE64URL."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def quotation_address(what: str, where: str, key: str) -> str:
    """A name for what is said of a quotation that is the same in every store: a UUID of where it stands and its id.

    `what` tells a quotation from the claim that it makes and from the annotation that points to it.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{where}#{what}-{key}')}"


def person_address(scheme: str, id: str) -> str | None:
    """Where an id of the people file leads; None where that is not known, or the id has not that form."""
    form, place = _PLACES.get(scheme.strip().casefold(), (None, ""))
    plain = re.sub(r"\s", "", id)
    return place + plain if form and re.fullmatch(form, plain) else web_address(id)
