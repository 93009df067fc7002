"""Who is who across articles: names compared, judgements kept, canonical speakers computed from them."""

from quotetrack.identity.judge import Action, answer, decide, decide_all, merge, split, undo
from quotetrack.identity.judgements import Imported, export_judgements, import_judgements
from quotetrack.identity.people_file import Filed, FiledPerson, read_person, save_people
from quotetrack.identity.questions import (
    Question,
    Queue,
    Step,
    count_questions,
    find_question,
    find_questions,
    find_questions_about,
    find_step,
    held_back,
    read_judgements,
    read_queue,
    read_steps,
)
from quotetrack.identity.run import DedupeReport, count_waiting, dedupe

__all__ = [
    "Action", "DedupeReport", "Filed", "FiledPerson", "Imported", "Question", "Queue", "Step", "answer",
    "count_questions", "count_waiting", "decide", "decide_all", "dedupe", "export_judgements", "find_question",
    "find_questions", "find_questions_about", "find_step", "held_back", "import_judgements", "merge",
    "read_judgements", "read_person", "read_queue", "read_steps", "save_people", "split", "undo",
]  # fmt: skip
