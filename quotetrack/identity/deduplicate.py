"""What the rules hold of pairs of forms: candidates found by their keys, compared, and written down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from quotetrack import settings
from quotetrack.identity.forms import INDEXED, LOOKS, load_bearers, sided_keys
from quotetrack.names.compare import Bearer, Comparison, compare_speakers
from quotetrack.records import SpeakerKind
from quotetrack.store.forms import is_weak

if TYPE_CHECKING:
    from quotetrack.store import Database

RULE = "rule"
"""`decided_by` of what no person decided."""

BATCH = 2_000
"""Forms whose candidates are in memory at once: some hundred thousand pairs, a few dozen megabytes."""

Pair = tuple[int, int]
"""Two forms by id, in the order of their names."""


@dataclass(frozen=True)
class Opinion:
    """What the rules hold of two forms, which are shown by their names."""

    pair: Pair
    names: tuple[str, str]
    comparison: Comparison


def compare_forms(database: Database, forms: set[int]) -> Iterator[list[Opinion]]:
    """Compares these forms with all their candidates, batch by batch; what clearly differs is left out."""
    links = _introduced(database)
    ordered = sorted(forms)
    for start in range(0, len(ordered), BATCH):
        asking = ordered[start : start + BATCH]
        among = set(asking)
        found = {(min(pair), max(pair)) for pair in _candidates(database, asking)}
        pairs = [(a, b) for a, b in found if a in among or a not in forms]  # else another batch has it
        yield _opinions(database, sorted(pairs), links)


def with_firsts(database: Database, forms: set[int]) -> set[int]:
    """These forms, the first ones of the weak names among them, and those that were first before these came."""
    found = set(forms)
    for kind, name in _weak_names(database, forms):
        ordered = _in_order(database, kind, name)
        found.update(ordered[:1], [id for id in ordered if id not in forms][:1])
    return found


def _weak_names(database: Database, forms: Iterable[int]) -> set[tuple[SpeakerKind, str]]:
    names = {(kind, name) for _, kind, name in database.execute(_NAMES, [json.dumps(sorted(forms))])}
    return {(kind, name) for kind, name in names if is_weak(kind, name)}


def _in_order(database: Database, kind: str, normal_name: str) -> list[int]:
    """All forms of a weak name, by their articles' keys: one for each article that has nothing more."""
    statement = """SELECT f.id FROM forms f JOIN articles a ON a.id = f.article_id
        WHERE f.kind = ? AND f.normal_name = ? ORDER BY a.key"""
    return [id for (id,) in database.execute(statement, [kind, normal_name])]


def _candidates(database: Database, asking: Sequence[int]) -> Iterator[Pair]:
    """Each form with every other one that a key leads to, from either side.

    Forms of one weak name ("Obama", without more, in many articles) are compared with the first of them
    only, so that there are as many pairs as articles.
    """
    rows = database.execute(_NAMES, [json.dumps(asking)]).fetchall()
    for kind, normal_name in _weak_names(database, asking):
        first, *others = _in_order(database, kind, normal_name)
        among = set(asking)
        yield from ((other, first) for other in others if other in among or first in among)
    for form_id, kind, normal_name in rows:
        found: set[int] = set()
        for key, side in sided_keys(normal_name, kind):
            for other, theirs in database.execute(_HOLDERS, [key]):
                if (side & LOOKS and theirs & INDEXED) or (side & INDEXED and theirs & LOOKS):
                    found.add(other)
        found.discard(form_id)
        yield from ((form_id, other) for other in sorted(found))


_NAMES = "SELECT id, kind, normal_name FROM forms WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
_HOLDERS = "SELECT form_id, side FROM blocking_keys WHERE key = ?"


def _opinions(database: Database, pairs: Sequence[Pair], links: frozenset[frozenset[str]]) -> list[Opinion]:
    """First by name alone, which rules out nearly all; what is left with all that is known."""
    bearers = load_bearers(database, {form for pair in pairs for form in pair}, evidence=False)
    near = [(a, b) for a, b in pairs if _may_be_one(compare_speakers(bearers[a], bearers[b], links=links))]
    bearers = load_bearers(database, {form for pair in near for form in pair}, evidence=True)
    places = _places(database, bearers)
    found: list[Opinion] = []
    for pair in near:
        a, b = sorted(pair, key=lambda form: places[form])
        together = _together(database, a, b)
        comparison = compare_speakers(bearers[a], bearers[b], together=together, links=links)
        if comparison.verdict != "different":
            found.append(Opinion((a, b), (bearers[a].name, bearers[b].name), comparison))
    return found


def _may_be_one(by_name: Comparison) -> bool:
    """Whether what else is known could still make a question of two names."""
    return by_name.conflict is None and by_name.score >= settings.WORTH_EVIDENCE


def _places(database: Database, bearers: dict[int, Bearer]) -> dict[int, tuple[str, str]]:
    """What orders forms whatever their ids: the name, and the article of one that stands in one alone."""
    statement = """SELECT f.id, f.normal_name, ifnull(articles.key, '') FROM json_each(?) JOIN forms f ON f.id = value
        LEFT JOIN articles ON articles.id = f.article_id"""
    return {id: (name, key) for id, name, key in database.execute(statement, [json.dumps(list(bearers))])}


def _together(database: Database, left: int, right: int) -> int:
    """In how many articles both speak, as two different speakers."""
    (counted,) = database.execute(_IN_BOTH, [left, right, left, right]).fetchone()
    return int(counted)


# The rarer of the two is read, the other one looked up: a candidate may stand in every article there is.
_IN_BOTH = """SELECT count(*) FROM (SELECT id FROM forms WHERE id IN (?, ?) ORDER BY speakers, id LIMIT 1) AS rarer
    CROSS JOIN speakers a ON a.form_id = rarer.id
    CROSS JOIN speakers b ON b.article_id = a.article_id AND b.form_id IN (?, ?) AND b.form_id <> rarer.id"""


def _introduced(database: Database) -> frozenset[frozenset[str]]:
    """Pairs of names of which an article says that one is short for the other."""
    rows = database.execute("SELECT DISTINCT short, long FROM abbreviations")
    return frozenset(frozenset(names) for names in rows)


def save_opinions(database: Database, forms: set[int], opinions: Iterable[Opinion]) -> set[int]:
    """Writes down what the rules hold of the pairs of these forms now, in place of what they held before.

    What a person has undone stays undone. Gives back the forms whose ties have changed.
    """
    held = _held(database, forms)
    touched: set[int] = set()
    for opinion in opinions:
        before = held.pop(opinion.pair, None)
        if before is None:
            _insert(database, opinion)
        elif before["undone_at"] is None and _differs(before, opinion.comparison):
            _update(database, before["id"], opinion.comparison)
        if before is None or before["verdict"] != opinion.comparison.verdict:
            touched.update(opinion.pair)
    gone = [row for row in held.values() if row["undone_at"] is None]
    database.conn.executemany("DELETE FROM judgements WHERE id = ?", [(row["id"],) for row in gone])
    return touched | {form for row in gone for form in (row["left_form"], row["right_form"])}


def _held(database: Database, forms: set[int]) -> dict[Pair, dict[str, Any]]:
    ids = json.dumps(sorted(forms))
    rows = [row for side in ("left", "right") for row in database.query(_HELD.format(side=side), [ids, RULE])]
    return {(row["left_form"], row["right_form"]): row for row in rows}


_HELD = """SELECT j.* FROM json_each(?) CROSS JOIN judgements j ON j.{side}_form = json_each.value
    WHERE j.decided_by = ?"""


def _differs(before: dict[str, Any], now: Comparison) -> bool:
    return (before["verdict"], before["score"], before["explanation"]) != (now.verdict, now.score, now.explanation)


def _insert(database: Database, opinion: Opinion) -> None:
    left, right = opinion.pair
    found = opinion.comparison
    given = [left, right, left, right, found.verdict, found.score, found.explanation, RULE, now()]
    database.execute(_INSERT, given)


_INSERT = """INSERT INTO judgements
    (left_id, right_id, left_form, right_form, verdict, score, explanation, decided_by, created_at)
    VALUES ((SELECT min(id) FROM speakers WHERE form_id = ?), (SELECT min(id) FROM speakers WHERE form_id = ?),
        ?, ?, ?, ?, ?, ?, ?)"""


def _update(database: Database, judgement: int, found: Comparison) -> None:
    statement = "UPDATE judgements SET verdict = ?, score = ?, explanation = ?, created_at = ? WHERE id = ?"
    database.execute(statement, [found.verdict, found.score, found.explanation, now(), judgement])


def now() -> str:
    """The time in UTC, to the second, as the store keeps times."""
    return datetime.now(UTC).isoformat(timespec="seconds")
