"""Who is in the store: canonical speakers, in what capacity they spoke, and what they said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.lookup.hits import (
    Alias,
    Capacity,
    Count,
    Filed,
    Hit,
    Member,
    Profile,
    Reason,
    SpeakerSummary,
)
from quotetrack.lookup.names import find_named
from quotetrack.lookup.search import find_by_speaker, load_hits
from quotetrack.lookup.tally import Tally, latest
from quotetrack.names.normal import normalise_name
from quotetrack.store import Store

SpeakerSort = Literal["quotations", "name", "recent"]

_NAMED = ("person", "organization")
_ORDERS = {
    "quotations": "quotations DESC, c.name, c.id",
    "name": "c.name COLLATE NOCASE, c.id",
    "recent": "last DESC, c.name, c.id",
}
_CANDIDATES = 10  # shown where a name may mean several speakers


def find_speakers(
    store: Store,
    query: str | None = None,
    *,
    kind: str | None = None,
    sort: str = "quotations",
    limit: int = 20,
    offset: int = 0,
) -> list[SpeakerSummary]:
    """Canonical speakers whose names fit `query` (any alias, any part), or all.

    `kind` None is persons and organisations; "unnamed" gives the sources without a name, each by
    itself. Sorted by number of quotations, by name, or by who spoke last.
    """
    if sort not in _ORDERS:
        raise QuotetrackError(f"{sort!r} is no order. Choose one of: {', '.join(get_args(SpeakerSort))}.")
    if kind is not None and kind not in (*_NAMED, "unnamed"):
        raise QuotetrackError(f"{kind!r} is no kind of speaker. Choose one of: {', '.join((*_NAMED, 'unnamed'))}.")
    ids = find_named(store, "canonical_speakers", query) if query and query.strip() else None
    return _summaries(store, ids, kinds=(kind,) if kind else _NAMED, sort=sort, page=(limit, offset))


def _summaries(
    store: Store,
    ids: Sequence[int] | None,
    *,
    kinds: Sequence[str] = (*_NAMED, "unnamed"),
    sort: str = "quotations",
    page: tuple[int, int] = (-1, 0),
) -> list[SpeakerSummary]:
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
    capacities = _capacities(store, [row["id"] for row in rows])
    return [
        SpeakerSummary(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            names=tuple(row["names"].split("\n")),
            quotations=row["quotations"],
            articles=row["articles"],
            first=row["first"],
            last=row["last"],
            capacities=tuple(capacities[row["id"]]),
            identifiers=json.loads(row["identifiers"] or "{}"),
        )
        for row in rows
    ]


def _capacities(store: Store, ids: Sequence[int]) -> dict[int, list[Capacity]]:
    """For each canonical speaker what articles say they are, the most frequent first."""
    statement = """SELECT said.canonical_id, said.role, o.name AS organization, said.standing, first, last, articles
        FROM (
            SELECT m.canonical_id, f.role, f.organization_id, f.standing, min(f.published) AS first,
            max(f.published) AS last, count(DISTINCT f.article_id) AS articles
            FROM json_each(?) CROSS JOIN forms m ON m.canonical_id = value CROSS JOIN speakers s ON s.form_id = m.id
            CROSS JOIN affiliations f ON f.speaker_id = s.id
            GROUP BY f.organization_id, f.role, f.standing, m.canonical_id) AS said
        LEFT JOIN organizations o ON o.id = said.organization_id
        ORDER BY articles DESC, first IS NULL, first, said.role, organization"""
    found: dict[int, list[Capacity]] = defaultdict(list)
    for row in store.rows(statement, [json.dumps(ids)]):
        found[row.pop("canonical_id")].append(Capacity(**row))
    return found


def suggest_speakers(store: Store, name: str, limit: int = 3) -> list[str]:
    """Names in the store that are spelt much like `name`, the closest first."""
    from rapidfuzz import fuzz, process

    held = store.rows("SELECT DISTINCT name FROM canonical_speakers WHERE kind IN ('person', 'organization')")
    forms = {row["name"]: normalise_name(row["name"], "person") for row in held}
    close = process.extract(normalise_name(name, "person"), forms, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=limit)
    return [found for _, _, found in close]


_CLOSE = 75  # of 100, rapidfuzz's WRatio: one or two wrong letters in a surname, or a name of several turned round


def find_one(store: Store, name: str) -> SpeakerSummary:
    """The speaker of that name (any alias or part that one speaker alone has), number (`#12`), or id in
    the people file.

    Raises NotFoundError with suggestions where nobody has the name, or with the candidates where
    several do.
    """
    candidates = _candidates(store, name)
    if len(candidates) == 1:
        return candidates[0]
    if candidates:
        raise NotFoundError(_ambiguous(name, candidates))
    close = ", ".join(suggest_speakers(store, name))
    tip = f"Did you mean: {close}?" if close else f"`quotetrack speakers {store.path}` lists who is in it."
    raise NotFoundError(f"Nobody called {name!r} speaks in {store.path}. {tip}")


def find_by_ids(store: Store, ids: Sequence[int]) -> list[SpeakerSummary]:
    """Canonical speakers by number, the most quoted first; one that is not there is left out."""
    return _summaries(store, ids)


def profile(store: Store, name: str, *, quotations: int = 20) -> Profile:
    """The speaker that `find_one` gives, with the latest `quotations` of them. Raises NotFoundError."""
    speaker = find_one(store, name)
    hits = find_by_speaker(store, speaker.id, limit=quotations)
    return _profile(store, speaker, hits, tuple(_outlets(store, speaker.id)))


def profile_counted(
    store: Store, id: int, counted: Tally, *, quotations: int = 20, offset: int = 0, reasons: int = -1
) -> Profile | None:
    """The profile of a canonical speaker by number, with quotations from `offset` on; None where there is none.

    `counted` is what `tally` gives: together they take half as long as `profile` for who is quoted ten thousand times.
    """
    row = next(store.rows(_BY_NUMBER, [id]), None)
    if row is None:
        return None
    speaker = SpeakerSummary(
        id=id,
        name=row["name"],
        kind=row["kind"],
        names=tuple(row["names"].split("\n")),
        quotations=counted.quotations,
        articles=counted.articles,
        first=counted.first,
        last=counted.last,
        capacities=tuple(_capacities(store, [id])[id]),
        identifiers=json.loads(row["identifiers"] or "{}"),
    )
    hits = load_hits(store, latest(store, id, counted, limit=quotations, offset=offset))
    return _profile(store, speaker, hits, counted.outlets, reasons)


_BY_NUMBER = """SELECT c.name, c.kind, c.names, p.identifiers FROM canonical_speakers c
    LEFT JOIN people p ON p.id = c.person_id WHERE c.id = ?"""


def _profile(
    store: Store, speaker: SpeakerSummary, hits: Sequence[Hit], outlets: tuple[Count, ...], reasons: int = -1
) -> Profile:
    return Profile(
        speaker,
        tuple(_aliases(store, speaker.id)),
        tuple(hits),
        _filed(store, speaker.id),
        outlets,
        tuple(_reasons(store, speaker.id, reasons)),
    )


def _candidates(store: Store, name: str) -> list[SpeakerSummary]:
    """Who may be meant: by number or id, or by whole name if it has several words, or by any part."""
    if filed := [row["id"] for row in store.rows(_BY_IDENTIFIER, [name.strip()])]:
        return _summaries(store, filed)
    number = name.strip().removeprefix("#")
    if name.strip().startswith("#") and number.isascii() and number.isdigit() and len(number) < 19:
        return _summaries(store, [int(number)])
    found = _summaries(store, find_named(store, "canonical_speakers", name))
    named = [speaker for speaker in found if speaker.kind in _NAMED] or found
    # A surname alone may be anybody's, even where somebody is known by nothing else.
    whole = [speaker for speaker in named if _is_whole(name, speaker)]
    return whole or named


_BY_IDENTIFIER = """SELECT c.id FROM people p JOIN canonical_speakers c ON c.person_id = p.id
    WHERE EXISTS (SELECT 1 FROM json_each(p.identifiers) WHERE value = ?)"""


def _is_whole(name: str, speaker: SpeakerSummary) -> bool:
    given = normalise_name(name, speaker.kind)
    return " " in given and given == normalise_name(speaker.name, speaker.kind)


def _ambiguous(name: str, candidates: Sequence[SpeakerSummary]) -> str:
    names = [c.name for c in candidates]
    shown = [f"  #{c.id}  {c.name}, {c.kind}, {_counted(c)}{_apart(c, names)}" for c in candidates[:_CANDIDATES]]
    more = [f"  and {len(candidates) - _CANDIDATES} more"] if len(candidates) > _CANDIDATES else []
    return "\n".join([f"{name!r} may be any of these; give more of the name, or the number:", *shown, *more])


def _counted(speaker: SpeakerSummary) -> str:
    return f"{speaker.quotations} quotation{'' if speaker.quotations == 1 else 's'}"


def _apart(speaker: SpeakerSummary, names: Sequence[str]) -> str:
    """What tells a speaker from others of the very same name: what they are called, and when they spoke last."""
    if names.count(speaker.name) < 2:
        return ""
    usual = speaker.capacities[0] if speaker.capacities else None
    facts = (usual and usual.role, usual and usual.organization, speaker.last and speaker.last[:10])
    return "".join(f", {fact}" for fact in facts if fact)


def _filed(store: Store, id: int) -> Filed | None:
    statement = "SELECT p.* FROM canonical_speakers c JOIN people p ON p.id = c.person_id WHERE c.id = ?"
    for row in store.rows(statement, [id]):
        claims = tuple((claim["organization"], claim["role"]) for claim in json.loads(row["affiliations"]))
        return Filed(row["name"], claims, json.loads(row["identifiers"]))
    return None


def _aliases(store: Store, id: int) -> Iterable[Alias]:
    """All forms of the name, the most frequent first."""
    statement = """SELECT name, min(weak) AS weak, count(*) AS articles FROM (
            SELECT s.name, 0 AS weak FROM memberships m JOIN speakers s ON s.id = m.speaker_id WHERE canonical_id = ?1
            UNION ALL
            SELECT alias, weak FROM memberships m JOIN aliases l ON l.speaker_id = m.speaker_id WHERE canonical_id = ?1
        ) GROUP BY name ORDER BY articles DESC, name"""
    return [Alias(row["name"], bool(row["weak"]), row["articles"]) for row in store.rows(statement, [id])]


def _outlets(store: Store, id: int) -> Iterable[Count]:
    """Who published what a speaker said, the most articles first; None for articles without an outlet."""
    statement = """SELECT a.outlet AS value, count(DISTINCT a.id) AS count FROM memberships m
        JOIN speakers s ON s.id = m.speaker_id JOIN articles a ON a.id = s.article_id
        WHERE m.canonical_id = ? GROUP BY 1 ORDER BY count DESC, value"""
    return [Count(row["value"], row["count"]) for row in store.rows(statement, [id])]


def _reasons(store: Store, id: int, limit: int = -1) -> Iterable[Reason]:
    """Why the forms of a name are one speaker: what people judged, then the rules' opinions, the surest first."""
    statement = """SELECT j.id, l.name AS left_name, r.name AS right_name, j.verdict, j.score, j.explanation,
        nullif(j.decided_by, 'rule') AS decided_by, j.created_at
        FROM forms l JOIN judgements j ON j.left_form = l.id JOIN forms r ON r.id = j.right_form
        WHERE l.canonical_id = ?1 AND r.canonical_id = ?1 AND l.id <> r.id
        AND j.verdict = 'same' AND j.undone_at IS NULL
        ORDER BY j.decided_by = 'rule', j.score DESC, j.id LIMIT ?2"""
    return [Reason(**row) for row in store.rows(statement, [id, limit])]


def find_members(store: Store, id: int) -> list[Member]:
    """What each article calls a speaker, by form of the name and date."""
    return _members(store, "s.id IN (SELECT speaker_id FROM memberships WHERE canonical_id = ?)", id)


def find_members_by_ids(store: Store, rows: Iterable[int]) -> list[Member]:
    """What is known of source rows of speakers, by their ids."""
    return _members(store, "s.id IN (SELECT value FROM json_each(?))", json.dumps(sorted(rows)))


def _members(store: Store, chosen: str, given: int | str) -> list[Member]:
    statement = f"""SELECT s.name, a.id AS article_id, ifnull(a.title, a.name) AS title, a.outlet, a.published,
        (SELECT count(*) FROM quotation_speakers q WHERE q.speaker_id = s.id) AS quotations
        FROM speakers s JOIN articles a ON a.id = s.article_id WHERE {chosen} ORDER BY s.name, a.published, a.id"""
    return [Member(**row) for row in store.rows(statement, [given])]
