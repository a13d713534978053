"""Which documents of the collection does a name in a text mean?"""

import pytest

from corpus.records import Document, Kind, Relation, RelationKind
from corpus.references.held_texts import HeldTexts, find_links

DOCUMENTS = (
    Document("law", "中华人民共和国建筑法（2019修正）", Kind.REGULATION, ""),
    Document("older", "中华人民共和国建筑法（2011修正）", Kind.REGULATION, ""),
    Document("rules", "安全生产标准化考评办法", Kind.POLICY, "", doc_no="建质〔2014〕111号"),
    Document("notice", "关于推进城市安全发展的通知", Kind.POLICY, "", doc_no="建办质〔2018〕58号"),
)


def named(title: str, number: str | None = None) -> list[str]:
    relation = Relation(RelationKind.CITES, "x:1", title, number)
    return [DOCUMENTS[n].document_id for n in HeldTexts(DOCUMENTS).named(relation)]


@pytest.mark.parametrize(
    ("title", "number", "found"),
    [
        ("建筑法", None, ["law", "older"]),
        ("关于印发〈安全生产标准化考评办法〉的通知", "建质〔2014〕111号", ["rules"]),
        ("安全生产标准化考评办法", "建质〔2014〕111号", ["rules"]),
        ("", "建办质〔2018〕58号", ["notice"]),
        ("安全生产标准化考评办法", "建质〔2011〕9号", []),
    ],
)
def test_a_text_is_found_by_its_number_or_its_whole_title(
    title: str, number: str | None, found: list[str]
) -> None:
    assert named(title, number) == found


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("建筑法实施条例", None),
        ("某市实施建筑法办法", None),
        ("关于修改建筑法的决定", None),
        ("从来没有过的规定", "建办质〔2018〕58号"),
        ("关于推进城市安全发展的通知", "建办质〔2019〕58号"),
    ],
)
def test_an_invented_title_finds_nothing(title: str, number: str | None) -> None:
    assert named(title, number) == []


def test_a_document_is_not_linked_to_itself() -> None:
    one = Relation(RelationKind.REPEALS, "law:a85", "建筑法")
    links = list(find_links(DOCUMENTS, [one]))
    assert [DOCUMENTS[link.target].document_id for link in links] == ["older"]
