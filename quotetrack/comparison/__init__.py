"""Words compared with what was said: values in, verdicts out. No store, no file and no model is touched here.

`cleaning` reads text as people see it, `wording` makes words of it, `alignment` lays words on words, `guards` names
what a change touches, `asked` reads a question, `statements` what it is held against, `cuts` tells whether what was
left out changes the sense, `compare` and `splices` give the findings, and `verdicts` is the one table of verdicts.
"""
