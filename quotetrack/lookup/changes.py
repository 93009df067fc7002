"""Articles that came again with other text: what became of what was said in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack.comparison.alignment import Difference, align
from quotetrack.comparison.word_row import WordRow
from quotetrack.lookup.hits import ArticleRef
from quotetrack.lookup.search import ARTICLE_COLUMNS, read_article
from quotetrack.records import Span
from quotetrack.store import Store


@dataclass(frozen=True)
class Change:
    """What became of one quotation: changed, vanished or appeared (or the same, at another place).

    `id` is the quotation's before (of an appeared one its own), `now` the words, speaker and place in the
    new version; `differences` compare the words, `asked` being the new ones and `held` the old.
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
class Version:
    """A version of an article that came after another one: when, what is otherwise, and how many quotations are the
    `same`."""

    article: ArticleRef
    added_at: str
    changes: tuple[Change, ...]
    same: int

    def as_dict(self) -> dict[str, Any]:
        """The article, `added_at`, `changes` and `same`."""
        changes = [change.as_dict() for change in self.changes]
        return {**self.article.as_dict(), "added_at": self.added_at, "changes": changes, "same": self.same}


def find_changes(store: Store, *, limit: int = 20, offset: int = 0) -> list[Version]:
    """Versions that came after others, the latest first."""
    statement = f"""SELECT {ARTICLE_COLUMNS}, a.added_at FROM articles a WHERE a.version_of IS NOT NULL
        ORDER BY a.id DESC LIMIT ? OFFSET ?"""
    found = []
    for row in list(store.rows(statement, [limit, offset])):
        changes = list(find_changes_in(store, row["article_id"]))
        told = tuple(change for change in changes if change.state != "same")
        found.append(Version(read_article(row), row["added_at"], told, len(changes) - len(told)))
    return found


_ORDER = "CASE state WHEN 'changed' THEN 1 WHEN 'vanished' THEN 2 WHEN 'appeared' THEN 3 ELSE 4 END"


def find_changes_in(store: Store, article_id: int) -> Iterator[Change]:
    """What became of each quotation of the version before, in a version of that number."""
    statement = f"""SELECT state, q.key, q.text, q.name, c.text AS new_text, c.name AS new_name, n.content
        FROM anchors n JOIN quotations q ON q.id = n.quotation_id LEFT JOIN quotations c ON c.id = n.counterpart_id
        WHERE n.article_id = ? ORDER BY {_ORDER}, q.id"""
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
