"""For which region does a text hold?"""

import pytest

from corpus.particulars.regions import NATIONAL, code_of, region_of


@pytest.mark.parametrize(
    ("issuer", "title", "code"),
    [
        ("昌吉回族自治州住房和城乡建设局", "", "652300"),
        ("昌吉州住房和城乡建设局", "", "652300"),
        ("中共鞍山市委办公厅、鞍山市人民政府办公厅", "", "210300"),
        ("吉林省粮食和物资储备局", "", "220000"),
        ("吉林市住房和城乡建设局", "", "220200"),
        ("海南省住房和城乡建设厅", "", "460000"),
        ("海南州人民政府", "", "632500"),
        ("北京市朝阳区人民政府", "", "110105"),
        ("广西住房城乡建设厅", "", "450000"),
        ("东莞市住房和城乡建设局", "", "441900"),
        ("济源市人民政府", "", "419001"),
        (None, "深圳经济特区消防条例", "440300"),
        (None, "鞍山市城市房屋安全管理办法", "210300"),
        ("山东省人民代表大会常务委员会", "潍坊市燃气条例", "370700"),
    ],
)
def test_issuer_and_title_tell_the_region(issuer: str | None, title: str, code: str) -> None:
    found = region_of(issuer, title)
    assert found.region is not None
    assert found.region.code == code
    assert code_of(found.region.name) == code


@pytest.mark.parametrize(
    "issuer", ["国务院", "住房和城乡建设部办公厅", "全国人民代表大会常务委员会", "应急管理部"]
)
def test_the_states_bodies_have_no_region_code(issuer: str) -> None:
    assert region_of(issuer, "某市示例").region == NATIONAL
    assert not NATIONAL.code


@pytest.mark.parametrize(
    ("issuer", "title", "reason"),
    [
        ("朝阳区人民政府", "", "北京市朝阳区、吉林省长春市朝阳区"),
        ("广州市人民政府、深圳市人民政府", "", "不同地区"),
        ("鞍山市人民政府", "吉林省示例办法", "而标题写的是吉林省"),
        ("全国人民代表大会常务委员会", "山东省清洁条例", "而标题写的是山东省"),
        ("新疆生产建设兵团住房和城乡建设局", "", "不是行政区划"),
    ],
)
def test_what_is_ambiguous_stays_open_with_its_reason(issuer: str, title: str, reason: str) -> None:
    found = region_of(issuer, title)
    assert found.region is None
    assert reason in found.reason


@pytest.mark.parametrize(
    ("issuer", "title"),
    [
        ("吉林粮食局", ""),
        ("东方市场监督管理局", ""),
        (None, "关于进一步加强安全工作的通知"),
        (None, "新县城建设导则"),
        (None, "安全生产条例"),
    ],
)
def test_no_region_is_guessed(issuer: str | None, title: str) -> None:
    assert region_of(issuer, title) == (None, "")


def test_a_region_that_is_not_written_in_full_has_no_code() -> None:
    assert code_of("辽宁省鞍山市") == "210300"
    assert code_of("朝阳区") is None
    assert code_of("全国") is None


def test_the_state_makes_the_basic_laws_of_its_special_regions() -> None:
    assert region_of("全国人民代表大会", "香港特别行政区基本法").region == NATIONAL
