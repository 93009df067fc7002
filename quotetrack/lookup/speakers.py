"""Finds canonical speakers, their capacities, and whom a name means."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, get_args

from quotetrack.errors import NotFoundError
from quotetrack.lookup.filters import check_choice
from quotetrack.lookup.names import find_named, suggest_speakers
from quotetrack.names.normal import normalise_name
from quotetrack.records import SpeakerKind, Standing
from quotetrack.store import Row, Store

SpeakerSort = Literal["quotations", "name", "recent"]

_NAMED = ("person", "organization")
_ORDERS: dict[str, str] = {
    "quotations": "quotations DESC, c.name, c.id",
    "name": "c.name COLLATE NOCASE, c.id",
    "recent": "last DESC, c.name, c.id",
}


@dataclass(frozen=True)
class DatedCapacity:
    """A role and an organisation in which articles say that somebody spoke.

    `first` and `last` are the dates of the first and the last of these `articles`, None where they have none.
    `standing` is as the articles word it: current, former, then, acting or incoming.
    """

    role: str | None
    organization: str | None
    standing: Standing
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True)
class SpeakerRow:
    """A canonical speaker as a list shows them.

    Where `counted` is true, `quotations` and `articles` are counted, without what is no speech, `first` and `last` are
    the dates of these, and `capacities` are all there are. A list that must be made quickly (`counted` is false) has
    the number of `articles` that the store keeps, and the latest `role` and `organization`.
    """

    id: int
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    quotations: int = 0
    articles: int = 0
    first: str | None = None
    last: str | None = None
    capacities: tuple[DatedCapacity, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    role: str | None = None
    organization: str | None = None
    counted: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The fields that such a list has, as JSON values, with `id` as `speaker_id`."""
        fields = asdict(self)
        left_out = _ONLY_UNCOUNTED if fields.pop("counted") else _ONLY_COUNTED
        return {"speaker_id": fields.pop("id"), **{key: fields[key] for key in fields if key not in left_out}}


_ONLY_UNCOUNTED = ("role", "organization")
_ONLY_COUNTED = ("quotations", "first", "last", "capacities", "identifiers")


def find_speakers(
    store: Store,
    query: str | None = None,
    *,
    kind: str | None = None,
    sort: str = "quotations",
    limit: int = 20,
    offset: int = 0,
) -> list[SpeakerRow]:
    """Finds canonical speakers, with counts, of whose names `query` is a part, or all.

    Without `kind` these are persons and organisations; "unnamed" gives sources without a name, each by itself. `sort`
    is "quotations" (the most first), "name", or "recent" (who spoke last comes first). Raises QuotetrackError for
    another sort or kind.
    """
    check_choice("order", sort, get_args(SpeakerSort))
    if kind is not None:
        check_choice("kind of speaker", kind, (*_NAMED, "unnamed"))
    ids = find_named(store, "canonical_speakers", query) if query and query.strip() else None
    return _count(store, ids, kinds=(kind,) if kind else _NAMED, sort=sort, page=(limit, offset))


def find_by_ids(store: Store, ids: Sequence[int]) -> list[SpeakerRow]:
    """Returns canonical speakers by number, with counts, the most quoted first; unknown numbers are left out."""
    return _count(store, ids)


def _count(
    store: Store,
    ids: Sequence[int] | None,
    *,
    kinds: Sequence[str] = (*_NAMED, "unnamed"),
    sort: str = "quotations",
    page: tuple[int, int] = (-1, 0),
) -> list[SpeakerRow]:
    chosen = "TRUE" if ids is None else "c.id IN (SELECT value FROM json_each(?))"
    statement = f"""SELECT c.id, c.kind, c.name, c.names, count(DISTINCT q.id) AS quotations,
        count(DISTINCT q.article_id) AS articles, min(a.published) AS first, max(a.published) AS last,
        (SELECT identifiers FROM people WHERE id = c.person_id) AS identifiers
        FROM canonical_speakers c LEFT JOIN forms ON forms.canonical_id = c.id
        LEFT JOIN speakers ON speakers.form_id = forms.id
        LEFT JOIN quotation_speakers s ON s.speaker_id = speakers.id
        LEFT JOIN quotations q ON q.id = s.quotation_id AND q.act <> 'not_speech'
        LEFT JOIN articles a ON a.id = q.article_id
        WHERE c.kind IN (SELECT value FROM json_each(?)) AND {chosen}
        GROUP BY c.id ORDER BY {_ORDERS[sort]} LIMIT ? OFFSET ?"""
    given = [json.dumps(kinds), *([] if ids is None else [json.dumps(ids)]), *page]
    rows = list(store.rows(statement, given))
    capacities = find_capacities(store, [row["id"] for row in rows])
    return [read_row(row, capacities=tuple(capacities[row["id"]])) for row in rows]


def read_row(row: Row, **more: Any) -> SpeakerRow:
    """Makes a speaker of a row whose columns are fields of SpeakerRow: names a line each, identifiers as JSON."""
    held = {**row, "names": tuple(row["names"].split("\n"))}
    if "identifiers" in row:
        held["identifiers"] = json.loads(row["identifiers"] or "{}")
    return SpeakerRow(**held, **more)


def load_rows(store: Store, ids: Sequence[int]) -> list[SpeakerRow]:
    """Returns canonical speakers by number, in this order, without counts, in a bounded time."""
    found = store.rows(f"{_WITHOUT_COUNTS} ORDER BY given.key", [json.dumps(ids)])
    return [read_row(row, counted=False) for row in found]


# The role is that of the latest article that gives one to the most frequent form of the name.
_LATEST_CAPACITY = """(SELECT {column} FROM (SELECT id FROM speakers WHERE form_id = (
        SELECT id FROM forms WHERE canonical_id = c.id ORDER BY speakers DESC, id LIMIT 1)
        ORDER BY article_id DESC LIMIT 20) r
    CROSS JOIN affiliations f ON f.speaker_id = r.id LEFT JOIN organizations o ON o.id = f.organization_id
    WHERE f.standing = 'current' LIMIT 1)"""
_WITHOUT_COUNTS = f"""SELECT c.id, c.name, c.kind, c.names,
    (SELECT sum(speakers) FROM forms WHERE canonical_id = c.id) AS articles,
    {_LATEST_CAPACITY.format(column="f.role")} AS role, {_LATEST_CAPACITY.format(column="o.name")} AS organization
    FROM json_each(?) given CROSS JOIN canonical_speakers c ON c.id = given.value"""


def most_quoted(store: Store, *, limit: int = 10) -> list[SpeakerRow]:
    """Returns the people and organisations whom the most articles quote, in a bounded time."""
    statement = """WITH likely AS (SELECT DISTINCT canonical_id AS id FROM (
            SELECT canonical_id FROM forms WHERE kind <> 'unnamed' ORDER BY speakers DESC, id LIMIT ?))
        SELECT c.id, (SELECT count(DISTINCT s.article_id) FROM forms f JOIN speakers s
            ON s.form_id = f.id WHERE f.canonical_id = c.id) AS articles
        FROM likely JOIN canonical_speakers c USING (id) ORDER BY articles DESC, c.name, c.id LIMIT ?"""
    return rows_with_articles(store, store.rows(statement, [_FORMS_PER_SPEAKER * limit, limit]))


_FORMS_PER_SPEAKER = 5
"""The forms of names that are looked at for each speaker wanted: the most quoted have one of the most common forms."""


def rows_with_articles(store: Store, counts: Iterable[Row]) -> list[SpeakerRow]:
    """Returns the speakers of rows with `id` and `articles`, in this order, with these numbers of articles."""
    articles = {row["id"]: row["articles"] for row in counts}
    return [replace(row, articles=articles[row.id]) for row in load_rows(store, list(articles))]


def find_capacities(store: Store, ids: Sequence[int]) -> dict[int, list[DatedCapacity]]:
    """Returns the capacities of each canonical speaker, those in the most articles first."""
    statement = """SELECT said.canonical_id, said.role, o.name AS organization, said.standing, first, last, articles
        FROM (
            SELECT m.canonical_id, f.role, f.organization_id, f.standing, min(f.published) AS first,
            max(f.published) AS last, count(DISTINCT f.article_id) AS articles
            FROM json_each(?) CROSS JOIN forms m ON m.canonical_id = value CROSS JOIN speakers s ON s.form_id = m.id
            CROSS JOIN affiliations f ON f.speaker_id = s.id
            GROUP BY f.organization_id, f.role, f.standing, m.canonical_id) AS said
        LEFT JOIN organizations o ON o.id = said.organization_id
        ORDER BY articles DESC, first IS NULL, first, said.role, organization"""
    found: dict[int, list[DatedCapacity]] = defaultdict(list)
    for row in store.rows(statement, [json.dumps(ids)]):
        found[row.pop("canonical_id")].append(DatedCapacity(**row))
    return found


def find_one(store: Store, name: str) -> SpeakerRow:
    """Returns the speaker, with counts, whom a name, a number (`#12`) or an id in the people file means.

    A name is any alias, or any part of one that only one speaker has. Raises NotFoundError, with suggestions where
    nobody has the name, and with the candidates where several have it.
    """
    (speaker,) = _count(store, [find_number(store, name)])
    return speaker


def find_number(store: Store, name: str) -> int:
    """Returns the number of the speaker whom `find_one` finds. Raises NotFoundError as it does."""
    candidates = _candidates(store, name)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise NotFoundError(_ambiguous(name, _count(store, candidates)))
    close = ", ".join(suggest_speakers(store, name))
    tip = f"Did you mean: {close}?" if close else f"`quotetrack speakers {store.path}` lists who is in it."
    raise NotFoundError(f"Nobody called {name!r} speaks in {store.path}. {tip}")


def _candidates(store: Store, name: str) -> list[int]:
    """Returns the numbers of those who may be meant by an id, a number, a whole name, or a part of a name."""
    ids = [row["id"] for row in store.rows(_BY_IDENTIFIER, [name.strip()])]
    found = list(store.rows(_BY_NUMBER, [json.dumps(ids or find_named(store, "canonical_speakers", name))]))
    named = [row for row in found if row["kind"] in _NAMED] or found
    # A surname alone may be anybody's, even where somebody is known by nothing else.
    whole = [row for row in named if _is_whole(name, row)]
    return [row["id"] for row in whole or named]


_BY_IDENTIFIER = """SELECT c.id FROM people p JOIN canonical_speakers c ON c.person_id = p.id
    WHERE EXISTS (SELECT 1 FROM json_each(p.identifiers) WHERE value = ?)"""
_BY_NUMBER = "SELECT id, name, kind FROM canonical_speakers WHERE id IN (SELECT value FROM json_each(?))"


def _is_whole(name: str, row: Row) -> bool:
    given = normalise_name(name, row["kind"])
    return " " in given and given == normalise_name(row["name"], row["kind"])


_CANDIDATES_SHOWN = 10  # candidates, where a name may mean several speakers


def _ambiguous(name: str, candidates: Sequence[SpeakerRow]) -> str:
    names = [c.name for c in candidates]
    shown = [f"  #{c.id}  {c.name}, {c.kind}, {_counted(c)}{_apart(c, names)}" for c in candidates[:_CANDIDATES_SHOWN]]
    more = [f"  and {len(candidates) - _CANDIDATES_SHOWN} more"] if len(candidates) > _CANDIDATES_SHOWN else []
    return "\n".join([f"{name!r} may be any of these; give more of the name, or the number:", *shown, *more])


def _counted(speaker: SpeakerRow) -> str:
    return f"{speaker.quotations} quotation{'' if speaker.quotations == 1 else 's'}"


def _apart(speaker: SpeakerRow, names: Sequence[str]) -> str:
    """Tells speakers of the very same name apart by their usual capacity, and by when they spoke last."""
    if names.count(speaker.name) < 2:
        return ""
    usual = speaker.capacities[0] if speaker.capacities else None
    facts = (usual and usual.role, usual and usual.organization, speaker.last and speaker.last[:10])
    return "".join(f", {fact}" for fact in facts if fact)


@dataclass(frozen=True)
class Member:
    """What one article calls a speaker, and how many quotations it gives them."""

    name: str
    article_id: int
    title: str
    outlet: str | None
    published: str | None
    quotations: int


def find_members(store: Store, id: int) -> list[Member]:
    """Returns what each article calls a speaker, sorted by name and date."""
    return _members(store, "s.id IN (SELECT speaker_id FROM memberships WHERE canonical_id = ?)", id)


def find_members_by_ids(store: Store, rows: Iterable[int]) -> list[Member]:
    """Returns the same for source rows of speakers, given by their ids."""
    return _members(store, "s.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(rows)))


def _members(store: Store, chosen: str, given: int | str) -> list[Member]:
    statement = f"""SELECT s.name, a.id AS article_id, ifnull(a.title, a.name) AS title, a.outlet, a.published,
        (SELECT count(*) FROM quotation_speakers q WHERE q.speaker_id = s.id) AS quotations
        FROM speakers s JOIN articles a ON a.id = s.article_id WHERE {chosen} ORDER BY s.name, a.published, a.id"""
    return [Member(**row) for row in store.rows(statement, [given])]


def find_people(store: Store) -> Iterator[Row]:
    """Yields the entries of the people file, sorted by name, with the number of the speaker each one is.

    `speaker_id` is None, and `quotations` is 0, for somebody whom no article quotes.
    """
    statement = """SELECT p.*, min(c.id) AS speaker_id, count(DISTINCT q.id) AS quotations
        FROM people p LEFT JOIN canonical_speakers c ON c.person_id = p.id
        LEFT JOIN forms ON forms.canonical_id = c.id LEFT JOIN speakers ON speakers.form_id = forms.id
        LEFT JOIN quotation_speakers s ON s.speaker_id = speakers.id
        LEFT JOIN quotations q ON q.id = s.quotation_id AND q.act <> 'not_speech'
        GROUP BY p.id ORDER BY p.name COLLATE NOCASE, p.key"""
    for row in store.rows(statement):
        held = {name: json.loads(row[name]) for name in ("aliases", "affiliations", "identifiers")}
        yield {**{name: row[name] for name in ("name", "kind", "speaker_id", "quotations")}, **held}
