"""Which pairs of names are worth comparing?

A name is stored under its `index` keys and finds others by its `probe` keys. Rare forms (a family name alone, initials)
can look for full names that way, without every full name looking for them. Every two names that compare as the same
must share a key, which tests/names/test_block.py checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotetrack.names.normal import normalise_name
from quotetrack.names.organisation import OrganisationName, parse_organisation_name
from quotetrack.names.person import PersonName, is_half_title, parse_person_name
from quotetrack.names.spelling import full_given_names, skeleton, spelling_key
from quotetrack.records import SpeakerKind

_START_LETTERS = 3  # letters at the start of a family name that share a block, for slips after them
_END_LETTERS = 4  # letters at its end that share a block, for slips before them
_LONGER_START = 8  # letters of a family name from which its start has one letter more
_GIVEN_START = 2  # letters at the start of a given name that share a block
_LONGEST_RUN = 5  # the most words of an organisation that one word of initials stands for


@dataclass(frozen=True)
class BlockingKeys:
    """The `index` keys that others find a name by, and the `probe` keys that it finds others by."""

    index: tuple[str, ...] = ()
    probe: tuple[str, ...] = ()


NO_KEYS = BlockingKeys()


def blocking_keys(name: str, kind: SpeakerKind) -> BlockingKeys:
    """The keys of a name; none for kinds of speakers without a name.

    Two names are compared if one of them has a probe key that is an index key of the other.
    """
    if kind == "person":
        return _person(parse_person_name(name), name)
    if kind == "organization":
        return _organisation(parse_organisation_name(name), name)
    return NO_KEYS


def _person(name: PersonName, written: str) -> BlockingKeys:
    if not name.family:
        key = "x:" + normalise_name(written, "person")
        return BlockingKeys((key,), (key,))
    family = "f:" + skeleton(name.last)
    if not name.given:
        return BlockingKeys((family,), (family,))
    both = dict.fromkeys(_full_keys(name))
    initials = [f"{skeleton(name.last)}|{letter}" for letter in sorted(_first_letters(name))]
    if len(name.first) == 1:
        first = [f"i:{key}" for key in initials]
        return BlockingKeys((*both, *first, family), (*both, *first, *(f"g:{key}" for key in initials)))
    index = (*both, *(f"g:{key}" for key in initials), family)
    alone = (family,) if is_half_title(name) else ()
    return BlockingKeys(index, (*both, *(f"i:{key}" for key in initials), *alone))


def _full_keys(name: PersonName) -> Iterator[str]:
    """The keys of a name of several words that are both index and probe keys."""
    last, parts = skeleton(name.last), _slip_keys(name.last)
    for given in _given_skeletons((*name.given, *name.nicknames)):
        yield f"n:{last}|{given}"
    firsts = list(_given_skeletons((name.first, *name.nicknames)))
    for given in firsts:
        yield from (f"t:{given}|{part}" for part in parts)
        # Hillary Rodham and Hillary Rodham Clinton
        for middle in (*name.middle, *name.family[:-1]):
            if len(middle) > 1:
                yield f"n:{skeleton(middle)}|{given}"
    for given in (name.first, *name.nicknames):
        if len(given) > 1:
            yield f"u:{last}|{spelling_key(given)[:_GIVEN_START]}"
    yield "s:" + " ".join(sorted({skeleton(word) for word in name.words}))
    yield "w:" + skeleton("".join(name.words))
    if name.particles:
        yield "w:" + skeleton("".join(name.given + name.particles + name.family))


def _slip_keys(word: str) -> tuple[str, ...]:
    """The parts of a family name that a slip leaves as they are: its start, its end, or its letters in any order.

    Starts of three letters make large blocks (a third of all candidate pairs of 200,000 names), so that longer words
    have starts of four. Words of the length between have both.
    """
    turned = "".join(sorted(word))
    if len(word) < _LONGER_START - 1:
        return (turned,)
    starts = [word[:_START_LETTERS]] if len(word) <= _LONGER_START else []
    if len(word) >= _LONGER_START:
        starts.append(word[: _START_LETTERS + 1])
    return (turned, *starts, "-" + word[-_END_LETTERS:])


def _given_skeletons(words: tuple[str, ...]) -> Iterator[str]:
    """The skeletons of given names, of the full names that they may be short for, and of the first two joined."""
    names = {full for word in words if len(word) > 1 for full in (*full_given_names(word), word)}
    if len(words) > 1 and len(words[0]) > 1 and len(words[1]) > 1:
        names.add(words[0] + words[1])
    return iter(sorted({skeleton(name) for name in names}))


def _first_letters(name: PersonName) -> set[str]:
    return {full[0] for word in (name.first, *name.nicknames) for full in (*full_given_names(word), word)}


def _organisation(name: OrganisationName, written: str) -> BlockingKeys:
    words = sorted({skeleton(word) for word in name.bag})
    if not words:
        key = "x:" + normalise_name(written, "organization")
        return BlockingKeys((key,), (key,))
    both = ["o:" + " ".join(words), *(f"j:{joined}" for joined in sorted(name.joined)), *_near_keys(name)]
    letters = [f"a:{found}" for found in (name.letters, name.aside) if found]
    index = [
        *both,
        *letters,
        *(f"a:{found}" for found in sorted(name.initials)),
        *_shortened(words),
        *_runs(name.words),
    ]
    probe = [*both, *letters, "b:" + " ".join(words)]
    if len(name.words) > 1:
        probe.append(f"r:{' '.join(name.words)}")
    return BlockingKeys(tuple(dict.fromkeys(index)), tuple(dict.fromkeys(probe)))


def _near_keys(name: OrganisationName) -> Iterator[str]:
    """The keys for a slip in one word: all other words, and how that one starts."""
    words = sorted(name.bag)
    for left_out in words:
        rest = " ".join(skeleton(word) for word in words if word != left_out)
        yield f"d:{rest}|{spelling_key(left_out)[:_START_LETTERS]}"


def _shortened(words: list[str]) -> Iterator[str]:
    """The keys by which a shortened name finds a longer one: all of its words but one, and its number."""
    if len(words) > 2:
        yield from ("b:" + " ".join(word for word in words if word != left_out) for left_out in words)
    yield from (f"b:{word}" for word in words if word.isdigit())


def _runs(words: tuple[str, ...]) -> Iterator[str]:
    """The keys by which a name with initials finds a full one: "uc berkeley" for University of California, Berkeley."""
    for size in range(2, min(len(words) - 1, _LONGEST_RUN) + 1):
        yield "r:" + " ".join(("".join(word[0] for word in words[:size]), *words[size:]))
