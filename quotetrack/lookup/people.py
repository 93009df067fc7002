"""The newsroom's people file as the store holds it."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quotetrack.store import Row, Store


def find_people(store: Store) -> Iterator[Row]:
    """The entries of the people file by name: what `quotetrack people` reads, and the speaker each one is.

    `speaker_id` is None, and `quotations` 0, for somebody whom no article quotes.
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
