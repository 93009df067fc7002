"""Make a parser pack, from public corpora to a folder of weights. Nothing here runs when articles are read.

| step | module |
|---|---|
| the corpora are found below a folder and brought into one layout | `corpora`, `polnear` |
| they are read into samples: texts with their annotations | `polnear`, `treebanks`, `gum`, `samples` |
| the tokenizer learns where words and sentences end, by Stanza's trainer | `tokenizer` |
| samples become examples: windows of pieces, labelled | `examples` |
| the encoder learns them, from the weights of MiniLM and from teachers | `model`, `encoder` |
| its weights become an ONNX file in 8 bits | `export` |
| both are scored on the dev parts and written with a manifest | `examples`, `tokenizer`, `export` |

`run` takes all these steps for `quotetrack train`, keeps a record of what each part is made of, and goes on after a
kill. docs/model.md tells how to lay out the corpora and what each part of the recipe gained.
"""
