"""Looking something up must start fast: nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.store.builders import filled_store

SEARCH = """
import sys
from quotetrack.lookup import find_speakers, profile, search, search_all, show, stats
from quotetrack.store import open_store
with open_store(sys.argv[1], readonly=True) as store:
    hits = search(store, "spring", speaker="calder")
    show(store, hits[0].quotation.id), find_speakers(store), profile(store, "Ruth Calder"), stats(store)
    search_all(store, "council")
print(*sorted({"torch", "stanza", "numpy", "sqlite_utils", "click", "onnxruntime", "rapidfuzz"} & set(sys.modules)))
"""


def test_lookups_import_nothing_heavy(tmp_path: Path) -> None:
    path = filled_store(tmp_path / "quotes.db", 8)
    done = subprocess.run([sys.executable, "-c", SEARCH, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
