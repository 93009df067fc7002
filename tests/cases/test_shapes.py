"""Shapes that a second pack, and texts from other countries, brought to light: each class with its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

COLONS = [
    row(
        "the-gallery-s-owner",
        ("The gallery's owner, Babajide Coker, rejected the criticism: “A nail is a sculpture if you mean it.”"),
        Expected("A nail is a sculpture if you mean it.", speaker="Babajide Coker"),
    ),
    row(
        "the-head-of-the-delta",
        (
            "The head of the Delta Rugby Union, Tevita Fonua, confirmed that the pitch would be "
            "drained. “With spoons if necessary,” added Fonua."
        ),
        Expected("the pitch would be drained", speaker="Tevita Fonua"),
        Expected("With spoons if necessary", speaker="Tevita Fonua"),
    ),
    row(
        "judge-wanjiku",
        (
            "Judge Wanjiku Muriuki adjourned the case until Monday. “The witness is a goat,” she "
            "noted. “It will need an interpreter.”"
        ),
        Expected("The witness is a goat | It will need an interpreter.", speaker="Wanjiku Muriuki"),
    ),
    row(
        "to-quote-the-late",
        "To quote the late Admiral Thorvald Krag: “Never trust a calm.”",
        Expected("Never trust a calm.", speaker="Thorvald Krag"),
    ),
    row(
        "on-the-subject-of-taxes",
        "On the subject of taxes, Mayor Ferdinand Okello was brief: “Pay them.”",
        Expected("Pay them.", speaker="Ferdinand Okello"),
    ),
    row(
        "asked-if-he-was-sorry",
        "Asked if he was sorry, the burglar nodded. “Very,” he said.",
        Expected("Very", kind=("unnamed", "unknown")),
    ),
    row(
        "lafur-r",
        "Ólafur Þór Sigurðsson, the mayor of Hvammur, was blunt: “The geyser is late.”",
        Expected("The geyser is late.", speaker="Ólafur Þór Sigurðsson"),
    ),
]

SUBJECTS = [
    row(
        "il-faut",
        "«Il faut boire la mer», the skipper, Yannick Le Goff, told the rescuers.",
        Expected("Il faut boire la mer", speaker="Yannick Le Goff"),
    ),
    row(
        "der-zug",
        "„Der Zug kommt nicht“, said station manager Heike Pohl.",
        Expected("Der Zug kommt nicht", speaker="Heike Pohl"),
    ),
    row(
        "i-thought-the-bell",
        (
            "“I thought the bell was the crowd,” said boxer Lupe Arriaga, an ice pack on each ear, "
            "“and then it was the crowd.”"
        ),
        Expected("I thought the bell was the crowd | and then it was the crowd.", speaker="Lupe Arriaga"),
    ),
    row(
        "we-lost-to-the-wind",
        ("“We lost to the wind,” said coach Dragan Ilić. “And the wind was offside,” added his captain, Marko Petek."),
        Expected("We lost to the wind", speaker="Dragan Ilić"),
        Expected("And the wind was offside", speaker="Marko Petek"),
    ),
    row(
        "that-said-judge",
        "That, said Judge Pereira, is “not how oaths work”.",
        Expected("That | is “not how oaths work”", speaker="Pereira"),
    ),
    row(
        "the-leak-was-caused",
        (
            "The leak was caused by a beaver, according to the report. The beaver, said its author, "
            "Inga Sorensen, has since moved."
        ),
        Expected("The leak was caused by a beaver", kind=("unnamed", "unknown")),
        Expected("The beaver | has since moved", speaker="Inga Sorensen"),
    ),
    row(
        "speaking-after-the-match",
        "Speaking after the match, captain Eirik Solstad said the ball had been “square”.",
        Expected("the ball had been “square”", speaker="Eirik Solstad"),
    ),
    row(
        "she-forgave-him",
        "“She forgave him before he asked,” wept the widow's son, Dalibor Čech, outside the courtroom.",
        Expected("She forgave him before he asked", speaker="Dalibor Čech"),
    ),
    row(
        "silence-hissed",
        "“Silence,” hissed librarian Odile Carpentier from behind the atlas, “is not a suggestion.”",
        Expected("Silence | is not a suggestion.", speaker="Odile Carpentier"),
    ),
    row(
        "we-found-the-key",
        "``We found the key in the soup,'' said the hotel's cook, Teodor Ristić.",
        Expected("We found the key in the soup", speaker="Teodor Ristić"),
    ),
    row(
        "i-signed-because",
        (
            "“I signed because everyone signed,” the accountant, Piet Verhoeven, testified. His "
            "former boss, he alleged, had hidden the stamps."
        ),
        Expected("I signed because everyone signed", speaker="Piet Verhoeven"),
        Expected("His former boss | had hidden the stamps", speaker="Piet Verhoeven"),
    ),
    row(
        "the-patient-is-stable",
        "The patient is stable, his surgeon, Dr. Amadou Traoré, reported.",
        Expected("The patient is stable", speaker="Amadou Traoré"),
    ),
    row(
        "no-one-says-historian",
        "No one, says historian Idris Mbeki, has read the whole treaty.",
        Expected("No one | has read the whole treaty", speaker="Idris Mbeki"),
    ),
]

ALIASES = [
    row(
        "i-wrote-it-in-a-week",
        (
            "“I wrote it in a week and regretted it for a year,” the author, who publishes as L. M. "
            "Frost, told the weekly Page & Spine."
        ),
        Expected("I wrote it in a week and regretted it for a year", speaker="L. M. Frost"),
        fails="the model reads it otherwise",
    ),
    row(
        "a-soldier-who-gave",
        "A soldier who gave his name as Bohdan said he had not slept since Tuesday.",
        Expected("he had not slept since Tuesday", speaker="Bohdan"),
    ),
]

UNNAMED = [
    row(
        "an-official-in-the-fisheries",
        (
            "An official in the fisheries department, who was not authorised to speak to the media, "
            "said the cod had been counted twice."
        ),
        Expected("the cod had been counted twice", kind=("unnamed", "unknown")),
    ),
    row(
        "no-comment-said-the-bishop",
        "“No comment,” said the bishop, who then spoke for an hour.",
        Expected("No comment", kind=("unnamed", "unknown")),
    ),
    row(
        "her-lawyer-said",
        "Her lawyer said she was innocent. Her mother said she was hungry.",
        Expected("she was innocent", kind=("unnamed", "unknown")),
        Expected("she was hungry", kind=("unnamed", "unknown")),
    ),
    row(
        "a-senior-nurse",
        (
            "A senior nurse at the hospital admitted that the incubators had been switched off. “We "
            "needed the sockets,” she said."
        ),
        Expected("the incubators had been switched off", kind=("unnamed", "unknown")),
        Expected("We needed the sockets", kind=("unnamed", "unknown")),
    ),
    row(
        "i-can-t-swim",
        "“I can't swim,” shouted one passenger. “Neither can the captain,” answered another.",
        Expected("I can't swim", kind=("unnamed", "unknown")),
        Expected("Neither can the captain", kind=("unnamed", "unknown")),
    ),
    row(
        "fire-came",
        "“Fire!” came the cry from the balcony.",
        Expected("Fire!", kind=("unnamed", "unknown")),
    ),
    row(
        "two-of-the-hostages",
        "Two of the hostages, Farah and Kamal Daoud, said they had been fed on figs.",
        Expected("they had been fed on figs", speaker="Farah Daoud"),
    ),
]

LABELS = [
    row(
        "helmut",
        (
            "Helmut Strasser: The verdict is a scandal.\n\nInterviewer: In what sense?\n\nHelmut "
            "Strasser: In every sense, including smell."
        ),
        Expected("The verdict is a scandal.", speaker="Helmut Strasser"),
        Expected("In what sense?", kind=("unnamed", "unknown")),
        Expected("In every sense, including smell.", speaker="Helmut Strasser"),
    ),
    row(
        "judge-is",
        (
            "JUDGE: Is that your signature?\n\nWITNESS: It is my brother's.\n\nJUDGE: Is he here?\n\n"
            "WITNESS: He is my lawyer."
        ),
        Expected("Is that your signature?", kind=("unnamed", "unknown")),
        Expected("It is my brother's.", kind=("unnamed", "unknown")),
        Expected("Is he here?", kind=("unnamed", "unknown")),
        Expected("He is my lawyer.", kind=("unnamed", "unknown")),
    ),
    row(
        "teacher-who",
        "Teacher: Who broke the globe?\n\nPupil: Geography, miss.",
        Expected("Who broke the globe?", kind=("unnamed", "unknown")),
        Expected("Geography, miss.", kind=("unnamed", "unknown")),
    ),
    row(
        "anna-lindqvist",
        (
            "Anna Lindqvist: Will you run again?\n\nPrime Minister Rasmus Toft: I have not stopped "
            "running.\n\nAnna Lindqvist: From whom?"
        ),
        Expected("Will you run again?", speaker="Anna Lindqvist"),
        Expected("I have not stopped running.", speaker="Rasmus Toft"),
        Expected("From whom?", speaker="Anna Lindqvist"),
    ),
    row(
        "operator",
        "OPERATOR: Which service?\n\nCALLER: All of them.\n\n[Line goes dead]",
        Expected("Which service?", kind=("unnamed", "unknown")),
        Expected("All of them.", kind=("unnamed", "unknown")),
    ),
    row(
        "dr-halvorsen",
        "DR. HALVORSEN: The scan is clear.\n\nMRS. OYELARAN: Then why are you whispering?",
        Expected("The scan is clear.", speaker="HALVORSEN"),
        Expected("Then why are you whispering?", speaker="OYELARAN"),
    ),
    row(
        "moderator-thank",
        (
            "MODERATOR: Thank you all for coming. Professor?\n\nPROF. ADEYINKA: I have one slide.\n\n"
            "MODERATOR: It is upside down."
        ),
        Expected("Thank you all for coming. Professor?", kind=("unnamed", "unknown")),
        Expected("I have one slide.", speaker="ADEYINKA"),
        Expected("It is upside down.", kind=("unnamed", "unknown")),
    ),
]

RELEASES = [
    row(
        "comment-from-the-chair",
        (
            "Comment from the chair of the trust, Dame Olive Ransome:\n\n“We thank the public for its "
            "patience and the otters for theirs.”"
        ),
        Expected("We thank the public for its patience and the otters for theirs.", speaker="Olive Ransome"),
    ),
    row(
        "dog-ate-ballots",
        "Dog ate ballots, clerk admits",
        Expected("Dog ate ballots", kind=("unnamed", "unknown")),
    ),
    row(
        "we-are-not-leaving",
        "‘We are not leaving,’ say last two residents of drowned village",
        Expected("We are not leaving", kind=("unnamed", "unknown")),
    ),
    row(
        "ferry-unsinkable",
        "Ferry “unsinkable”, says owner of sunken ferry",
        Expected("Ferry “unsinkable”", kind=("unnamed", "unknown")),
    ),
]

WIRE = [
    row(
        "cape-orloff",
        (
            "CAPE ORLOFF, Sept 9 (Reuters) - The strait will reopen to tankers on Friday, harbour "
            "master Ioana Petrescu said, ending a ten-day closure. “We have found the anchor,” she "
            "said."
        ),
        Expected("The strait will reopen to tankers on Friday", speaker="Ioana Petrescu"),
        Expected("We have found the anchor", speaker="Ioana Petrescu"),
    ),
    row(
        "oil-producer",
        "Oil producer Tarim Basin Energy said second-half output fell 3 percent.",
        Expected("second-half output fell 3 percent", speaker="Tarim Basin Energy"),
    ),
    row(
        "retailer-maison",
        "Retailer Maison Bleue said Tuesday it would close 40 stores.",
        Expected("it would close 40 stores", speaker="Maison Bleue"),
    ),
]

MARKS = [
    row(
        "the-lift-stops",
        "“The lift stops between floors, said tenant Rosa Imbert. Repairs will begin in May.",
        Expected("The lift stops between floors", speaker="Rosa Imbert"),
    ),
    row(
        "the-coach-emil",
        'The coach, Emil Sandor, was hoarse. We shouted at the ball," he said. "The ball did not listen."',
        Expected("We shouted at the ball | The ball did not listen.", speaker="Emil Sandor"),
    ),
    row(
        "the-ferry",
        (
            "''The ferry is full of geese,'' purser Anneke Boom told passengers. ''Please do not feed "
            "them your tickets.''"
        ),
        Expected("The ferry is full of geese | Please do not feed them your tickets.", speaker="Anneke Boom"),
    ),
    row(
        "we-have-no",
        "?We have no water,? said Mayor Inés Cordero. ?We have rain.?",
        Expected("We have no water | We have rain.", speaker="Inés Cordero"),
    ),
]

NESTED = [
    row(
        "my-boss-mrs",
        "“My boss, Mrs. Kaplan, said, ‘Go home,’ and the union rep said, ‘Stay’,” sighed typist Noor Haddad.",
        Expected("My boss, Mrs. Kaplan, said, ‘Go home,’ and the union rep said, ‘Stay’", speaker="Noor Haddad"),
        Expected("Go home", speaker="Kaplan"),
        Expected("Stay", kind=("unnamed", "unknown")),
        fails="who is meant is learned otherwise",
    ),
    row(
        "she-asked-are",
        "“She asked, ‘Are you the plumber?’, and I said, ‘I am the bride.’” The bride was Greta Voss.",
        Expected("She asked, ‘Are you the plumber?’, and I said, ‘I am the bride.’", kind=("unnamed", "unknown")),
        Expected("Are you the plumber?", kind=("unnamed", "unknown")),
        Expected("I am the bride.", kind=("unnamed", "unknown")),
    ),
    row(
        "the-vet-told",
        "\"The vet told me 'he will never bark again', and then the dog barked,\" laughed Sorin Balan.",
        Expected("The vet told me 'he will never bark again', and then the dog barked", speaker="Sorin Balan"),
        Expected("he will never bark again", kind=("unnamed", "unknown")),
    ),
    row(
        "then-a-voice",
        "“Then a voice said ‘Who’s there?’ and I said ‘Nobody’,” whispered Anders Holm, a night watchman.",
        Expected("Then a voice said ‘Who’s there?’ and I said ‘Nobody’", speaker="Anders Holm"),
        Expected("Who’s there?", kind=("unnamed", "unknown")),
        Expected("Nobody", speaker="Anders Holm"),
    ),
]

NOBODY = [
    row(
        "the-word-genocide",
        "The word “genocide” does not appear in the report.",
    ),
    row(
        "the-luxury",
        "The “luxury” flats have no doors. A “concierge” turned out to be a cat.",
    ),
    row(
        "vito-the-spoon",
        "Vito “the Spoon” Marchetti was sentenced to six years. His nickname came from a soup kitchen.",
    ),
    row(
        "the-film-kiss",
        "The film “Kiss the Plumber” opens on Friday; its sequel, “Marry Him”, on Saturday.",
    ),
    row(
        "scores",
        "Scores: Lindhurst 3, Port Vale Rovers 1; Marsh End 0, Oakley 0.",
    ),
    row(
        "she-told-the-time",
        "She told the time by the church bell. He called the dog. The dog did not answer.",
    ),
    row(
        "needless-to-say",
        ("Needless to say, no one sang. The choir went home, the lamps were put out, and someone had taken the soup."),
    ),
    row(
        "the-tower-is-said",
        "The tower is said to lean. It was built in 1320 and has never been measured.",
    ),
]

BODIES = [
    row(
        "halden-ferries",
        ("Halden Ferries said the 9.40 would not sail. “The crew is on the other side,” the company explained."),
        Expected("the 9.40 would not sail", speaker="Halden Ferries"),
        Expected("The crew is on the other side", speaker="Halden Ferries"),
    ),
    row(
        "rescuers-heard",
        "Rescuers heard knocking from under the rubble at dawn, the state news agency BelNet reported.",
        Expected("Rescuers heard knocking from under the rubble at dawn", speaker="BelNet"),
    ),
    row(
        "racing-club",
        "Racing Club Maroua described the bus crash as “a tactical error”.",
        Expected("the bus crash as “a tactical error”", speaker="Racing Club Maroua"),
    ),
    row(
        "the-central-bank",
        (
            "The central bank left rates unchanged, citing weak demand. Governor Lim Wei Shan said "
            "the next move would be “up, down or sideways”."
        ),
        Expected("the next move would be “up, down or sideways”", speaker="Lim Wei Shan"),
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *COLONS,
        *SUBJECTS,
        *ALIASES,
        *UNNAMED,
        *LABELS,
        *RELEASES,
        *WIRE,
        *MARKS,
        *NESTED,
        *NOBODY,
        *BODIES,
    ],
)
def test_shapes_of_the_unseen(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, exactly=True, loose=True)
