"""Does the built-in collection answer as its users expect, through the whole flow?"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus import Kind, Status, files_under, import_files
from search import (
    Hit,
    Mode,
    QueryRejected,
    SearchRequest,
    SearchResults,
    SearchService,
    Settings,
    open_service,
    open_store,
    rebuild,
)

pytestmark = pytest.mark.once


POLICIES = Path(__file__).parent.parent / "corpus" / "documents"
JILIN, JILIANG = "jilin-2018-chengshi-anquan", "jiliang-2020-133"
HUBEI, CHANGJI = "hubei-zhujian-anquan", "changji-2020-sannian-xingdong"
ANSHAN = "anshan-2018-chengshi-anquan-draft"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(tmp_path_factory.mktemp("home"))
    with open_store(settings) as store:
        import_files(store, list(files_under([POLICIES])))
    rebuild(settings)
    return settings


@pytest.fixture(scope="module")
def service(settings: Settings) -> SearchService:
    return open_service(settings)


def ids(results: SearchResults) -> list[str]:
    return [hit.clause_id for hit in results.hits]


def documents(hits: Sequence[Hit]) -> set[str]:
    return {hit.document_id for hit in hits}


def speaks_of_major_hazards(hit: Hit) -> bool:
    return "危大工程" in hit.text or "危险性较大的分部分项工程" in hit.text


@pytest.mark.parametrize("mode", [Mode.HYBRID, Mode.KEYWORD])
def test_major_hazard_plans(service: SearchService, mode: Mode) -> None:
    results = service.search(SearchRequest("危大工程 专项施工方案", mode, limit=100))
    assert results.hits[0].clause_id == f"{HUBEI}:4.8"
    spoken = [speaks_of_major_hazards(hit) for hit in results.hits]
    assert sum(spoken) == 5
    assert spoken == sorted(spoken, reverse=True)


def test_what_must_the_contractor_do(service: SearchService) -> None:
    results = service.search(SearchRequest("危大工程 施工单位 应当做什么"))
    assert results.hits[0].clause_id == f"{HUBEI}:4.8"
    assert all(hit.citation.startswith("《") for hit in results.hits)


def test_drills_every_half_year(service: SearchService) -> None:
    results = service.search(SearchRequest("每半年至少组织1次现场处置方案演练"))
    assert set(ids(results)[:2]) == {f"{JILIN}:p1.2.3", f"{JILIANG}:2.4"}


@pytest.mark.parametrize(
    "number",
    [
        f"吉粮安函{opening}2020{closing}133号"
        for opening, closing in ("〔〕", "【】", "[]", "()", "（）", "﹝﹞", "［］")
    ]
    + ["吉粮安函〔２０２０〕１３３号", "吉粮安函 〔2020〕 第133号"],
)  # fmt: skip
def test_a_number_finds_exactly_its_document(service: SearchService, number: str) -> None:
    results = service.search(SearchRequest(number))
    assert documents(results.hits) == {JILIANG}
    assert results.total == 1


def test_a_number_with_words_searches_inside_the_document(service: SearchService) -> None:
    results = service.search(SearchRequest("吉粮安函〔2020〕133号 演练"))
    assert documents(results.hits) == {JILIANG}
    assert results.hits[0].clause_id == f"{JILIANG}:2.4"


def test_a_number_that_is_only_mentioned_finds_the_mention(service: SearchService) -> None:
    results = service.search(SearchRequest("建办质[2018]58号"))
    assert ids(results) == [f"{JILIN}:p1.0"]


@pytest.mark.parametrize(
    ("name", "holders"),
    [
        ("五到位", {CHANGJI, ANSHAN}),
        ("四不两直", {JILIN, JILIANG, CHANGJI}),
        ("双随机、一公开", {JILIN, JILIANG, HUBEI}),
        ("双随机一公开", {JILIN, JILIANG, HUBEI}),
    ],
)
@pytest.mark.parametrize("quotes", ["{}", "“{}”", '"{}"'])
def test_names_are_found_as_phrases(
    service: SearchService, name: str, holders: set[str], quotes: str
) -> None:
    results = service.search(SearchRequest(quotes.format(name), limit=100))
    assert documents(results.hits) == holders
    for hit in results.hits:
        assert name.replace("、", "") in hit.text.replace("、", "")
        assert hit.highlights


def test_highlights_and_snippets_are_the_sources_own_words(service: SearchService) -> None:
    for hit in service.search(SearchRequest("双随机一公开 执法检查", limit=50)).hits:
        end = hit.snippet_start + len(hit.snippet)
        assert hit.text[hit.snippet_start : end] == hit.snippet
        for start, stop in hit.highlights:
            assert 0 <= start < stop <= len(hit.text)


def test_every_citation_opens_its_clause(service: SearchService) -> None:
    for hit in service.search(SearchRequest("安全生产", limit=200)).hits:
        document, clause = service.clause(hit.clause_id)
        assert clause.citation == hit.citation
        assert document.text[clause.start : clause.end] == hit.text


def test_filters_and_facets(service: SearchService) -> None:
    everything = service.search(SearchRequest("应急演练", limit=100))
    by_status = everything.facets["status"]
    assert sum(by_status.values()) == everything.total
    draft = service.search(SearchRequest("应急演练", statuses=(Status.DRAFT,), limit=100))
    assert documents(draft.hits) == {ANSHAN}
    in_jilin = service.search(SearchRequest("应急演练", regions=("吉林",), limit=100))
    assert documents(in_jilin.hits) == {JILIN, JILIANG}
    from_grain = service.search(SearchRequest("应急演练", issuers=("粮食",), limit=100))
    assert documents(from_grain.hits) == {JILIANG}
    assert service.search(SearchRequest("应急演练", kinds=(Kind.CASE,))).total == 0


def test_dates_use_the_day_of_issue_or_publication(service: SearchService) -> None:
    from datetime import date

    early = service.search(SearchRequest("应急演练", until=date(2018, 12, 31), limit=100))
    assert documents(early.hits) == {JILIN, ANSHAN}


def test_relaxed_says_so(service: SearchService) -> None:
    results = service.search(SearchRequest("四不两直 一票否决 五个一"))
    assert results.relaxed
    assert any("只含其中一部分" in notice for notice in results.notices)


@pytest.mark.parametrize("text", ["红烧肉的做法", "明天股市行情", "量子色动力学重整化"])
def test_nothing_found_is_said_honestly(service: SearchService, text: str) -> None:
    results = service.search(SearchRequest(text))
    assert results.total == 0
    assert results.hits == []


@pytest.mark.parametrize("text", ["", "，。！", "安" * 100_000])
def test_unanswerable_queries_get_a_reason(service: SearchService, text: str) -> None:
    with pytest.raises(QueryRejected):
        service.search(SearchRequest(text))


def test_control_characters_do_not_disturb(service: SearchService) -> None:
    plain, odd = "应急演练", "\x00应急\u202e演练\x1b"
    assert set(ids(service.search(SearchRequest(odd)))) & set(
        ids(service.search(SearchRequest(plain)))
    )


def test_meaning_finds_other_words(service: SearchService) -> None:
    results = service.search(SearchRequest("老板要不要给工人上安全课", Mode.SEMANTIC))
    assert results.mode is Mode.SEMANTIC
    assert any("培训" in hit.text for hit in results.hits[:5])


def test_without_a_model_keywords_answer_and_say_so(settings: Settings) -> None:
    from dataclasses import replace

    service = open_service(replace(settings, model="none"))
    results = service.search(SearchRequest("五到位"))
    assert results.mode is Mode.KEYWORD
    assert documents(results.hits) == {CHANGJI, ANSHAN}
    assert any("只按关键词" in notice for notice in results.notices)
    assert service.health().searchable
    assert not service.health().semantic


def test_an_explanation_names_synonyms_and_generation(service: SearchService) -> None:
    results = service.search(SearchRequest("危大工程", explain=True))
    assert results.explanation
    assert any("危险性较大的分部分项工程" in step for step in results.explanation.steps)
    assert results.explanation.generation == service.health().generation


def test_doubtful_citations_carry_a_note(service: SearchService) -> None:
    results = service.search(SearchRequest("危大工程", limit=50))
    [hit] = [hit for hit in results.hits if hit.document_id == CHANGJI]
    assert any("序号" in note for note in hit.notes)


def test_every_citation_finds_its_own_clause(service: SearchService) -> None:
    for name in (JILIN, JILIANG, HUBEI, ANSHAN, CHANGJI):
        _, clauses = service.document(name)
        for clause in clauses:
            results = service.search(SearchRequest(clause.citation))
            assert ids(results)[0] == clause.clause_id, clause.citation


@pytest.mark.parametrize(
    "text", ["请问吉粮安函〔2020〕133号", "查吉粮安函[2020]133号", "“吉粮安函〔2020〕133号”"]
)
def test_a_number_in_a_question_finds_its_document(service: SearchService, text: str) -> None:
    assert ids(service.search(SearchRequest(text))) == [f"{JILIANG}:0"]


def test_a_number_that_nothing_holds_is_said(service: SearchService) -> None:
    results = service.search(SearchRequest("建质〔1999〕9号 演练"))
    assert results.total > 0
    assert any("建质〔1999〕9号" in notice for notice in results.notices)
    assert service.search(SearchRequest("建质〔1999〕9号")).total == 0


@pytest.mark.parametrize("quotes", ["{}", "《{}》", "“{}”"])
def test_a_title_finds_its_document_first(service: SearchService, quotes: str) -> None:
    results = service.search(SearchRequest(quotes.format("关于推进城市安全发展有关工作的通知")))
    assert ids(results)[0] == f"{JILIANG}:0"


@pytest.mark.parametrize(
    "text", ["安全 责任", "企业 培训", "应急 演练 预案", "执法 检查", "燃气 隐患"]
)
def test_more_words_held_always_stand_higher(service: SearchService, text: str) -> None:
    results = service.search(SearchRequest(text, limit=200))
    values = [hit.scores.fused for hit in results.hits]
    assert values == sorted(values, reverse=True)
    held = [" ".join((hit.title, *hit.path, hit.text)) for hit in results.hits]
    full = [all(word in words for word in text.split()) for words in held]
    assert full == sorted(full, reverse=True)
