"""Questions to a store: what was said, by whom, in what words. Values in, typed results out."""

from quotetrack.lookup.everything import search_all
from quotetrack.lookup.people import find_people
from quotetrack.lookup.quotation import show
from quotetrack.lookup.search import search
from quotetrack.lookup.speakers import (
    find_by_ids,
    find_members,
    find_members_by_ids,
    find_one,
    find_speakers,
    profile,
    suggest_speakers,
)
from quotetrack.lookup.stats import stats

__all__ = [
    "find_by_ids",
    "find_members",
    "find_members_by_ids",
    "find_one",
    "find_people",
    "find_speakers",
    "profile",
    "search",
    "search_all",
    "show",
    "stats",
    "suggest_speakers",
]
