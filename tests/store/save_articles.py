"""Saves articles FIRST to LAST into STORE: a process of its own, for tests that kill it or run two.

It prints a line before it opens the store, and one before each article.
Used as `python -m tests.store.save_articles STORE FIRST LAST`.
"""

from __future__ import annotations

import sys

from quotetrack.store import open_store
from tests.store.builders import made_article


def main(path: str, first: int, last: int) -> None:
    print("open", flush=True)
    with open_store(path, create=True) as store:
        run = store.start_run(command="test")
        for number in range(first, last):
            print(number, flush=True)
            store.save_article(*made_article(number), run)
        store.finish_run(run, {})


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
