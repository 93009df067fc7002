"""Whether what a marked omission leaves out turns the words around it."""

from __future__ import annotations

import re

from quotetrack.comparison.cuts import turns_after, turns_before
from quotetrack.comparison.guards import find_negations
from quotetrack.comparison.sentences import find_ends
from quotetrack.comparison.wording import Wording
from quotetrack.folding import fold
from quotetrack.lexicon import patterns_by_kind

_SUBJECT = re.compile(
    r"(?:^\s*(?:i|we|he|she|they|you|it|there)|"
    r"(?:[,;:—.!?]|\b(?:and|but|while|whereas|because|that|which|who))\s*"
    r"(?:i|we|he|she|they|you|it|there|nobody|everyone|"
    r"(?:the|my|our|his|her|their|your|some|many|those|these) \w+(?: \w+)?))(?:\s+\w+|\s*$)"
)
_OWN_SUBJECT = re.compile(
    r"(?:(?:and|but|so|that|because),? )?(?:i|we|he|she|they|you|it|there|this|that|these|those|the|a|an|my|our|his|"
    r"her|their|your|some|many|all|every|no|in|on|at|for|with|to|from|of|by|when|where|if)\b"
)


def warn_of_omission(left_out: str, following: str) -> tuple[str | None, bool]:
    """A warning of what was left out between two pieces, and whether it turns the sense outright: a negation or
    condition of the very sentence does; a whole sentence with one, or another subject, is only warned of."""
    shown = f"“{' '.join(left_out.split()).strip(' ,;')}”"
    ends = list(find_ends(left_out))
    if not ends:
        if find_negations(Wording(left_out).forms) or _omitted(left_out):
            return f"What was left out changes the sense: {shown}", True
    else:
        first, last = left_out[: ends[0].start()], left_out[ends[-1].end() :]
        if turns_after(first) or turns_before(last):
            return f"What was left out of these sentences changes their sense: {shown}", True
        if find_negations(Wording(left_out).forms) or _omitted(left_out):
            return f"A sentence that denies or limits something was left out: {shown}", False
    if _SUBJECT.search(fold(left_out)) and not _OWN_SUBJECT.match(fold(following)):
        return f"What was left out speaks of somebody or something else: is it still the same subject? {shown}", False
    return None, False


def _omitted(left_out: str) -> bool:
    turns = patterns_by_kind("check_patterns")
    return turns["omitted"].search(turns["affirmed"].sub(" ", fold(left_out))) is not None
