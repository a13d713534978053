"""What do the first and last lines of a text say: issuer, number, days, effect?"""

from datetime import date

import pytest

from corpus.structure import Head, read_head, read_outline, read_validity

BODY = "各单位：\n\n一、工作目标\n\n落实责任。\n\n二、要求\n\n加强领导。\n\n"
ARTICLES = "\n\n第一条 目的。\n\n第二条 {}\n"


def head(text: str) -> Head:
    return read_head(text, read_outline(text).nodes)


def test_joint_issuers_and_a_day_in_characters() -> None:
    found = head(
        f"关于示例工作的通知\n\n{BODY}某省住房和城乡建设厅\n某省应急管理厅 某省公安厅\n"
        "二〇二〇年四月一日\n"
    )
    assert found.issuer == "某省住房和城乡建设厅、某省应急管理厅、某省公安厅"
    assert found.issued_on == date(2020, 4, 1)
    assert not found.doubts


def test_the_list_of_annexes_is_no_issuer() -> None:
    found = head(f"关于示例工作的通知\n\n{BODY}附件：1.某市清单\n\n某市住房局\n\n2020年4月1日\n")
    assert found.issuer == "某市住房局"


def test_a_full_title_names_who_issued_it() -> None:
    found = head(f"住房和城乡建设部办公厅 应急管理部办公厅关于示例工作的通知\n\n{BODY}")
    assert found.issuer == "住房和城乡建设部办公厅、应急管理部办公厅"


def test_an_impossible_day_and_a_broken_name_are_doubts() -> None:
    found = head(f"关于示例工作的通知\n\n{BODY}昌吉回族自治住房和城乡建设\n\n2019年2月30日\n")
    assert found.issued_on is None
    assert {(doubt.field, doubt.value) for doubt in found.doubts} == {
        ("issued_on", "2019年2月30日"),
        ("issuer", "昌吉回族自治住房和城乡建设"),
    }


def test_the_note_tells_the_history_of_a_local_regulation() -> None:
    note = (
        "2007年7月27日 某市第十二届人民代表大会常务委员会第三十七次会议通过\n\n"
        "2007年9月1日 某省第十届人民代表大会常务委员会第九次会议批准\n\n2008年1月1日 施行\n\n"
        "2010年12月23日 某市第十三届人民代表大会常务委员会第二十二次会议《关于修改部分地方性法规的"
        "决定》修正"
    )
    found = head(f"# 某市公路条例\n\n{note}{ARTICLES.format('本条例自2008年1月1日起施行。')}")
    assert found.issuer == "某市人民代表大会常务委员会"
    assert found.issued_on == date(2010, 12, 23)
    assert found.enactment.amended
    assert found.enactment.effective_on is None  # 2008 was the day of the first edition


def test_a_note_goes_on_behind_a_broken_line() -> None:
    note = (
        "2001年7月28日 某省第九届人民代表大会常务委员会第三十一次会议《关于修改〈甲办法〉\n\n"
        "〈乙办法〉的决定》\n\n2017年7月28日 某省第十二届人民代表大会常务委员会第三十一次会议修正"
    )
    found = head(f"# 某省示例办法\n\n{note}{ARTICLES.format('略。')}")
    assert found.issued_on == date(2017, 7, 28)


def test_an_order_numbers_the_edition_that_it_published() -> None:
    note = "2003年11月24日 中华人民共和国国务院令第393号公布\n\n2004年2月1日 施行"
    found = head(f"# 示例管理条例\n\n{note}{ARTICLES.format('略。')}")
    assert (found.doc_no, found.issuer) == ("国务院令第393号", "国务院")
    assert found.enactment.published_on == date(2003, 11, 24)
    assert found.enactment.effective_on == date(2004, 2, 1)
    later = note + "\n\n2016年2月6日 《国务院关于修改部分行政法规的决定》第一次修订"
    found = head(f"# 示例管理条例\n\n{later}{ARTICLES.format('略。')}")
    assert found.doc_no is None
    assert found.enactment.published_by == ("国务院令第393号",)
    assert found.issued_on == date(2016, 2, 6)


def test_an_order_that_amends_numbers_nothing() -> None:
    note = (
        "1997年11月1日 中华人民共和国主席令第九十一号公布\n\n2003年1月1日 某部令第5号发布\n\n"
        "2010年12月29日 国务院令第588号修订"
    )
    found = head(f"# 示例条例\n\n{note}{ARTICLES.format('略。')}")
    assert found.enactment.published_by == ("某部令第5号",)


@pytest.mark.parametrize(
    ("note", "number", "issuer"),
    [
        ("（中华人民共和国住房和城乡建设部令第37号，2018年3月8日公布，自2018年6月1日起施行）",
         "住房和城乡建设部令第37号", "住房和城乡建设部"),
        ("2005年10月27日 第十届全国人民代表大会常务委员会第十八次会议修订 "
         "2005年10月27日 中华人民共和国主席令第四十二号公布",
         "主席令第42号", "全国人民代表大会常务委员会"),
    ],
)  # fmt: skip
def test_the_number_of_an_order_in_any_place_and_numerals(
    note: str, number: str, issuer: str
) -> None:
    found = head(f"# 示例规定\n\n{note}{ARTICLES.format('略。')}")
    assert (found.doc_no, found.issuer) == (number, issuer)


def test_two_courts_pass_one_text_on_two_days() -> None:
    note = (
        "2013年4月15日 最高人民法院审判委员会第1575次会议、2013年4月1日最高人民检察院第十二届检察"
        "委员会第2次会议通过\n\n2013年4月23日 最高人民法院、最高人民检察院公告公布"
    )
    found = head(f"# 关于办理示例案件的解释\n\n{note}{ARTICLES.format('略。')}")
    assert found.issuer == "最高人民法院、最高人民检察院"
    assert found.enactment.published_on == date(2013, 4, 23)
    assert not found.enactment.amended


@pytest.mark.parametrize(
    ("sentence", "begin", "end", "years"),
    [
        ("本办法自2020年5月1日起施行，有效期5年。", date(2020, 5, 1), None, 5),
        ("本办法自二〇二〇年五月一日起施行，有效期至2025年4月30日。", date(2020, 5, 1),
         date(2025, 4, 30), None),
        ("本规定自2020年5月1日起施行。施工许可证有效期为三年。", date(2020, 5, 1), None, None),
        ("本单位负责人自2020年5月1日起任职。", None, None, None),
    ],
)  # fmt: skip
def test_a_text_says_from_when_and_until_when_it_holds(
    sentence: str, begin: date | None, end: date | None, years: int | None
) -> None:
    found = read_validity(sentence)
    assert (found.effective_on, found.expires_on, found.years) == (begin, end, years)


def test_of_two_days_of_effect_none_is_believed() -> None:
    found = read_validity("本办法自2020年5月1日起施行。\n\n本办法自2021年5月1日起施行。")
    assert found.effective_on is None
    assert found.conflicting == ("2020年5月1日", "2021年5月1日")


def test_the_words_of_another_text_are_not_its_own() -> None:
    assert read_validity("将第九条改为：“本办法自2020年5月1日起施行。”").effective_on is None


def test_an_order_is_its_offices_not_the_officers_who_signed_it() -> None:
    cover = (
        "中华人民共和国住房和城乡建设部令\n\n第37号\n\n《示例管理规定》已经2018年2月12日部常务会议审议"
        "通过，现予发布，自2018年6月1日起施行。\n\n部长　王某某\n\n2018年3月8日\n\n示例管理规定"
    )
    found = head(cover + ARTICLES.format("本规定自2018年6月1日起施行。"))
    assert (found.title, found.issuer) == ("示例管理规定", "住房和城乡建设部")
    assert found.doc_no == "住房和城乡建设部令第37号"
    assert found.issued_on == date(2018, 3, 8)


def test_a_letterhead_is_no_title_and_only_a_likely_issuer() -> None:
    found = head(
        f"鞍山市住房和城乡建设局文件\n\n鞍住建发〔2020〕5号\n\n关于示例工作的通知\n\n{BODY}"
    )
    assert (found.title, found.issuer) == ("关于示例工作的通知", None)
    assert [(d.field, d.value) for d in found.doubts] == [("issuer", "鞍山市住房和城乡建设局")]


def test_a_title_that_ends_in_the_word_is_no_letterhead() -> None:
    assert head(f"关于清理规范性文件\n\n{BODY}").title == "关于清理规范性文件"
