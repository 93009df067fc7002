"""Documents made by hand, so that rules are tested apart from the model.

`[c:We will rebuild,] [q:said] [s:[P:Ana Ruiz]].` is a text with its roles (c content, q cue, s source)
and entities (P person, O organisation, L place). Words get their part of speech from a small table;
`ask/NOUN` says it where the table would be wrong.

`[b:[O:Finch]] [r:director] [P:Ana Ruiz]` also says what the model marks beside a name: the words of a role (r) and of a
body (b), each about the person nearest to it in its sentence, by the code points between them, who is not named in it.
Of two people as near it is about the first.
`acts={"blamed": "belief"}` says what kind of act the model takes a cue or a content with these very words for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from quotetrack.language import load
from quotetrack.quotations.contents import find_contents
from quotetrack.quotations.drafts import Draft
from quotetrack.quotations.linking import Linker
from quotetrack.quotations.reading import Reading
from quotetrack.records import ActScores, Document, Labelled, Sentence, Span, StatedClaim, Token
from quotetrack.spans import within
from quotetrack.text import paragraphs, trim

_LABELS = {"c": "content", "q": "cue", "s": "source", "P": "PERSON", "O": "ORGANIZATION", "L": "LOCATION"}
_CLAIMS = {"r": "role", "b": "body"}
_NAMES = _LABELS | _CLAIMS
_CLAIM_SCORE = 0.9
_ACTS = ("speech", "writing", "belief", "neither")
_UNLIKELY = -5.0
_MARKUP = re.compile(r"\[(?P<open>[cqsPOLrb]):|(?P<close>\])|(?<=\w)/(?P<upos>NOUN|VERB|ADJ|AUX|PROPN|ADV|X)\b")
_TOKEN = re.compile(r"(?:Mr|Mrs|Ms|Dr|Sens?|Gov|Maj|Jr|St)\.|['’]s\b|[^\W_]+(?:['’](?!s\b)[^\W_]+)?|[^\w\s]")
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bDr)(?<!\bSen)(?<!\bSens)(?<!\bMaj)(?<!\bJr)[.!?][”\"’']*\s+(?=[^\W_a-z]|[“\"‘])"
)
_WORDS = {
    "DET": "a an the this that another",
    "PRON": "he she it they we i you who which him her them his their my our its what himself",
    "ADP": "of at for in with from to on by after before about under",
    "AUX": "is was were are be been has had have would will can could should may might must do did does not",
    "CCONJ": "and or but",
    "SCONJ": "if while because when as",
    "ADJ": "old new former senior leading good small retired independent",
    "ADV": "also later then never again",
    "PART": "'s ’s",
    "VERB": "met took left came opened thinks believes wants made kept held stood looked led",
}
_TABLE = {word: upos for upos, words in _WORDS.items() for word in words.split()}


def document(markup: str, acts: Mapping[str, str] | None = None) -> Document:
    """The document that a markup stands for. `acts` has the act of cues and contents by their words."""
    text, labelled, given = _read(markup)
    named = [label.span for label in labelled if label.label.isupper()]
    layout = paragraphs(text)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph in layout:
        for span in _sentences(text, paragraph):
            first = len(tokens)
            for found in _TOKEN.finditer(text, *span):
                at = Span(*found.span())
                inside = any(name.start <= at.start < name.end for name in named)
                tokens.append(Token(at, given.get(at.end) or _upos(found.group(), at.start == span.start, inside)))
            sentences.append(Sentence(span, first, len(tokens)))
    marked = [label for label in labelled if label.label in _CLAIMS.values()]
    roles = [label for label in labelled if label.label.islower() and label not in marked]
    entities = tuple(label for label in labelled if label.label.isupper())
    people = [entity.span for entity in entities if entity.label == "PERSON"]
    return Document(
        text,
        tuple(layout),
        tuple(sentences),
        tuple(tokens),
        tuple(roles),
        entities,
        tuple(_claim(words, people, sentences) for words in marked),
        tuple(_judged(text, roles, acts or {})),
    )


def reading(markup: str, acts: Mapping[str, str] | None = None) -> Reading:
    """The document, with its marks read."""
    return Reading(document(markup, acts), load("en"))


def linked(read: Reading) -> tuple[list[Draft], list[str], list[Draft]]:
    """What the linker makes of a document: drafts, words of contents without a cue, cues without content."""
    drafts, loose, idle = Linker(read, find_contents(read)[0]).link()
    return drafts, [read.slice(content.span) for content in loose], idle


def span(read: Reading, words: str) -> Span:
    """Where these words first stand."""
    start = read.text.index(words)
    return Span(start, start + len(words))


def told(read: Reading, draft: Draft) -> tuple[str, str | None, str | None]:
    """A draft as words: content (pieces parted by " | "), cue, source."""
    return (
        " | ".join(read.slice(piece) for piece in draft.pieces),
        read.slice(draft.cue[0]) if draft.cue else None,
        read.slice(draft.source[0]) if draft.source else None,
    )


def _claim(words: Labelled, people: Iterable[Span], sentences: Iterable[Sentence]) -> StatedClaim:
    """The claim that marked words make of the person nearest to them in their sentence."""
    (here,) = (s.span for s in sentences if within(words.span, s.span))
    beside = [person for person in people if within(person, here) and not within(person, words.span)]
    nearest = min(beside, key=lambda p: max(0, p.start - words.span.end, words.span.start - p.end))
    return StatedClaim(nearest, words.label, words.span, _CLAIM_SCORE)


def _judged(text: str, roles: Iterable[Labelled], acts: Mapping[str, str]) -> Iterable[ActScores]:
    """Scores that clearly favour one act, for each cue and content that is given one."""
    for role in roles:
        act = acts.get(text[role.span.start : role.span.end])
        if act and role.label != "source":
            speech, writing, belief, neither = (0.0 if act == each else _UNLIKELY for each in _ACTS)
            yield ActScores(role.span, (speech, writing, belief, neither))


def _read(markup: str) -> tuple[str, list[Labelled], dict[int, str]]:
    """Text, labels and given parts of speech (by the end of the word)."""
    pieces: list[str] = []
    opened: list[tuple[str, int]] = []
    labelled: list[Labelled] = []
    given: dict[int, str] = {}
    at = length = 0
    for sign in _MARKUP.finditer(markup):
        pieces.append(markup[at : sign.start()])
        length += sign.start() - at
        at = sign.end()
        if sign["open"]:
            opened.append((_NAMES[sign["open"]], length))
        elif sign["close"]:
            label, start = opened.pop()
            labelled.append(Labelled(Span(start, length), label))
        else:
            given[length] = sign["upos"]
    if opened:
        raise ValueError(f"never closed: {opened}")
    return "".join([*pieces, markup[at:]]), sorted(labelled, key=lambda label: label.span), given


def _sentences(text: str, paragraph: Span) -> Iterable[Span]:
    start = paragraph.start
    for stop in _SENTENCE_END.finditer(text, *paragraph):
        yield trim(text, Span(start, stop.end())) or Span(start, stop.end())
        start = stop.end()
    if start < paragraph.end:
        yield Span(start, paragraph.end)


def _upos(word: str, first: bool, named: bool) -> str:
    folded = word.casefold()
    if named and (word[0].isupper() or word[0].isdigit()):
        return "PROPN"
    if not word[0].isalnum() and folded not in _TABLE:
        return "PUNCT"
    if folded in _TABLE:
        return _TABLE[folded]
    if folded in load("en").speech_verbs and not folded.endswith("s"):
        return "VERB"
    if word[0].isdigit():
        return "NUM"
    return "PROPN" if word[0].isupper() and not first else "NOUN"
