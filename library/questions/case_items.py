"""Which questions do the records of accidents give: level, type, what to learn, which clauses?"""

import re
from collections.abc import Callable, Iterator, Sequence

from corpus import Clause, Document
from library.cases import Case, cases_among
from library.cases.levels import LEVELS, Verdict
from library.cases.severity import serious_injuries
from library.questions.making import GAP, chooser, make_item
from library.questions.records import Change, Item, ItemType, Source
from library.questions.statement import source_of
from library.questions.true_false import OPTIONS

__all__ = ["case_items"]

_DECREE = "《生产安全事故报告和调查处理条例》"
_BANDS = {
    "一般": "3人以下死亡，10人以下重伤，直接经济损失1000万元以下",
    "较大": "3人以上10人以下死亡，或10人以上50人以下重伤，或直接经济损失1000万元以上5000万元以下",
    "重大": "10人以上30人以下死亡，或50人以上100人以下重伤，或直接经济损失5000万元以上1亿元以下",
    "特别重大": "30人以上死亡，或100人以上重伤，或直接经济损失1亿元以上",
}
Gist = Callable[[str, str], Sequence[str]]
"""Law and article → what the article lays down, a few words a duty; () where it is not held."""


def case_items(
    document: Document, clauses: Sequence[Clause], seed: str, gist: Gist
) -> Iterator[Item]:
    """Yield the items on one accident; a first bulletin, whose numbers may change, gives none."""
    cases, _ = cases_among([document])
    if not cases or cases[0].preliminary or not clauses or "非生产安全" in document.text:
        return  # the decree on 生产安全事故 grades no other accident
    case, clause = cases[0], clauses[0]
    source = source_of(document, clause, clause.start, clause.end)
    chance = chooser(seed, document.document_id)
    if case.level and case.comparison.verdict is Verdict.AGREES and _told_by(case):
        yield _level(case, source)
        yield _level_stated(case, source, wrong=chance.random() < 0.6, seed=seed)
    told_by = case.comparison.verdict is Verdict.AGREES and _told_by(case)
    if case.direct_cause and case.level and told_by and len(case.lessons) >= 2:
        yield _analysis(case, source, gist)


def _told_by(case: Case) -> bool:
    """Whether the level follows from what a stem tells, however many of the injured are 重伤."""
    serious = serious_injuries(case.injuries, case.note, case.serious_injuries)
    stated = serious.low == serious.high
    safe = not case.injuries or case.injuries < _SERIOUS[case.level or ""]
    return case.deaths is not None and (stated or safe)


_SERIOUS = {"一般": 10, "较大": 50, "重大": 100, "特别重大": 10**6}
"""From so many 重伤 on, an accident is of the level above."""


def _happened(case: Case, *, typed: bool) -> str:
    what = f"{case.accident_type}事故" if typed and case.accident_type else "事故"
    return f"{case.date.year}年{case.date.month}月，{case.place}某{_site(case)}发生{what}"


def _site(case: Case) -> str:
    kind = re.split("（|引发", case.project_type or "")[0]
    if kind.endswith(("施工", "作业")):
        return f"{kind}现场"
    return kind if kind.endswith(("工程", "工地", "项目")) else f"{kind}项目"


def _harm(case: Case) -> str:
    """Return dead, missing, injured and loss; how many are 重伤 where that is known."""
    told = [f"{case.deaths}人死亡"] if case.deaths else []
    if case.missing:
        told.append(f"{case.missing}人失踪")
    if case.injuries:
        serious = serious_injuries(case.injuries, case.note, case.serious_injuries)
        known = serious.low if serious.low == serious.high else None
        told.append(f"{case.injuries}人受伤" + (f"（其中重伤{known}人）" if known else ""))
    if case.economic_loss_wan_yuan:
        told.append(f"直接经济损失{case.economic_loss_wan_yuan:g}万元")
    return "、".join(told)


def _level(case: Case, source: Source) -> Item:
    options = [f"{level}事故" for level in LEVELS]
    right = options.index(f"{case.level}事故")
    return make_item(
        ItemType.SINGLE,
        "单选·事故等级",
        f"{_happened(case, typed=True)}，造成{_harm(case)}。根据{_DECREE}，该事故属于{GAP}。",
        [source],
        f"应选“{options[right]}”。{_why(case)}",
        ("事故等级",),
        options=options,
        key=[right],
        topic="事故等级与报告",
    )


def _why(case: Case) -> str:
    assert case.level is not None  # noqa: S101 - of `case_items`
    return (
        f"{_DECREE}第三条：{case.level}事故，{_BANDS[case.level]}（以上含本数，以下不含，取最高一项）。"
        f"{case.name}：{case.assessment.reason}。"
    )


def _level_stated(case: Case, source: Source, *, wrong: bool, seed: str) -> Item:
    assert case.level is not None  # noqa: S101 - of `case_items`
    at = LEVELS.index(case.level)
    near = [LEVELS[n] for n in (at - 1, at + 1) if 0 <= n < len(LEVELS)]
    said = chooser(seed, source.document_id, "等级").choice(near) if wrong else case.level
    change = Change("界限", f"{case.level}事故", f"{said}事故") if wrong else None
    answer = "正确。" if not wrong else f"错误。题中把“{case.level}事故”改成了“{said}事故”。"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{'界限' if wrong else '原意'}（事故等级）",
        f"{_happened(case, typed=False)}，造成{_harm(case)}。根据{_DECREE}，该事故属于{said}事故。",
        [source],
        f"{answer}{_why(case)}",
        ("事故等级",),
        options=OPTIONS,
        key=[1 if wrong else 0],
        change=change,
        topic="事故等级与报告",
    )


_USUAL = re.compile(
    "施工单位|建设单位|监理单位|生产经营单位|主要负责人|负责人|从业人员|作业人员|人员|单位|应当|不得|必须|安全生产|安全|"
    "工程|施工|管理|作业|制度|责任|现场|措施|检查|设备|设施|规定|要求|及时|组织|进行|事故|隐患|使用|企业|建筑|主管部门|部门"
)
_SHARED = 2  # pairs of characters


def _fitting(case: Case, gist: Gist) -> Iterator[tuple[str, str]]:
    """Yield the clauses that speak of what happened, each with its duty that does so most."""
    facts = [case.direct_cause or "", *case.indirect_causes, *case.lessons]
    met = _pairs("。".join(facts))
    for pair in case.related_clauses:
        ranked = sorted(((len(_pairs(w) & met), w) for w in gist(*pair.split("|"))), reverse=True)
        if ranked and ranked[0][0] >= _SHARED:
            yield pair, ranked[0][1]


def _pairs(words: str) -> set[str]:
    """Return pairs of characters in a row that are of no use everywhere."""
    parts = re.split(r"[\W_]+", _USUAL.sub(" ", words))
    return {part[at : at + 2] for part in parts for at in range(len(part) - 1)}


def _analysis(case: Case, source: Source, gist: Gist) -> Item:
    assert case.level is not None and case.direct_cause is not None  # noqa: S101, PT018
    facts = [f"{_happened(case, typed=False)}，造成{_harm(case)}。"]
    facts.append(f"经调查，直接原因是：{case.direct_cause.rstrip('。')}。")
    if case.indirect_causes:
        facts.append(f"调查还认定：{'；'.join(case.indirect_causes)}。")
    asked = ["该事故属于哪一等级？依据是什么？"]
    points = [f"属于{case.level}事故：{_BANDS[case.level]}（{_DECREE}第三条）"]
    if case.accident_type and case.accident_type[:2] not in "".join(facts):
        asked.append("该事故属于哪一类型？")
        points.append(f"事故类型：{case.accident_type}")
    told = list(_fitting(case, gist))
    if len(told) > 1:  # of one, whoever names another is right as well
        asked.append("该事故可以对照哪些法律、法规和规章？至少说出两条规定的内容。")
        points += [f"《{pair.replace('|', '》')}：{words}" for pair, words in told]
    asked.append("为防止同类事故，应当采取哪些措施？")
    points += list(case.lessons)
    questions = "".join(f"\n{number}．{words}" for number, words in enumerate(asked, 1))
    return make_item(
        ItemType.CASE,
        "案例分析·事故",
        f"{''.join(facts)}请回答：{questions}",
        [source],
        f"依据{source.citation}；条款按现行条文，事发时可能尚未施行，"
        f"说出其他确有关系的条款同样给分。等级：{_why(case)}",
        (case.accident_type or "", case.hazard_works or ""),
        points=points,
    )
