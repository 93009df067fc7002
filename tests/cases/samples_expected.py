"""What a careful reader says of every sample: each quotation's words, speaker, kind of speaker, act.

Written by hand before anything was run. A content is given by its words or the better part of
them (test_samples.py compares as the harness does, loosely); pieces are parted by " | ". Nested
quotations are listed beside those that hold them. What is in marks and not speech is listed with
act "not_speech"; beliefs may be left out by extraction and are not listed. A body without a name of
its own ("army") is written small: it may as well be found as unnamed.
"""

from __future__ import annotations

from typing import NamedTuple


class Reading(NamedTuple):
    """One quotation as read by a person."""

    content: str
    speaker: str | None
    kind: str = "person"
    act: str = "speech"


ORG, UNNAMED, UNKNOWN = "organization", "unnamed", "unknown"
WRITING, NOT_SPEECH = "writing", "not_speech"
EITHER = "speech or writing"  # a statement or report that "said"

SAMPLES: dict[str, list[Reading]] = {
    "conflict_wire.txt": [
        Reading(
            "Rebel fighters captured a hill town above the main highway in northern Karsova on Tuesday", None, UNNAMED
        ),
        Reading(
            "We came in at first light and by breakfast the garrison had gone | They left the bread in the oven.",
            "Idris Halloun",
        ),
        Reading("the town, Sarrat, had fallen", "army", ORG),
        Reading("repositioned to more favorable ground", "army", ORG),
        Reading(
            "at least 31 people had been killed since Sunday, 12 of them civilians", "Karsova Conflict Monitor", ORG
        ),
        Reading("You count the seconds between the sound and the ground shaking", "Lena Osk"),
        Reading("Is that one ours?", None, UNNAMED),
        Reading("she did not intend to leave", "Lena Osk"),
        Reading("the rebels of shelling their own positions to win sympathy abroad", "Pavel Drustan"),
        Reading("an end to this theater", "Pavel Drustan"),
        Reading("The 4th Brigade has received new radios and medical supplies from abroad", None, UNNAMED),
        Reading("the deliveries were “modest, and late.”", None, UNNAMED),
        Reading("Whoever owns Sarrat in November has to feed it in January", "Marta Velk"),
        Reading("the truce had been “a photograph, not a plan.”", "Marta Velk"),
        Reading("safe corridor", None, UNKNOWN, NOT_SPEECH),
        Reading(
            "We were promised trucks. We were promised flour. What we have is a line of people",
            None,
            UNKNOWN,
        ),
        Reading("the road would reopen “when it is safe, and not one hour before.”", "Tomas Rehn"),
    ],
    "ferry_riders.txt": [
        Reading("We do not need another study, | We need a roof.", "P. Lindgren"),
        Reading("the new timetable had cost her half her passengers", "Carla Mott"),
        Reading("They run past me with wet shoes, | I wave.", "Carla Mott"),
        Reading("Nobody asked the riders,", None, UNNAMED, WRITING),
        Reading('it "values every comment, including those about the gulls."', "Sandusky Port Authority", ORG, EITHER),
        Reading("an answer by spring", "Dale Whitcomb"),
        Reading("I have read all of them, | Two were about me.", "Dale Whitcomb"),
    ],
    "senate_ferries.txt": [
        Reading("with cold pizza and a lukewarm majority.", None, UNNAMED),
        Reading("the vote was overdue", "Dale Whitcomb"),
        Reading(
            "My grandfather crossed Lake Erie on a boat that was old then"
            " | It is still running. That is not a compliment to the boat.",
            "Dale Whitcomb",
        ),
        Reading("a lake-sized hole in the highway fund.", "Lucia Ferrante"),
        Reading("coastal states would pay for docks they will never see", "Lucia Ferrante"),
        Reading("I have nothing against ferries | but somebody has to say who is buying the ticket.", "Lucia Ferrante"),
        Reading('the committee had "voted first and counted second."', "Lucia Ferrante", act=WRITING),
        Reading('the president "looks forward to reading it."', "Joan Abbot"),
        Reading("Nobody here has read it. Nobody.", None, UNNAMED),
        Reading("the docks would cost twice as much to delay as to repair", "Congressional Budget Office", ORG, EITHER),
        Reading("even that figure is too low", "Peter Lindgren"),
        Reading("The report assumes the ice behaves | The ice hasn't read the report.", "Peter Lindgren"),
        Reading("He looked me in the eye and said | I have not heard a better summary.", "Dale Whitcomb"),
        Reading("Senator, the dock is holding up the paint", None, UNNAMED),
        Reading("a man who discovers the lake every sixth year.", "Carol Dunmore"),
        Reading("Safe Harbors Act", None, UNKNOWN, NOT_SPEECH),
        Reading("We'll get to it", "Warren Teague"),
    ],
    "court_report.txt": [
        Reading("he ‘never touched’ champion ram", "Gareth Pryce"),
        Reading("he had found the animal ‘wandering the lane like a lord’", "Gareth Pryce"),
        Reading("theft and handling stolen livestock", "Gareth Pryce"),
        Reading("the ram, known as ‘Goliath’, was worth £26,000 and had vanished", "Miriam Soames"),
        Reading("Goliath", None, UNKNOWN, NOT_SPEECH),
        Reading("This was not a stray | This was an animal with its own passport", "Miriam Soames"),
        Reading("he had known nothing of the theft until a neighbour", "Gareth Pryce"),
        Reading(
            "Huw said to me, “Gareth, there’s policemen counting your sheep”"
            " | I said, “Let them, ’tis more than I’ve managed this year.”",
            "Gareth Pryce",
        ),
        Reading("Gareth, there’s policemen counting your sheep", "Huw Bevan"),
        Reading("Let them, ’tis more than I’ve managed this year.", "Gareth Pryce"),
        Reading(
            "I should like to remind everyone that a man’s liberty is at stake | as well as a sheep’s",
            "Alan Fairweather",
        ),
        Reading("why the ram’s ear tag had been found in the defendant’s kitchen drawer", "Miriam Soames"),
        Reading("Because that is where I keep things", "Gareth Pryce"),
        Reading("What sort of things?", "Miriam Soames"),
        Reading("Things I mean to give back.", "Gareth Pryce"),
        Reading("officers had followed hoof prints ‘for the better part of two miles’", "Nia Rowlands"),
        Reading("the defendant had offered them tea", "Nia Rowlands", act=WRITING),
        Reading("Other farmers’ flocks in the valley had lost animals over the summer", None, UNKNOWN),
        Reading("wave", None, UNKNOWN, NOT_SPEECH),
        Reading("He is a decent man who rescues anything with four legs. He once took in a llama.", "Dilwyn Marsh"),
    ],
    "council_pitch.txt": [
        Reading("a small price for a winter game", None, UNNAMED),
        Reading("the decision had not been easy", "Moira Tennant"),
        Reading("We had 214 letters | Half of them wanted the lights on", "Moira Tennant"),
        Reading("the players' changing room had flooded six times since March", "Tom Askew"),
        Reading("Last week the goalkeeper's boots floated past me | You can't ask lads to train in that.", "Tom Askew"),
        Reading("I'm not against football | I'm against daylight at ten o'clock at night.", "Agnes Birrell"),
        Reading("It is a good night for common sense.", "Ewan Sharp"),
        Reading("work on the pitch would begin in the spring, 'weather permitting, as ever'", None, UNNAMED),
        Reading("the lights would disturb bats in the old kirk", None, UNNAMED, EITHER),
        Reading("a very convenient bat", "Ravi Menon"),
        Reading("the committee had taken advice from a specialist", "Moira Tennant"),
        Reading('She told us, "They were here before the football" | I could not argue with that.', "Moira Tennant"),
        Reading("They were here before the football", None, UNNAMED),
        Reading("he was 'hopeful rather than rich'", "Tom Askew"),
        Reading("We'll sell pies | We'll sell a great many pies.", "Tom Askew"),
    ],
    "orrin_results.txt": [
        Reading("lean spring", "Dana Prewitt"),
        Reading("profit this year would be at the low end of its forecasts", "Orrin Freight", ORG),
        Reading("We are carrying fewer parcels and more uncertainty | Neither pays by the kilo.", "Dana Prewitt"),
        Reading("it would close two depots and freeze hiring until June", "Orrin Freight", ORG, EITHER),
        Reading("These are sensible steps, taken early", "Orrin Freight", ORG, EITHER),
        Reading("reduce", None, UNKNOWN, NOT_SPEECH),
        Reading("hold", None, UNKNOWN, NOT_SPEECH),
        Reading(
            "Management has said ‘temporary’ for six quarters | At some point temporary becomes the business model.",
            "Femi Adeyemi",
            act=WRITING,
        ),
        Reading("she had bought more on the way down", "Ingrid Sale"),
        Reading("the depots should have been closed years ago", "Ingrid Sale"),
        Reading("there were no plans to sell the refrigerated division", "Dana Prewitt"),
        Reading("the company had hired advisers and was “very much listening.”", None, UNNAMED),
        Reading("market gossip.", "Orrin Freight", ORG),
        Reading("negotiating by press release", "Dockworkers’ Union", ORG),
        Reading("Our door is open and the coffee is hot", None, UNNAMED),
        Reading("Ports do not stop. They silt up.", "Kirsten Aabye"),
        Reading("Always Arriving", None, UNKNOWN, NOT_SPEECH),
    ],
    "science_otters.txt": [
        Reading("Otters hand down a taste for tools", None, UNNAMED, EITHER),
        Reading("Sea otters that crack shells with stones learn the trick from their mothers", None, UNNAMED, EITHER),
        Reading("Pups raised by tool-using mothers were four times as likely to use tools themselves", None, UNNAMED),
        Reading(
            "What we are looking at is not instinct, it is upbringing | These animals have family recipes.",
            "Adaeze Okonkwo-Hale",
        ),
        Reading("Duchess", None, UNKNOWN, NOT_SPEECH),
        Reading("The first time I saw it I put it down to chance | The second winter I said to Adaeze", "Julian Peake"),
        Reading("Either that is her stone or I need new glasses.", "Julian Peake"),
        Reading("the result mattered for conservation", "Adaeze Okonkwo-Hale"),
        Reading("Moving otters to new bays | could break a chain of teaching", "Adaeze Okonkwo-Hale"),
        Reading("relocation should be planned around families rather than numbers", None, UNNAMED, WRITING),
        Reading("mothers and pups also share their food", "Mei-Lin Sato"),
        Reading("Eleven years is heroic. Sixty-four animals is still sixty-four animals", "Mei-Lin Sato"),
        Reading(
            "I try not to use the word before lunch | because my colleagues in anthropology", "Adaeze Okonkwo-Hale"
        ),
        Reading("the findings would be “taken into account”", "Marine Trust", ORG),
    ],
    "sport_shield_final.txt": [
        Reading("Shorty", None, UNKNOWN, NOT_SPEECH),
        Reading("I never saw it go in | I was under their centre-half", "Kofi Bannerman"),
        Reading("he had stopped watching", "Tom Askew"),
        Reading(
            "I was looking at the corner flag and thinking about the bus home | Then I heard the noise.", "Tom Askew"
        ),
        Reading("They've carried us | I said to the players at half-time", "Tom Askew"),
        Reading("Somebody in that stand has walked here from Bellsyke in the rain.", "Tom Askew"),
        Reading("Ask my wife.", "Tom Askew"),
        Reading("Tom's team never stopped running | That is football. That is all of it, really.", "Petra Lindholm"),
        Reading("Ferro had played with a broken toe", "Petra Lindholm"),
        Reading("she would not appeal against the second goal", "Petra Lindholm"),
        Reading('it was "a matter of inches, and I had the better view."', "Anne Duthie"),
        Reading("Bricks", None, UNKNOWN, NOT_SPEECH),
        Reading(
            "Forty years I've been told about the one we lost | Now they can tell me about this one.", "Billy Lennox"
        ),
        Reading("the best night of my life, and I was married on one of them", "Graham Orde"),
        Reading("the town hall would open early", "Moira Tennant", act=WRITING),
    ],
    "theatre_guillemets.txt": [
        Reading("I shall be in the café opposite, with my back to the door", "Solène Marchetti"),
        Reading("The Salt Road", None, UNKNOWN, NOT_SPEECH),
        Reading("People told us | I answered that the town had already sat through one", "Solène Marchetti"),
        Reading("You cannot open with a tragedy", None, UNNAMED),
        Reading("he had doubts", "Bernard Quillot"),
        Reading("The roof cost four million | For that price one expects a comedy.", "Bernard Quillot"),
        Reading("the repairs were finished eleven days ahead of time", "Bernard Quillot"),
        Reading(
            "the new seats were «blue, narrow and an insult to Dussart»", "Friends of the Old Theatre", ORG, WRITING
        ),
        Reading("I have sat on the old ones for fifty years | They were terrible. But they were ours.", "Paul Vasseur"),
        Reading("Nobody mentions that in drama school.", "Inès Caron"),
        Reading("He has been promised a rope", "Inès Caron"),
        Reading("a cold wind with a lamp in it", "Lucie Hamelin", act=WRITING),
        Reading("That | I can watch.", "Solène Marchetti"),
    ],
    "feature_lighthouse.txt": [
        Reading("You’re late | Mind the third step. It’s not there.", "Magnus Isbister"),
        Reading(
            "The relief boat couldn’t land for seven weeks. We had flour, and we had tinned peaches, and I’ll not eat a"
            " tinned peach to this day. | So we stopped talking. It wasn’t a quarrel. We nodded at breakfast"
            " | Then one night in March I heard singing on the stair.",
            "Magnus Isbister",
        ),
        Reading("There’s a boat, Magnus. There’s a boat with its lamps lit.", "John Rendall"),
        Reading("Dad told it differently | In Dad’s, it was Magnus who sang.", "Kirsty Rendall"),
        Reading("no change", None, UNNAMED, WRITING),
        Reading("it has no plans to sell the tower", "Northern Light Board", ORG),
        Reading("the stonework would stand for another two centuries", None, UNNAMED, EITHER),
        Reading("It is a remarkable building with an unremarkable staircase", "Fiona Breck"),
        Reading("Two centuries. I’ll not be wanting it that long.", "Magnus Isbister"),
        Reading("Folk ask that. They want it to be God, or the sea. | Mostly it was football.", "Magnus Isbister"),
    ],
    "harbour_page.html": [
        Reading(
            "We went out for sleep and we have come back with sleep | The money was never the point.", "Jon Brekke"
        ),
        Reading("The port authority will hire 60 people", "Jon Brekke"),
        Reading("the deal was “expensive, fair and overdue”", "Hedda Lunde"),
        Reading("I owe some of those captains a dinner. I have told them that I can’t cook.", "Hedda Lunde"),
        Reading("the first of 900 delayed loads would leave by noon", "Dana Prewitt"),
        Reading("one customer in twelve has moved to another port for good", "Kirsten Aabye"),
        Reading("Ships have long memories | Shorter than elephants, longer than ministers.", "Kirsten Aabye"),
        Reading("Ask me tomorrow | Tonight I am on nights.", None, UNNAMED),
    ],
    "radio_transcript.txt": [
        Reading("Good evening. With me tonight are Marta Velk of the Lindqvist Institute", "Joanna Rees"),
        Reading("I saw a country that has got used to it, which worries me more than the shelling.", "Marta Velk"),
        Reading("And the truce?", "Joanna Rees"),
        Reading("People talk about it the way one talks about a cousin in America.", "Marta Velk"),
        Reading("Colonel Strand, the foreign minister, Pavel Drustan, said on Monday", "Joanna Rees"),
        Reading("He is right about the hour. He is wrong about the rebels.", "Peter Strand"),
        Reading("First shots from the south, 06.10.", "Peter Strand", act=WRITING),
        Reading("He told this programme, “We have never fired first.”", "Joanna Rees"),
        Reading("We have never fired first.", "Pavel Drustan"),
        Reading("I am sure he believes it.", "Peter Strand"),
        Reading("May I add something? The commander of the 4th Brigade", "Marta Velk"),
        Reading("We will take a break there and come back with your questions.", "Joanna Rees"),
        Reading("Welcome back. The questions are from listeners, and they are for Marta Velk.", "Joanna Rees"),
        Reading("Will the road be open this winter?", None, UNNAMED),
        Reading("Some of it, some of the time. I would not send my mother.", "Marta Velk"),
        Reading("You once called the truce “a photograph, not a plan.” Do you stand by that?", None, UNNAMED),
        Reading("I do. I would only say that it has faded.", "Marta Velk"),
        Reading("or is it too late for that?", None, UNNAMED),
        Reading("It is late. It is never too late. I have seen worse places mended by duller people.", "Marta Velk"),
        Reading("Marta Velk, Colonel Strand, thank you both. Next week: who owns the moon?", "Joanna Rees"),
    ],
    "press_release.txt": [
        Reading("otters learn the use of tools from their mothers", None, UNNAMED),
        Reading('relocation "should be planned around families rather than numbers"', None, UNNAMED, EITHER),
        Reading(
            "For years we have moved otters as one moves furniture, by size and by weight. It worked, in the sense that"
            " the otters arrived. What did not arrive was what they knew."
            " | We have listened to the people who watched these animals winter after winter",
            "Helen Ashgrove",
        ),
        Reading(
            "It is rare for a paper to be read and rarer for it to be obeyed"
            " | I had prepared myself for a polite letter.",
            "Adaeze Okonkwo-Hale",
        ),
        Reading('it was "proud to be the junior partner in something sensible"', None, UNNAMED),
        Reading("the Trust would report on the results every spring", "Trevanion"),
        Reading("The plan is clear, it is short, and it has otters in it.", "Jago Penrose"),
        Reading("We look forward to the first delivery.", "Julian Peake"),
        Reading("Tool Use and Teaching in Sea Otters", None, UNKNOWN, NOT_SPEECH),
    ],
    "library_newsletter.md": [
        Reading(
            "I came for a large-print Western and I was there till dark | I passed on the whole of Russian literature."
            " It’s heavier than it looks.",
            "Agnes Birrell",
        ),
        Reading("it will stay there until the autumn", "council", ORG),
        Reading("the repairs would cost “rather more than a roof should”", "Moira Tennant"),
        Reading(
            "We had forty visitors a day in the old building. On Saturday we had three hundred. I have had to",
            "Hugh Dalgleish",
        ),
        Reading("We don’t know how, but we’ve offered", "Sheila Munn"),
        Reading("slides, and one stone", "Adaeze Okonkwo-Hale"),
        Reading("the town should think twice before it moves the library back", "Ewan Sharp", act=WRITING),
        Reading("A library in the middle of things is a different animal", "Ewan Sharp", act=EITHER),
        Reading("He’s right | and you can tell him I said so.", "Agnes Birrell"),
    ],
    "briefs.jsonl 1": [
        Reading(
            "The senator has written one bill in six years and named it after himself | I counted the adjectives.",
            "Carol Dunmore",
        ),
        Reading("the bill was named after the harbors", "Dale Whitcomb"),
        Reading("I would be honored to be mistaken for one", "Dale Whitcomb"),
        Reading("they were against them", None, UNNAMED),
        Reading("The two will meet again on Feb. 17 in Toledo", "Erie County Republican Party", ORG),
    ],
    "briefs.jsonl 2": [
        Reading("The first aid trucks in a month reached the rebel-held town of Sarrat on Friday", None, UNNAMED),
        Reading("Eleven trucks went up and eleven came down. After this autumn I call that a good day", None, UNNAMED),
        Reading("his men had cleared the road of mines themselves", "Idris Halloun"),
        Reading("against reading too much into the convoy", "Marta Velk"),
        Reading("One swallow | and it is November.", "Marta Velk", act=WRITING),
        Reading("it had “permitted, not promised” the passage", "army", ORG),
    ],
    "briefs.jsonl 3": [
        Reading("It's lighter than it looks | The wife wants it out by Tuesday.", "Tom Askew"),
        Reading("I have waited two years for somebody to thank me for a light", "Moira Tennant"),
        Reading("He's shy | Up there he can't see anybody, so he's fine.", "Efua Bannerman"),
    ],
}
