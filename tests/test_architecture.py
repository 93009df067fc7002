"""The layers of the package, read from its imports: dependencies point one way.

`cli web train evaluate -> export -> wording -> check -> pipeline lookup identity
-> intake parse quotations speakers comparison store -> names -> text -> spans -> settings -> records`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotetrack

ROOT = Path(quotetrack.__file__).parent
LAYERS = (
    {"cli", "web", "train", "evaluate", "stanza_hook", "__main__"},
    {"export"},
    {"wording"},
    {"check"},
    {"pipeline", "contract", "lookup", "identity"},
    {"intake", "parse", "quotations", "speakers", "comparison", "store"},
    {"names"},
    {"text", "marks", "lexicon"},
    {"spans", "language"},
    {"settings"},
    {"records", "errors"},
)
ASIDE = {
    ("speakers", "quotations"), ("lookup", "contract"), ("pipeline", "contract"),
    ("pipeline", "identity"), ("cli", "train"), ("cli", "evaluate"), ("evaluate", "train"),
}  # fmt: skip
"""What may be imported from beside: speakers are found for the quotations that were found before."""

ONLY_IN = {
    "torch": {"parse", "train"},
    "stanza": {"parse", "train"},
    "onnxruntime": {"parse", "train"},
    "onnx": {"train"},
    "tokenizers": {"parse", "train"},
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "click": {"cli", "__main__"},
    "trafilatura": {"intake"},
    "docx": {"intake"},
    "datasette": {"cli", "web"},
    "jinja2": {"wording"},
    "tabulate": {"cli"},
    "markupsafe": {"wording"},
    "feedgen": {"web"},
    "uvicorn": {"cli"},
    "pyarrow": {"export"},
}
"""Libraries that one package stands in front of."""

PURE = {"quotations", "speakers", "names", "comparison", "text", "marks", "records", "errors"}
IMPURE = {"os", "io", "pathlib", "shutil", "tempfile", "time", "datetime", "random", "subprocess", "socket", "sys"}

MODULES = sorted(ROOT.rglob("*.py"))


def name_of(path: Path) -> str:
    """The dotted name of a module within the package: `intake.html`, `errors`, "" for the package."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix("__init__").rstrip(".")


def imports(path: Path) -> Iterator[str]:
    """Full names of the modules that a file imports, also inside functions and for type checking."""
    package = ["quotetrack", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            # `from quotetrack import text` names a module in the list of names.
            yield from (f"{base}.{alias.name}" for alias in node.names) if base == "quotetrack" else (base,)


def layer(part: str) -> int | None:
    return next((height for height, names in enumerate(LAYERS) if part in names), None)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_dependencies_point_one_way(path: Path) -> None:
    own = name_of(path).split(".")[0]
    for target in imports(path):
        part = target.removeprefix("quotetrack.").split(".")[0]
        if not target.startswith("quotetrack.") or part == own or layer(part) is None:
            continue  # a library, itself, or a name that the package itself defines
        above = -1 if own in ("", "__main__") else layer(own)  # these two may import anything
        assert above is not None, f"{own} has no place in the layers: add it to LAYERS"
        assert above < (layer(part) or 0) or (own, part) in ASIDE, f"{name_of(path)} imports {target}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_in_their_package(path: Path) -> None:
    own = name_of(path).split(".")[0]
    for target in imports(path):
        library = target.split(".")[0]
        assert own in ONLY_IN.get(library, {own}), f"{name_of(path)} imports {target}"


def calls(path: Path) -> set[str]:
    """Names of the plain functions that a file calls."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {called.id for called in found if isinstance(called, ast.Name)}


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).split(".")[0] in PURE], ids=name_of)
def test_pure_modules_touch_nothing_outside(path: Path) -> None:
    assert not {target.split(".")[0] for target in imports(path)} & IMPURE
    assert not calls(path) & {"open", "print", "input"}


@pytest.mark.parametrize("path", [p for p in MODULES if name_of(p).split(".")[0] not in LAYERS[0]], ids=name_of)
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    assert not calls(path) & {"print", "exit", "quit", "SystemExit"}


def known(target: str) -> str | None:
    """The module of the package that an imported name is or is in, as `name_of` gives it."""
    part = target.removeprefix("quotetrack.")
    return next((name for name in (part, part.rpartition(".")[0]) if name in NAMES), None)


NAMES = {name_of(path) for path in MODULES} - {""}


def imported(path: Path) -> Iterator[str]:
    """The modules of the package that a file imports, `from package import module` told from names in the package."""
    package = ["quotetrack", *path.relative_to(ROOT).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                if base.startswith("quotetrack") and (found := known(f"{base}.{alias.name}")):
                    yield found


def test_no_files_import_each_other_in_a_circle() -> None:
    """Whatever imports what, lazily and for types too, there is a first file to read."""
    graph = {name_of(path): set(imported(path)) - {name_of(path)} for path in MODULES if name_of(path)}
    while leaves := {name for name, targets in graph.items() if not targets}:
        graph = {name: targets - leaves for name, targets in graph.items() if name not in leaves}
    assert not graph, f"these files import each other: {sorted(graph)}"
