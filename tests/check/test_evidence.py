"""The evidence for a quotation: what it holds, and that no change to it stays unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotetrack.check.bundles import PLACE, find_faults, make_bundle, read_records
from quotetrack.check.evidence import find_changes, gather_evidence
from quotetrack.errors import NotFoundError, StoreError
from quotetrack.identity import dedupe, merge, save_people, undo
from quotetrack.identity.people_file import FiledPerson
from quotetrack.records import Affiliation, Article, Quotation, Speaker
from quotetrack.spans import AROUND
from quotetrack.store import Store, open_store
from tests.news import WAŁĘSA, articles, copied, fill
from tests.store.builders import article, quotation_id, said, span_of

FERRY = "Ferry news 🌊\r\n\r\n“The ferry leaves at noon,” said Robert Lennox, harbour master of Norbury Port.\r\n"
FOG = "“No ferry will leave in this fog,” said Bob Lennox, harbour master of Norbury Port.\n"
BOATS = "“We counted every boat,” said R. Lennox.\n"
PIER = "“The pier is safe,” said Ana Ruiz and Owen Pike, the two senators.\n“It is,” they said. “Quite safe.”\n"


def _by(text: str, words: str, name: str, day: str, **more: Any) -> tuple[Article, list[Quotation]]:
    url = f"https://news.example/{day}"
    return article(text, url=url, title=f"News of {day}", outlet="The Norbury Courier", published=day), [
        said(text, words, name, mention=name, **more)
    ]


def port_articles() -> Iterator[tuple[Article, list[Quotation]]]:
    """Lennox goes by three names; two senators speak together, in two pieces."""
    master = Affiliation("Norbury Port", "harbour master", span=span_of(FERRY, "harbour master of Norbury Port"))
    ferry = {"role": "harbour master", "affiliations": ("Norbury Port",), "claims": (master,)}
    given, quotations = _by(FERRY, "The ferry leaves at noon,", "Robert Lennox", "2024-01-05", **ferry)
    yield replace(given, source_sha256="ab" * 32, extractor="trafilatura 2.0", author="Ina Voss"), quotations
    fog = {"role": "harbour master", "affiliations": ("Norbury Port",)}
    yield _by(FOG, "No ferry will leave in this fog,", "Bob Lennox", "2024-02-07", **fog)
    yield _by(BOATS, "We counted every boat,", "R. Lennox", "2024-02-08")
    joint = (Speaker("Owen Pike", role="senator"),)
    together, (first,) = _by(PIER, "The pier is safe,", "Ana Ruiz", "2024-03-01", role="senator", joint=joint)
    pieces = (span_of(PIER, "It is,"), span_of(PIER, "Quite safe."))
    second = replace(first, id=quotation_id(PIER, pieces), content=pieces, text="It is, Quite safe.")
    yield together, [first, second]


def make_port(path: Path) -> Path:
    fill(path, list(port_articles()))
    return path


@pytest.fixture
def port(tmp_path: Path) -> Iterator[Store]:
    with open_store(make_port(tmp_path / "news.db")) as store:
        yield store


def keys(store: Store) -> list[str]:
    return [row["key"] for row in store.rows("SELECT key FROM quotations ORDER BY id")]


def key_of(store: Store, words: str) -> str:
    return str(next(store.rows("SELECT key FROM quotations WHERE text LIKE ?", [f"%{words}%"]))["key"])


def bundle_of(store: Store, *ids: str | int) -> dict[str, bytes]:
    pages = [(found, f"<p>{found.folder}</p>") for found in gather_evidence(store, ids or keys(store))]
    return make_bundle(pages, created_at="2026-01-02T03:04:05+00:00", command="quotetrack evidence")


def test_selectors_give_the_words_and_what_stands_around_them(store: Store) -> None:
    seen = set()
    for found in gather_evidence(store, keys(store)):
        quotation = found.record["evidence"]["quotation"]
        for item in found.record["items"]:
            part = item["body"]["value"]
            seen.add(part)
            assert [[t["selector"][0][edge] for edge in ("start", "end")] for t in item["target"]] == quotation[part]
            for target in item["target"]:
                at, quote = target["selector"]
                assert (at["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
                assert found.text[at["start"] : at["end"]] == quote["exact"]
                around = quote["prefix"] + quote["exact"] + quote["suffix"]
                assert around == found.text[max(0, at["start"] - AROUND) : at["end"] + AROUND]
    assert seen == {"content", "cue", "source"}


def test_offsets_are_code_points_not_bytes_or_utf_16_units(store: Store) -> None:
    (found,) = gather_evidence(store, [key_of(store, "café plan")])
    content = found.record["items"][0]["target"][0]["selector"]
    assert content[0]["start"] == WAŁĘSA.index("Park the café") and content[1]["exact"] == "Park the café plan"
    assert content[1]["prefix"].endswith("Lech Wałęsa.\n\n“")


def test_the_record_says_where_it_comes_from(port: Store) -> None:
    (found,) = gather_evidence(port, [key_of(port, "ferry leaves")])
    held = found.record["evidence"]
    assert found.text == FERRY, "line ends as they were"
    assert held["article"]["sha256"] == sha256(FERRY.encode()).hexdigest()
    named = ("url", "title", "author", "outlet", "published", "source_sha256", "extractor", "code_points")
    assert [held["article"][name] for name in named] == [
        "https://news.example/2024-01-05", "News of 2024-01-05", "Ina Voss", "The Norbury Courier", "2024-01-05",
        "ab" * 32, "trafilatura 2.0", len(FERRY),
    ]  # fmt: skip
    assert held["article"]["ingested_at"][:2] == "20" and held["run"]["pack"] == "en 0.0.1"
    assert held["quotation"]["confidence"] == 0.9 and held["quotation"]["trace"] == {"rule": "test"}
    assert held["claims"] == [
        {
            "speaker": "Robert Lennox", "organization": "Norbury Port", "role": "harbour master", "standing": "current",
            "span": list(span_of(FERRY, "harbour master of Norbury Port")), "exact": "harbour master of Norbury Port",
        }
    ]  # fmt: skip


def test_the_record_is_a_page_of_web_annotations(port: Store) -> None:
    (found,) = gather_evidence(port, [key_of(port, "ferry leaves")])
    record = found.record
    assert record["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and record["type"] == "AnnotationPage"
    assert record["@context"][1] == {"evidence": None}, "no term of the vocabulary"
    assert [item["type"] for item in record["items"]] == ["Annotation"] * 3
    assert len({item["id"] for item in record["items"]}) == 3
    source = record["items"][0]["target"][0]["source"]
    assert (source["id"], source["via"]) == ("article.txt", "https://news.example/2024-01-05")


def test_the_judgements_that_led_to_the_speaker(port: Store) -> None:
    dedupe(port)
    ids = [row["id"] for row in port.rows("SELECT id FROM canonical_speakers WHERE name LIKE '%Lennox' ORDER BY id")]
    action = merge(port, ids, by="Ina", note="asked the port")
    (boats,) = gather_evidence(port, [key_of(port, "every boat")])
    (speaker,) = boats.record["evidence"]["speakers"]
    assert speaker["named"]["name"] == "R. Lennox" and speaker["canonical"]["names"][-1] == "Robert Lennox"
    first, *others = speaker["judgements"]
    assert (first["decided_by"], first["explanation"], first["verdict"]) == ("Ina", "asked the port", "same")
    assert first["id"] in action.judgements and first["created_at"]
    assert [row["decided_by"] for row in others] == ["rule"] and others[0]["score"] >= 0.8
    assert "Bob and Robert are forms of one given name" in others[0]["explanation"]
    undo(port, by="Ina")
    (alone,) = gather_evidence(port, [key_of(port, "every boat")])
    assert alone.record["evidence"]["speakers"][0]["judgements"] == [], "what was undone led nowhere"


def test_the_people_file_is_named(port: Store) -> None:
    save_people(port, [FiledPerson("Robert A. Lennox", aliases=("Bob Lennox",), identifiers={"wikidata": "Q101"})])
    (fog,) = gather_evidence(port, [key_of(port, "this fog")])
    canonical = fog.record["evidence"]["speakers"][0]["canonical"]
    assert canonical["name"] == "Robert A. Lennox"
    assert canonical["people_file"]["identifiers"] == {"wikidata": "Q101"}


def test_everybody_who_spoke_is_there_and_nobody_where_nobody_is_known(port: Store, store: Store) -> None:
    (both,) = gather_evidence(port, [key_of(port, "pier is safe")])
    assert [s["named"]["name"] for s in both.record["evidence"]["speakers"]] == ["Ana Ruiz", "Owen Pike"]
    (nobody,) = gather_evidence(store, [key_of(store, "Where are the keys")])
    assert nobody.record["evidence"]["speakers"] == []


def test_each_quotation_once_in_the_order_given(port: Store) -> None:
    first, second, *_ = keys(port)
    assert [e.folder for e in gather_evidence(port, [second, first, f" {second.upper()} "])] == [second, first]


def test_copies_of_a_text_have_folders_of_their_own(tmp_path: Path) -> None:
    original = next(articles())
    fill(tmp_path / "copies.db", [original, copied(original, "https://a.example/", "2023-11-05")])
    with open_store(tmp_path / "copies.db", readonly=True) as store:
        key = original[1][0].id
        numbers = [row["id"] for row in store.rows("SELECT id FROM quotations WHERE key = ? ORDER BY id", [key])]
        found = gather_evidence(store, [key, *numbers])
        assert [e.folder for e in found] == [key, f"{key}-2"]
        assert [e.record["evidence"]["article"]["url"] for e in found] == [
            "https://a.example/",
            "https://lamp.example/parking",
        ]
        assert find_faults(bundle_of(store, key, *numbers)) == []


@pytest.mark.parametrize(
    ("id", "folder"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("A\\B", "a-b"),
        ("…", "quotation"),
        ("x" * 99, "x" * 40),
        ("..", "quotation"),
    ],
)
def test_an_id_never_leaves_the_bundle(tmp_path: Path, id: str, folder: str) -> None:
    text = "“Aye,” said Ina Voss."
    quotation = replace(said(text, "Aye", "Ina Voss"), id=id)
    fill(tmp_path / "odd.db", [(article(text), [quotation])])
    with open_store(tmp_path / "odd.db", readonly=True) as store:
        files = bundle_of(store, 1)
    assert f"{folder}/article.txt" in files and all(PLACE.fullmatch(path) for path in files)


def test_an_id_that_is_not_there(port: Store) -> None:
    with pytest.raises(NotFoundError, match="No quotation has the id 'zebra'"):
        gather_evidence(port, [keys(port)[0], "zebra"])


def test_a_text_that_was_changed_in_the_store_is_no_evidence(port: Store) -> None:
    with port.writing() as database:
        database.execute("UPDATE articles SET text = replace(text, 'noon', 'dawn') WHERE id = 1")
    with pytest.raises(StoreError, match="is not the one that was ingested"):
        gather_evidence(port, [keys(port)[0]])


def test_the_same_store_gives_the_same_bytes(port: Store) -> None:
    assert bundle_of(port) == bundle_of(port)
    pages = [(found, "") for found in gather_evidence(port, keys(port))]
    one, other = (make_bundle(pages, created_at=day, command="x") for day in ("2026-01-01", "2027-01-01"))
    assert {path for path in one if one[path] != other[path]} == {"manifest.json", "SHA256SUMS"}
    assert one["manifest.json"].replace(b'"2026-01-01"', b'"2027-01-01"') == other["manifest.json"]


def test_files_are_as_they_should_be(port: Store) -> None:
    files = bundle_of(port)
    folder = key_of(port, "ferry leaves")
    assert files[f"{folder}/article.txt"] == FERRY.encode()
    manifest = json.loads(files["manifest.json"])
    listed = {path: (entry["sha256"], entry["bytes"]) for path, entry in manifest["files"].items()}
    others = {path: data for path, data in files.items() if path not in ("manifest.json", "SHA256SUMS")}
    assert listed == {path: (sha256(data).hexdigest(), len(data)) for path, data in others.items()}
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {path: sha256(data).hexdigest() for path, data in files.items() if path != "SHA256SUMS"}
    assert find_faults(files) == []


@cache
def whole() -> dict[str, bytes]:
    """The evidence for two quotations, made once: properties ask for it hundreds of times."""
    with TemporaryDirectory() as folder, open_store(make_port(Path(folder) / "news.db")) as store:
        return bundle_of(store, key_of(store, "ferry leaves"), key_of(store, "Quite safe"))


def resealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with hashes made anew, as by somebody who covers up what they changed."""
    manifest = json.loads(files["manifest.json"])
    held = {path: data for path, data in files.items() if path not in ("manifest.json", "SHA256SUMS")}
    manifest["files"] = {path: {"sha256": sha256(data).hexdigest()} for path, data in held.items()}
    sealed = {**held, "manifest.json": json.dumps(manifest).encode()}
    sums = "".join(f"{sha256(sealed[path]).hexdigest()}  {path}\n" for path in sorted(sealed))
    return {**sealed, "SHA256SUMS": sums.encode()}


def test_resealing_alone_is_no_fault() -> None:
    assert find_faults(whole()) == [] and find_faults(resealed(whole())) == []


@given(st.data())
def test_no_byte_can_be_changed(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(whole())))
    content = whole()[path]
    at = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(1, 255))
    changed = content[:at] + bytes([content[at] ^ other]) + content[at + 1 :]
    assert find_faults({**whole(), path: changed})


@given(st.data())
def test_no_file_can_be_cut_grown_taken_away_or_added(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(whole())))
    content = whole()[path]
    cut = content[: data.draw(st.integers(0, len(content) - 1))]
    grown = content + data.draw(st.binary(min_size=1, max_size=4))
    added = data.draw(st.text(min_size=1).filter(lambda name: name not in whole()))
    assert find_faults({**whole(), path: cut}) and find_faults({**whole(), path: grown})
    assert find_faults({name: whole()[name] for name in whole() if name != path})
    assert any(added in fault for fault in find_faults({**whole(), added: content}))


Change = Callable[[dict[str, Any]], object]


def _selector(record: dict[str, Any], number: int = 0) -> dict[str, Any]:
    selector: dict[str, Any] = record["items"][0]["target"][0]["selector"][number]
    return selector


FORGERIES: dict[str, tuple[Change, str]] = {
    "other words": (lambda r: _selector(r, 1).update(exact="The ferry leaves at dawn,"), "other words there"),
    "before": (lambda r: _selector(r, 1).update(prefix="He denied it: “"), "other words before it"),
    "after": (lambda r: _selector(r, 1).update(suffix=""), "other words after it"),
    "moved": (lambda r: _selector(r).update(start=_selector(r)["start"] + 1), "other words there"),
    "from the end": (lambda r: _selector(r).update(start=-80), "other words there"),
    "beyond the end": (lambda r: _selector(r).update(end=10**6), "other words there"),
    "content dropped": (lambda r: r["items"].pop(0), "spans of the content and its selectors differ"),
    "source dropped": (lambda r: r["items"].pop(2), "spans of the source and its selectors differ"),
    "spans": (lambda r: r["evidence"]["quotation"].update(cue=[[0, 4]]), "spans of the cue and its selectors differ"),
    "claim": (lambda r: r["evidence"]["claims"][0].update(exact="mayor"), "claim does not stand at"),
    "hash": (lambda r: r["evidence"]["article"].update(sha256="0" * 64), "the text's sha256 was 0000"),
    "id": (lambda r: r["evidence"]["quotation"].update(id="0" * 12), "is not of the quotation"),
    "no list": (lambda r: r.update(items=7), "does not have the form"),
    "no number": (lambda r: _selector(r).update(start="1"), "does not have the form"),
    "no evidence": (lambda r: r.pop("evidence"), "does not have the form"),
    "no part": (lambda r: r["items"][0]["body"].update(value="byline"), "does not have the form"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_record_that_was_forged_with_all_hashes_does_not_hold(name: str) -> None:
    change, expected = FORGERIES[name]
    path = next(path for path in whole() if path.endswith("evidence.json"))
    record = json.loads(whole()[path])
    change(record)
    faults = find_faults(resealed({**whole(), path: json.dumps(record).encode()}))
    assert any(fault.startswith(path) and expected in fault for fault in faults), faults


@pytest.mark.parametrize("text", [FERRY.replace("noon", "dawn"), FERRY + " ", "", "\ud800"])
def test_a_text_that_was_forged_with_all_hashes_does_not_hold(text: str) -> None:
    path = next(path for path in whole() if path.endswith("article.txt"))
    assert find_faults(resealed({**whole(), path: text.encode("utf-8", "surrogatepass")}))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda m: m.update(format="quotetrack evidence 99"), "no manifest of quotetrack evidence 1"),
        (lambda m: m["quotations"].pop(), "a folder of no quotation"),
        (lambda m: m["quotations"].clear(), "lists no quotation"),
        (lambda m: m["quotations"][0].update(folder="../x"), "lacks article.txt"),
        (lambda m: m["quotations"][0].update(article_sha256="00"), "is not of the quotation and text"),
    ],
    ids=["format", "quotation dropped", "all dropped", "folder", "hash"],
)
def test_a_manifest_that_was_forged_does_not_hold(change: Change, expected: str) -> None:
    manifest = json.loads(whole()["manifest.json"])
    change(manifest)
    faults = find_faults(resealed({**whole(), "manifest.json": json.dumps(manifest).encode()}))
    assert any(expected in fault for fault in faults), faults


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from([*whole(), "x/y", ""]), st.binary(max_size=40) | JSON.map(json.dumps), max_size=8)
)
def test_anything_can_be_looked_at(given_files: dict[str, bytes | str]) -> None:
    files = {path: data if isinstance(data, bytes) else data.encode() for path, data in given_files.items()}
    assert find_faults(files)
    mixed = {**whole(), **files}
    assert bool(find_faults(mixed)) == (mixed != whole())


@settings(deadline=None)
@given(st.data())
def test_a_record_of_any_form_can_be_looked_at_and_compared(data: st.DataObject) -> None:
    """One value anywhere in the record becomes another, and all hashes are made anew."""
    path = next(path for path in whole() if path.endswith("evidence.json"))
    record = json.loads(whole()[path])
    place: Any = record
    while True:
        name = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not (isinstance(place[name], dict | list) and place[name]) or data.draw(st.integers(0, 5)) == 0:
            break
        place = place[name]
    place[name] = data.draw(JSON)
    files = resealed({**whole(), path: json.dumps(record).encode()})
    find_faults(files)
    with open_store(_port_file(), readonly=True) as store:
        find_changes(store, read_records(files))


@cache
def _port_file() -> Path:
    folder = TemporaryDirectory()
    _KEPT.append(folder)
    return make_port(Path(folder.name) / "news.db")


_KEPT: list[TemporaryDirectory[str]] = []


def test_nesting_without_end_is_no_crash() -> None:
    assert find_faults({**whole(), "manifest.json": b"[" * 100_000})
    assert find_faults({"manifest.json": b'{"files":' * 50_000})


CHANGES: dict[str, tuple[str, str]] = {
    "speaker renamed": (
        "UPDATE canonical_speakers SET name = 'Rob Lennox' WHERE name = 'Robert Lennox'",
        'speakers[0].canonical.name was "Robert Lennox", and is "Rob Lennox"',
    ),
    "confidence": ("UPDATE quotations SET confidence = 0.5", "quotation.confidence was 0.9, and is 0.5"),
    "source": (
        "UPDATE quotations SET name = 'Ina Voss'",
        'quotation.speaker.name was "Robert Lennox", and is "Ina Voss"',
    ),
    "outlet": ("UPDATE articles SET outlet = 'Lamp'", 'article.outlet was "The Norbury Courier", and is "Lamp"'),
    "standing": ("UPDATE affiliations SET standing = 'former'", 'claims[0].standing was "current", and is "former"'),
    "pack": ("UPDATE runs SET pack = 'en 9'", 'run.pack was "en 0.0.1", and is "en 9"'),
    "text alone": ("UPDATE articles SET text = text || '!'", "is not the one that was ingested"),
    "other text": (
        "UPDATE articles SET sha256 = 'feed'",
        "the store holds another text of https://news.example/2024-01-05",
    ),
    "quotation gone": ("UPDATE quotations SET key = 'x' || id", "the store holds the article, but not the quotation"),
    "elsewhere": (
        "UPDATE articles SET url = 'https://b.example/' || id",
        "in https://news.example/2024-01-05, another",
    ),
    "article gone": ("UPDATE articles SET url = NULL, sha256 = id", "the store does not hold the article"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changed_in_the_store_since_is_told(port: Store, name: str) -> None:
    records = read_records(bundle_of(port, key_of(port, "ferry leaves")))
    assert find_changes(port, records) == []
    statement, expected = CHANGES[name]
    with port.writing() as database:
        database.execute(statement)
    changes = find_changes(port, records)
    assert any(
        change.startswith(records[0]["evidence"]["quotation"]["id"]) and expected in change for change in changes
    )


def test_judgements_since_are_told(port: Store) -> None:
    dedupe(port)
    before = read_records(bundle_of(port, key_of(port, "every boat")))
    ids = [row["id"] for row in port.rows("SELECT id FROM canonical_speakers WHERE name LIKE '%Lennox' ORDER BY id")]
    merge(port, ids, by="Ina")
    changes = find_changes(port, before)
    assert any("is new: Robert Lennox and R. Lennox same, by Ina" in change for change in changes), changes
    after = read_records(bundle_of(port, key_of(port, "every boat")))
    undo(port, by="Ina")
    assert any("same, by Ina) does not stand any more" in change for change in find_changes(port, after))
    assert find_changes(port, before) == []


def test_more_articles_change_nothing(port: Store) -> None:
    records = read_records(bundle_of(port))
    run = port.start_run()
    other = _by("“A new pier,” said Robert Lennox Esq.\n", "A new pier,", "Robert Lennox", "2025-01-01")
    port.save_article(*other, run)
    port.save_article(replace(next(port_articles())[0], url="https://copy.example/"), [], run)
    assert find_changes(port, records) == []
