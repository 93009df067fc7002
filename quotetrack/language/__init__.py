"""What quotetrack knows of a language before it reads anything: words, names, titles, places and parties.

Every file in `en/` is a table in one grammar:

    # A comment is a line of its own.
    verb | is                     | forms
    say  | speech, strong         | said, says, saith

The first line that is no comment names the columns. Each line after it is a row about one entry, which
may be several words and is looked up whole. `|` parts the cells, which may be padded; empty cells at the
end are left out; commas part the values of a cell, and a value may be several words. The last cell is
the rest of its line, so that a regular expression may hold `|`. Entries are case folded, apart from
those that are matched as they are printed. The comments above the columns say what each value means.

To add a reporting verb, write its row in `en/verbs.txt`, with its irregular forms: no other file changes.
The regular ones are derived.

To add a language, write the same tables in a folder beside `en/`, and in `inflection.py` the regular
forms of its verbs; `load("de")` then answers from them. What reads the structure of a sentence
(`quotations/`, `speakers/`) holds patterns of English besides, and a pack of models is trained for one language.

Tables are read when one of their words is first asked for, not before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files

from .inflection import REGULAR_FORMS
from .network import Network
from .tables import Table, read_table


@cache
def load(code: str) -> Language:
    """The language of a two-letter code; reads no table yet."""
    return Language(code)


@cache
def union(*sets: frozenset[str]) -> frozenset[str]:
    """What several sets of words hold together; made once, as the same ones are asked for at every word."""
    return frozenset().union(*sets)


def _marked(table: str, mark: str, column: str = "is") -> cached_property[frozenset[str]]:
    return cached_property(lambda language: language.marks(table, column).get(mark, frozenset()))


def _column(table: str, column: str, mark: str = "") -> cached_property[Mapping[str, str]]:
    """Each entry with its cell of a column, of all rows or of those that bear a mark."""

    def read(language: Language) -> Mapping[str, str]:
        among = language.marks(table).get(mark)
        return {entry: cell for entry, cell in language.table(table).cells(column) if among is None or entry in among}

    return cached_property(read)


def _lists(table: str, column: str) -> cached_property[Mapping[str, tuple[str, ...]]]:
    return cached_property(lambda language: dict(language.table(table).values(column)))


def _named(table: str, column: str) -> cached_property[frozenset[str]]:
    """The entries whose cell of a column is filled."""
    return cached_property(lambda language: frozenset(entry for entry, _ in language.table(table).cells(column)))


def _words(table: str, column: str) -> cached_property[frozenset[str]]:
    """The entries whose cell of a column is filled, with the values of these cells."""

    def read(language: Language) -> frozenset[str]:
        rows = language.table(table).values(column)
        return frozenset(word for entry, values in rows for word in (entry, *values))

    return cached_property(read)


def _groups(table: str, column: str) -> cached_property[Mapping[str, frozenset[str]]]:
    """Each word of a row, its entry or one in a column, with the entries of the rows that it stands in."""

    def read(language: Language) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for entry, values in language.table(table).values(column):
            for word in (entry, *values):
                found.setdefault(word, set()).add(entry)
        return {word: frozenset(entries) for word, entries in found.items()}

    return cached_property(read)


def _verbs(mark: str) -> cached_property[frozenset[str]]:
    """All forms of the verbs that bear a mark."""

    def read(language: Language) -> frozenset[str]:
        irregular = dict(language.table("verbs").values("forms"))
        regular = REGULAR_FORMS[language.code]
        verbs = language.marks("verbs")[mark]
        return frozenset(form for verb in verbs for form in (*regular(verb), *irregular.get(verb, ())))

    return cached_property(read)


class Language:
    """The tables of one language; each attribute is read from its table when it is first asked for.

    Words are compared whole: an entry of several words is found as a phrase, never word by word.
    """

    def __init__(self, code: str) -> None:
        """Take the two-letter code of a language, which names the folder of its tables."""
        self.code = code

    def table(self, name: str) -> Table:
        """A table by the name of its file; raises FileNotFoundError where the language has none."""
        return read_table(self.code, name)

    def marks(self, table: str, column: str = "is") -> Mapping[str, frozenset[str]]:
        """For each value of a column the entries that bear it."""
        return self.table(table).marked(column)

    # Nouns for people

    person_nouns = _marked("people", "noun")
    """Nouns that describe one person."""
    posts = _marked("people", "post")
    """Nouns for posts that one holds in a body."""
    team_posts = _marked("people", "team post")
    """Posts in a team, whose place stands just before them."""
    company_posts = _marked("people", "company post")
    """Posts in the management of a company, most of them of several words."""
    political_offices = _marked("people", "political")
    """Roles of people in politics."""
    elected_offices = _marked("people", "elected")
    """Elected offices, with their short forms."""
    candidacies = _marked("people", "candidate")
    """Nouns for who stands for an office."""
    place_offices = _marked("people", "of a place")
    """Offices of, and relations to, a place."""
    loose_roles = _marked("people", "loose")
    """Stances and relations, which are no posts."""
    never_epithets = _marked("people", "no epithet")
    """Nouns that describe somebody new unless that person was said to be one."""
    kin_nouns = _marked("people", "kin")
    """Nouns of kinship."""
    kin_calls = _marked("people", "kin call")
    """What children call their kin."""
    not_people = _marked("people", "nobody")
    """Words that end like nouns for people and are none."""
    role_kinds = _column("people", "kind")
    """The usual noun for those that a description puts in place of a stated role."""

    @cached_property
    def female_nouns(self) -> frozenset[str]:
        """Titles and nouns that say that somebody is a woman or a girl."""
        return self._gendered("f")

    @cached_property
    def male_nouns(self) -> frozenset[str]:
        """Titles and nouns that say that somebody is a man or a boy."""
        return self._gendered("m")

    def _gendered(self, gender: str) -> frozenset[str]:
        titles = self.marks("titles", "gender")[gender] & self.marks("titles")["alone"]
        return self.marks("people", "gender")[gender] | titles

    @cached_property
    def office_names(self) -> Mapping[str, str]:
        """Short forms and variants of offices, with the noun that a description uses."""
        return dict(self.table("people").cells("office")) | dict(self.table("titles").cells("office"))

    # Titles and what stands after a name

    honorifics = _marked("titles", "honorific")
    """Words before a name that are no part of it, folded as names are; some are several words."""
    courtesy_titles = _marked("titles", "courtesy")
    """Forms of address that say nothing of what somebody does."""
    ranks = _marked("titles", "rank")
    """Ranks of officers and soldiers, with their short forms."""
    addresses = _marked("titles", "address")
    """Titles by which somebody is addressed whatever the post."""
    name_titles = _marked("titles", "half a name")
    """Titles that are taken off only where two words of a name stay."""
    title_genders = _column("titles", "gender")
    """Titles that say whether a man (m) or a woman (f) bears them."""
    postnominals = _marked("name_endings", "word")
    """Words after a name that are no part of it."""
    name_letters = _marked("name_endings", "letters")
    """Letters after a name of degrees, orders and offices."""
    name_suffixes = _column("name_endings", "generation")
    """What tells a son from his father, with the form compared."""

    # Verbs and nouns of speech: all forms

    speech_verbs = _verbs("speech")
    """Verbs that report what somebody said."""
    strong_verbs = _verbs("strong")
    """Verbs that report speech wherever they stand."""
    weak_verbs = _verbs("weak")
    """Verbs that report speech only of words in marks."""
    writing_verbs = _verbs("writing")
    """Verbs and nouns that report what somebody wrote."""
    musing_verbs = _verbs("musing")
    """Verbs of thought that report speech where they stand with words in marks."""
    belief_verbs = _verbs("belief")
    """Verbs of belief, wish, stance and plan."""
    speech_nouns = _marked("speech_nouns", "cue")
    """Nouns that serve as cues of speech, and words of phrases that do."""
    issued_nouns = _column("speech_nouns", "issued by")
    """Nouns for what an outlet or a court issues, with which of the two."""

    @cached_property
    def ranking(self) -> Network:
        """The network that tells who is meant by a source that names nobody."""
        stored = files("quotetrack") / "packs" / self.code / "speakers.json"
        return Network.from_json(stored.read_text(encoding="utf-8"))

    # Bodies, parties and places

    group_nouns = _marked("bodies", "group")
    """Nouns that stand for an organisation named before; some are several words."""
    open_group_nouns = _marked("bodies", "open")
    """Nouns that may stand for a body whose name does not say its kind."""
    outlet_nouns = _marked("bodies", "outlet")
    """Nouns that stand for an outlet of news."""
    chambers = _marked("bodies", "chamber")
    """Words for houses of parliaments."""
    named_kinds = _marked("bodies", "named")
    """Nouns that bodies bear in their name."""
    body_words = _marked("bodies", "in names")
    """Words that names of organisations, units and parties hold."""
    organisation_heads = _marked("bodies", "turned")
    """Kinds of public bodies whose names are turned about freely."""
    organisation_units = _marked("bodies", "unit")
    """Kinds of units, which a name with a number may leave out."""
    body_kinds = _lists("bodies", "called")
    """Nouns for bodies, each with what names of such bodies hold instead."""
    legal_forms = _marked("organisation_words", "legal form")
    """Legal forms at the end of a company's name; some are several words."""
    legal_forms_first = _marked("organisation_words", "legal form first")
    """Legal forms before a company's name."""
    organisation_joints = _marked("organisation_words", "joint")
    """Words that hold the name of an organisation together."""
    organisation_words = _column("organisation_words", "compared as")
    """Words of organisations' names, with the form compared."""
    organisation_words_alike = _groups("organisation_words", "apart from")
    """Words of organisations' names that are no slips for another of a group, with their groups."""
    organisation_abbreviations = _column("organisation_abbreviations", "long form")
    """Abbreviations that newspapers seldom spell out, with the long form."""
    demonyms = _marked("places", "demonym")
    """Nouns for somebody of a country or region."""
    nationalities = _marked("places", "adjective")
    """Adjectives of countries, regions, peoples and faiths."""
    peoples = _marked("places", "people")
    """Plural names of peoples, parties and generations."""
    organisation_places = _column("places", "country")
    """Words for countries and unions that stand before a body's name, with the country."""

    parties = _column("parties", "party", "beside")
    """Parties as they stand before or after a name, printed, with the name of the party."""
    party_letters = _column("parties", "party", "brackets")
    """Parties by the letters in brackets after a name, printed, with the name of the party."""

    @cached_property
    def outlets(self) -> frozenset[str]:
        """News agencies and words that end the names of outlets, case folded; some are several words."""
        return frozenset(outlet.casefold() for outlet in self.table("outlets").entries())

    # Names

    given_names_female = _marked("given_names", "women", "borne by")
    """Given names borne mostly by women."""
    given_names_male = _marked("given_names", "men", "borne by")
    """Given names borne mostly by men."""
    given_names = _named("given_names", "borne by")
    """All given names in full."""
    short_names = _words("given_names", "short forms")
    """Short forms of given names, and the names that have them."""
    doubtful_short_names = _words("given_names", "doubtful")
    """The same, of short forms that seldom stand for the name."""
    nicknames = _lists("given_names", "short forms")
    """Given names with their short forms."""
    nicknames_unsure = _lists("given_names", "doubtful")
    """Given names with short forms that seldom stand for them."""
    family_names_common = _marked("family_names", "common")
    """Family names that many people bear."""
    family_names_alike = _groups("family_names", "apart from")
    """Family names that are no slips for another of a group, with their groups."""
    name_particles = _marked("name_particles", "small")
    """Small words inside a family name."""
    name_particles_given = _marked("name_particles", "given")
    """Particles that open a name as a given name when they have a capital."""
    family_first_names = _named("family_names", "first in")
    """Family names that stand first."""
    never_people = _marked("known_names", "nobody")
    """Names that models take for a person's and nobody bears."""
    namesakes = _marked("known_names", "shared")
    """Names that two or more people of one family bear."""
    name_features = _column("name_features", "weight")
    """What each feature of a pair of names adds to its score, as the table writes it."""
    spellings = _column("spellings", "compared as")
    """Words that are spelt in two ways, with the one compared."""

    @cached_property
    def given_variants(self) -> Mapping[str, str]:
        """Spellings of given names, each with the one that stands for them all."""
        rows = self.table("given_names").values("spellings")
        return {spelling: name for name, others in rows for spelling in (name, *others)}

    @cached_property
    def transliterations(self) -> tuple[tuple[str, str], ...]:
        """How spellings of one sound are made one, in this order: regular expression and replacement."""
        return tuple((pattern, sound) for sound, pattern in self.table("transliterations").cells("pattern"))

    # Numbers, words of grammar, words of roles

    number_words = _marked("numbers", "counted")
    """Words that are numbers, or say how many."""
    number_values = _column("numbers", "value", "cardinal")
    """Cardinal numbers in words, with their digits."""
    ordinals = _column("numbers", "value", "ordinal")
    """Ordinal numbers in words, folded as names are, with their digits."""
    negations = _marked("words", "negation")
    """Words that turn a sentence round."""
    modals = _marked("words", "modal")
    """Verbs that say how sure, bound or willing somebody is."""
    plain_words = _marked("words", "plain")
    """Words that say nothing of what a sentence is about."""
    turning_words = _marked("words", "turning")
    """Words with which a clause takes back, or narrows, what was said before it; some are several words."""
    generic_words = _marked("words", "of a kind")
    """Words that make a description one of a kind of person."""
    time_words = _marked("words", "date")
    """Words before a name that are part of a date."""
    labels = _marked("words", "label")
    """Words and phrases that label a line before a colon, and name nobody."""
    small_words = _marked("words", "small")
    """Words that are written small in the titles of works."""
    possessives = _marked("words", "possessive")
    """Words before a noun that say whose something is."""
    speaker_pronouns = _marked("words", "speaker")
    """Pronouns for who speaks."""
    role_modifiers = _marked("role_words", "modifier")
    """Words that are part of a role even when capitalised before a name."""
    role_endings = _marked("role_words", "after")
    """Words that stand after the noun of a role."""
    standings = _column("role_words", "standing")
    """Words before a role, with how it stands."""

    @property
    def word_kinds(self) -> Mapping[str, frozenset[str]]:
        """Words of grammar by what `words.txt` marks them as: quantity, determiner, asking."""
        return self.marks("words")

    @cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """What turns the sense of held words, by where it stands, as one expression each for folded text."""
        found: dict[str, list[str]] = {}
        for where, pattern in self.table("patterns").cells("pattern"):
            found.setdefault(where, []).append(f"(?:{pattern})")
        return {where: re.compile("|".join(each)) for where, each in found.items()}

    @cached_property
    def not_cues(self) -> re.Pattern[str]:
        """Phrases with a reporting verb that attribute nothing to anybody, in any case."""
        return re.compile("|".join(f"(?:{each})" for each in self.table("not_cues").entries()), re.IGNORECASE)
