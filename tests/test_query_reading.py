"""Is each query of `golden/query_reading.tsv` read as it must be read?"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus import Status, import_files
from corpus.numerals import to_chinese
from indexer import JiebaSegmenter, load_lexicon
from search import (
    QueryRejected,
    SearchRequest,
    SearchResults,
    SearchService,
    Settings,
    open_service,
    open_store,
    rebuild,
)
from search.query import Query, QueryReader

GOLD = Path(__file__).parent / "golden" / "query_reading.tsv"
LEXICON = load_lexicon()
SEGMENTER = JiebaSegmenter(LEXICON)
READER = QueryReader(SEGMENTER, LEXICON)
TERMS = (
    "危大工程 高支模 脚手架 专项施工方案 有限空间 塔式起重机 应急预案 高处坠落 "
    "安全生产许可证 隐患排查"
)
HELD = {
    "中华人民共和国安全生产法": "主席令第十三号",
    "中华人民共和国建筑法": "主席令第九十一号",
    "建设工程质量管理条例": "国务院令第279号",
    "建设工程安全生产管理条例": "国务院令第393号",
    "危险性较大的分部分项工程安全管理规定": "住房和城乡建设部令第37号",
    "生产安全事故报告和调查处理条例": "国务院令第493号",
}


def gold() -> list[tuple[str, str]]:
    lines = GOLD.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if not line.startswith(("#", "split"))]
    return [(query, reading) for _, query, reading in cells]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    settings = Settings(tmp_path_factory.mktemp("home"), model="none")
    paths = []
    for number, (title, doc_no) in enumerate(HELD.items()):
        path = settings.home / f"{number}.md"
        names = [f"第{to_chinese(n)}条" for n in range(1, 42)]
        names.insert(21, "第二十一条之一")
        body = "\n\n".join(f"{name}　单位应当落实{TERMS}。" for name in names)
        head = f"title: {title}\nkind: regulation\ndoc_no: {doc_no}"
        path.write_text(f"---\n{head}\n---\n# {title}\n\n{body}\n", encoding="utf-8")
        paths.append(path)
    with open_store(settings) as store:
        import_files(store, paths)
    rebuild(settings)
    return open_service(settings)


def _listed(values: object) -> set[str]:
    return {str(value) for value in values} if values else set()  # type: ignore[attr-defined]


def _words(query: Query) -> str:
    """Return what is required; into which words it is cut is the segmenter's matter."""
    return "".join(concept.word for concept in query.concepts)


def _terms(query: Query) -> set[str]:
    return {term for concept in query.concepts for term in concept.terms}


READINGS: Mapping[str, Callable[[Query], set[str]]] = {
    "without": lambda q: {e.word for e in q.operators.excluded},
    "kind": lambda q: _listed(q.operators.filters.kinds),
    "status": lambda q: _listed(q.operators.filters.statuses),
    "issuer": lambda q: _listed(q.operators.filters.issuers),
    "region": lambda q: _listed(q.operators.filters.regions),
    "since": lambda q: _listed(filter(None, [q.operators.filters.since])),
    "until": lambda q: _listed(filter(None, [q.operators.filters.until])),
    "as_of": lambda q: _listed(filter(None, [q.operators.filters.as_of])),
    "number": lambda q: set(q.doc_nos),
    "phrase": lambda q: set(q.phrases),
    "simplified": lambda q: {q.simplified} - {""},
    "listing": lambda q: {"yes"} if q.is_listing else set(),
}


def _cites(results: SearchResults, wanted: set[str]) -> bool:
    if not wanted:
        return results.total != 1 or "第" not in results.hits[0].citation.rpartition("）")[2]
    title, _, address = next(iter(wanted)).partition("#")
    hit = results.hits[0]
    named = not address or (results.total == 1 and hit.clause_id.endswith(f":{address}"))
    return title in hit.title and named


def _suggests(results: SearchResults, wanted: set[str]) -> bool:
    suggested = " ".join(results.suggestions)
    return all(word in suggested for word in wanted) and bool(suggested) == bool(wanted)


def _tells(results: SearchResults, wanted: set[str]) -> bool:
    return all(word in "".join(results.notices) for word in wanted)


def _is_unheld(results: SearchResults, wanted: set[str]) -> bool:
    return _tells(results, {*wanted, "未收录"})


ANSWERS: Mapping[str, Callable[[SearchResults, set[str]], bool]] = {
    "cites": _cites, "suggests": _suggests, "notice": _tells, "unheld": _is_unheld,
}  # fmt: skip


def _reads(name: str, wanted: set[str], query: Query) -> bool:
    if name == "words":
        return all(word in _words(query) for word in wanted)
    if name == "free":
        return not any(word in _words(query) for word in wanted)
    if name == "same":
        return {SEGMENTER.terms(word)[0] for word in wanted} <= _terms(query)
    return READINGS[name](query) == (set(Status) if wanted == {"ALL"} else wanted)


@pytest.mark.parametrize(("text", "reading"), gold())
def test_a_query_is_read_as_it_must_be(service: SearchService, text: str, reading: str) -> None:
    for part in reading.split("; "):
        name, _, value = part.partition("=")
        wanted = set(filter(None, value.split("|")))
        if name == "error":
            with pytest.raises(QueryRejected, match=value):
                READER.read(text)
        elif name in ANSWERS:
            assert ANSWERS[name](service.search(SearchRequest(text)), wanted), part
        else:
            assert _reads(name, wanted, READER.read(text)), part
