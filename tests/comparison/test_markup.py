"""Markdown and HTML taken off a text, with the way back to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotetrack.comparison.given_text import GivenText
from quotetrack.comparison.markup import strip_markup
from quotetrack.records import Span


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("<p>We <b>close</b> it</p>", "\nWe close it\n"),
        ("We<br/>close it", "We\nclose it"),
        ("un<i>bolt</i>ed", "unbolted"),
        ('<a href="https://p.example/?a=1&amp;b=2">We close it</a>', "We close it"),
        ("<q>We close it</q>", "“We close it”"),
        ("We<!-- never --> close it", "We\n close it"),
        ("<!DOCTYPE html><div class='x'>We close it</div>", "\nWe close it\n"),
        ("a &amp; b", "a & b"),
        ("&ldquo;We&rsquo;ll close it&rdquo;", "“We’ll close it”"),
        ("&#8220;We&#x2019;ll&#8221;", "“We’ll”"),
        ("5 &lt; 6", "5 < 6"),
        ("We&nbsp;close", "We\u00a0close"),
    ],
)
def test_html_is_taken_off(text: str, stripped: str) -> None:
    assert strip_markup(text)[0] == stripped


@pytest.mark.parametrize(
    "text",
    [
        "<script>We never close it</script>We close it",
        "<style type='text/css'>p {color: red}</style>We close it",
        "<head><title>Never</title></head><p>We close it</p>",
        "<SCRIPT>if (a < b) {never()}</SCRIPT >We close it",
        "<!-- <b>never</b> -->We close it",
    ],
)
def test_what_a_browser_does_not_show_is_no_text(text: str) -> None:
    assert strip_markup(text)[0].strip() == "We close it"


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("We **close** it", "We close it"),
        ("We *close* it", "We close it"),
        ("We ***close*** it", "We close it"),
        ("We __close__ _it_", "We close it"),
        ("We ~~never~~ close", "We  close"),
        ("**We *all* close**", "We all close"),
        ("We `close` it", "We close it"),
        ("We [close](https://p.example/a_(b)) it", "We close it"),
        ("We [close][1] it", "We close it"),
        ("![a pier](pier.png)We close", "We close"),
        ("We close[^2] it", "We close it"),
        ("## The pier\nWe close", "The pier\nWe close"),
        ("> We close\n> the pier", "We close\nthe pier"),
        ("- We close\n* You close\n+ They close", "We close\nYou close\nThey close"),
        (r"We close \*it\*", "We close *it*"),
        (r"5\. We close", "5. We close"),
        ("“**We close** it”", "“We close it”"),
    ],
)
def test_markdown_is_taken_off(text: str, stripped: str) -> None:
    assert strip_markup(text)[0] == stripped


@pytest.mark.parametrize(
    "text",
    [
        "It was -18 degrees",
        "-18 degrees, at last",
        "5 * 6 * 7",
        "2 < 3 and 4 > 1",
        "f*** them and s*** too",
        "call snake_case_name and other_name",
        "AT&T; and R&B",
        "[W]e close [the pier] [sic]",
        "We close [...] the pier",
        "a `` b",
        "We &never; close",
        "C:\\dir",
        "We close -- we do",
        ">5 boats",
        "*",
    ],
)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert strip_markup(text)[0] == text


def test_plain_text_needs_no_map() -> None:
    text = "“We close it,” she said. It’s £5."
    stripped, offsets = strip_markup(text)
    assert stripped is text
    assert offsets.back(Span(3, 8)) == Span(3, 8)


@pytest.mark.parametrize(
    ("text", "words", "written"),
    [
        ("We <b>close</b> it", "close it", "close</b> it"),
        ("We <b>close</b> it", "We close", "We <b>close"),
        ("<p>We close</p>", "We close", "We close"),
        ("a &amp; b", "&", "&amp;"),
        ("a &amp; b", "a & b", "a &amp; b"),
        ("say &ldquo;go&rdquo; now", "“go”", "&ldquo;go&rdquo;"),
        ("We [close](x) it", "close", "close"),
        ("We [close](x) it", "close it", "close](x) it"),
        ("We **close** it", "We close", "We **close"),
        ("don&#8217;t", "don’t", "don&#8217;t"),
        ("AT&amp;T; x", "AT&T", "AT&amp;T"),
        ("a & b; c", "&", "&"),
        ("> We\n> go", "We\ngo", "We\n> go"),
    ],
)
def test_a_stretch_without_markup_is_found_in_the_text_as_given(text: str, words: str, written: str) -> None:
    given_text = GivenText(text)
    start = given_text.stripped.index(words)
    assert text[slice(*given_text.origin(Span(start, start + len(words))))] == written


WRAPPED = st.sampled_from(
    ["{}", "<b>{}</b>", "**{}**", "_{}_", "[{}](http://p.example)", "<p>{}</p>", "`{}`", "&quot;{}&quot;", "“{}”",
     "{}[^1]", "{} &amp;", "<i><b>{}</b></i>", "{}<br>"]
)  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(["we", "close", "don’t", "18", "£5"]), WRAPPED), min_size=1, max_size=8))
def test_every_word_in_markup_is_found_at_its_place(words: list[tuple[str, str]]) -> None:
    """Whatever is around a word and between two, the offsets are those of the word itself."""
    text, places, at = "", [], 0
    for word, form in words:
        made = form.format(word)
        places.append(Span(at + form.index("{"), at + form.index("{") + len(word)))
        text, at = f"{text}{made} ", at + len(made) + 1
    given_text = GivenText(text)
    start = 0
    for (word, _), place in zip(words, places, strict=True):
        start = given_text.stripped.index(word, start)
        assert given_text.origin(Span(start, start + len(word))) == place
        start += len(word)


SIGNS = st.sampled_from(
    ["<", ">", "&", ";", "*", "**", "_", "`", "[", "]", "(", ")", "#", "\\", "we", " ", "\n", "<b>", "</b>", "amp",
     "&lt;", "<script>", "</script>", "!", "~~", "-", "“", "”"]
)  # fmt: skip


@given(st.lists(SIGNS, max_size=20).map("".join) | st.text(max_size=40))
def test_any_text_is_stripped_and_each_stretch_maps_back(text: str) -> None:
    """None is empty, none beyond the end, and in the same order."""
    given_text = GivenText(text)
    before = Span(0, 0)
    for at in range(len(given_text.stripped)):
        span = given_text.origin(Span(at, at + 1))
        assert 0 <= span.start < span.end <= len(text)
        assert before.start <= span.start and before.end <= span.end
        before = span
