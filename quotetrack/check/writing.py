"""How the same words are written in a question and in print: the tier, and newsroom conventions by name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotetrack.check.alignment import Alignment
from quotetrack.check.asked import OMISSION, Asked
from quotetrack.check.cleaning import clean, latin
from quotetrack.check.findings import Tier
from quotetrack.check.statements import Statement
from quotetrack.check.wording import STAND_IN, Wording

Laid = tuple[Wording, Alignment]


def tell_writing(asked: Asked, statement: Statement, laid: Sequence[Laid]) -> tuple[Tier, tuple[str, ...]]:
    """The tier of words that are the same, and what a newsroom put otherwise on purpose, each told as what it is."""
    notes = list(_conventions(asked, statement, laid))
    plain = [_stretches(asked, piece, each, statement) for piece, each in laid]
    tier = max((_tier(one, other) for one, other in plain), key=_TIERS.index)
    if notes and tier == "spelling":
        tier = "typography"
    return tier, tuple(dict.fromkeys(notes))


_TIERS: tuple[Tier, ...] = ("exact", "spacing", "case", "typography", "markup", "spelling")


def _stretches(asked: Asked, piece: Wording, laid: Alignment, statement: Statement) -> tuple[str, str]:
    """The words asked and those printed, as written, with the marks between them, and with the mark after them where
    the question has one."""
    held = statement.wording
    end = held.words[laid.last - 1].span.end
    tail = piece.text[piece.words[-1].span.end :].rstrip() if len(asked.pieces) == 1 else ""
    last = statement.text[end : end + len(tail)]
    return piece.slice(0, len(piece.words)) + tail, held.slice(laid.first, laid.last) + last


def _tier(asked: str, printed: str) -> Tier:
    if asked == printed:
        return "exact"
    if _spaced(asked) == _spaced(printed):
        return "spacing"
    if _spaced(asked).casefold() == _spaced(printed).casefold():
        return "case"
    one, other = (re.sub(r"[\W_]+", "", clean(text).text).casefold() for text in (asked, printed))
    return "typography" if one == other else "spelling"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _looks_latin(text: str) -> bool:
    """Whether a text has words with letters of another alphabet that look like Latin ones."""
    return not text.isascii() and any(latin(word) != word for word in re.findall(r"[^\W\d_]+", text))


def _conventions(asked: Asked, statement: Statement, laid: Sequence[Laid]) -> Sequence[str]:
    """What a newsroom put otherwise on purpose."""
    told = []
    for piece, each in laid:
        for edit in each.edits:
            one, other = piece.slice(*edit.asked), statement.wording.slice(*edit.held)
            if any(piece.forms[at] == STAND_IN for at in range(*edit.asked)):
                told.append(f"{one} stands for “{other}”" if other else f"{one} is added")
            elif "*" in "".join(piece.forms[slice(*edit.asked)]) + "".join(statement.wording.forms[slice(*edit.held)]):
                told.append(f"letters are masked: “{one}” for “{other}”" if one != other else "")
        if re.search(r"\[[^\W\d_]\](?=[^\W\d_])", piece.text):
            told.append("a capital changed in brackets")
        if re.search(r"[^\W\d_]\[[^\W\d_]{1,4}\]", piece.text):
            told.append("an ending changed in brackets")
        if any(map(_looks_latin, (piece.text, statement.wording.slice(each.first, each.last)))):
            told.append("letters of another alphabet look like Latin ones")
        if re.search(r"[\[(]\s*sic", piece.text, re.IGNORECASE):
            told.append("[sic] is not part of the words")
    if len(asked.pieces) > 1 and OMISSION.search(asked.text):
        told.append("an omission is marked")
    return [note for note in told if note]
