"""How do asked words compare with what was said? Values in, verdicts out: no store, file or model is touched here.

One check, from the asked words to the verdict:

1. `query` reads what is asked, “We wait … for rain”, as pieces; `markup` takes Markdown and HTML off before.
2. `statements` makes of each quotation, or of each stretch of a given text, what the pieces are held against.
   Both are rows of words (`word_row`), in which "don't" is "do not" and "1,000" is "1000".
3. `compare` looks for each piece in each statement. `places` says where it stands in a row, with the help of
   `alignment`, which lays words on words, and of `guards`, which tells what a changed word touches: a number, a name.
4. Words that stand there are judged further: `writing` tells how differently they are written, `cuts` whether what was
   cut off or left out changes their sense (`sentences` finds where sentences end).
5. Words that do not are altered, reordered or only close (`altered`), or pieces of several statements (`splices`).
6. Each comparison ends in a finding with one of the `verdicts`; `decision` makes one answer of all findings, and looks
   whether the one who is named said the words.

`given_text` does all this for a text that is given; for a store the package `check` does.
"""
