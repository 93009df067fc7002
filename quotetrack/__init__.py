"""Who said what, who are they, and is this really what they said?"""

__version__ = "0.1.0"

from quotetrack.stanza_hook import install as _install

_install()
