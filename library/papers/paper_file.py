"""How are the papers kept in one SQLite file?"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from library.errors import PapersBroken, UnknownPaper
from library.papers.paper import Paper
from library.papers.papers_json import paper_from_json, paper_json
from library.private_file import PrivateFile

__all__ = ["Listed", "PaperFile"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in a list; `made_at` is seconds since 1970, UTC."""

    paper_id: str
    title: str
    quarter: str
    made_at: float


class PaperFile(PrivateFile):
    """The papers that were assembled; without a path it is in memory and goes with the object."""

    migrations: ClassVar[str] = "library.papers"
    broken: ClassVar[type[Exception]] = PapersBroken
    called: ClassVar[str] = "试卷的数据库"

    def __init__(self, path: Path | None, now: Callable[[], float] = time.time) -> None:
        """Open the file, making or migrating it; raise PapersBroken."""
        super().__init__(path)
        self._now = now

    def put(self, paper: Paper) -> None:
        """Keep a paper, in place of one of the same id."""
        record = json.dumps(paper_json(paper), ensure_ascii=False)
        values = (paper.paper_id, paper.title, paper.quarter, self._now(), record)
        with self.batch():
            self.run("INSERT OR REPLACE INTO papers VALUES (?, ?, ?, ?, ?)", *values)

    def paper(self, paper_id: str) -> Paper:
        """Return a paper; raise UnknownPaper."""
        rows = self.rows("SELECT record FROM papers WHERE paper_id = ?", paper_id)
        if not rows:
            raise UnknownPaper(paper_id)
        return paper_from_json(json.loads(rows[0][0]))

    def papers(self) -> list[Listed]:
        """Return the papers, the newest quarter first."""
        query = "SELECT paper_id, title, quarter, made_at FROM papers"
        return [Listed(*row) for row in self.rows(f"{query} ORDER BY quarter DESC, paper_id")]

    def remove(self, paper_id: str) -> None:
        """Let go of a paper; raise UnknownPaper."""
        with self.batch():
            if not self.run("DELETE FROM papers WHERE paper_id = ?", paper_id).rowcount:
                raise UnknownPaper(paper_id)
