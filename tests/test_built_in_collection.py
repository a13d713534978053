"""Do the records that come with the product get into the store, true and findable?"""

import json
import lzma
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus import Document, Kind, Relation, RelationKind, SqliteStore, import_files
from corpus.composing import OWN, import_records
from corpus.errors import BadRecord
from corpus.references.held_texts import HeldTexts
from corpus.store import DocumentStore
from corpus.storing.memory_store import MemoryStore
from search import Mode, SearchRequest, SearchService, Settings, open_service, open_store, rebuild
from web import create_app

pytestmark = pytest.mark.once


DOCUMENTS = Path(str(files("corpus"))) / "documents"
FILES = [
    "cases/cases.jsonl",
    "standards/standards.jsonl",
    "digests/duties.jsonl",
    "thresholds/hazardous-works.tsv",
]
LAW = """---
id: law
kind: regulation
title: 生产安全事故报告和调查处理条例
doc_no: 国务院令第493号
---
生产安全事故报告和调查处理条例

第八条　甲。

第九条　乙。
"""


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[DocumentStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore(tmp_path / "zhiku.db") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir()
        shutil.copy(DOCUMENTS / name, tmp_path / name)
    return tmp_path


def test_what_comes_with_the_product(store: DocumentStore) -> None:
    outcomes = import_records(store, DOCUMENTS)
    assert [outcome.path.as_posix() for outcome in outcomes] == FILES
    assert [outcome.message for outcome in outcomes] == [
        "事故案例 47 份：新增 47",
        "标准和法规的卡片 78 份：新增 78",
        "法规要点 10 份：新增 10",
        "危大工程阈值表 1 份：新增 1",
    ]
    assert store.counts() == (136, 324)
    kinds = [document.kind for document in store.documents()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        Kind.CASE: 47,
        Kind.STANDARD: 36,
        Kind.DIGEST: 53,
    }
    assert all(key.startswith("builtin:") for key in store.sources())


def test_a_second_time_changes_nothing(store: DocumentStore) -> None:
    import_records(store, DOCUMENTS)
    again = import_records(store, DOCUMENTS)
    assert [outcome.result for outcome in again] == ["未变"] * 4


def test_a_later_version_updates_adds_and_removes(store: DocumentStore, folder: Path) -> None:
    import_records(store, folder)
    cases = [json.loads(line) for line in (folder / FILES[0]).read_text("utf-8").splitlines()]
    cases[0]["deaths"] = 74
    cases[1]["name"] = "新名称“9·13”事故"
    lines = [json.dumps(case, ensure_ascii=False) for case in cases[:46]]
    (folder / FILES[0]).write_text("\n".join(lines), "utf-8")
    outcome = import_records(store, folder)[0]
    assert outcome.result == "更新"
    assert outcome.message == "事故案例 46 份：更新 1，新增 1，未变 44，移除 2"
    assert store.counts()[0] == 135


def test_what_a_department_changed_stays(store: DocumentStore) -> None:
    import_records(store, DOCUMENTS)
    name = "thresholds-hazardous-works"
    own = replace(store.get(name), notes=("本市更严",))
    store.put(own, store.clauses(name), OWN + name)
    outcome = import_records(store, DOCUMENTS)[3]
    assert (outcome.result, outcome.message) == (
        "未变",
        "危大工程阈值表 1 份：保留本单位的修改 1",
    )
    assert store.get(name).notes == ("本市更严",)


def test_a_name_means_the_text_where_it_is_held() -> None:
    [digest] = [d for d in composed() if d.title == "《生产安全事故报告和调查处理条例》要点"]
    relation = Relation(RelationKind.CITES, "x:1", "", "国务院令第493号")
    assert HeldTexts([digest]).named(relation) == (0,)
    law = replace(digest, document_id="law", kind=Kind.REGULATION, facts={})
    assert HeldTexts([digest, law]).named(relation) == (1,)


def composed() -> list[Document]:
    store = MemoryStore()
    import_records(store, DOCUMENTS)
    return list(store.documents())


def test_a_bad_line_is_named(store: DocumentStore, folder: Path) -> None:
    with (folder / FILES[2]).open("a", encoding="utf-8") as file:
        file.write("{\n")
    with pytest.raises(BadRecord, match=r"duties\.jsonl 第224行"):
        import_records(store, folder)


def test_every_article_named_exists_in_its_law(test_data: Path) -> None:
    """Laws that the benchmark does not hold (令37, 31号文) are compared with the transcripts."""
    articles: dict[str, set[str]] = {}
    with lzma.open(
        test_data / "bench" / "laws" / "articles.jsonl.xz", "rt", encoding="utf-8"
    ) as lines:
        for line in lines:
            article = json.loads(line)
            law = article["law"].removeprefix("中华人民共和国")
            sub = f"-{article['sub']}" if article["sub"] else ""
            articles.setdefault(law, set()).add(f"a{article['n']}{sub}")
    decree = test_data / "inputs" / "statutes" / "危险性较大的分部分项工程安全管理规定.txt"
    printed = re.findall(
        r"^\s*第[一二三四五六七八九十]+条", decree.read_text("utf-8"), re.MULTILINE
    )
    articles["危险性较大的分部分项工程安全管理规定"] = {f"a{n}" for n in range(1, len(printed) + 1)}
    store = MemoryStore()
    import_records(store, DOCUMENTS)
    named = [link for link in store.relations() if link.title != "建办质〔2018〕31号"]
    assert len(named) == 469
    assert [link for link in named if link.place not in articles[link.title]] == []


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        import_records(store, DOCUMENTS)
    rebuild(settings)
    return open_service(settings)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("丰城", "江西丰城发电厂“11·24”冷却塔施工平台坍塌事故"),
        ("盾构 事故 教训", "佛山轨道交通2号线“2·7”透水坍塌事故"),
        ("高支模坍塌 事故", "大连旅顺蓝湾三期“10·8”模板支撑坍塌事故"),
        ("JGJ 80", "建筑施工高处作业安全技术规范"),
        ("493号令第九条", "《生产安全事故报告和调查处理条例》要点"),
        ("施工单位 专项方案 要点", "《危险性较大的分部分项工程安全管理规定》要点"),
        ("高支模 搭设高度 超过一定规模", "危险性较大的分部分项工程阈值表"),
    ],
)
def test_it_is_found(service: SearchService, query: str, found: str) -> None:
    hits = service.search(SearchRequest(query, limit=5)).hits
    assert found in [hit.title for hit in hits]
    assert not any(hit.verbatim for hit in hits)


def test_the_kind_can_be_asked_for(service: SearchService) -> None:
    request = SearchRequest("坍塌", Mode.KEYWORD, kinds=(Kind.CASE,), limit=100)
    results = service.search(request)
    assert {hit.kind for hit in results.hits} == {Kind.CASE}
    assert results.total == len(results.hits) > 20


def test_every_citation_of_our_own_words_finds_them(service: SearchService) -> None:
    own = [document for document in service.documents() if not document.verbatim]
    clauses = [c for d in own for c in service.document(d.document_id)[1]]
    first = {c.citation: service.search(SearchRequest(c.citation)).hits[:1] for c in clauses}
    lost = [
        c.citation for c in clauses if [h.clause_id for h in first[c.citation]] != [c.clause_id]
    ]
    assert len(clauses) > 300
    assert lost == []


def test_the_name_of_a_law_that_is_not_there_means_its_digest(service: SearchService) -> None:
    results = service.search(SearchRequest("建筑法第二十六条"))
    assert [hit.citation for hit in results.hits] == ["依据《建筑法》第二十六条（要点，非原文）"]
    # That the digest leaves an article out says nothing about the law.
    missing = service.search(SearchRequest("《建筑法》第八十条"))
    assert not [notice for notice in missing.notices if "所指文件中没有" in notice]


@pytest.mark.parametrize("query", ["493号令第九条", "《生产安全事故报告和调查处理条例》第九条"])
def test_a_law_that_is_there_comes_before_what_we_say_of_it(query: str, tmp_path: Path) -> None:
    law = tmp_path / "law.md"
    law.write_text(LAW, "utf-8")
    settings = Settings(tmp_path / "home")
    with open_store(settings) as store:
        import_records(store, DOCUMENTS)
        import_files(store, [law])
    rebuild(settings)
    results = open_service(settings).search(SearchRequest(query))
    assert [(hit.document_id, hit.verbatim) for hit in results.hits] == [("law", True)]


def test_the_page_of_a_case(service: SearchService) -> None:
    client = TestClient(create_app(service, version="0"))
    [hit] = service.search(SearchRequest("衡水翡翠华庭")).hits[:1]
    page = client.get(f"/documents/{hit.document_id}").text
    for shown in (
        "本篇是案例摘要，不是原文",
        "事故日期",
        "依据初步通报，数字可能变化",
        "河北省衡水市",
    ):
        assert shown in page
    for hidden in ("成文日期", "发文机关", 'href="http'):
        assert hidden not in page
    found = client.get("/search", params={"q": "衡水翡翠华庭"}).text
    assert "案例摘要（非原文）" in found


def test_an_address_is_text_and_no_link(service: SearchService) -> None:
    assert not [document for document in service.documents() if document.source.startswith("http")]
