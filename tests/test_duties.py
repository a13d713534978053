"""Is each duty of a clause read with its party, its force, its time, and where it stands?"""

from pathlib import Path

import pytest

from benchmarks.duties import read_facts, read_statutes, tally
from corpus import Clause, Document, Kind
from library.duties import (
    NOT_NAMED,
    DeadlineKind,
    Duty,
    Modality,
    canonical,
    deadlines_in,
    duties_in,
)

LIABILITY = ("第七章 法律责任",)


def read(*texts: str, paths: tuple[tuple[str, ...], ...] = ()) -> list[Duty]:
    """Read clauses that make up a document; each has its own path."""
    clauses, whole = [], ""
    for number, text in enumerate(texts):
        title = text.split("　" if text.startswith("第") else "。", 1)[0]
        path = (*(paths[number] if paths else ()), title)
        start = len(whole)
        whole += text + "\n"
        name = f"d:{number}"
        clauses.append(
            Clause(name, "d", number, str(number), path, f"引{number}", text, start, len(whole) - 1)
        )
    kind = Kind.REGULATION if texts[0].startswith("第") else Kind.POLICY
    document = Document("d", "文", kind, whole)
    duties = duties_in(document, clauses)
    for duty in duties:
        said = whole[duty.start : duty.end]
        assert duty.action in said
        assert all(whole[each.start : each.end] == each.words for each in duty.deadlines)
    return duties


def told(duties: list[Duty]) -> list[tuple[str, str, str]]:
    return [("、".join(duty.parties), duty.modality.value, duty.action) for duty in duties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "第八条　建设单位在编制工程概算时，应当确定所需费用。",
            [("建设单位", "应当", "确定所需费用")],
        ),
        (
            "第九条　单位负责人接到报告后，应当于1小时内报告；有关人员应当保护现场，不得破坏现场。",
            [
                ("单位负责人", "应当", "于1小时内报告"),
                ("有关人员", "应当", "保护现场"),
                ("有关人员", "不得", "破坏现场"),
            ],
        ),
        (
            "第十条　县级以上地方人民政府住房城乡建设主管部门应当建立专家库。",
            [("住房城乡建设主管部门", "应当", "建立专家库")],
        ),
        (
            "第十一条　县级人民政府负有建设工程安全生产监督管理职责的部门有权进入现场检查。",
            [("负有安全生产监督管理职责的部门", "有权", "进入现场检查")],
        ),
        (
            "第十二条　勘察、设计和工程监理等单位应当配合抢险。",
            [("勘察单位、设计单位、监理单位", "应当", "配合抢险")],
        ),
        (
            "第十三条　施工单位的项目负责人应当在施工现场履职。",
            [("项目负责人", "应当", "在施工现场履职")],
        ),
        (
            "第十四条　事故由县级人民政府负责调查。",
            [("各级人民政府", "应当", "事故由县级人民政府负责调查")],
        ),
        (
            "第十五条　方案应当由施工总承包单位组织编制。",
            [("总承包单位", "应当", "由施工总承包单位组织编制")],
        ),
        (
            "第十六条　禁止分包单位将其承包的工程再分包。",
            [("分包单位", "禁止", "分包单位将其承包的工程再分包")],
        ),
        (
            "第十七条　在保护范围内，禁止动用明火。",
            [("任何单位和个人", "禁止", "动用明火")],
        ),
        (
            "第十八条　未经培训合格的从业人员，不得上岗作业。",
            [("从业人员", "不得", "上岗作业")],
        ),
        (
            "第十九条　企业不得使用应当淘汰的设备。",
            [("企业", "不得", "使用应当淘汰的设备")],
        ),
        ("第二十条　本法所称施工单位，是指应当取得资质证书的单位。", []),
        ("第二十一条　国家鼓励企业投保责任保险。", []),
    ],
)
def test_the_article_of_a_statute(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(read(text)) == expected


def test_items_inherit_what_the_lead_in_says() -> None:
    text = "第十八条　燃气经营者不得有下列行为：\n(一)储存燃气；\n(二)应当停气而不停气。"
    first, second = read(text)
    assert (first.parties, first.modality, first.action) == (
        ("燃气经营者",),
        Modality.SHALL_NOT,
        "储存燃气",
    )
    assert second.parties == ("燃气经营者",)
    assert first.rule == "列项承引语"


def test_items_that_are_things_are_no_duties() -> None:
    text = "第十一条　建设单位应当在施工15日前，将下列资料备案：\n(一)资质证明；\n(二)施工方案。"
    (duty,) = read(text)
    assert duty.deadline == "提前15日"


def test_a_sentence_without_a_subject_goes_on_with_the_last() -> None:
    duties = read("第三条　施工单位应当设置标志。安全警示标志必须符合国家标准。\n应当及时更新。")
    assert [duty.rule for duty in duties] == ["本句主语", "承上句", "承上款"]
    assert {duty.parties for duty in duties} == {("施工单位",)}


def test_a_chapter_names_the_party_of_an_article_that_names_none() -> None:
    (duty,) = read("第三条　应当编制方案。", paths=(("第四章 施工单位的安全责任",),))
    assert (duty.parties, duty.rule) == (("施工单位",), "章名")


def test_nobody_is_guessed() -> None:
    (duty,) = read("第三条　防火性能必须符合国家标准。")
    assert (duty.parties, duty.rule) == ((NOT_NAMED,), "文中没有写明")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "（一）强化督查。建立台账，实行闭环管理。",
            [(NOT_NAMED, "要求", "建立台账，实行闭环管理")],
        ),
        (
            "（一）应急。各级住建系统每年至少组织1次演练,企业每半年至少组织1次演练。",
            [
                ("住房城乡建设主管部门", "要求", "每年至少组织1次演练"),
                ("企业", "要求", "每半年至少组织1次演练"),
            ],
        ),
        (
            "（一）落实企业主体责任。完善应急预案，加强应急救援演练。",
            [("企业", "要求", "完善应急预案，加强应急救援演练")],
        ),
        (
            "（一）制度。企业要建立制度，严禁违规挪用。要定期检查。",
            [
                ("企业", "要求", "建立制度"),
                ("企业", "严禁", "违规挪用"),
                ("企业", "要求", "定期检查"),
            ],
        ),
        (
            "（一）制度。企业要建立制度。充分利用政策，加强培养。",
            [
                ("企业", "要求", "建立制度"),
                ("企业", "要求", "充分利用政策，加强培养"),
            ],
        ),
        (
            "1.体检。开展体检,查找隐患。住房和城乡建设牵头,州自然资源局按照职责分工负责;"
            "各县市(园区)住建部门负责",
            [("住房城乡建设主管部门", "要求", "开展体检,查找隐患")],
        ),
        (
            "（一）准入。建筑行业和燃气等行业要严把关口。",
            [(NOT_NAMED, "要求", "严把关口")],
        ),
        ("（一）意义。从2020年5月至2022年12月,分三个阶段进行。", []),
    ],
)
def test_the_clause_of_a_notice(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(read(text)) == expected


def test_principles_and_liability_lay_no_duty_on_anybody() -> None:
    duty = "牢固树立安全发展理念，企业要落实责任。"
    assert read(duty, paths=(("一、总体要求",),)) == []
    assert read("第九十条　企业应当赔偿。", paths=(LIABILITY,)) == []


@pytest.mark.parametrize(
    ("text", "normal", "kind"),
    [
        ("每年至少组织1次综合应急演练", "每年至少1次", DeadlineKind.FREQUENCY),
        ("每年至少进行一次全面检测", "每年至少1次", DeadlineKind.FREQUENCY),
        ("每半年至少组织1次", "每半年至少1次", DeadlineKind.FREQUENCY),
        ("每5年对城市安全风险进行一次全面辨识", "每5年1次", DeadlineKind.FREQUENCY),
        ("每月18日前报送", "每月18日前", DeadlineKind.RECURRING),
        ("每年12月10日前报送", "每年12月10日前", DeadlineKind.RECURRING),
        ("2022年12月10日前要同时报送", "2022年12月10日前", DeadlineKind.DATE),
        ("6月14日之前报送", "6月14日前", DeadlineKind.DATE),
        ("2020年底前,建立制度", "2020年底前", DeadlineKind.DATE),
        ("到2022年底具有", "2022年底前", DeadlineKind.DATE),
        ("于1小时内报告", "1小时内", DeadlineKind.WITHIN),
        ("自收到申请之日起四十五日内", "45日内", DeadlineKind.WITHIN),
        ("作出处罚决定后七个工作日内", "7个工作日内", DeadlineKind.WITHIN),
        ("提前二十四小时通知", "提前24小时", DeadlineKind.AHEAD),
        ("在90个工作日前报告", "提前90个工作日", DeadlineKind.AHEAD),
        ("期满前3个月办理", "提前3个月", DeadlineKind.AHEAD),
        ("应当立即整改", "立即", DeadlineKind.PROMPT),
        ("建设单位在开工前，应当查明", "开工前", DeadlineKind.EVENT),
        ("取得资格后，方可上岗作业", "上岗前", DeadlineKind.EVENT),
        ("在施工招标文件中明确目前的做法", "", None),
        ("由于投入不足导致的后果", "", None),
    ],
)
def test_times_in_one_spelling(text: str, normal: str, kind: DeadlineKind | None) -> None:
    found = [each for each in deadlines_in(text) if each.kind is kind]
    assert [each.normal for each in found][-1:] == ([normal] if normal else [])
    assert kind or not deadlines_in(text)


def test_dates_can_be_sorted() -> None:
    words = "2020年底前、6月14日前、2022年12月10日前、每月18日前、每年12月10日前"
    assert [each.sort for each in deadlines_in(words)] == [
        "2020-12-31",
        "0000-06-14",
        "2022-12-10",
        "00-18",
        "12-10",
    ]


def test_a_penalty_is_linked_by_number_or_by_the_same_words() -> None:
    duties = read(
        "第二十四条　施工单位应当在施工现场显著位置公告危大工程名称和施工时间。",
        "第二十五条　监理单位应当编制监理实施细则。",
        "第二十六条　监理单位应当记录。",
        "第九十条　施工单位有下列行为之一的，处罚款：\n（一）未在施工现场显著位置公告危大工程的；",
        "第九十一条　违反本法第二十六条规定的，处罚款。",
        paths=((), (), (), LIABILITY, LIABILITY),
    )
    assert [duty.penalty for duty in duties] == ["d:3", "", "d:4"]
    assert duties[0].penalty_citation == "引3"


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("建筑施工企业", ("施工单位",)),
        ("施工、监理单位", ("施工单位", "监理单位")),
        ("各县市(园区)住建部门", ("住房城乡建设主管部门",)),
        (
            "住房城乡建设主管部门、消防救援机构及其工作人员",
            ("住房城乡建设主管部门", "消防救援机构", "工作人员"),
        ),
        ("脚手架", ()),
    ],
)
def test_one_name_for_each_party(words: str, parties: tuple[str, ...]) -> None:
    assert canonical(words) == parties


def test_the_duties_that_a_second_reader_checked(test_data: Path) -> None:
    """The targets of the measurement; what is measured is in docs/duties.md."""
    facts = read_facts(test_data)
    figures = tally(facts, *read_statutes(test_data, {fact.law for fact in facts})).figures()
    assert figures["主体"] >= 0.92
    assert figures["情态"] >= 0.97
    assert figures["期限"] >= 0.90
    assert figures["罚则对上"] >= 0.9 * figures["罚则给出"]
