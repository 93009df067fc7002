"""Other names for the persons of a text."""

import random

from quotetrack.train.samples import ClaimedBeside, JudgedAct, Names, Sample, bodies_of_one_word, renamed

TEXT = "Ana Ruiz left. “I am done,” said Ruiz of Port Ellery."


def _span(words: str, label: str, nth: int = 0) -> tuple[int, int, str]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words), label


SAMPLE = Sample(
    "a",
    TEXT,
    roles=[_span("“I am done,”", "content"), _span("said", "cue"), _span("Ruiz of Port Ellery", "source")],
    entities=[_span("Ana Ruiz", "PERSON"), _span("Ruiz", "PERSON", 1), _span("Port Ellery", "LOCATION")],
    upos={0: "PROPN", 4: "PROPN", TEXT.index("left"): "VERB", TEXT.index("said"): "VERB"},
)


def _renamed(seed: int) -> Sample:
    return renamed(SAMPLE, Names(1, each=20), random.Random(seed))


def test_a_person_bears_one_new_name_throughout() -> None:
    new = _renamed(1)
    full, family = (new.text[start:end] for start, end, label in new.entities or () if label == "PERSON")
    assert "Ruiz" not in new.text and full.endswith(f" {family}")


def test_all_else_stays_and_spans_move_along() -> None:
    for seed in range(20):
        new = _renamed(seed)
        family = new.text[slice(*(new.entities or [])[1][:2])]
        assert [new.text[start:end] for start, end, _ in new.roles or ()] == [
            "“I am done,”", "said", f"{family} of Port Ellery",
        ]  # fmt: skip
        assert new.text[slice(*(new.entities or [])[2][:2])] == "Port Ellery"
        verbs = [new.text[at : at + 4] for at, tag in new.upos.items() if tag == "VERB"]
        assert verbs == ["left", "said"]


def test_names_are_from_many_countries_and_the_same_for_a_seed() -> None:
    texts = {_renamed(seed).text for seed in range(30)}
    assert len(texts) > 25
    assert _renamed(7) == _renamed(7)


def test_a_text_without_persons_stays_as_it_is() -> None:
    sample = Sample("a", "It rained.", roles=[], entities=[])
    assert renamed(sample, Names(1, each=20), random.Random(1)) is sample


def test_bodies_of_one_word_get_other_names_throughout() -> None:
    sample = Sample("a", "Halcom sold Halcom Air to the Fund.", [], [(0, 6, "ORGANIZATION"), (12, 22, "ORGANIZATION")])
    new = renamed(sample, Names(1, each=20, bodies=["Orvane"]), random.Random(1))
    assert new.text == "Orvane sold Halcom Air to the Fund."
    assert new.entities == [(0, 6, "ORGANIZATION"), (12, 22, "ORGANIZATION")]


def test_bodies_are_taken_as_people_marked_them() -> None:
    marked = Sample("a", "Orvane and the Fund and NATO", entities=[(0, 6, "ORGANIZATION"), (15, 19, "ORGANIZATION"),
                    (24, 28, "ORGANIZATION")])  # fmt: skip
    by_machine = Sample("a", "Pike", entities=[(0, 4, "ORGANIZATION")], by_machine=True)
    assert bodies_of_one_word([marked, by_machine]) == ["Orvane"]


def test_an_ending_after_a_name_is_taken_for_part_of_it() -> None:
    sample = Sample("a", "Ana Ruiz Jr. left.", entities=[(0, 12, "PERSON")])
    new = renamed(sample, Names(1, each=20), random.Random(1))
    assert new.text.endswith(" left.") and "Jr." not in new.text


def test_acts_and_claims_move_along() -> None:
    text = "Ana Ruiz, of the Ruiz Fund, said: “Owen Pike left us.” Ruiz, the mayor, stayed."

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    sample = Sample(
        "a", text,
        entities=[(*place("Ana Ruiz"), "PERSON"), (*place("Owen Pike"), "PERSON"), (55, 59, "PERSON")],
        acts=[JudgedAct((place("said"),), (place("Owen Pike left"), place("us")), "belief")],
        claims=[
            ClaimedBeside(place("Ana Ruiz"), [(*place("the Ruiz Fund"), "body")], [place("mayor")]),
            ClaimedBeside((55, 59), [(*place("mayor"), "role")], [place("Fund"), place("of the")]),
        ],
    )  # fmt: skip
    names = Names(1, each=20)
    for seed in range(10):
        new = renamed(sample, names, random.Random(seed))
        ana, owen, ruiz = (new.text[start:end] for start, end, _ in new.entities or ())
        [act] = new.acts
        assert [new.text[slice(*s)] for s in (*act.cue, *act.content)] == ["said", f"{owen} left", "us"]
        assert act.act == "belief" and ana != "Ana Ruiz"
        told = [
            [new.text[slice(*claim.mention)], *(new.text[slice(*s[:2])] for s in (*claim.claimed, *claim.unclear))]
            for claim in new.claims
        ]
        assert told == [[ana, "the Ruiz Fund", "mayor"], [ruiz, "mayor", "Fund", "of the"]]
        assert [claim.claimed[0][2] for claim in new.claims] == ["body", "role"]
