"""How does a home's model learn from the home's own texts, and is it the better for it?"""

import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from threadpoolctl import threadpool_limits

from indexer import IndexerError, models_used, writing
from indexer.embedding import BUILTIN_MODEL, StaticEmbedder, chosen_model, is_static_model
from indexer.embedding.adapting import (
    LEAST_TEXTS,
    AskedText,
    Material,
    Teaching,
    TuningSettings,
    teach,
    write_notes,
)
from indexer.embedding.home_models import begin_model, clean_models, publish_model, revert
from indexer.embedding.training.articles import Article
from indexer.passages import innermost_heading, text_pieces
from search.assembly import load_words, open_store
from search.errors import NotTrainable
from search.settings import Settings
from search.training_notes import readme_of, record_of
from search.training_report import AskedClause, TrainingPlan, TrainingReport

__all__ = ["train_model", "use_built_in"]

Progress = Callable[[str, int, int], None]


def use_built_in(settings: Settings) -> bool:
    """Go back to the built-in model; tell whether the home used another. Raises OSError."""
    with writing(settings.home / "models", "改换语义模型"):
        return revert(settings.home)


def train_model(
    settings: Settings,
    plan: TrainingPlan,
    questions: Sequence[AskedClause] = (),
    progress: Progress = lambda _phase, _done, _total: None,
) -> TrainingReport:
    """Teach, examine before and after, and make the new model the home's where it is better.

    Raises NotTrainable, BuildBusy, StoreBroken, EmbedderUnavailable or OSError; until the last
    step, and where that fails, the model is as before.
    """
    began = time.monotonic()
    base = _base(settings, afresh=plan.afresh)
    with writing(settings.home / "models", "训练语义模型"), threadpool_limits(plan.threads):
        clean_models(settings.home, _used(settings))
        progress("读取资料", 0, 1)
        material, documents = _material(settings, questions)
        progress("读取资料", 1, 1)
        folder, name = begin_model(settings.home)
        try:
            left = 60 * plan.minutes - (time.monotonic() - began)
            found = teach(
                base, material, folder, TuningSettings(seed=plan.seed), seconds=left, tell=progress
            )
            if found is None:
                raise NotTrainable(_too_little(settings, len(material.articles)))
            names = base.name, name if found.verdict.better else base.name
            report = _report(names, documents, found, time.monotonic() - began)
            if report.kept:
                record = record_of(report, StaticEmbedder(BUILTIN_MODEL).fingerprint)
                write_notes(folder, readme=readme_of(report), record=record)
                publish_model(settings.home, folder)
            return report
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def _base(settings: Settings, *, afresh: bool) -> Path:
    """Return the folder of the model to begin with; raise NotTrainable, EmbedderUnavailable."""
    if afresh:
        return BUILTIN_MODEL
    if not settings.model:
        return chosen_model(settings.home)
    if not is_static_model(Path(settings.model)):
        raise NotTrainable(
            f"现在的语义模型由 ZHIKU_MODEL 指定为 {settings.model}，"
            "不是静态词向量模型，不能在本机训练。请取消这个设置，或加 --afresh 从内置模型开始。"
        )
    return Path(settings.model)


def _used(settings: Settings) -> set[str]:
    """Return the names of the models with which the kept indexes were built."""
    with suppress(IndexerError):
        return models_used(settings.home)
    return set()


def _material(settings: Settings, questions: Sequence[AskedClause]) -> tuple[Material, int]:
    """Return what the home teaches, and the number of its documents."""
    if not settings.database.is_file():
        raise NotTrainable(f"数据目录 {settings.home} 还没有建立。请先运行 zhiku init。")
    articles: list[Article] = []
    of_clause: dict[str, list[int]] = {}
    of_document: dict[str, list[int]] = {}
    with open_store(settings) as store:
        documents = {document.document_id: document for document in store.documents()}
        for clause in store.all_clauses():
            heading, law = innermost_heading(clause), documents[clause.document_id].title
            for text in text_pieces(clause):
                of_clause.setdefault(clause.clause_id, []).append(len(articles))
                of_document.setdefault(clause.document_id, []).append(len(articles))
                articles.append(Article(law, heading, heading, text))
    asked = (
        AskedText(
            question.query,
            frozenset(
                [n for one in question.clauses for n in of_clause.get(one, ())]
                + [n for one in question.documents for n in of_document.get(one, ())]
            ),
        )
        for question in questions
    )
    words = load_words(settings).terms
    return Material(articles, words, [one for one in asked if one.answers]), len(documents)


def _too_little(settings: Settings, texts: int) -> str:
    if texts < LEAST_TEXTS:
        why = f"数据目录 {settings.home} 只有 {texts} 段文字，少于 {LEAST_TEXTS} 段"
    else:
        why = "各份文件长短太悬殊，留不出一部分用来检验（要有几份不太长的文件，各段不少于 24 字）"
    return f"{why}，训练不可靠，没有进行，语义模型不变。请导入更多文件后再试。"


def _report(
    names: tuple[str, str], documents: int, found: Teaching, seconds: float
) -> TrainingReport:
    parted, verdict = found.parted, found.verdict
    return TrainingReport(
        kept=verdict.better,
        base=names[0],
        model=names[1],
        reason=verdict.reason,
        documents=documents,
        taught=len(parted.taught),
        held_out=len(parted.held),
        taught_questions=len(parted.taught_questions),
        held_questions=len(parted.held_questions),
        new_words=len(found.new_words),
        examples=found.new_words[:20],
        steps=found.steps,
        seconds=round(seconds, 1),
        scores=verdict.scores,
    )
