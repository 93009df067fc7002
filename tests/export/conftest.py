"""The stores of invented news that these tests read."""

from __future__ import annotations

import pytest

from quotetrack.export.quotations import Exported, find_all
from quotetrack.identity import save_people
from quotetrack.identity.people_file import FiledPerson
from quotetrack.store import open_store
from tests import hostile
from tests.cli.conftest import desk_articles
from tests.news import articles, fill
from tests.news import store as store


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> list[Exported]:
    """All quotations of a store with plain and hostile articles, some speakers in the people file."""
    path = tmp_path_factory.mktemp("standards") / "news.db"
    fill(path, [*articles(), *desk_articles(), *hostile.articles()])
    filed = [
        FiledPerson("Ruth A. Calder", "person", ("Ruth Calder",), (), {"wikidata": "Q5", "desk": '</script>"'}),
        FiledPerson("Owen Pike", "person", (), (), {"isni": "0000 0001 2103 2683", "page": "https://pike.example/a b"}),
        FiledPerson("Harbour Trust", "organization", (), (), {"ror": "https://ror.org/012345abc"}),
    ]
    with open_store(path) as opened:
        save_people(opened, filed)
        return list(find_all(opened, act="any", texts=True))
