"""How is an evaluation begun, and where does a handler get those that were kept?"""

from typing import TYPE_CHECKING

from fastapi import Request

from indexer import ENGINES, GenerationBroken, current
from library.background import Background, Progress, Work
from library.errors import JobBusy
from search import Mode
from web.service import accounts_of, service_of, settings_of
from web.visitors import user_of

if TYPE_CHECKING:
    from library.evaluation.runs import Runs

__all__ = ["LARGEST_QUESTIONS", "begin_run", "running_of", "runs_of"]

LARGEST_QUESTIONS = 4_000_000
"""Bytes of an upload of questions."""
_PATIENCE = 2.0
"""Seconds for which a beginning waits: few questions are answered at once."""
_BUSY = "已有一次评测正在进行，请等它结束后再试。"


def runs_of(request: Request) -> "Runs":
    """Return the evaluations of the home; raise Forbidden where there is none."""
    from library.evaluation.runs import Runs  # noqa: PLC0415 - a server starts without openpyxl

    return Runs(settings_of(request).home / "evaluations")


def running_of(request: Request) -> Work | None:
    """Return the evaluation under way, or the last one's outcome."""
    return _background(request).work


def begin_run(
    request: Request, content: bytes, suffix: str, title: str, mode: Mode
) -> tuple[str, bool]:
    """Begin a run; return its name, and whether it is over already.

    Raise JobBusy where one is under way, and what reading the questions raises.
    """
    runs, background = runs_of(request), _background(request)
    if background.work and background.work.running:
        raise JobBusy(_BUSY)
    name = runs.prepare(content, suffix)
    service, about, who = service_of(request), _about(request), user_of(request).name

    def work(progress: Progress) -> str:
        return runs.run(name, title, who, about, service, mode, progress)

    if not background.start(title, work):
        raise JobBusy(_BUSY)
    accounts_of(request).audit(user_of(request), "评测检索", title, after={"方式": mode.label})
    done = background.wait(_PATIENCE)
    return name, done is not None and done.result == name


def _about(request: Request) -> dict[str, str]:
    """Say with what is searched now."""
    settings, health = settings_of(request), service_of(request).health()
    try:
        found = current(settings.home)
        engine = ENGINES[found.manifest().keyword].label if found else "—"
    except (GenerationBroken, KeyError):
        engine = "—"
    order = "学得的次序" if settings.learned_order else "词语与语义各半"
    return {"模型": health.model or "无", "关键词引擎": engine, "整句提问": order}


def _background(request: Request) -> Background:
    background: Background = request.app.state.evaluation
    return background
