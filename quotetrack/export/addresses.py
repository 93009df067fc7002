"""Makes the addresses (IRIs) by which linked data names articles, texts, quotations and people."""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
# With letters, digits and -._ this is all that RFC 3986 allows, but for the brackets of a host.
_LEFT_UNQUOTED = "%/:?#@!$&'()*+,;=~"

_SCHEMES = {
    "wikidata": ("Q[1-9][0-9]*", "http://www.wikidata.org/entity/"),
    "viaf": ("[1-9][0-9]*", "http://viaf.org/viaf/"),
    "isni": ("[0-9]{15}[0-9X]", "https://isni.org/isni/"),
    "orcid": ("(?:[0-9]{4}-){3}[0-9]{3}[0-9X]", "https://orcid.org/"),
    "gnd": ("[0-9X-]+", "https://d-nb.info/gnd/"),
    "ror": ("0[a-z0-9]{8}", "https://ror.org/"),
}
"""For each scheme of a people file the pattern of its ids, and the address that stands before an id."""


def web_address(url: str | None) -> str | None:
    """Percent-encodes every character that an http(s) address may not hold; returns None for anything else."""
    if url is None or not _WEB_ADDRESS.match(url):
        return None
    return quote(url, safe=_LEFT_UNQUOTED, errors="replace")


def text_address(sha256: str) -> str:
    """Returns the RFC 6920 name of a text, ni:///sha-256;BASE64URL, from its hash in hexadecimal digits."""
    return f"ni:///sha-256;{urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def quotation_address(what: str, where: str, key: str) -> str:
    """Returns a urn:uuid for a quotation, which is the same in every store.

    `where` is the address of its article, `key` its id. `what` tells the quotation from the claim that it makes and
    from the annotation that points to it.
    """
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{where}#{what}-{key}')}"


def person_address(scheme: str, id: str) -> str | None:
    """Returns the address of an id of the people file; None for an unknown scheme or an id not of its form.

    An id that is an http(s) address itself is its own address.
    """
    form, place = _SCHEMES.get(scheme.strip().casefold(), (None, ""))
    plain = re.sub(r"\s", "", id)
    return place + plain if form and re.fullmatch(form, plain) else web_address(id)
