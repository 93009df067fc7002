"""Thresholds and limits: each with its unit, its range and where the number comes from."""

from __future__ import annotations

from quotetrack.records import Rule

MAX_ARTICLE_BYTES = 20_000_000
"""Bytes (1 upwards) that one article, or one line of JSON lines, may have, after unpacking.
The longest single articles seen (court judgments, inquiry reports) stay under 5 MB of text;
what is larger has so far been a dump of many articles, which is better read line by line.
It is also where trafilatura stops reading a page."""

MAX_AUTHOR_CHARACTERS = 80
"""Code points (1 upwards) of a web page's byline. What trafilatura finds beyond that was, on our
test pages, a sentence out of a box that is named after authors."""

LEFT_OUT_SHOWN = 60
"""Code points (1 upwards) shown of a paragraph that the HTML extractor left out: one line of a
terminal together with the file's name."""

# Confidence that the speaker is right, by the rule that named it (speakers/attribute.py).
CONFIDENCE: dict[Rule, float] = {
    Rule.NAMED: 0.97,
    Rule.NAMED_ORGANISATION: 0.85,
    Rule.TRANSCRIPT: 0.95,
    Rule.TRANSCRIPT_LETTER: 0.5,
    Rule.RELATIVE: 0.92,
    Rule.PRONOUN: 0.9,
    Rule.FIRST_PERSON: 0.7,
    Rule.COLLECTIVE_PRONOUN: 0.6,
    Rule.GROUP_NOUN: 0.8,
    Rule.DESCRIPTION: 0.87,
    Rule.EPITHET: 0.75,
    Rule.SUBJECT: 0.75,
    Rule.UNNAMED_PRONOUN: 0.75,
    Rule.JOINT: 0.93,
    Rule.JOINT_PRONOUN: 0.75,
    Rule.JOINT_DESCRIPTION: 0.8,
    Rule.UNNAMED: 0.8,
    Rule.CONTINUED: 0.75,
    Rule.NAMED_BEFORE: 0.65,
    Rule.UNRESOLVED_PRONOUN: 0.3,
    Rule.FLOATING: 0.3,
    Rule.NO_SOURCE: 0.3,
}
"""Before the factor for how sure the model was of the spans."""

UNKNOWN_BELOW = 0.4
"""Of a speaker less sure than that nobody is named; who it might be is among the trace's alternatives."""

# Linking of contents, cues and sources (quotations/linking.py). Costs are in code points of distance.
SENTENCE_BREAK = 40.0
"""Added for each sentence that ends between two spans."""

BELIEF_CUE = 60.0
"""Added between words in quotation marks and a cue of belief: people quote what is said."""

CONTENT_BETWEEN = 0.25
"""What a code point of other content between two spans counts: sources are found across it."""

MAX_AFFILIATIONS = 4
"""Organisations given with a speaker, at most: what an article states beyond that is a career."""

MAX_LINK = 380.0
"""No link costs more. Longer ones were wrong more often than right."""

# Whether two speakers are one (names/compare.py); the weights are in language/en/name_features.txt.
SAME_SPEAKER = 0.80
"""Score (0 to 1) from which two speakers are one without anybody being asked. Set, with the weights, on the dev
half of tests/names/pairs.csv for a precision of at least 0.99 (there 0.994, recall 0.934, without any evidence)."""

UNSURE_SPEAKER = 0.50
"""Score (0 to SAME_SPEAKER) from which a person is asked; below it two speakers are two."""

WORTH_EVIDENCE = 0.30
"""Score of two names alone (0 to UNSURE_SPEAKER) from which what is known of their bearers is looked at: all that can
speak for them (language/en/name_features.txt) adds 0.25."""

WORTH_ASKING_WEAK = 0.55
"""Score (UNSURE_SPEAKER to SAME_SPEAKER) from which it is asked whether two who are called by one and the same
single name are one: that takes a role or an organisation in common. In 840 articles it leaves one such question."""

FREQUENT_SPELLING = 4
"""Articles (1 upwards) from which a spelling is no slip of the pen. Not swept: in the 840 articles of PolNeAR train
every misspelt name stands in one or two."""

YEARS_APART = 30
"""Whole years (1 upwards) without a quotation of either after which two speakers of one name are doubted:
few people are quoted over more than a working life."""

# The check desk (comparison/ and check/): shares of words, 0 to 1. Set on the open half of tests/check/cases.jsonl.
ALTERED = 0.25
"""Share of the asked words that may differ for the words to be altered; where more do, it is a paraphrase at best."""

FEW_CHANGES = 2
"""Words (1 upwards) that may differ however short the question is."""

NEAR = 0.45
"""Share of words that are the same, in order, below which nothing is an altered wording."""

FEWEST_SAME = 2
"""Words (1 upwards) that must be the same for that."""

PARAPHRASE = 0.45
"""Share of the telling words asked that are held too, in any order, from which they are a paraphrase."""

PARAPHRASE_WORTH = 0.5
"""What such a share counts for in the score."""

TURN_REACH = 4
"""Words (1 upwards) at the start of the rest of a sentence in which a negation turns what went before."""

FEWEST_CUT = 2
"""Words (1 upwards) from which a stretch is enough of a sentence to be cut against its sense."""

SPLICE_GAP = 3
"""Words (1 upwards) left out between two pieces from which they count as joined, not as altered."""

SPLICE_PIECE = 3
"""Words (1 upwards) that each of two joined pieces has at least."""

MOST_RUNS = 4
"""Stretches (2 upwards) of one statement that words can be put together from; more are chance."""

SPLICE_LENGTH = 4
"""Words (1 upwards) in a row that pieces of several statements have on average at least."""

CLOSE_SHARED = 0.8
"""Share (0 to 1) of the telling words from which a wording of another sense is an altered one in any order ..."""

CLOSE_IN_ORDER = 0.35
"""... and share of all words that are the same in order from which it is one in any case."""

SPLICE_COVERED = 0.8
"""Share (0 to 1) of the asked words that stand in a row in one statement or another from which they are a splice."""

SURE_SPEAKER = 0.9
"""Confidence (0 to 1) of a store's speaker below which another name is to be looked at, not refused."""

NEARER = 0.2
"""Share (0 to 1) of words by which another's altered wording must be nearer than the named one's to be meant."""

ANOTHERS_WORDS = 4
"""Words (1 upwards) that must be printed as somebody else's, in a row, to be that person's and not the named one's."""

CLOSEST = 60
"""Candidates (1 upwards) that are compared word by word: each costs two milliseconds."""

ALIKE = 70.0
"""Likeness (0 to 100, rapidfuzz) of letters from which a candidate is compared though the words are found elsewhere: it
may print the same utterance otherwise."""

MOST_SOURCES = 20
"""Printings listed with a verdict, at most."""

# Printings of one utterance (check/variants.py).
SAME_UTTERANCE = 0.7
"""Share (0 to 1) of the shorter printing's words that the longer one has in order."""

FEWEST_VARIANT_WORDS = 4
"""Words (1 upwards) below which only the very same words are another printing: "we will see" is said every day."""

WIRE_COPY = 92.0
"""Likeness (0 to 100, rapidfuzz's ratio) of the paragraphs around two printings from which one is a copy. Not swept:
copies of a wire report differ in a few words, two reports of one speech share little beyond the quotation."""

SAME_QUOTATION = 80.0
"""Likeness (0 to 100, rapidfuzz) from which a quotation of an article's new version is an old one in other words."""
