"""From a parsed article to drafts of its quotations: their words, their cue, and the span that names the source.

`find.extract_drafts` runs the steps. Who the source is, is found later, in `quotetrack.speakers`.
"""
