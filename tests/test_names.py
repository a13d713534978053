"""Do numbers and titles find their documents, whatever way either is printed?"""

import pytest

from corpus.records import Document, Kind
from corpus.references.names import Names, former_numbers
from corpus.references.titles import title_key

DOCUMENTS = (
    Document("a", "危险性较大的分部分项工程安全管理规定", Kind.REGULATION, "",
             doc_no="中华人民共和国住房和城乡建设部令第37号"),
    Document("b", "关于示例的通知", Kind.POLICY, "", doc_no="建办质﹝2018﹞ 31 号"),
    Document("c", "示例规范", Kind.STANDARD, "", doc_no="GB 50016—2014"),
    Document("e", "建设工程质量管理条例", Kind.REGULATION, "",
             aliases=("国务院令第279号", "质量条例")),
    Document("d", "中华人民共和国建筑法（2019修正）", Kind.REGULATION, "", aliases=("建筑法",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("住房和城乡建设部令第37号", (0,)),
        ("令第37号", (0,)),
        ("交通运输部令第37号", ()),
        ("建办质〔2018〕31号", (1,)),
        ("建办质〔2018〕3号", ()),
        ("GB50016-2014", (2,)),
        ("国务院令第279号", (3,)),
        ("令第279号", (3,)),
        ("交通部令第279号", ()),
    ],
)
def test_a_number_finds_its_document(key: str, found: tuple[int, ...]) -> None:
    assert Names(DOCUMENTS).by_number(key) == found


def test_a_document_stands_once_under_a_title_it_has_twice() -> None:
    assert Names(DOCUMENTS).by_title["建筑法"] == [4]


def test_a_former_number_is_no_title() -> None:
    assert former_numbers(DOCUMENTS[3]) == ("国务院令第279号",)
    assert title_key("质量条例") in Names(DOCUMENTS).by_title
    assert title_key("国务院令第279号") not in Names(DOCUMENTS).by_title
