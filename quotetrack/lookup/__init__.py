"""Looks up what a store holds: who said what, in which words, in which article. All results are typed values."""

from quotetrack.lookup.counts import stats
from quotetrack.lookup.profiles import profile
from quotetrack.lookup.quotation import show
from quotetrack.lookup.results import search_all
from quotetrack.lookup.search import search
from quotetrack.lookup.speakers import (
    find_by_ids,
    find_members,
    find_members_by_ids,
    find_one,
    find_people,
    find_speakers,
)

__all__ = [
    "find_by_ids", "find_members", "find_members_by_ids", "find_one", "find_people", "find_speakers", "profile",
    "search", "search_all", "show", "stats",
]  # fmt: skip
