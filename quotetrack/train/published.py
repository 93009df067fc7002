"""The corpora as their projects publish them, found below a folder and brought into the layout of docs/model.md.

PolNeAR 1.0 is a folder for each part with `text/*.txt`, `attributions/*.ann` (brat's standoff format) and
`corenlp/*.txt.xml`; treebanks and named entities are `en_ewt-ud-train.conllu` and `en_ewt-ud-train.iob2`, plain or
gzipped. Everything else in the package reads the layout of docs/model.md only.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from quotetrack.errors import InputError
from quotetrack.parse.pack import digest

PARTS = ("train", "dev")
POLNEAR, ENTITIES, EWT, GUM = (
    "polnear/{}.jsonl.gz", "ner/en_ewt-{}.iob2.gz", "ud/en_ewt-{}.conllu.gz", "ud/en_gum-{}.conllu.gz",
)  # fmt: skip
TREEBANKS = (EWT, GUM)
"""Names in the layout of docs/model.md; the gap is the part."""
HOMES = {
    POLNEAR: "https://github.com/networkdynamics/PolNeAR",
    ENTITIES: "https://github.com/UniversalNER/UNER_English-EWT",
    EWT: "https://github.com/UniversalDependencies/UD_English-EWT",
    GUM: "https://github.com/UniversalDependencies/UD_English-GUM",
}
_SOURCES = "sources.json"
_ANN_NAME = re.compile(r"(?P<doc>.+)_[0-9a-f]{4}\.ann")
Row = dict[str, Any]


@dataclass(frozen=True)
class Source:
    """A corpus as it was given: its path below the folder, bytes, SHA-256 (of a folder: over its files' sums)."""

    path: str
    size: int
    sha256: str


def find(corpora: Path, name: str, part: str) -> Path | None:
    """One of the corpora below a folder, in our layout or as published (PolNeAR: a folder); None where it is not there.

    `name` is one of those above. Raises InputError where there are several.
    """
    own = corpora / name.format(part)
    if own.is_file():
        return own
    found = sorted(_published(corpora, name, part))
    if len(found) > 1:
        raise InputError(
            str(corpora), f"there are several: {', '.join(map(str, found))}", "leave one of them in that folder"
        )
    return found[0] if found else None


def _published(corpora: Path, name: str, part: str) -> Iterable[Path]:
    if name == POLNEAR:
        folders = (path.parent for path in corpora.rglob(f"{part}/attributions") if path.is_dir())
        return [folder for folder in folders if (folder / "text").is_dir()]
    plain = Path(name.format(f"ud-{part}")).name.removesuffix(".gz")
    return [path for written in (plain, f"{plain}.gz") for path in corpora.rglob(written) if path.is_file()]


def find_all(corpora: Path, names: Iterable[str] = tuple(HOMES), parts: Sequence[str] = PARTS) -> dict[str, Path]:
    """Corpora by their names in our layout. Raises InputError that tells all that are missing, and whence they come."""
    wanted = [(name, part) for name in names for part in parts]
    found = {(name, part): find(corpora, name, part) for name, part in wanted}
    missing = [f"{name.format(part)} ({HOMES[name]})" for (name, part), path in found.items() if path is None]
    if missing:
        raise InputError(
            str(corpora), f"not there, nor in the form in which it is published: {'; '.join(missing)}",
            "docs/model.md says how to lay the corpora out",
        )  # fmt: skip
    return {name.format(part): path for (name, part), path in found.items() if path is not None}


def describe(corpora: Path, path: Path) -> Source:
    """What a file, or a folder of PolNeAR, holds."""
    files = [path] if path.is_file() else sorted(p for p in _polnear_files(path))
    size = sum(file.stat().st_size for file in files)
    relative = path.relative_to(corpora).as_posix()
    if path.is_file():
        return Source(relative, size, digest(path))
    sums = "".join(f"{digest(file)}  {file.relative_to(path).as_posix()}\n" for file in files)
    return Source(relative, size, hashlib.sha256(sums.encode()).hexdigest())


def _polnear_files(folder: Path) -> Iterator[Path]:
    for kind, suffix in (("text", "txt"), ("attributions", "ann"), ("corenlp", "xml")):
        yield from (folder / kind).glob(f"*.{suffix}")


def lay_out(corpora: Path, into: Path) -> tuple[Path, dict[str, Source]]:
    """A folder with all corpora in our layout, and what they were made of, by their names in it.

    `corpora` itself where they lie so already; else `into`, where what is not there yet or was made of other files is
    written. Raises InputError for what is missing or cannot be read.
    """
    paths = find_all(corpora)
    sources = {name: describe(corpora, path) for name, path in paths.items()}
    if all(path == corpora / name for name, path in paths.items()):
        return corpora, sources
    kept = _kept(into)
    for name, path in paths.items():
        if kept.get(name) != asdict(sources[name]) or not (into / name).is_file():
            convert(path, into / name)
            kept[name] = asdict(sources[name])
            (into / _SOURCES).write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return into, sources


def _kept(into: Path) -> dict[str, Any]:
    try:
        kept: dict[str, Any] = json.loads((into / _SOURCES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept


def convert(path: Path, out: Path) -> None:
    """Write a published corpus in our layout, in one stroke: a kill leaves the file before or the whole one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_name(f"{out.name}.new")
    if path.is_dir():
        with gzip.open(new, "wt", encoding="utf-8") as lines:
            for row in read_polnear(path):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif path.suffix == ".gz":
        shutil.copyfile(path, new)
    else:
        with path.open("rb") as plain, gzip.open(new, "wb") as packed:
            shutil.copyfileobj(plain, packed)
    new.replace(out)


def read_polnear(folder: Path) -> Iterator[Row]:
    """The articles of a part of PolNeAR 1.0 as published, by name: `doc`, `text` and `attributions`, and where CoreNLP
    read them `sentences`, `tokens` and `coref`, as docs/model.md has them.

    Several people annotated some articles: the first by their code is taken. Articles that nobody annotated are left
    out. Raises InputError for a file that is not as it should be, or where there is no article.
    """
    annotations = _annotations(folder / "attributions")
    texts = sorted((folder / "text").glob("*.txt"))
    if not any(path.stem in annotations for path in texts):
        raise InputError(str(folder), "no article with annotations", "it should hold text/*.txt and attributions/*.ann")
    for path in texts:
        if path.stem in annotations:
            # Bytes, as line ends must stay: some articles have carriage returns, and offsets count them.
            text = path.read_bytes().decode("utf-8")
            row = {"doc": path.stem, "text": text, "attributions": list(read_ann(annotations[path.stem], len(text)))}
            parsed = folder / "corenlp" / f"{path.name}.xml"
            yield row | (_read_corenlp(parsed) if parsed.is_file() else {})


def _annotations(folder: Path) -> dict[str, Path]:
    """The annotation of each article, by its name."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.ann")):
        if name := _ANN_NAME.fullmatch(path.name):
            found.setdefault(name["doc"], path)
    return found


def read_ann(path: Path, length: int) -> Iterator[Row]:
    """The attributions of a brat file in its order, each with `source`, `cue` and `content` as spans in code points of
    a text of that length. Raises InputError for a line that names what is not there."""
    spans: dict[str, list[list[int]]] = {}
    events: list[tuple[int, list[str]]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        label, _, rest = line.partition("\t")
        if label[:1] == "T":
            spans[label] = _read_spans(rest.partition("\t")[0], length, f"{path}:{number}")
        elif label[:1] == "E":
            events.append((number, rest.split()[1:]))  # the first names the event itself
    for number, arguments in events:
        roles: Mapping[str, list[list[int]]] = defaultdict(list)
        for argument in arguments:
            role, _, label = argument.partition(":")
            if label not in spans:
                raise InputError(f"{path}:{number}", f"{argument}: there is no {label or 'label'} in the file")
            roles[role.rstrip("0123456789").lower()].extend(spans[label])
        yield {role: sorted(roles[role]) for role in ("source", "cue", "content")}


def _read_spans(words: str, length: int, where: str) -> list[list[int]]:
    """The spans of `Content 10 20;25 30`."""
    try:
        found = [[int(start), int(end)] for start, end in (s.split() for s in words.partition(" ")[2].split(";"))]
    except ValueError:
        raise InputError(where, f"no spans as in “Content 10 20;25 30”: {words!r}") from None
    if any(not 0 <= start < end <= length for start, end in found):
        raise InputError(where, f"{words!r} is outside of the text, which has {length:,} characters")
    return found


def _read_corenlp(path: Path) -> Row:
    """Sentences, tokens and chains of mentions of CoreNLP's XML.

    Its offsets count UTF-16 units, which here are code points: no article has a character that takes two.
    """
    try:
        document = ElementTree.parse(path).getroot().find("document")
        assert document is not None
        tokens = [_read_sentence(sentence) for sentence in document.iterfind("sentences/sentence")]
        chains = [[_mention(m, tokens) for m in chain] for chain in document.iterfind("coreference/coreference")]
    except (ElementTree.ParseError, AssertionError, TypeError, ValueError, IndexError) as error:
        raise InputError(str(path), f"not CoreNLP's XML: {type(error).__name__}: {error}") from None
    return {"sentences": [[own[0][0], own[-1][1]] for own in tokens], "tokens": tokens, "coref": chains}


def _read_sentence(sentence: ElementTree.Element) -> list[list[Any]]:
    heads = {
        _number(dep.find("dependent"), "idx"): (_number(dep.find("governor"), "idx"), dep.get("type"))
        for dep in sentence.iterfind("dependencies[@type='basic-dependencies']/dep")
    }
    return [
        [
            int(token.findtext("CharacterOffsetBegin") or ""), int(token.findtext("CharacterOffsetEnd") or ""),
            *(token.findtext(name) for name in ("POS", "lemma", "NER")), *heads.get(number, (0, "")),
        ]
        for number, token in enumerate(sentence.iterfind("tokens/token"), 1)
    ]  # fmt: skip


def _number(element: ElementTree.Element | None, name: str) -> int:
    return int((element.get(name) if element is not None else None) or "")


def _mention(mention: ElementTree.Element, tokens: list[list[list[Any]]]) -> list[int]:
    sentence, start, end = (int(mention.findtext(name) or "") for name in ("sentence", "start", "end"))
    own = tokens[sentence - 1]
    return [own[start - 1][0], own[end - 2][1]]
