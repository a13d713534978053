"""Is a question that names a text answered from it first?"""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from corpus.references import title_key
from indexer import JiebaSegmenter, load_lexicon
from search import SearchRequest, Settings, open_service
from search.mentions import Mentions

pytestmark = pytest.mark.once

HELD = {"安全生产法": [0], "公司法": [1], "建设工程安全生产管理条例": [2], "安法": [0]}


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    titles = {title_key(name): numbers for name, numbers in HELD.items()}
    return Mentions(lambda key: titles.get(key, ()), JiebaSegmenter(load_lexicon()))


@pytest.mark.parametrize(
    ("query", "documents", "rest"),
    [
        ("根据《安全生产法》规定，动火作业应当安排谁", (0,), "动火作业应当安排谁"),
        ("安全生产法对动火作业有什么规定", (0,), "对动火作业有什么规定"),
        ("动火作业 专人管理 安全生产法", (0,), "动火作业 专人管理"),
        ("违反建设工程安全生产管理条例怎么罚", (2,), "怎么罚"),
        ("公司法定代表人要担责吗", (), "公司法定代表人要担责吗"),
        ("《某某法》对动火有什么规定", (), "《某某法》对动火有什么规定"),
        ("基坑支护", (), "基坑支护"),
    ],
)
def test_names_are_told_from_the_words_around_them(
    mentions: Mentions, query: str, documents: tuple[int, ...], rest: str
) -> None:
    found = mentions.of(query)
    assert (found.documents, found.rest) == (documents, rest)


def test_the_named_text_answers_first(tmp_path: Path) -> None:
    law = (
        "# {}\n\n第一条　为了加强管理，制定本法。\n\n第二条　{}\n\n第三条　本法自公布之日起施行。\n"
    )
    (tmp_path / "甲.md").write_text(
        law.format("甲乙管理条例", "从事特殊作业的单位应当安排专门人员看守。"), "utf-8"
    )
    (tmp_path / "丙.md").write_text(
        law.format("丙丁管理条例", "动火作业应当安排专人看守，动火作业依照甲乙管理条例执行。"),
        "utf-8",
    )
    home = tmp_path / "home"
    for arguments in (["init"], ["import", str(tmp_path)], ["reindex"]):
        CliRunner().invoke(app, [*arguments, "--home", str(home)])
    service = open_service(Settings(home))
    first = service.search(SearchRequest("甲乙管理条例 动火作业 专门人员")).hits[0]
    assert "《甲乙管理条例》" in first.citation
