"""Who is named in one article: mentions of a person gathered under the fullest name."""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotetrack.language import load, union
from quotetrack.names.normal import letters_after, title_words, without_possessive
from quotetrack.names.spelling import Gender, is_given_name
from quotetrack.quotations.reading import Reading
from quotetrack.records import Span
from quotetrack.spans import SpanIndex, gap
from quotetrack.speakers.nouns import is_person_noun
from quotetrack.speakers.person import (
    Person,
    Sketch,
    family_name,
    fitting,
    is_fuller,
    is_introduced_as_kin,
    just_introduced,
    leading,
    name_gender,
    name_parts,
    office_before,
    one_person,
    own_pronouns,
    title_gender,
)
from quotetrack.text import fold_letters

_DOT_AND_NAME = re.compile(r"\.\s(?=[^\W\d_a-z])")
_RANK_LETTERS = {"ACC", "DC", "DCI", "DI", "DS", "DSI", "PC", "WPC"}
"""Ranks of the police as letters, in capitals only: Di Maria is a name."""
_CUT = 5
"""Letters below which a single name before a full stop and a name is an abbreviated title."""
_AND_FULL_NAME = re.compile(r"\s(?:and|&)\s")
_FULL_NAME = re.compile(
    r"\b(?=(?P<name>(?P<given>[^\W\d_a-z][\w’'-]+)\)?\s(?:[^\W\d_a-z]\.\s)?(?P<family>[^\W\d_a-z][\w-]+))"
    r"\b(?!\s[^\W\d_a-z]))"
)


class People:
    """The people of one article, findable by mention."""

    def __init__(self, reading: Reading, extra: Sequence[Span] = ()) -> None:
        gathered = _Gathering(reading, extra)
        finished = {sketch: sketch.finished() for sketch in gathered.all}
        self.all = list(finished.values())
        self.bodies = gathered.bodies
        self._bearing = {word: [finished[each] for each in bearing] for word, bearing in gathered.bearing.items()}
        mentions = ((span, finished[sketch]) for span, sketch in gathered.found)
        self._mentions = SpanIndex(mentions, lambda item: item[0])
        families = ((span, [finished[each] for each in family]) for span, family in gathered.families)
        self._families = SpanIndex(families, lambda item: item[0])

    def in_span(self, span: Span) -> list[tuple[Span, Person]]:
        """Mentions that begin in a span, in text order."""
        return self._mentions.starting_in(span)

    def bearing(self, words: Sequence[str]) -> list[Person]:
        """Everybody whose fullest name has all of these words."""
        found = [set(self._bearing.get(word, ())) for word in words]
        return [p for p in self._bearing.get(words[0], ()) if all(p in f for f in found)] if words else []

    def family_in(self, span: Span) -> list[Person] | None:
        """Everybody of the family that a span names as a whole: `the Ruizes`; None where it names none."""
        return next((members for _, members in self._families.starting_in(span)), None)


class _Gathering:
    """Mentions gathered into people: full names first, then single names by whom they can mean.

    `bearing` holds people by the words of their names, `found` each mention with who is meant, `families` the
    mentions of a family as a whole.
    """

    def __init__(self, reading: Reading, extra: Sequence[Span]) -> None:
        self._reading = reading
        self.all: list[Sketch] = []
        self.bearing: dict[str, list[Sketch]] = {}
        self.found: list[tuple[Span, Sketch]] = []
        self.families: list[tuple[Span, list[Sketch]]] = []
        self.bodies, self._places = _bodies(reading), _places(reading)
        named = self._named(extra)
        single = [(s, n) for s, n in named if len(name_parts(n)) == 1]
        alone = {name_parts(name)[0] for _, name in single}
        last = {family_name(parts) for _, name in named if len(parts := name_parts(name)) > 1}
        self._first_alone, self._last_alone = alone - last, alone & last
        for span, name in named:
            if len(name_parts(name)) > 1:
                self._add_full(span, name)
        self._add_missed(single)
        self._tell_genders([span.start for span, _ in named])
        # Titled mentions first: "Mr. Obama" makes a man of that name before plain "Obama" is looked up.
        for span, name in sorted(single, key=lambda item: title_gender(reading, item[0]) is None):
            self._add_single(span, name)
        self._tell_genders([span.start for span, _ in named])

    def _named(self, extra: Sequence[Span]) -> list[tuple[Span, str]]:
        """Spans that name a person, with the name: no people, body or single letter. The first of
        `Ana and Tom Ruiz` has the family name of the second."""
        reading = self._reading
        labelled = [e.span for e in reading.entities.items if e.label == "PERSON"]
        spans = sorted([*labelled, *(s for s in extra if not reading.entities.touching(s))])
        named = [(_past_titles(reading, s, name), name) for s in spans if (name := _bare_name(reading.slice(s)))]
        named = [(s, n) for s, n in named if not self._is_nobody(s, n)]
        named = sorted([*named, *self._unlabelled(named)])
        for number, ((span, name), (after, full)) in enumerate(pairwise(named)):
            family = family_name(name_parts(full))
            given = len(name_parts(name)) == 1 and is_given_name(name)
            joined = _AND_FULL_NAME.fullmatch(reading.text[span.end : after.start])
            if given and joined and len(name_parts(full)) == 2 and name_parts(name) != (family,):
                named[number] = (span, f"{name} {full.split()[-1]}")
        return named

    def _unlabelled(self, named: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
        """Family names of people named in full where the model labelled nothing: proper nouns alone."""
        families = {n.split()[-1] for _, n in named if len(name_parts(n)) > 1 and n.split()[-1][0].isupper()}
        taken = SpanIndex((span for span, _ in named), lambda span: span)
        text, tokens = self._reading.text, self._reading.document.tokens
        found = []
        for number, token in enumerate(tokens):
            name = self._reading.slice(token.span)
            if name not in families or token.upos != "PROPN" or taken.touching(token.span):
                continue
            beside = [t for t in tokens[max(0, number - 1) : number + 2] if t is not token and t.upos == "PROPN"]
            joined = any(gap(t.span, token.span) <= 1 for t in beside)
            joined = joined or bool({"/", "-"} & set(text[max(0, token.span.start - 1) : token.span.end + 1]))
            if not joined and not self._reading.entities.touching(token.span):
                found.append((token.span, name))
        return found

    def _is_nobody(self, span: Span, name: str) -> bool:
        """A single letter, a people, a body, or a title cut off a name: the `Del` of `Del. Ana Ruiz`."""
        dotted = _DOT_AND_NAME.search(self._reading.text, span.end - 1, span.end + 3)
        definite = self._reading.text[max(0, span.start - 4) : span.start].casefold() == "the "
        known = self._reading.language
        return (
            len(name) < 2
            or name in self.bodies
            or name.casefold() in self._places
            or (definite and (is_person_noun(name) or name.casefold() in known.demonyms))  # the poet, the Dane
            or name.casefold() in union(known.peoples, known.kin_calls, known.never_people)
            or bool(
                dotted and len(name) < _CUT and self._reading.entities.touching(Span(dotted.end(), dotted.end() + 1))
            )
        )

    def _add_full(self, span: Span, name: str) -> Sketch:
        person = self._add(span, name, self._same(name))
        if not person.marks:
            person.kin = is_introduced_as_kin(self._reading, span)
        return self._mark(person, span)

    def _add_missed(self, single: Sequence[tuple[Span, str]]) -> None:
        """Full names that the model did not label, of people otherwise named by the family name alone."""
        alone = {name for _, name in single if name_parts(name)[0] not in self.bearing}
        for found in _FULL_NAME.finditer(self._reading.text):
            if found["family"] in alone and is_given_name(found["given"]):
                span = Span(*found.span("name"))
                if all(e.label == "PERSON" for e in self._reading.entities.touching(span)):
                    self._add_full(span, found["name"].replace(")", ""))

    def _add_single(self, span: Span, name: str) -> None:
        """A single name: a family as a whole, or whom it means among those that bear it."""
        word = name_parts(name)[0]
        family = self.bearing.get(word.removesuffix("es") if word.endswith("zes") else word.removesuffix("s"), [])
        if word.endswith("s") and family and word not in self.bearing and not self._reading.is_possessive(span):
            self.families.append((span, [p for p in family if len(p.parts) > 1]))
            return
        gender = title_gender(self._reading, span)
        bearing = self.bearing.get(word, [])
        named_so = [p for p in bearing if self._family(p) == word and not p.unclear]
        if not named_so:
            given = self._add(span, name, self._clear(bearing, span, gender, word))
            given.kin = given.kin or is_introduced_as_kin(self._reading, span)  # "her husband, Tom,"
            self._mark(given, span)
            return
        person = self._clear(named_so, span, gender, word)
        unclear = person is None and len(fitting(named_so, gender, None)) > 1
        if unclear:
            person = next((p for p in bearing if p.unclear), None)
        meant = self._add(span, name, person)
        meant.unclear = unclear
        if gender or len(named_so) == 1:
            self._mark(meant, span)

    def _family(self, person: Sketch) -> str:
        """The family name: the last part, or the first one where the article uses that alone, the last one never, and
        nobody has it as a last part (`Park Ji-hyun`, then `Park`)."""
        first, last = person.parts[0], family_name(person.parts)
        return first if first in self._first_alone and last not in self._last_alone else last

    def _clear(self, bearing: Sequence[Sketch], span: Span, gender: Gender | None, word: str) -> Sketch | None:
        """The one of several namesakes that a mention means. A relative named in full after the bare
        family name, or without the office before it, leaves the name to somebody else."""
        office = office_before(self._reading, span)
        found = fitting(bearing, gender, office)
        if gender and (new := just_introduced(self._reading, found, span.start)):
            return new
        if not gender and found and all(p.kin and family_name(p.parts) == word for p in found):
            return next((p for p in found if not (office or span.start < p.first) or office in p.offices), None)
        return leading(self._reading, found, span.start) if found else None

    def _add(self, span: Span, name: str, person: Sketch | None) -> Sketch:
        if person is None:
            person = Sketch(name, name_parts(name))
            self.all.append(person)
        elif is_fuller(name, person.name) or (
            person.name.isupper() and not name.isupper() and name_parts(name) == person.parts
        ):
            person.name, person.parts = name, name_parts(name)
        person.gender = person.gender or title_gender(self._reading, span)
        for part in person.parts:
            if person not in self.bearing.setdefault(part, []):
                self.bearing[part].append(person)
        person.mentions.append(span)
        self.found.append((span, person))
        return person

    def _mark(self, person: Sketch, span: Span) -> Sketch:
        insort(person.marks, span.start)
        if office := office_before(self._reading, span):
            person.offices.add(office)
        return person

    def _same(self, name: str) -> Sketch | None:
        parts = name_parts(name)
        near = dict.fromkeys(p for part in parts for p in self.bearing.get(part, ()))
        return next((p for p in near if one_person(p.parts, parts)), None)

    def _tell_genders(self, names: Sequence[int]) -> None:
        """By title first, then by what is said of them, by given name, and by their own pronouns."""
        for person in self.all:
            titled = (g for m in sorted(person.mentions) if (g := title_gender(self._reading, m)))
            person.gender = (
                next(titled, None) or name_gender(person.parts) or own_pronouns(self._reading, person.mentions, names)
            )


def _bare_name(text: str) -> str:
    """A name without what a model took into it: titles, and a noun before a full name (`Spinner Ruwan Jayalath`)."""
    name = clean_name(text)
    first, _, rest = name.partition(" ")
    if first.islower() and rest and not rest.islower() and fold_letters(first) not in load("en").name_particles:
        return _bare_name(rest)  # `purser Ana Ruiz`
    noun = " " in rest and is_person_noun(first) and not is_given_name(first)
    return rest if noun else name


def _bodies(reading: Reading) -> frozenset[str]:
    """Single words that were labelled as an organisation more often than as a person, and are no part
    of a person's name: `Twitter`."""
    labels = Counter((reading.slice(e.span), e.label) for e in reading.entities.items if e.label != "LOCATION")
    parts = _parts_of_names(text for text, label in labels if label == "PERSON")
    longer = {text.split()[0] for text, label in labels if label == "ORGANIZATION" and " " in text}
    return frozenset(
        text
        for (text, label), n in labels.items()
        if label == "ORGANIZATION"
        and (n > labels[text, "PERSON"] or text in longer)
        and text not in parts
        and " " not in text
    )


def _places(reading: Reading) -> frozenset[str]:
    """Names, folded, that were labelled as a place more often than as a person and are no part of a longer
    name of a person: `the mayor of Beit Arous` in a dispatch from there."""
    labels = Counter((reading.slice(e.span).casefold(), e.label) for e in reading.entities.items)
    parts = _parts_of_names(text for text, label in labels if label == "PERSON")
    return frozenset(
        text
        for (text, label), n in labels.items()
        if label == "LOCATION" and n > labels[text, "PERSON"] and text not in parts
    )


def _parts_of_names(names: Iterable[str]) -> set[str]:
    return {part for name in names if " " in name for part in name.split()}


def clean_name(text: str) -> str:
    """A name as it is shown: white space folded, possessive, marks and leading titles taken off."""
    name = without_possessive(" ".join(text.split()).strip(" ,.;:()“”\"'’‘-–—"))
    name = re.sub(r",?\s(Jr|Sr)$", r" \1.", name)
    tokens = name.split()
    if len(tokens) > 1 and tokens[0] in _RANK_LETTERS and not name.isupper():
        tokens = tokens[1:]
    plain = [token.casefold().replace(".", "").replace("-", " ").strip(",") for token in tokens]
    first, last = title_words(plain), len(tokens) - letters_after(plain)
    bare = " ".join(plain[first:last]) in load("en").honorifics
    return " ".join(tokens[first:last]).rstrip(",") if any(c.isalpha() for c in name) and not bare else ""


def _past_titles(reading: Reading, span: Span, name: str) -> Span:
    """The span of a name without titles that the model took into it: they are read as those before it are."""
    at = reading.slice(span).find(name.split()[0].rstrip(",."))
    return Span(span.start + at, span.end) if at > 0 else span
