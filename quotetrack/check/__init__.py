"""Is this really what they said? Check words, drafts and evidence against a store, and words against a given text.

`check` takes these steps for the words of one query: `candidates` finds quotations that may have them, by rare words
and letters. The few dozen whose letters are most alike become statements (`sources`), which the package `comparison`
compares with the words. The best source, and the speaker that the query names, decide the verdict. The answer shows the
sentence of the article that the words stand in.

`drafts` checks each quotation of a draft, and `verification` checks words against a given text without a store.
`variants` lists all printings of one utterance. `evidence` gathers what a store knows of a quotation, and `bundles`
turns that into files and back.
"""
