"""Which evaluations were run on the pages, of which questions, by whom, and with what outcome?

Each has a folder with the questions as they were uploaded and `result.json`, which `zhiku eval
--against` reads too.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indexer.files import write_whole
from library.background import Progress
from library.errors import SheetRejected
from library.evaluation.questions import QUESTION_SUFFIXES, read_questions
from library.evaluation.saved import read_trials, trial_json
from library.evaluation.trial import Trial, run_trial
from search import Mode, SearchService
from search.evaluation import require_measures

__all__ = ["MOST_QUESTIONS", "Run", "Runs"]

MOST_QUESTIONS = 5000
_NAME = re.compile(r"\d{8}-\d{6}-\d{6}")
_STAMP = "%Y%m%d-%H%M%S-%f"
_RESULT, _QUESTIONS = "result.json", "questions"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was kept; `about` says in Chinese what it was run with, by name."""

    name: str
    title: str
    who: str
    about: Mapping[str, str]
    trial: Trial

    @property
    def at(self) -> float:
        """When it began, in seconds since 1970."""
        return datetime.strptime(self.name, _STAMP).astimezone().timestamp()


class Runs:
    """The runs of one home, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of the runs that came to an end, the latest first."""
        found = (path.parent.name for path in self._folder.glob(f"*/{_RESULT}"))
        return sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)

    def get(self, name: str) -> Run:
        """Return a run; raise SheetRejected where there is none of this name, or no outcome."""
        path = self._place(name) / _RESULT
        if not path.is_file():
            raise SheetRejected("这次评测还没有做完，或者中断了。请稍候再看，或再评测一次。")
        [trial] = read_trials(path)
        kept = json.loads(path.read_text("utf-8"))
        return Run(name, str(kept["title"]), str(kept["who"]), dict(kept["about"]), trial)

    def questions(self, name: str) -> Path:
        """Return the file of questions of a run; raise SheetRejected where it is gone."""
        for suffix in QUESTION_SUFFIXES:
            path = self._place(name) / f"{_QUESTIONS}{suffix}"
            if path.is_file():
                return path
        raise SheetRejected("这次评测的问题已经不在了，请重新上传。")

    def prepare(self, content: bytes, suffix: str) -> str:
        """Keep the questions of a new run and return its name; raise what reading them raises.

        Questions that cannot be used leave nothing behind.
        """
        require_measures()
        name = f"{datetime.now().astimezone():{_STAMP}}"
        place = self._folder / name
        place.mkdir(parents=True)
        path = place / f"{_QUESTIONS}{suffix if suffix in QUESTION_SUFFIXES else '.other'}"
        try:
            path.write_bytes(content)
            questions, bad = read_questions(path)
            if not questions:
                raise SheetRejected(bad[0].reason if bad else "里面没有一个查询。")
            if len(questions) > MOST_QUESTIONS:
                raise SheetRejected(f"网页上一次最多评测 {MOST_QUESTIONS} 个查询。")
        except Exception:
            path.unlink(missing_ok=True)
            place.rmdir()
            raise
        return name

    def run(
        self, name: str, title: str, who: str, about: Mapping[str, str], service: SearchService,
        mode: Mode, progress: Progress,
    ) -> str:  # fmt: skip
        """Ask every question and keep the outcome; return the name. Raises as `run_trial`."""
        questions, bad = read_questions(self.questions(name))
        trial = run_trial(service, questions, mode, bad, progress)
        value = {"title": title, "who": who, "about": dict(about), "trials": [trial_json(trial)]}
        text = json.dumps(value, ensure_ascii=False, indent=1)
        write_whole(self._place(name) / _RESULT, text.encode())
        return name

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name) or not (self._folder / name).is_dir():
            raise SheetRejected("没有这次评测，请从列出的评测中选。")
        return self._folder / name
