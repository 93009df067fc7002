"""The schema, as numbered migrations. New ones are appended; one that has been released is never edited.

The number of the last migration applied is the store's `PRAGMA user_version`. tests/store/schemas
holds a frozen copy of each version.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database, Migrations

from quotetrack.store.database import APPLICATION_ID
from quotetrack.store.speakers import save_form
from quotetrack.text import fold

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
    """Adds articles, their quotations, speakers and affiliations."""
    database.executescript(_TABLES)
    for table, columns in _SEARCHED.items():
        database.executescript(_full_text_search(table, columns))


@migrations()
def m0002_identity(database: Database) -> None:
    """Adds forms of names, evidence on them, judgements by form and the people file; claims get standing and span."""
    database.executescript(_IDENTITY)
    for row in list(database.query("SELECT id, article_id, kind, name, normal_name FROM speakers ORDER BY id")):
        aliases = [r["alias"] for r in database.query("SELECT alias FROM aliases WHERE speaker_id = ?", [row["id"]])]
        form_id = save_form(
            database, row["kind"], row["normal_name"], row["article_id"], row["name"], {row["name"], *aliases}
        )
        database.execute("UPDATE speakers SET form_id = ? WHERE id = ?", [form_id, row["id"]])


@migrations()
def m0003_wording(database: Database) -> None:
    """Adds an index of quotations by three folded letters in a row, and the counts of words and of such letters."""
    database.executescript(_WORDING)
    rows = database.execute("SELECT id, text FROM quotations")
    add = "INSERT INTO trigrams_fts(rowid, text) VALUES (?, ?)"
    database.conn.executemany(add, ((id, fold(text)) for id, text in rows))


@migrations()
def m0004_versions(database: Database) -> None:
    """Adds versions of articles that came again with other text, and what became of their quotations."""
    database.executescript(_VERSIONS)


@migrations()
def m0005_counts(database: Database) -> None:
    """Adds counts of articles, quotations and speakers, so that these need not be read to be counted."""
    database.executescript(_COUNTS)
    for table, of in _COUNTED.items():
        database.executescript(_kept_count(table, of))


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

_IDENTITY = """
-- One spelling of a name, in all articles. A name too weak to merge on (a surname alone), one without a
-- name ("two officials") and one that a person took off the others of that name has a form for one article.
-- `names` holds every way it is written, one a line; `speakers` counts its source rows; `keyed` tells whether its
-- blocking keys are stored. `canonical_id` is computed from judgements: the smallest id of the forms that are one.
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    normal_name TEXT NOT NULL,
    article_id INTEGER REFERENCES articles(id),
    name TEXT NOT NULL,
    names TEXT NOT NULL,
    speakers INTEGER NOT NULL,
    canonical_id INTEGER NOT NULL,
    keyed INTEGER NOT NULL DEFAULT 0 CHECK (keyed IN (0, 1))
);
CREATE UNIQUE INDEX forms_identity ON forms(kind, normal_name, ifnull(article_id, 0));
CREATE INDEX forms_canonical ON forms(canonical_id);
ALTER TABLE speakers ADD COLUMN form_id INTEGER REFERENCES forms(id);
CREATE INDEX speakers_form ON speakers(form_id, article_id);

DROP TABLE memberships;
CREATE VIEW memberships AS
    SELECT speakers.id AS speaker_id, forms.canonical_id FROM forms JOIN speakers ON speakers.form_id = forms.id;
DELETE FROM canonical_speakers;
ALTER TABLE canonical_speakers ADD COLUMN person_id INTEGER;

-- Forms that meet in a key may be one: `side` 1 is looked for by others, 2 looks for others, 3 does both.
CREATE TABLE blocking_keys (
    key TEXT NOT NULL,
    form_id INTEGER NOT NULL REFERENCES forms(id),
    side INTEGER NOT NULL CHECK (side IN (1, 2, 3)),
    PRIMARY KEY (key, form_id)
) WITHOUT ROWID;

-- What all articles together say of who bears a form: organization, role, party, outlet, topic, gender, year.
CREATE TABLE evidence (
    form_id INTEGER NOT NULL REFERENCES forms(id),
    feature TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (form_id, feature, value)
) WITHOUT ROWID;

-- Source rows that have not been compared with the others yet.
CREATE TABLE pending (speaker_id INTEGER PRIMARY KEY REFERENCES speakers(id));
INSERT INTO pending SELECT id FROM speakers WHERE kind <> 'unnamed' ORDER BY id;

-- What one person did in one step shares an `action`; opinions of rules have none.
DROP TABLE judgements;
CREATE TABLE judgements (
    id INTEGER PRIMARY KEY,
    left_id INTEGER NOT NULL REFERENCES speakers(id),
    right_id INTEGER NOT NULL REFERENCES speakers(id),
    left_form INTEGER NOT NULL REFERENCES forms(id),
    right_form INTEGER NOT NULL REFERENCES forms(id),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
    score REAL,
    explanation TEXT,
    decided_by TEXT NOT NULL,
    created_at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT,
    action INTEGER
);
CREATE INDEX judgements_left ON judgements(left_form, right_form);
CREATE INDEX judgements_right ON judgements(right_form);
CREATE INDEX judgements_action ON judgements(action);

-- People and organisations that a newsroom keeps a file of. Lists and objects are JSON.
CREATE TABLE people (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization')),
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    affiliations TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    added_at TEXT NOT NULL
);
CREATE TABLE people_names (
    normal_name TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people(id),
    PRIMARY KEY (normal_name, person_id)
) WITHOUT ROWID;

-- Everybody who said a quotation: quotations.speaker_id, and others where several said it together.
CREATE TABLE quotation_speakers (
    quotation_id INTEGER NOT NULL REFERENCES quotations(id),
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    PRIMARY KEY (quotation_id, speaker_id)
) WITHOUT ROWID;
CREATE INDEX quotation_speakers_speaker ON quotation_speakers(speaker_id);
INSERT INTO quotation_speakers SELECT id, speaker_id FROM quotations WHERE speaker_id IS NOT NULL;

-- `span`: JSON [start, end] in the article's text, NULL where it is not known.
ALTER TABLE affiliations ADD COLUMN standing TEXT NOT NULL DEFAULT 'current';
ALTER TABLE affiliations ADD COLUMN span TEXT;
ALTER TABLE quotations ADD COLUMN affiliations TEXT NOT NULL DEFAULT '[]';
ALTER TABLE quotations ADD COLUMN joint TEXT NOT NULL DEFAULT '[]';
UPDATE quotations SET affiliations = (SELECT json_group_array(stated) FROM (
    SELECT stated FROM affiliations WHERE quotation_id = quotations.id AND stated IS NOT NULL ORDER BY id));

-- An article that introduces a short form of a name, both normalised: "Free Syrian Army (FSA)".
CREATE TABLE abbreviations (
    short TEXT NOT NULL,
    long TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (short, long, article_id)
) WITHOUT ROWID;
CREATE INDEX abbreviations_long ON abbreviations(long);
"""

_WORDING = """
-- Without positions and text: it tells which quotations may hold a string, and the quotations tell whether they do.
CREATE VIRTUAL TABLE trigrams_fts USING fts5(text, content='', tokenize='trigram', detail=none, columnsize=0);
CREATE VIRTUAL TABLE trigrams_vocabulary USING fts5vocab('trigrams_fts', 'row');
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab('quotations_fts', 'row');
"""

_VERSIONS = """
-- The first article under the address, for versions that came later.
ALTER TABLE articles ADD COLUMN version_of INTEGER REFERENCES articles(id);
CREATE INDEX articles_version_of ON articles(version_of);

-- What became of each quotation of the version before in the version `article_id`. `content` is where it stands there
-- (JSON spans), `counterpart_id` the row of a new wording.
CREATE TABLE anchors (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    quotation_id INTEGER NOT NULL REFERENCES quotations(id),
    state TEXT NOT NULL CHECK (state IN ('same', 'changed', 'vanished', 'appeared')),
    content TEXT,
    counterpart_id INTEGER REFERENCES quotations(id),
    PRIMARY KEY (article_id, quotation_id)
) WITHOUT ROWID;
CREATE INDEX anchors_quotation ON anchors(quotation_id);
"""

# Counted as rows come and go, which adds 1 % to saving a quotation; an index to count by adds 30 % and 38 MB to a
# million of them, and counting by it takes 0.15 s.
_COUNTS = """
-- Articles by outlet and month, each once, however many versions of it there are.
CREATE TABLE article_counts (outlet TEXT, month TEXT, articles INTEGER NOT NULL);
CREATE UNIQUE INDEX article_counts_by ON article_counts(ifnull(outlet, x''), ifnull(month, x''));

-- Quotations by what can be counted of them; `tenth` of confidence, from 0 to 9.
CREATE TABLE quotation_counts (
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker_kind TEXT NOT NULL,
    tenth INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (act, kind, speaker_kind, tenth)
) WITHOUT ROWID;

CREATE TABLE canonical_speaker_counts (kind TEXT PRIMARY KEY, canonical_speakers INTEGER NOT NULL);

-- Who is named in the most articles.
CREATE INDEX forms_speakers ON forms(speakers);
"""


@dataclass(frozen=True)
class _Counted:
    """How the rows of a table are counted.

    A change of one of `columns` counts a row anew. `sort` gives, for each column of the table of counts, the SQL
    expression for its value. Only rows count for which `counts` is true. "{row}" stands for the row.
    """

    columns: str
    sort: Mapping[str, str]
    counts: str = "TRUE"


_COUNTED = {
    "articles": _Counted(
        "outlet, published, version_of",
        {"outlet": "{row}.outlet", "month": "substr({row}.published, 1, 7)"},
        "{row}.version_of IS NULL",
    ),
    "quotations": _Counted(
        "act, kind, speaker_kind, confidence",
        {
            "act": "{row}.act",
            "kind": "{row}.kind",
            "speaker_kind": "{row}.speaker_kind",
            "tenth": "min(9, CAST({row}.confidence * 10 AS INTEGER))",
        },
    ),
    "canonical_speakers": _Counted("kind", {"kind": "{row}.kind"}),
}

_SEARCHED = {
    "articles": ("title", "text"),
    "quotations": ("text",),
    "canonical_speakers": ("names", "normal_name"),
    "organizations": ("names", "normal_name"),
}


def _full_text_search(table: str, columns: tuple[str, ...]) -> str:
    """Returns the SQL for an index TABLE_fts over columns of a table, and for the triggers that keep it in step."""
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


def _kept_count(table: str, of: _Counted) -> str:
    """Returns the SQL that counts the rows of a table, and the triggers that keep the counts in step."""
    counts = f"{table.removesuffix('s')}_counts"

    def sort(row: str) -> str:
        return ", ".join(value.format(row=row) for value in of.sort.values())

    this = " AND ".join(f"{name} IS {value.format(row='old')}" for name, value in of.sort.items())
    numbers = ", ".join(str(at + 1) for at in range(len(of.sort)))
    add = f"""INSERT INTO {counts} SELECT {sort("new")}, 1 WHERE {of.counts.format(row="new")}
    ON CONFLICT DO UPDATE SET {table} = {table} + 1;"""
    remove = f"""UPDATE {counts} SET {table} = {table} - 1 WHERE {this} AND {of.counts.format(row="old")};
    DELETE FROM {counts} WHERE {this} AND {table} = 0;"""
    return f"""
INSERT INTO {counts} SELECT {sort(table)}, count(*) FROM {table} WHERE {of.counts.format(row=table)} GROUP BY {numbers};
CREATE TRIGGER {table}_counted AFTER INSERT ON {table} BEGIN {add} END;
CREATE TRIGGER {table}_discounted AFTER DELETE ON {table} BEGIN {remove} END;
CREATE TRIGGER {table}_recounted AFTER UPDATE OF {of.columns} ON {table} BEGIN {remove} {add} END;
"""
