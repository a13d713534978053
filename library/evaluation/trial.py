"""How well does the search answer the questions of a department, on what it holds?"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from library.evaluation.questions import BadRow, Question
from library.evaluation.targets import Target, Targets
from search import Hit, Mode, QueryRejected, SearchError, SearchRequest, SearchService
from search.evaluation import percentile, ranking

__all__ = ["Answer", "Figures", "Trial", "figures_of", "run_trial"]

_DEPTH = 100
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the search gave to one question.

    `ranks` has for each expected answer the rank of the first hit that meets it, 1 to 100, or
    None; `hits` are the first ten as (clause id, citation); `total` counts all.
    """

    name: str
    query: str
    style: str
    note: str
    expected: tuple[str, ...]
    ranks: tuple[int | None, ...]
    hits: tuple[tuple[str, str], ...]
    total: int
    took_ms: float

    @property
    def first(self) -> int | None:
        """The rank of the first right hit, None without one."""
        return min((rank for rank in self.ranks if rank), default=None)

    @property
    def right(self) -> bool:
        """Whether a right hit is among the first three, or nothing was given where nothing is."""
        return self.total == 0 if not self.expected else (self.first or _DEPTH) <= 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures over some answers; those of ranking over answerable questions only, else None.

    `silence` is the share of unanswerable questions to which nothing was given. Latencies are
    milliseconds for the first ten hits with facets and snippets, one client.
    """

    questions: int
    unanswerable: int
    success_1: float | None
    success_3: float | None
    success_10: float | None
    mrr_10: float | None
    ndcg_10: float | None
    silence: float | None
    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class Trial:
    """One run over all questions: in which mode, on which generation, on which day (ISO)."""

    mode: Mode
    generation: str
    as_of: str
    answers: tuple[Answer, ...]
    bad: tuple[BadRow, ...]

    @property
    def name(self) -> str:
        """What tells this run from another."""
        return f"{self.mode.label}（{self.generation}）"

    def by_style(self) -> Mapping[str, Figures]:
        """Return the figures of each kind of question, in the order of the sheet."""
        styles = dict.fromkeys(answer.style for answer in self.answers)
        return {s: figures_of([a for a in self.answers if a.style == s]) for s in styles}


def run_trial(
    service: SearchService,
    questions: Sequence[Question],
    mode: Mode,
    unread: Sequence[BadRow] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Trial:
    """Ask every question; one that expects what is not held, or is refused, becomes a bad row.

    Those that could not be read at all stand before them. `progress` hears before each question
    how many are done, and of how many.

    Raise NotSearchable without a generation, SearchError where the mode needs a missing model.
    """
    targets = Targets(service)
    answers: list[Answer] = []
    bad = list(unread)
    day = ""
    for number, question in enumerate(questions):
        if progress:
            progress(number, len(questions))
        meant = [(text, targets.of(text)) for text in question.expected]
        if lost := [text for text, target in meant if target is None]:
            reason = f"资料库里没有预期的 {'、'.join(lost)}（请核对编号，或先导入）"
            bad.append(BadRow(question.row, question.query, reason))
            continue
        try:
            answer, day = _ask(service, question, [t for _, t in meant if t], mode)
        except QueryRejected as error:
            bad.append(BadRow(question.row, question.query, str(error)))
        else:
            answers.append(answer)
    return Trial(mode, service.health().generation or "", day, tuple(answers), tuple(bad))


def figures_of(answers: Sequence[Answer]) -> Figures:
    """Measure some answers."""
    answerable = [answer for answer in answers if answer.expected]
    silent = [answer.total == 0 for answer in answers if not answer.expected]
    mrr, ndcg = _ranking(answerable)
    times = [answer.took_ms for answer in answers]
    return Figures(
        len(answers), len(silent),
        _success(answerable, 1), _success(answerable, 3), _success(answerable, 10),
        mrr, ndcg, _share(silent), percentile(times, 50), percentile(times, 95),
    )  # fmt: skip


def _ask(
    service: SearchService, question: Question, targets: Sequence[Target], mode: Mode
) -> tuple[Answer, str]:
    took = service.search(SearchRequest(question.query, mode)).took_ms
    results = service.search(SearchRequest(question.query, mode, limit=_DEPTH))
    if results.mode is not mode:
        raise SearchError("没有可用的语义模型，无法评测这种检索方式。请运行 zhiku doctor。")
    answer = Answer(
        question.name, question.query, question.style, question.note, question.expected,
        tuple(_rank(target, results.hits) for target in targets),
        tuple((hit.clause_id, hit.citation) for hit in results.hits[:_SHOWN]),
        results.total, took,
    )  # fmt: skip
    return answer, results.as_of.isoformat()


def _rank(target: Target, hits: Iterable[Hit]) -> int | None:
    return next((hit.rank for hit in hits if target.meets(hit)), None)


def _ranking(answers: Sequence[Answer]) -> tuple[float | None, float | None]:
    """Return MRR@10 and nDCG@10; each expected answer counts once, at its first hit."""
    if not answers:
        return None, None
    qrels = {a.name: {str(n): 1 for n in range(len(a.ranks))} for a in answers}
    return ranking(qrels, {a.name: dict(_run(a)) for a in answers})


def _run(answer: Answer) -> Iterator[tuple[str, float]]:
    """Yield what stands at each rank: an expected answer, or one that was not expected."""
    met = {rank: str(n) for n, rank in enumerate(answer.ranks) if rank}
    for rank in range(1, _DEPTH + 1):
        yield met.get(rank, f"-{rank}"), float(-rank)


def _success(answers: Sequence[Answer], depth: int) -> float | None:
    return _share([answer.first is not None and answer.first <= depth for answer in answers])


def _share(flags: Sequence[bool]) -> float | None:
    return round(sum(flags) / len(flags), 4) if flags else None
