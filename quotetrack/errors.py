"""Everything quotetrack raises on purpose, one tree.

QuotetrackError
├── InputError        an article cannot be read: what, where, what to do next
│   └── InputWarning  it was read, but something about it was left out
├── PackError         a parser pack is missing, damaged or of another format
├── StoreError        a database cannot be opened, read or written
│   └── TooSlowError  a question took longer than whoever asked it allows
└── NotFoundError     an id or a name that is not in the store
"""

from __future__ import annotations


class QuotetrackError(Exception):
    """Base of all errors that a user can act on; its text is shown as it is."""


class InputError(QuotetrackError):
    """An article, file or line that cannot be read as text.

    `where` names the file (and line), `what` the fault, `hint` the next step.
    """

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where, self.what, self.hint = where, what, hint
        super().__init__(f"{where}: {what}" + (f" ({hint})" if hint else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # Worker processes hand these over; an exception is copied from its message alone otherwise.
        return type(self), (self.where, self.what, self.hint)


class InputWarning(InputError):
    """Something about an article was left out: its date, a paragraph. The article itself is kept."""


class PackError(QuotetrackError):
    """A parser pack that is missing, incomplete or damaged."""


class StoreError(QuotetrackError):
    """A database that is no quotetrack store, is newer than this version, or cannot be written."""


class TooSlowError(StoreError):
    """A question to a store that was ended because it took longer than whoever asked it allows."""


class NotFoundError(QuotetrackError):
    """An id, speaker or file name asked for that is not there."""
