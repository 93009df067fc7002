"""The page Review: it asks a person whether two speakers are one, and lists quotations of unknown speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from quotetrack import identity, lookup, wording
from quotetrack.errors import NotFoundError, QuotetrackError
from quotetrack.identity import RULE
from quotetrack.lookup.results import find_unknown
from quotetrack.names.features import Sameness
from quotetrack.store import Store
from quotetrack.web.request import Answer, Page, PageRequest, Redirect

if TYPE_CHECKING:
    from quotetrack.identity import PastAction, Question
    from quotetrack.lookup.profiles import Profile
    from quotetrack.lookup.speakers import Member

_SAMPLES, _MORE = 2, 10  # quotations of each speaker shown at first, and on request
_LISTED = 10  # further questions, and steps that can be undone
_ARTICLES = 5  # articles listed where a question is about several
_LAST_PLACE = 10**6  # the last place in the queue that can be asked for
_LONGEST_NOTE = 500


def answer(store: Store, asked: PageRequest) -> Answer:
    """Answers with the question at `offset`, or of that `id`, further questions, and what people answered last.

    With `show=unknown` it answers with the quotations of unknown speakers from the article `start` on.
    """
    if asked.text("show") == "unknown":
        return _unknown(store, asked)
    offset = asked.number("offset", usual=0, most=_LAST_PLACE)
    samples = _MORE if asked.given("more") else _SAMPLES
    queue = identity.read_queue(store, limit=1 + _LISTED, offset=offset)
    number = asked.number("id", usual=0, most=2**31)
    picked = identity.find_question(store, number) if number else None
    question = picked or next(iter(queue.questions), None)
    both = _both(store, question, samples) if question else ()
    steps = identity.read_actions(store, limit=_LISTED)
    fields = {
        "queue": queue,
        "question": question,
        "picked": picked is not None,
        "gone": bool(number) and picked is None,
        "both": both,
        "members": _members(store, question) if question else [],
        "few": _ARTICLES,
        "offset": offset,
        "more": asked.given("more"),
        "longest_note": _LONGEST_NOTE,
        "steps": steps,
        "done": _done(store, asked),
        "told": told,
    }
    as_json = {
        "show": "merges",
        "count": queue.count,
        "more": queue.more,
        "offset": offset,
        "questions": [question.as_dict() for question in ([picked] if picked else queue.questions)],
        "speakers": [profile.as_dict() for profile in both],
        "steps": [step.as_dict() for step in steps],
        "may_review": asked.may_review,
    }
    return Page("review.html", "Review", fields, as_json)


def _unknown(store: Store, asked: PageRequest) -> Page:
    found = find_unknown(store, start=asked.number("start", usual=0, most=2**31) or None)
    return Page("review.html", "Unknown speakers", {"unknown": found}, {"show": "unknown", **found.as_dict()})


def _both(store: Store, question: Question, samples: int) -> tuple[Profile, ...]:
    return tuple(lookup.profile(store, f"#{id}", quotations=samples) for id in (question.left, question.right))


def _members(store: Store, question: Question) -> list[Member]:
    """Returns what the other articles that the question is about call the speaker."""
    rows = {row for pair in question.alike for row in pair} - {question.left_row, question.right_row}
    return lookup.find_members_by_ids(store, rows) if rows else []


def _done(store: Store, asked: PageRequest) -> PastAction | None:
    """Returns the answer that was just given, unless it was taken back."""
    number = asked.number("done", usual=0, most=2**31)
    step = identity.find_action(store, number) if number and asked.may_review else None
    return step if step and not step.undone_at else None


def judge(store: Store, asked: PageRequest) -> Answer:
    """Saves an answer to the open question `question`, also for those `alike` unless the field `only` is set."""
    verdict = asked.text("verdict")
    if verdict not in get_args(Sameness):
        raise QuotetrackError(f"{verdict!r} is no verdict. Choose one of: {', '.join(get_args(Sameness))}.")
    note = asked.given("note")
    if note and len(note) > _LONGEST_NOTE:
        raise QuotetrackError(f"A note has at most {_LONGEST_NOTE} characters, this one {len(note):,}.")
    question = _number(asked, "question")
    alike = None if asked.given("only") else _number(asked, "alike")
    offset = asked.number("offset", usual=0, most=_LAST_PLACE)
    try:
        action = identity.answer(store, question, verdict, alike=alike, by=_who(asked), note=note)  # type: ignore[arg-type]
    except NotFoundError as error:  # somebody else has answered it: show the next one
        return Redirect(asked.addresses.review(offset=offset), str(error))
    step = identity.find_action(store, action.judgements[0])
    said = f"Judged: {told(step)}." if step else "Judged."
    return Redirect(asked.addresses.review(offset=offset, done=action.judgements[0]), said)


def undo(store: Store, asked: PageRequest) -> Answer:
    """Takes back the `judgement` of that number, which a person made, with all that was judged in the same step."""
    number = _number(asked, "judgement")
    step = identity.find_action(store, number)
    if step is None:
        raise NotFoundError(f"No person has made a judgement {number}, so there is nothing to undo.")
    to = asked.addresses.review(offset=asked.number("offset", usual=0, most=_LAST_PLACE))
    if step.undone_at:
        return Redirect(to, f"{step.undone_by or 'Somebody'} has undone that already: {told(step)}.")
    identity.undo(store, step.id, by=_who(asked))
    return Redirect(to, f"Undone: {told(step)}.")


def _number(asked: PageRequest, name: str) -> int:
    """Returns a field as a number. Raises QuotetrackError where it is none."""
    value = asked.text(name)
    if not (value.isascii() and value.isdigit() and len(value) < 16):
        raise QuotetrackError(f"{name} is {value[:40]!r}, which is no number. Go back to the queue and answer there.")
    return int(value)


def _who(asked: PageRequest) -> str:
    """Returns the name under which the judgement is saved. Raises QuotetrackError where nobody is signed in."""
    who = " ".join((asked.who or "").split())
    if not who or who == RULE:
        raise QuotetrackError("Sign in under a person's name: that of the rules cannot be taken.")
    return who


def told(step: PastAction) -> str:
    """Tells in words whom a step judged, and how."""
    names = [wording.shortened(name, 60) for name in (step.left_name, step.right_name)]
    further = step.judgements - 1
    more = f", and {wording.nouns(further, 'further judgement')}" if further else ""
    return wording.judged(names, (step.left_title, step.right_title), step.verdict) + more
