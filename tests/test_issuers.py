"""Has a state body one name, and does nobody get another's?"""

from pathlib import Path

import pytest

from corpus.composing import compose_standard
from corpus.intake.importing import read_document
from corpus.issuers import full_names


@pytest.mark.parametrize(
    ("printed", "known"),
    [
        ("全国人大常委会", "全国人民代表大会常务委员会"),
        ("上海市人大常委会", "上海市人民代表大会常务委员会"),
        ("全国人民代表大会常委会", "全国人民代表大会常务委员会"),
        ("全国人大", "全国人民代表大会"),
        ("中华人民共和国国务院", "国务院"),
        ("中华人民共和国住房和城乡建设部", "住房和城乡建设部"),
        ("住房城乡建设部办公厅", "住房和城乡建设部办公厅"),
        ("住建部、应急部", "住房和城乡建设部、应急管理部"),
        ("国办", "国务院办公厅"),
        ("国务院办公厅", "国务院办公厅"),
        ("国务院安委会办公室", "国务院安全生产委员会办公室"),
        ("最高法、最高检", "最高人民法院、最高人民检察院"),
    ],
)
def test_short_names_are_written_out(printed: str, known: str) -> None:
    assert full_names(printed) == known
    assert full_names(known) == known


@pytest.mark.parametrize(
    "name",
    ["建设部", "交通部", "国务院", "某市住房城乡建设局", "中华人民共和国海事局", "某大学", ""],
)
def test_what_is_no_short_name_stays(name: str) -> None:
    assert full_names(name) == name


def test_issuers_have_one_name_wherever_they_are_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / "某法.md"
    path.write_text("---\nissuer: 全国人大常委会\n---\n某法\n\n第一条 为了安全。\n", "utf-8")
    read, _ = read_document(path)
    card, [clause] = compose_standard(
        {"number": "某法", "title": "某法", "issuer": "全国人大常委会"}
    )
    assert read.issuer == card.issuer == "全国人民代表大会常务委员会"
    assert "发布机关：全国人大常委会" in clause.text
