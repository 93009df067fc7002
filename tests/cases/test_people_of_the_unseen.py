"""People of many countries and callings as articles name them: speaker, role and bodies in short invented texts."""

from __future__ import annotations

from typing import Any

import pytest

from .harness import Expected, expect, row, said

NAMES = [
    row(
        "al-khatib",
        (
            "The strike will go on through the feast, said Yusuf al-Khatib, secretary general of the Jordan "
            "Dockers’ Federation. “We have no other lever,” he said."
        ),
        Expected(
            "We have no other lever",
            speaker="Yusuf al-Khatib",
            role="secretary general",
            affiliations=["Jordan Dockers’ Federation"],
        ),
    ),
    row(
        "chen-weiming",
        (
            "Chen Weiming, a professor of water engineering at Lanzhou Polytechnic University, said the dam "
            "was sound. “It has been checked twice,” Chen said."
        ),
        Expected("It has been checked twice", speaker="Chen Weiming", affiliations=["Lanzhou Polytechnic University"]),
    ),
    row(
        "kovcs",
        (
            "Kovács Márton, the mayor of Tiszavár, and Nagy Ilona, a councillor, opened the bridge together."
            " “It took nine years,” Kovács said. “I counted every one of them,” said Nagy."
        ),
        Expected("It took nine years", speaker="Kovács Márton", role="mayor"),
        Expected("I counted every one of them", speaker="Nagy Ilona", role="councillor"),
        fails="the model reads it otherwise",
    ),
    row(
        "ochoa-rincn",
        (
            "“The harvest is lost,” said María Fernanda Ochoa Rincón, president of the Quindío Coffee "
            "Growers’ Committee. Ochoa, who has farmed since 1988, blamed the rain. “It never stopped,” "
            "Ochoa Rincón said."
        ),
        Expected(
            "The harvest is lost",
            speaker="María Fernanda Ochoa Rincón",
            role="president",
            affiliations=["Quindío Coffee Growers’ Committee"],
        ),
        Expected(
            "It never stopped",
            speaker="María Fernanda Ochoa Rincón",
            role="president",
            affiliations=["Quindío Coffee Growers’ Committee"],
        ),
    ),
    row(
        "gurn",
        (
            "Guðrún Helgadóttir, who heads the Icelandic Glacier Survey, was blunt. “Ten years, perhaps "
            "eleven,” Guðrún said. Her deputy, Sigurður Björnsson, was more hopeful. “Ice surprises us,” he "
            "said."
        ),
        Expected("Ten years, perhaps eleven", speaker="Guðrún Helgadóttir", affiliations=["Icelandic Glacier Survey"]),
        Expected("Ice surprises us", speaker="Sigurður Björnsson", role="deputy"),
    ),
    row(
        "von-der-heyden",
        (
            "Ludwig von der Heyden, chief executive of Norddrucker AG, said in Hamburg that orders had "
            "doubled. “We hired in May,” von der Heyden said."
        ),
        Expected(
            "We hired in May", speaker="Ludwig von der Heyden", role="chief executive", affiliations=["Norddrucker AG"]
        ),
    ),
    row(
        "bich-ngoc",
        (
            "Tran Thi Bich Ngoc, deputy director of the Hue Department of Culture, said the gate would be "
            "rebuilt in wood. “Concrete has no memory,” Ngoc said."
        ),
        Expected(
            "Concrete has no memory",
            speaker="Tran Thi Bich Ngoc",
            role="deputy director",
            affiliations=["Hue Department of Culture"],
        ),
    ),
    row(
        "quispe",
        (
            "The Federation of Andean Guides said two climbers were missing. “The weather closed in an "
            "hour,” Édgar Quispe Mamani, its president, said on Monday. Quispe said a helicopter was on its "
            "way."
        ),
        Expected(
            "The weather closed in an hour",
            speaker="Édgar Quispe Mamani",
            role="president",
            affiliations=["Federation of Andean Guides"],
        ),
    ),
]
"""Names of many kinds: particles, two surnames, a family name first, one name only, initials."""

OFFICES = [
    row(
        "wieczorek",
        (
            "Defence Minister Tomasz Wieczorek and his Latvian counterpart, Elīna Bērziņa, signed the pact "
            "on Friday. “This is a good day for the Baltic,” Wieczorek said. “It is also a late one,” said "
            "Bērziņa."
        ),
        Expected("This is a good day for the Baltic", speaker="Tomasz Wieczorek", role="Defence Minister"),
        Expected("It is also a late one", speaker="Elīna Bērziņa", affiliations=[]),
    ),
    row(
        "virtakoski",
        (
            "Prime Minister Sanna Virtakoski said Finland would not wait. The 38-year-old has led the "
            "coalition since March. “We have waited before,” the prime minister said."
        ),
        Expected("We have waited before", speaker="Sanna Virtakoski", role="prime minister"),
    ),
    row(
        "nwosu",
        (
            "Police Commissioner Adaeze Nwosu said three men had been held. “They had keys,” the "
            "commissioner told Radio Enugu. Nwosu’s deputy, Chief Superintendent Ikenna Obi, said a fourth "
            "was sought. “He has a limp,” Obi said."
        ),
        Expected("They had keys", speaker="Adaeze Nwosu"),
        Expected("He has a limp", speaker="Ikenna Obi", role="Chief Superintendent"),
        fails="the model reads it otherwise",
    ),
    row(
        "al-ansari",
        (
            "Sheikh Hamad al-Ansari, Qatar’s minister of transport, met Filipino union leader Jocelyn "
            "Dimaculangan on Sunday. “She asked for shade, and she was right,” Sheikh Hamad said. "
            "Dimaculangan, of the Overseas Crew Alliance, said it was a start. “Shade is free,” she said."
        ),
        Expected("She asked for shade, and she was right", speaker="Hamad al-Ansari"),
        Expected("Shade is free", speaker="Jocelyn Dimaculangan", affiliations=["Overseas Crew Alliance"]),
    ),
    row(
        "ssekandi",
        (
            "Kampala traders shut their stalls on Monday. A tailor named Robert Ssekandi said he had not "
            "sold a shirt in a week. “The tax found us before the customers did,” he said."
        ),
        Expected(
            "The tax found us before the customers did", speaker="Robert Ssekandi", role="tailor", affiliations=[]
        ),
        fails="the model reads it otherwise",
    ),
    row(
        "jabarti",
        (
            "Interior Minister Hassan Jabarti denied it. “No shots were fired,” the minister said. A "
            "spokeswoman for the Interior Ministry later withdrew the remark."
        ),
        Expected("No shots were fired", speaker="Hassan Jabarti", affiliations=["Interior Ministry"]),
    ),
    row(
        "zaw-htet",
        (
            "The army’s chief of staff, Lt. Gen. Aung Zaw Htet, warned students on Tuesday. “Patience is not"
            " endless,” Aung Zaw Htet said on state television."
        ),
        Expected("Patience is not endless", speaker="Aung Zaw Htet", role="chief of staff"),
    ),
    row(
        "abara",
        (
            "The study’s lead author, Nkechi Abara of Ibadan Medical School, cautioned against alarm. “It is"
            " one cohort,” Abara said. Dr. Joost Kramer, who was not involved in the study, was less "
            "careful. “This changes everything,” he said."
        ),
        Expected(
            "It is one cohort", speaker="Nkechi Abara", role="lead author", affiliations=["Ibadan Medical School"]
        ),
        Expected("This changes everything", speaker="Joost Kramer", affiliations=[]),
    ),
    row(
        "amponsah",
        (
            "Pastor Emmanuel Tetteh Quaye blessed the boats at dawn. Half an hour later the harbour master, "
            "a tall woman called Grace Amponsah, closed the port. “Blessed or not, nobody sails,” she said. "
            "The pastor smiled. “God can wait until noon,” he said."
        ),
        Expected("Blessed or not, nobody sails", speaker="Grace Amponsah", role="harbour master"),
        Expected("God can wait until noon", speaker="Emmanuel Tetteh Quaye", role="Pastor"),
        fails="the model reads it otherwise",
    ),
    row(
        "zawadi",
        (
            "The children’s grandmother, who wished to be identified only as Mama Zawadi, keeps the keys. “I"
            " lock it at dusk,” she said."
        ),
        Expected("I lock it at dusk", speaker="Mama Zawadi", role="grandmother", affiliations=[]),
        fails="the model reads it otherwise",
    ),
    row(
        "aune",
        (
            "The airline’s chief pilot, Capt. Solveig Aune, said crews were tired. “Tired, not unsafe,” Aune"
            " stressed. Nordvind Air declined to comment."
        ),
        Expected("Tired, not unsafe", speaker="Solveig Aune", role="chief pilot"),
    ),
]
"""Offices, ministries and posts."""

BODIES = [
    row(
        "amsel",
        (
            "“The referee lost his head,” Borussia Kirchfeld coach Dirk Amsel said after the match. His "
            "captain, Mehmet Yıldırım, agreed: “He was shaking.”"
        ),
        Expected("The referee lost his head", speaker="Dirk Amsel", role="coach", affiliations=["Borussia Kirchfeld"]),
        Expected("He was shaking.", speaker="Mehmet Yıldırım", role="captain"),
    ),
    row(
        "dufour-maret",
        (
            "According to Hélène Dufour-Maret, head of research at the consultancy Orvane, “the grid was "
            "never designed for this”."
        ),
        Expected(
            "the grid was never designed for this",
            speaker="Hélène Dufour-Maret",
            role="head of research",
            affiliations=["Orvane"],
        ),
        fails="the model reads it otherwise",
    ),
    row(
        "arakawa",
        (
            "Midfielder Takumi Arakawa, who joined Racing Valdoro from Kashiwa in July, scored twice. “I "
            "closed my eyes,” Arakawa said. Valdoro manager Luca Pieri did not. “I saw it all,” the Italian "
            "said."
        ),
        Expected("I saw it all", speaker="Luca Pieri", role="manager"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "kobopay",
        (
            "Emeka Obiora, the Lagos-based founder of payments start-up Kobopay, laughed at the figure. “We "
            "spend that on tea,” Obiora said."
        ),
        Expected("We spend that on tea", speaker="Emeka Obiora", affiliations=["Kobopay"]),
        fails="the model reads it otherwise",
    ),
    row(
        "coulibaly",
        (
            "The opposition Movement for Renewal rejected the result. “We will not recognise a parliament of"
            " ghosts,” its candidate, Idrissa Coulibaly, told supporters in Bamako."
        ),
        Expected(
            "We will not recognise a parliament of ghosts",
            speaker="Idrissa Coulibaly",
            role="candidate",
            affiliations=["Movement for Renewal"],
        ),
    ),
]
"""Bodies whose names no model needs to have seen: clubs, firms, charities."""

PRONOUNS = [
    row(
        "blackwood",
        (
            "“The fund has lost nothing,” insisted Sir Anthony Blackwood-Hayes, chairman of Severn Mutual, "
            "whose deputy, Farah Noorani, resigned last week. She told the Financial Ledger that “the "
            "numbers were painted on”."
        ),
        Expected(
            "The fund has lost nothing",
            speaker="Anthony Blackwood-Hayes",
            role="chairman",
            affiliations=["Severn Mutual"],
        ),
        Expected("the numbers were painted on", speaker="Farah Noorani"),
    ),
    row(
        "santa-rita",
        (
            "A nurse at Santa Rita Hospital who asked not to be named said the corridors were full. “We step"
            " over people,” she said."
        ),
        Expected("We step over people", speaker=None, role="nurse"),
    ),
    row(
        "hrytsenko",
        (
            "“It was my hand on the valve,” the plant’s night engineer, Olexandr Hrytsenko, told the "
            "inquiry. The inquiry’s chairwoman, Dame Margery Pole, thanked him. “That cannot have been "
            "easy,” she said."
        ),
        Expected("It was my hand on the valve", speaker="Olexandr Hrytsenko"),
        Expected("That cannot have been easy", speaker="Margery Pole", role="chairwoman"),
        fails="who is meant is learned otherwise",
    ),
    row(
        "zainab",
        (
            "Zainab, the widow, keeps his cap on a nail. Her son Ibrahim, 12, does not speak of it. “He "
            "hears it in the wall,” she said."
        ),
        Expected("He hears it in the wall", speaker="Zainab", role="widow", affiliations=[]),
    ),
    row(
        "braddock",
        (
            "Outside, Councilwoman Tamika Braddock was shouting into a phone. “You tell him I’m on the "
            "steps,” the councilwoman said. Her aide, Luis Ortega, 24, held the umbrella. “She’s been on the"
            " steps since six,” he said."
        ),
        Expected("You tell him I’m on the steps", speaker="Tamika Braddock", role="Councilwoman"),
        Expected("She’s been on the steps since six", speaker="Luis Ortega", role="aide"),
        fails="the model reads it otherwise",
    ),
    row(
        "faisal",
        ("A man who gave his name as Faisal said he had walked from Deraa. “My shoes are in Jordan,” he said."),
        Expected("My shoes are in Jordan", speaker="Faisal", affiliations=[]),
    ),
]
"""Whom a pronoun or a description means, and who stays unnamed."""


@pytest.mark.parametrize(("text", "expected"), [*NAMES, *OFFICES, *BODIES, *PRONOUNS])
def test_people_of_the_unseen(text: str, expected: list[Expected], quotations_of: Any) -> None:
    expect(text, said(quotations_of(text)), expected, loose=True)
