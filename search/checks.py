"""Is the home well? Each part is examined on its own, so that one fault does not hide another."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from typing import ClassVar

from corpus import CorpusError, Status, standings
from indexer import ENGINES, IndexerError, choose_engine, current
from indexer.embedding import BUILTIN_MODEL, StaticEmbedder, chosen_model
from indexer.embedding.home_models import read_record
from search.asked import today
from search.assembly import load_words, open_embedder, open_store
from search.errors import SearchError
from search.service import open_service
from search.settings import Settings

__all__ = ["Check", "examine"]

_LITTLE_SPACE = 2 * 2**30


@dataclass(frozen=True, slots=True)
class Check:
    """One part, its state and a Chinese sentence with what to do."""

    WELL: ClassVar[str] = "well"
    WARNING: ClassVar[str] = "warning"
    BROKEN: ClassVar[str] = "broken"

    name: str
    state: str
    message: str


def examine(settings: Settings) -> list[Check]:
    """Examine home, database, standings, both indexes, words, segmentation, model and disk."""
    parts: tuple[tuple[str, Callable[[Settings], Iterator[Check]]], ...] = (
        ("资料库", _database),
        ("时效", _life),
        ("索引", _index),
        ("关键词引擎", _keyword_engine),
        ("词典", _words),
        ("分词", _segmentation),
        ("语义模型", _model),
        ("磁盘", _disk),
    )
    found: list[Check] = []
    for name, part in parts:
        try:
            found += part(settings)
        except (CorpusError, IndexerError, SearchError, OSError) as error:
            found.append(Check(name, Check.BROKEN, str(error)))
    return found


def _database(settings: Settings) -> Iterator[Check]:
    if not settings.database.is_file():
        text = f"{settings.home} 里还没有资料库。请运行 zhiku init。"
        yield Check("资料库", Check.BROKEN, text)
        return
    with open_store(settings) as store:
        documents, clauses = store.counts()
    state = Check.WELL if documents else Check.WARNING
    yield Check("资料库", state, f"{documents} 份文件，{clauses} 个条款，在 {settings.database}")


def _life(settings: Settings) -> Iterator[Check]:
    if not settings.database.is_file():
        return
    with open_store(settings) as store:
        documents = list(store.documents())
        found = standings(documents, store.relations(), today())
    doubtful = [d.title for d in documents if found[d.document_id].warning]
    if doubtful:
        text = f"{len(doubtful)} 份文件的状态与日期或其他文件矛盾，如《{doubtful[0]}》。"
        yield Check("时效", Check.WARNING, f"{text}运行 zhiku gaps 查看，用 zhiku correct 更正。")
        return
    unverified = sum(standing.status is Status.UNVERIFIED for standing in found.values())
    yield Check("时效", Check.WELL, f"{today()} 的状态已推断，{unverified} 份未核实，没有矛盾")


def _index(settings: Settings) -> Iterator[Check]:
    service = open_service(settings)
    health = service.health()
    if not health.searchable:
        yield Check("索引", Check.BROKEN, health.problems[0])
        return
    text = f"第 {health.generation} 代，{health.documents} 份文件，{health.clauses} 个条款"
    yield Check("索引", Check.WELL, text)
    for problem in health.problems:
        yield Check("索引", Check.WARNING, problem)


def _keyword_engine(settings: Settings) -> Iterator[Check]:
    found = current(settings.home)
    if found is None:
        return
    manifest = found.manifest()
    choice = choose_engine(settings.keyword_engine, manifest.clauses)
    if choice.engine.name == manifest.keyword and not choice.instead:
        yield Check("关键词引擎", Check.WELL, f"{choice.engine.label}（{choice.reason}）")
        return
    served = ENGINES[manifest.keyword].label if manifest.keyword in ENGINES else manifest.keyword
    text = f"现用 {served}；按设置应用 {choice.engine.label}：{choice.reason}。"
    yield Check("关键词引擎", Check.WARNING, text)


def _words(settings: Settings) -> Iterator[Check]:
    lexicon = load_words(settings)
    text = f"{len(lexicon.terms)} 个词，{len(lexicon.groups)} 组同义词"
    yield Check("词典", Check.WELL, text)


def _segmentation(_: Settings) -> Iterator[Check]:
    fast = find_spec("rjieba") is not None
    name = f"rjieba {version('rjieba')}" if fast else f"jieba {version('jieba')}"
    hint = "" if fast else '（较慢；pip install "zhiku[speed]" 可加快，结果相同）'
    yield Check("分词", Check.WELL, name + hint)


def _model(settings: Settings) -> Iterator[Check]:
    embedder = open_embedder(settings)
    if embedder is None:
        yield Check("语义模型", Check.WARNING, "已用 ZHIKU_MODEL=none 关闭，只按关键词检索。")
        return
    name = embedder.fingerprint.partition(":")[0]
    text = f"{name}，{embedder.dimension} 维"
    record = {} if settings.model else read_record(chosen_model(settings.home))
    if not record:
        yield Check("语义模型", Check.WELL, text)
        return
    day = str(record.get("trained_at", ""))[:10]
    yield Check("语义模型", Check.WELL, f"{text}，{day} 由 zhiku train 训练")
    if record.get("builtin") != StaticEmbedder(BUILTIN_MODEL).fingerprint:
        hint = (
            "在它训练之后，程序的内置模型更新过。运行 zhiku train --afresh 从新的内置模型再训练。"
        )
        yield Check("语义模型", Check.WARNING, hint)


def _disk(settings: Settings) -> Iterator[Check]:
    place = next(p for p in (settings.home, *settings.home.resolve().parents) if p.exists())
    free = shutil.disk_usage(place).free
    state = Check.WELL if free > _LITTLE_SPACE else Check.WARNING
    hint = "" if state == Check.WELL else "，空间不多，请尽快清理"
    yield Check("磁盘", state, f"{place} 所在磁盘剩余 {free / 2**30:.1f} GB{hint}")
