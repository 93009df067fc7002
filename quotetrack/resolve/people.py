"""Who is named in one article: mentions of a person gathered under the fullest name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from quotetrack.extract.drafts import Reading
from quotetrack.lexicon import listed, words
from quotetrack.records import Span
from quotetrack.resolve.names import letters_after, normalise_name, title_words
from quotetrack.spans import SpanIndex

Gender = Literal["f", "m"]

_POSSESSIVE = re.compile(r"['’]s?$")
_HE = re.compile(
    r"\b(?:mr|sir|lord|king|prince|father|brother|son|husband|mister|congressman|spokesman|chairman)\b", re.I
)
_SHE = re.compile(
    r"\b(?:mrs|ms|miss|dame|lady|queen|princess|mother|sister|daughter|wife|congresswoman|spokeswoman|chairwoman|actress)\b",
    re.I,
)
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
        self._bearing: dict[str, list[Person]] = {}
        labelled = [e.span for e in reading.entities.items if e.label == "PERSON"]
        spans = sorted([*labelled, *(s for s in extra if not reading.entities.touching(s))])
        named = [(span, name) for span in spans if (name := clean_name(reading.slice(span)))]
        found: list[tuple[Span, Person]] = []
        for span, name in named:
            if len(_parts(name)) > 1:
                found.append((span, self._add(span, name, self._same(name))))
        single = [(s, n) for s, n in named if len(_parts(n)) == 1]
        # Titled mentions first: "Mr. Obama" makes a man of that name before plain "Obama" is looked up.
        for span, name in sorted(single, key=lambda item: self._title(item[0]) is None):
            found.append((span, self._add(span, name, self._by_one_name(span, name))))
        self._mentions = SpanIndex(found, lambda item: item[0])
        for person in self.all:
            person.mentions.sort()
            titled = (gender for m in person.mentions if (gender := self._title(m)))
            person.gender = next(titled, _name_gender(person.parts))
            if person.name.isupper() and len(person.name) > 4:
                person.name = person.name.title()

    def in_span(self, span: Span) -> list[tuple[Span, Person]]:
        """Mentions that begin in a span, in text order."""
        return self._mentions.starting_in(span)

    def bearing(self, words: Sequence[str]) -> list[Person]:
        """Everybody whose fullest name has all of these words."""
        found = [set(self._bearing.get(word, ())) for word in words]
        return [p for p in self._bearing.get(words[0], ()) if all(p in f for f in found)] if words else []

    def _title(self, span: Span) -> Gender | None:
        return _title_gender(self._reading.text[max(0, span.start - 14) : span.start])

    def _add(self, span: Span, name: str, person: Person | None) -> Person:
        if person is None:
            person = Person(name, _parts(name), gender=self._title(span))
            self.all.append(person)
        elif _is_fuller(name, person.name) or (
            person.name.isupper() and not name.isupper() and _parts(name) == person.parts
        ):
            person.name, person.parts = name, _parts(name)
        for part in person.parts:
            if person not in self._bearing.setdefault(part, []):
                self._bearing[part].append(person)
        person.mentions.append(span)
        return person

    def _same(self, name: str) -> Person | None:
        parts = _parts(name)
        near = dict.fromkeys(p for part in parts for p in self._bearing.get(part, ()))
        return next((p for p in near if _one_person(p.parts, parts)), None)

    def _by_one_name(self, span: Span, name: str) -> Person | None:
        """The person a single name means: who bears it as a family name, else as another; of several
        one that the title allows. Where two of one family name remain, the one named last before
        it, if only one was named in the sentences just before."""
        word = _parts(name)[0]
        bearing = self._bearing.get(word, [])
        found = [p for p in bearing if len(p.parts) > 1 and family_name(p.parts) == word] or bearing
        gender = self._title(span)
        if gender:
            found = [p for p in found if (p.gender or _name_gender(p.parts)) in (gender, None)]
        if len(found) < 2:
            return found[0] if found else None
        before = [p for p in found if p.first < span.start]
        last = [self._reading.sentence_index(_last_before(p, span.start)) for p in before]
        if len(set(last)) < len(last) and last.count(max(last)) > 1:
            return None  # named side by side: it could be either
        return max(before or found, key=lambda p: _last_before(p, span.start))


def _last_before(person: Person, offset: int) -> int:
    """Where a person was last mentioned before an offset; below 0 where that comes first."""
    return max((m.start for m in person.mentions if m.start < offset), default=-person.first - 1)


def clean_name(text: str) -> str:
    """A name as it is shown: white space folded, possessive, marks and leading titles taken off."""
    name = _POSSESSIVE.sub("", " ".join(text.split()).strip(" ,.;:()“”\"'’‘-–—"))
    name = re.sub(r",?\s(Jr|Sr)$", r" \1.", name)
    tokens = name.split()
    plain = [token.casefold().replace(".", "").strip(",") for token in tokens]
    first, last = title_words(plain), len(tokens) - letters_after(plain)
    bare = " ".join(plain[first:last]) in words("honorifics")
    return " ".join(tokens[first:last]).rstrip(",") if any(c.isalpha() for c in name) and not bare else ""


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
    initials = {"".join(part[0] for part in parts[:-1]) for parts in (a, b)}
    if a[0] != b[0] and min(len(a[0]), len(b[0])) <= 3 and initials & {a[0], b[0]}:
        return True  # J. P. Halvorsen and James P. Halvorsen
    return (
        a[0] == b[0] or (a[0][0] == b[0][0] and min(len(a[0]), len(b[0])) == 1) or set(a) <= set(b) or set(b) <= set(a)
    )


def _is_fuller(name: str, than: str) -> bool:
    ours, theirs = _parts(name), _parts(than)
    spelt_out = len(ours) == len(theirs) and len(theirs[0]) == 1 < len(ours[0])
    return spelt_out or len(theirs) < len(ours) <= 5


def _title_gender(before: str) -> Gender | None:
    return "f" if _SHE.search(before) else "m" if _HE.search(before) else None


def _name_gender(parts: Sequence[str]) -> Gender | None:
    women, men = listed("given_names_female"), listed("given_names_male")
    first = next((name for name in ("-".join(parts[:2]), parts[0]) if name in women | men), "")  # Jean-Claude, Jean
    female, male = first in women, first in men
    return None if female == male or len(parts) < 2 else "f" if female else "m"
