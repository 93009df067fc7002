"""How the names of two persons agree, part by part, and why they cannot be one person's.

Two readings of a name compete: the usual one (first given name, middle names, family name) and, where
that fails, others that keep every word: families first, double family names, words joined.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from quotetrack.language import load
from quotetrack.names.given import CLOSE, GIVEN, given_feature, middle_features, middle_words, shown
from quotetrack.names.person import PersonName, is_half_title
from quotetrack.names.spelling import (
    Likeness,
    compare_family,
    compare_given,
    gender_of,
    is_gendered,
    may_be_given_name,
    one_spelling,
    skeleton,
    spelling_key,
    stands_first,
)


class Agreement(NamedTuple):
    """What two names have in common: features, each with its words, and the conflict that rules them out."""

    features: tuple[tuple[str, str], ...] = ()
    conflict: str | None = None


NOTHING = Agreement((), "they have no name in common")

_FAMILY: dict[Likeness, str] = {
    "same": "same family name",
    "variant": "family name in another spelling",
    "slip": "a slip in the family name",
    "alike": "family name nearly the same",
}
_DOUBTFUL = frozenset(GIVEN.values()) - {GIVEN["same"], GIVEN["initial"]}
"""Features of a given name that a namesake with a common family name may share."""

_ARABIC = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "bint"})
_STYLES = {"jr", "ii"}  # a son with his father's name is called either


def agree(left: PersonName, right: PersonName) -> Agreement:
    """How two names agree; the same whichever comes first."""
    if _rank(left) > _rank(right):
        left, right = right, left
    if not left.family or not right.family:
        return NOTHING
    if left.realm and right.realm and left.realm != right.realm:
        return Agreement(
            (), f"they are of different places ({min(left.realm, right.realm)}, {max(left.realm, right.realm)})"
        )
    found = _one_word(left, right) if not left.given else _full(left, right)
    if found.conflict:
        return found
    return _with_titles(_with_suffixes(found, left, right), left, right)


_LONG_NAME = (
    9  # letters of a family name from which one of them may be a slip: shorter ones are too often names of their own
)
_ONE_SOUND = 70  # of 100, rapidfuzz: Yulia and Yuliya have 91, Osama and Usama 80, Michael and Mike 54


def _rank(name: PersonName) -> tuple[int, int, tuple[str, ...], str]:
    """The shorter name first, so that the rules need to look one way only."""
    return len(name.words), len(name.given), name.words, name.suffix or ""


def _full(left: PersonName, right: PersonName) -> Agreement:
    family = _family(left, right)
    if family == "different":
        # Most candidate pairs end here: nothing is read another way unless words are shared.
        shared = left.keys & right.keys
        found = _read_otherwise(left, right) if shared or len(left.words) != len(right.words) else None
        return found or Agreement((), f"their family names differ ({shown(left, -1)}, {shown(right, -1)})")
    # Peña Nieto is no Peña of the Nietos: whole family names before a given name among the middle ones.
    if double := _family_alone(left, right):
        return double
    found = _usual(left, right, family)
    if found.conflict and family in CLOSE:
        return _read_otherwise(left, right) or _opened_by_particle(left, right) or found
    return found


def _family(left: PersonName, right: PersonName) -> Likeness:
    """How alike the family names are; after al- or bin the vowels of a name are anybody's choice."""
    found = compare_family(left.last, right.last)
    if found in ("slip", "alike") and not _ARABIC.isdisjoint(left.particles + right.particles):
        return "variant" if skeleton(left.last) == skeleton(right.last) else found
    return found


def _usual(left: PersonName, right: PersonName, family: Likeness) -> Agreement:
    """The usual reading, of two names with family names that agree."""
    given, words = given_feature(left, right)
    if given is None:
        return Agreement((), f"their given names differ ({shown(left, 0)}, {shown(right, 0)})")
    close = "a slip in a long family name" if _is_long_slip(family, left, right) else _FAMILY[family]
    features = [(close, _family_words(family, left, right)), (given, words)]
    if given not in ("called by a middle name", "nickname given in marks"):
        middle = middle_features(left, right)
        if middle is None:
            return Agreement((), f"their middle names differ ({_middle_shown(left)}, {_middle_shown(right)})")
        features += middle
    return Agreement((*features, *_doubts(given, left, right)))


def _doubts(given: str, left: PersonName, right: PersonName) -> list[tuple[str, str]]:
    """Why names that agree may yet be two people's: many bear them, or something is missing from one."""
    found: list[tuple[str, str]] = []
    misspelt = spelling_key(left.first) == spelling_key(right.first)
    doubtful = given in _DOUBTFUL and not misspelt
    slip = compare_family(left.last, right.last) == "slip"
    if (doubtful or slip) and not {left.last, right.last}.isdisjoint(load("en").family_names_common):
        found.append(("common family name", f"many are named {shown(right, -1)}"))
    if given in _DOUBTFUL and left.last != right.last and not _one_sound(left.first, right.first):
        found.append(("nothing but short forms agree", "neither part of the names is the same"))
    one, other = middle_words(left), middle_words(right)
    if one == other:
        return found
    extra = [word for word in one or other if len(word) > 1 and not (one and other)]
    if extra and given == GIVEN["variant"] and one_spelling(left.first, right.first):
        found.append(("middle name in one only", f"only one has the name {extra[0].capitalize()}"))
    names = {f"{name.first} {name.last}" for name in (left, right)}
    if not names.isdisjoint(load("en").namesakes) and (not one or not other):
        found.append(("name of several well-known people", "several well-known people have that name"))
    return found


def _is_long_slip(family: Likeness, left: PersonName, right: PersonName) -> bool:
    """Whether a slip is in a name too long for another name to differ from it by a letter."""
    return family == "slip" and min(len(left.last), len(right.last)) >= _LONG_NAME


def _one_sound(one: str, other: str) -> bool:
    """Whether two given names may be one in other letters (Usama, Osama), not one for short (Mike)."""
    return skeleton(one) == skeleton(other) or fuzz.ratio(one, other) >= _ONE_SOUND


def _family_words(family: Likeness, left: PersonName, right: PersonName) -> str:
    if family == "same":
        return f"both are named {shown(right, -1)}"
    relation = {"variant": "is another spelling of", "slip": "may be a slip for"}.get(family, "is nearly")
    return f"{shown(left, -1)} {relation} {shown(right, -1)}"


def _read_otherwise(left: PersonName, right: PersonName) -> Agreement | None:
    """The other ways to read two names as one; None where none of them fits."""
    return _written_together(left, right) or _other_order(left, right) or _double_family(left, right)


def _written_together(left: PersonName, right: PersonName) -> Agreement | None:
    """De la Cruz and Delacruz, Anne Marie and Annemarie."""
    if left.first[:1] != right.first[:1] or not (
        left.particles or right.particles or len(left.words) != len(right.words)
    ):
        return None
    one, other = ({"".join(n.words), "".join(n.given + n.particles + n.family)} for n in (left, right))
    if one.isdisjoint(other):
        return None
    return Agreement((("names written together or apart", "the same letters, written together or apart"),))


def _other_order(left: PersonName, right: PersonName) -> Agreement | None:
    """Viktor Orbán and Orbán Viktor; of James Henry and Henry James nobody can tell."""
    if len(left.words) != len(right.words) or left.keys != right.keys or len(left.words) < 2:
        return None
    words = f"{' '.join(left.shown)} and {' '.join(right.shown)} are the same names in another order"
    return Agreement(((_turned(left.words), words),))


def _turned(words: tuple[str, ...]) -> str:
    """The feature of a name in the other order: sure where each word can only be what it is."""
    first = [stands_first(word) for word in words]
    plain = [is_gendered(word) or word in load("en").given_variants for word in words]
    # A family name that many bear is a given name as well (Scott Walker, Walker Scott).
    common = any(word in load("en").family_names_common for word in words)
    if all(first) or (not any(first) and (common or all(plain))):
        return "both words may be either name"
    return "names in the other order"


def is_common_noun(word: str) -> bool:
    """Whether a folded word stands for people or bodies of a kind, and so is no family name's second part."""
    return word in load("en").person_nouns or word in load("en").body_words or word in load("en").group_nouns


def _double_family(left: PersonName, right: PersonName) -> Agreement | None:
    """Hillary Rodham and Hillary Rodham Clinton, Enrique Peña and Enrique Peña Nieto."""
    if not left.given or len(right.words) <= len(left.words) or len(left.first) == 1:
        return None
    size = len(left.given)
    pairs = zip(left.given, right.words[:size], strict=True)
    if any(compare_given(one, other) not in CLOSE for one, other in pairs):
        return None
    before = right.words[size:-1]
    found = next((word for word in before if compare_family(left.last, word) in CLOSE), None)
    if found is None:
        return None
    if is_common_noun(right.words[-1]):
        return None  # the "Donor" of a headline, the "Foundation" of a name
    # A woman may have added her husband's name; a man's other family name may tell him from his son.
    feature = "married name added" if gender_of(left.first) == "f" else "second family name missing"
    if may_be_given_name(found) and found not in right.family:
        feature = "only part of a family name"
    features = [(feature, f"{found.capitalize()} is a family name of both")]
    if found in load("en").family_names_common:
        features.append(("common family name", f"many are named {found.capitalize()}"))
    return Agreement(tuple(features))


def _family_alone(left: PersonName, right: PersonName) -> Agreement | None:
    """Peña Nieto and Enrique Peña Nieto; not Mitt Romney, since Mitt is a given name."""
    size = len(left.words)
    if size >= len(right.words) or len(left.first) == 1 or may_be_given_name(left.first):
        return None
    pairs = list(zip(left.words, right.words[-size:], strict=True))
    if all(compare_family(one, other) in CLOSE for one, other in pairs):
        return Agreement((("family names without a given name", f"both are named {' '.join(left.shown)}"),))
    return None


def _opened_by_particle(left: PersonName, right: PersonName) -> Agreement | None:
    """Van Hollen and Chris Van Hollen, Ayatollah Khamenei and Ali Khamenei: no given name after all."""
    for one, other in ((left, right), (right, left)):
        particle = one.first in load("en").name_particles_given and one.first in other.particles
        if len(one.given) == 1 and (particle or is_half_title(one)):
            return _one_word_of(one.last, one, other)
    return None


def _one_word(left: PersonName, right: PersonName) -> Agreement:
    """A name of one word with another, or with a full one."""
    if right.given or len(left.family) > 1:
        return _one_word_of(left.last, left, right) or Agreement((), "they have no name in common")
    family = compare_family(left.last, right.last)
    if len(right.family) > 1:
        return _one_word_of(left.last, left, right) or NOTHING
    if family == "same":
        return Agreement((("one name alone", f"both are given only as {shown(left, -1)}"),))
    if family == "different":
        return Agreement((), f"their names differ ({shown(left, -1)}, {shown(right, -1)})")
    return Agreement((("one name alone in another spelling", _family_words(family, left, right)),))


def _one_word_of(word: str, left: PersonName, right: PersonName) -> Agreement | None:
    if left.family == right.family and not right.given:
        return Agreement((("one name alone", f"both are given only as {' '.join(left.shown)}"),))
    family = compare_family(word, right.last)
    if family != "different":
        missing = ("given name missing", f"{shown(left, -1)} is given without a given name")
        return Agreement(((_FAMILY[family], _family_words(family, left, right)), missing))
    if right.given and compare_given(word, right.first) in CLOSE:
        return Agreement((("only a given name", f"{shown(left, -1)} may be a given name"),))
    if any(compare_family(word, other) in CLOSE for other in right.words if len(other) > 1):
        return Agreement((("only part of a family name", f"{shown(left, -1)} is part of the other name"),))
    return None


def _with_suffixes(found: Agreement, left: PersonName, right: PersonName) -> Agreement:
    if left.suffix == right.suffix or any(not n.given and n.suffix is None for n in (left, right)):
        return found
    if left.suffix and right.suffix:
        if {left.suffix, right.suffix} == _STYLES:
            return found
        first, second = sorted((_suffix(left), _suffix(right)))
        return Agreement((), f"one is {first}, the other {second}")
    # Donald Trump Jr. is the son; but a Joe may sign as Joseph R. ... Jr., and middle initials go with that.
    with_suffix, without = (left, right) if left.suffix else (right, left)
    formal = any(feature == GIVEN["variant"] for feature, _ in found.features)
    formal = formal or (not without.middle and any(len(word) == 1 for word in with_suffix.middle))
    words = f"only one is {_suffix(left) or _suffix(right)}"
    if not formal and (left.suffix or right.suffix) in ("jr", "sr"):
        return Agreement((), words)
    return found._replace(features=(*found.features, ("suffix in one name only", words)))


def _suffix(name: PersonName) -> str:
    return {"jr": "Jr.", "sr": "Sr."}.get(name.suffix or "", (name.suffix or "").upper())


def _with_titles(found: Agreement, left: PersonName, right: PersonName) -> Agreement:
    """Conflicts of gender: of two titles, or of a title before a family name with the other's given name."""
    one, other = left.gender, right.gender
    if one and other and one != other:
        return Agreement((), "one has the title of a man, the other of a woman")
    for name, against in ((left, right), (right, left)):
        borne = gender_of(against.first)
        if name.gender and name.given and gender_of(name.first) not in (name.gender, None) and not against.gender:
            return Agreement((), f"only one has a title with which {shown(name, 0)} is a husband's or wife's name")
        if name.gender and not name.given and against.given and borne and borne != name.gender:
            words = f"{shown(against, 0)} is a {'man' if borne == 'm' else 'woman'}'s name"
            return found._replace(features=(*found.features, ("title of the other gender", words)))
    return found


def may_be_married(left: PersonName, right: PersonName) -> bool:
    """Whether two names that differ in the family name may be one woman's, before and after she married."""
    return (
        bool(left.given and right.given)
        and gender_of(left.first) == "f"
        and (compare_given(left.first, right.first) in CLOSE)
    )


def _middle_shown(name: PersonName) -> str:
    return " ".join(word.capitalize() for word in middle_words(name))
