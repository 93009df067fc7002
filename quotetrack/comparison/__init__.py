"""How do the words of a query compare with what was said? No module here touches a store, a file or a model.

One check takes these steps, from the query to the verdict:

1. `markup` takes Markdown and HTML off the query, and `query` reads it as pieces: “We wait … for rain” has two.
2. `statements` turns each quotation, or each stretch of a given text, into a statement, with which the query is
   compared. Both are rows of words (`word_row`), in which "don't" is "do not" and "1,000" is "1000".
3. `compare` looks for each piece in a statement. `places` finds where it stands in a row, with the help of `alignment`,
   which pairs the words of two rows, and of `guards`, which tells what a changed word touches: a number, a name.
4. Where the words stand in a row, `compare` tells how differently they are written, and `cuts` whether what was cut off
   or left out changes their sense (`statements` finds where sentences end).
5. Where they do not, they are altered, reordered or only close (`altered`), or come from several places (`splices`).
6. Each comparison ends in a finding with one of the `verdicts`. `decide` makes one answer of all findings, and looks
   whether the speaker that the query names said the words.

`given_text` takes all these steps for a text that is given; the package `check` takes them for a store.
"""
