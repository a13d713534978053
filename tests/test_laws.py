"""Are the articles of a sample of 3,475 statutes read as the reference reads them?

The whole comparison is `python -m benchmarks.laws`; its report is docs/laws-comparison.md.
"""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.article_comparison import Statute, load_reference
from benchmarks.laws import EXPLANATIONS, EXTRA, compare, share, unpack
from corpus import read_document

pytestmark = pytest.mark.once


EVERY = 29
FLOOR = 0.995
DIFFICULT = {  # the end of a file's path, and the classes of its differences
    "行政法规/飞行基本规则(2007-10-18).md": {"连排的条并入上一条": 12, EXTRA: 112},
    "河南省历史文化名城保护条例(2010-07-30).md": {"连排的条并入上一条": 1, EXTRA: 1},
    "民法商法/农民专业合作社法(2017-12-27).md": {"连排的条并入上一条": 1, EXTRA: 1},
    "彭水苗族土家族自治县城乡建设管理条例(2013-05-31).md": {"连排的条并入上一条": 1, EXTRA: 2},
    "宪法/宪法修正案（2018年）.md": {"引用的条文": 5, "修正案所引的条文": 1},
    "宪法/宪法.md": {},
    "刑法/刑法.md": {},
    "民法典/合同编.md": {},
    "民法典/附则.md": {"空的标题": 2},
    "经济法/车船税法(2019-04-23).md": {"附件并入末条": 1},
    "山东省循环经济条例(2016-07-22).md": {"漏认没有空格的章名": 11},
    "安阳市政务服务条例(2021-10-25).md": {"章节次序颠倒": 50},
    "浙江省城乡规划条例(2011-12-13).md": {},
    "民法商法/公司法(2023-12-29).md": {"零宽字符": 17},
    "若干问题的解释（二）的补充规定(2017-02-28).md": {"附件是另一份文本": 29},
    "案例/消费购物/吴某与某电子商务有限公司买卖合同纠纷案.md": {"引用的条文": 1},
    "宪法相关法/香港特别行政区基本法(1990-04-04).md": {"附件并入末条": 1},
    "交通警察道路执勤执法工作规范(2018-01-25).md": {"附件并入末条": 1},
}


@pytest.fixture(scope="module")
def reference(test_data: Path) -> list[Statute]:
    return list(load_reference(test_data / "bench" / "laws").values())


@pytest.fixture(scope="module")
def root(
    test_data: Path, reference: list[Statute], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    names = frozenset(s.source for s in (*reference[::EVERY], *difficult(reference)))
    archive = test_data / "inputs" / "lawrefbook-2025-04-19.tar.xz"
    return unpack(archive, tmp_path_factory.mktemp("laws"), names)


def difficult(reference: list[Statute]) -> list[Statute]:
    return [s for s in reference if s.source.endswith(tuple(DIFFICULT))]


def test_a_sample_is_read_as_the_reference_reads_it(root: Path, reference: list[Statute]) -> None:
    sample = reference[::EVERY]
    found, _ = compare(root, sample)
    articles = sum(len(statute.articles) for statute in sample)
    assert articles > 4000
    assert share(found, articles) >= FLOOR
    assert {difference.respect for _, difference in found} <= EXPLANATIONS.keys()


def test_every_difference_in_difficult_files_is_known(root: Path, reference: list[Statute]) -> None:
    statutes = difficult(reference)
    assert len(statutes) == len(DIFFICULT)
    for statute in statutes:
        found, _ = compare(root, [statute])
        wanted = next(v for name, v in DIFFICULT.items() if statute.source.endswith(name))
        assert Counter(difference.respect for _, difference in found) == wanted, statute.source


def test_parts_of_a_code_are_cited_by_the_code(root: Path) -> None:
    document, clauses = read_document(root / "民法典" / "合同编.md")
    [clause] = [clause for clause in clauses if clause.address == "a509"]
    assert document.title == "中华人民共和国民法典合同编"
    assert "中华人民共和国民法典" in document.aliases
    assert clause.citation == "《中华人民共和国民法典》第五百零九条"
