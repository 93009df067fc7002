CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
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
, version_of INTEGER REFERENCES articles(id));
CREATE INDEX articles_published ON articles(published);
CREATE INDEX articles_outlet ON articles(outlet);
CREATE INDEX articles_sha256 ON articles(sha256);
CREATE TABLE speakers (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organization', 'unnamed')),
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL
, form_id INTEGER REFERENCES forms(id));
CREATE INDEX speakers_article ON speakers(article_id);
CREATE INDEX speakers_normal_name ON speakers(normal_name);
CREATE TABLE aliases (
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    alias TEXT NOT NULL,
    weak INTEGER NOT NULL CHECK (weak IN (0, 1)),
    PRIMARY KEY (speaker_id, alias)
);
CREATE TABLE canonical_speakers (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL,
    names TEXT NOT NULL
, person_id INTEGER);
CREATE INDEX canonical_speakers_normal_name ON canonical_speakers(normal_name, kind);
CREATE TABLE organizations (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    normal_name TEXT NOT NULL UNIQUE,
    names TEXT NOT NULL
);
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
    run_id INTEGER NOT NULL REFERENCES runs(id), affiliations TEXT NOT NULL DEFAULT '[]', joint TEXT NOT NULL DEFAULT '[]',
    UNIQUE (article_id, key)
);
CREATE INDEX quotations_key ON quotations(key);
CREATE INDEX quotations_speaker ON quotations(speaker_id);
CREATE INDEX quotations_parent ON quotations(parent_id);
CREATE TABLE affiliations (
    id INTEGER PRIMARY KEY,
    speaker_id INTEGER REFERENCES speakers(id),
    organization_id INTEGER REFERENCES organizations(id),
    stated TEXT,
    role TEXT,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    published TEXT,
    quotation_id INTEGER REFERENCES quotations(id)
, standing TEXT NOT NULL DEFAULT 'current', span TEXT);
CREATE INDEX affiliations_speaker ON affiliations(speaker_id);
CREATE INDEX affiliations_organization ON affiliations(organization_id);
CREATE INDEX affiliations_quotation ON affiliations(quotation_id);
CREATE VIRTUAL TABLE articles_fts USING fts5(
    title, text, content="articles", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN INSERT INTO articles_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END;
CREATE TRIGGER articles_removed AFTER DELETE ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END;
CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN INSERT INTO articles_fts(articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); INSERT INTO articles_fts(rowid, title, text) VALUES (new.id, new.title, new.text); END;
CREATE VIRTUAL TABLE quotations_fts USING fts5(
    text, content="quotations", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER quotations_added AFTER INSERT ON quotations BEGIN INSERT INTO quotations_fts(rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER quotations_removed AFTER DELETE ON quotations BEGIN INSERT INTO quotations_fts(quotations_fts, rowid, text) VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER quotations_changed AFTER UPDATE OF text ON quotations BEGIN INSERT INTO quotations_fts(quotations_fts, rowid, text) VALUES ('delete', old.id, old.text); INSERT INTO quotations_fts(rowid, text) VALUES (new.id, new.text); END;
CREATE VIRTUAL TABLE canonical_speakers_fts USING fts5(
    names, normal_name, content="canonical_speakers", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER canonical_speakers_added AFTER INSERT ON canonical_speakers BEGIN INSERT INTO canonical_speakers_fts(rowid, names, normal_name) VALUES (new.id, new.names, new.normal_name); END;
CREATE TRIGGER canonical_speakers_removed AFTER DELETE ON canonical_speakers BEGIN INSERT INTO canonical_speakers_fts(canonical_speakers_fts, rowid, names, normal_name) VALUES ('delete', old.id, old.names, old.normal_name); END;
CREATE TRIGGER canonical_speakers_changed AFTER UPDATE OF names, normal_name ON canonical_speakers BEGIN INSERT INTO canonical_speakers_fts(canonical_speakers_fts, rowid, names, normal_name) VALUES ('delete', old.id, old.names, old.normal_name); INSERT INTO canonical_speakers_fts(rowid, names, normal_name) VALUES (new.id, new.names, new.normal_name); END;
CREATE VIRTUAL TABLE organizations_fts USING fts5(
    names, normal_name, content="organizations", content_rowid="id", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER organizations_added AFTER INSERT ON organizations BEGIN INSERT INTO organizations_fts(rowid, names, normal_name) VALUES (new.id, new.names, new.normal_name); END;
CREATE TRIGGER organizations_removed AFTER DELETE ON organizations BEGIN INSERT INTO organizations_fts(organizations_fts, rowid, names, normal_name) VALUES ('delete', old.id, old.names, old.normal_name); END;
CREATE TRIGGER organizations_changed AFTER UPDATE OF names, normal_name ON organizations BEGIN INSERT INTO organizations_fts(organizations_fts, rowid, names, normal_name) VALUES ('delete', old.id, old.names, old.normal_name); INSERT INTO organizations_fts(rowid, names, normal_name) VALUES (new.id, new.names, new.normal_name); END;
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
CREATE INDEX speakers_form ON speakers(form_id, article_id);
CREATE VIEW memberships AS
    SELECT speakers.id AS speaker_id, forms.canonical_id FROM forms JOIN speakers ON speakers.form_id = forms.id;
CREATE TABLE blocking_keys (
    key TEXT NOT NULL,
    form_id INTEGER NOT NULL REFERENCES forms(id),
    side INTEGER NOT NULL CHECK (side IN (1, 2, 3)),
    PRIMARY KEY (key, form_id)
) WITHOUT ROWID;
CREATE TABLE evidence (
    form_id INTEGER NOT NULL REFERENCES forms(id),
    feature TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (form_id, feature, value)
) WITHOUT ROWID;
CREATE TABLE pending (speaker_id INTEGER PRIMARY KEY REFERENCES speakers(id));
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
CREATE TABLE quotation_speakers (
    quotation_id INTEGER NOT NULL REFERENCES quotations(id),
    speaker_id INTEGER NOT NULL REFERENCES speakers(id),
    PRIMARY KEY (quotation_id, speaker_id)
) WITHOUT ROWID;
CREATE INDEX quotation_speakers_speaker ON quotation_speakers(speaker_id);
CREATE TABLE abbreviations (
    short TEXT NOT NULL,
    long TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id),
    PRIMARY KEY (short, long, article_id)
) WITHOUT ROWID;
CREATE INDEX abbreviations_long ON abbreviations(long);
CREATE VIRTUAL TABLE trigrams_fts USING fts5(text, content='', tokenize='trigram', detail=none, columnsize=0);
CREATE VIRTUAL TABLE trigrams_vocabulary USING fts5vocab('trigrams_fts', 'row');
CREATE VIRTUAL TABLE words_vocabulary USING fts5vocab('quotations_fts', 'row');
CREATE INDEX articles_version_of ON articles(version_of);
CREATE TABLE anchors (
    article_id INTEGER NOT NULL REFERENCES articles(id),
    quotation_id INTEGER NOT NULL REFERENCES quotations(id),
    state TEXT NOT NULL CHECK (state IN ('same', 'changed', 'vanished', 'appeared')),
    content TEXT,
    counterpart_id INTEGER REFERENCES quotations(id),
    PRIMARY KEY (article_id, quotation_id)
) WITHOUT ROWID;
CREATE INDEX anchors_quotation ON anchors(quotation_id);
CREATE TABLE article_counts (outlet TEXT, month TEXT, articles INTEGER NOT NULL);
CREATE UNIQUE INDEX article_counts_by ON article_counts(ifnull(outlet, x''), ifnull(month, x''));
CREATE TABLE quotation_counts (
    act TEXT NOT NULL,
    kind TEXT NOT NULL,
    speaker_kind TEXT NOT NULL,
    tenth INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    PRIMARY KEY (act, kind, speaker_kind, tenth)
) WITHOUT ROWID;
CREATE TABLE canonical_speaker_counts (kind TEXT PRIMARY KEY, canonical_speakers INTEGER NOT NULL);
CREATE INDEX forms_speakers ON forms(speakers);
CREATE TRIGGER articles_counted AFTER INSERT ON articles BEGIN INSERT INTO article_counts SELECT new.outlet, substr(new.published, 1, 7), 1 WHERE new.version_of IS NULL
    ON CONFLICT DO UPDATE SET articles = articles + 1; END;
CREATE TRIGGER articles_discounted AFTER DELETE ON articles BEGIN UPDATE article_counts SET articles = articles - 1 WHERE outlet IS old.outlet AND month IS substr(old.published, 1, 7) AND old.version_of IS NULL;
    DELETE FROM article_counts WHERE outlet IS old.outlet AND month IS substr(old.published, 1, 7) AND articles = 0; END;
CREATE TRIGGER articles_recounted AFTER UPDATE OF outlet, published, version_of ON articles BEGIN UPDATE article_counts SET articles = articles - 1 WHERE outlet IS old.outlet AND month IS substr(old.published, 1, 7) AND old.version_of IS NULL;
    DELETE FROM article_counts WHERE outlet IS old.outlet AND month IS substr(old.published, 1, 7) AND articles = 0; INSERT INTO article_counts SELECT new.outlet, substr(new.published, 1, 7), 1 WHERE new.version_of IS NULL
    ON CONFLICT DO UPDATE SET articles = articles + 1; END;
CREATE TRIGGER quotations_counted AFTER INSERT ON quotations BEGIN INSERT INTO quotation_counts SELECT new.act, new.kind, new.speaker_kind, min(9, CAST(new.confidence * 10 AS INTEGER)), 1 WHERE TRUE
    ON CONFLICT DO UPDATE SET quotations = quotations + 1; END;
CREATE TRIGGER quotations_discounted AFTER DELETE ON quotations BEGIN UPDATE quotation_counts SET quotations = quotations - 1 WHERE act IS old.act AND kind IS old.kind AND speaker_kind IS old.speaker_kind AND tenth IS min(9, CAST(old.confidence * 10 AS INTEGER)) AND TRUE;
    DELETE FROM quotation_counts WHERE act IS old.act AND kind IS old.kind AND speaker_kind IS old.speaker_kind AND tenth IS min(9, CAST(old.confidence * 10 AS INTEGER)) AND quotations = 0; END;
CREATE TRIGGER quotations_recounted AFTER UPDATE OF act, kind, speaker_kind, confidence ON quotations BEGIN UPDATE quotation_counts SET quotations = quotations - 1 WHERE act IS old.act AND kind IS old.kind AND speaker_kind IS old.speaker_kind AND tenth IS min(9, CAST(old.confidence * 10 AS INTEGER)) AND TRUE;
    DELETE FROM quotation_counts WHERE act IS old.act AND kind IS old.kind AND speaker_kind IS old.speaker_kind AND tenth IS min(9, CAST(old.confidence * 10 AS INTEGER)) AND quotations = 0; INSERT INTO quotation_counts SELECT new.act, new.kind, new.speaker_kind, min(9, CAST(new.confidence * 10 AS INTEGER)), 1 WHERE TRUE
    ON CONFLICT DO UPDATE SET quotations = quotations + 1; END;
CREATE TRIGGER canonical_speakers_counted AFTER INSERT ON canonical_speakers BEGIN INSERT INTO canonical_speaker_counts SELECT new.kind, 1 WHERE TRUE
    ON CONFLICT DO UPDATE SET canonical_speakers = canonical_speakers + 1; END;
CREATE TRIGGER canonical_speakers_discounted AFTER DELETE ON canonical_speakers BEGIN UPDATE canonical_speaker_counts SET canonical_speakers = canonical_speakers - 1 WHERE kind IS old.kind AND TRUE;
    DELETE FROM canonical_speaker_counts WHERE kind IS old.kind AND canonical_speakers = 0; END;
CREATE TRIGGER canonical_speakers_recounted AFTER UPDATE OF kind ON canonical_speakers BEGIN UPDATE canonical_speaker_counts SET canonical_speakers = canonical_speakers - 1 WHERE kind IS old.kind AND TRUE;
    DELETE FROM canonical_speaker_counts WHERE kind IS old.kind AND canonical_speakers = 0; INSERT INTO canonical_speaker_counts SELECT new.kind, 1 WHERE TRUE
    ON CONFLICT DO UPDATE SET canonical_speakers = canonical_speakers + 1; END;
INSERT INTO _sqlite_migrations VALUES (1, 'quotetrack', 'm0001_quotations', '2026-11-23 12:01:09.283312+00:00');
INSERT INTO _sqlite_migrations VALUES (2, 'quotetrack', 'm0002_identity', '2026-11-23 12:01:09.291040+00:00');
INSERT INTO _sqlite_migrations VALUES (3, 'quotetrack', 'm0003_wording', '2026-11-23 12:01:09.291727+00:00');
INSERT INTO _sqlite_migrations VALUES (4, 'quotetrack', 'm0004_versions', '2026-11-23 12:01:09.293195+00:00');
INSERT INTO _sqlite_migrations VALUES (5, 'quotetrack', 'm0005_counts', '2026-11-23 12:01:09.298981+00:00');
INSERT INTO runs VALUES (1, '2026-11-23T12:01:09+00:00', NULL, 'freeze', '0.1.0', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO articles VALUES (1, 'https://news.example/0', 'https://news.example/0', 'https://news.example/0', NULL, NULL, 'Example News', '2024-01-11', NULL, '“will open in spring 0 1,” said Ruth Calder of Harbour Trust.

Owen Pike said that open in spring before 0 2.

Two officials said “in spring before our 0 3”.

“spring before our budget 0 4.”
', 'a1e35a1154dfaab2156f569c01306cc448a6dab85fadec174346b191587a75cc', NULL, NULL, 1, '2026-11-23T12:01:09+00:00', NULL);
INSERT INTO articles VALUES (2, 'https://news.example/1', 'https://news.example/1', 'https://news.example/1', NULL, NULL, 'Example News', '2024-02-11', NULL, '“open in spring before 1 1,” said Owen Pike of the Harbour Trust.

Jose Ferrao said that spring before our budget 1 2.

Two officials said “our budget is voted 1 3”.

“is voted on by 1 4.”
', '79ea4ca56d7d8d8c2b42ee7f4d82a352629ae7bac939996e79cd7a995b4c8259', NULL, NULL, 1, '2026-11-23T12:01:09+00:00', NULL);
INSERT INTO articles VALUES (3, 'https://news.example/2', 'https://news.example/2', 'https://news.example/2', NULL, NULL, 'Example News', '2024-03-11', NULL, '“in spring before our 2 1,” said Sen. Ruth Calder of Lowland Water Board.

Ruth Calder said that our budget is voted 2 2.

Two officials said “voted on by council 2 3”.

“council 2 4.”
', '07084f0ee96951d35bdfddf23fb51177a0a4978f804a7cbadbbf1b12a2527881', NULL, NULL, 1, '2026-11-23T12:01:09+00:00', NULL);
INSERT INTO speakers VALUES (1, 1, 'person', 'Ruth Calder', 'ruth calder', 1);
INSERT INTO speakers VALUES (2, 1, 'person', 'Owen Pike', 'owen pike', 2);
INSERT INTO speakers VALUES (3, 1, 'unnamed', 'Two officials', 'two officials', 3);
INSERT INTO speakers VALUES (4, 2, 'person', 'Owen Pike', 'owen pike', 2);
INSERT INTO speakers VALUES (5, 2, 'person', 'Jose Ferrao', 'jose ferrao', 4);
INSERT INTO speakers VALUES (6, 2, 'unnamed', 'Two officials', 'two officials', 5);
INSERT INTO speakers VALUES (7, 3, 'person', 'Ruth Calder', 'ruth calder', 1);
INSERT INTO speakers VALUES (8, 3, 'unnamed', 'Two officials', 'two officials', 6);
INSERT INTO aliases VALUES (7, 'Sen. Ruth Calder', 0);
INSERT INTO canonical_speakers VALUES (1, 'person', 'Ruth Calder', 'ruth calder', 'Ruth Calder
Sen. Ruth Calder', NULL);
INSERT INTO canonical_speakers VALUES (2, 'person', 'Owen Pike', 'owen pike', 'Owen Pike', NULL);
INSERT INTO canonical_speakers VALUES (3, 'unnamed', 'Two officials', 'two officials', 'Two officials', NULL);
INSERT INTO canonical_speakers VALUES (4, 'person', 'Jose Ferrao', 'jose ferrao', 'Jose Ferrao', NULL);
INSERT INTO canonical_speakers VALUES (5, 'unnamed', 'Two officials', 'two officials', 'Two officials', NULL);
INSERT INTO canonical_speakers VALUES (6, 'unnamed', 'Two officials', 'two officials', 'Two officials', NULL);
INSERT INTO organizations VALUES (1, 'Harbour Trust', 'harbour trust', 'Harbour Trust
the Harbour Trust');
INSERT INTO organizations VALUES (2, 'Lowland Water Board', 'lowland water board', 'Lowland Water Board');
INSERT INTO quotations VALUES (1, '37749741307c', 1, 'direct', 'speech', 'will open in spring 0 1', '[[1, 24]]', '[[27, 31]]', '[[32, 43]]', 1, 'person', 'Ruth Calder', 'Ruth Calder', 'named', 'director', NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '["Harbour Trust"]', '[]');
INSERT INTO quotations VALUES (10, '5ba868ada460', 3, 'indirect', 'speech', 'our budget is voted 2 2', '[[97, 120]]', '[[87, 91]]', '[[38, 49]]', 7, 'person', 'Ruth Calder', 'Ruth Calder', 'named', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (11, 'f530ee4c1606', 3, 'direct', 'speech', 'voted on by council 2 3', '[[143, 166]]', '[[137, 141]]', '[[123, 136]]', 8, 'unnamed', NULL, 'Two officials', 'nominal', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (12, '3caf8dc118cd', 3, 'direct', 'speech', 'council 2 4', '[[171, 182]]', '[[137, 141]]', '[]', NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (2, '1b04e7501633', 1, 'indirect', 'speech', 'open in spring before 0 2', '[[83, 108]]', '[[73, 77]]', '[[63, 72]]', 2, 'person', 'Owen Pike', 'Owen Pike', 'named', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (3, 'ea1aa643ed85', 1, 'direct', 'speech', 'in spring before our 0 3', '[[131, 155]]', '[[125, 129]]', '[[111, 124]]', 3, 'unnamed', NULL, 'Two officials', 'nominal', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (4, 'beaa177f48fe', 1, 'direct', 'speech', 'spring before our budget 0 4', '[[160, 188]]', '[[125, 129]]', '[]', NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (5, '0da8f9ecc095', 2, 'direct', 'speech', 'open in spring before 1 1', '[[1, 26]]', '[[29, 33]]', '[[34, 43]]', 4, 'person', 'Owen Pike', 'Owen Pike', 'named', 'director', NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '["the Harbour Trust"]', '[]');
INSERT INTO quotations VALUES (6, '9b5b2061fe1a', 2, 'indirect', 'speech', 'spring before our budget 1 2', '[[89, 117]]', '[[79, 83]]', '[[67, 78]]', 5, 'person', 'Jose Ferrao', 'Jose Ferrao', 'named', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (7, '99ce0062522d', 2, 'direct', 'speech', 'our budget is voted 1 3', '[[140, 163]]', '[[134, 138]]', '[[120, 133]]', 6, 'unnamed', NULL, 'Two officials', 'nominal', NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (8, '2a6bf6d728de', 2, 'direct', 'speech', 'is voted on by 1 4', '[[168, 186]]', '[[134, 138]]', '[]', NULL, 'unknown', NULL, NULL, NULL, NULL, NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '[]', '[]');
INSERT INTO quotations VALUES (9, '3a286cbf6238', 3, 'direct', 'speech', 'in spring before our 2 1', '[[1, 25]]', '[[28, 32]]', '[[33, 49]]', 7, 'person', 'Sen. Ruth Calder', 'Sen. Ruth Calder', 'named', 'director', NULL, NULL, 0, 1, 0.9, '{"rule": "test"}', 1, '["Lowland Water Board"]', '[]');
INSERT INTO affiliations VALUES (1, 1, 1, 'Harbour Trust', 'director', 1, '2024-01-11', 1, 'current', NULL);
INSERT INTO affiliations VALUES (2, 4, 1, 'the Harbour Trust', 'director', 2, '2024-02-11', 5, 'current', NULL);
INSERT INTO affiliations VALUES (3, 7, 2, 'Lowland Water Board', 'director', 3, '2024-03-11', 9, 'current', NULL);
INSERT INTO forms VALUES (1, 'person', 'ruth calder', NULL, 'Ruth Calder', 'Ruth Calder
Sen. Ruth Calder', 2, 1, 0);
INSERT INTO forms VALUES (2, 'person', 'owen pike', NULL, 'Owen Pike', 'Owen Pike', 2, 2, 0);
INSERT INTO forms VALUES (3, 'unnamed', 'two officials', 1, 'Two officials', 'Two officials', 1, 3, 0);
INSERT INTO forms VALUES (4, 'person', 'jose ferrao', NULL, 'Jose Ferrao', 'Jose Ferrao', 1, 4, 0);
INSERT INTO forms VALUES (5, 'unnamed', 'two officials', 2, 'Two officials', 'Two officials', 1, 5, 0);
INSERT INTO forms VALUES (6, 'unnamed', 'two officials', 3, 'Two officials', 'Two officials', 1, 6, 0);
INSERT INTO pending VALUES (1);
INSERT INTO pending VALUES (2);
INSERT INTO pending VALUES (4);
INSERT INTO pending VALUES (5);
INSERT INTO pending VALUES (7);
INSERT INTO quotation_speakers VALUES (1, 1);
INSERT INTO quotation_speakers VALUES (10, 7);
INSERT INTO quotation_speakers VALUES (11, 8);
INSERT INTO quotation_speakers VALUES (2, 2);
INSERT INTO quotation_speakers VALUES (3, 3);
INSERT INTO quotation_speakers VALUES (5, 4);
INSERT INTO quotation_speakers VALUES (6, 5);
INSERT INTO quotation_speakers VALUES (7, 6);
INSERT INTO quotation_speakers VALUES (9, 7);
PRAGMA application_id = 1364480595;
PRAGMA user_version = 5;
