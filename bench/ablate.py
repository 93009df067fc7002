"""What each rule, pattern and word list of the kernel earns: every one switched off in turn, and scored.

    python bench/ablate.py ARTICLES.jsonl.gz PEOPLE.jsonl [ARTICLES PEOPLE ...] --out RESULTS.jsonl [--only NAME ...]
    python bench/ablate.py --out RESULTS.jsonl --table

A rule is a function of `quotetrack.quotations` or `quotetrack.speakers`; switched off it returns nothing (no match, no
change), as its annotation says. A pattern is a compiled expression of those modules, a list a word list; switched off
they hold nothing. One pass over all articles tells in which of them each switch does anything; with a switch off only
those are read again (at the most SAMPLE of them). Results are kept line by line, so that a run can be stopped and taken
up. The figures are counts of questions: how many more would be right, wrong, and so on, with the rule on than off.
Parses are stored beside the results: no model is loaded twice.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import inspect
import json
import pkgutil
import random
import re
import sys
import time
import typing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from people import Annotated, read_annotated, score

import quotetrack
from quotetrack import load_parser
from quotetrack.contract import as_json
from quotetrack.language import Language, load
from quotetrack.parse.pack import find_pack
from quotetrack.parse.recorded import Recording
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article
from quotetrack.text import repair

PACKAGES = ("quotations", "speakers")
SAMPLE = 60
"""Articles that a switch is scored on at the most, chosen by chance, the same ones each time."""
NEVER = re.compile(r"(?!)")


@dataclass
class Switch:
    """One thing that can be switched off. `active` is set when it does something while it is on."""

    name: str
    kind: str
    lines: int
    off: bool = False
    active: bool = False
    articles: list[int] = field(default_factory=list)


# --- functions -----------------------------------------------------------------------------------------------------


def _nothing_of(function: Callable[..., Any]) -> Callable[..., Any] | None:
    """What a function returns that does nothing: a maker of it from the arguments, or None where none is plain."""
    try:
        hints = typing.get_type_hints(function, vars(sys.modules[function.__module__]))
    except Exception:
        return None
    if "return" not in hints:
        return None
    wanted = hints.pop("return")
    same = [n for n, name in enumerate(inspect.signature(function).parameters) if hints.get(name) == wanted]
    origin = typing.get_origin(wanted) or wanted
    if wanted is type(None):
        return lambda *given, **named: None
    if wanted is bool:
        return lambda *given, **named: False
    if type(None) in typing.get_args(wanted):
        return lambda *given, **named: None
    if same:
        at = same[0]
        return lambda *given, **named: given[at] if at < len(given) else next(iter(named.values()))
    if isinstance(origin, type) and issubclass(origin, Iterator):
        return lambda *given, **named: iter(())
    if origin in (list, set, frozenset, dict, str):
        return lambda *given, **named: origin()
    if origin is tuple and typing.get_args(wanted)[-1:] == (...,):
        return lambda *given, **named: ()
    if inspect.isabstract(origin) or getattr(origin, "__module__", "") == "collections.abc":
        return lambda *given, **named: ()
    return None


def _switched(function: Callable[..., Any], switch: Switch, nothing: Callable[..., Any]) -> Callable[..., Any]:
    in_place = inspect.signature(function).return_annotation in (None, "None")

    @functools.wraps(function)
    def call(*given: Any, **named: Any) -> Any:
        if switch.off:
            return nothing(*given, **named)
        result = function(*given, **named)
        if inspect.isgenerator(result):
            return _watched(result, switch)
        if not switch.active and (in_place or result != nothing(*given, **named)):
            switch.active = True
        return result

    return call


def _watched(items: Iterable[Any], switch: Switch) -> Iterator[Any]:
    for item in items:
        switch.active = True
        yield item


def _modules() -> list[Any]:
    names = [
        f"quotetrack.{package}.{found.name}"
        for package in PACKAGES
        for found in pkgutil.iter_modules([str(Path(quotetrack.__file__).parent / package)])
    ]
    return [importlib.import_module(name) for name in names]


def _lines_of(thing: Any) -> int:
    try:
        return len(inspect.getsource(thing).splitlines())
    except (OSError, TypeError):
        return 1


def _switch_functions(modules: Sequence[Any]) -> Iterator[Switch]:
    for module in modules:
        for name, thing in list(vars(module).items()):
            if inspect.isfunction(thing) and thing.__module__ == module.__name__:
                nothing = _nothing_of(thing)
                if nothing:
                    switch = Switch(_named(module, name), "function", _lines_of(thing))
                    _replace(thing, _switched(thing, switch, nothing))
                    yield switch
            elif inspect.isclass(thing) and thing.__module__ == module.__name__:
                yield from _switch_methods(module, thing)


def _switch_methods(module: Any, owner: type) -> Iterator[Switch]:
    for name, thing in list(vars(owner).items()):
        function = thing.func if isinstance(thing, functools.cached_property) else getattr(thing, "fget", thing)
        if not inspect.isfunction(function) or name.startswith("__") or function.__module__ != module.__name__:
            continue
        nothing = _nothing_of(function)
        if nothing is None:
            continue
        switch = Switch(_named(module, f"{owner.__name__}.{name}"), "function", _lines_of(function))
        replaced = _switched(function, switch, nothing)
        if isinstance(thing, functools.cached_property):
            thing.func = replaced
        else:
            setattr(owner, name, property(replaced) if isinstance(thing, property) else replaced)
        yield switch


def _named(module: Any, name: str) -> str:
    return f"{module.__name__.removeprefix('quotetrack.')}.{name}"


def _replace(thing: Any, other: Any) -> None:
    """Put another in its place wherever a module of the package holds it by name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("quotetrack"):
            for key, held in list(vars(module).items()):
                if held is thing:
                    setattr(module, key, other)


# --- patterns ------------------------------------------------------------------------------------------------------


class _Pattern:
    """Stands in for a compiled pattern."""

    def __init__(self, pattern: re.Pattern[str], switch: Switch) -> None:
        self._pattern, self._switch = pattern, switch
        self.pattern, self.flags = pattern.pattern, pattern.flags

    def __getattr__(self, name: str) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            pattern = NEVER if self._switch.off else self._pattern
            result = getattr(pattern, name)(*given, **named)
            if name == "finditer":
                return _watched(result, self._switch)
            if not self._switch.active and result and result != getattr(NEVER, name)(*given, **named):
                self._switch.active = True
            return result

        return call


def _switch_patterns(modules: Sequence[Any]) -> Iterator[Switch]:
    for module in modules:
        source = inspect.getsource(module)
        for name, thing in list(vars(module).items()):
            if isinstance(thing, re.Pattern) and re.search(rf"^{re.escape(name)} = ", source, re.M):
                switch = Switch(_named(module, name), "pattern", 1 + thing.pattern.count("\n"))
                _replace(thing, _Pattern(thing, switch))
                yield switch


# --- lists ---------------------------------------------------------------------------------------------------------


class _Words(frozenset):  # type: ignore[type-arg]
    """A set that notes when it is found to hold something."""

    switch: Switch

    def _note(self, held: bool) -> None:
        self.switch.active = self.switch.active or held

    def __contains__(self, item: object) -> bool:
        held = frozenset.__contains__(self, item)
        self._note(held)
        return held

    def __and__(self, other: Any) -> Any:
        both = frozenset(self) & frozenset(other)
        self._note(bool(both))
        return both

    __rand__ = __and__

    def isdisjoint(self, other: Iterable[object]) -> bool:
        apart = frozenset.isdisjoint(self, other)
        self._note(not apart)
        return apart

    def __iter__(self) -> Iterator[Any]:
        self._note(True)
        return frozenset.__iter__(self)


def _switch_lists() -> Iterator[Switch]:
    """The attributes of the language, each replaced by one that is empty while it is switched off."""
    language = load("en")
    for name, attribute in list(vars(Language).items()):
        if isinstance(attribute, functools.cached_property):
            held = getattr(language, name)
            empty = NEVER if isinstance(held, re.Pattern) else type(held)() if isinstance(held, tuple | dict) else None
            switch = Switch(f"list.{name}", "list", len(held) if hasattr(held, "__len__") else 1)
            if isinstance(held, frozenset):
                held, empty = _Words(held), frozenset()
                held.switch = switch
            vars(language).pop(name)
            setattr(Language, name, property(functools.partial(_held, switch, held, empty)))
            yield switch


def _held(switch: Switch, held: Any, empty: Any, _: Language) -> Any:
    """What an attribute of the language is: nothing while it is off. Of mappings and patterns any use counts."""
    switch.active = switch.active or not isinstance(held, _Words)
    return empty if switch.off else held


# --- runs ----------------------------------------------------------------------------------------------------------


class Run:
    """The articles with their parses, the switches, and what each article gives with all of them on."""

    def __init__(self, pairs: Sequence[Path], parses: Path) -> None:
        self.articles: list[Annotated] = []
        self.sets: list[str] = []
        for articles, people in zip(pairs[::2], pairs[1::2], strict=True):
            found = list(read_annotated(articles, people))
            self.articles += found
            self.sets += [people.stem] * len(found)
        self.parser = Recording(parses, lambda: load_parser(threads=1), find_pack().stamp)
        modules = _modules()
        self.switches = {
            switch.name: switch
            for switch in (*_switch_lists(), *_switch_patterns(modules), *_switch_functions(modules))
        }
        self.base: list[tuple[list[Any], Counter[str]]] = []

    def store_parses(self) -> None:
        """Parse what is not stored yet."""
        self.parser.parse([repair(article.text)[0] for article in self.articles])
        self.parser.save(drop_unused=False)

    def read(self, number: int) -> list[Any]:
        """The quotations of an article, as JSON; nothing where extraction fails."""
        article = self.articles[number]
        [(_, found)] = extract_articles([Article(id=article.doc, text=article.text)], self.parser)
        return [] if isinstance(found, Exception) else [as_json(quotation, article.doc) for quotation in found]

    def read_all(self) -> None:
        """All articles with everything on, noting which switches do something in each."""
        for number, article in enumerate(self.articles):
            for switch in self.switches.values():
                switch.active = False
            quotations = self.read(number)
            self.base.append((quotations, score(article, quotations)))
            for switch in self.switches.values():
                if switch.active:
                    switch.articles.append(number)

    def without(self, name: str) -> dict[str, Any]:
        """What one switch earns: counts with it on less counts with it off, for each set of articles."""
        switch = self.switches[name]
        numbers = switch.articles
        if len(numbers) > SAMPLE:
            numbers = sorted(random.Random(SAMPLE).sample(numbers, SAMPLE))
        switch.off, changed, failed = True, 0, 0
        earned: dict[str, Counter[str]] = {}
        started = time.process_time()
        for number in numbers:
            before, counts = self.base[number]
            quotations = self.read(number)
            if quotations == before:
                continue
            changed += 1
            failed += bool(before) and not quotations
            now = score(self.articles[number], quotations)
            own = earned.setdefault(self.sets[number], Counter())
            own.update(counts)
            own.subtract(now)
        switch.off = False
        return {
            "name": name, "kind": switch.kind, "lines": switch.lines, "active": len(switch.articles),
            "read": len(numbers), "changed": changed, "failed": failed,
            "earned": {which: {k: v for k, v in c.items() if v} for which, c in earned.items()},
            "seconds": round(time.process_time() - started, 2),
        }  # fmt: skip


_run: Run | None = None


def _set_up(pairs: Sequence[Path], parses: Path) -> None:
    global _run
    _run = Run(pairs, parses)
    _run.read_all()


def _one(name: str) -> dict[str, Any]:
    assert _run is not None
    return _run.without(name)


COUNTS = ("right", "wrong", "role", "told right", "stated found", "act", "content", "source")


def _as_table(results: Path, only: Sequence[str]) -> Iterator[str]:
    """The results as Markdown: with the rule on, so many more questions are right, wrong, and so on."""
    yield "| rule | lines | articles | " + " | ".join(COUNTS) + " |"
    yield "|---|---|---|" + "---|" * len(COUNTS)
    for result in sorted(map(json.loads, results.open(encoding="utf-8")), key=lambda r: str(r["name"])):
        if not only or any(result["name"].startswith(name) for name in only):
            earned: Counter[str] = Counter()
            for counts in result["earned"].values():
                earned.update(counts)
            share = (
                f"{result['active']} ({result['read']} read)" if result["read"] < result["active"] else result["active"]
            )
            cells = [f"`{result['name']}`", result["lines"], share, *(earned[name] or "" for name in COUNTS)]
            yield "| " + " | ".join(map(str, cells)) + " |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="*", type=Path, metavar="FILE", help="articles and people files in turn")
    parser.add_argument("--out", type=Path, required=True, help="results, a line each; what is there is not done again")
    parser.add_argument("--only", nargs="*", default=[], help="names, or beginnings of names, of switches")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--table", action="store_true", help="print the results that are there as a table")
    options = parser.parse_args()
    if options.table:
        print(*_as_table(options.out, options.only), sep="\n")
        return 0
    parses = options.out.with_suffix(".parses.jsonl")
    run = Run(options.pairs, parses)
    run.store_parses()
    run.read_all()
    done = {json.loads(line)["name"] for line in options.out.open()} if options.out.exists() else set()
    todo = [s for s in run.switches.values() if s.name not in done]
    todo = [s for s in todo if not options.only or any(s.name.startswith(name) for name in options.only)]
    todo.sort(key=lambda s: (len(s.articles), s.name))
    print(f"{len(run.switches)} switches, {len(todo)} to do, {len(run.articles)} articles", file=sys.stderr)
    with options.out.open("a", encoding="utf-8") as out:
        if options.jobs == 1:
            results = map(run.without, [s.name for s in todo])
        else:
            pool = ProcessPoolExecutor(options.jobs, get_context("spawn"), _set_up, (options.pairs, parses))
            results = pool.map(_one, [s.name for s in todo])
        for result in results:
            out.write(json.dumps(result) + "\n")
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
