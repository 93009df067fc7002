"""The schema, as numbered migrations: append only, what has been released is never edited.

The number of the last migration applied is the store's `PRAGMA user_version`. tests/store/schemas
holds a frozen copy of each version.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from quotetrack.store.database import APPLICATION_ID

migrations = Migrations("quotetrack")


def apply_migrations(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """Brings the schema to version `upto`, or the newest, within the transaction that is open."""
    database = Database(connection, execute_plugins=False)
    pending = migrations.pending(database)
    stop = next((m.name for m in pending if upto is not None and _number(m.name) > upto), None)
    migrations.apply(database, stop_before=stop)
    connection.execute(f"PRAGMA user_version = {_number(migrations.applied(database)[-1].name)}")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _number(name: str) -> int:
    return int(name[1:5])


@migrations()
def m0001_quotations(database: Database) -> None:
    """Articles, their quotations, who spoke, and in what capacity."""
    database.executescript(_TABLES)
    for table, columns in _SEARCHED.items():
        database.executescript(_full_text_search(table, columns))


_TABLES = """
CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    command TEXT,
    version TEXT NOT NULL,
    pack TEXT,
    rules TEXT,
    articles INTEGER,
    quotations INTEGER,
    skipped INTEGER,
    failures INTEGER
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    url TEXT,
    title TEXT,
    author TEXT,
    outlet TEXT,
    published TEXT,
    path TEXT,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    source_sha256 TEXT,
    extractor TEXT,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    added_at TEXT NOT NULL
);
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_outlet ON articles(outlet);
CREATE INDEX articles_sha256 ON articles(sha256);

-- Source rows: a speaker as one article has them. Never rewritten when speakers are merged.
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'unnamed')),
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL
);
CREATE INDEX speakers_article ON speakers(article_id);
CREATE INDEX speakers_normal_name ON speakers(normal_name);

CREATE TABLE aliases (
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    alias TEXT NOT NULL,
    weak INTEGER NOT NULL CHECK (weak IN (0, 1)),
    PRIMARY KEY (speaker_id, alias)
);

-- Reversible opinions on whether two speakers are one. Nothing writes them yet.
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    left_id INTEGER NOT NULL REFERENCES speakers(id),
    right_id INTEGER NOT NULL REFERENCES speakers(id),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL,
    explanation TEXT,
    decided_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    undone_at TEXT
);
CREATE INDEX judgements_left ON judgements(left_id);
CREATE INDEX judgements_right ON judgements(right_id);

-- Computed from speakers (and judgements): may be thrown away and made again.
-- `names` holds every form of the name, one a line, for searching.
CREATE TABLE canonical_speakers (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL,
    names TEXT NOT NULL
);
CREATE INDEX canonical_speakers_normal_name ON canonical_speakers(normal_name, kind);

CREATE TABLE memberships (
    speaker_id INTEGER PRIMARY KEY REFERENCES speakers(id),
    canonical_id INTEGER NOT NULL REFERENCES canonical_speakers(id)
);
CREATE INDEX memberships_canonical ON memberships(canonical_id);

CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL
);

-- `key` is Quotation.id. Two articles with one text hold quotations of the same key.
-- `name` and `speaker_kind` are what extraction found in the article, `speaker_id` where it is kept.
-- content, cue and source: JSON lists of [start, end], code points into the article's text.
CREATE TABLE quotations (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    act TEXT NOT NULL CHECK (act IN ('speech', 'writing', 'belief', 'not_speech')),
    text TEXT NOT NULL,
    content TEXT NOT NULL,
    cue TEXT NOT NULL,
    source TEXT NOT NULL,
    speaker_id INTEGER REFERENCES speakers(id),
    speaker_kind TEXT NOT NULL CHECK (speaker_kind IN ('person', 'organization', 'unnamed', 'unknown')),
    name TEXT,
    mention TEXT,
    mention_kind TEXT,
    role TEXT,
    via TEXT,
    parent_id INTEGER REFERENCES quotations(id),
    depth INTEGER NOT NULL,
    closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
    confidence REAL NOT NULL,
    trace TEXT NOT NULL,
    run_id INTEGER NOT NULL REFERENCES runs(id),
    UNIQUE (article_id, key)
);
CREATE INDEX quotations_key ON quotations(key);
CREATE INDEX quotations_speaker ON quotations(speaker_id);
CREATE INDEX quotations_parent ON quotations(parent_id);

-- Dated claims: what an article says somebody is. `stated` is the organisation in its words.
CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY,
    speaker_id INTEGER REFERENCES speakers(id),
    organization_id INTEGER REFERENCES organizations(id),
    stated TEXT,
    role TEXT,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    published TEXT,
    quotation_id INTEGER REFERENCES quotations(id)
);
CREATE INDEX affiliations_speaker ON affiliations(speaker_id);
CREATE INDEX affiliations_organization ON affiliations(organization_id);
CREATE INDEX affiliations_quotation ON affiliations(quotation_id);
"""

_SEARCHED = {
    "articles": ("title", "text"),
    "quotations": ("text",),
    "canonical_speakers": ("names", "normal_name"),
    "organizations": ("names", "normal_name"),
}


def _full_text_search(table: str, columns: tuple[str, ...]) -> str:
    """An index TABLE_fts over columns of a table, and the triggers that keep it in step."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    index = f"{table}_fts"
    remove = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
    add = f"INSERT INTO {index}(rowid, {names}) VALUES (new.id, {new});"
    return f"""
CREATE VIRTUAL TABLE {index} USING fts5(
    {names}, content="{table}", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END;
CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END;
CREATE TRIGGER {table}_changed AFTER UPDATE OF {names} ON {table} BEGIN {remove} {add} END;
"""
