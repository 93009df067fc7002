"""A quotation in the making, before it is known who the source is."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotetrack.records import Act, Kind, Span


@dataclass
class Draft:
    """A quotation in the making. `pieces` are its content spans, in text order.

    `way` names the rule or model that linked cue and source; `score` is how sure the model was
    of the spans (0 to 1). `closed` is false where a closing mark is missing.
    """

    pieces: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: list[Span] = field(default_factory=list)
    kind: Kind = "direct"
    act: Act = "speech"
    way: str = "model"
    score: float = 1.0
    closed: bool = True
    via: Span | None = None
    parent: Draft | None = None
    depth: int = 0
    notes: list[str] = field(default_factory=list)

    def set_aside(self, reason: str) -> None:
        """Type the quotation as nobody's speech, noting why."""
        self.act = "not_speech"
        self.notes.append(reason)

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end
