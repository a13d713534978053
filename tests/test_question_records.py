"""Do questions on accidents and on 危大工程 follow from what their stems tell?"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import pytest

from library.questions import Batch, Item, ItemType, Wish, generate_items, texts_in_force
from library.questions.generating import Text, candidates
from search import open_service, read_settings


@pytest.fixture(scope="module")
def texts(furnished: Path) -> list[Text]:
    return texts_in_force(open_service(read_settings(furnished, {})))


@pytest.fixture(scope="module")
def batch(texts: list[Text]) -> Batch:
    return generate_items(texts, Wish(seed="7"))


_LEVELS = ("一般", "较大", "重大", "特别重大")
_FIGURES = re.compile(r"造成(\d+)人死亡、(\d+)人重伤、直接经济损失([\d.]+)(亿|万)元")


def _levels(words: str) -> list[str]:
    """Return the level of each accident that is told, by 第三条 of the decree."""
    found = []
    for dead, hurt, lost, unit in _FIGURES.findall(words):
        loss = float(lost) * (10_000 if unit == "亿" else 1)
        limits = ((int(dead), (3, 10, 30)), (int(hurt), (10, 50, 100)), (loss, (1000, 5000, 10000)))
        found.append(_LEVELS[max(sum(n >= limit for limit in each) for n, each in limits)])
    return found


def _right(item: Item) -> list[str]:
    return [item.options[at] for at in item.key]


def _made_up(batch: Batch) -> list[Item]:
    return [i for i in batch.items if "事故等级" in i.rule and _FIGURES.search(_words(i))]


def _words(item: Item) -> str:
    return "\n".join((item.stem, *item.options))


def test_the_level_of_made_up_figures_is_that_of_the_decree(batch: Batch) -> None:
    made = [item for item in _made_up(batch) if "调查" not in item.rule]
    assert 15 <= len(made) <= 60
    for item in made:
        if "下列" in item.stem:
            asked = re.findall("属于(.+?)事故的", item.stem)
            levels = [_levels(option) == asked for option in item.options]
            assert item.key == tuple(at for at, fits in enumerate(levels) if fits)
        elif item.type is ItemType.SINGLE:
            assert _right(item) == [f"{level}事故" for level in _levels(item.stem)]
        else:
            said = re.findall("该事故属于(.+?)事故。", item.stem)
            assert (item.key == (0,)) == (said == _levels(item.stem)), item.stem


def test_who_investigates_follows_from_the_level(batch: Batch) -> None:
    by_level = dict(zip(_LEVELS, ("县级", "设区的市级", "省级", "国务院"), strict=True))
    asked = [item for item in _made_up(batch) if "调查" in item.rule]
    assert {item.type for item in asked} == {ItemType.SINGLE, ItemType.TRUE_FALSE}
    for item in asked:
        [level] = _levels(item.stem)
        told = _right(item)[0] if item.type is ItemType.SINGLE else item.stem.split("该事故由")[1]
        assert (by_level[level] in told) == (item.type is ItemType.SINGLE or item.key == (0,))
        assert "第十九条" in item.sources[0].citation


def test_an_accident_is_asked_for_its_level_at_most_twice_and_never_far_below(batch: Batch) -> None:
    asked = [i for i in batch.items if "属于哪一等级" in i.stem or "事故等级" in i.rule]
    asked = [item for item in asked if item.type is not ItemType.SHORT]
    real = [item for item in asked if not _FIGURES.search(_words(item))]
    assert max(Counter(item.sources[0].document_id for item in real).values()) <= 2
    alone = [item for item in real if "事故等级" in item.rule]
    assert not [item.stem for item in alone if "造成1人死亡" in item.stem]
    assert not [item.stem for item in asked if "其他爆炸" in item.stem or "湿陷性黄土" in item.stem]


def test_an_accident_is_asked_for_what_its_record_can_answer(batch: Batch) -> None:
    cases = [item for item in batch.items if item.rule == "案例分析·事故"]
    assert len(cases) >= 20
    for item in cases:
        told = item.stem.split("请回答")[0]
        assert item.stem.count("\n") >= 2
        if "属于哪一类？" in item.stem:
            [kind] = [p.removeprefix("事故类别：") for p in item.points if p.startswith("事故类别")]
            assert kind not in told
            assert not re.search("坠落|涌水", told)
            assert ("吊" in told) <= (kind == "起重伤害")
        assert not [point for point in item.points if re.search("信号|前兆|不得不", point)]
        assert "脚手架坍塌，致井内" not in told  # nobody knows how it came about


_OVER = {
    "基坑工程": {"开挖深度": 5},
    "混凝土模板支撑工程": {
        "搭设高度": 8, "跨度": 18, "施工总荷载设计值": 15, "集中线荷载设计值": 20,
    },
    "钢结构安装用满堂承重支撑体系工程": {"单点集中荷载": 7},
    "采用非常规起重设备、方法的起重吊装工程": {"单件起吊重量": 100},
    "起重机械安装和拆卸工程": {"起重量": 300, "搭设总高度": 200, "搭设基础标高": 200},
    "落地式钢管脚手架工程": {"搭设高度": 50},
    "附着式升降脚手架工程": {"提升高度": 150},
    "建筑幕墙安装工程": {"施工高度": 50},
    "钢结构安装工程": {"跨度": 36},
    "网架结构安装工程": {"跨度": 60},
    "索膜结构安装工程": {"跨度": 60},
    "人工挖孔桩工程": {"开挖深度": 16},
    "大型结构整体顶升、平移、转体工程": {"重量": 1000},
}  # fmt: skip
"""附件2 of 建办质〔2018〕31号, typed in again."""
_WHOLLY = re.compile("工具式模板|水下作业|新技术")
_NEVER = ("高处作业吊篮工程", "卸料平台工程", "异型脚手架工程",
          "装配式建筑混凝土预制构件安装工程")  # fmt: skip


def _is_over(told: str) -> bool:
    """Whether the works are 超过一定规模; fail where what is told does not say."""
    works, _, sizes = told.rpartition("，")
    if works not in _OVER:
        assert _WHOLLY.search(told) or told in _NEVER, told
        return told not in _NEVER
    measured = dict(re.findall(r"([一-龥]+)为(\d+)", sizes))
    assert measured, told
    over = [int(size) >= _OVER[works][name] for name, size in measured.items()]
    assert any(over) or measured.keys() == _OVER[works].keys(), told
    return any(over)


def test_the_right_works_are_those_over_a_limit_of_the_table(batch: Batch) -> None:
    asked = [i for i in batch.items if "下列各项工程中" in i.stem]
    assert len(asked) >= 50
    for item in asked:
        lesser = "但未超过" in item.stem
        right = [at for at, told in enumerate(item.options) if _is_over(told) != lesser]
        assert item.key == tuple(right), item.options
        assert ("第十二条" in item.sources[-1].citation) == ("专家论证" in item.stem)


def test_a_project_names_its_works_of_either_class(batch: Batch) -> None:
    cases = [item for item in batch.items if item.rule == "案例分析·危大工程"]
    assert len(cases) >= 4
    for item in cases:
        listed = re.findall("（(\\d)）(.+?)(?:；(?=（)|。请回答)", item.stem.partition("：")[2])
        assert len(listed) == 5
        over = "、".join(f"（{number}）" for number, told in listed if _is_over(told))
        assert item.points[0].endswith(f"的是{over}")


def test_what_is_of_every_size_is_told_to_be_of_no_two_classes_away(batch: Batch) -> None:
    judged = [i for i in batch.items if "分级）" in i.rule and i.type is ItemType.TRUE_FALSE]
    assert judged
    for item in judged:
        assert not re.search("(?:幕墙|起重机械|结构安装|挖孔桩|附着式).*不属于", item.stem)
    asked = "\n".join(item.stem for item in batch.items)
    assert "四新" not in asked
    assert "钢结构、网架、索膜结构安装工程的" not in asked


def _shared(one: Item, other: Item) -> int:
    works = [{option.split("，")[0] for option in item.options} for item in (one, other)]
    return len(works[0] & works[1])


def test_made_up_items_repeat_no_other_and_follow_from_the_seed(
    texts: list[Text], batch: Batch
) -> None:
    asked = [i for i in batch.items if "下列各项工程中" in i.stem]
    for one, other in combinations(asked, 2):
        assert one.stem != other.stem or _shared(one, other) <= 2, one.options
    assert _ids(texts, "7") == _ids(texts, "7") != _ids(texts, "8")


def _ids(texts: Sequence[Text], seed: str) -> list[str]:
    made = candidates(texts, seed)
    return [
        item.item_id for item in made if "下列各项工程中" in item.stem or _FIGURES.search(item.stem)
    ]
