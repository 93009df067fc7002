"""Thresholds and limits, each with its unit and its range.

Where a number was swept or measured, its docstring says on what. All others were set by hand.
"""

from __future__ import annotations

from quotetrack.records import Rule

VERSION = "0.1.0"
"""The version of quotetrack."""

MAX_ARTICLE_BYTES = 20_000_000
"""Bytes (1 upwards) that one article, or one line of JSON lines, may have, after unpacking.
The longest single articles seen (court judgments, inquiry reports) stay under 5 MB of text;
what is larger has so far been a dump of many articles, which is better read line by line.
It is also where trafilatura stops reading a page."""

MAX_AUTHOR_CHARACTERS = 80
"""Code points (1 upwards) of a web page's byline. What trafilatura finds beyond that was, on our
test pages, a sentence out of a box that is named after authors."""

LEFT_OUT_SHOWN = 60
"""Code points (1 upwards) that a warning shows of a paragraph that the HTML extractor left out. With the file's name
they fill one line of a terminal."""

# Naming of speakers (speakers/attribute.py).
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
"""Confidence (0 to 1) that the speaker is right, by the rule that named it. Who is meant by a pronoun, a description or
no source is as sure as the network that ranks all candidates. A factor for how sure the model was of the spans lowers
both further."""

UNKNOWN_BELOW = 0.4
"""Confidence (0 to 1) below which a speaker stays unknown. The trace then lists the name among the alternatives."""

LEAD = 0.55
"""How probable (0.5 to 1) somebody must be to be named as who is meant, where it is sure that somebody is whom the
article names. Where that is unsure, more is asked: the chance that nobody is meant moves it towards 1. Swept on the 92
articles for choosing: 0.5 has half of 100 more wrong names and none more right, 0.6 half of 100 fewer right."""

WORTH_TELLING = 0.1
"""How probable (0 to 1) somebody must be to be listed among the alternatives."""

CLAIMS = {"role": 0.4, "body": 0.57}
"""How sure the model must be (0 to 1) of the words of a role, and of an organisation, beside a name. Swept on the 92
articles for choosing: bodies from 0.5 on are 2 of 100 more, and 3 of 100 fewer of them are right; roles from 0.5 on are
1 to 2 of 100 fewer."""

RIVAL = 0.1
"""How much surer (0 to 1) the model may be that the same words are about somebody else. Swept on the same articles: 0.2
does equally well there, and loses 5 of 100 roles on PolNeAR dev."""

PLACE = 0.8
"""How sure the model must be (0 to 1) that a name is a place's, for nobody to belong to it."""

NEITHER = 0.5
"""How sure the model must be (0 to 1) that words are neither said, written nor believed by anybody."""

MAX_AFFILIATIONS = 4
"""The most organisations (1 upwards) given with a speaker. What an article states beyond that is a career."""

# Linking of contents, cues and sources (quotations/linking.py). Costs are in code points of distance.
SENTENCE_BREAK = 40.0
"""Cost (0 upwards) added for each sentence that ends between two spans."""

BELIEF_CUE = 60.0
"""Cost (0 upwards) added between words in quotation marks and a cue of belief: people quote what is said."""

CONTENT_BETWEEN = 0.25
"""Cost (0 to 1) of a code point of other content between two spans. Other code points cost 1: a source may stand beyond
a whole quotation."""

MAX_LINK = 380.0
"""The most that a link may cost (0 upwards). Longer links were wrong more often than right."""

# Whether two speakers are one (names/compare.py); the weights are in language/en/name_features.txt.
SAME_SPEAKER = 0.80
"""Score (0 to 1) from which two speakers are joined without asking anybody. It was set, with the weights, on the dev
half of tests/names/pairs.csv for a precision of at least 0.99 (there 0.994, recall 0.934, by names alone)."""

UNSURE_SPEAKER = 0.50
"""Score (0 to SAME_SPEAKER) from which a person is asked. Below it two speakers stay two."""

WORTH_EVIDENCE = 0.30
"""Score (0 to UNSURE_SPEAKER) of two names alone from which the facts about their bearers are compared too. All facts
that can speak for two names being one (language/en/name_features.txt) together add 0.25."""

WORTH_ASKING_WEAK = 0.55
"""Score (UNSURE_SPEAKER to SAME_SPEAKER) from which a person is asked about two speakers of one single name. They
reach it with a role or an organisation in common; 840 articles of PolNeAR train have one such question."""

FREQUENT_SPELLING = 4
"""Articles (1 upwards) from which a spelling is no slip of the pen. Set by hand: in the 840 articles of PolNeAR train
every misspelt name stands in one or two."""

YEARS_APART = 30
"""Whole years (1 upwards) between the quotations of two speakers of one name from which they are doubted to be one: few
people are quoted over more than a working life."""

# The check desk (comparison/ and check/). Set by hand on the open half of tests/check/cases.jsonl. "Asked" words are
# those of a query, "held" words those of a source; "telling" words are all but the plain ones that any text has.
ALTERED = 0.25
"""The largest share (0 to 1) of the asked words that may differ for the words to count as altered. Where more differ,
they are a paraphrase at best."""

FEW_CHANGES = 2
"""Words (1 upwards) that may differ in altered words, however short the query is."""

NEAR = 0.45
"""Share (0 to 1) of words that are the same, in order, from which words can count as altered."""

FEWEST_SAME = 2
"""Words (1 upwards) that must be the same for words to count as altered."""

PARAPHRASE = 0.45
"""Share (0 to 1) of the asked telling words that are held too, in any order, from which words are a paraphrase."""

PARAPHRASE_WORTH = 0.5
"""Factor (0 to 1) by which that share becomes the score of a paraphrase."""

TURN_REACH = 4
"""Words (1 upwards) after a cut within which a negation changes the sense of what stands before it."""

FEWEST_CUT = 2
"""Words (1 upwards) from which a stretch is enough of a sentence to be cut against its sense."""

SPLICE_GAP = 3
"""Words (1 upwards) left out between two pieces from which the pieces count as joined, not as altered."""

SPLICE_PIECE = 3
"""The fewest words (1 upwards) of each of several joined pieces."""

MOST_RUNS = 4
"""The most stretches (2 upwards) of one statement that words can be put together from. More are chance."""

SPLICE_LENGTH = 4
"""The fewest words (1 upwards) that pieces of several statements have on average."""

CLOSE_SHARED = 0.8
"""Share (0 to 1) of the telling words, in any order, from which close words with another sense count as altered."""

CLOSE_IN_ORDER = 0.35
"""Share (0 to 1) of all words, in order, from which close words with another sense count as altered as well."""

SPLICE_COVERED = 0.8
"""Share (0 to 1) of the asked words that stand in a row in some statement from which the words are a splice."""

SURE_SPEAKER = 0.9
"""Confidence (0 to 1) of the held speaker below which a query with another name gets "unsure speaker", not "wrong
speaker"."""

NEARER = 0.2
"""Share (0 to 1) of words by which another speaker's altered words must be nearer than the named speaker's own to
decide the verdict."""

ANOTHERS_WORDS = 4
"""The fewest words (1 upwards) of a source that show that another speaker than the named one said them."""

CLOSEST = 60
"""Candidates (1 upwards) that are compared word by word. Each takes two milliseconds."""

ALIKE = 70.0
"""Likeness (0 to 100, rapidfuzz) of letters from which a candidate is compared even though the words are already found:
it may be another printing of the same utterance."""

MOST_SOURCES = 20
"""The most printings (1 upwards) that are listed with a verdict."""

# Printings of one utterance (check/variants.py).
SAME_UTTERANCE = 0.7
"""Share (0 to 1) of the shorter text's words that the longer one has, in order, from which both print one utterance."""

FEWEST_VARIANT_WORDS = 4
"""Words (1 upwards) below which only the very same words are another printing: "we will see" is said every day."""

WIRE_COPY = 92.0
"""Likeness (0 to 100, rapidfuzz's ratio) of the paragraphs around two printings from which one is a copy. Set by hand:
copies of a wire report differ in a few words, and two reports of one speech share little beyond the quotation."""

SAME_QUOTATION = 80.0
"""Likeness (0 to 100, rapidfuzz) from which a quotation in a new version of an article is an old one, reworded."""
