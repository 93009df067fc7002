"""Who is in the store: canonical speakers, in what capacity they spoke, and what they said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.lookup.named import find_named
from quotetrack.lookup.results import Alias, Capacity, Profile, SpeakerSummary
from quotetrack.lookup.search import find_by_speaker
from quotetrack.resolve.names import normalise_name
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
    statement = f"""SELECT c.id, c.kind, c.name, c.names, count(q.id) AS quotations,
        count(DISTINCT q.article_id) AS articles, min(a.published) AS first, max(a.published) AS last
        FROM canonical_speakers c LEFT JOIN memberships m ON m.canonical_id = c.id
        LEFT JOIN quotations q ON q.speaker_id = m.speaker_id AND q.act <> 'not_speech'
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
        )
        for row in rows
    ]


def _capacities(store: Store, ids: Sequence[int]) -> dict[int, list[Capacity]]:
    """For each canonical speaker what articles say they are, the most frequent first."""
    statement = """SELECT m.canonical_id, f.role, o.name AS organization, min(f.published) AS first,
        max(f.published) AS last, count(DISTINCT f.article_id) AS articles
        FROM memberships m JOIN affiliations f ON f.speaker_id = m.speaker_id
        LEFT JOIN organizations o ON o.id = f.organization_id
        WHERE m.canonical_id IN (SELECT value FROM json_each(?))
        GROUP BY m.canonical_id, f.role, f.organization_id
        ORDER BY articles DESC, first IS NULL, first, f.role, organization"""
    found: dict[int, list[Capacity]] = defaultdict(list)
    for row in store.rows(statement, [json.dumps(ids)]):
        capacity = Capacity(row["role"], row["organization"], row["first"], row["last"], row["articles"])
        found[row["canonical_id"]].append(capacity)
    return found


def suggest_speakers(store: Store, name: str, limit: int = 3) -> list[str]:
    """Names in the store that are spelt much like `name`, the closest first."""
    from rapidfuzz import fuzz, process

    held = store.rows("SELECT DISTINCT name FROM canonical_speakers WHERE kind IN ('person', 'organization')")
    forms = {row["name"]: normalise_name(row["name"], "person") for row in held}
    close = process.extract(normalise_name(name, "person"), forms, scorer=fuzz.WRatio, score_cutoff=_CLOSE, limit=limit)
    return [found for _, _, found in close]


_CLOSE = 75  # of 100, rapidfuzz's WRatio: one or two wrong letters in a surname, or a name of several turned round


def profile(store: Store, name: str, *, quotations: int = 20) -> Profile:
    """The speaker of that name (any alias or part that one speaker alone has) or number (`#12`).

    With the latest `quotations` of them. Raises NotFoundError with suggestions where nobody has
    the name, or with the candidates where several do.
    """
    candidates = _candidates(store, name)
    if not candidates:
        close = ", ".join(suggest_speakers(store, name))
        tip = f"Did you mean: {close}?" if close else f"`quotetrack speakers {store.path}` lists who is in it."
        raise NotFoundError(f"Nobody called {name!r} speaks in {store.path}. {tip}")
    if len(candidates) > 1:
        raise NotFoundError(_ambiguous(name, candidates))
    speaker = candidates[0]
    hits = find_by_speaker(store, speaker.id, limit=quotations)
    return Profile(speaker, tuple(_aliases(store, speaker.id)), tuple(hits))


def _candidates(store: Store, name: str) -> list[SpeakerSummary]:
    """Who may be meant: by number, or by whole name if it has several words, or by any part."""
    number = name.strip().removeprefix("#")
    if name.strip().startswith("#") and number.isascii() and number.isdigit() and len(number) < 19:
        return _summaries(store, [int(number)])
    found = _summaries(store, find_named(store, "canonical_speakers", name))
    named = [speaker for speaker in found if speaker.kind in _NAMED] or found
    # A surname alone may be anybody's, even where somebody is known by nothing else.
    whole = [speaker for speaker in named if _is_whole(name, speaker)]
    return whole or named


def _is_whole(name: str, speaker: SpeakerSummary) -> bool:
    given = normalise_name(name, speaker.kind)
    return " " in given and given == normalise_name(speaker.name, speaker.kind)


def _ambiguous(name: str, candidates: Sequence[SpeakerSummary]) -> str:
    shown = [f"  #{c.id}  {c.name}, {c.kind}, {_counted(c)}" for c in candidates[:_CANDIDATES]]
    more = [f"  and {len(candidates) - _CANDIDATES} more"] if len(candidates) > _CANDIDATES else []
    return "\n".join([f"{name!r} may be any of these; give more of the name, or the number:", *shown, *more])


def _counted(speaker: SpeakerSummary) -> str:
    return f"{speaker.quotations} quotation{'' if speaker.quotations == 1 else 's'}"


def _aliases(store: Store, id: int) -> Iterable[Alias]:
    """All forms of the name, the most frequent first."""
    statement = """SELECT name, min(weak) AS weak, count(*) AS articles FROM (
            SELECT s.name, 0 AS weak FROM memberships m JOIN speakers s ON s.id = m.speaker_id WHERE canonical_id = ?1
            UNION ALL
            SELECT alias, weak FROM memberships m JOIN aliases l ON l.speaker_id = m.speaker_id WHERE canonical_id = ?1
        ) GROUP BY name ORDER BY articles DESC, name"""
    return [Alias(row["name"], bool(row["weak"]), row["articles"]) for row in store.rows(statement, [id])]
