"""What a store holds, in a form that can be compared."""

from __future__ import annotations

import json

from quotetrack.store import QUOTATION_COLUMNS, Row, Store


def contents_of(store: Store) -> dict[str, list[Row]]:
    """Everything a store holds by table, apart from row ids, runs and times, in an order of its own.

    Two stores with equal contents hold the same articles, quotations and speakers.
    """
    return {table: sorted(store.rows(statement), key=_sort_key) for table, statement in _CONTENTS.items()}


def _sort_key(row: Row) -> str:
    return json.dumps(row, sort_keys=True)


_CONTENTS = {
    "articles": """SELECT key, (SELECT key FROM articles f WHERE f.id = articles.version_of) AS version_of, name,
        url, title, author, outlet, published, path, text, sha256, source_sha256, extractor FROM articles""",
    "quotations": f"""SELECT articles.key AS article, {QUOTATION_COLUMNS.removeprefix("q.id, ")},
        speakers.kind AS spoken_by_kind, speakers.name AS spoken_by
        FROM quotations q JOIN articles ON articles.id = q.article_id
        LEFT JOIN speakers ON speakers.id = q.speaker_id""",
    "quotation_speakers": """SELECT articles.key AS article, q.key AS quotation, speakers.kind, speakers.name
        FROM quotation_speakers JOIN quotations q ON q.id = quotation_id JOIN articles ON articles.id = q.article_id
        JOIN speakers ON speakers.id = quotation_speakers.speaker_id""",
    "speakers": """SELECT articles.key AS article, speakers.kind, speakers.name, speakers.normal_name,
        c.kind AS canonical_kind, c.name AS canonical_name, c.normal_name AS canonical_normal_name, c.names
        FROM speakers JOIN articles ON articles.id = article_id
        LEFT JOIN memberships ON speaker_id = speakers.id LEFT JOIN canonical_speakers c ON c.id = canonical_id""",
    "aliases": """SELECT articles.key AS article, speakers.kind, speakers.name, alias, weak
        FROM aliases JOIN speakers ON speakers.id = speaker_id JOIN articles ON articles.id = article_id""",
    "canonical_speakers": """SELECT c.kind, name, normal_name, names,
        (SELECT count(*) FROM memberships WHERE canonical_id = c.id) AS members,
        (SELECT key FROM people WHERE id = person_id) AS person FROM canonical_speakers c""",
    "forms": """SELECT f.kind, f.normal_name, articles.key AS article, f.name, f.names, f.speakers,
        (SELECT json_group_array(json_array(key, side)) FROM (
            SELECT * FROM blocking_keys WHERE form_id = f.id ORDER BY key)) AS keys,
        (SELECT json_group_array(json_array(feature, value)) FROM (
            SELECT * FROM evidence WHERE form_id = f.id ORDER BY feature, value)) AS evidence
        FROM forms f LEFT JOIN articles ON articles.id = f.article_id""",
    "pending": """SELECT articles.key AS article, speakers.kind, speakers.name FROM pending
        JOIN speakers ON speakers.id = speaker_id JOIN articles ON articles.id = article_id""",
    "abbreviations": "SELECT short, long, articles.key AS article FROM abbreviations JOIN articles ON id = article_id",
    "anchors": """SELECT articles.key AS article, q.key AS quotation, state, anchors.content,
        (SELECT key FROM quotations WHERE id = counterpart_id) AS counterpart
        FROM anchors JOIN articles ON articles.id = anchors.article_id JOIN quotations q ON q.id = quotation_id""",
    "people": "SELECT key, kind, name, aliases, affiliations, identifiers FROM people",
    "people_names": "SELECT key, normal_name FROM people_names JOIN people ON people.id = person_id",
    "organizations": "SELECT name, normal_name, names FROM organizations",
    "affiliations": """SELECT articles.key AS article, quotations.key AS quotation, speakers.name AS speaker,
        organizations.normal_name AS organization, stated, f.role, f.standing, f.span, f.published
        FROM affiliations f JOIN articles ON articles.id = f.article_id
        LEFT JOIN quotations ON quotations.id = f.quotation_id LEFT JOIN speakers ON speakers.id = f.speaker_id
        LEFT JOIN organizations ON organizations.id = f.organization_id""",
    # A rule's opinion is on two forms, in whichever articles these were met first; a person's on two source rows.
    "judgements": """SELECT l.normal_name AS left_name, r.normal_name AS right_name,
        (SELECT key FROM articles WHERE id = iif(action IS NULL, l.article_id, x.article_id)) AS left_article,
        (SELECT key FROM articles WHERE id = iif(action IS NULL, r.article_id, y.article_id)) AS right_article,
        verdict, score, explanation, decided_by, undone_by, undone_at IS NOT NULL AS undone
        FROM judgements JOIN forms l ON l.id = left_form JOIN forms r ON r.id = right_form
        JOIN speakers x ON x.id = left_id JOIN speakers y ON y.id = right_id""",
}
