"""`quotetrack review` asks a person, one by one, the questions that rules cannot answer."""

from __future__ import annotations

import sys
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Literal

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.judgements import in_short
from quotetrack.errors import QuotetrackError, StoreError

if TYPE_CHECKING:
    from quotetrack.identity import Question
    from quotetrack.lookup.hits import Hit
    from quotetrack.lookup.profiles import Profile
    from quotetrack.store import Store


Verdict = Literal["same", "different", "unsure"]

_VERDICTS: dict[str, Verdict] = {"s": "same", "d": "different", "u": "unsure"}
_KEYS = "[s]ame [d]ifferent [u]nsure s[k]ip [b]ack sh[o]w more [q]uit"
_HELP = """  s  they are one speaker
  d  they are two
  u  nobody can tell: do not ask again
  k  skip: ask again next time
  b  go back: take the last answer back
  o  show more of what they said
  1  where the same is asked of several articles: answer for the one shown only
  q  quit; every answer is kept"""
_SAMPLES, _MORE = 2, 10  # quotations of each speaker shown at first, and on request
_ARTICLES = 5  # articles listed where a question is about several


@click.command(short_help="Answer what rules cannot: are these two speakers one?")
@options.database
@options.by
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="Ask at most so many questions.")
def review(database: str, by: str, limit: int | None) -> None:
    """Answer what rules cannot: are these two speakers one?

    Every question shows what is known of both, side by side, and is answered with one key: s same,
    d different, u unsure (not asked again), k skip, b back, o more quotations, q quit. Every answer is
    kept at once, so that the next time goes on where this one ended.

    A name that may be one person's in several articles, such as a surname, is asked about once, and
    the answer is for all of them; after the key 1 it is for the article shown. Where standard
    input is no terminal, it is read a line for each key.

    \b
    Example:
      quotetrack review news.db --limit 20
    """
    from quotetrack.identity import count_questions

    with options.changing(database) as store:
        waiting = count_questions(store)
        if not waiting:
            click.echo("Nothing to review.")
            return
        click.echo(f"{wording.waiting(waiting)}. Every answer is kept at once.")
        session = _Session(store, by, min(waiting, limit or waiting))
        session.run()
        left = count_questions(store)
    answered = wording.nouns(len(session.answers), "answer")
    if left:
        click.echo(f"\n{answered}; {left:,} still open: {output.hint('review', database)}")
    else:
        click.echo(f"\n{answered}; nothing is left to review.")


@dataclass
class _Session:
    """One session of questions and answers, up to `limit` of them.

    `skipped` holds the numbers of questions, `answers` the first judgement of each answer, and `steps` both in order.
    """

    store: Store
    by: str
    limit: int
    skipped: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    steps: list[Literal["answer", "skip"]] = field(default_factory=list)

    def run(self) -> None:
        """Asks until all is answered or skipped, the limit is reached, or the user quits."""
        while len(self.steps) < self.limit and (question := self._next()):
            self._show(question, _SAMPLES)
            if not self._ask(question):
                return

    def _next(self) -> Question | None:
        """Returns the likeliest question that was not skipped, read anew, as an answer may settle other questions."""
        from quotetrack.identity import find_questions

        found = find_questions(self.store, limit=len(self.skipped) + 1)
        return next((question for question in found if question.id not in self.skipped), None)

    def _ask(self, question: Question) -> bool:
        """Takes keys until the question is answered or skipped; returns whether to go on."""
        alike = question.alike
        while True:
            key = _read_key()
            if key == "q":
                return False
            if key in _VERDICTS:
                if self._answer(question, alike, _VERDICTS[key]):
                    return True
            elif key == "1" and alike:
                click.echo("  The answer will be for this article only.")
                alike = ()
            elif key == "k":
                click.echo("  skipped")
                self.skipped.append(question.id)
                self.steps.append("skip")
                return True
            elif key == "b":
                if self._go_back():
                    return True
            elif key == "o":
                self._show(question, _MORE)
            else:
                click.echo(_HELP)

    def _answer(self, question: Question, alike: Sequence[tuple[int, int]], verdict: Verdict) -> bool:
        """Saves an answer, also for the pairs `alike`; returns False where earlier judgements contradict it."""
        from quotetrack.identity import decide
        from quotetrack.lookup import find_by_ids

        try:
            action = decide(self.store, [(question.left_row, question.right_row), *alike], verdict, by=self.by)
        except StoreError:
            raise
        except QuotetrackError as error:
            click.echo(wording.on_own_lines(str(error)), err=True)
            return False
        self.answers.append(action.judgements[0])
        self.steps.append("answer")
        said = "unsure, not asked again" if verdict == "unsure" else verdict
        now = find_by_ids(self.store, action.speakers)
        click.echo(f"  {said}: {in_short(now) if len(now) <= _ARTICLES else wording.nouns(len(now), 'speaker')}")
        return True

    def _go_back(self) -> bool:
        """Takes back the last answer or skip of this session; returns False where there is none."""
        from quotetrack.identity import undo

        if not self.steps:
            click.echo("  This is the first one. `quotetrack undo` takes back what was answered before.")
            return False
        if self.steps.pop() == "skip":
            self.skipped.pop()
        else:
            undo(self.store, self.answers.pop(), by=self.by)
        click.echo("  taken back")
        return True

    def _show(self, question: Question, quotations: int) -> None:
        from quotetrack.lookup import profile

        left, right = (profile(self.store, f"#{id}", quotations=quotations) for id in (question.left, question.right))
        number = f"Question {len(self.steps) + 1} of {self.limit}"
        click.echo()
        output.print_title(number)
        click.echo()
        print_both(left, right, full=quotations == _MORE)
        click.echo()
        names = wording.listed([wording.on_one_line(name) for name in (question.left_name, question.right_name)])
        click.echo(output.wrapped(f"Are {names} one? {_doubt(question)}", ""))
        click.echo(output.dim(output.wrapped(f"{question.score:.2f}: {wording.why(question.explanation)}")))
        self._show_alike(question)

    def _show_alike(self, question: Question) -> None:
        """Names the other articles that the question is about."""
        from quotetrack.lookup import find_members_by_ids

        if not question.alike:
            return
        rows = {row for pair in question.alike for row in pair} - {question.left_row, question.right_row}
        members = find_members_by_ids(self.store, rows)
        click.echo(f"The same is asked of {wording.nouns(len(members), 'more article')} (key 1: only of this one):")
        for member in members[:_ARTICLES]:
            facts = wording.dotted(wording.day(member.published), member.outlet, member.title)
            click.echo(f"  {wording.shortened(f'{member.name}: {facts}', output.columns() - 2)}")
        if len(members) > _ARTICLES:
            click.echo(f"  and {len(members) - _ARTICLES} more")


def _doubt(question: Question) -> str:
    if question.held_back:
        return "The rules would join them, but another judgement, or a name, stands against it."
    return "The rules are not sure."


def _read_key() -> str:
    """Returns a key of a terminal, or the first letter of the next line that is not blank; q at the end of input."""
    if sys.stdin.isatty():
        click.echo(f"{_KEYS}: ", nl=False)
        try:
            key = click.getchar()
        except EOFError:
            key = "q"
        click.echo(key if key.isprintable() else "")
        return key.casefold()
    for line in sys.stdin:
        if line.strip():
            return line.strip()[0].casefold()
    return "q"


NARROWEST, WIDEST = 70, 160
"""The fewest columns in which two speakers are shown side by side, and the most that are used."""

_GAP_WIDTH = len(" │ ")
_CAPACITIES, _NAMES, _OUTLETS = 6, 8, 4  # the most that are shown of each speaker, so that both fit a screen

Line = tuple[str, Mapping[str, Any]]
"""A line of plain text, and the arguments of click.style for it."""


def print_both(left: Profile, right: Profile, *, full: bool = False) -> None:
    """Prints what is known of two speakers; with `full`, long quotations are not cut."""
    width = min(output.terminal_width(), WIDEST)
    if width < NARROWEST:
        for profile in (left, right):
            for title, block in _blocks(profile, width, full):
                for text, style in _with_title(title, block):
                    click.echo(click.style(text, **style))
            click.echo()
        return
    column = (width - _GAP_WIDTH) // 2
    for (title, one), (_, other) in zip(_blocks(left, column, full), _blocks(right, column, full), strict=True):
        if one or other:
            nothing: Line = ("", {})
            lines = zip_longest(_with_title(title, one), _with_title(title, other), fillvalue=nothing)
            for (text, style), (beside, its_style) in lines:
                gap = " " * (column - sum(map(_columns, text)))
                right_side = f" {click.style(beside, **its_style)}" if beside else ""
                click.echo(f"{click.style(text, **style)}{gap} │{right_side}")


def _with_title(title: str, block: Sequence[Line]) -> Iterator[Line]:
    if title and block:
        yield title, {"dim": True}
    yield from block


def _blocks(profile: Profile, width: int, full: bool) -> Iterator[tuple[str, list[Line]]]:
    """Yields the blocks that are shown of a speaker, the same for everybody, each with its title and lines."""
    speaker = profile.speaker
    fill = partial(_filled, width=width)
    yield "", fill(f"{speaker.name} #{speaker.id}", bold=True)
    yield "", [*fill(wording.counted(speaker)), *fill(wording.period(speaker.first, speaker.last) or "no date")]
    ids = [f"{scheme} {id}" for scheme, id in speaker.identifiers.items()]
    yield "people file", [line for id in ids for line in fill(id, "  ")]
    names = [alias.name for alias in profile.aliases if alias.name != speaker.name]
    yield "also called", [line for name in _cut(names, _NAMES) for line in fill(name, "  ")]
    spoken = [wording.dated(capacity) for capacity in speaker.capacities]
    yield "spoke as", [line for told in _cut(spoken, _CAPACITIES) for line in fill(told, "  ")]
    outlets = [outlet.value for outlet in profile.outlets if outlet.value]
    yield "quoted by", fill(", ".join(_cut(outlets, _OUTLETS)), "  ")
    yield "said", [line for hit in profile.quotations for line in _said(hit, width, full)]


def _cut(shown: Sequence[str], most: int) -> list[str]:
    return [*shown[:most], *([f"and {len(shown) - most} more"] if len(shown) > most else [])]


_SHORTENED = 240  # code points of a quotation that is cut: enough to tell what it is about


def _said(hit: Hit, width: int, full: bool) -> Iterator[Line]:
    words = wording.on_one_line(hit.quotation.text)
    words = words if full else textwrap.shorten(words, _SHORTENED, placeholder=" …")
    yield from _filled(wording.in_marks(hit.quotation, words), "  ", width=width)
    facts = wording.printed_in(hit.article)
    yield from _filled(wording.shortened(facts, width - 2), "  ", width=width, dim=True)


def _filled(text: str, indent: str = "", *, width: int, **style: Any) -> list[Line]:
    """Breaks text into indented lines of at most `width` columns, all in one style."""
    lines = textwrap.wrap(
        wording.on_one_line(text), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    return [(line, style) for line in lines]


def _columns(sign: str) -> int:
    """Returns the number of columns that a character takes on a terminal."""
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1
