"""The page of a speaker: names, roles by date, quotations over time, and who else is quoted with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from quotetrack import lookup, wording
from quotetrack.export.addresses import person_address
from quotetrack.identity import Question, find_questions_about
from quotetrack.lookup.profiles import MOST_ARTICLES, find_companions, merged_into
from quotetrack.store import Store
from quotetrack.web.request import Answer, Page, PageRequest, Redirect
from quotetrack.wording import plots

if TYPE_CHECKING:
    from quotetrack.lookup.profiles import Profile
    from quotetrack.lookup.speakers import DatedCapacity

_SHOWN = 20
_DIGITS = 18  # SQLite holds any number of so many digits
_LAST_OFFSET = 1_000_000
_USUAL = 12  # capacities shown at once: a candidate for president has a hundred that occur once
_MOST_CAPACITIES = 300
_NAMES_SHOWN = 30
_OUTLETS_SHOWN = 10
_REASONS_SHOWN = 50
_QUESTIONS_SHOWN = 5


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the speaker of that number, or leads to the speaker into whom this one was merged.

    Quotations are shown from `offset` on.
    """
    number = int(asked.path["id"][:_DIGITS])
    if (other := merged_into(store, number)) is not None:
        format = "" if asked.format == "html" else asked.format
        message = None if format else f"Speaker {number} was merged into {other}."
        return Redirect(asked.addresses.speaker(other, format), message)
    offset = asked.number("offset", usual=0, most=_LAST_OFFSET)
    profile = lookup.profile(store, number, quotations=_SHOWN, offset=offset, reasons=_REASONS_SHOWN + 1)
    speaker, companions = profile.speaker, find_companions(store, number)
    companions_in = min(speaker.articles, MOST_ARTICLES)
    plot = plots.over_time(profile.months)
    queue = find_questions_about(store, number, limit=_QUESTIONS_SHOWN)
    fields: dict[str, Any] = {
        "speaker": speaker,
        "profile": profile,
        "others": [alias for alias in profile.aliases if alias.name != speaker.name],
        "names_shown": _NAMES_SHOWN,
        "ids": list(_ids(profile)),
        "usual": _timeline(profile, speaker.capacities[:_USUAL]),
        "rare": _timeline(profile, speaker.capacities[_USUAL:_MOST_CAPACITIES]),
        "more_capacities": max(0, len(speaker.capacities) - _MOST_CAPACITIES),
        "filed": [wording.capacity(role, [name] if name else []) for name, role in _filed(profile)],
        "plot": plot,
        "outlets": list(_outlets(asked, profile)),
        "more_outlets": max(0, len(profile.outlets) - _OUTLETS_SHOWN),
        "companions": companions,
        "companions_in": companions_in,
        "reasons": profile.reasons[:_REASONS_SHOWN],
        "more_reasons": len(profile.reasons) > _REASONS_SHOWN,
        "questions": [_as_seen_from(question, number) for question in queue.questions],
        "waiting": queue.count,
        "waiting_more": queue.more,
        "offset": offset,
        "earlier": _part(asked, number, max(0, offset - _SHOWN)) if offset else None,
        "later": _part(asked, number, offset + _SHOWN) if offset + _SHOWN < speaker.quotations else None,
        "this": f"#{number}",
        "why": wording.why,
    }
    as_json = {
        **profile.as_dict(),
        "months": [asdict(month) for month in profile.months],
        "companions": [companion.as_dict() for companion in companions],
        "companions_in": companions_in,
        "offset": offset,
        "plot": asdict(plot),
        "questions": [question.as_dict() for question in queue.questions],
        "questions_waiting": queue.count,
    }
    return Page("speaker.html", speaker.name, fields, as_json)


def _part(asked: PageRequest, speaker: int, offset: int) -> str:
    return asked.addresses.speaker(speaker, offset=offset or None) + "#said"


def _ids(profile: Profile) -> Iterator[tuple[str, str, str | None]]:
    """Yields the ids in the people file: the scheme, the id, and its address or None."""
    for scheme, id in profile.speaker.identifiers.items():
        yield scheme, str(id), person_address(scheme, str(id))


def _filed(profile: Profile) -> Sequence[tuple[str | None, str | None]]:
    return profile.filed.affiliations if profile.filed else ()


def _timeline(profile: Profile, chosen: Sequence[DatedCapacity]) -> list[tuple[str, DatedCapacity]]:
    """Returns the chosen capacities by date, each with its words."""
    wanted = set(chosen)
    return [(wording.in_words(capacity), capacity) for capacity in profile.timeline if capacity in wanted]


def _outlets(asked: PageRequest, profile: Profile) -> Iterator[tuple[str, int, str | None]]:
    """Yields outlets with the number of articles, and the address of the quotations in these."""
    this = f"#{profile.speaker.id}"
    for outlet in profile.outlets[:_OUTLETS_SHOWN]:
        address = asked.addresses.search(speaker=this, outlet=outlet.value) if outlet.value else None
        yield outlet.value or "no outlet", outlet.count, address


def _as_seen_from(question: Question, speaker: int) -> dict[str, Any]:
    """Returns a question as one speaker's page shows it: the name here, the other's name and number, and why."""
    left = question.left == speaker
    return {
        "name": question.left_name if left else question.right_name,
        "other_name": question.right_name if left else question.left_name,
        "other": question.right if left else question.left,
        "id": question.id,
        "why": wording.why(question.explanation),
        "score": question.score,
        "held_back": question.held_back,
    }
