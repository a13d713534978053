"""Which level of effect has a text?"""

import json
import lzma
from pathlib import Path

import pytest

from corpus.particulars.levels import level_of
from corpus.records import Kind, Level
from corpus.structure import Enactment

PASSED = Enactment(bodies=("最高人民法院",))


@pytest.mark.parametrize(
    ("title", "issuer", "doc_no", "level"),
    [
        ("中华人民共和国宪法", None, None, Level.CONSTITUTION),
        ("中华人民共和国建筑法", None, None, Level.LAW),
        ("关于修改建筑法的决定", "全国人民代表大会常务委员会", None, Level.LAW),
        ("建设工程安全生产管理条例", "国务院", "国务院令第393号", Level.ADMINISTRATIVE_REGULATION),
        ("关于适用民法典的解释", "最高人民法院", "法释〔2020〕15号", Level.JUDICIAL_INTERPRETATION),
        ("某省燃气条例", "某省人民代表大会常务委员会", None, Level.LOCAL_REGULATION),
        ("某自治县旅游条例", "某自治县人民代表大会", None, Level.AUTONOMOUS_REGULATION),
        ("危险性较大的分部分项工程安全管理规定", "住房和城乡建设部", "住房和城乡建设部令第37号",
         Level.DEPARTMENT_RULE),
        ("经营监督管理办法", "国家市场监督管理总局", "国家市场监督管理总局令第54号",
         Level.DEPARTMENT_RULE),
        ("城市照明管理办法", "鞍山市人民政府", "鞍山市人民政府令第5号", Level.LOCAL_RULE),
        ("安全管理办法", "住房和城乡建设部办公厅", "建办质〔2018〕31号", Level.NORMATIVE_DOCUMENT),
        ("国务院关于加强安全工作的意见", "国务院", "国发〔2010〕23号", Level.NORMATIVE_DOCUMENT),
        ("关于同意某方案的批复", "鞍山市人民政府", "鞍政〔2010〕2号", Level.OTHER),
    ],
)  # fmt: skip
def test_issuer_name_and_number_tell_the_level(
    title: str, issuer: str | None, doc_no: str | None, level: Level
) -> None:
    assert level_of(Kind.REGULATION, title, issuer, doc_no).level is level


@pytest.mark.parametrize(
    ("title", "issuer", "doc_no", "likely"),
    [
        ("国家金库条例", "国务院", None, Level.ADMINISTRATIVE_REGULATION),
        ("某市燃气管理办法", "鞍山市人民政府", None, Level.LOCAL_RULE),
        ("上海市燃气条例", None, None, Level.LOCAL_REGULATION),
        ("审理建设工程案件的规定", "最高人民法院", None, Level.JUDICIAL_INTERPRETATION),
        ("某州条例", "昌吉回族自治州人民代表大会", None, Level.AUTONOMOUS_REGULATION),
        ("山东省清洁条例", "全国人民代表大会常务委员会", None, Level.LOCAL_REGULATION),
    ],
)
def test_a_likely_level_is_left_to_a_person(
    title: str, issuer: str | None, doc_no: str | None, likely: Level
) -> None:
    judged = level_of(Kind.REGULATION, title, issuer, doc_no)
    assert judged.level is None
    assert judged.likely is likely
    assert judged.reason


def test_what_the_committee_passed_in_its_forms_is_a_judicial_interpretation() -> None:
    judged = level_of(Kind.REGULATION, "审理案件的规定", "最高人民法院", None, PASSED)
    assert judged.level is Level.JUDICIAL_INTERPRETATION


def test_an_amended_regulation_keeps_the_level_of_the_order_that_published_it() -> None:
    told = Enactment(bodies=("国务院",), amended=True, order="国务院令第379号")
    judged = level_of(Kind.REGULATION, "物业管理条例", "国务院", None, told)
    assert judged.level is Level.ADMINISTRATIVE_REGULATION


def test_notices_of_unknown_issuer_are_judged_by_their_form_alone() -> None:
    assert level_of(Kind.POLICY, "关于安全的通知", None, None).level is Level.NORMATIVE_DOCUMENT
    assert level_of(Kind.POLICY, "福利费暂行规定", None, None).level is None


def test_the_kind_decides_for_standards_cases_and_our_own_words() -> None:
    kinds = (Kind.STANDARD, Kind.CASE, Kind.DIGEST, Kind.INTERPRETATION)
    levels = [level_of(kind, "某", None, None).level for kind in kinds]
    assert levels == [Level.STANDARD, Level.CASE, Level.OTHER, Level.OTHER]


def test_statutes_named_as_laws_are_no_local_regulations(test_data: Path) -> None:
    with lzma.open(test_data / "bench/laws/docs.jsonl.xz", "rt") as file:
        rows = [json.loads(line) for line in file]
    judged = [
        (level_of(Kind.REGULATION, row["title"], None, None).level, row["level"]) for row in rows
    ]
    said = [(level, truth) for level, truth in judged if level is not None]
    assert len(said) > 300
    assert all(level == truth for level, truth in said if truth not in {"其他", "宪法"})
