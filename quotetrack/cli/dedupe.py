"""`quotetrack dedupe` compares names, and joins those that are surely one speaker's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.judgements import print_contradictions, tell_contradictions

if TYPE_CHECKING:
    from quotetrack.identity import DedupeReport, Opinion
    from quotetrack.store import Row, Store

_QUESTIONS_SHOWN = 20
"""The number of questions that a dry run prints."""


@click.command(short_help="Compare names, and join those that are surely one speaker's.")
@options.database
@click.option("--dry-run", is_flag=True, help="Print what would be joined, and why, and change nothing.")
@click.option(
    "--all", "everything", is_flag=True, help="Compare all names anew, as after an upgrade; what people judged stays."
)
@options.output_format("text", "json")
def dedupe(database: str, dry_run: bool, everything: bool, output_format: str) -> None:
    """Compare names that are new with all others, and join those that are surely one speaker's.

    `quotetrack ingest` does this by itself. What is not sure waits for `quotetrack review`. Nothing
    is lost by it: every joining is a judgement, which `quotetrack undo` takes back.

    \b
    Example:
      quotetrack dedupe news.db --dry-run
    """
    from quotetrack.identity import count_questions, held_back

    with options.changing(database) as store:
        report = _run(store, dry_run, everything)
        waiting, contradicting = count_questions(store), held_back(store)
        lines = tell_contradictions(store, contradicting)
    if output_format == "json":
        output.print_object(_as_dict(report, dry_run, waiting, contradicting))
        return
    if dry_run:
        _print_opinions("Would join", report.joined)
        _print_opinions("Would ask whether they are one", report.unsure, _QUESTIONS_SHOWN)
    click.echo(_summary(database, report, dry_run, waiting))
    print_contradictions(database, lines)


def _run(store: Store, dry_run: bool, everything: bool) -> DedupeReport:
    from quotetrack.identity import count_waiting
    from quotetrack.identity import dedupe as compare_names

    with output.progress("Comparing names", count_waiting(store, everything=everything)) as bar:
        return compare_names(store, dry_run=dry_run, everything=everything, on_progress=bar.update)


def _summary(database: str, report: DedupeReport, dry_run: bool, waiting: int) -> str:
    compared = f"{wording.nouns(report.names, 'name')} compared"
    if dry_run:
        joined = wording.nouns(report.speakers_before - report.speakers_after, "speaker")
        asked = wording.nouns(len(report.unsure), "question")
        return f"{compared}: {joined} would be joined to others, {asked} would be asked; nothing was changed."
    return f"{compared}: {outcome(database, report.speakers_before - report.speakers_after, waiting)}"


def outcome(database: str, joined: int, waiting: int) -> str:
    """Tells how many speakers were joined, how many questions wait, and by which command they are answered."""
    if joined >= 0:
        told = f"{wording.nouns(joined, 'speaker')} joined to others, "
    else:
        told = f"{wording.nouns(-joined, 'speaker')} more than before, "
    if not waiting:
        return f"{told}no question waits."
    return f"{told}{wording.waiting(waiting)}: {output.hint('review', database)}"


def _print_opinions(title: str, opinions: Sequence[Opinion], most: int | None = None) -> None:
    """Print at most `most` opinions, the surest first; the same opinion on several articles is printed once."""
    if not opinions:
        return
    output.print_title(title)
    click.echo()
    alike = Counter((-o.comparison.score, o.names, o.comparison.explanation) for o in opinions)
    shown = sorted(alike)[:most]
    for score, names, explanation in shown:
        print_pair(names, -score, explanation, alike[score, names, explanation])
    if more := len(opinions) - sum(alike[key] for key in shown):
        click.echo(f"  and {more:,} more: --format json has all")
    click.echo()


def print_pair(names: Sequence[str], score: float, explanation: str, times: int = 1) -> None:
    """Print two names that may be one speaker's: the score, the names, and the reasons on lines below."""
    shown = wording.listed([click.style(wording.on_one_line(name), bold=True) for name in names])
    click.echo(f"  {score:.2f}  {shown}" + (f", {times} times" if times > 1 else ""))
    click.echo(output.wrapped(wording.why(explanation), " " * 8))


def _as_dict(report: DedupeReport, dry_run: bool, waiting: int, contradicting: Sequence[Row]) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "names": report.names,
        "speakers_before": report.speakers_before,
        "speakers_after": report.speakers_after,
        "questions": len(report.unsure) if dry_run else waiting,
        "contradicting": list(contradicting),
        "would_join": [_opinion(opinion) for opinion in report.joined],
        "would_ask": [_opinion(opinion) for opinion in report.unsure],
    }


def _opinion(opinion: Opinion) -> dict[str, Any]:
    found = opinion.comparison
    return {"left_name": opinion.names[0], "right_name": opinion.names[1], "score": found.score,
            "explanation": found.explanation}  # fmt: skip
