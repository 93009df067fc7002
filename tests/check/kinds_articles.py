"""The invented articles that kinds.jsonl asks about, with their quotations as extraction would give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from quotetrack.records import Article, Kind, Quotation, Span, SpeakerKind
from quotetrack.store import open_store
from tests.store.builders import article, quotation_id, said, span_of

ADDRESS = "https://kinds.example/"
SURE = 0.97


@dataclass(frozen=True)
class Told:
    """A quotation of an article: its pieces as they stand there, who said it, and how the article tells who."""

    pieces: tuple[str, ...]
    name: str | None
    kind: Kind = "direct"
    speaker: SpeakerKind = "person"
    mention: str | None = None
    more: tuple[tuple[str, Any], ...] = (("mention_kind", "named"), ("confidence", SURE))


def direct(name: str, *pieces: str, sure: float = SURE, mention: str | None = None) -> Told:
    """Words in marks, by somebody who is named beside them."""
    return Told(pieces, name, mention=mention or name.split()[-1], more=_told("named", sure))


def indirect(name: str, words: str, speaker: SpeakerKind = "person") -> Told:
    """The article's words for what somebody said."""
    return Told((words,), name, "indirect", speaker, mention=name.split()[-1])


def mixed(name: str, words: str) -> Told:
    """The article's words with some of the speaker's own in marks."""
    return Told((words,), name, "mixed", mention=name.split()[-1])


def by_pronoun(name: str, mention: str, *pieces: str, sure: float = 0.8) -> Told:
    """Words in marks, of which the article says only that he or she said them."""
    return Told(pieces, name, mention=mention, more=_told("pronominal", sure))


def by_description(name: str, mention: str, *pieces: str, sure: float = 0.8) -> Told:
    """Words in marks of "the treasurer", whom the article names elsewhere."""
    return Told(pieces, name, mention=mention, more=_told("nominal", sure))


def unnamed(mention: str, *pieces: str) -> Told:
    """Words in marks of somebody without a name."""
    return Told(pieces, None, speaker="unnamed", mention=mention, more=_told("nominal", SURE))


def unknown(*pieces: str) -> Told:
    """Words in marks of which the article does not say whose they are."""
    return Told(pieces, None, speaker="unknown", more=_told(None, 0.0))


def _told(mention_kind: str | None, sure: float) -> tuple[tuple[str, Any], ...]:
    return ("mention_kind", mention_kind), ("confidence", sure)


TEXTS: dict[str, tuple[str, tuple[Told, ...]]] = {
    # 1: words that can be cut so that the sense changes
    "mayor": (
        "“They asked me three times whether I kept the deposit, and I didn’t,” said Lena Orvik, the mayor of Stenby."
        "\n\n“We will rebuild the market hall if the county pays half,” Orvik said.\n\n"
        "“I never promised free buses. The buses will be free on Sundays only,” she said.\n",
        (
            direct("Lena Orvik", "They asked me three times whether I kept the deposit, and I didn’t,"),
            direct("Lena Orvik", "We will rebuild the market hall if the county pays half,"),
            by_pronoun("Lena Orvik", "she", "I never promised free buses. The buses will be free on Sundays only,"),
        ),
    ),
    "mine": (
        "“I deny that we knew about the cracks in the roof,” said Pavel Drost, who runs the Kolm mine. “It is false "
        "that the pumps were off for a week.”\n\n"
        "“I am told the inspectors found nothing wrong,” Drost said.\n\n"
        "“I refuse to say that the company paid them,” he said, and left.\n",
        (
            direct(
                "Pavel Drost",
                "I deny that we knew about the cracks in the roof,",
                "It is false that the pumps were off for a week.",
            ),
            direct("Pavel Drost", "I am told the inspectors found nothing wrong,"),
            by_pronoun("Pavel Drost", "he", "I refuse to say that the company paid them,"),
        ),
    ),
    "striker": (
        "“Will I play on Saturday? Ask me after the scan,” said Dario Venn, the captain of Port Alder.\n\n"
        "“We can win the league unless somebody breaks a leg,” Venn said.\n\n"
        "“I was happy with the draw until I saw the table,” Venn said. “I think it was a penalty, but I have not seen "
        "the film.”\n\n"
        "“Do we deserve to go down? Look at the goals we gave away,” he said.\n\n"
        "“The new goalkeeper trains with the juniors, on the small pitch behind the school,” Venn said.\n",
        (
            direct("Dario Venn", "Will I play on Saturday? Ask me after the scan,"),
            direct("Dario Venn", "We can win the league unless somebody breaks a leg,"),
            direct(
                "Dario Venn",
                "I was happy with the draw until I saw the table,",
                "I think it was a penalty, but I have not seen the film.",
            ),
            by_pronoun("Dario Venn", "he", "Do we deserve to go down? Look at the goals we gave away,"),
            direct("Dario Venn", "The new goalkeeper trains with the juniors, on the small pitch behind the school,"),
        ),
    ),
    "verdict": (
        "“The sentence is lawful only if both doctors agree,” said Mirela Haas, the judge.\n\n"
        "“If the jury believes the driver, you must acquit him,” Haas said.\n\n"
        "“The driver did not lie because he was paid,” Haas said. “He lied out of fear.”\n\n"
        "“The file goes to the upper court on Friday, together with the two maps,” she said.\n",
        (
            direct("Mirela Haas", "The sentence is lawful only if both doctors agree,"),
            direct("Mirela Haas", "If the jury believes the driver, you must acquit him,"),
            direct("Mirela Haas", "The driver did not lie because he was paid,", "He lied out of fear."),
            by_pronoun("Mirela Haas", "she", "The file goes to the upper court on Friday, together with the two maps,"),
        ),
    ),
    "bats": (
        "“We have counted the bats in every cave on the island, and in the cellars of the old fort,” said Yusra "
        "Benali, a biologist.\n\n"
        "“Nobody has shown that the lamps harm the bats,” Benali said. “It would be wrong to say the colony is "
        "dying.”\n\n"
        "“Hardly any of the young bats can fly yet,” Benali said.\n\n"
        "“The cave will be closed to visitors from October, as it was last year, with a warden at the gate,” she "
        "said.\n",
        (
            direct(
                "Yusra Benali",
                "We have counted the bats in every cave on the island, and in the cellars of the old fort,",
            ),
            direct(
                "Yusra Benali",
                "Nobody has shown that the lamps harm the bats,",
                "It would be wrong to say the colony is dying.",
            ),
            direct("Yusra Benali", "Hardly any of the young bats can fly yet,"),
            by_pronoun(
                "Yusra Benali",
                "she",
                "The cave will be closed to visitors from October, as it was last year, with a warden at the gate,",
            ),
        ),
    ),
    "valley": (
        "“Our troops will leave the valley when the last prisoner is home, and not an hour before,” said Sefa Maru, a "
        "colonel.\n\n"
        "“The bridge was ours by noon, thanks to the farmers who rowed us over in the dark,” Maru said.\n\n"
        "“No soldier of mine burned that mill,” Maru said. “They claim we shelled the hospital, and the world repeats "
        "it.”\n",
        (
            direct(
                "Sefa Maru", "Our troops will leave the valley when the last prisoner is home, and not an hour before,"
            ),
            direct("Sefa Maru", "The bridge was ours by noon, thanks to the farmers who rowed us over in the dark,"),
            direct(
                "Sefa Maru",
                "No soldier of mine burned that mill,",
                "They claim we shelled the hospital, and the world repeats it.",
            ),
        ),
    ),
    # 2: indirect and mixed statements
    "tramway": (
        "Ruta Salk, the treasurer of Verrin, said the council had lost nine million marks on the tramway.\n\n"
        "Salk said that nobody on the council had read the contract before it was signed.\n\n"
        "“The tramway is a hole we pour silver into,” Salk said.\n\n"
        "Salk warned that the next budget would be “the leanest since the flood” and that two schools would close.\n\n"
        "Salk said the old depot is finished. “The old depot is finished,” she said again, louder.\n",
        (
            indirect("Ruta Salk", "the council had lost nine million marks on the tramway"),
            indirect("Ruta Salk", "that nobody on the council had read the contract before it was signed"),
            direct("Ruta Salk", "The tramway is a hole we pour silver into,"),
            mixed(
                "Ruta Salk",
                "that the next budget would be “the leanest since the flood” and that two schools would close",
            ),
            indirect("Ruta Salk", "the old depot is finished"),
            by_pronoun("Ruta Salk", "she", "The old depot is finished,"),
        ),
    ),
    "wingers": (
        "According to Imre Soltan, the coach of Vasko, the club had sold its two best wingers to pay the gas bill.\n\n"
        "Soltan said he was “sick of borrowing boots” but would stay until June.\n\n"
        "“I have eleven players and nine pairs of shin guards,” Soltan said.\n",
        (
            indirect("Imre Soltan", "the club had sold its two best wingers to pay the gas bill"),
            mixed("Imre Soltan", "he was “sick of borrowing boots” but would stay until June"),
            direct("Imre Soltan", "I have eleven players and nine pairs of shin guards,"),
        ),
    ),
    "grain": (
        "The Karsel Harbour Ministry said rebels had set fire to four grain ships.\n\n"
        "Tadeo Munk, a general, said that “no ship was touched” and called the pictures “a puppet show”.\n\n"
        "Munk denied that his men had fired on the harbour.\n",
        (
            indirect("Karsel Harbour Ministry", "rebels had set fire to four grain ships", "organization"),
            mixed("Tadeo Munk", "that “no ship was touched” and called the pictures “a puppet show”"),
            indirect("Tadeo Munk", "that his men had fired on the harbour"),
        ),
    ),
    "telescope": (
        "Odile Marchetti, an optician, wrote that the mirror had been polished to the wrong curve.\n\n"
        "“The lens was cut by honest people with a dishonest ruler,” Marchetti said.\n\n"
        "Marchetti said the launch would slip by “at least eleven months”.\n\n"
        "Marchetti said no one in the workshop had been blamed.\n",
        (
            indirect("Odile Marchetti", "that the mirror had been polished to the wrong curve"),
            direct("Odile Marchetti", "The lens was cut by honest people with a dishonest ruler,"),
            mixed("Odile Marchetti", "the launch would slip by “at least eleven months”"),
            indirect("Odile Marchetti", "no one in the workshop had been blamed"),
        ),
    ),
    # 3: pieces that can be joined
    "tolls": (
        "“The city does not support tolls on the ring road,” said Bela Korda, the deputy mayor.\n\n"
        "“We want the lorries to pay at the port gate, where the damage is done. The drivers who live here have paid "
        "enough,” Korda said.\n\n"
        "“We wait,” Korda said, “for the ministry to answer our letters.”\n\n"
        "“My brother sleeps in his cab for three nights at that gate,” said Ivo Rask, who drives a lorry. “He gets a "
        "coffee and a stamp.”\n",
        (
            direct("Bela Korda", "The city does not support tolls on the ring road,"),
            direct(
                "Bela Korda",
                "We want the lorries to pay at the port gate, where the damage is done. The drivers who live here have "
                "paid enough,",
            ),
            direct("Bela Korda", "We wait,", "for the ministry to answer our letters."),
            direct(
                "Ivo Rask",
                "My brother sleeps in his cab for three nights at that gate,",
                "He gets a coffee and a stamp.",
            ),
        ),
    ),
    "frost": (
        "“The frost came on the ninth of April and took the blossom from every pear tree. We lit fires between the "
        "rows. The smoke hung in the valley until noon. By then the bees had gone, and the cherries with them,” said "
        "Agda Lunn, a grower.\n\n"
        "“My grandfather lost the same trees in 1938,” Lunn said.\n",
        (
            direct(
                "Agda Lunn",
                "The frost came on the ninth of April and took the blossom from every pear tree. We lit fires between "
                "the rows. The smoke hung in the valley until noon. By then the bees had gone, and the cherries with "
                "them,",
            ),
            direct("Agda Lunn", "My grandfather lost the same trees in 1938,"),
        ),
    ),
    "fees": (
        "“We will return the fees to every customer. We are not admitting that we did anything wrong. The cheques go "
        "out in March, and our lawyers have read every one of them,” said Otis Wray, who heads Mill Bank.\n\n"
        "“The board, if the regulator agrees, will sell the lending arm by summer,” Wray said.\n",
        (
            direct(
                "Otis Wray",
                "We will return the fees to every customer. We are not admitting that we did anything wrong. The "
                "cheques go out in March, and our lawyers have read every one of them,",
            ),
            direct("Otis Wray", "The board, if the regulator agrees, will sell the lending arm by summer,"),
        ),
    ),
    "rake": (
        "“He came at me with a rake,” said Joss Talley, a gardener.\n\n"
        "“I was carrying the rake to the shed,” said Perrin Cole, the neighbour. “The dog saw everything.”\n",
        (
            direct("Joss Talley", "He came at me with a rake,"),
            direct("Perrin Cole", "I was carrying the rake to the shed,", "The dog saw everything."),
        ),
    ),
    # 4: words that are easily changed
    "sluice": (
        "“All of the farmers must sign before we open the sluice,” said Nadia Quist, the water minister.\n\n"
        "“The dam holds forty days of water, and most villages have enough,” Quist said.\n\n"
        "“I support the treaty with Halvany,” Quist said. “We will not ration water this summer.”\n\n"
        "“Few of the wells are safe,” she said.\n",
        (
            direct("Nadia Quist", "All of the farmers must sign before we open the sluice,"),
            direct("Nadia Quist", "The dam holds forty days of water, and most villages have enough,"),
            direct("Nadia Quist", "I support the treaty with Halvany,", "We will not ration water this summer."),
            by_pronoun("Nadia Quist", "she", "Few of the wells are safe,"),
        ),
    ),
    "sprint": (
        "“I ran the last two hundred metres with a torn shoe,” said Kesia Obuya, the champion.\n\n"
        "“She can beat anybody on a dry track,” said Lars Tennfjord, the coach. “We never trained at night.”\n",
        (
            direct("Kesia Obuya", "I ran the last two hundred metres with a torn shoe,"),
            direct("Lars Tennfjord", "She can beat anybody on a dry track,", "We never trained at night."),
        ),
    ),
    "trial": (
        "“None of the forty patients had a second stroke,” said Emeka Lindqvist, who led the trial.\n\n"
        "“The drug works in adults under sixty,” Lindqvist said. “The tablets might help children too.”\n",
        (
            direct("Emeka Lindqvist", "None of the forty patients had a second stroke,"),
            direct("Emeka Lindqvist", "The drug works in adults under sixty,", "The tablets might help children too."),
        ),
    ),
    "looms": (
        "“Every weaver will get eighty crowns a day from Monday,” said Hugo Pell, who owns Pell Mills.\n\n"
        "“We bought the looms from Anton Greaves,” Pell said. “You should have asked the union first.”\n",
        (
            direct("Hugo Pell", "Every weaver will get eighty crowns a day from Monday,"),
            direct("Hugo Pell", "We bought the looms from Anton Greaves,", "You should have asked the union first."),
        ),
    ),
    # 5: two people who say much the same
    "canal": (
        "“The canal will be open to barges by the end of the year,” said Sunniva Holt, the transport minister.\n\n"
        "“The canal will open when the locks hold water,” said Casper Dray, the chief engineer.\n",
        (
            direct("Sunniva Holt", "The canal will be open to barges by the end of the year,"),
            direct("Casper Dray", "The canal will open when the locks hold water,"),
        ),
    ),
    "derby-dunmere": (
        "“We were the better side for ninety minutes,” said Rafe Ostler, the coach of Dunmere.\n",
        (direct("Rafe Ostler", "We were the better side for ninety minutes,"),),
    ),
    "derby-ashby": (
        "“We were the better side for twenty minutes, and then the rain came,” said Milo Strand, the coach of Ashby.\n",
        (direct("Milo Strand", "We were the better side for twenty minutes, and then the rain came,"),),
    ),
    "safe": (
        "“My client never touched the safe,” said Thea Brandl, a lawyer.\n\n"
        "“The safe was opened with the key of your client,” said Ulrich Sabo, the prosecutor.\n",
        (
            direct("Thea Brandl", "My client never touched the safe,"),
            direct("Ulrich Sabo", "The safe was opened with the key of your client,"),
        ),
    ),
    "envoys": (
        "“No one in this tent wants another winter of war,” said Amara Tesk, an envoy of the north.\n\n"
        "“Nobody here wants another winter,” said Gideon Marsh, an envoy of the south. “Peace is cheaper than "
        "bread.”\n",
        (
            direct("Amara Tesk", "No one in this tent wants another winter of war,"),
            direct("Gideon Marsh", "Nobody here wants another winter,", "Peace is cheaper than bread."),
        ),
    ),
    "envoys-later": (
        "“Peace is cheaper than bread,” said Amara Tesk, as Gideon Marsh had said before.\n",
        (direct("Amara Tesk", "Peace is cheaper than bread,"),),
    ),
    "comet": (
        "“The comet will miss us by a million kilometres,” said Wanda Frey, an astronomer.\n\n"
        "“The comet will miss us, and I will miss the comet,” said Bruno Aske, a poet.\n",
        (
            direct("Wanda Frey", "The comet will miss us by a million kilometres,"),
            direct("Bruno Aske", "The comet will miss us, and I will miss the comet,"),
        ),
    ),
    # 7: what newsrooms do to words
    "furnace": (
        "“In the end we strongly oppose the sale of the furnace,” said Rona Bex, a glassblower.\n\n"
        "“They told us that it was safe, and the windows were gone by morning. I seen it with my own eyes,” Bex said."
        "\n\n“We organise the colour samples by hand, and the centre of the hall is for the apprentices,” Bex said.\n\n"
        "“The boss called the new kiln a f***ing disgrace,” Bex said.\n",
        (
            direct("Rona Bex", "In the end we strongly oppose the sale of the furnace,"),
            direct(
                "Rona Bex",
                "They told us that it was safe, and the windows were gone by morning. I seen it with my own eyes,",
            ),
            direct(
                "Rona Bex", "We organise the colour samples by hand, and the centre of the hall is for the apprentices,"
            ),
            direct("Rona Bex", "The boss called the new kiln a f***ing disgrace,"),
        ),
    ),
    "rover": (
        "“The rocket landed on its side, and the rover drove out as if nothing had happened,” said Ilse Prandt, a "
        "flight director.\n\n"
        "“We will try again in May, God willing,” Prandt said. “That was bullshit from the very first slide.”\n\n"
        "“Jupiter will wait for us – it is patient,” Prandt said. “They will sleep on Sunday, all forty of them.”\n",
        (
            direct("Ilse Prandt", "The rocket landed on its side, and the rover drove out as if nothing had happened,"),
            direct(
                "Ilse Prandt",
                "We will try again in May, God willing,",
                "That was bullshit from the very first slide.",
            ),
            direct(
                "Ilse Prandt",
                "Jupiter will wait for us – it is patient,",
                "They will sleep on Sunday, all forty of them.",
            ),
        ),
    ),
    "ladder": (
        "“It is, in my view, a labour dispute, and I judge it as one,” said Colm Etheridge, the judge.\n\n"
        "“He did not lie to this court about the ladder,” Etheridge said.\n",
        (
            direct("Colm Etheridge", "It is, in my view, a labour dispute, and I judge it as one,"),
            direct("Colm Etheridge", "He did not lie to this court about the ladder,"),
        ),
    ),
    "ten-men": (
        "“I told them to stop being so fucking polite,” said Denny Marl, the captain.\n\n"
        "“We defended with ten men, two of them on one leg,” Marl said.\n",
        (
            direct("Denny Marl", "I told them to stop being so fucking polite,"),
            direct("Denny Marl", "We defended with ten men, two of them on one leg,"),
        ),
    ),
    # 8: speakers of whom the store is not sure, and none
    "strike": (
        "Hedda Voll, the treasurer of the union, and Piet Armand, the chairman, stood by the gate.\n\n"
        "“The night shift goes home at six,” he said.\n\n"
        "“The kettles have been cold since dawn,” the treasurer said.\n\n"
        "“Nobody crosses this line today,” said Hedda Voll.\n\n"
        "“There is a lorry at the back gate,” a picket said.\n\n"
        "There was a song. “They will sell the chimney next.”\n",
        (
            by_pronoun("Piet Armand", "he", "The night shift goes home at six,", sure=0.6),
            by_description("Hedda Voll", "the treasurer", "The kettles have been cold since dawn,", sure=0.7),
            direct("Hedda Voll", "Nobody crosses this line today,"),
            unnamed("a picket", "There is a lorry at the back gate,"),
            unknown("They will sell the chimney next."),
        ),
    ),
    "senate": (
        "Edith Crane and Samuel Crane, who are cousins, sit in the same senate with Rory Flint.\n\n"
        "“The vote is on Tuesday whatever the weather,” said Crane.\n\n"
        "“I have counted the chairs twice,” she added.\n\n"
        "“The clerk has lost the bell,” said Rory Flint.\n",
        (
            direct("Edith Crane", "The vote is on Tuesday whatever the weather,", sure=0.55),
            by_pronoun("Edith Crane", "she", "I have counted the chairs twice,", sure=0.95),
            direct("Rory Flint", "The clerk has lost the bell,"),
        ),
    ),
    "clinic": (
        "Nour Abadi, the surgeon, and Karin Holm, who runs the clinic, met the press.\n\n"
        "“We washed every instrument twice,” said the surgeon.\n\n"
        "“The lights failed at ten,” said two nurses.\n",
        (
            by_description("Nour Abadi", "the surgeon", "We washed every instrument twice,", sure=0.95),
            unnamed("two nurses", "The lights failed at ten,"),
        ),
    ),
    "river": (
        "“The ceasefire holds on our side of the river,” a commander said.\n\n"
        "“The ferry has been mended with doors,” said Ketil Sand, a ferryman.\n",
        (
            unnamed("a commander", "The ceasefire holds on our side of the river,"),
            direct("Ketil Sand", "The ferry has been mended with doors,"),
        ),
    ),
    # 9: numbers
    "hut": (
        "“It was −18 in the hut and .5 of a degree warmer in the bed,” said Ragna Stoll, a warden.\n\n"
        "“We had >5 metres of snow at the door,” Stoll said. “The gauge is good to ±5 knots.”\n\n"
        "“The road is gone for 5 km below the pass,” Stoll said.\n",
        (
            direct("Ragna Stoll", "It was −18 in the hut and .5 of a degree warmer in the bed,"),
            direct("Ragna Stoll", "We had >5 metres of snow at the door,", "The gauge is good to ±5 knots."),
            direct("Ragna Stoll", "The road is gone for 5 km below the pass,"),
        ),
    ),
    "ballpark": (
        "“He hit .300 in spring and made 2, 3 or 4 runs a night in May,” said Gus Tillery, the manager.\n\n"
        "“We won 1,000 games at the old park,” Tillery said. “The fence is 10-15 feet nearer now.”\n\n"
        "“About 45% of the seats are broken,” Tillery said.\n",
        (
            direct("Gus Tillery", "He hit .300 in spring and made 2, 3 or 4 runs a night in May,"),
            direct("Gus Tillery", "We won 1,000 games at the old park,", "The fence is 10-15 feet nearer now."),
            direct("Gus Tillery", "About 45% of the seats are broken,"),
        ),
    ),
    "fine": (
        "“The fine is £2.6m, and the lender pays ¥500 for every loan it sold,” said Petra Lindh, the regulator.\n\n"
        "“There were 12 loans at €40 each in the drawer,” Lindh said.\n",
        (
            direct("Petra Lindh", "The fine is £2.6m, and the lender pays ¥500 for every loan it sold,"),
            direct("Petra Lindh", "There were 12 loans at €40 each in the drawer,"),
        ),
    ),
    "droplet": (
        "“We saw 10² cells in that drop, and 3/4 of them were alive,” said Ines Halloway, a biologist.\n",
        (direct("Ines Halloway", "We saw 10² cells in that drop, and 3/4 of them were alive,"),),
    ),
    "porter": (
        "“Give me a minute and I will find the key,” said Abel Runge, the porter.\n\n"
        "“The stairs are ours again. But we also open a library in the cellar,” Runge said.\n\n"
        "“The band played until three. And the neighbours danced in the yard,” Runge said.\n",
        (
            direct("Abel Runge", "Give me a minute and I will find the key,"),
            direct("Abel Runge", "The stairs are ours again. But we also open a library in the cellar,"),
            direct("Abel Runge", "The band played until three. And the neighbours danced in the yard,"),
        ),
    ),
    # 10: signs that are not seen, and others that look alike
    "archive": (
        "“The office found 4,812 files about the fire, and not one was signed,” said Maja Fiedler, an archivist.\n\n"
        "“We don’t lend the originals,” Fiedler said.\n\n"
        "“The naïve owner of the café kept the official flood maps in an oven,” Fiedler said.\n",
        (
            direct("Maja Fiedler", "The office found 4,812 files about the fire, and not one was signed,"),
            direct("Maja Fiedler", "We don’t lend the originals,"),
            direct("Maja Fiedler", "The naïve owner of the café kept the official flood maps in an oven,"),
        ),
    ),
    "polar": (
        "“Our ship didn’t carry 36 flares, it carried 63,” said Eskil Thorne, a mate.\n\n"
        "“The cap\u00adtain had 17 charts, none of them of this coast,” Thorne said.\n\n"
        "“The crew of the Émeraude ate seal for eleven\u200b days,” Thorne said.\n",
        (
            direct("Eskil Thorne", "Our ship didn’t carry 36 flares, it carried 63,"),
            direct("Eskil Thorne", "The cap\u00adtain had 17 charts, none of them of this coast,"),
            direct("Eskil Thorne", "The crew of the Émeraude ate seal for eleven\u200b days,"),
        ),
    ),
}
"""Each article's text and quotations, by its name."""


@cache
def articles() -> dict[str, tuple[Article, list[Quotation]]]:
    """Each article with its quotations, by its name, one published a day after the other."""
    return {name: _made(name, number) for number, name in enumerate(TEXTS)}


def _made(name: str, number: int) -> tuple[Article, list[Quotation]]:
    text, told = TEXTS[name]
    published = (date(2024, 2, 1) + timedelta(days=number)).isoformat()
    given = article(
        text, url=f"{ADDRESS}{name}", title=f"News of the {name}", outlet="The Kinds Herald", published=published
    )
    return given, [_quotation(text, each) for each in told]


def _quotation(text: str, told: Told) -> Quotation:
    content = tuple(span_of(text, piece) for piece in told.pieces)
    made = said(
        text,
        told.pieces[0],
        told.name,
        kind=told.kind,
        speaker=told.speaker,
        mention=told.mention,
        source=tuple(_mentioned(text, told.mention, content[0])),
        **dict(told.more),
    )
    return replace(made, id=quotation_id(text, content), text=" ".join(told.pieces), content=content)


def _mentioned(text: str, mention: str | None, content: Span) -> Iterator[Span]:
    """Where the words for the speaker stand nearest to what was said, outside of it."""
    if mention is None:
        return
    found = [Span(*each.span()) for each in re.finditer(rf"\b{re.escape(mention)}\b", text)]
    outside = [each for each in found if each.end <= content.start or each.start >= content.end]
    yield min(outside, key=lambda each: max(each.start - content.end, content.start - each.end))


def fill(path: Path) -> None:
    """A store at `path` with all articles; no parser is loaded."""
    with open_store(path, create=True) as store:
        run = store.start_run(command="kinds", pack="en 0.0.1")
        for given, quotations in articles().values():
            store.save_article(given, quotations, run)
        store.finish_run(run, {})


def all_quotations() -> Iterator[tuple[Article, Quotation]]:
    """Every quotation with its article."""
    for given, quotations in articles().values():
        for each in quotations:
            yield given, each
