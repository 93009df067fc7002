"""Who is who across articles?

Names are compared, the results are kept as judgements, and canonical speakers are computed from the judgements:

1. `forms`: source rows whose names differ in style alone stand under one form, with its blocking keys and facts.
2. `deduplicate`: forms that share a key are compared (`names`), and the rules' opinions are saved as judgements.
3. `questions`, `judge`: where the rules are unsure, a person is asked, and can answer, merge, split and undo.
4. `canonical`: forms that `same` judgements or the `people_file` join are one speaker, unless something keeps them
   apart. `judgements` reads judgements, and carries those by people to other stores.

An example: an article quotes Sen. Ruth Calder, a second one Ruth M. Calder, a third one R. Calder. That makes three
forms, which share a key of their family name. The first two compare as `same` (family and given name agree, a middle
initial may be left out) and are one canonical speaker. The initial may stand for Ruth, which is `unsure` and becomes
a question. Somebody answers that R. Calder is somebody else. From then on this judgement keeps the two apart; undoing
it brings the question back.
"""

from quotetrack.identity.deduplicate import DedupeReport, Opinion, count_waiting, dedupe
from quotetrack.identity.forms import RULE
from quotetrack.identity.judge import Action, answer, decide, merge, split, undo
from quotetrack.identity.judgements import (
    ImportReport,
    PastAction,
    export_judgements,
    find_action,
    held_back,
    import_judgements,
    read_actions,
    read_judgements,
)
from quotetrack.identity.people_file import FiledPerson, PeopleReport, read_person, save_people
from quotetrack.identity.questions import (
    Question,
    Queue,
    count_questions,
    find_question,
    find_questions,
    find_questions_about,
    read_queue,
)

__all__ = [
    "RULE", "Action", "DedupeReport", "FiledPerson", "ImportReport", "Opinion", "PastAction", "PeopleReport",
    "Question", "Queue", "answer", "count_questions", "count_waiting", "decide", "dedupe",
    "export_judgements", "find_action", "find_question", "find_questions", "find_questions_about", "held_back",
    "import_judgements", "merge", "read_actions", "read_judgements", "read_person", "read_queue", "save_people",
    "split", "undo",
]  # fmt: skip
