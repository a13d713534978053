"""Which questions does the record of an accident give: level, type, duties, what to learn?"""

import random
import re
from collections.abc import Callable, Iterator, Sequence

from corpus import Clause, Document
from library.cases import Case, cases_among
from library.cases.severity import serious_injuries
from library.questions.records import Item, ItemType, Source
from library.questions.rules.digest_wording import clumsy
from library.questions.rules.level_exercises import INVESTIGATES, INVESTIGATION
from library.questions.rules.level_items import DECREE, band_of, graded, level_items
from library.questions.rules.making import chooser, make_item
from library.questions.rules.statement import source_of

__all__ = ["Held", "case_items"]

Gist = Callable[[str, str], Sequence[str] | None]
"""Law and article → what the article lays down, a few words a duty; () where it is not held.

None where the article only threatens a penalty.
"""
Held = Callable[[str, str], Source | None]
"""Law and article → where it stands; None where it is not held."""
Asked = tuple[str, Sequence[str]]
"""A question and the points of a right answer."""


def case_items(
    document: Document,
    clauses: Sequence[Clause],
    seed: str,
    gist: Gist,
    held: Held = lambda *_: None,
) -> Iterator[Item]:
    """Yield the items on one accident; a first bulletin, whose numbers may change, gives none."""
    cases, _ = cases_among([document])
    if not cases or cases[0].preliminary or not clauses or "非生产安全" in document.text:
        return  # the decree on 生产安全事故 grades no other accident
    case, clause = cases[0], clauses[0]
    source = source_of(document, clause, clause.start, clause.end)
    analysis = _analysis(case, source, gist, held, chooser(seed, document.document_id))
    if analysis:
        yield analysis
    if graded(case):
        happened = f"{_happened(case, typed=True)}，造成{_harm(case)}"
        yield from level_items(case, happened, source, seed, most=1 if analysis else 2)


def _happened(case: Case, *, typed: bool) -> str:
    """Return when, where and what; 其他爆炸 is the name of a class and not of what happened."""
    named = typed and case.accident_type and not case.accident_type.startswith("其他")
    what = f"{case.accident_type}事故" if named else "事故"
    return f"{case.date.year}年{case.date.month}月，{case.place}某{_site(case)}发生{what}"


def _site(case: Case) -> str:
    kind = re.split("（(?!.*用户)|引发", case.project_type or "")[0]
    if "用户" in kind:
        return "燃气用户场所"
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


_UNKNOWN = re.compile("原因[^；，]*未核|细节未核|原因不明")
"""What a remark says where nobody knows how the accident came about."""


def _analysis(
    case: Case, source: Source, gist: Gist, held: Held, chance: random.Random
) -> Item | None:
    """Return what is asked of the accident as a whole, None where that is less than two things."""
    measures = [lesson for lesson in case.lessons if _is_measure(lesson)]
    answered = _pairs("。".join(measures))
    if not case.direct_cause or _UNKNOWN.search(case.note or ""):
        return None
    if len(measures) < 2 or not _pairs(case.direct_cause) & answered:
        return None  # what is to be done does not follow from what is told
    causes = [cause for cause in case.indirect_causes if _pairs(cause) & answered]
    kind, duties = list(_type_asked(case, causes)), _duties_asked(case, held, chance)
    asked = [*_level_asked(case), *kind, *(each for each, _ in duties)]
    asked += [*_clauses_asked(case, causes, gist), (_MEASURES, measures)]
    if len(asked) < 2:
        return None
    facts = [f"{_happened(case, typed=not kind)}，造成{_harm(case)}。"]
    facts.append(f"经调查，直接原因是：{case.direct_cause.rstrip('。')}。")
    facts += [f"调查还认定：{'；'.join(causes)}。"] if causes else []
    questions = "".join(f"\n{number}．{words}" for number, (words, _) in enumerate(asked, 1))
    return make_item(
        ItemType.CASE,
        "案例分析·事故",
        f"{''.join(facts)}请回答：{questions}",
        [source, *(where for _, where in duties)],
        f"依据{source.citation}；条款按现行条文，事发时可能尚未施行。",
        (case.accident_type or "", case.hazard_works or ""),
        points=[point for _, points in asked for point in points],
    )


_MEASURES = "为防止同类事故，应当采取哪些措施？至少说出两项，针对案情原因的其他措施同样给分。"
_STATES = re.compile("(?<![不但就还])是(?!否)|属于|同样|惩|处罚|[追问]责")


def _is_measure(lesson: str) -> bool:
    """Whether the lesson keeps accidents away; others say what something is, or punish."""
    return not _STATES.search(lesson)


def _level_asked(case: Case) -> Iterator[Asked]:
    if graded(case) and case.level:
        yield "该事故属于哪一等级？依据是什么？", [f"属于{case.level}事故：{band_of(case.level)}"]


_SIGNS = {
    "坍塌": "坍|塌|滑坡|倾覆|倒",
    "高处坠落": "坠",
    "起重伤害": "吊|起重",
    "物体打击": "砸|击中|打击",
    "透水": "透水|涌|淹|灌入",
    "火灾": "火|燃",
    "爆炸": "爆",
    "触电": "触电|漏电",
    "中毒和窒息": "毒|窒息|硫化氢",
    "车辆伤害": "碾|撞",
}
"""Type of accident → words of a cause by which it is known."""


def _type_asked(case: Case, causes: Sequence[str]) -> Iterator[Asked]:
    """Yield the question of the type, where what is told shows it and shows no other."""
    told = "".join((case.name, case.direct_cause or "", *causes))
    shown = [kind for kind, words in _SIGNS.items() if re.search(words, told)]
    kind = case.accident_type
    facts = told.removeprefix(case.name)
    if kind and shown == [kind] and kind[-2:] not in facts and re.search(_SIGNS[kind], facts):
        others = "、".join(each for each in _SIGNS if each != "爆炸")
        asked = f"该事故属于哪一类（{others}）？"
        yield asked, [f"事故类别：{kind}"]


def _without_the_level(case: Case) -> bool:
    """Whether the place has no government of the level that investigates by the decree."""
    if case.level == "一般":
        return bool(re.search("中山|东莞|三沙|儋州|嘉峪关", case.place or ""))
    return case.level == "较大" and bool(re.match("北京|上海|天津|重庆", case.place or ""))


def _duties_asked(case: Case, held: Held, chance: random.Random) -> list[tuple[Asked, Source]]:
    """Return one of what follows from the level by the decree, with the article it stands in."""
    if not graded(case) or not case.level:
        return []
    days = "30日内，特殊情况下可以延长，但延长的时间最长不超过30日"
    days = days if case.level == "特别重大" else "15日内"
    asked = {
        INVESTIGATION: (
            "不考虑提级调查，这一等级的事故应当由谁负责调查？",
            f"由{INVESTIGATES[case.level]}负责组织调查",
        ),
        "第三十二条": (
            "负责调查的人民政府应当自收到这一等级事故的调查报告之日起多少日内作出批复？",
            days,
        ),
        "第九条": (
            "事故发生单位负责人接到现场人员的报告后，应当在多长时间内向有关部门报告？",
            "1小时内",
        ),
    }
    if _without_the_level(case):
        del asked[INVESTIGATION]
    article = chance.choice(sorted(asked))
    where = held(DECREE.strip("《》"), article)
    words, answer = asked[article]
    return (
        [((f"根据{DECREE}，{words}", [f"{answer}（{DECREE}{article}）"]), where)] if where else []
    )


def _clauses_asked(case: Case, causes: Sequence[str], gist: Gist) -> Iterator[Asked]:
    """Yield the question of the clauses, where two at least speak of what is told.

    What threatens a penalty lays down no duty.
    """
    happened = "。".join((case.direct_cause or "", *causes))
    laid_down = ((pair, gist(*pair.split("|"))) for pair in case.related_clauses)
    found = [(pair, _fitting(happened, duties)) for pair, duties in laid_down if duties]
    told = [(pair, words) for pair, words in found if words]
    if len(told) < 2:
        return
    asked = (
        "可以对照哪些法律、法规和规章的规定？至少说出两条规定的内容，其他确有关系的规定同样给分。"
    )
    yield asked, [f"《{pair.replace('|', '》')}：{words}" for pair, words in told]


_USUAL = re.compile(
    "施工单位|建设单位|监理单位|生产经营单位|主要负责人|负责人|从业人员|作业人员|人员|单位|应当|不得|必须|安全生产|安全|"
    "工程|施工|管理|作业|制度|责任|现场|措施|检查|设备|设施|规定|要求|及时|组织|进行|事故|隐患|使用|企业|建筑|主管部门|部门"
)
_SHARED = 2  # pairs of characters


def _fitting(happened: str, duties: Sequence[str]) -> str:
    """Return the duty that speaks most of what happened, '' where none does or reads badly."""
    met = _pairs(happened)
    ranked = sorted(((len(_pairs(words) & met), words) for words in duties), reverse=True)
    if not ranked or ranked[0][0] < _SHARED:
        return ""
    words = ranked[0][1]
    action = re.split("应当|不得", words, maxsplit=1)[-1]
    return "" if clumsy(action) or "不得不" in words else words


def _pairs(words: str) -> set[str]:
    """Return pairs of characters in a row that are of no use everywhere."""
    parts = re.split(r"[\W_]+", _USUAL.sub(" ", words))
    return {part[at : at + 2] for part in parts for at in range(len(part) - 1)}
