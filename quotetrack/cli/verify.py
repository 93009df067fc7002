"""`quotetrack verify` compares words with a given text, without a store."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from quotetrack import wording
from quotetrack.cli import options, output
from quotetrack.cli.errors import FAILURE, WORDS_FAIL, Problems, leave
from quotetrack.errors import InputError, QuotetrackError

if TYPE_CHECKING:
    from quotetrack.check.verification import Verification, Verified

Texts = Sequence[tuple[str, str]]
"""Sources with which words are compared: their names and their texts."""


Hold = Callable[..., "Verified"]
"""The function `_hold` with the options `spoken` and `strict` already given."""


@click.command(short_help="Check words against a given text, without a store.")
@click.argument("given", metavar="SOURCE... [WORDS]", nargs=-1)
@click.option("--by", metavar="NAME", help="Who is said to have said it; then the parser reads who speaks.")
@click.option(
    "--file", "draft", metavar="DRAFT", type=click.Path(), help="Verify all that stands in marks in this text."
)
@click.option("--jsonl", is_flag=True, help="Read lines of JSON (source, quote, by) from SOURCE or standard input.")
@click.option("--spoken", is_flag=True, help="The text is a speech or a transcript: all of it was said.")
@click.option("--strict", is_flag=True, help="Let a paraphrase fail, too.")
@options.output_format("text", "json")
def verify(
    given: tuple[str, ...],
    by: str | None,
    draft: str | None,
    jsonl: bool,
    spoken: bool,
    strict: bool,
    output_format: str,
) -> None:
    """Check whether WORDS stand in SOURCE as said, and where.

    A SOURCE is a text, Markdown, HTML, Word or JSON lines file, a directory, a pattern, or - for standard input. What
    stands in quotation marks there is what was said; where there are none, all of it is. No store and, without --by, no
    model is needed. The verdicts are those of `quotetrack check`.

    With --file all that stands in marks in a draft, such as a summary that a machine wrote, is verified. With --jsonl
    every line is a question, {"source": path or text, "quote": words, "by": name or nothing}, and is answered by one.

    Exit status: 3 where words fail, or are not in the text at all; 1 where something could not be read; else 0.

    \b
    Example:
      quotetrack verify article.txt "We will not close the bridge" --by Ruiz
    """
    problems, hold = Problems(), partial(_hold, spoken=spoken, strict=strict)
    if jsonl:
        if by is not None or draft is not None:
            raise click.UsageError("--jsonl takes words and speakers from the lines: leave out --by and --file.")
        failed = _answer_lines(given or ("-",), hold, problems)
    elif draft is not None:
        if by is not None:
            raise click.UsageError("--by goes with WORDS, not with --file.")
        failed = _verify_draft(given, draft, hold, output_format, problems)
    else:
        if len(given) < 2:
            raise click.UsageError("give a source and the words: quotetrack verify article.txt WORDS")
        if not _has_words(given[-1]):
            raise click.UsageError("there are no words to verify.")
        found = hold(_sources(given[:-1], problems), given[-1], by)
        output.print_one(found, output_format, _print)
        failed = found.best.fails
    if failed or problems.failures:
        leave(WORDS_FAIL if failed else FAILURE)


def _has_words(words: str) -> bool:
    from quotetrack.comparison.markup import strip_markup
    from quotetrack.comparison.query import read_query

    return bool(read_query(strip_markup(words)[0]).pieces)


def _sources(paths: Sequence[str], problems: Problems) -> list[tuple[str, str]]:
    """Returns the names and texts of the sources. Raises QuotetrackError where none can be read."""
    from quotetrack.intake import read_texts

    if not paths:
        raise click.UsageError("give at least one source: quotetrack verify article.txt --file summary.md")
    texts = list(read_texts(paths, on_error=problems.add))
    if not texts:
        raise QuotetrackError("There is no source that could be read, so nothing was verified.")
    return texts


def _hold(
    texts: Texts, words: str, by: str | None = None, parts: Sequence[str] | None = None, *, spoken: bool, strict: bool
) -> Verified:
    """Compares words with each source; the best source comes first."""
    from quotetrack.check.verification import Verified, verify

    found = [(name, _judged(verify(text, words, by, spoken=spoken, parts=parts), strict)) for name, text in texts]
    (source, best), *others = sorted(found, key=lambda each: each[1].rank)
    return Verified(source, best, others)


def _judged(found: Verification, strict: bool) -> Verification:
    return replace(found, fails=True) if strict and found.verdict == "paraphrase" else found


def _print(found: Verified) -> None:
    from quotetrack.cli.verdicts import print_verified

    print_verified(found)


def _verify_draft(paths: Sequence[str], draft: str, hold: Hold, output_format: str, problems: Problems) -> bool:
    """Verifies all that stands in marks in a draft against all sources; returns whether any of it fails."""
    from quotetrack.check.drafts import find_marked
    from quotetrack.comparison.markup import strip_markup
    from quotetrack.intake import read_texts

    texts = _sources(paths, problems)
    rows: list[Verified] = []
    short = 0
    for _, text in read_texts([draft], on_error=problems.add):
        claims, too_short = find_marked(strip_markup(text)[0])
        short += too_short
        rows += [hold(texts, claim.text, parts=claim.parts) for claim in claims]
    if output_format == "json":
        output.print_rows((found.as_dict() for found in rows), "json")
    else:
        from quotetrack.cli.verdicts import print_verified_draft

        print_verified_draft(rows, short)
    return any(found.best.fails for found in rows)


def _answer_lines(paths: Sequence[str], hold: Hold, problems: Problems) -> bool:
    """Answers each line of JSON with a line, a wrong one with its error; returns whether any words fail."""
    failed = False
    for number, line in enumerate(_lines(paths, problems), start=1):
        try:
            answer = _answer(line, hold)
        except (ValueError, QuotetrackError) as error:
            problems.failures += 1
            answer = {"error": wording.on_one_line(str(error)), "verdict": None, "fails": None}
        failed = failed or bool(answer["fails"])
        click.echo(json.dumps({"line": number, **answer}, ensure_ascii=False))
    return failed


def _lines(paths: Sequence[str], problems: Problems) -> Iterator[str]:
    for path in paths:
        try:
            stream: BinaryIO = sys.stdin.buffer if path == "-" else open(path, "rb")  # noqa: SIM115
        except OSError as error:
            problems.add(InputError(path, error.strerror or str(error)))
            continue
        with stream:
            for line in stream:
                if text := line.decode("utf-8", "replace").removeprefix("\ufeff").strip():
                    yield text


_LIKE_A_PATH = re.compile(r"[^\n“”\"]{1,212}")


def _answer(line: str, hold: Hold) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(asked, dict):
        raise ValueError('not an object: write {"source": path or text, "quote": words}')
    source, quote, by = (asked.get(name) for name in ("source", "quote", "by"))
    if not isinstance(source, str) or not isinstance(quote, str) or not isinstance(by, str | None):
        raise ValueError("source and quote must be texts, and by a text where there is one")
    if not _has_words(quote):
        raise ValueError("there are no words in quote to verify")
    found = hold(_texts(source), quote, by)
    return {**({"source": found.source} if _is_file(source) else {}), **found.best.as_dict()}


def _is_file(source: str) -> bool:
    return len(source) < 1000 and "\n" not in source and os.path.exists(source)


def _texts(source: str) -> list[tuple[str, str]]:
    """Returns the names and texts in a source that is a path, or the source itself where it is a text.

    Raises InputError for a path that cannot be read.
    """
    from quotetrack.intake import read_texts
    from quotetrack.intake.readers import reader_of_name

    if not _is_file(source):
        if _LIKE_A_PATH.fullmatch(source) and reader_of_name(source):
            raise InputError(source, "no such file")
        return [("text", source)]
    raised: list[Exception] = []
    texts = list(read_texts([source], on_error=raised.append))
    if not texts:
        raise raised[0] if raised else InputError(source, "no text in it")
    return texts
