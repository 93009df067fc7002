"""Find the public corpora that the English pack is trained on, bring them into one layout, and read them.

PolNeAR gives sources, cues and contents, with machine entities and parts of speech; Universal NER on EWT persons,
organisations and places; UD EWT and GUM parts of speech, tokens and sentences, GUM names too. None of them is shipped.
They may lie as their projects publish them (a folder for each part of PolNeAR, `en_ewt-ud-train.conllu` and
`en_ewt-ud-train.iob2`, plain or gzipped) or in the layout of docs/model.md, which is all that is read to train.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from quotetrack.errors import InputError
from quotetrack.parse.pack import digest
from quotetrack.train.gap import PRONOUNS
from quotetrack.train.people import PEOPLE, annotated, choice_articles, read_people
from quotetrack.train.polnear import read_published, read_rows, sample_of
from quotetrack.train.samples import Sample
from quotetrack.train.worldwide import ARTICLES, NAMES, names_in, read_names, text_of

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
ANNOTATED = (*PEOPLE, NAMES, *ARTICLES.values(), *PRONOUNS)
"""Further files, which are found at their places in our layout only."""
_SOURCES = "sources.json"


@dataclass(frozen=True)
class CorpusFile:
    """A corpus as it was given: its path below the folder, size in bytes, and SHA-256 (of a folder over those of its
    files)."""

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


def find_all(
    corpora: Path, names: Iterable[str] = tuple(HOMES), parts: Sequence[str] = PARTS, more: Sequence[str] = ()
) -> dict[str, Path]:
    """The paths of corpora by their names in our layout; `more` are names of files that have one place.

    Raises one InputError for all that are missing, with their home pages.
    """
    wanted = [(name, part) for name in names for part in parts]
    found = {(name, part): find(corpora, name, part) for name, part in wanted}
    missing = [f"{name.format(part)} ({HOMES[name]})" for (name, part), path in found.items() if path is None]
    missing += [name for name in more if not (corpora / name).is_file()]
    if missing:
        raise InputError(
            str(corpora), f"not there, nor in the form in which it is published: {'; '.join(missing)}",
            "docs/model.md says how to lay the corpora out",
        )  # fmt: skip
    known = {name.format(part): path for (name, part), path in found.items() if path is not None}
    return known | {name: corpora / name for name in more}


def describe(corpora: Path, path: Path) -> CorpusFile:
    """The description of a file, or of a folder of PolNeAR, below the folder of corpora."""
    files = [path] if path.is_file() else sorted(p for p in _polnear_files(path))
    size = sum(file.stat().st_size for file in files)
    relative = path.relative_to(corpora).as_posix()
    if path.is_file():
        return CorpusFile(relative, size, digest(path))
    sums = "".join(f"{digest(file)}  {file.relative_to(path).as_posix()}\n" for file in files)
    return CorpusFile(relative, size, hashlib.sha256(sums.encode()).hexdigest())


def _polnear_files(folder: Path) -> Iterator[Path]:
    for kind, suffix in (("text", "txt"), ("attributions", "ann"), ("corenlp", "xml")):
        yield from (folder / kind).glob(f"*.{suffix}")


def lay_out(corpora: Path, into: Path) -> tuple[Path, dict[str, CorpusFile]]:
    """A folder with all corpora in our layout, and the files that they were made of, by their names in it.

    The folder is `corpora` itself where they already lie in our layout, else `into`. In that one, files that are
    missing or were made of other sources are written. Raises InputError for what is missing or cannot be read.
    """
    paths = find_all(corpora, more=ANNOTATED)
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
    """Write a published corpus in our layout. A kill leaves either the old file or the whole new one."""
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_name(f"{out.name}.new")
    if path.is_dir():
        with gzip.open(new, "wt", encoding="utf-8") as lines:
            for row in read_published(path):
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    elif path.suffix == out.suffix:
        shutil.copyfile(path, new)
    else:
        with path.open("rb") as plain, gzip.open(new, "wb") as packed:
            shutil.copyfileobj(plain, packed)
    new.replace(out)


def read_part(data: Path, part: str) -> list[Sample]:
    """The samples of a part ("train", "dev" or "choice") of a folder of corpora in our layout.

    The articles that settings are chosen by are in no part but "choice". PolNeAR's machine annotation is learned from,
    but nothing is scored on it.
    """
    from quotetrack.train.gum import read_gum  # numpy comes with these, and finding corpora needs none
    from quotetrack.train.treebanks import read_ewt

    choice = choice_articles(data)
    if part == "dev":
        polnear = [replace(sample_of(row), entities=None, upos={}) for row in read_rows(data / POLNEAR.format(part))]
        return [*polnear, *read_ewt(data / ENTITIES.format(part), data / EWT.format(part))]
    news = [*_polnear_with_people(data), *_worldwide(data)]
    if part == "choice":
        return [sample for sample in news if sample.name in choice]
    ewt = read_ewt(data / ENTITIES.format(part), data / EWT.format(part))
    return [*(sample for sample in news if sample.name not in choice), *ewt, *read_gum(data / GUM.format(part))]


def _polnear_with_people(data: Path) -> Iterator[Sample]:
    """PolNeAR's articles for training, with acts and claims where people read them."""
    read = {
        p.doc: p for name in PEOPLE if "polnear" in name and (data / name).exists() for p in read_people(data / name)
    }
    for row in read_rows(data / POLNEAR.format("train")):
        sample = sample_of(row)
        if sample.name in read:
            found = annotated(sample.text, row["attributions"], read[sample.name])
            sample = replace(sample, acts=found.acts, claims=found.claims)
        yield sample


def _worldwide(data: Path) -> Iterator[Sample]:
    """Articles from all over the world, with names by people; those of the people files with all else too."""
    if not (data / NAMES).exists():
        return
    names = read_names(data / NAMES)
    for people_name, articles in ARTICLES.items():
        read = {people.doc: people for people in read_people(data / people_name)}
        for row in read_rows(data / articles):
            if row["doc"] in read:
                found = annotated(row["text"], row["attributions"], read[row["doc"]])
                entities = names_in(row["text"], names.pop(row["doc"], []))
                yield Sample(
                    row["doc"], row["text"], found.roles, entities, peoples=True, acts=found.acts, claims=found.claims
                )
    for doc, sentences in names.items():
        text, entities = text_of(sentences)
        yield Sample(doc, text, None, entities, peoples=True)
