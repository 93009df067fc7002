"""What a lookup answers with: frozen records that turn into JSON values by `as_dict()`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from quotetrack.contract import as_json
from quotetrack.lookup.excerpts import Excerpt
from quotetrack.lookup.withdrawals import Withdrawal
from quotetrack.records import Quotation, Span, SpeakerKind, Standing


@dataclass(frozen=True)
class ArticleRef:
    """An article without its text. `id` is the store's, `name` what it was called when it was read."""

    id: int
    name: str
    url: str | None
    title: str | None
    author: str | None
    outlet: str | None
    published: str | None

    def as_dict(self) -> dict[str, Any]:
        """The columns by name; `id` as `article_id`, `name` as `article`."""
        fields = asdict(self)
        return {"article_id": fields.pop("id"), "article": fields.pop("name"), **fields}


@dataclass(frozen=True)
class Hit:
    """A quotation that a search found.

    `id` is the store's, `speaker_id` that of the canonical speaker, `speaker_ids` those of all who said
    it together; `score` is bm25 turned round (higher is better, 0 where nothing was weighed). It is `withdrawn`
    where the newest version of its article no longer has it.
    """

    id: int
    quotation: Quotation
    article: ArticleRef
    speaker_id: int | None
    excerpt: Excerpt
    score: float
    speaker_ids: tuple[int, ...] = ()
    withdrawn: Withdrawal | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `extract` prints it, and where it stands."""
        return {
            **as_json(self.quotation, self.article.name),
            **self.article.as_dict(),
            "quotation_id": self.id,
            "speaker_id": self.speaker_id,
            "speaker_ids": list(self.speaker_ids),
            "highlights": [list(span) for span in self.excerpt.highlights],
            "score": self.score,
            "withdrawn": self.withdrawn and self.withdrawn.as_dict(),
        }


@dataclass(frozen=True)
class QuotationView:
    """One quotation in its context.

    `context` is the stretch of the article (code points) from the paragraph before the
    quotation to the one after it, `context_text` its words. `also_in` are other articles with
    the very same text. It is `withdrawn` where the newest version of its article no longer has it.
    """

    id: int
    quotation: Quotation
    article: ArticleRef
    speaker_id: int | None
    speaker: str | None
    context: Span
    context_text: str
    parent: Quotation | None
    children: tuple[Quotation, ...]
    also_in: tuple[ArticleRef, ...]
    run: Mapping[str, Any]
    speaker_ids: tuple[int, ...] = ()
    withdrawn: Withdrawal | None = None

    def as_dict(self) -> dict[str, Any]:
        """The quotation as `extract` prints it, with all that is shown beside it."""
        name = self.article.name
        return {
            **as_json(self.quotation, name),
            **self.article.as_dict(),
            "quotation_id": self.id,
            "speaker_id": self.speaker_id,
            "speaker_ids": list(self.speaker_ids),
            "context": list(self.context),
            "context_text": self.context_text,
            "parent_quotation": self.parent and as_json(self.parent, name),
            "children": [as_json(child, name) for child in self.children],
            "also_in": [article.as_dict() for article in self.also_in],
            "withdrawn": self.withdrawn and self.withdrawn.as_dict(),
            "run": dict(self.run),
        }


@dataclass(frozen=True)
class Capacity:
    """In what role, for what organisation, articles say somebody spoke, and when: dates of articles.

    `standing` is as worded: current, former, then, acting or incoming.
    """

    role: str | None
    organization: str | None
    standing: Standing
    first: str | None
    last: str | None
    articles: int


@dataclass(frozen=True)
class SpeakerSummary:
    """A canonical speaker with what the store holds of them; what is in marks but no speech is not counted."""

    id: int
    name: str
    kind: SpeakerKind
    names: tuple[str, ...]
    quotations: int
    articles: int
    first: str | None
    last: str | None
    capacities: tuple[Capacity, ...]
    identifiers: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `id` as `speaker_id`."""
        fields = asdict(self)
        return {"speaker_id": fields.pop("id"), **fields}


@dataclass(frozen=True)
class Quoted:
    """A canonical speaker with a number of articles that quote them."""

    id: int
    name: str
    kind: SpeakerKind
    articles: int

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `id` as `speaker_id`."""
        fields = asdict(self)
        return {"speaker_id": fields.pop("id"), **fields}


@dataclass(frozen=True)
class Alias:
    """A form of a speaker's name; `weak` where it is too weak to tell who is meant (a surname alone)."""

    name: str
    weak: bool
    articles: int


@dataclass(frozen=True)
class Reason:
    """A judgement on two forms of a name, as it is told: its number, the names, the verdict, and why.

    `decided_by` is None where the rules are of that opinion.
    """

    id: int
    left_name: str
    right_name: str
    verdict: str
    score: float | None
    explanation: str | None
    decided_by: str | None
    created_at: str


@dataclass(frozen=True)
class Member:
    """What one article calls a speaker: the form of the name, and the article."""

    name: str
    article_id: int
    title: str
    outlet: str | None
    published: str | None
    quotations: int


@dataclass(frozen=True)
class Filed:
    """What the people file says of a speaker: claims as (organisation, role), ids by scheme."""

    name: str
    affiliations: tuple[tuple[str | None, str | None], ...]
    identifiers: Mapping[str, str]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values, affiliations as in a people file."""
        claims = [{"organization": organization, "role": role} for organization, role in self.affiliations]
        return {"name": self.name, "affiliations": claims, "identifiers": dict(self.identifiers)}


@dataclass(frozen=True)
class Profile:
    """A speaker: names, the latest quotations, what the newsroom's people file says, who quotes them.

    `reasons` are the judgements that stand by which the forms of the name are one speaker, people's first.
    """

    speaker: SpeakerSummary
    aliases: tuple[Alias, ...]
    quotations: tuple[Hit, ...]
    filed: Filed | None
    outlets: tuple[Count, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def timeline(self) -> tuple[Capacity, ...]:
        """The capacities by date, the first one first; undated ones last."""
        return tuple(sorted(self.speaker.capacities, key=lambda c: (c.first is None, c.first or "", c.last or "")))

    def as_dict(self) -> dict[str, Any]:
        """The speaker's fields with the capacities by date, `aliases`, `reasons` why they are one speaker's,
        `outlets`, `filed` and `quotations`."""
        return {
            **self.speaker.as_dict(),
            "capacities": [asdict(capacity) for capacity in self.timeline],
            "filed": self.filed and self.filed.as_dict(),
            "aliases": [asdict(alias) for alias in self.aliases],
            "reasons": [asdict(reason) for reason in self.reasons],
            "outlets": [asdict(outlet) for outlet in self.outlets],
            "quotations": [hit.as_dict() for hit in self.quotations],
        }


@dataclass(frozen=True)
class OrganizationHit:
    """An organisation, and how many quotations were spoken for it by how many people."""

    id: int
    name: str
    names: tuple[str, ...]
    quotations: int
    speakers: int

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values; `id` as `organization_id`."""
        fields = asdict(self)
        return {"organization_id": fields.pop("id"), **fields}


@dataclass(frozen=True)
class ArticleHit:
    """An article that holds what was looked for; the excerpt is of its text, or of its title."""

    article: ArticleRef
    excerpt: Excerpt
    quotations: int

    def as_dict(self) -> dict[str, Any]:
        """The article's fields, the words around what was found, and how many quotations it holds."""
        start, end = self.excerpt.window
        return {**self.article.as_dict(), "excerpt": self.excerpt.text[start:end], "quotations": self.quotations}


@dataclass(frozen=True)
class Everything:
    """What one search over the whole store found, kind by kind, each in order of relevance."""

    quotations: Sequence[Hit]
    speakers: Sequence[SpeakerSummary]
    organizations: Sequence[OrganizationHit]
    articles: Sequence[ArticleHit]

    def as_dict(self) -> dict[str, Any]:
        """A list of JSON values for each kind."""
        kinds = ("quotations", "speakers", "organizations", "articles")
        return {kind: [found.as_dict() for found in getattr(self, kind)] for kind in kinds}


@dataclass(frozen=True)
class Count:
    """How often a value occurs; None stands for what is not known."""

    value: str | None
    count: int


@dataclass(frozen=True)
class Stats:
    """What is in a store.

    `unknown_share` is the part of quotations (what is no speech left out) whose speaker is
    unknown, 0 to 1; `confidence` counts them by tenths, from the lowest to the highest.
    """

    articles: int
    quotations: int
    speakers: int
    organizations: int
    unknown_share: float
    outlets: tuple[Count, ...]
    months: tuple[Count, ...]
    kinds: tuple[Count, ...]
    acts: tuple[Count, ...]
    speaker_kinds: tuple[Count, ...]
    confidence: tuple[Count, ...]
    runs: tuple[Mapping[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The fields as JSON values."""
        return asdict(self)
