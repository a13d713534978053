"""What do the tests of the pages that change a home share? A small home with one of everything."""

import io
from contextlib import closing
from pathlib import Path

from library.collection import Spool
from library.exchange import Exchange, Matter, Person
from library.jobs import Job, Kind, State
from search import Settings, open_store
from tests.fake_search import NOTICE, make_document

DELIVERY, JOB = "0" * 32, "0000000000000-00000000"
ARCHIVE = "zhiku-20260101-080000-000000.zip"


def small_home(folder: Path) -> Settings:
    """Return the settings of a home with a document, a delivery, an ended job, a bad backup.

    It has a draft of an interpretation and a question, too.
    """
    settings = Settings(folder)
    document, clauses = make_document("notice", NOTICE)
    with open_store(settings) as store:
        store.put(document, clauses)
    with closing(Exchange(settings.exchange)) as exchange:
        exchange.interpretations.draft(Person(1, "编辑"), clauses[0], "怎样理解。", "某某住建局")
        exchange.enquiries.ask(Matter.QUESTION, "这一条怎样理解？")
    Spool(folder).receive(DELIVERY, "编辑", "通知.txt", io.BytesIO(NOTICE.encode()))
    (folder / "jobs").mkdir()
    job = Job(JOB, Kind.REINDEX, "", "编辑", "", 1.0, state=State.DONE, ended_at=2.0)
    job.write(folder / "jobs" / f"{JOB}.json")
    (folder / "backups").mkdir()
    (folder / "backups" / ARCHIVE).write_bytes(b"no archive")
    return settings
