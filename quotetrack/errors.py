"""The errors that quotetrack raises on purpose.

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
    """The base of all errors that a user can act on; commands show its text as it is."""


class InputError(QuotetrackError):
    """An article, file or line that cannot be read as text.

    `where` names the file (and line), `what` the fault, `hint` the next step.
    """

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where, self.what, self.hint = where, what, hint
        super().__init__(f"{where}: {what}" + (f" ({hint})" if hint else ""))

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # Worker processes send these errors, and pickle would otherwise rebuild them from the message alone.
        return type(self), (self.where, self.what, self.hint)


class InputWarning(InputError):
    """A notice that something about an article was left out, such as its date or a paragraph; the article is kept."""


class PackError(QuotetrackError):
    """A parser pack that is missing, incomplete or damaged."""


class StoreError(QuotetrackError):
    """A database that is no quotetrack store, is newer than this version, or cannot be written."""


class TooSlowError(StoreError):
    """A query to a store that was ended because it took longer than its caller allows."""


class NotFoundError(QuotetrackError):
    """An id, speaker or file name that was asked for and is not there."""
