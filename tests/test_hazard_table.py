"""Is the table of hazardous works typed, complete, and what the transcript of 31号文 says?"""

import re
from importlib.resources import files
from pathlib import Path

import pytest

from library.errors import TableRejected
from library.hazard_table import Applies, HazardLevel, HazardRow, Limit, load_hazard_table

TABLE = Path(str(files("corpus"))) / "documents" / "thresholds" / "hazardous-works.tsv"
TRANSCRIPT = "危险性较大的分部分项工程范围清单（建办质〔2018〕31号附件1、附件2）.txt"
TABLE_ROWS = load_hazard_table()


def row(item: str, level: HazardLevel) -> HazardRow:
    [found] = [row for row in TABLE_ROWS if row.item == item and row.level is level]
    return found


def test_every_row_parses() -> None:
    assert len(TABLE_ROWS) == 39
    counts = {level: sum(row.level is level for row in TABLE_ROWS) for level in HazardLevel}
    assert list(counts.values()) == [21, 17, 1]
    assert sum(len(row.limits) for row in TABLE_ROWS) == 25


def test_the_limits_of_formwork() -> None:
    beyond = row("混凝土模板支撑", HazardLevel.BEYOND_SCALE)
    assert beyond.limits == (
        Limit("搭设高度", "≥", 8, "m"),
        Limit("跨度", "≥", 18, "m"),
        Limit("施工总荷载设计值", "≥", 15, "kN/m²"),
        Limit("集中线荷载设计值", "≥", 20, "kN/m"),
    )
    assert (beyond.document, beyond.clause) == ("建办质〔2018〕31号", "附件2（二）2")
    hazardous = row("混凝土模板支撑", HazardLevel.HAZARDOUS)
    assert hazardous.conditions == "高度大于支撑水平投影宽度且相对独立无联系构件"


def test_nothing_is_guessed() -> None:
    assert all(row.effective_on is None for row in TABLE_ROWS)
    [local] = [row for row in TABLE_ROWS if row.level is HazardLevel.LOCAL]
    assert (local.item, local.applies) == ("有限空间作业", Applies.UNVERIFIED)
    assert (local.document, local.clause, local.region) == (None, None, None)
    disputed = [row.item for row in TABLE_ROWS if row.note and "不一致" in row.note]
    assert disputed == ["承重支撑体系（钢结构安装等满堂支撑）", "悬挑式脚手架"]


def test_the_words_of_a_rule_and_its_limits_agree() -> None:
    for row in TABLE_ROWS:
        for limit in row.limits:
            assert f"{limit.parameter}≥{limit.value:g}{limit.unit}" in row.rule
        assert row.rule.count("≥") == len(row.limits)
        assert not row.conditions or row.conditions in row.rule


def test_every_limit_stands_at_its_place_in_the_transcript(test_data: Path) -> None:
    """附件1 and 附件2 are the two parts of the list; the numbers lead to the line."""
    text = (test_data / "inputs" / "statutes" / TRANSCRIPT).read_text("utf-8")
    parts = re.split(r"^[一二]、.*范围$", text, flags=re.MULTILINE)
    lines_used = set[tuple[str, str, str]]()
    for row in TABLE_ROWS:
        if row.clause is None:
            continue
        place = re.fullmatch(r"附件([12])（(.)）([\d、]*)", row.clause)
        assert place
        section = re.split(r"^（.）", parts[int(place[1])], flags=re.MULTILINE)
        [chapter] = [s for s, n in zip(section[1:], "一二三四五六七", strict=True) if n == place[2]]
        heading, *items = chapter.strip().splitlines()
        numbers = [int(number) for number in place[3].split("、") if number]
        said = [items[number - 1] for number in numbers] if numbers else items
        lines_used.update((place[1], place[2], line) for line in said)
        assert row.category.removeprefix("深")[:2] in heading
        for limit in row.limits:
            assert f"{limit.value:g}{limit.unit}" in "".join(said)
        if row.applies is Applies.ALL:
            assert not re.search(r"\d\s*(?:m|kN)", "".join(said))
    items = re.findall(r"^(?!一|二、|（|危险).{6,}。$", text, flags=re.MULTILINE)
    assert {line for _, _, line in lines_used} == set(items)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (2, "很大", "“很大”应为 危险性较大"),
        (5, "深度>=3m", "限值“深度>=3m”读不懂"),
        (10, "2018-13-01", "不是真实存在的日期"),
        (11, "", "没有填写 source"),
        (3, "全部", "适用范围“全部”与限值、条件不符"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, column: int, value: str, reason: str) -> None:
    head, first, *_ = TABLE.read_text("utf-8").splitlines()
    cells = first.split("\t")
    cells[column] = value
    (tmp_path / "table.tsv").write_text("\n".join([head, "\t".join(cells)]), "utf-8")
    with pytest.raises(TableRejected, match=f"阈值表第2行：.*{reason}"):
        load_hazard_table(tmp_path / "table.tsv")


def test_a_row_stands_once(tmp_path: Path) -> None:
    head, first, *_ = TABLE.read_text("utf-8").splitlines()
    (tmp_path / "table.tsv").write_text("\n".join([head, first, first]), "utf-8")
    with pytest.raises(TableRejected, match="第3行：与第2行重复"):
        load_hazard_table(tmp_path / "table.tsv")
