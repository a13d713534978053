"""Is what a query names outright found outright?"""

from pathlib import Path

import pytest

from corpus import Document, Kind, Status, import_files
from search import SearchRequest, SearchResults, Settings, open_service, open_store, rebuild
from search.lookup import Directory, place_in

LAW = """---
title: 中华人民共和国示例法
kind: regulation
doc_no: 主席令第八号
status: 已废止
status_basis: 示例
aliases: [示例条例]
---
# 中华人民共和国示例法

## 第一章 总则

第一条　为了示例，制定本法。

第二条　单位应当做到：

（一）建立制度；

（二）配备人员。

前款规定的人员应当考核合格。

第二条之一　本条后加。
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"), model="none")
    path = settings.home / "law.md"
    path.write_text(LAW, encoding="utf-8")
    with open_store(settings) as store:
        import_files(store, [path])
    rebuild(settings)
    return settings


def ask(settings: Settings, query: str) -> SearchResults:
    return open_service(settings).search(SearchRequest(query))


@pytest.mark.parametrize(
    "query",
    [
        "中华人民共和国示例法第二条", "示例法第二条", "《示例法》第2条", "示例条例 第 ２ 条",
        "示例法第二条的内容是什么？", "示例法第二条怎么规定的",
    ],
)  # fmt: skip
def test_an_article_is_found_by_name_whatever_its_status(settings: Settings, query: str) -> None:
    results = ask(settings, query)
    assert [hit.citation for hit in results.hits] == [
        "《中华人民共和国示例法》（主席令第八号）第二条"
    ]
    assert results.hits[0].status == "已废止"


def test_inserted_articles(settings: Settings) -> None:
    assert ask(settings, "示例法第二条之一").hits[0].text.endswith("本条后加。")


def test_paragraphs_and_items_are_cited_and_marked(settings: Settings) -> None:
    [hit] = ask(settings, "《示例法》第二条第二款").hits
    assert hit.citation.endswith("第二条第二款")
    [(start, end)] = hit.highlights
    assert hit.text[start:end] == "前款规定的人员应当考核合格。"
    [hit] = ask(settings, "示例法第二条第一款第二项").hits
    assert hit.citation.endswith("第二条第一款第（二）项")


def test_a_paragraph_that_is_not_there_is_said(settings: Settings) -> None:
    [hit] = ask(settings, "示例法第二条第九款").hits
    assert hit.citation.endswith("第二条")
    assert any("没有第九款" in note for note in hit.notes)


def test_decimal_points_of_a_place_count() -> None:
    places = [
        place_in(f"《示例标准》（GB 50999-2020）第{n}条")[1]
        for n in ("3.1.2", "31.2", "３．１．２")
    ]
    assert places[0] == places[2] != places[1]


AMENDED = """示例管理条例

2000年1月30日 中华人民共和国国务院令第279号发布
2017年10月7日 《国务院关于修改部分行政法规的决定》第一次修订

第一条 为了示例，制定本条例。

第二条 发包单位不得压缩合理工期。
"""


@pytest.mark.parametrize("query", ["国务院令第279号第二条", "279号令第二条"])
def test_the_number_of_an_earlier_edition_finds_the_text(tmp_path: Path, query: str) -> None:
    settings = Settings(tmp_path / "home", model="none")
    (tmp_path / "示例管理条例.txt").write_text(AMENDED, "utf-8")
    with open_store(settings) as store:
        import_files(store, [tmp_path / "示例管理条例.txt"])
    rebuild(settings)
    [hit] = ask(settings, query).hits
    assert hit.citation == "《示例管理条例》第二条"
    assert hit.doc_no is None


CARD = """---
title: 中华人民共和国特种设备安全法
kind: digest
---
# 中华人民共和国特种设备安全法

电梯、起重机械等的安全要求。
"""


def test_a_short_name_of_a_text_that_is_not_held_is_said(tmp_path: Path) -> None:
    settings = Settings(tmp_path, model="none")
    (tmp_path / "card.md").write_text(CARD, encoding="utf-8")
    with open_store(settings) as store:
        import_files(store, [tmp_path / "card.md"])
    rebuild(settings)
    told = ["".join(ask(settings, query).notices) for query in ("特设法第五条", "招标条例第八条")]
    assert "所指文件的原文未收录" in told[0]
    assert "“招标条例”一般指《中华人民共和国招标投标法实施条例》" in told[1]
    assert "库中未收录" in told[1]


@pytest.mark.parametrize(
    "query", ["示例法2条", "第2条 示例法", "第二条，示例法", "示例法2", "示例条例第2条"]
)
def test_citations_typed_in_haste(settings: Settings, query: str) -> None:
    assert [hit.citation for hit in ask(settings, query).hits] == [
        "《中华人民共和国示例法》（主席令第八号）第二条"
    ]


@pytest.mark.parametrize(
    "query",
    ["社会法示例法第十二条的内容是什么？", "请问示例法第12条", "《示例法》第十二条是怎么说的",
     "关于示例法第十二条"],
)  # fmt: skip
def test_words_before_and_after_a_citation_do_not_hide_it(query: str) -> None:
    document = Document("d", "示例法", Kind.REGULATION, "", status=Status.IN_FORCE)
    named = Directory([document]).named(query)
    assert named is not None
    assert (named.documents, named.address) == ((0,), "a12")
    assert Directory([document]).named("吉林省示例法第十二条") is None
