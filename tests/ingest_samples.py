"""Ingests samples into STORE: a process of its own, for a test that kills it.

It prints a line before it opens the store, one when it is open, and one after each article.
Used as `python -m tests.ingest_samples STORE NAME...`; the parses are the recorded ones.
"""

from __future__ import annotations

import sys

from quotetrack.errors import InputWarning
from quotetrack.intake import read_articles
from quotetrack.parse.recorded import RecordedParser
from quotetrack.pipeline import ingest
from quotetrack.store import open_store
from tests.conftest import RECORDED


def main(path: str, names: list[str]) -> None:
    print("start", flush=True)
    with open_store(path, create=True) as store:
        print("open", flush=True)
        articles = read_articles([f"samples/{name}" for name in names], on_error=_fail)
        ingest(
            articles,
            lambda **_: RecordedParser(RECORDED),
            store,
            on_error=_fail,
            on_progress=lambda: print("done", flush=True),
        )


def _fail(error: Exception) -> None:
    if not isinstance(error, InputWarning):
        raise error


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
