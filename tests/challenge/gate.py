"""`make eval`: what the pack reaches, against the floors in floors.json; README.md says how they move.

Exit status: 0 where all floors are kept, 1 where one is not or would have to be lowered, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from quotetrack import load_parser
from quotetrack.errors import QuotetrackError
from quotetrack.evaluate import report
from quotetrack.parse.pack import find_pack
from tests.challenge import figures, floors
from tests.challenge.floors import Figure
from tests.challenge.score import as_markdown, score_all


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, move floors where asked to; returns the exit status."""
    options = _options(arguments)
    try:
        bounds = floors.read(options.floors)
        stamp = find_pack(options.pack).stamp
        measured = floors.rounded(list(_measure(options.pack, options.corpora)))
        verdicts = floors.judge(measured, bounds, figures.groups(options.corpora))
    except (floors.FloorsError, QuotetrackError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 2
    print("", f"Pack {stamp} against {options.floors.name}:", "", *floors.as_table(verdicts), sep="\n")
    failing = [verdict.name for verdict in verdicts if verdict.fails]
    if not options.raise_floors:
        print(f"\n{_outcome(failing, [v.name for v in verdicts if v.word == 'new'])}")
        return 1 if failing else 0
    return _move(options, bounds, verdicts, stamp)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.challenge.gate", description=__doc__)
    parser.add_argument(
        "--corpora", metavar="DIR", type=Path, help="the folder of the corpora: PolNeAR dev is measured too"
    )
    parser.add_argument("--pack", metavar="DIR", type=Path, help="the folder of a pack (default: the bundled one)")
    parser.add_argument("--floors", metavar="FILE", type=Path, default=floors.FLOORS, help="default: floors.json, here")
    parser.add_argument("--raise-floors", action="store_true", help="write what is better now, less a slack, as floors")
    parser.add_argument(
        "--allow-lower", action="store_true", help="with --raise-floors: lower floors that are not kept"
    )
    options = parser.parse_args(arguments)
    if options.allow_lower and not options.raise_floors:
        parser.error("--allow-lower goes with --raise-floors")
    if options.raise_floors and options.pack:
        parser.error("--raise-floors goes by the bundled pack: leave out --pack")
    return options


def _measure(pack: Path | None, corpora: Path | None) -> Iterator[Figure]:
    """All figures, their tables printed as they come."""
    parser = load_parser(models=pack)
    reports = score_all(parser)
    print(*as_markdown(reports), sep="\n", flush=True)
    yield from figures.of_challenge(reports)
    yield from figures.of_samples(parser)
    yield from figures.of_unseen(parser)
    if corpora:
        result = figures.measure_corpora(corpora, pack, date.today().isoformat())
        print("", report.as_markdown(result), sep="\n", flush=True)
        yield from figures.of_corpora(result)


def _outcome(failing: Sequence[str], new: Sequence[str]) -> str:
    lines = [f"{len(failing)} not kept: {'; '.join(failing)}." if failing else "All floors are kept."]
    if new:
        lines.append(f"{len(new)} without a floor: `make eval RAISE=1` gives them one.")
    return "\n".join(lines)


def _move(options: argparse.Namespace, bounds: floors.Floors, verdicts: Sequence[floors.Verdict], stamp: str) -> int:
    today = date.today().isoformat()
    try:
        result, told = floors.moved(bounds, verdicts, today=today, pack=stamp, lower=options.allow_lower)
    except floors.RefusedError as error:
        print(f"\n{error}\nTo lower them knowingly: make eval RAISE=1 LOWER=1 (--raise-floors --allow-lower).")
        return 1
    if told:
        floors.write(result, options.floors)
    print("", *(told or ["No floor moves."]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
