"""The invented words of which the stores to measure are made: words.txt, by kind."""

from __future__ import annotations

from pathlib import Path

WORDS = {
    name: [word.strip() for word in words.split("|")]
    for name, words in (
        line.split(":") for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
    )
}
