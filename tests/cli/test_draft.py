"""`quotetrack check --file`: the quotations of a draft as a table, JSON and a page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.check.check import Check
from quotetrack.check.drafts import CheckedClaim, CheckedDraft, Claim, check_draft, find_claims
from quotetrack.check.sources import StoredSource
from quotetrack.comparison.alignment import Difference
from quotetrack.comparison.verdicts import VERDICTS, Finding
from quotetrack.intake import read_articles
from quotetrack.lookup.hits import ArticleRef, Excerpt, Hit
from quotetrack.parse import Parser
from quotetrack.pipeline import extract_articles
from quotetrack.records import Article, Attribution, Quotation, Span, Speaker
from quotetrack.store import open_store
from quotetrack.text import paragraphs
from quotetrack.wording.html import render_report
from quotetrack.wording.verdicts import verdict_name
from tests.cli.test_check import bay, invoked  # noqa: F401  (a fixture)
from tests.store.builders import article, said

SAMPLES = Path(__file__).parents[2] / "samples"
WHEN = datetime(2024, 7, 1, 9, 30, tzinfo=UTC)

DRAFT = (
    "A dark pier\n\n"
    "Otto Brenn was not amused. “I walked the whole pier with a lantern,” Brenn said.\n\n"
    "“The dredger costs 45 crowns an hour, but the ships bring ninety,” said Mara Quill.\n\n"
    "“The dredger costs 40 crowns an hour,” Quill said on Sunday.\n\n"
    "“We are organizing a parade of every flag in the bay,” said Otto Brenn.\n\n"
    "“Seven grey elephants swim across the strait,” said Lise Tarp.\n"
)
SPEAKERS = {
    "I walked the whole pier with a lantern,": "Brenn",
    "The dredger costs 45 crowns an hour, but the ships bring ninety,": "Mara Quill",
    "The dredger costs 40 crowns an hour,": "Quill",
    "We are organizing a parade of every flag in the bay,": "Otto Brenn",
    "Seven grey elephants swim across the strait,": "Lise Tarp",
}


def extracted(given_article: Article) -> list[Quotation]:
    """What a parser would find in the draft: every quotation with its speaker, and a statement that is in no marks."""
    text = given_article.text
    found = [said(text, words, name, mention=name) for words, name in SPEAKERS.items() if words in text]
    plain = "Otto Brenn was not amused"
    return [*found, *([said(text, plain, kind="indirect")] if plain in text else [])]


@pytest.fixture(autouse=True)
def extraction(monkeypatch: pytest.MonkeyPatch, fake_extraction: list[str]) -> list[str]:
    monkeypatch.setattr("tests.cli.conftest.quotations_of", extracted)
    monkeypatch.setenv("COLUMNS", "100")
    return fake_extraction


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_a_table_then_what_is_not_fine(bay: Path, draft: Path) -> None:  # noqa: F811
    result = invoked(bay, "--file", draft)
    lines = result.stdout.splitlines()
    assert result.exit_code == 3 and result.stderr == ""
    assert [line[4:21].rstrip() for line in lines[4:9]] == [
        "✓ verbatim", "Δ altered", "! truncated", "✗ wrong speaker", "? not held"
    ]  # fmt: skip
    assert lines[5].split("  ")[-1].strip() == "The Bay Courier" and "Mara Quill" in lines[5]
    assert [line for line in lines if re.match(r"\d+\. ", line)] == [
        "2. Altered: one number differs.",
        "3. Truncated: the words are right, but cut against their sense.",
        "4. Wrong speaker: these words are held as said by Lise Tarp, not by Otto Brenn.",
        "5. Not held: nothing in this store has these words. That proves nothing: what was said elsewhere, or",
    ]
    assert " ".join(lines[-1:]).startswith("5 quotations checked: 3 not to be printed as they are; ")
    assert lines[-1].endswith("1 not held. 1 statement in the draft's own words not checked.")


def test_a_draft_that_can_stand(bay: Path, tmp_path: Path) -> None:  # noqa: F811
    (tmp_path / "fine.txt").write_text(DRAFT.split("\n\n")[1], encoding="utf-8")
    result = invoked(bay, "--file", tmp_path / "fine.txt")
    assert result.exit_code == 0 and "1 quotation checked: none that must not be printed as it is." in result.stdout


def test_json_has_a_check_for_each_with_its_place(bay: Path, draft: Path) -> None:  # noqa: F811
    result = invoked(bay, "--file", draft, "--format", "json")
    found = json.loads(result.stdout)
    assert [row["verdict"] for row in found] == ["verbatim", "altered", "truncated", "wrong_speaker", "not_held"]
    assert [row["fails"] for row in found] == [False, True, True, True, False] and result.exit_code == 3
    for row in found:
        (place,) = row["content"]
        assert DRAFT[place[0] : place[1]].rstrip(",") == row["query"]
    assert [row["by"] for row in found] == [row["speaker"] for row in found] == list(SPEAKERS.values())
    assert {row["article"] for row in found} == {str(draft)}


def test_a_page_to_a_file(bay: Path, draft: Path, tmp_path: Path) -> None:  # noqa: F811
    result = invoked(bay, "--file", draft, "--format", "html", "-o", tmp_path / "report.html")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert result.exit_code == 3 and result.stdout == "" and "report.html: 5 quotations checked" in result.stderr
    assert page.startswith("<!DOCTYPE html>") and invoked(bay, "--file", draft, "--format", "html").stdout
    read(page)


def test_a_report_that_cannot_be_written(bay: Path, draft: Path, tmp_path: Path) -> None:  # noqa: F811
    result = invoked(bay, "--file", draft, "--format", "html", "-o", tmp_path / "nowhere" / "report.html")
    assert result.exit_code == 1 and "cannot be written: No such file or directory" in result.stderr


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_other_forms_of_draft(bay: Path, tmp_path: Path, suffix: str) -> None:  # noqa: F811
    path = tmp_path / f"draft.{suffix}"
    if suffix == "docx":
        document = docx.Document()
        for line in DRAFT.split("\n\n"):
            document.add_paragraph(line.strip())
        data = io.BytesIO()
        document.save(data)
        path.write_bytes(data.getvalue())
    elif suffix == "html":
        body = "".join(f"<p>{line}</p>" for line in DRAFT.split("\n\n"))
        path.write_text(f"<html><body><article>{body}</article></body></html>", encoding="utf-8")
    else:
        path.write_text(DRAFT, encoding="utf-8")
    result = invoked(bay, "--file", path, "--format", "json")
    assert [row["verdict"] for row in json.loads(result.stdout)][:3] == ["verbatim", "altered", "truncated"]


def test_from_standard_input(bay: Path) -> None:  # noqa: F811
    assert "5 quotations checked" in invoked(bay, "--file", "-", input=DRAFT).stdout


def test_a_bad_draft_is_told_and_no_parser_loaded(bay: Path, tmp_path: Path, extraction: list[str]) -> None:  # noqa: F811
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xff")
    report = tmp_path / "report.html"
    report.write_text("earlier", encoding="utf-8")
    result = invoked(bay, "--file", tmp_path / "bad.txt", "--format", "html", "-o", report)
    assert result.exit_code == 1 and result.stderr.startswith("Error: ") and extraction == []
    assert report.read_text(encoding="utf-8") == "earlier"
    assert invoked(bay, "--file", tmp_path / "bad.txt", "--format", "json").stdout == "[]\n"


def test_another_package(bay: Path, draft: Path, extraction: list[str]) -> None:  # noqa: F811
    invoked(bay, "--file", draft, "--package", "combined")
    assert extraction == ["combined"]


def test_the_draft_is_not_stored(bay: Path, draft: Path) -> None:  # noqa: F811
    before = bay.read_bytes()
    invoked(bay, "--file", draft)
    assert bay.read_bytes() == before


def test_an_article_checked_against_itself_fails_nowhere(parser: Parser, tmp_path: Path) -> None:
    """From end to end with stored parses: what an article prints is what it printed."""
    (item,) = read_articles([str(SAMPLES / "senate_ferries.txt")], on_error=pytest.fail)
    ((_, found),) = extract_articles([item], parser)
    assert not isinstance(found, Exception)
    with open_store(tmp_path / "own.db", create=True) as store:
        store.save_article(item, found, store.start_run())
    with open_store(tmp_path / "own.db", readonly=True) as store:
        draft = check_draft(store, item, found)
    verdicts = {claim.claim.text: claim.check.verdict for claim in draft.claims}
    assert len(verdicts) > 10 and set(verdicts.values()) <= {"verbatim", "typographic"}, verdicts


# Which words of a draft are claims


MIXED = "Quill called it “a costly hole” and, later, “our only way to the ‘open’ sea”, if you please.\n"


def test_only_what_is_in_marks_of_a_mixed_quotation_is_a_claim() -> None:
    whole = MIXED[len("Quill called ") : -2]
    found = list(find_claims(article(MIXED), [said(MIXED, whole, "Mara Quill", kind="mixed")]))
    assert [(claim.text, claim.by) for claim in found] == [
        ("a costly hole", "Mara Quill"),
        ("our only way to the ‘open’ sea", "Mara Quill"),
    ]
    assert [MIXED[s.start : s.end] for claim in found for s in claim.spans] == [claim.text for claim in found]


@pytest.mark.parametrize(
    ("more", "claims"),
    [
        ({}, 1),
        ({"act": "writing"}, 1),
        ({"act": "belief"}, 0),
        ({"act": "not_speech"}, 0),
        ({"kind": "indirect"}, 0),
        ({"kind": "mixed"}, 1),
    ],
)
def test_what_is_a_claim(more: dict[str, Any], claims: int) -> None:
    text = "“We left,” said Otto Brenn."
    assert len(list(find_claims(article(text), [said(text, "We left,", "Otto Brenn", **more)]))) == claims


def test_unnamed_speakers_are_asked_about_without_a_name() -> None:
    text = "“We left,” two pilots said."
    (claim,) = find_claims(article(text), [said(text, "We left,", speaker="unnamed", mention="two pilots")])
    assert claim.by is None and claim.text == "We left"


def test_children_are_claims_of_their_own(bay: Path) -> None:  # noqa: F811
    text = "“Brenn told me, ‘I walked the whole pier with a lantern’, and left,” said Lise Tarp."
    outer = said(text, text[1 : text.index("”")], "Lise Tarp")
    inner = said(text, "I walked the whole pier with a lantern", "Otto Brenn", parent=outer)
    with open_store(bay, readonly=True) as store:
        draft = check_draft(store, article(text), [inner, outer])
    assert [claim.claim.by for claim in draft.claims] == ["Lise Tarp", "Otto Brenn"]
    assert draft.claims[1].check.verdict == "verbatim"


# The page


def _checked(
    verdict: Any,
    *,
    fails: bool = False,
    warning: str | None = None,
    own: str | None = None,
    text: str = "x",
    **more: Any,
) -> Check:
    """A check made by hand, with two sources."""
    quotation = Quotation("q1", "direct", "speech", text, (Span(0, 1),), Attribution(speakers=(Speaker(text),)))
    ref = ArticleRef(1, text, more.get("url"), text, text, text, text)
    hit = Hit(1, quotation, ref, 1, Excerpt(text), 0.0)
    differences = (Difference("replace", text, text, "number"), Difference("equal", text, text))
    whole, clause = (Span(0, len(text)),), more.get("next_clause")
    finding = Finding(verdict, fails, 1.0, whole, (text,), differences, notes=(text,), next_clause=clause, warning=own)
    source = StoredSource(hit, finding)
    other = replace(source, hit=replace(hit, id=2))
    return Check(text, text, verdict, fails, source, warning, sources=(source, other))


class Reader(HTMLParser):
    """The text of the draft's own column, checking that tags nest and ids are there once."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.column: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_attrs = dict(attrs)
        self.links += [given_attrs["href"] or ""] if "href" in given_attrs else []
        self.ids += [given_attrs["id"] or ""] if "id" in given_attrs else []
        if tag == "meta":
            return
        if tag == "p" and self.open[-1] == ("div", "row"):
            self.column.append("")
        self.open.append((tag, given_attrs.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        numbered = any(name.startswith("number") for _, name in self.open)
        if self.column and ("div", "row") in self.open and "ol" not in tags and "p" in tags and not numbered:
            self.column[-1] += data


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == [] and len(set(reader.ids)) == len(reader.ids)
    assert {link for link in reader.links if link.startswith("#")} == {f"#{id}" for id in reader.ids}
    assert not re.search(r"<(?:script|link|img|iframe|object|form)|@import|url\(|<[^>]* on\w+=", page)
    return reader


def report(text: str, claims: Sequence[CheckedClaim], **fields: Any) -> str:
    given_article = article(text, **fields)
    return render_report([CheckedDraft(given_article, tuple(claims), 0)], "news.db", when=WHEN)


def claimed(check: Check, *spans: Span) -> CheckedClaim:
    quotation = Quotation("q1", "direct", "speech", check.query, spans, Attribution())
    return CheckedClaim(Claim(quotation, check.query, spans), check)


def test_each_quotation_by_its_verdict_with_the_evidence_beside_it(bay: Path, draft: Path) -> None:  # noqa: F811
    page = invoked(bay, "--file", draft, "--format", "html").stdout
    reader = read(page)
    assert reader.column == [DRAFT[start:end] for start, end in paragraphs(DRAFT)]
    kinds = re.findall(r'<mark class="(\w+)">', page)
    assert kinds == ["good", "bad", "bad", "bad", "none"]
    cards = re.findall(r'<li class="\w+" id="evidence-\d">(.*?)</li>', page, re.DOTALL)
    assert "Verbatim: printed in exactly these words." in cards[0]
    assert "<del>45</del> <ins>40</ins>" in cards[1]
    assert (
        "“… but the ships bring ninety”" in cards[2] and "<q>“The dredger costs 40 crowns an hour, but the" in cards[2]
    )
    assert "Wrong speaker: these words are held as said by Lise Tarp, not by Otto Brenn." in cards[3]
    assert "proves nothing" in cards[4]
    assert 'href="https://bay.example/Dredging-goes-on"' in cards[1]


def test_verdicts_are_told_by_words_and_signs_too() -> None:
    signs = [(row.sign, _checked(verdict)) for verdict, row in VERDICTS.items()]
    signs += [("!", _checked(verdict, fails=True)) for verdict in ("truncated", "spliced")]
    for sign, check in signs:
        page = report("He said so.", [claimed(check, Span(0, 2))])
        assert (
            f"1&nbsp;{sign}</a>" in page
            and f"1 {sign}</a> " in page
            and f"{sign} {verdict_name(check.verdict)}" in page
        )


def test_no_speaker_in_the_draft_is_told() -> None:
    known = claimed(_checked("altered"), Span(0, 2))
    told = "The draft names no speaker: only the words were checked."
    assert told in report("He said so.", [known])
    named = replace(known.claim.quotation, attribution=Attribution(speakers=(Speaker("Ann Lee"),)))
    assert told not in report("He said so.", [replace(known, claim=replace(known.claim, quotation=named))])


HOSTILE = '<script>alert(1)</script> & "$title" ${x} <b onclick=x>'


def test_everything_that_is_given_is_escaped() -> None:
    for verdict in VERDICTS:
        check = _checked(verdict, warning=HOSTILE, own=HOSTILE, text=HOSTILE, next_clause=HOSTILE, url='"><script>')
        claim = claimed(replace(check, stands_in=HOSTILE), Span(0, 9))
        page = report(HOSTILE, [claim], id=HOSTILE, title=HOSTILE, author=HOSTILE)
        assert "<script" not in page and "<b onclick" not in page
        assert "&lt;script&gt;" in page and "$title" in page
        assert read(page).links.count("#evidence-1") == 1


@pytest.mark.parametrize(
    ("url", "linked"), [("https://a.example/?q=1&r=2", True), ("javascript:alert(1)", False), (None, False)]
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    reader = read(report("He said so.", [claimed(_checked("altered", url=url), Span(0, 2))]))
    assert [found for found in reader.links if not found.startswith("#")] == [url, url] * linked


def test_front_matter_is_not_shown() -> None:
    text = "---\ntitle: “T”\n---\nHe said so.\n"
    assert read(report(text, [], body=text.index("He"))).column == ["He said so."]


def test_a_draft_without_quotations() -> None:
    page = report("Nothing.", [])
    assert "No quotation in it to check." in page and read(page).column == ["Nothing."]


def test_several_drafts_are_numbered_through() -> None:
    drafts = [CheckedDraft(article(t), (claimed(_checked("altered"), Span(0, 2)),), 0) for t in ("One one", "Two two")]
    reader = read(render_report(drafts, "news.db", when=WHEN))
    assert reader.column == ["One one", "Two two"] and "evidence-2" in reader.ids


@given(st.data())
def test_no_word_is_lost_however_quotations_overlap(data: st.DataObject) -> None:
    text = data.draw(st.text('ab <&"“”\n', min_size=1, max_size=60).filter(str.strip))
    lines = paragraphs(text)
    edges = st.integers(0, len(text) - 1)
    spans = st.tuples(edges, edges).map(lambda pair: Span(min(pair), max(pair) + 1))
    several = st.lists(spans, min_size=1, max_size=3).map(lambda found: tuple(sorted(found)))
    verdict = st.sampled_from(["altered", "verbatim", "truncated"])
    claims = [claimed(_checked(data.draw(verdict)), *data.draw(several)) for _ in range(data.draw(st.integers(0, 3)))]
    reader = Reader()
    reader.feed(report(text, claims))
    assert reader.open == [] and reader.column == [text[start:end] for start, end in lines]
    assert sorted(i for i in reader.ids if i.startswith("e")) == [f"evidence-{n + 1}" for n in range(len(claims))]
