"""How do the names of two persons agree, part by part, or why can they not be one person's?

Names are first read in the usual way (given name, middle names, family name). Where they do not agree, other readings
are tried that keep every word: the family name first, double family names, words joined.
"""

from __future__ import annotations

from rapidfuzz import fuzz

from quotetrack.language import load
from quotetrack.names.features import Agreement, Feature, agreement_of
from quotetrack.names.person import PersonName, is_half_title
from quotetrack.names.spelling import (
    Likeness,
    compare_family,
    compare_given,
    gender_of_given_name,
    is_gendered,
    may_be_given_name,
    one_spelling,
    skeleton,
    spelling_key,
    stands_first,
)

_NOTHING = Agreement(conflict="they have no name in common")
_CLOSE = frozenset({"same", "variant"})

_FAMILY: dict[Likeness, tuple[str, str]] = {
    "same": ("same family name", "both are named {1}"),
    "variant": ("family name in another spelling", "{0} is another spelling of {1}"),
    "slip": ("a slip in the family name", "{0} may be a slip for {1}"),
    "alike": ("family name nearly the same", "{0} is nearly {1}"),
}
"""The feature of two family names and its words for readers, by how alike the names are."""

_GIVEN: dict[Likeness, tuple[str, str]] = {
    "same": ("same given name", "both are called {0}"),
    "variant": ("given name in another form", "{0} and {1} are forms of one given name"),
    "slip": ("a slip in the given name", "{0} may be a slip for {1}"),
    "perhaps": ("given name in a form for several names", "{0} and {1} may stand for one given name"),
    "alike": ("given name nearly the same", "{0} is nearly {1}"),
}
"""The feature of two given names and its words for readers, by how alike the names are; initials are not among them."""

_ONLY_INITIAL = "only the initial of the given name"
_DOUBTFUL = frozenset(_GIVEN[likeness][0] for likeness in ("variant", "slip", "perhaps", "alike"))
"""Features of given names that two people with one common family name may well have."""

_ARABIC_PARTICLES = frozenset({"al", "el", "ul", "bin", "ibn", "ben", "bint"})
_SUFFIXES_OF_SON = {"jr", "ii"}  # a son with his father's name has either
_LONG_NAME = (
    9  # letters of a family name from which a slip is likely; a change in a shorter one often makes another name
)
_ONE_SOUND = 70  # of 100, rapidfuzz: Yulia and Yuliya have 91, Osama and Usama 80, Michael and Mike 54


def agree(left: PersonName, right: PersonName) -> Agreement:
    """How two names agree, whichever of them comes first."""
    if _rank(left) > _rank(right):
        left, right = right, left
    if not left.family or not right.family:
        return _NOTHING
    if left.realm and right.realm and left.realm != right.realm:
        first, second = sorted((left.realm, right.realm))
        return Agreement(conflict=f"they are of different places ({first}, {second})")
    found = _full(left, right) if left.given else _one_word(left, right)
    return found if found.conflict else _with_titles(_with_suffixes(found, left, right), left, right)


def _rank(name: PersonName) -> tuple[int, int, tuple[str, ...], str]:
    """A sort key that puts the shorter name on the left, so that the rules need not be written for both orders."""
    return len(name.words), len(name.given), name.words, name.suffix or ""


def _full(left: PersonName, right: PersonName) -> Agreement:
    family = _family(left, right)
    if family == "different":
        # Most candidate pairs end here: nothing is read another way unless words are shared.
        shared = left.keys & right.keys
        found = _read_otherwise(left, right) if shared or len(left.words) != len(right.words) else None
        return found or Agreement(conflict=f"their family names differ ({left.shown[-1]}, {right.shown[-1]})")
    # Peña Nieto is no Peña of the Nietos: whole family names before a given name among the middle ones.
    if double := _family_alone(left, right):
        return double
    found = _usual(left, right, family)
    if found.conflict and family in _CLOSE:
        return _read_otherwise(left, right) or _opened_by_particle(left, right) or found
    return found


def _family(left: PersonName, right: PersonName) -> Likeness:
    """How alike the family names are. After al- or bin names that differ in vowels alone are variants."""
    found = compare_family(left.last, right.last)
    if found in ("slip", "alike") and not _ARABIC_PARTICLES.isdisjoint(left.particles + right.particles):
        return "variant" if skeleton(left.last) == skeleton(right.last) else found
    return found


def _usual(left: PersonName, right: PersonName, family: Likeness) -> Agreement:
    """The agreement in the usual reading, for two names whose family names agree."""
    given = _given_feature(left, right)
    if given is None:
        return Agreement(conflict=f"their given names differ ({left.shown[0]}, {right.shown[0]})")
    close = _family_feature(family, left, right)
    if family == "slip" and min(len(left.last), len(right.last)) >= _LONG_NAME:
        close = close._replace(name="a slip in a long family name")
    features = [close, given]
    if given.name not in ("called by a middle name", "nickname given in marks"):
        middle = _middle_features(left, right)
        if middle is None:
            one, other = (" ".join(map(str.capitalize, name.between)) for name in (left, right))
            return Agreement(conflict=f"their middle names differ ({one}, {other})")
        features += middle
    return Agreement((*features, *_doubts(given.name, left, right)))


def _family_feature(family: Likeness, left: PersonName, right: PersonName) -> Feature:
    feature, words = _FAMILY[family]
    return Feature(feature, words.format(left.shown[-1], right.shown[-1]))


def _given_feature(left: PersonName, right: PersonName) -> Feature | None:
    """The feature of two given names; None where they rule each other out."""
    one, other = left.first, right.first
    likeness = compare_given(one, other)
    if likeness != "same" and (nickname := _nickname(left, right)):
        return Feature("nickname given in marks", f"{nickname} is given as a nickname")
    if len(one) == len(other) == 1:
        return _initials(left, right) if one == other else None
    if likeness == "initial":
        return _initial(left, right)
    if likeness not in _CLOSE and (joined := _joined(left, right)):
        return Feature(_GIVEN[joined][0], f"{' '.join(left.given)} is {' '.join(right.given)} in another spelling")
    if likeness == "different":
        return _called_by_middle(left, right)
    if likeness == "slip" and (stands_first(left.last) or stands_first(right.last)):
        likeness = "alike"  # Xiaoming and Xiaomin are two names
    feature, words = _GIVEN[likeness]
    return Feature(feature, words.format(left.shown[0], right.shown[0]))


def _initial(left: PersonName, right: PersonName) -> Feature | None:
    """The feature of an initial and a full given name; it counts more where other initials or a middle name agree."""
    short, long = (left, right) if len(left.first) == 1 else (right, left)
    words = f"{short.first.upper()}. may stand for {long.shown[0]}"
    for middle in (word for word in short.middle if len(word) > 1):
        if compare_given(middle, long.first) in _CLOSE:
            return Feature("known by a middle name after an initial", f"{long.first.capitalize()} is a name of both")
        if any(compare_given(middle, other) in _CLOSE for other in long.middle):
            return Feature("all initials agree", f"{words} and {middle.capitalize()} is a name of both")
    if len(short.given) > 1 and [word[0] for word in short.given] == [word[0] for word in long.given]:
        return Feature("all initials agree", "their initials agree")
    return Feature(_ONLY_INITIAL, words)


def _initials(left: PersonName, right: PersonName) -> Feature:
    if left.given == right.given and len(left.given) > 1:
        return Feature("same given name", f"both have the initials {'. '.join(left.given).upper()}.")
    return Feature("same initials", f"both have the initial {left.first.upper()}.")


def _joined(left: PersonName, right: PersonName) -> Likeness | None:
    """How alike given names are once they are joined: Anne Marie and Anne-Marie; None where they are not."""
    if len(left.given) == len(right.given) == 1:
        return None
    if "".join(left.given) == "".join(right.given):
        return "same"
    short, long = (left, right) if len(left.given) < len(right.given) else (right, left)
    if len(long.given) < 2 or len(long.given[1]) == 1:
        return None
    return "variant" if compare_family(short.first, "".join(long.given[:2])) in _CLOSE else None


def _nickname(left: PersonName, right: PersonName) -> str | None:
    """The nickname in marks of one name that the other has as its given name: William "Bill" Smith, Bill Smith."""
    for one, other in ((left, right), (right, left)):
        for nickname in one.nicknames:
            if compare_given(nickname, other.first) in _CLOSE or nickname in other.nicknames:
                return nickname.capitalize()
    return None


def _called_by_middle(left: PersonName, right: PersonName) -> Feature | None:
    """The feature of a given name that is a middle name of the other: Mitt Romney, Willard Mitt Romney; else None."""
    for one, other in ((left, right), (right, left)):
        middle = (word for word in other.middle if len(word) > 1 and compare_given(one.first, word) in _CLOSE)
        if len(one.first) > 1 and any(middle):
            called = one.first.capitalize()
            if len(other.first) == 1:
                return Feature("known by a middle name after an initial", f"both are called {called}")
            return Feature("called by a middle name", f"{called} is a middle name of the other")
    return None


def _middle_features(left: PersonName, right: PersonName) -> list[Feature] | None:
    """The features of middle names; empty where one name has none, and None where they rule each other out."""
    one, other = sorted((left.between, right.between), key=len)
    if not one:
        return []
    if len(one[0]) == len(other[0]) == 1 and one[0] != other[0]:
        return None
    if all(any(_may_be_one(word, long) for long in other) for word in one):
        return [Feature("middle name agrees", f"the middle name {one[0].capitalize()} agrees")]
    if all(any(may_be_given_name(word) or len(word) == 1 for word in words) for words in (one, other)):
        return None
    return [Feature("middle name differs", f"{one[0].capitalize()} and {other[0].capitalize()} differ")]


def _may_be_one(short: str, long: str) -> bool:
    return compare_given(short, long) in ("same", "variant", "initial") or spelling_key(short) == spelling_key(long)


def _doubts(given: str, left: PersonName, right: PersonName) -> list[Feature]:
    """The features that speak against names that agree: many people bear them, or one lacks a part."""
    found: list[Feature] = []
    misspelt = spelling_key(left.first) == spelling_key(right.first)
    doubtful = given in _DOUBTFUL and not misspelt
    slip = compare_family(left.last, right.last) == "slip"
    if (doubtful or slip) and not {left.last, right.last}.isdisjoint(load("en").family_names_common):
        found.append(Feature("common family name", f"many are named {right.shown[-1]}"))
    if given in _DOUBTFUL and left.last != right.last and not _one_sound(left.first, right.first):
        found.append(Feature("nothing but short forms agree", "neither part of the names is the same"))
    one, other = left.between, right.between
    if one == other:
        return found
    extra = [word for word in one or other if len(word) > 1 and not (one and other)]
    if extra and given == _GIVEN["variant"][0] and one_spelling(left.first, right.first):
        found.append(Feature("middle name in one only", f"only one has the name {extra[0].capitalize()}"))
    names = {f"{name.first} {name.last}" for name in (left, right)}
    if not names.isdisjoint(load("en").namesakes) and (not one or not other):
        found.append(Feature("name of several well-known people", "several well-known people have that name"))
    return found


def _one_sound(one: str, other: str) -> bool:
    """Whether two given names may be spellings of one sound (Usama, Osama), not a name and its short form (Mike)."""
    return skeleton(one) == skeleton(other) or fuzz.ratio(one, other) >= _ONE_SOUND


def _read_otherwise(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of two names in another reading than the usual one; None where none fits."""
    return _written_together(left, right) or _other_order(left, right) or _double_family(left, right)


def _written_together(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of names that differ in blanks alone: De la Cruz and Delacruz; None for others."""
    apart = left.particles or right.particles or len(left.words) != len(right.words)
    if not apart or left.first[:1] != right.first[:1]:
        return None
    one, other = ({"".join(n.words), "".join(n.given + n.particles + n.family)} for n in (left, right))
    if one.isdisjoint(other):
        return None
    return agreement_of("names written together or apart", "the same letters, written together or apart")


def _other_order(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of names in the other order: Viktor Orbán and Orbán Viktor; None for others."""
    if len(left.words) != len(right.words) or left.keys != right.keys or len(left.words) < 2:
        return None
    words = f"{' '.join(left.shown)} and {' '.join(right.shown)} are the same names in another order"
    return agreement_of(_turned(left.words), words)


def _turned(words: tuple[str, ...]) -> str:
    """The feature of a name in the other order: another one where each word may be either name (Henry James)."""
    first = [stands_first(word) for word in words]
    given = [is_gendered(word) or word in load("en").given_variants for word in words]
    # A family name that many bear is a given name as well (Scott Walker, Walker Scott).
    common = any(word in load("en").family_names_common for word in words)
    if all(first) or (not any(first) and (common or all(given))):
        return "both words may be either name"
    return "names in the other order"


def _double_family(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of a name with one that has a second family name: Hillary Rodham Clinton, Enrique Peña Nieto."""
    if not left.given or len(right.words) <= len(left.words) or len(left.first) == 1:
        return None
    size = len(left.given)
    pairs = zip(left.given, right.words[:size], strict=True)
    if any(compare_given(one, other) not in _CLOSE for one, other in pairs):
        return None
    found = next((word for word in right.words[size:-1] if compare_family(left.last, word) in _CLOSE), None)
    if found is None or _is_common_noun(right.words[-1]):
        return None  # the "Donor" of a headline, the "Foundation" of a name
    # A woman may have added her husband's name; a man's other family name may tell him from his son.
    feature = "married name added" if gender_of_given_name(left.first) == "f" else "second family name missing"
    if may_be_given_name(found) and found not in right.family:
        feature = "only part of a family name"
    features = [Feature(feature, f"{found.capitalize()} is a family name of both")]
    if found in load("en").family_names_common:
        features.append(Feature("common family name", f"many are named {found.capitalize()}"))
    return Agreement(tuple(features))


def _is_common_noun(word: str) -> bool:
    """Whether a folded word is a noun for people or organisations, and so is not taken for a family name."""
    known = load("en")
    return word in known.person_nouns or word in known.body_words or word in known.group_nouns


def _family_alone(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of a whole family name and a full name: Peña Nieto, Enrique Peña Nieto; None for others.

    Mitt Romney and Willard Mitt Romney are others, since Mitt is a given name.
    """
    size = len(left.words)
    if size >= len(right.words) or len(left.first) == 1 or may_be_given_name(left.first):
        return None
    pairs = zip(left.words, right.words[-size:], strict=True)
    if all(compare_family(one, other) in _CLOSE for one, other in pairs):
        return agreement_of("family names without a given name", f"both are named {' '.join(left.shown)}")
    return None


def _opened_by_particle(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement where what was read as a given name is a particle or title: Van Hollen, Chris Van Hollen."""
    for one, other in ((left, right), (right, left)):
        particle = one.first in load("en").name_particles_given and one.first in other.particles
        if len(one.given) == 1 and (particle or is_half_title(one)):
            return _one_word_of(one, other)
    return None


def _one_word(left: PersonName, right: PersonName) -> Agreement:
    """The agreement of a name without a given name and another name."""
    if right.given or len(left.family) > 1 or len(right.family) > 1:
        return _one_word_of(left, right) or _NOTHING
    family = compare_family(left.last, right.last)
    if family == "same":
        return agreement_of("one name alone", f"both are given only as {left.shown[-1]}")
    if family == "different":
        return Agreement(conflict=f"their names differ ({left.shown[-1]}, {right.shown[-1]})")
    return agreement_of("one name alone in another spelling", _family_feature(family, left, right).words)


def _one_word_of(left: PersonName, right: PersonName) -> Agreement | None:
    """The agreement of a family name with the part of a longer name that it may be; None where it is none."""
    if left.family == right.family and not right.given:
        return agreement_of("one name alone", f"both are given only as {' '.join(left.shown)}")
    family = compare_family(left.last, right.last)
    if family != "different":
        missing = Feature("given name missing", f"{left.shown[-1]} is given without a given name")
        return Agreement((_family_feature(family, left, right), missing))
    if right.given and compare_given(left.last, right.first) in _CLOSE:
        return agreement_of("only a given name", f"{left.shown[-1]} may be a given name")
    if any(compare_family(left.last, other) in _CLOSE for other in right.words if len(other) > 1):
        return agreement_of("only part of a family name", f"{left.shown[-1]} is part of the other name")
    return None


def _with_suffixes(found: Agreement, left: PersonName, right: PersonName) -> Agreement:
    """The agreement with suffixes compared: Jr. and Sr. are two people, and a suffix in one name only is a doubt."""
    if left.suffix == right.suffix or any(not n.given and n.suffix is None for n in (left, right)):
        return found
    if left.suffix and right.suffix:
        if {left.suffix, right.suffix} == _SUFFIXES_OF_SON:
            return found
        first, second = sorted((_suffix(left), _suffix(right)))
        return Agreement(conflict=f"one is {first}, the other {second}")
    # Donald Trump Jr. is the son; but a Joe may sign as Joseph R. ... Jr., and middle initials go with that.
    with_suffix, without = (left, right) if left.suffix else (right, left)
    formal = any(feature.name == _GIVEN["variant"][0] for feature in found.features)
    formal = formal or (not without.middle and any(len(word) == 1 for word in with_suffix.middle))
    words = f"only one is {_suffix(with_suffix)}"
    if not formal and with_suffix.suffix in ("jr", "sr"):
        return Agreement(conflict=words)
    return _and(found, "suffix in one name only", words)


def _and(found: Agreement, feature: str, words: str) -> Agreement:
    return found._replace(features=(*found.features, Feature(feature, words)))


def _suffix(name: PersonName) -> str:
    return {"jr": "Jr.", "sr": "Sr."}.get(name.suffix or "", (name.suffix or "").upper())


def _with_titles(found: Agreement, left: PersonName, right: PersonName) -> Agreement:
    """The agreement with titles compared: those of a man and a woman, or one that does not fit a given name."""
    if left.gender and right.gender and left.gender != right.gender:
        return Agreement(conflict="one has the title of a man, the other of a woman")
    for name, against in ((left, right), (right, left)):
        own, borne = gender_of_given_name(name.first), gender_of_given_name(against.first)
        if name.gender and name.given and own not in (name.gender, None) and not against.gender:
            words = f"only one has a title with which {name.shown[0]} is a husband's or wife's name"
            return Agreement(conflict=words)
        if name.gender and not name.given and against.given and borne and borne != name.gender:
            words = f"{against.shown[0]} is a {'man' if borne == 'm' else 'woman'}'s name"
            return _and(found, "title of the other gender", words)
    return found


def may_be_married(left: PersonName, right: PersonName) -> bool:
    """Whether two names, apart from their family names, may be one woman's before and after her marriage."""
    women = bool(left.given and right.given) and gender_of_given_name(left.first) == "f"
    return women and compare_given(left.first, right.first) in _CLOSE
