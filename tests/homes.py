"""What do the tests of the pages that change a home share? A small home with one of everything."""

import io
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from random import Random

from library.brief import Brief, Briefs
from library.collection import Spool
from library.exchange import Exchange, Matter, Person
from library.jobs import Job, Kind, State
from library.ledger import Ledger
from library.questions import BankFile, ItemType
from search import Settings, open_store
from tests.exam_homes import furnish_exam
from tests.experts import fill_experts
from tests.fake_search import NOTICE, make_document
from tests.ledgers import PICTURE, hazard
from tests.question_items import make_item

DELIVERY, JOB = "0" * 32, "0000000000000-00000000"
ARCHIVE = "zhiku-20260101-080000-000000.zip"
QUESTION = "q0001"


def small_home(folder: Path) -> Settings:
    """Return the settings of a home with one of everything that pages show by number."""
    settings = Settings(folder)
    document, clauses = make_document("notice", NOTICE)
    with open_store(settings) as store:
        store.put(document, clauses)
    with closing(Exchange(settings.exchange)) as exchange:
        exchange.interpretations.draft(Person(1, "编辑"), clauses[0], "怎样理解。", "某某住建局")
        exchange.enquiries.ask(Matter.QUESTION, "这一条怎样理解？")
    with BankFile(settings.questions) as bank:
        bank.add([make_item(1, ItemType.SINGLE, Random(1))])
    Spool(folder).receive(DELIVERY, "编辑", "通知.txt", io.BytesIO(NOTICE.encode()))
    (folder / "jobs").mkdir()
    job = Job(JOB, Kind.REINDEX, "", "编辑", "", 1.0, state=State.DONE, ended_at=2.0)
    job.write(folder / "jobs" / f"{JOB}.json")
    with Briefs(settings.briefs) as briefs:
        briefs.save(Brief("深基坑", date(2026, 1, 5), "g1", (), "危大工程", (), (), ()), "编辑")
    (folder / "backups").mkdir()
    (folder / "backups" / ARCHIVE).write_bytes(b"no archive")
    fill_experts(settings, 8)
    with Ledger(settings.ledger) as ledger:
        item = hazard(ledger)
        ledger.attach("编辑", item.item_id, "现场.png", PICTURE)
    furnish_exam(settings, time.time())
    return settings
