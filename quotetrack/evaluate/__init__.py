"""Measure what quotetrack finds against what people marked by hand.

| figures | from | module |
|---|---|---|
| contents, cues, sources; how fast | annotated articles (PolNeAR dev, or a file of that form) | `attributions` |
| names, roles, affiliations of speakers | passages whose speakers somebody wrote down (`--speakers`) | `speakers` |
| how often findings of each confidence are right | both of these | `figures.calibration` |
| named entities, parts of speech | Universal NER and UD, English EWT dev | `train.examples`, asked by `report` |

`gold` reads the annotated articles; `predictions` has a pack read them, or reads what another tool found in them;
`report` runs every scorer and makes one result of the figures, as JSON and as tables. A scorer is a module with two
functions: one makes figures of gold and findings, the other a table of the figures. A new one is added to `report`.

The command is `quotetrack evaluate --gold CORPORA`; `make eval` compares the same figures, and others, with their
floors. docs/model.md says where the corpora are, what form the files have and what the figures mean.
"""
