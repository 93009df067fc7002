"""`evidence`: the folder that it writes, the page in it, and what checking it says."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from shutil import copytree, rmtree, which
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.check.evidence import gather_evidence
from quotetrack.cli import main
from quotetrack.identity import dedupe, merge
from quotetrack.records import Article, Quotation, Speaker
from quotetrack.store import Store, open_store
from quotetrack.wording.html import render_evidence
from tests.cli.conftest import desk_articles
from tests.store.builders import article, said, span_of

TAGS = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "p", "h1", "h2", "figure", "blockquote",
    "figcaption", "small", "dl", "dt", "dd", "ul", "li", "span", "div", "bdi", "a", "code", "table", "thead", "tbody",
    "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "dir", "href", "rel"}


class Reader(HTMLParser):
    """What a browser would see: the tags, their attributes, and the text of the article's paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.paragraphs: list[str] = []
        self.parts: list[tuple[str, str]] = []
        self.told = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        self.attributes += attrs
        self.told += " " * (tag in ("td", "dd", "p"))
        if tag != "meta":
            self.open.append((tag, dict(attrs).get("class") or ""))
        if tag == "p" and ("div", "text") in self.open and not dict(attrs).get("class"):
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if ("style", "") in self.open:
            return
        self.told += data
        if ("div", "text") in self.open and ("p", "") in self.open:
            self.paragraphs[-1] += data
            part = next((name for tag, name in reversed(self.open) if tag == "span" and name != "control"), None)
            if part:
                self.parts.append((part, data))


def read(page: str) -> Reader:
    """The page as read, after checks of all that no page may hold."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    assert {name for name, _ in reader.attributes} <= ATTRIBUTES
    links = [value or "" for name, value in reader.attributes if name == "href"]
    assert all(link.startswith(("https://", "http://")) for link in links)
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", page)
    return reader


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["evidence", *map(str, words)], catch_exceptions=False)


def ids_of(path: Path) -> list[str]:
    with open_store(path, readonly=True) as store:
        return [row["key"] for row in store.rows("SELECT key FROM quotations ORDER BY id")]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of `desk_articles`, the names of Lennox joined by rules and by a person."""
    path = tmp_path_factory.mktemp("evidence") / "news.db"
    with open_store(path, create=True) as store:
        number = store.start_run(command="quotetrack ingest news.db", pack="en 0.1.0", rules="quotetrack 0.1.0")
        for made in desk_articles():
            store.save_article(*made, number)
        dedupe(store)
        named = store.rows("SELECT id FROM canonical_speakers WHERE name LIKE '%Lennox' ORDER BY id")
        merge(store, [row["id"] for row in named], by="Ina Desk", note="asked the port")
    return path


@pytest.fixture
def bundle(port: Path, tmp_path: Path) -> Path:
    """Evidence for all quotations of that store."""
    where = tmp_path / "evidence"
    assert run(port, *ids_of(port), "-o", where).exit_code == 0
    return where


def page_of(given: tuple[Article, list[Quotation]], number: int = 1) -> str:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.db"
        with open_store(path, create=True) as store:
            store.save_article(*given, store.start_run(command="quotetrack ingest", pack="en 0.1.0"))
        with open_store(path, readonly=True) as store:
            return render_evidence(gather_evidence(store, [number])[0])


def test_what_is_written_can_be_checked_with_and_without_quotetrack(port: Path, bundle: Path) -> None:
    names = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    files = ("article.txt", "evidence.json", "quotation.html")
    assert names == {"manifest.json", "SHA256SUMS"} | {f"{id}/{name}" for id in ids_of(port) for name in files}
    result = run("--verify", bundle)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "whole: every file, hash and place of 6 quotations is as it was written" in result.stdout
    with_store = run(port, "--verify", bundle)
    assert with_store.exit_code == 0 and "holds the same text, attribution and judgements" in with_store.stdout
    if which("sha256sum"):
        done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=bundle, capture_output=True)
        assert done.returncode == 0 and done.stdout.count(b": OK\n") == len(names) - 1


def test_the_manifest_says_what_was_asked_and_where_the_store_is_but_not_where_it_was_written(
    port: Path, bundle: Path, tmp_path: Path
) -> None:
    manifest = json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == f"quotetrack evidence {port} {' '.join(ids_of(port))}"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", manifest["created_at"])
    run(port, *ids_of(port), "-o", tmp_path / "other")
    for path in bundle.rglob("*"):
        if path.is_file() and path.name not in ("manifest.json", "SHA256SUMS"):
            assert path.read_bytes() == (tmp_path / "other" / path.relative_to(bundle)).read_bytes()


def test_the_page_answers_what_a_lawyer_asks(port: Path, bundle: Path) -> None:
    (boats,) = [id for id in ids_of(port) if "every boat" in (bundle / id / "article.txt").read_text(encoding="utf-8")]
    page = (bundle / boats / "quotation.html").read_text(encoding="utf-8")
    told = " ".join(read(page).told.split())
    for words in (
        "“We counted every boat,”", "Bob Lennox", "in the article: “R. Lennox”", "The Morning Lamp", "2024-02-08",
        "https://news.example/boats", "Ingested", "90%", "Found by", "pack en 0.1.0", "rules quotetrack 0.1.0",
        "Robert Lennox and R. Lennox asked the port Ina Desk", "the rules",
        "Bob and Robert are forms of one given name",
        "sha256sum --check SHA256SUMS", "Whether the outlet published that text",
    ):  # fmt: skip
        assert words in told
    text = (bundle / boats / "article.txt").read_bytes()
    assert json.loads((bundle / boats / "evidence.json").read_bytes())["evidence"]["article"]["sha256"] in told
    assert text == "“We counted every boat,” said R. Lennox.\n".encode()


def test_the_page_needs_nothing_else_and_prints(port: Path) -> None:
    page = page_of(next(desk_articles()))
    assert "@media print" in page and "print-color-adjust" in page and "<script" not in page
    assert "default-src 'none'" in page and "url(" not in page and "@import" not in page
    assert "color-scheme: only light" in page


def test_content_cue_and_source_are_marked() -> None:
    reader = read(page_of(next(desk_articles())))
    assert reader.parts == [
        ("content", "The ferry leaves at noon,"),
        ("cue", "said"),
        ("source", "Robert Lennox"),
    ]


def test_pieces_are_not_shown_as_one() -> None:
    text = "“We waited,” said Ina Voss, “and waited.”\n\n“Then we left.”\n"
    quotation = said(text, "We waited,", "Ina Voss", mention="Ina Voss")
    pieces = tuple(span_of(text, words) for words in ("We waited,", "and waited.", "Then we left."))
    page = page_of((article(text), [replace(quotation, content=pieces)]))
    words = re.sub("<[^>]+>", "|", page.split("<blockquote>")[1].split("</blockquote>")[0])
    assert [piece for piece in words.split("|") if piece] == ["“We waited,”", "[…]", "“and waited.”", "“Then we left.”"]


def test_only_the_paragraphs_around_are_shown_and_that_is_said() -> None:
    text = "One.\n\nTwo.\n\n“Three,” said Ina Voss.\n\nFour.\n\nFive.\n"
    reader = read(page_of((article(text), [said(text, "Three,", "Ina Voss", mention="Ina Voss")])))
    assert reader.paragraphs == ["Two.", "“Three,” said Ina Voss.", "Four."]
    assert reader.told.count("[…]") == 2


def test_who_is_unknown_is_said() -> None:
    text = "“Where are the keys?”\n"
    told = read(page_of((article(text), [said(text, "Where are the keys?")]))).told
    assert "Speaker unknown" in told and "does not say who spoke, or not clearly enough" in told
    assert "not known" in told, "outlet, date and address"


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "</p></div></main><h1>Court order</h1>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- never closed",
    "<![CDATA[ x",
    "&lt;b&gt; &#60;script&#62; &amp;",
    "$title ${words} $$ %s {0}",
    "</style><style>body{display:none}",
    "we \u202enever\u202c agreed",
    "we \u2067never\u2069 agreed",
    "\x1b[31mred\x07\x00",
    "a\u2028b\u2029c\x85d",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_an_article_holds_is_text_and_never_markup(words: str) -> None:
    text = f"Before {words} here.\n\n“{words},” said {words} Voss.\n"
    joint = [Speaker(f"{words} Pike", role=words)]
    quotation = said(text, f"{words},", f"{words} Voss", mention=f"{words} Voss", role=words, via=words, joint=joint)
    everything = dict.fromkeys(("title", "author", "outlet", "published", "path", "extractor", "source_sha256"), words)
    given = replace(quotation, attribution=replace(quotation.attribution, trace={"rule": words}))
    reader = read(page_of((article(text, id=words, url=f"javascript:{words}", **everything), [given])))
    seen = re.sub(r"[\s\x85]+", " ", _named(words)).strip()
    assert seen in re.sub(r"\s+", " ", " ".join(reader.paragraphs))
    assert "content" in {part for part, _ in reader.parts} and "source" in {part for part, _ in reader.parts}


def _named(words: str) -> str:
    """As a page shows it: what would steer it by its number."""
    steering = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]"
    return re.sub(steering, lambda sign: f"U+{ord(sign.group()):04X}", words)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ('https://news.example/a?b=1&c="2"', True),
        ("HTTP://news.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//news.example/", False),
        ("file:///etc/passwd", False),
        ("https://news.example/\u202egnp.exe", False),
        ("http://[broken", False),
    ],
)
def test_only_addresses_of_the_web_can_be_followed(url: str, linked: bool) -> None:
    text = "“Aye,” said Ina Voss."
    page = page_of((article(text, url=url), [said(text, "Aye", "Ina Voss")]))
    assert ("<a href=" in page) == linked
    if linked:
        assert ("href", url) in _attributes(page)


def _attributes(page: str) -> list[tuple[str, str | None]]:
    reader = Reader()
    reader.feed(page)
    return reader.attributes


@cache
def _shelf() -> tuple[TemporaryDirectory[str], Store]:
    """A store to put article after article in: making one takes longer than all the rest."""
    folder = TemporaryDirectory()
    return folder, open_store(Path(folder.name) / "shelf.db", create=True)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("<>&\"'$\u202e\u2066\x1b\n")), st.data()
)
def test_no_text_runs_wild_or_is_lost(words: str, data: st.DataObject) -> None:
    text = f"x{words}y"
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = said(text, text[start:end], text[:9], mention=text[:3])
    _, store = _shelf()
    (held,) = store.rows("SELECT count(*) AS articles FROM articles")
    store.save_article(article(text, url=f"https://x.example/{held['articles']}"), [quotation], store.start_run())
    (last,) = store.rows("SELECT max(id) AS id FROM quotations")
    reader = read(render_evidence(gather_evidence(store, [last["id"]])[0]))
    assert re.sub(r"\s", "", "".join(reader.paragraphs)) == re.sub(r"\s", "", _named(text))


Prepare = Callable[[Path], object]


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        ((), 2, "Name a store, an ID or more and a folder"),
        (("DB",), 2, "Name a store"),
        (("DB", "ID"), 2, "Name a store"),
        (("DB", "-o", "OUT"), 2, "Name a store"),
        (("DB", "zebra", "-o", "OUT"), 1, "No quotation has the id 'zebra'"),
        (("no.db", "ID", "-o", "OUT"), 1, "no such store"),
        (("DB", "ID", "--verify", "OUT"), 2, "--verify takes a DB at most"),
        (("--verify", "OUT", "-o", "OUT"), 2, "--verify takes a DB at most"),
        (("--verify", "OUT"), 1, "no such folder"),
        (("DB", "ID", "-o", "DB"), 1, "not a folder"),
        (("DB", "ID", "-o", "DB/below"), 1, "Not a directory"),
        (("DB", "ID", "-o", "/proc/none/x"), 1, "Choose another folder"),
    ],
)
def test_user_errors(port: Path, tmp_path: Path, words: tuple[str, ...], status: int, message: str) -> None:
    named = {"DB": str(port), "ID": ids_of(port)[0], "OUT": str(tmp_path / "out")}
    result = run(*(re.sub("DB|ID|OUT", lambda name: named[name.group()], word) for word in words))
    assert result.exit_code == status and message in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "prepare",
    [
        lambda where: (where / "notes.txt").write_text("mine"),
        lambda where: (where / "manifest.json").write_text("{}"),
        lambda where: (where / "empty").mkdir(),
        lambda where: (where / "article.txt").symlink_to("/etc/hostname"),
    ],
    ids=["file", "manifest of something else", "folder", "link"],
)
def test_a_folder_with_other_things_is_refused_and_left_alone(port: Path, tmp_path: Path, prepare: Prepare) -> None:
    prepare(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    result = run(port, ids_of(port)[0], "-o", tmp_path)
    assert result.exit_code == 1 and "holds other files than evidence" in result.stderr and "--force" in result.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_force_leaves_other_files_and_verify_names_them(port: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    result = run(port, ids_of(port)[0], "-o", tmp_path, "--force")
    assert result.exit_code == 0 and "notes.txt" in result.stderr
    assert (tmp_path / "notes.txt").read_text() == "mine"
    checked = run("--verify", tmp_path)
    assert checked.exit_code == 1 and "notes.txt: added" in checked.stdout


def test_force_writes_through_no_link(port: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ids_of(port)[0]).symlink_to(tmp_path / "elsewhere")
    result = run(port, ids_of(port)[0], "-o", tmp_path / "out", "--force")
    assert result.exit_code == 1 and "a link, not a file" in result.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_evidence_is_replaced_by_evidence(port: Path, bundle: Path) -> None:
    first = ids_of(port)[0]
    assert run(port, first, "-o", bundle).exit_code == 0
    assert sorted(path.name for path in bundle.iterdir()) == sorted(["SHA256SUMS", "manifest.json", first])
    assert run("--verify", bundle).exit_code == 0


def test_with_notes_in_it_evidence_is_not_replaced(port: Path, bundle: Path) -> None:
    (bundle / ids_of(port)[0] / "notes.txt").write_text("mine")
    assert run(port, ids_of(port)[1], "-o", bundle).exit_code == 1
    assert (bundle / ids_of(port)[0] / "article.txt").exists()


def test_an_empty_folder_is_taken(port: Path, tmp_path: Path) -> None:
    assert run(port, ids_of(port)[0], "-o", tmp_path).exit_code == 0


TAMPERING: dict[str, tuple[Callable[[Path, str], object], str]] = {
    "a word": (lambda b, id: _edit(b / id / "article.txt", "ferry", "fairy"), "/article.txt: changed: its sha256 is"),
    "the page": (lambda b, id: _edit(b / id / "quotation.html", "Lennox", "Lenox"), "/quotation.html: changed"),
    "the record": (lambda b, id: _edit(b / id / "evidence.json", "0.9", "0.99"), "/evidence.json: changed"),
    "a line end": (lambda b, id: _edit(b / id / "article.txt", "\n", "\r\n"), "/article.txt: changed"),
    "missing": (lambda b, id: (b / id / "article.txt").unlink(), "/article.txt: missing"),
    "folder missing": (lambda b, id: rmtree(b / id), "/quotation.html: missing"),
    "added": (lambda b, id: (b / "more.txt").write_text("x"), "more.txt: added"),
    "added folder": (lambda b, id: (b / "more").mkdir(), "more/: added: an empty folder"),
    "copied": (lambda b, id: copytree(b / id, b / "copy"), "copy/: a folder of no quotation"),
    "link": (lambda b, id: _link(b / id / "article.txt"), "/article.txt: a link or device, not a file"),
    "manifest": (lambda b, id: _edit(b / "manifest.json", "Ina", "Ann", "0.1.0", "0.1.1"), "does not agree with"),
    "time": (lambda b, id: _edit(b / "manifest.json", '"created_at": "20', '"created_at": "19'), "does not agree with"),
    "no manifest": (lambda b, id: (b / "manifest.json").unlink(), "manifest.json: missing"),
    "no sums": (lambda b, id: (b / "SHA256SUMS").unlink(), "SHA256SUMS: missing"),
}


def _edit(path: Path, *words: str) -> None:
    text = path.read_bytes().decode("utf-8")
    changed = text
    for old, new in zip(words[::2], words[1::2], strict=True):
        changed = changed.replace(old, new, 1)
    assert changed != text
    path.write_bytes(changed.encode("utf-8"))


def _link(path: Path) -> None:
    aside = path.parents[2] / "aside.txt"
    path.rename(aside)
    path.symlink_to(aside)


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_is_named(port: Path, bundle: Path, name: str) -> None:
    tamper, expected = TAMPERING[name]
    tamper(bundle, ids_of(port)[0])
    result = run("--verify", bundle)
    assert result.exit_code == 1 and "not as it was written" in result.stdout and expected in result.stdout
    assert "whole" not in result.stdout


@cache
def _written() -> tuple[TemporaryDirectory[str], dict[str, bytes]]:
    folder = TemporaryDirectory()
    path = Path(folder.name) / "news.db"
    with open_store(path, create=True) as store:
        store.save_article(*next(desk_articles()), store.start_run())
    where = Path(folder.name) / "evidence"
    run(path, "1", "-o", where)
    return folder, {p.relative_to(where).as_posix(): p.read_bytes() for p in where.rglob("*") if p.is_file()}


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_no_byte_on_the_disk_can_be_changed(data: st.DataObject) -> None:
    folder, files = _written()
    where = Path(folder.name) / "evidence"
    path = data.draw(st.sampled_from(sorted(files)))
    at = data.draw(st.integers(0, len(files[path]) - 1))
    changed = bytearray(files[path])
    changed[at] ^= data.draw(st.integers(1, 255))
    assert run("--verify", where).exit_code == 0
    (where / path).write_bytes(changed)
    try:
        assert run("--verify", where).exit_code == 1
    finally:
        (where / path).write_bytes(files[path])


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from(["manifest.json", "SHA256SUMS", "x"]), st.binary(max_size=60)))
def test_random_bytes_are_no_evidence_and_no_crash(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        result = run("--verify", folder)
    assert result.exit_code == 1 and "manifest.json" in result.stdout


def changed_store(port: Path, tmp_path: Path, statement: str) -> Path:
    path = tmp_path / "changed.db"
    path.write_bytes(port.read_bytes())
    with open_store(path) as store, store.writing() as database:
        database.execute(statement)
    return path


def changes() -> Iterator[tuple[str, str]]:
    yield "UPDATE articles SET sha256 = 'feed' WHERE id = 1", "holds another text of https://news.example/ferry-back"
    yield "UPDATE quotations SET name = 'Ina Voss' WHERE id = 1", 'was "Robert Lennox", and is "Ina Voss"'
    yield "UPDATE judgements SET undone_at = '2026-01-01'", "does not stand any more"
    yield "UPDATE articles SET text = 'x\x1b[31m' WHERE id = 1", "is not the one that was ingested"


@pytest.mark.parametrize(("statement", "message"), list(changes()))
def test_what_changed_in_the_store_is_told(
    port: Path, bundle: Path, tmp_path: Path, statement: str, message: str
) -> None:
    result = run(changed_store(port, tmp_path, statement), "--verify", bundle)
    assert result.exit_code == 1 and "holds otherwise now" in result.stdout and message in result.stdout
    assert "whole: every file" in result.stdout, "the bundle itself is as it was"
    assert "\x1b" not in result.stdout


def test_help_tells_how_and_gives_one_example() -> None:
    result = run("--help")
    assert result.exit_code == 0 and result.stdout.count("      quotetrack evidence ") <= 1
    assert "--verify DIR" in result.stdout and "W3C" in result.stdout


def test_writing_a_folder_that_cannot_be_written(port: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, data: bytes) -> Any:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = run(port, ids_of(port)[0], "-o", tmp_path)
    assert result.exit_code == 1 and "Permission denied. Choose another folder" in result.stderr


def test_the_session_of_the_page_prints_what_it_says(
    port: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    (tmp_path / "news.db").write_bytes(port.read_bytes())
    monkeypatch.chdir(tmp_path)
    session = page.split("```console\n")[1].split("```")[0]
    for part in session.split("$ quotetrack evidence ")[1:]:
        command, _, printed = part.partition("\n")
        assert re.sub("[0-9a-f]{64}", "…", run(*command.split()).stdout) == printed
