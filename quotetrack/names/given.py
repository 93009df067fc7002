"""How the given and middle names of two persons with one family name agree."""

from __future__ import annotations

from quotetrack.names.person import PersonName
from quotetrack.names.spelling import (
    Likeness,
    compare_family,
    compare_given,
    may_be_given_name,
    spelling_key,
    stands_first,
)

GIVEN: dict[Likeness, str] = {
    "same": "same given name",
    "variant": "given name in another form",
    "slip": "a slip in the given name",
    "perhaps": "given name in a form for several names",
    "alike": "given name nearly the same",
    "initial": "only the initial of the given name",
}

CLOSE = frozenset({"same", "variant"})


def given_feature(left: PersonName, right: PersonName) -> tuple[str | None, str]:
    """The feature of two given names, with its words; None where they are two people's."""
    one, other = left.first, right.first
    likeness = compare_given(one, other)
    if likeness != "same" and (nickname := _nickname(left, right)):
        return "nickname given in marks", f"{nickname} is given as a nickname"
    if len(one) == len(other) == 1:
        return _initials(left, right) if one == other else (None, "")
    if likeness == "initial":
        return _initial(left, right)
    if likeness in CLOSE:
        return GIVEN[likeness], _given_words(likeness, left, right)
    if joined := _joined(left, right):
        return GIVEN[joined], f"{' '.join(left.given)} is {' '.join(right.given)} in another spelling"
    if (middle := _called_by_middle(left, right)) and likeness == "different":
        return middle
    if likeness == "different":
        return None, ""
    if likeness == "slip" and (stands_first(left.last) or stands_first(right.last)):
        likeness = "alike"  # Xiaoming and Xiaomin are two names
    return GIVEN[likeness], _given_words(likeness, left, right)


def _given_words(likeness: Likeness, left: PersonName, right: PersonName) -> str:
    one, other = shown(left, 0), shown(right, 0)
    if likeness == "same":
        return f"both are called {one}"
    if likeness == "variant":
        return f"{one} and {other} are forms of one given name"
    if likeness == "slip":
        return f"{one} may be a slip for {other}"
    if likeness == "perhaps":
        return f"{one} and {other} may stand for one given name"
    return f"{one} is nearly {other}"


def _initial(left: PersonName, right: PersonName) -> tuple[str | None, str]:
    """One given name is an initial: more is said where more initials, or a middle name, agree."""
    short, long = (left, right) if len(left.first) == 1 else (right, left)
    words = f"{short.first.upper()}. may stand for {shown(long, 0)}"
    if len(long.first) == 1:
        return None, ""
    for middle in short.middle:
        if len(middle) > 1 and compare_given(middle, long.first) in CLOSE:
            return "known by a middle name after an initial", f"{long.first.capitalize()} is a name of both"
        if len(middle) > 1 and any(compare_given(middle, other) in CLOSE for other in long.middle):
            return "all initials agree", f"{words} and {middle.capitalize()} is a name of both"
    if len(short.given) > 1 and len(short.given) == len(long.given):
        pairs = zip(short.given, long.given, strict=True)
        if all(one[0] == other[0] for one, other in pairs):
            return "all initials agree", "their initials agree"
    return GIVEN["initial"], words


def _initials(left: PersonName, right: PersonName) -> tuple[str | None, str]:
    if left.given == right.given and len(left.given) > 1:
        return "same given name", f"both have the initials {'. '.join(left.given).upper()}."
    return "same initials", f"both have the initial {left.first.upper()}."


def _joined(left: PersonName, right: PersonName) -> Likeness | None:
    """Anne Marie and Anne-Marie, Jong Un and Jong-un: given names that agree once joined."""
    if len(left.given) == len(right.given) == 1:
        return None
    one, other = "".join(left.given), "".join(right.given)
    if one == other:
        return "same"
    short, long = (left, right) if len(left.given) < len(right.given) else (right, left)
    joined = "".join(long.given[:2])
    if len(long.given) < 2 or len(long.given[1]) == 1:
        return None
    return "variant" if compare_family(short.first, joined) in CLOSE else None


def _nickname(left: PersonName, right: PersonName) -> str | None:
    """A nickname in marks that the other is called by: William "Bill" Smith, Bill Smith."""
    for one, other in ((left, right), (right, left)):
        for nickname in one.nicknames:
            if compare_given(nickname, other.first) in CLOSE or nickname in other.nicknames:
                return nickname.capitalize()
    return None


def _called_by_middle(left: PersonName, right: PersonName) -> tuple[str, str] | None:
    """Mitt Romney and Willard Mitt Romney."""
    for one, other in ((left, right), (right, left)):
        if len(one.first) == 1:
            continue
        for middle in other.middle:
            if len(middle) > 1 and compare_given(one.first, middle) in CLOSE:
                if len(other.first) == 1:
                    return "known by a middle name after an initial", f"both are called {one.first.capitalize()}"
                return "called by a middle name", f"{one.first.capitalize()} is a middle name of the other"
    return None


def middle_features(left: PersonName, right: PersonName) -> list[tuple[str, str]] | None:
    """The features of middle names; None where they are two people's. One may always be left out."""
    one, other = middle_words(left), middle_words(right)
    if not one or not other:
        return []
    if len(one) > len(other):
        one, other = other, one
    if len(one[0]) == len(other[0]) == 1 and one[0] != other[0]:
        return None
    if all(any(_may_be(word, long) for long in other) for word in one):
        return [("middle name agrees", f"the middle name {one[0].capitalize()} agrees")]
    if all(any(may_be_given_name(word) or len(word) == 1 for word in words) for words in (one, other)):
        return None
    return [("middle name differs", f"{one[0].capitalize()} and {other[0].capitalize()} differ")]


def middle_words(name: PersonName) -> tuple[str, ...]:
    """Middle names and all family names but the last: where a maiden name stands may be either."""
    return name.middle + name.family[:-1]


def _may_be(short: str, long: str) -> bool:
    return compare_given(short, long) in ("same", "variant", "initial") or spelling_key(short) == spelling_key(long)


def shown(name: PersonName, index: int) -> str:
    """A given or family name as it was written; empty where there is none."""
    return name.shown[index] if name.shown else ""
