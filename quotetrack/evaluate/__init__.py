"""What quotetrack finds, held against what people found: figures, never rules.

| figures | from | module |
|---|---|---|
| contents, cues, sources; how fast | annotated articles (PolNeAR dev, or a file of that form) | `attributions` |
| names, roles, affiliations of speakers | passages whose speakers somebody wrote down (`--speakers`) | `speakers` |
| confidence against what is right | both of these | `figures.calibration` |
| named entities, parts of speech | Universal NER and UD, English EWT dev | `train.examples`, asked by `report` |

`gold` reads the annotated articles; `predictions` has a pack read them, or reads what another tool found in them;
`report` asks every scorer and makes one result of it, as JSON and as tables. A scorer is a module with a function that
makes figures of gold and findings and one that makes a table of the figures: a new one is added to `report`.

To run it: `quotetrack evaluate --gold CORPORA`; `make eval` holds the same figures, and others, to their floors.
docs/model.md says where the corpora are, what form the files have and what the figures mean.
"""
