"""Is this really what they said? Words, drafts and evidence held against a store, and words against a given text.

One check of words (`check`): `candidates` finds, by rare words and letters, a few dozen quotations that may
hold them. Those whose letters are most alike are compared with the words, as statements (`sources`; the package
`comparison` compares). The best source, and whoever is named as the speaker, decide the verdict. With it comes the
sentence of the article that the words stand in.

`drafts` does that for each quotation of a draft, `verification` for a text that is given without a store. `variants`
tells all printings of one utterance, `evidence` what the store knows of a quotation, and `bundles` keeps that as files.
"""
