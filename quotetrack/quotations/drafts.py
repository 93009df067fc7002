"""A quotation in the making, before it is known who the source is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from quotetrack.records import Act, Kind, Note, Span, Way


@dataclass(frozen=True, slots=True)
class Draft:
    """A quotation in the making. `pieces` are its content spans, in text order.

    `way` tells how cue and source were found; `score` is how sure the model was of the spans (0 to 1).
    `closed` is false where a closing mark is missing; `via` is the outlet that passed the words on.
    `parent` is the draft that this one stands within, at `depth` 1 and more.
    """

    pieces: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    kind: Kind = "direct"
    act: Act = "speech"
    way: Way = Way.MODEL
    score: float = 1.0
    closed: bool = True
    via: Span | None = None
    parent: Draft | None = None
    depth: int = 0
    notes: tuple[Note, ...] = ()

    def set_aside(self, note: Note) -> Draft:
        """The draft typed as nobody's speech, with the reason noted."""
        return replace(self, act="not_speech", notes=(*self.notes, note))

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end
