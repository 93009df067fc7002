"""Who is named in one article: mentions of a person gathered under the fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from quotetrack.extract.drafts import Reading, overlap
from quotetrack.lexicon import listed, words
from quotetrack.records import Span
from quotetrack.resolve.names import name_words, normalise_name

Gender = Literal["f", "m"]

_POSSESSIVE = re.compile(r"['’]s?$")
_HE = re.compile(r"\b(?:mr|sir|lord|king|prince|father|brother|son|husband|mister|congressman|spokesman|chairman)\b", re.I)
_SHE = re.compile(r"\b(?:mrs|ms|miss|dame|lady|queen|princess|mother|sister|daughter|wife|congresswoman|spokeswoman|chairwoman|actress)\b", re.I)
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(eq=False)
class Person:
    """Somebody named in the article. `name` is the fullest form, `mentions` its spans in order."""

    name: str
    parts: tuple[str, ...]
    mentions: list[Span] = field(default_factory=list)
    gender: Gender | None = None

    @property
    def first(self) -> int:
        """Offset of the first mention."""
        return self.mentions[0].start if self.mentions else 0


class People:
    """The people of one article, findable by mention."""

    def __init__(self, reading: Reading, extra: Sequence[Span] = ()) -> None:
        self._reading = reading
        self.all: list[Person] = []
        self._by_span: dict[Span, Person] = {}
        spans = [e.span for e in reading.document.entities if e.label == "PERSON"]
        spans += [s for s in extra if not any(overlap(s, other) for other in spans)]
        named = [(span, name) for span in sorted(spans) if (name := clean_name(reading.slice(span)))]
        full = [(s, n) for s, n in named if len(_parts(n)) > 1]
        for span, name in full:
            self._add(span, name, self._same(name))
        single = [(s, n) for s, n in named if len(_parts(n)) == 1]
        # Titled mentions first: "Mr. Obama" makes a man of that name before plain "Obama" is looked up.
        for span, name in sorted(single, key=lambda item: not self._titled(item[0])):
            person = self._by_surname(span, name)
            self._add(span, name, person)
        for person in self.all:
            person.mentions.sort()
            person.gender = person.gender or self._gender(person)

    def at(self, span: Span) -> Person | None:
        """The person whose mention overlaps a span, the first if several do."""
        for mention, person in self._by_span.items():
            if overlap(mention, span):
                return person
        return None

    def in_span(self, span: Span) -> list[tuple[Span, Person]]:
        """Mentions that begin in a span, in text order."""
        return sorted(((m, p) for m, p in self._by_span.items() if span.start <= m.start < span.end), key=lambda x: x[0])

    def _titled(self, span: Span) -> bool:
        return _title_gender(self._reading.text[max(0, span.start - 12) : span.start]) is not None

    def _add(self, span: Span, name: str, person: Person | None) -> None:
        if person is None:
            person = Person(name, _parts(name), gender=_title_gender(self._reading.text[max(0, span.start - 14) : span.start]))
            self.all.append(person)
        elif _is_fuller(name, person.name):
            person.name, person.parts = name, _parts(name)
        person.mentions.append(span)
        self._by_span[span] = person

    def _same(self, name: str) -> Person | None:
        parts = _parts(name)
        return next((p for p in self.all if _one_person(p.parts, parts)), None)

    def _by_surname(self, span: Span, name: str) -> Person | None:
        """The person a single name means: the one who bears it as a family name, else as a given
        name; of several, one that its title allows, else the one named last before it."""
        word = _parts(name)[0]
        family = [p for p in self.all if len(p.parts) > 1 and family_name(p.parts) == word]
        found = family or [p for p in self.all if p.parts[0] == word] or [p for p in self.all if word in p.parts]
        gender = _title_gender(self._reading.text[max(0, span.start - 12) : span.start])
        if gender:
            found = [p for p in found if (p.gender or _name_gender(p.parts)) in (gender, None)]
        if len(found) < 2:
            return found[0] if found else None
        before = [p for p in found if p.first < span.start]
        return max(before or found, key=lambda p: max((m.start for m in p.mentions if m.start < span.start), default=-p.first))

    def _gender(self, person: Person) -> Gender | None:
        text = self._reading.text
        for mention in person.mentions:
            gender = _title_gender(text[max(0, mention.start - 14) : mention.start])
            if gender:
                return gender
        return _name_gender(person.parts)


def clean_name(text: str) -> str:
    """A name as it is shown: white space folded, possessive, marks and leading titles taken off."""
    name = _POSSESSIVE.sub("", " ".join(text.split()).strip(" ,.;:()“”\"'’‘-–—"))
    if name.endswith((" Jr", " Sr")):
        name += "."
    tokens = name.split()
    titles = words("honorifics")
    while len(tokens) > 1 and tokens[0].casefold().rstrip(".") in titles:
        tokens = tokens[1:]
    bare = len(tokens) == 1 and tokens[0].casefold().rstrip(".") in titles
    return " ".join(tokens) if any(c.isalpha() for c in name) and not bare else ""


def _parts(name: str) -> tuple[str, ...]:
    return tuple(normalise_name(name, "person").split())


def family_name(parts: Sequence[str]) -> str:
    """The last part that is no suffix such as Jr."""
    kept = [p for p in parts if p not in _SUFFIXES]
    return kept[-1] if kept else parts[-1]


def _one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names of one article are one person: same first and last part, or one within
    the other, and no suffix that only one bears while both are common."""
    if (set(a) & _SUFFIXES) != (set(b) & _SUFFIXES):
        return False
    if family_name(a) != family_name(b):
        return set(a) <= set(b) or set(b) <= set(a)
    return a[0] == b[0] or (a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) == 1) or set(a) <= set(b) or set(b) <= set(a)


def _is_fuller(name: str, than: str) -> bool:
    return len(_parts(name)) > len(_parts(than)) and len(_parts(name)) <= 5


def _title_gender(before: str) -> Gender | None:
    return "f" if _SHE.search(before) else "m" if _HE.search(before) else None


def _name_gender(parts: Sequence[str]) -> Gender | None:
    female, male = parts[0] in listed("given_names_female"), parts[0] in listed("given_names_male")
    return None if female == male or len(parts) < 2 else "f" if female else "m"


def same_words(a: str, b: str) -> bool:
    """Whether two names have the same words, style apart."""
    return name_words(a) == name_words(b)
