"""A campaign on `quotetrack check`: cases made by rule from articles of your own, and how many come out as wished.

    python -m tests.check.campaign ARTICLES... [--seed N] [--limit-articles N] [--most N] [--errors]

reads the articles into a store, makes of their quotations what must not be printed so (changed) and what may be
(fair), asks, and prints a table. Whoever tunes the check looks at the numbers only: single cases are printed with
--errors. The same store and seed give the same cases. With limits it exits with status 1 where a share is below.
A store named with --store is kept and used again. The rules here were written without looking at those of the check.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from tabulate import tabulate

from quotetrack import __version__
from quotetrack.check.check import Check, check
from quotetrack.intake import read_articles
from quotetrack.marks import find_quoted
from quotetrack.parse import load_parser, stamp_of
from quotetrack.pipeline import ingest
from quotetrack.store import Store, open_store
from quotetrack.text import paragraphs

LEAST = 4
"""Words that a sentence has at least."""
KEPT = 3
"""Words that are left at least on each side of where something was left out."""
REPORTED = 5
"""Words of what is reported at least."""
MOST = 200
"""Cases of a kind, unless said otherwise."""


# What a store holds


@dataclass(frozen=True)
class Said:
    """A quotation. `who` are the words of all names of all who said it, `name` is the one it is stored under.

    `stretches` are its words as they run on, cut where the article begins a new sentence between the marks.
    """

    key: str
    kind: str
    act: str
    depth: int
    closed: bool
    text: str
    stretches: tuple[str, ...]
    name: str | None
    is_person: bool
    is_joint: bool
    who: frozenset[str]

    @property
    def is_direct(self) -> bool:
        """Whether its words are somebody's own, in marks of their own."""
        return self.kind == "direct" and self.act in ("speech", "writing") and not self.depth and self.closed

    @cached_property
    def squeezed(self) -> str:
        """The text as `squeeze` has it."""
        return squeeze(self.text)


@dataclass(frozen=True)
class News:
    """An article with its quotations, in their order."""

    text: str
    said: tuple[Said, ...]

    @cached_property
    def people(self) -> dict[str, frozenset[str]]:
        """Persons who say something alone, by name, and the words of all their names."""
        return {s.name: s.who for s in self.said if s.name and s.is_person and not s.is_joint}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of speakers, and what is written like a name in direct quotations."""
        stored = [s.name for s in self.said if s.name]
        written = [run.group() for s in self.said if s.is_direct for run in name_runs(s.text)]
        return tuple(dict.fromkeys([*stored, *written]))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The whole sentences of direct quotations, but for those that the next one takes back."""
        return tuple(
            Sentence(words, said, self)
            for said in self.said
            if said.is_direct
            for words, following in with_following(sentences_of(said.stretches))
            if is_whole(words) and not TAKEN_BACK.match(following)
        )


@dataclass(frozen=True)
class Sentence:
    """A sentence of a direct quotation."""

    words: str
    said: Said
    news: News


@dataclass(frozen=True)
class Corpus:
    """All articles of a store. `marked` is what stands in marks in any of them, squeezed."""

    news: tuple[News, ...]
    said: tuple[Said, ...]
    marked: str

    def is_in_marks(self, words: str, but: str | None = None) -> bool:
        """Whether these words stand in marks somewhere; not counting the sentence `but`, wherever it stands."""
        held = self.marked.replace(squeeze(but), "\n") if but else self.marked
        return squeeze(words) in held

    def said_by(self, words: str, name: str) -> bool:
        """Whether somebody said these words who may be the person of that name."""
        asked, parts = squeeze(words), name_words(name)
        return any(asked in said.squeezed and parts & said.who for said in self.said)


def read_corpus(store: Store, limit: int | None = None) -> Corpus:
    """The articles of a store, the first ones where there is a limit; what is printed anywhere counts in any case."""
    rows = list(store.rows("SELECT id, text, version_of FROM articles ORDER BY id"))
    texts = {row["id"]: row["text"] for row in rows}
    said: dict[int, list[Said]] = {}
    for row in store.rows(_QUOTATIONS):
        said.setdefault(row["article_id"], []).append(_read_said(row, texts[row["article_id"]]))
    everything = tuple(each for several in said.values() for each in several)
    marked = [stretch for row in rows for stretch in marked_stretches(row["text"])]
    marked += [each.squeezed for each in everything if each.kind != "indirect"]
    first = [row for row in rows if row["version_of"] is None][:limit]
    news = tuple(News(row["text"], tuple(said.get(row["id"], ()))) for row in first)
    return Corpus(news, everything, "\n".join(dict.fromkeys(marked)))


_QUOTATIONS = """SELECT q.article_id, q.key, q.kind, q.act, q.depth, q.closed, q.text, q.content, q.name,
    q.speaker_kind, q.via,
    (SELECT count(*) FROM quotation_speakers WHERE quotation_id = q.id) AS speakers,
    (SELECT group_concat(s.name || ' ' || coalesce(c.names, ''), ' ') FROM quotation_speakers
        JOIN speakers s ON s.id = quotation_speakers.speaker_id LEFT JOIN memberships m ON m.speaker_id = s.id
        LEFT JOIN canonical_speakers c ON c.id = m.canonical_id WHERE quotation_id = q.id) AS everybody
    FROM quotations q ORDER BY q.article_id, q.id"""


def _read_said(row: dict[str, Any], article: str) -> Said:
    named = row["speaker_kind"] in ("person", "organization")
    return Said(
        **{name: row[name] for name in ("key", "kind", "act", "depth", "text")},
        closed=bool(row["closed"]),
        stretches=stretches(article, json.loads(row["content"]), row["text"]),
        name=row["name"] if named else None,
        is_person=row["speaker_kind"] == "person",
        is_joint=row["speakers"] > 1,
        who=name_words(" ".join(row[name] or "" for name in ("name", "everybody", "via"))),
    )


BETWEEN = "“”„‟«»\"'‘’` \t\n\r"


def stretches(article: str, content: Sequence[Sequence[int]], text: str) -> tuple[str, ...]:
    """The pieces of a quotation, joined where the article goes on with the same sentence after who says it."""
    found: list[str] = []
    for at, (start, end) in enumerate(content):
        between = article[content[at - 1][1] : start].strip(BETWEEN) if at else ""
        piece = " ".join(article[start:end].split())
        if between and between[-1] not in ".!?:":
            found[-1] += f" {piece}"
        else:
            found.append(piece)
    is_same = squeeze("".join(found)) == squeeze(text)  # if not, the text was repaired
    return tuple(found) if is_same else (" ".join(text.split()),)


def marked_stretches(text: str) -> Iterator[str]:
    """What stands in marks in an article, squeezed."""
    for quoted in find_quoted(text, paragraphs(text)):
        yield squeeze(text[quoted.inner.start : quoted.inner.end])


def squeeze(text: str) -> str:
    """Letters and digits alone, without regard to case; and question marks, since a question is no statement."""
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == "?")


def name_words(name: str) -> frozenset[str]:
    """The words of a name."""
    return frozenset(re.findall(r"\w+", name.casefold()))


def listed(*lines: str) -> frozenset[str]:
    """The words of these lines."""
    return frozenset(word for line in lines for word in line.split())


# Sentences

ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Hon|Jr|Sr|No|vs|etc|Inc|Co|Corp|Ltd"
    r"|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Za-z])\.(?=\s|\w|,)"
)
TAKEN_BACK = re.compile(
    r"(?:No|Not|Never|Nope|Wrong|False|Nonsense)\b|(?:That|This|It)(?: is|[’']s| was)(?:n[’']t| not)\b"
)
INNER_MARK = re.compile(r"[\"“”„«»‘`]|(?<!\w)['’]|['’](?!\w)")
GAP = re.compile(r"\.\.|…|[\[\]()]")


def sentences_of(stretches: Iterable[str]) -> list[str]:
    """Stretches cut after . ! ? where a capital follows; nothing where there are abbreviations, which mislead."""
    cut = [re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])", each) for each in stretches if not ABBREVIATION.search(each)]
    return [words for several in cut for words in several]


def with_following(sentences: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each sentence with the next one."""
    return zip(sentences, [*sentences[1:], ""], strict=False)


def is_whole(words: str) -> bool:
    """Whether this is a sentence from end to end, with at least four words and nothing quoted in it.

    It may end in the comma that stands for its full stop before who says it.
    """
    ends = re.search(r"[^.…\s—–-][.!?,]$", words)
    return bool(words[:1].isupper() and ends and len(words.split()) >= LEAST and not INNER_MARK.search(words))


# Changed: rules that need the sentence only. Each gives the wordings that it can make.

APOSTROPHE = "['’`]"
NEGATION = re.compile(
    rf"\b(?:not|never|no|nobody|nothing|none|nowhere|neither|nor)\b|\b[Cc]an(?=not\b|{APOSTROPHE}t\b)"
    rf"|(?<!\bwo)(?<!\bsha)(?<!\bai)n{APOSTROPHE}t\b"
)
NOT_DENYING = re.compile(r"(?:not (?:only|just|merely|simply|least)|no (?:doubt|matter|wonder|one else))\b")


def cut_before_negation(words: str, chance: Random) -> Iterator[str]:
    """Cut right before a word that denies; within "didn't" after "did"."""
    for denial in NEGATION.finditer(words):
        end = denial.end() if denial.group().casefold() == "can" else denial.start()
        kept = words[:end].rstrip()
        if len(kept.split()) >= KEPT and not NOT_DENYING.match(words, denial.start()):
            yield kept


REMOVALS = (
    (re.compile(r" (?:not|never)\b"), ""),
    (re.compile(rf"\b([Cc]an)(?:not|{APOSTROPHE}t)\b"), r"\1"),
    (re.compile(rf"\b([Ww])on{APOSTROPHE}t\b"), r"\1ill"),
    (re.compile(rf"\b([Ss])han{APOSTROPHE}t\b"), r"\1hall"),
    (re.compile(rf"(?<!\b[Cc]a)(?<!\b[Ww]o)(?<!\b[Ss]ha)(?<!\b[Aa]i)n{APOSTROPHE}t\b"), ""),
)


def negation_removed(words: str, chance: Random) -> Iterator[str]:
    """Without "not", "n't" or "never"; the verb is left as it is."""
    for pattern, instead in REMOVALS:
        for denial in pattern.finditer(words):
            yield words[: denial.start()] + denial.expand(instead) + words[denial.end() :]


DIGITS = re.compile(r"(?<![\w./,:-])(?:\d[\d,.]*\d|\d)(?![\w/:])")
NUMBER_WORDS = tuple(
    tuple(row.split())
    for row in (
        "two three four five six seven eight nine ten",
        "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "hundred thousand million billion",
    )
)
ANY_NUMBER = re.compile(rf"\b(?:{'|'.join(word for row in NUMBER_WORDS for word in row)})\b", re.IGNORECASE)


def number_changed(words: str, chance: Random) -> Iterator[str]:
    """Another number for one in digits, or for one in words."""
    for number in DIGITS.finditer(words):
        first = chance.choice([digit for digit in "123456789" if digit != number.group()[0]])
        yield words[: number.start()] + first + words[number.start() + 1 :]
    for number in ANY_NUMBER.finditer(words):
        word = number.group()
        row = next(row for row in NUMBER_WORDS if word.casefold() in row)
        other = chance.choice([each for each in row if each != word.casefold()])
        yield words[: number.start()] + like(word, other) + words[number.end() :]


def like(model: str, word: str) -> str:
    """The word with a capital where the model has one."""
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


INVERTED = re.compile(
    r"(Are|Is|Was|Were|Am|Do|Does|Did|Have|Has|Had|Will|Would|Can|Could|Should|Must|May|Might|Shall) "
    r"(I|we|you|he|she|it|they|this|that|these|those) (.+)\?"
)


def question_made_statement(words: str, chance: Random) -> Iterator[str]:
    """A question with a full stop; and "We are ..." for "Are we ...?"."""
    if not words.endswith("?"):
        return
    yield words[:-1] + "."
    if inverted := INVERTED.fullmatch(words):
        auxiliary, subject, rest = inverted.groups()
        yield f"{like(auxiliary, subject)} {auxiliary.lower()} {rest}."


# Changed: rules that need the article.

NO_NAMES = listed(
    "The This That These Those Then There They She Her His And But For You Our Yes Well Now What When Where Why How",
    "Who Mr Mrs Miss President Minister Prime Senator Governor Mayor Chairman Director Doctor Professor Judge Sir",
    "Lord Lady Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July",
    "August September October November December Christmas English God",
)


def name_runs(words: str) -> Iterator[re.Match[str]]:
    """Words with a capital inside of a sentence that look like a name."""
    for run in re.finditer(r"(?<=[a-z,] )[A-Z][A-Za-z-]{2,}(?: [A-Z][A-Za-z-]+)*", words):
        if not set(run.group().split()) <= NO_NAMES:
            yield run


def name_changed(words: str, chance: Random, *, names: Sequence[str]) -> Iterator[str]:
    """Another of these names for one in the sentence."""
    for run in name_runs(words):
        others = [name for name in names if not name_words(name) & name_words(words)]
        if others:
            yield words[: run.start()] + chance.choice(others) + words[run.end() :]


def halves(one: str, other: str) -> str | None:
    """The first half of one, and right after it the second half of the other; None where one of them is too short."""
    first, second = one.split(), other.split()
    start, end = first[: len(first) // 2], second[len(second) // 2 :]
    if min(len(start), len(end)) < LEAST or GAP.search(one + other):
        return None
    return f"{' '.join(start).rstrip(',;:—–- ')} {' '.join(end)}"


# Fair. Each rule gives wordings of which any may be printed.

OPENER = re.compile(
    r"(?:(?:And so|And|So),? |(?:Well|Look|Now), )(?=(?:we|you|he|she|it|they|this|these|those|the|a|my|our)\b)"
)
LOWERED = re.compile(r"(?:We|You|He|She|It|They|This|That|These|Those|The|There|My|Our|A|An)\b")


def bracketed_capital(words: str, chance: Random) -> Iterator[str]:
    """A harmless opener left out, or the sentence put into another: [W]e for we, [w]e for We."""
    if opener := OPENER.match(words):
        yield bracket_first(words[opener.end() :])
    elif LOWERED.match(words) or words[:1].islower():
        yield bracket_first(words)


def bracket_first(words: str) -> str:
    """The first letter in brackets, a capital for a small one and the other way round."""
    return f"[{words[0].swapcase()}]{words[1:]}"


PERSON_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b(?![’'])")
THING_PRONOUN = re.compile(
    r"(?<=\w )it(?=[,;]? (?:and|for|to|in|on|at|with|from|because|when|again)\b|[.,!?]$)"
    r"|^(?:This|That)(?= (?:is|was|has|had|will|would|can|could|should)\b)"
)
PEOPLE_PRONOUN = re.compile(r"\b(?:[Tt]hey|them)\b(?![’'])")
NOUN = re.compile(r"\bthe ([a-z]{4,})(?= (?:is|are|was|were|has|have|had|will|would|said)\b|[,.])")


def bracketed_noun(words: str, chance: Random, *, names: Sequence[str], nouns: Sequence[str]) -> Iterator[str]:
    """What is meant, in brackets, for a pronoun: a name of these, or one of the nouns."""
    things = [noun for noun in nouns if not noun.endswith("s")] or ["plan", "project", "decision"]
    several = [noun for noun in nouns if re.search(r"[^su]s$", noun)] or ["people", "residents", "members"]
    for pronoun, meant in (
        (PERSON_PRONOUN, names),
        (THING_PRONOUN, [f"the {noun}" for noun in things]),
        (PEOPLE_PRONOUN, [f"the {noun}" for noun in several]),
    ):
        for found in pronoun.finditer(words) if meant else ():
            instead = like(found.group(), chance.choice(meant))
            yield f"{words[: found.start()]}[{instead}]{words[found.end() :]}"


GAPS = ("… ", " … ", " ... ", "... ", " [...] ", " […] ")
STARTS = listed(
    "and which who because in at on for with from by as when while after before since during through over between"
)
ENDS = listed("and because when while after before since")
BINDING = re.compile(
    rf"\b(?:{NEGATION.pattern}|(?:without|hardly|barely|scarcely|rarely|seldom|few|little|less|least|fail\w*|den\w+"
    r"|refus\w+|cannot|if|unless|until|till|provided|assuming|except|though|although|however|yet|but|only|whether|or"
    r"|than|could|may|might|would|should|must|think|thought|believe\w*|guess|hope\w*|maybe|perhaps|probably|possibly"
    r"|allegedly|almost|nearly|one|once|twice|first|second|third|half|dozen\w*|hundreds|thousands|millions)\b)"
    rf"|\d|{ANY_NUMBER.pattern}|\w+n{APOSTROPHE}t\b",
    re.IGNORECASE,
)
CONDITION = re.compile(r"\b(?:if|unless|until|whether|provided)\b", re.IGNORECASE)
RELATIVE = listed("which who whose whom that")
DENIAL = re.compile(rf"(?:not|never|no|nobody|nothing|none|neither|nor|cannot|\w*n{APOSTROPHE}t)\W*", re.IGNORECASE)


def marked_ellipsis(words: str, chance: Random) -> Iterator[str]:
    """Three words or more left out between joints of the sentence, and a mark put there.

    What is left out does not bind the rest: it holds no denial, condition, doubt, "but" or number, follows no
    condition and within three words no denial, and no "which" comes after it.
    """
    said = words.split()
    starts, ends = joints(said, STARTS), joints(said, ENDS)
    spans = [(start, end) for start in starts for end in ends if end - start >= 3 and can_go(said, start, end)]
    if spans and not GAP.search(words):
        start, end = chance.choice(spans)
        yield " ".join(said[:start]).rstrip(",;:") + chance.choice(GAPS) + " ".join(said[end:])


def joints(said: Sequence[str], before: frozenset[str]) -> list[int]:
    """Where such a word begins, or a comma has just been; with three words at least on either side."""
    return [
        at for at in range(KEPT, len(said) - KEPT + 1) if said[at].strip(",") in before or said[at - 1].endswith(",")
    ]


def can_go(said: Sequence[str], start: int, end: int) -> bool:
    """Whether these words can be left out without binding what is kept."""
    binds = BINDING.search(" ".join(said[start:end])) or CONDITION.search(" ".join(said[:start]))
    denied = any(map(DENIAL.fullmatch, said[max(0, start - 3) : start]))
    return not binds and not denied and said[end] not in RELATIVE


TO_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
TO_CURLY = str.maketrans({"'": "’"})
DASHES = str.maketrans("–—", "—–")


def other_marks_and_case(words: str, chance: Random) -> Iterator[str]:
    """Other apostrophes, dashes, marks around the whole, first letter, or closing comma or full stop."""
    ways = [words.translate(table) for table in (TO_STRAIGHT, TO_CURLY, DASHES)]
    ways += [f"“{words}”", f'"{words}"', f"‘{words}’"]
    if words[1:2].islower():
        ways.append(words[0].swapcase() + words[1:])
    if words[-1] in ".,":
        ways += [words[:-1], words[:-1] + ("," if words[-1] == "." else ".")]
    yield from one_of(ways, words, chance)


def pdf_hyphenation(words: str, chance: Random) -> Iterator[str]:
    """As copied from a printed page: a word broken at the end of a line, lines, or soft hyphens."""
    long = list(re.finditer(r"\b[a-z]{8,}\b", words))
    ways = [re.sub(r"((?:\S+ ){4}\S+) ", r"\1\n", words)]
    if long:
        word = chance.choice(long)
        at = word.start() + len(word.group()) // 2
        ways += [f"{words[:at]}{sign}{words[at:]}" for sign in ("-\n", "\u00ad")]
    yield from one_of(ways, words, chance)


def unicode_copies(words: str, chance: Random) -> Iterator[str]:
    """Other characters for the same words: decomposed, spaces that do not break, signs without width, a ligature."""
    spaces = [at for at, sign in enumerate(words) if sign == " "]
    space = chance.choice(spaces)
    inside = chance.choice([found.start() for found in re.finditer(r"\B\w", words)] or [1])
    ways = [unicodedata.normalize("NFD", words), words.replace("fi", "ﬁ"), re.sub("['’]", "`", words)]
    ways += [words.replace(" ", "\u00a0"), f"{words[:space]}\u00a0{words[space + 1 :]}"]
    ways += [f"{words[: space + 1]}{sign}{words[space + 1 :]}" for sign in "\u200b\ufeff"]
    ways += [f"{words[:inside]}{sign}{words[inside:]}" for sign in "\u200b\u200d\u2060"]
    yield from one_of(ways, words, chance)


def one_of(ways: Iterable[str], words: str, chance: Random) -> Iterator[str]:
    """One of those that differ from the words."""
    if several := [way for way in dict.fromkeys(ways) if way != words]:
        yield chance.choice(several)


# The kinds: what is made of an article, and which of it is a case


@dataclass(frozen=True)
class Case:
    """What is asked, about whom, and the sentence that it was made of."""

    kind: str
    is_changed: bool
    words: str
    by: str | None = None
    source: str = ""


Query = tuple[str, str | None, str]
"""The words, the speaker named, and what they were made of."""
Rule = Callable[[str, Random], Iterable[str]]
Making = Callable[[News, Random], Iterable[Query]]
Test = Callable[[Corpus, str, str | None, str], bool]


def each_sentence(rule: Rule) -> Making:
    """Each whole sentence of an article by such a rule; one wording of each."""

    def made(news: News, chance: Random) -> Iterator[Query]:
        for sentence in news.sentences:
            if ways := list(rule(sentence.words, chance)):
                yield chance.choice(ways), None, sentence.words

    return made


def every_way(rule: Rule) -> Making:
    """Each whole sentence of an article by such a rule; all wordings of each."""

    def made(news: News, chance: Random) -> Iterator[Query]:
        for sentence in news.sentences:
            yield from ((words, None, sentence.words) for words in rule(sentence.words, chance))

    return made


def names_swapped(news: News, chance: Random) -> Iterator[Query]:
    """Sentences with another name of the article in them."""
    for sentence in news.sentences:
        if ways := list(name_changed(sentence.words, chance, names=news.names)):
            yield chance.choice(ways), None, sentence.words


def speakers_swapped(news: News, chance: Random) -> Iterator[Query]:
    """Sentences as they are, said to be by another person of the article."""
    for sentence in news.sentences:
        said = sentence.said
        if said.name and said.is_person and not said.is_joint:
            others = [name for name, who in news.people.items() if not who & said.who]
            if others:
                yield sentence.words, chance.choice(others), sentence.words


def halves_joined(news: News, chance: Random) -> Iterator[Query]:
    """Direct quotations with the second half of another."""
    direct = [said for said in news.said if said.is_direct and not INNER_MARK.search(said.text)]
    for said in direct:
        others = [joined for other in direct if other is not said and (joined := halves(said.text, other.text))]
        if others:
            yield chance.choice(others), None, said.text


def reported_in_marks(news: News, chance: Random) -> Iterator[Query]:
    """What is reported in the words of the article, as if it was said so."""
    for said in news.said:
        if said.kind == "indirect" and said.act in ("speech", "writing") and len(said.stretches) == 1:
            words = said.stretches[0].removeprefix("that ")
            if len(words.split()) >= REPORTED and not INNER_MARK.search(words):
                yield words, None, words


def whole_sentences(news: News, chance: Random) -> Iterator[Query]:
    """Sentences as they are, half of them with the name that the speaker is stored under."""
    for sentence in news.sentences:
        yield sentence.words, sentence.said.name if chance.random() < 0.5 else None, sentence.words


def capitals_bracketed(news: News, chance: Random) -> Iterator[Query]:
    """Sentences, and quotations that begin with a small letter, with a first letter in brackets."""
    yield from each_sentence(bracketed_capital)(news, chance)
    for said in news.said:
        begun = sentences_of(said.stretches)[:1] if said.is_direct else []
        for words in begun:
            if words[:1].islower() and is_whole(like("A", words)):
                yield bracket_first(words), None, words


def nouns_bracketed(news: News, chance: Random) -> Iterator[Query]:
    """Sentences with what a pronoun means in brackets; a person named is another than the speaker."""
    nouns = list(dict.fromkeys(NOUN.findall(news.text)))
    for sentence in news.sentences:
        names = [name for name, who in news.people.items() if not who & sentence.said.who]
        if ways := list(bracketed_noun(sentence.words, chance, names=names, nouns=nouns)):
            yield chance.choice(ways), None, sentence.words


def is_fair(corpus: Corpus, words: str, by: str | None, source: str) -> bool:
    """Whatever a fair rule makes is a case."""
    return True


def is_nowhere(corpus: Corpus, words: str, by: str | None, source: str) -> bool:
    """Whether the words are changed indeed: they stand nowhere in marks."""
    return not corpus.is_in_marks(words)


def is_nowhere_else(corpus: Corpus, words: str, by: str | None, source: str) -> bool:
    """Whether the words stand in marks only within the sentence that they were made of."""
    return not corpus.is_in_marks(words, but=source)


def is_not_theirs(corpus: Corpus, words: str, by: str | None, source: str) -> bool:
    """Whether the person named never said these words."""
    return by is not None and not corpus.said_by(words, by)


@dataclass(frozen=True)
class Kind:
    """A kind of case: how it is made of an article, and which of that counts."""

    name: str
    is_changed: bool
    make: Making
    counts: Test

    def cases(self, corpus: Corpus, seed: int, most: int) -> list[Case]:
        """So many cases at most, from all over the corpus."""
        chance = Random(f"{seed} {self.name}")
        asked = list(dict.fromkeys(each for news in corpus.news for each in self.make(news, chance)))
        chance.shuffle(asked)
        counted = (each for each in asked if self.counts(corpus, *each))
        return [Case(self.name, self.is_changed, *each) for each in islice(counted, most)]


KINDS = (
    Kind("cut_before_negation", True, every_way(cut_before_negation), is_nowhere_else),
    Kind("negation_removed", True, every_way(negation_removed), is_nowhere),
    Kind("number_changed", True, every_way(number_changed), is_nowhere),
    Kind("name_changed", True, names_swapped, is_nowhere),
    Kind("another_speaker", True, speakers_swapped, is_not_theirs),
    Kind("halves_joined", True, halves_joined, is_nowhere),
    Kind("reported_in_marks", True, reported_in_marks, is_nowhere),
    Kind("question_made_statement", True, every_way(question_made_statement), is_nowhere_else),
    Kind("whole_sentence", False, whole_sentences, is_fair),
    Kind("bracketed_capital", False, capitals_bracketed, is_fair),
    Kind("bracketed_noun", False, nouns_bracketed, is_fair),
    Kind("marked_ellipsis", False, each_sentence(marked_ellipsis), is_fair),
    Kind("other_marks_and_case", False, each_sentence(other_marks_and_case), is_fair),
    Kind("pdf_hyphenation", False, each_sentence(pdf_hyphenation), is_fair),
    Kind("unicode_copies", False, each_sentence(unicode_copies), is_fair),
)


def make_cases(corpus: Corpus, seed: int = 0, most: int = MOST) -> list[Case]:
    """The cases of all kinds, kind by kind."""
    return [case for kind in KINDS for case in kind.cases(corpus, seed, most)]


# Asking


@dataclass(frozen=True)
class Outcome:
    """A case and what the check answered."""

    case: Case
    answer: Check

    @property
    def is_as_wished(self) -> bool:
        """Whether what is changed fails, and what is fair does not."""
        return self.answer.fails == self.case.is_changed


def ask(store: Store, cases: Iterable[Case]) -> list[Outcome]:
    """All cases, asked."""
    return [Outcome(case, check(store, case.words, by=case.by)) for case in cases]


def share(outcomes: Sequence[Outcome]) -> float:
    """The share of those that came out as wished; nothing where there are none."""
    return sum(outcome.is_as_wished for outcome in outcomes) / len(outcomes) if outcomes else 0.0


def of_side(outcomes: Iterable[Outcome], is_changed: bool) -> list[Outcome]:
    """The outcomes of changed cases, or of fair ones."""
    return [outcome for outcome in outcomes if outcome.case.is_changed == is_changed]


def as_table(outcomes: Sequence[Outcome]) -> str:
    """How many came out as wished, kind by kind and in all."""
    rows = [_row(kind.name, kind.is_changed, [o for o in outcomes if o.case.kind == kind.name]) for kind in KINDS]
    rows += [_row("all", is_changed, of_side(outcomes, is_changed)) for is_changed in (True, False)]
    return tabulate(rows, ["kind", "made", "cases", "as wished", "share"], floatfmt=".4f", missingval="-")


def _row(name: str, is_changed: bool, outcomes: Sequence[Outcome]) -> list[Any]:
    right = sum(outcome.is_as_wished for outcome in outcomes)
    return [name, "changed" if is_changed else "fair", len(outcomes), right, share(outcomes) if outcomes else None]


def as_errors(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """What did not come out as wished, case by case."""
    for outcome in outcomes:
        if not outcome.is_as_wished:
            case = outcome.case
            by = f" --by {case.by!r}" if case.by else ""
            yield f"{case.kind}: {case.words!r}{by}\n    of {case.source!r}\n    {outcome.answer.verdict}"


# From the command line


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the store and the cases, ask, print; returns the exit status."""
    given = _options(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = given.store or Path(folder) / "campaign.db"
        if not path.exists():
            make_store(path, given.articles, given.limit_articles)
        with open_store(path, readonly=True) as store:
            corpus = read_corpus(store, given.limit_articles)
            outcomes = ask(store, make_cases(corpus, given.seed, given.most))
            print(f"{heading(store, corpus, given)}\n\n{as_table(outcomes)}")
    if given.errors:
        print("", *as_errors(outcomes), sep="\n")
    limits = ((True, given.limit_changed), (False, given.limit_fair))
    return int(any(share(of_side(outcomes, is_changed)) < limit for is_changed, limit in limits))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.check.campaign",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", metavar="ARTICLES", nargs="*", help="whatever `quotetrack ingest` reads")
    parser.add_argument("--store", metavar="FILE", type=Path, help="keep the store here, or use the one that is there")
    parser.add_argument("--seed", metavar="N", type=int, default=0, help="other cases for another number")
    parser.add_argument("--limit-articles", metavar="N", type=int, help="read the first N articles only")
    parser.add_argument("--most", metavar="N", type=int, default=MOST, help=f"cases of a kind (default: {MOST})")
    parser.add_argument("--errors", action="store_true", help="print what did not come out as wished")
    parser.add_argument("--limit-changed", metavar="SHARE", type=float, default=0.0, help="of changed ones, at least")
    parser.add_argument("--limit-fair", metavar="SHARE", type=float, default=0.0, help="of fair ones, at least")
    given = parser.parse_args(arguments)
    if not given.articles and not (given.store and given.store.exists()):
        parser.error("name articles, or a store that is there")
    return given


def make_store(path: Path, articles: Sequence[str], limit: int | None) -> None:
    """A store of these articles; under its own name only when it is complete."""
    failed: list[Exception] = []
    unfinished = path.with_name(f"{path.name}.part")
    with open_store(unfinished, create=True) as store:
        given = islice(read_articles(articles, on_error=failed.append), limit)
        ingest(given, load_parser, store, command="campaign", pack=stamp_of(), on_error=failed.append)
    unfinished.rename(path)
    if failed:
        print(f"Articles that could not be read, or not fully: {len(failed)}", file=sys.stderr)


def heading(store: Store, corpus: Corpus, given: argparse.Namespace) -> str:
    """What was measured: the day, the version and pack, the corpus and the seed."""
    pack = next((row["pack"] for row in store.rows("SELECT pack FROM runs ORDER BY id DESC LIMIT 1")), None)
    name = ", ".join(Path(each).name for each in given.articles or [str(given.store)])
    sizes = f"{len(corpus.news):,} articles, {sum(len(news.said) for news in corpus.news):,} quotations"
    return f"{date.today()}, quotetrack {__version__}, pack {pack}, {name}: {sizes}, seed {given.seed}"


if __name__ == "__main__":
    sys.exit(main())
