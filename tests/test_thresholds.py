"""Is every limit of the two annexes inclusive, and is what is unknown asked for, never assumed?

The limits stand here a second time on purpose, written from the annexes and not from the table.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from library.errors import MeasureRejected, UnknownWorks
from library.hazard_table import Applies, HazardLevel, load_hazard_table
from library.thresholds import (
    DIMENSIONS,
    Decision,
    State,
    consequences,
    decide,
    find_works,
    read_count,
    read_loss,
    read_measure,
    rows_for,
    rows_in,
)
from tests.fake_search import standard_service

ROWS = load_hazard_table()
TODAY = date(2026, 1, 5)
FORMWORK = {"height": "1", "span": "1", "load": "1", "line_load": "1"}
LIFTING = {"weight": "1", "height": "1", "base": "1"}
LIMITS: list[tuple[str, str, float | None, float | None, Mapping[str, str]]] = [
    ("土方开挖、支护、降水", "depth", 3, 5, {}),
    ("混凝土模板支撑", "height", 5, 8, FORMWORK),
    ("混凝土模板支撑", "span", 10, 18, FORMWORK),
    ("混凝土模板支撑", "load", 10, 15, FORMWORK),
    ("混凝土模板支撑", "line_load", 15, 20, FORMWORK),
    ("承重支撑体系", "point_load", 0, 7, {}),
    ("非常规起重", "weight", 10, 100, {}),
    ("起重机械安装和拆卸", "weight", 0, 300, LIFTING),
    ("起重机械安装和拆卸", "height", 0, 200, LIFTING),
    ("起重机械安装和拆卸", "base", 0, 200, LIFTING),
    ("落地式脚手架", "height", 24, 50, {}),
    ("附着式升降脚手架", "height", 0, 150, {}),
    ("悬挑式脚手架", "height", 0, 20, {}),
    ("幕墙", "height", 0, 50, {}),
    ("钢结构", "span", 0, 36, {}),
    ("网架", "span", 0, 60, {}),
    ("人工挖孔桩", "depth", 0, 16, {}),
    ("大型结构整体顶升、平移、转体", "weight", None, 1000, {}),
]
"""Works, what is measured, from which size 危大 (0: always, None: never) and 超过一定规模."""
ALWAYS = {
    "滑模": "超过一定规模", "采用起重机械进行安装的工程": "危大", "吊篮": "危大",
    "卸料平台": "危大", "异型脚手架": "危大", "暗挖": "超过一定规模", "盾构": "超过一定规模",
    "水下作业": "超过一定规模", "装配式": "危大", "四新技术": "超过一定规模",
}  # fmt: skip
"""Works of every size."""


def judge(name: str, answers: Mapping[int, bool] | None = None, **stated: str) -> Decision:
    [works] = find_works(name, ROWS)
    rows, notes = rows_for(ROWS, works.item, "", TODAY)
    return decide(works, rows, stated, answers, notes)


def around(limit: float) -> tuple[str, str, str]:
    step = Decimal("0.001")
    exact = Decimal(str(limit))
    return str(exact - step), str(exact), str(exact + step)


def level_of(value: Decimal, hazardous: float | None, beyond: float | None) -> str:
    if beyond is not None and value >= Decimal(str(beyond)):
        return "超过一定规模"
    return "危大" if hazardous is not None and value >= Decimal(str(hazardous)) else "非危大"


@pytest.mark.parametrize(("name", "what", "hazardous", "beyond", "others"), LIMITS)
def test_a_limit_includes_its_number(
    name: str, what: str, hazardous: float | None, beyond: float | None, others: Mapping[str, str]
) -> None:
    for limit in filter(None, (hazardous, beyond)):
        for value in around(limit):
            answers = {1: False} if name in {"土方开挖、支护、降水", "混凝土模板支撑"} else {}
            found = judge(name, answers, **{**others, what: value})
            assert found.text == level_of(Decimal(value), hazardous, beyond), value
            if found.deciding and found.deciding.limit:
                assert found.deciding.limit.value <= float(value)


def test_every_limit_of_the_table_was_tried() -> None:
    tried = set()
    for name, what, hazardous, beyond, _ in LIMITS:
        [works] = find_works(name, ROWS)
        for level, size in (("危险性较大", hazardous), ("超过一定规模", beyond)):
            if size:
                tried.add((works.item, level, size, DIMENSIONS[what][1]))
    for row in ROWS:
        for limit in row.limits:
            assert any(
                item == row.item and level == row.level and value == limit.value
                and limit.parameter in parameters
                for item, level, value, parameters in tried
            ), limit  # fmt: skip
    assert len(LIMITS) == 18


@pytest.mark.parametrize("name", ALWAYS)
def test_some_works_are_hazardous_whatever_their_size(name: str) -> None:
    found = judge(name)
    assert (found.text, found.certain) == (ALWAYS[name], True)


def test_every_row_is_tried() -> None:
    names = {find_works(name, ROWS)[0].item for name, *_ in LIMITS} | {
        find_works(name, ROWS)[0].item for name in ALWAYS
    }
    left = {row.item for row in ROWS} - names
    assert left == {"拆除", "有限空间作业"}  # by conditions alone, and not verified


@pytest.mark.parametrize(
    ("answers", "text"),
    [
        ({}, "资料不足"),
        ({1: True}, "至少危大"),
        ({1: False, 2: False}, "非危大"),
        ({1: True, 2: False}, "危大"),
        ({2: True}, "超过一定规模"),
        ({1: False}, "资料不足"),
    ],
)
def test_what_no_number_says_is_asked(answers: dict[int, bool], text: str) -> None:
    found = judge("拆除", answers)
    assert found.text == text
    if not answers:
        assert [c.number for c in found.open] == [1, 2]


def test_a_shallow_pit_waits_for_its_condition() -> None:
    found = judge("基坑", depth="2.9")
    assert (found.text, len(found.open)) == ("资料不足", 1)
    assert "另须核对：未达3m但地质" in found.judged[1].reason
    assert judge("基坑", {1: False}, depth="2.9").text == "非危大"
    assert judge("基坑", {1: True}, depth="2.9").text == "危大"
    assert judge("深基坑", depth="4.8").text == "危大"
    assert judge("基坑").missing == ("开挖深度",)


def test_what_is_missing_is_named() -> None:
    found = judge("高支模", height="6")
    assert found.text == "至少危大"
    assert found.missing == ("跨度", "施工总荷载设计值", "集中线荷载设计值")
    assert judge("高支模", height="8").certain
    assert judge("塔吊", weight="250").text == "至少危大"


def test_works_that_are_not_verified_are_not_decided() -> None:
    found = judge("有限空间")
    assert found.text == "资料不足"
    assert found.judged[0].state is State.OPEN


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("4.8", "m", "4.8"), ("4.8m", "m", "4.8"), ("4.8 米", "m", "4.8"),
        ("4800mm", "m", "4.8"),
        ("４．８ｍ", "m", "4.8"), ("480cm", "m", "4.8"), ("4800毫米", "m", "4.8"),
        ("3000mm", "m", "3"),
        ("10", "kN", "10"), ("10kN", "kN", "10"), ("10000N", "kN", "10"), ("1t", "kN", "9.80665"),
        ("10kN/m²", "kN/m²", "10"), ("10kN/㎡", "kN/m²", "10"), ("10kPa", "kN/m²", "10"),
        ("15kN/m", "kN/m", "15"), ("1,000kN", "kN", "1000"),
    ],
)  # fmt: skip
def test_sizes_are_read_exactly(text: str, unit: str, value: str) -> None:
    found = read_measure("大小", text, unit, 1000)
    assert found.value == Decimal(value)
    assert bool(found.note) == ("t" in text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4800", "4800 米？请写明单位"),
        ("-3", "应当大于 0"),
        ("−3m", "应当大于 0"),
        ("0", "应当大于 0"),
        ("4.8kN", "单位应为 m，不能是“kN”"),
        ("4.8平方米", "单位应为 m"),
        ("很深", "读不懂"),
        ("nan", "读不懂"),
        ("1e9", "读不懂"),
        ("4.8.1", "读不懂"),
        ("9" * 400, "读不懂"),
    ],
)
def test_what_is_no_size_is_refused(text: str, told: str) -> None:
    with pytest.raises(MeasureRejected, match=told.replace("？", ".")):
        judge("基坑", depth=text)


def test_a_size_that_decides_nothing_is_refused() -> None:
    with pytest.raises(MeasureRejected, match="按开挖深度判定，不看跨度"):
        judge("基坑", span="10")
    with pytest.raises(MeasureRejected, match="不按大小判定"):
        judge("吊篮", height="10")
    with pytest.raises(MeasureRejected, match="没有第 2 个条件"):
        judge("基坑", {2: True})


def test_works_go_by_many_names() -> None:
    assert {
        name: find_works(name, ROWS)[0].item for name in ("高支模", "爬架", "塔吊", "顶管")
    } == {
        "高支模": "混凝土模板支撑",
        "爬架": "附着式升降脚手架（超规模含附着式升降操作平台）",
        "塔吊": "起重机械安装和拆卸",
        "顶管": "矿山法、盾构法、顶管法施工的隧道、洞室",
    }
    assert len(find_works("脚手架", ROWS)) == 6
    assert find_works("30米深的基坑", ROWS)[0].item == "土方开挖、支护、降水"
    with pytest.raises(UnknownWorks, match="没有“装修”"):
        find_works("装修", ROWS)
    with pytest.raises(UnknownWorks, match="名称相近的有"):
        find_works("脚扣架", ROWS)
    with pytest.raises(UnknownWorks):
        find_works("", ROWS)


def test_a_region_may_have_its_own_limits(tmp_path: Path) -> None:
    table = Path("corpus/documents/thresholds/hazardous-works.tsv").read_text("utf-8")
    head, first, *_ = table.splitlines()
    cells = first.split("\t")
    cells[4:7] = ["开挖深度≥2m", "开挖深度≥2m", ""]
    cells[7:11] = ["示建质〔2020〕1号", "附件1", "吉林省", "2020-01-01"]
    (tmp_path / "thresholds.tsv").write_text(f"{head}\n" + "\t".join(cells), "utf-8")
    rows = rows_in(tmp_path)
    [works] = find_works("基坑", rows)
    local, notes = rows_for(rows, works.item, "吉林", TODAY)
    assert [row.region for row in local] == ["全国", "吉林省"]
    found = decide(works, local, {"depth": "2.5"}, {}, notes)
    assert found.text == "危大"
    assert found.deciding
    assert found.deciding.row.document == "示建质〔2020〕1号"
    assert decide(works, rows_for(rows, works.item, "湖北", TODAY)[0], {"depth": "5"}).certain
    assert "没有湖北的地方规定" in rows_for(rows, works.item, "湖北", TODAY)[1][0]
    before = rows_for(rows, works.item, "吉林", date(2019, 1, 1))[0]
    assert [row.region for row in before] == ["全国", "全国"]


def test_what_follows_is_cited_and_not_told() -> None:
    service = standard_service()
    beyond = consequences(service, judge("基坑", depth="5"))
    assert "专家不少于 5 名" in beyond[0].what
    assert beyond[0].citation == "《危险性较大的分部分项工程安全管理规定》第十二条"
    hazardous = consequences(service, judge("基坑", depth="4.8"))
    assert not any("论证" in one.what for one in hazardous)
    assert consequences(service, judge("基坑", {1: False}, depth="1")) == []


def test_numbers_of_an_accident_are_read() -> None:
    assert (read_count("死亡人数", "3人"), read_count("死亡人数", "")) == (3, None)
    assert [read_loss(text) for text in ("1000", "1亿元", "5000000元", "")] == [
        1000,
        10000,
        500,
        None,
    ]
    for text in ("-1", "1.5", "三人"):
        with pytest.raises(MeasureRejected):
            read_count("死亡人数", text)
    for text in ("-1", "多", "3美元"):
        with pytest.raises(MeasureRejected):
            read_loss(text)


def test_the_table_is_what_the_test_knows() -> None:
    assert sum(row.applies is Applies.ALL for row in ROWS) == 20
    assert sum(row.level is HazardLevel.BEYOND_SCALE for row in ROWS) == 17
