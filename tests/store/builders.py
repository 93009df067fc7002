"""Articles and quotations for tests: all sentences are invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect
from typing import Any

from quotetrack.records import Act, Article, Attribution, Kind, Quotation, Span, Speaker, SpeakerKind
from quotetrack.store import open_store


def said(
    text: str,
    words: str,
    name: str | None = None,
    *,
    kind: Kind = "direct",
    act: Act = "speech",
    speaker: SpeakerKind = "person",
    joint: Sequence[Speaker] = (),
    mention: str | None = None,
    parent: Quotation | None = None,
    **more: Any,
) -> Quotation:
    """The quotation that `words` (to be found in `text`) are, said by `name` and together with those of `joint`.

    `more` are fields of the first speaker (role, affiliations, claims) and of the attribution.
    """
    content = span_of(text, words)
    own = {field: more.pop(field) for field in ("role", "affiliations", "claims") if field in more}
    principal = Speaker(name, speaker if name or mention else "unknown", **own)
    attribution = Attribution(
        cue=_nearest_cue(text, content),
        source=tuple([span_of(text, mention)] if mention else []),
        mention=mention,
        mention_kind="named" if mention else None,
        speakers=(principal, *joint),
        confidence=0.9,
        trace={"rule": "test"},
    )
    return Quotation(
        id=quotation_id(text, [content]),
        kind=kind,
        act=act,
        text=words,
        content=(content,),
        attribution=replace(attribution, **more),
        parent=parent.id if parent else None,
        depth=parent.depth + 1 if parent else 0,
    )


def _nearest_cue(text: str, content: Span) -> tuple[Span, ...]:
    found = [Span(*cue.span()) for cue in re.finditer("said|wrote|asked", text)]
    return tuple(sorted(found, key=lambda cue: max(cue.start - content.end, content.start - cue.end))[:1])


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quotation_id(text: str, content: Sequence[Span]) -> str:
    spans = ",".join(f"{start}-{end}" for start, end in content)
    return sha256(f"{sha256(text.encode()).hexdigest()}:{spans}".encode()).hexdigest()[:12]


def article(text: str, **fields: Any) -> Article:
    return Article(id=fields.pop("id", fields.get("url") or "article.txt"), text=text, **fields)


NAMES = ("Ruth Calder", "Owen Pike", "Sen. Ruth Calder", "José Ferrão", "Jose Ferrao", "Ina Voss", "Tomas Brandt")
ORGANISATIONS = ("Harbour Trust", "the Harbour Trust", "Lowland Water Board", "Finch & Daughters")
WORDS = ("the bridge", "will", "open", "in", "spring", "before", "our", "budget", "is", "voted", "on", "by", "council")


def made_article(number: int) -> tuple[Article, list[Quotation]]:
    """Article `number` of a row that never ends: two quotations by name, one unnamed, one unknown.

    Leave it as it is: the frozen stores in schemas/ hold the first of the row.
    """
    first, second = NAMES[number % len(NAMES)], NAMES[(3 * number + 1) % len(NAMES)]
    organisation = ORGANISATIONS[number % len(ORGANISATIONS)]
    words = [f"{' '.join(WORDS[(number * k + k) % len(WORDS) :][:4])} {number} {k}" for k in range(1, 5)]
    text = (
        f"“{words[0]},” said {first} of {organisation}.\n\n{second} said that {words[1]}.\n\n"
        f"Two officials said “{words[2]}”.\n\n“{words[3]}.”\n"
    )
    quotations = [
        said(text, words[0], first, mention=first, role="director", affiliations=(organisation,)),
        said(text, words[1], second, kind="indirect", mention=second),
        said(text, words[2], mention="Two officials", speaker="unnamed", mention_kind="nominal"),
        said(text, words[3]),
    ]
    if second == first:
        quotations[1] = said(text, words[1], first, kind="indirect")
    given = article(
        text, url=f"https://news.example/{number}", outlet="Example News", published=f"2024-0{number % 9 + 1}-11"
    )
    return given, quotations


def filled_store(path: Path, articles: int) -> Path:
    """A store at `path` with so many articles of `made_article`."""
    with open_store(path, create=True) as store:
        run = store.start_run()
        for number in range(articles):
            store.save_article(*made_article(number), run)
    return path


def check_integrity(path: str | Path) -> None:
    """Raises where the file is damaged, a row points nowhere, or an index is out of step with its table."""
    connection = connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("articles", "quotations", "canonical_speakers", "organizations"):
        connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
    connection.close()
