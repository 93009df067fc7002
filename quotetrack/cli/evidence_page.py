"""The evidence for one quotation as an HTML page to read and to print: no scripts, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template
from typing import Any
from urllib.parse import urlsplit

from quotetrack import wording
from quotetrack.check.evidence import RECORD, SUMS, TEXT, Evidence
from quotetrack.records import Span
from quotetrack.text import paragraphs
from quotetrack.wording.traces import told

PARTS = ("content", "cue", "source")
SHOWN = 12
"""Judgements shown of each speaker, so that the page stays one or two sheets; the record has them all."""

# What would steer a terminal or a browser, or turn the order of the words round, is shown by its number:
# controls but for tab and line ends, and the embeddings, overrides and isolates of the bidirectional algorithm.
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_NOTES = f"""This page says what stands in the text that was ingested, and whom the text, by the rules and
judgements named here, gives as the speaker. Whether the outlet published that text, and whether the speaker
said the words, it cannot say. The text without any mark is {TEXT}; everything here is in {RECORD} too. Places
are counted in characters (code points) from the beginning of {TEXT}, the first being 0. Signs that cannot be
seen and could turn words round are shown by their number."""


def render_evidence(evidence: Evidence) -> str:
    """The page for one quotation; whatever comes from an article or the store is shown as text."""
    held = evidence.record["evidence"]
    template = Template(files("quotetrack.cli").joinpath("evidence.html").read_text(encoding="utf-8"))
    article = held["article"]
    heading = article["title"] or article["name"]
    return template.substitute(
        title=escape(_STEERING.sub("", f"Evidence: {wording.shortened(held['quotation']['text'], 60)}")),
        heading=_text(wording.dotted(heading, article["outlet"], wording.day(article["published"]))),
        words=_words(evidence.text, held["quotation"]),
        who=_text(_who(held)),
        capacity=_text(_capacity(held)),
        facts=_facts(_glance(held)),
        context=_context(evidence.text, held),
        identity=_identity(held),
        claims=_claims(held["claims"]),
        places=_places(evidence.record["items"]),
        checks=_facts(_checks(held)),
        notes=_NOTES,
    )


def _text(value: object) -> str:
    """Anything as text that is nothing but text, whatever characters it holds."""
    return _STEERING.sub(_shown, escape(str(value)))


def _shown(sign: re.Match[str]) -> str:
    return f'<span class="control">U+{ord(sign.group()):04X}</span>'


def _words(text: str, quotation: Mapping[str, Any]) -> str:
    """What was said, as it stands in the article; […] where other words stand between its pieces."""
    pieces: list[str] = []
    at = None
    for start, end in quotation["content"]:
        if at is not None and re.search(r"\w", text[at:start]):
            pieces.append('<p class="cut">[…]</p>')
        words = text[start:end].strip()
        pieces += [f"<p><bdi>{_text(f'“{words}”' if quotation['kind'] == 'direct' else words)}</bdi></p>"] * bool(words)
        at = end
    return "".join(pieces)


def _who(held: Mapping[str, Any]) -> str:
    """The canonical speakers; where there is none, what the article calls the speaker."""
    known = [(s["canonical"] or s["named"])["name"] for s in held["speakers"]]
    speaker = held["quotation"]["speaker"]
    return wording.listed(known) if known else speaker["name"] or speaker["mention"] or "Speaker unknown"


def _capacity(held: Mapping[str, Any]) -> str:
    claimed = dict.fromkeys(_claimed(claim) for claim in held["claims"])
    called = wording.listed(list(dict.fromkeys(_called(held["quotation"]))))
    return wording.dotted("; ".join(claimed), called and f"in the article: {called}")


def _claimed(claim: Mapping[str, Any]) -> str:
    organizations = [claim["organization"]] if claim["organization"] else []
    return wording.capacity(claim["role"], organizations, claim["standing"])


def _called(quotation: Mapping[str, Any]) -> Iterator[str]:
    """How the article names who spoke: in full, and where the words are."""
    speaker = quotation["speaker"]
    for name in (speaker["name"], *(other["name"] for other in quotation["joint"]), speaker["mention"]):
        if name:
            yield f"“{wording.on_one_line(name)}”"


def _glance(held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What is asked first, as names and HTML."""
    quotation, article, run = held["quotation"], held["article"], held["run"]
    named = {name: article[name] for name in ("title", "author", "outlet", "published")}
    yield from ((name.capitalize(), _text(value or _NOT_KNOWN)) for name, value in named.items())
    yield "Address", _link(article["url"]) if article["url"] else _NOT_KNOWN
    if held["also_in"]:
        yield "Same text in", "; ".join(_text(other["url"] or other["article"]) for other in held["also_in"])
    yield "Ingested", _text(article["ingested_at"])
    yield "Kind", _text(wording.dotted(*_nature(quotation)))
    if quotation["via"]:
        yield "Came through", _text(quotation["via"])
    yield (
        "Sure of the speaker",
        f"{quotation['confidence']:.0%} (so many in a hundred of those with this figure are right)",
    )
    if why := told(quotation["trace"]):
        yield "Attributed, because", _text(why)
    if held["parent_quotation"]:
        yield "Inside", _text(held["parent_quotation"]["text"])
    made = wording.dotted(f"quotetrack {run['version']}", run["pack"] and f"pack {run['pack']}")
    yield "Found by", _text(wording.dotted(made, run["rules"] and f"rules {run['rules']}", run["started_at"]))
    yield "Quotation", f"<code>{_text(quotation['id'])}</code>"


_NOT_KNOWN = "not known"
_KINDS = {
    "direct": "direct: word for word, in quotation marks",
    "mixed": "mixed: in part word for word",
    "indirect": "indirect: in the article’s words",
}
_ACTS = {"writing": "written", "belief": "thought or endorsed", "not_speech": "in marks, but not speech"}


def _nature(quotation: Mapping[str, Any]) -> Iterator[str | None]:
    yield _KINDS.get(quotation["kind"], quotation["kind"])
    yield _ACTS.get(quotation["act"])
    yield None if quotation["closed"] else "the marks are never closed"


def _link(url: str) -> str:
    """An address, to follow where it is one of the web."""
    try:
        web = urlsplit(url).scheme in ("http", "https")
    except ValueError:
        web = False
    return f'<a href="{escape(url)}" rel="noreferrer">{_text(url)}</a>' if web and url.isprintable() else _text(url)


def _facts(named: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"<dt>{name}</dt><dd><bdi>{value}</bdi></dd>" for name, value in named)


def _context(text: str, held: Mapping[str, Any]) -> str:
    """The paragraphs around, with all parts of the quotation marked; they may overlap."""
    start, end = held["context"]
    marked = [(Span(*span), part) for part in PARTS for span in held["quotation"][part]]
    lines = [Span(p.start + start, p.end + start) for p in paragraphs(text[start:end])]
    shown = "\n".join(f'<p dir="auto">{"".join(_pieces(text, line, marked))}</p>' for line in lines)
    before = '<p class="cut">[…]</p>\n' if text[:start].strip() else ""
    return before + shown + ('\n<p class="cut">[…]</p>' if text[end:].strip() else "")


def _pieces(text: str, line: Span, marked: Sequence[tuple[Span, str]]) -> Iterator[str]:
    """A paragraph, cut wherever a part begins or ends, each piece with the classes of what covers it."""
    edges = {line.start, line.end, *(edge for span, _ in marked for edge in span if line.start < edge < line.end)}
    for start, end in pairwise(sorted(edges)):
        parts = dict.fromkeys(part for span, part in marked if span.start <= start and end <= span.end)
        words = _text(text[start:end])
        yield f'<span class="{" ".join(parts)}">{words}</span>' if parts else words


def _identity(held: Mapping[str, Any]) -> str:
    if not held["speakers"]:
        return "<p>The article does not say who spoke, or not clearly enough to tell.</p>"
    return "\n".join(_speaker(speaker) for speaker in held["speakers"])


def _speaker(speaker: Mapping[str, Any]) -> str:
    """One speaker: the name here, the name among all articles, and why these are one."""
    named, canonical, judged = speaker["named"], speaker["canonical"], speaker["judgements"]
    facts = [("In this article", _text(_with_kind(named)))]
    if named["aliases"]:
        facts.append(("Also as", _text(", ".join(named["aliases"]))))
    if canonical:
        facts.append(("Among all articles", _text(f"{_with_kind(canonical)}, speaker #{canonical['id']} of the store")))
        facts.append(("Known as", _text(", ".join(canonical["names"]))))
        if filed := canonical["people_file"]:
            ids = "; ".join(f"{scheme} {id}" for scheme, id in filed["identifiers"].items())
            facts.append(("In the people file", _text(wording.dotted(filed["name"], ids, filed["added_at"]))))
    why = _judgements(judged) if judged else '<p class="notes">No judgement was needed: the name is the same.</p>'
    if not judged and canonical and canonical["people_file"]:
        why = '<p class="notes">The people file holds the name; no judgement was needed.</p>'
    return f"<dl>\n{_facts(facts)}\n</dl>\n{why}"


def _with_kind(speaker: Mapping[str, Any]) -> str:
    return f"{wording.on_one_line(speaker['name'])} ({speaker['kind']})"


def _judgements(judged: Sequence[Mapping[str, Any]]) -> str:
    """Who held which names to be one speaker's, when, how sure, and why."""
    rows = "\n".join(_judgement(row) for row in judged[:SHOWN])
    head = '<tr><th>No.</th><th>Judged to be one</th><th>By</th><th>When</th><th class="number">Score</th></tr>'
    left = len(judged) - SHOWN
    more = f'\n<p class="notes">{left:,} more in {RECORD}.</p>' if left > 0 else ""
    return f"<table>\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>{more}"


def _judgement(row: Mapping[str, Any]) -> str:
    names = " and ".join(f"{_text(row[f'{side}_name'])}" for side in ("left", "right"))
    if row["left_name"] == row["right_name"]:
        names += " (" + ", ".join(f"“{_text(row[f'{side}_article'])}”" for side in ("left", "right")) + ")"
    told_why = wording.why(row["explanation"])
    why = f"<p>{_text(told_why)}</p>" if told_why else ""
    by = "the rules" if row["decided_by"] == "rule" else _text(row["decided_by"])
    score = "" if row["score"] is None else f"{row['score']:.2f}"
    return (
        f'<tr><td class="number">{row["id"]}</td><td><bdi>{names}</bdi>{why}</td><td>{by}</td>'
        f'<td class="number">{_text(row["created_at"])}</td><td class="number">{score}</td></tr>'
    )


def _claims(claims: Sequence[Mapping[str, Any]]) -> str:
    if not claims:
        return "<p>Nothing beside the name.</p>"
    rows = "\n".join(_row(_claim_cells(claim)) for claim in claims)
    return _table(("Who", "Role", "Organisation", "Standing", "Words, and where"), rows)


def _claim_cells(claim: Mapping[str, Any]) -> Iterator[str]:
    yield from (_text(claim[name] or "") for name in ("speaker", "role", "organization", "standing"))
    yield _text(f"“{wording.on_one_line(claim['exact'])}”, {_places_of(*claim['span'])}") if claim["span"] else ""


def _places(items: Sequence[Mapping[str, Any]]) -> str:
    """Each stretch of the quotation with where it begins and ends."""
    found = ((item["body"]["value"], *target["selector"]) for item in items for target in item["target"])
    rows = "\n".join(
        _row((part, _places_of(at["start"], at["end"]), _quoted(quote["exact"]))) for part, at, quote in found
    )
    return _table(("Part", "From–to", "Words"), rows)


def _quoted(words: str) -> str:
    return f"<bdi>{_text(words)}</bdi>"


def _places_of(start: int, end: int) -> str:
    return f"{start}–{end}"


def _table(heads: Sequence[str], rows: str) -> str:
    head = "".join(f"<th>{name}</th>" for name in heads)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _row(cells: Iterable[str]) -> str:
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _checks(held: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    article = held["article"]
    yield f"sha256 of {TEXT}", f"<code>{_text(article['sha256'])}</code>"
    if article["source_sha256"]:
        yield "sha256 of the original", f"<code>{_text(article['source_sha256'])}</code>"
    if article["extractor"]:
        yield "Text taken from it by", _text(article["extractor"])
    if article["path"]:
        yield "Read from", _text(article["path"])
    if held["run"]["command"]:
        yield "Ingested with", f"<code>{_text(held['run']['command'])}</code>"
    yield (
        "With quotetrack",
        "<code>quotetrack evidence --verify .</code> in the folder above: the places too",
    )
    yield "Without it", f"<code>sha256sum --check {SUMS}</code> in the folder above"
