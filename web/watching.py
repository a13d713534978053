"""What is new since another index serves: in the collection, for saved searches and questions?

Looked for in the background after a switch (`follow`), and where it is asked for (the list of a
person, a feed, the changes), whichever comes first. No other page costs a search for it.

The same thread does what is due for tests: names are let go of in time though nobody looks.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from library.accounts import Accounts, SavedSearch
from library.errors import AccountsBroken, BankBroken, ChangesBroken
from library.exams import Exams, tend_exams
from library.questions import QuestionBank, reconsider
from library.sharing import ChangeLog
from search.errors import NotSearchable, QueryRejected
from search.ports import SearchService
from web.errors import ParameterRejected
from web.saving import read_asked

__all__ = ["MOST_LOOKED_AT", "Watcher", "look_again"]

_LOG = logging.getLogger(__name__)
MOST_LOOKED_AT = 200
"""The first so many hits of a saved search are compared."""
_TEND_EVERY = 600.0  # seconds


def look_again(service: SearchService, accounts: Accounts, user_id: int | None = None) -> None:
    """Bring the saved searches of one user, or of all, to the serving index.

    Where nothing can be searched they stay as they are.
    """
    try:
        generation = service.collection().generation
        for saved in accounts.searches.stale(generation, user_id):
            accounts.searches.note(saved, generation, _found(service, saved))
    except NotSearchable:
        return


def _found(service: SearchService, saved: SavedSearch) -> list[str]:
    """Return the documents of the first hits; a search that means nothing any more finds none."""
    try:
        asked = replace(read_asked(saved.asked), limit=MOST_LOOKED_AT)
        hits = service.search(asked).hits
    except (ParameterRejected, QueryRejected):
        return []
    return list(dict.fromkeys(hit.document_id for hit in hits))


class Watcher:
    """Looks whenever another index serves, in a thread of its own."""

    def __init__(
        self,
        service: SearchService,
        accounts: Accounts,
        changes: ChangeLog,
        prepare: Callable[[], None] = lambda: None,
        bank: QuestionBank | None = None,
        exams: Exams | None = None,
    ) -> None:
        """Look on behalf of these; `prepare` readies what takes long to read from an index.

        Questions of the `bank` whose clause no longer stands as it did are marked. Tests that are
        over tell the bank how hard its questions proved, and lose the names in time.
        """
        self._service, self._accounts, self._changes = service, accounts, changes
        self._prepare, self._bank, self._exams = prepare, bank, exams
        self._seen = ""
        self._tended = float("-inf")

    def follow(self, every: float = 5.0) -> None:
        """Start to look, every so many seconds."""
        threading.Thread(
            target=self._follow, args=(every,), name="zhiku-watch", daemon=True
        ).start()

    def step(self) -> None:
        """Look once; cheap while the same index serves. Nothing is raised."""
        try:
            collection = self._service.collection()
            if collection.generation != self._seen:
                self._changes.record(collection)
                look_again(self._service, self._accounts)
                if self._bank:
                    reconsider(self._service, self._bank)
                self._seen = collection.generation
                self._prepare()
        except (NotSearchable, AccountsBroken, BankBroken, ChangesBroken):
            return  # told on the pages; the next step tries again
        except Exception:  # whatever it is, the next index must be looked at all the same
            _LOG.exception("新索引的变更没有记下，或保存的检索没有查看")

    def tend(self) -> None:
        """Do what is due for tests, every ten minutes, whatever serves. Nothing is raised."""
        now = time.monotonic()
        if self._exams is None or self._bank is None or now < self._tended + _TEND_EVERY:
            return
        self._tended = now
        try:
            tend_exams(self._exams, self._bank)
        except Exception:  # a broken file of tests must not keep the index from being looked at
            _LOG.exception("到期的考试没有处理，姓名可能没有按时删除")

    def _follow(self, every: float) -> None:
        while True:
            self.step()
            self.tend()
            time.sleep(every)
