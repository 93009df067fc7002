"""Reads one article: its text, its quotations, its versions, and what changed between these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from quotetrack.comparison.alignment import Difference, align
from quotetrack.comparison.word_row import WordRow
from quotetrack.contract import as_json
from quotetrack.errors import NotFoundError
from quotetrack.lookup.hits import ARTICLE_COLUMNS, EVERYBODY, ArticleRef, read_article
from quotetrack.lookup.names import names_of
from quotetrack.lookup.withdrawals import Withdrawal, find_withdrawals
from quotetrack.records import Affiliation, Quotation, Span
from quotetrack.store import QUOTATION_COLUMNS, Row, Store, read_quotation


@dataclass(frozen=True)
class Spoken:
    """A quotation as it stands in an article, and its canonical speakers as (number, name).

    `id` is the store's number. A quotation that is `kept` comes from the version before, in the same words: its cue
    and source are left out, as their places are known only there. `withdrawn` is set where the newest version no
    longer has the quotation.
    """

    id: int
    quotation: Quotation
    speakers: tuple[tuple[int, str], ...]
    kept: bool = False
    withdrawn: Withdrawal | None = None

    def as_dict(self, article: str) -> dict[str, Any]:
        """The quotation as `extract` prints it, with its number, its speakers, `kept` and `withdrawn`."""
        speakers = [{"speaker_id": id, "name": name} for id, name in self.speakers]
        more = {"quotation_id": self.id, "speakers": speakers, "kept": self.kept}
        return {**as_json(self.quotation, article), **more, "withdrawn": self.withdrawn and self.withdrawn.as_dict()}


@dataclass(frozen=True)
class VersionRef:
    """A version of an article, and when it was added to the store (UTC, ISO 8601)."""

    article: ArticleRef
    added_at: str

    def as_dict(self) -> dict[str, Any]:
        """The article's fields and `added_at`."""
        return {**self.article.as_dict(), "added_at": self.added_at}


@dataclass(frozen=True)
class Change:
    """What became of one quotation: changed, vanished or appeared (or the same, at another place).

    `id` is that of the quotation in the version before, or its own where it appeared. `before` and `now` are the words
    in the version before and in the new one, None where there are none; so are the speakers. `content` are the spans
    in the new version. In `differences`, `asked` are the new words and `held` the old ones.
    """

    state: str
    id: str
    before: str | None
    now: str | None
    speaker_before: str | None
    speaker_now: str | None
    content: tuple[Span, ...]
    differences: tuple[Difference, ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self) | {"content": [list(span) for span in self.content]}


@dataclass(frozen=True)
class ArticleView:
    """An article with its text and its quotations in order.

    `versions` are all versions of it, this one among them, the first one first. `changes` tell which quotations of
    the version before changed or vanished, and which are new. `run` tells what made the quotations.
    """

    article: ArticleRef
    text: str
    added_at: str
    quotations: tuple[Spoken, ...]
    versions: tuple[VersionRef, ...]
    changes: tuple[Change, ...]
    run: Mapping[str, Any]

    @property
    def number(self) -> int:
        """The number of this version, counted from 1."""
        return 1 + [version.article.id for version in self.versions].index(self.article.id)

    def as_dict(self) -> dict[str, Any]:
        """The article's fields, `text`, `quotations`, `version` (its number), `versions`, `changes` and `run`."""
        return {
            **self.article.as_dict(),
            "text": self.text,
            "added_at": self.added_at,
            "quotations": [spoken.as_dict(self.article.name) for spoken in self.quotations],
            "version": self.number,
            "versions": [version.as_dict() for version in self.versions],
            "changes": [change.as_dict() for change in self.changes],
            "run": dict(self.run),
        }


def show_article(store: Store, id: int) -> ArticleView:
    """Returns the article of that number. Raises NotFoundError where there is none."""
    statement = f"SELECT {ARTICLE_COLUMNS}, a.text, a.added_at, a.run_id, a.version_of FROM articles a WHERE a.id = ?"
    row = next(store.rows(statement, [id]), None) if id < _NUMBERS_END else None
    if row is None:
        raise NotFoundError(f"No article has the number {id} in {store.path}. Search for words that it holds.")
    changes = find_changes_in(store, id) if row["version_of"] else ()
    run = "SELECT id, command, version, pack, rules, started_at FROM runs WHERE id = ?"
    return ArticleView(
        article=read_article(row),
        text=row["text"],
        added_at=row["added_at"],
        quotations=tuple(_quotations(store, row)),
        versions=tuple(_versions(store, row["version_of"] or id)),
        changes=tuple(change for change in changes if change.state != "same"),
        run=next(store.rows(run, [row["run_id"]])),
    )


_NUMBERS_END = 2**63  # SQLite has only smaller numbers


def _versions(store: Store, first: int) -> Iterator[VersionRef]:
    statement = f"""SELECT {ARTICLE_COLUMNS}, a.added_at FROM articles a
        WHERE a.id = ?1 OR a.version_of = ?1 ORDER BY a.id"""
    for row in store.rows(statement, [first]):
        yield VersionRef(read_article(row), row["added_at"])


def _quotations(store: Store, article: Row) -> Iterable[Spoken]:
    """Returns an article's own quotations and those that it keeps from the version before, in the text's order."""
    rows = list(store.rows(_OWN_QUOTATIONS, [article["article_id"]]))
    rows += store.rows(_KEPT_QUOTATIONS, [article["article_id"]]) if article["version_of"] else ()
    everybody = sorted({id for row in rows for id in json.loads(row["everybody"])})
    names = names_of(store, "canonical_speakers", everybody)
    withdrawn = find_withdrawals(store, [row["id"] for row in rows])
    found = []
    for row in rows:
        speakers = tuple((id, names[id]) for id in json.loads(row["everybody"]))
        spoken = Spoken(row["id"], read_quotation(row), speakers, withdrawn=withdrawn.get(row["id"]))
        found.append(spoken if row["now"] is None else _at_new_place(spoken, row["now"]))
    return sorted(found, key=lambda s: (s.quotation.content[:1], s.quotation.depth, s.id))


_OWN_QUOTATIONS = (
    f"SELECT {QUOTATION_COLUMNS}, {EVERYBODY}, NULL AS now FROM quotations q WHERE q.article_id = ? ORDER BY q.id"
)
_KEPT_QUOTATIONS = f"""SELECT {QUOTATION_COLUMNS}, {EVERYBODY}, n.content AS now
    FROM anchors n JOIN quotations q ON q.id = n.quotation_id WHERE n.article_id = ? AND n.state = 'same'"""


def _at_new_place(spoken: Spoken, content: str) -> Spoken:
    """Gives a quotation of the version before its new place, and takes away all other offsets into the old text."""
    quotation, given = spoken.quotation, spoken.quotation.attribution
    speakers = tuple(replace(speaker, claims=_unplaced(speaker.claims)) for speaker in given.speakers)
    given = replace(given, cue=(), source=(), speakers=speakers)
    spans = tuple(Span(*span) for span in json.loads(content))
    return replace(spoken, quotation=replace(quotation, content=spans, attribution=given), kept=True)


def _unplaced(claims: Iterable[Affiliation]) -> tuple[Affiliation, ...]:
    return tuple(replace(claim, span=None) for claim in claims)


@dataclass(frozen=True)
class Version:
    """A later version of an article: when it was added, what changed, and how many quotations are the `same`."""

    article: ArticleRef
    added_at: str
    changes: tuple[Change, ...]
    same: int

    def as_dict(self) -> dict[str, Any]:
        """The article, `added_at`, `changes` and `same`."""
        changes = [change.as_dict() for change in self.changes]
        return {**self.article.as_dict(), "added_at": self.added_at, "changes": changes, "same": self.same}


def find_changes(store: Store, *, limit: int = 20, offset: int = 0) -> list[Version]:
    """Returns later versions of articles, those added last first."""
    statement = f"""SELECT {ARTICLE_COLUMNS}, a.added_at FROM articles a WHERE a.version_of IS NOT NULL
        ORDER BY a.id DESC LIMIT ? OFFSET ?"""
    found = []
    for row in list(store.rows(statement, [limit, offset])):
        changes = list(find_changes_in(store, row["article_id"]))
        told = tuple(change for change in changes if change.state != "same")
        found.append(Version(read_article(row), row["added_at"], told, len(changes) - len(told)))
    return found


_CHANGES_FIRST = "CASE state WHEN 'changed' THEN 1 WHEN 'vanished' THEN 2 WHEN 'appeared' THEN 3 ELSE 4 END"


def find_changes_in(store: Store, article_id: int) -> Iterator[Change]:
    """Yields what a version, given by its number, made of each quotation of the version before."""
    statement = f"""SELECT state, q.key, q.text, q.name, c.text AS new_text, c.name AS new_name, n.content
        FROM anchors n JOIN quotations q ON q.id = n.quotation_id LEFT JOIN quotations c ON c.id = n.counterpart_id
        WHERE n.article_id = ? ORDER BY {_CHANGES_FIRST}, q.id"""
    for row in store.rows(statement, [article_id]):
        state = row["state"]
        before = None if state == "appeared" else row["text"]
        now = {"vanished": None, "changed": row["new_text"]}.get(state, row["text"])
        names = {"vanished": None, "changed": row["new_name"]}
        yield Change(
            state=state,
            id=row["key"],
            before=before,
            now=now,
            speaker_before=None if state == "appeared" else row["name"],
            speaker_now=names.get(state, row["name"]),
            content=tuple(Span(*span) for span in json.loads(row["content"] or "[]")),
            differences=_differences(now, before) if state == "changed" else (),
        )


def _differences(now: str | None, before: str | None) -> tuple[Difference, ...]:
    asked, held = WordRow(now or ""), WordRow(before or "")
    return align(asked, held, whole=True).changes if asked.words and held.words else ()
