"""Who said each quotation of an article, and what the article says of them.

Take `Ana Ruiz, chair of the Harbour Trust, met Owen Pike. “We lost,” she said.` The drafts of its quotations and
their sources ("she") are there already (see `quotetrack.quotations`). The steps, each with what it uses before it:

1. `nouns` knows which words are nouns for people and for posts: *chair* is both.
2. `person` and `people` gather who is named, under the fullest name: Ana Ruiz, a woman; Owen Pike, a man.
3. `bodies` finds organisations in a stretch of text: *Harbour Trust*. `claims` holds what is said of somebody, and
   `organisations` knows which body *the trust* or a post without one stands for.
4. `noun_phrases` takes a description apart: in *chair of the Harbour Trust* the role is *chair*, at that body.
5. `roles` puts together what the model marks beside a name: Ana Ruiz is chair, of the Harbour Trust.
6. `antecedents` tells whom a pronoun stands for: *she* is Ana Ruiz, as Owen Pike is a man.
7. `statements` gathers all that is stated of each person, also where only *the Ohio senator* is spoken of;
   `descriptions` tells whom such a description means where it is a source.
8. `sources` tells what a source is: a name, several, an organisation, a description or a pronoun.
9. `attribute` goes through the drafts in order and gives each its speakers, a confidence, and the rule that decided.

No module imports one of a later step.
"""
