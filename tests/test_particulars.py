"""What is concluded from a text, and what is left to a person?"""

from datetime import date
from pathlib import Path

import pytest

from corpus import Document, Level, UnreadableFile, read_document
from corpus.records import Kind

NOTICE = (
    "关于示例工作的通知\n\n鞍住建发〔2020〕5号\n\n各单位：\n\n"
    "一、目标\n\n{body}\n\n二、要求\n\n略。\n\n{signed}\n"
)


def document(tmp_path: Path, text: str, front: str = "") -> Document:
    path = tmp_path / "示例文件.md"
    path.write_text((f"---\n{front}---\n" if front else "") + text, encoding="utf-8")
    return read_document(path)[0]


def doubts(one: Document) -> dict[str, str]:
    return {doubt.field: doubt.reason for doubt in one.doubts}


def notice(body: str = "略。", signed: str = "鞍山市住房和城乡建设局\n\n2020年4月1日") -> str:
    return NOTICE.format(body=body, signed=signed)


def test_region_level_and_days_follow_from_a_notice(tmp_path: Path) -> None:
    one = document(tmp_path, notice("本通知自印发之日起施行，有效期五年。"))
    assert (one.region, one.region_code) == ("辽宁省鞍山市", "210300")
    assert one.level == Level.NORMATIVE_DOCUMENT
    assert one.effective_on == date(2020, 4, 1)
    assert one.expires_on == date(2025, 3, 31)
    assert not one.doubts


def test_an_effect_before_the_issue_is_a_doubt_not_a_value(tmp_path: Path) -> None:
    one = document(tmp_path, notice("本通知自2019年1月1日起施行。"))
    assert one.effective_on is None
    assert "日期2020-04-01" in doubts(one)["effective_on"]


def test_from_its_publication_is_not_from_the_day_it_was_passed(tmp_path: Path) -> None:
    text = (
        "# 某市示例条例\n\n2021年6月29日 某市第十七届人民代表大会常务委员会第三十四次会议通过\n\n"
        "{}第一条 目的。\n\n第二条 本条例自公布之日起施行。\n"
    )
    assert document(tmp_path, text.format("")).effective_on is None
    published = "2021年8月3日 某市人民代表大会常务委员会公告公布\n\n"
    assert document(tmp_path, text.format(published)).effective_on == date(2021, 8, 3)


def test_a_cited_number_of_a_later_year_puts_the_day_in_doubt(tmp_path: Path) -> None:
    one = document(tmp_path, notice("按照《甲通知》（建质〔2021〕5号）执行。"))
    assert "建质〔2021〕5号" in doubts(one)["issued_on"]
    assert one.issued_on == date(2020, 4, 1)


def test_what_a_person_stated_stays_and_is_compared(tmp_path: Path) -> None:
    one = document(tmp_path, notice(), "region: 吉林省\nlevel: 部门规章\n")
    assert (one.region, one.region_code, one.level) == ("吉林省", "220000", Level.DEPARTMENT_RULE)
    assert "辽宁省鞍山市" in doubts(one)["region"]
    assert "规范性文件" in doubts(one)["level"]


def test_an_ambiguous_place_stays_open(tmp_path: Path) -> None:
    one = document(tmp_path, notice(signed="朝阳区人民政府\n\n2020年4月1日"))
    assert one.region is None
    assert "朝阳区" in doubts(one)["region"]


def test_a_title_taken_from_the_file_name_is_a_doubt(tmp_path: Path) -> None:
    one = document(tmp_path, "这是一段没有标题的话，说了一些事情，也没有落款。\n")
    assert one.title == "示例文件"
    assert "文件名" in doubts(one)["title"]


def test_a_title_that_differs_a_little_from_the_file_name_is_a_doubt(tmp_path: Path) -> None:
    path = tmp_path / "昌吉州城市建设安全专项整治实施方案.txt"
    path.write_text(
        notice().replace("关于示例工作的通知", "自治城市建设安全专项整治实施方案"), "utf-8"
    )
    assert "可能有脱字" in doubts(read_document(path)[0])["title"]
    whole = tmp_path / "某市关于示例工作的通知.txt"
    whole.write_text(notice(), "utf-8")
    assert "title" not in doubts(read_document(whole)[0])


def test_a_rule_under_a_number_of_the_office_is_a_policy_document(tmp_path: Path) -> None:
    text = "某办法\n\n建办质〔2018〕31号\n\n第一条 目的。\n\n第二条 范围。\n"
    one = document(tmp_path, f"# {text}")
    assert (one.doc_no, one.kind) == ("建办质〔2018〕31号", Kind.POLICY)


@pytest.mark.parametrize("front", ["level: 征求意见稿\n", "region_code: 2103\n"])
def test_a_level_or_code_that_does_not_exist_is_refused(tmp_path: Path, front: str) -> None:
    with pytest.raises(UnreadableFile, match="不合要求"):
        document(tmp_path, notice(), front)
