"""By which one change does a true statement become false by its own clause?

What is merely said in other words (应当→必须, 施工单位→施工企业), and what the clause implies, is
not false. 「每年至少一次」 implies 「两年至少一次」, so a duty is only ever made stricter and a
condition or a permission wider than it is: that the clause does not say.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from library.duties import Modality, canonical
from library.questions.records import Change
from library.questions.rules.evidence import Evidence
from library.questions.rules.party_kinds import (
    authority,
    everybodys,
    in_a_list,
    own_business,
    rivals,
    told_by,
)
from library.questions.rules.quantities import (
    Bound,
    Quantity,
    alternatives,
    between,
    other_ranges,
    quantities_in,
    spellings,
    written,
)
from library.questions.rules.statement import Statement

__all__ = ["Changed", "doubtful", "falsehoods"]


@dataclass(frozen=True, slots=True)
class Changed:
    """A statement that is false by its clause, and what was changed."""

    text: str
    change: Change


_Rule = Callable[[Statement, Evidence, random.Random], Iterator[Changed]]


def falsehoods(statement: Statement, evidence: Evidence, chance: random.Random) -> list[Changed]:
    """Return at most one falsehood of each kind, none that some text states of the same thing."""
    if re.search("(?:可以|可)不|或者不|原则上", statement.text):
        return []
    rules = _OF_NUMBERS if statement.asked_from else _RULES
    firsts = (next(rule(statement, evidence, chance), None) for rule in rules)
    return [changed for changed in firsts if changed]


def _replaced(statement: Statement, start: int, end: int, words: str, kind: str) -> Changed:
    text = statement.text
    return Changed(text[:start] + words + text[end:], Change(kind, text[start:end], words))


def _number(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Changed]:
    """数字, 期限: another number, where the clause neither says nor implies it."""
    text = statement.text
    quantities = statement.quantities
    chance.shuffle(quantities)
    for quantity in quantities:
        if quantity.upper is not None or statement.modal is None:
            continue
        force, begins = statement.force_at(quantity.start)
        moment = quantity.start < begins and text[: quantity.start].endswith("前")
        if moment or _ROUND.search(text[quantity.start :]):
            continue  # who acts 「届满前六个月」 has acted three months before
        after = text[quantity.end :]
        deadline = quantity.timed and re.match("以?之?[内前]", after)
        if deadline and (force in {"可以", "不得"} or re.search("未|没有|不予|逾期", after[:16])):
            continue
        wider = quantity.start < begins and not deadline
        forbidden = force == "不得" and quantity.start >= begins
        bound_by_it = quantity.bound is not Bound.EXACT and quantity.start <= begins + 4
        if quantity.start >= begins and _CASE.search(text[: quantity.start]) and _OF.match(after):
            continue  # 「停满一年的复工前报请核验」: who must after one year must after two
        if begins < 0 or force == "可以" or (forbidden and not bound_by_it):
            continue  # what somebody may from ten years on he may leave; others may do it before
        ways = _ways(quantity, wider=wider)
        rest = text[: quantity.start] + text[quantity.end :]
        for value in _values(text, quantity, ways):
            if evidence.says(rest, spellings(value, quantity.unit)):
                continue
            kind = "期限" if quantity.timed else "数字"
            yield _replaced(statement, quantity.start, quantity.end, written(value, quantity), kind)


def _values(text: str, quantity: Quantity, ways: tuple[bool, bool]) -> Iterator[Decimal]:
    """Yield other values, the nearest first, that are at odds with no other number of the text."""
    all_ = list(quantities_in(text))
    low, high = between(text, quantity, all_)
    beside = [each.value for each in all_ if each.unit == quantity.unit and each != quantity]
    if quantity.unit == "次" and re.search("每[二两三四五六\\d]", text):
        return  # 「每两个月两次」 nobody says
    near = 1 if quantity.unit == "次" else 3  # 「每年至少三次」 for once nobody takes for right
    for value in alternatives(quantity, above=ways[0], below=ways[1])[:near]:
        turned = any((value - each) * (quantity.value - each) <= 0 for each in beside)
        if not turned and low < value < high:
            yield value


_ROUND = re.compile("^(?:24|二十四)小时(?!以?之?[内前])")
"""All day and night, which holds of every part of it."""
_CASE = re.compile("(?:满|超过|达到)$")
_OF = re.compile("[^，。；]{0,12}的")
"""Around the number that makes a case of its own within what is to be done."""


def _ways(quantity: Quantity, *, wider: bool) -> tuple[bool, bool]:
    """Return whether a larger and whether a smaller number is not implied by the clause."""
    if quantity.bound is Bound.EXACT:
        return True, True
    stricter_is_larger = quantity.bound is Bound.LEAST
    larger = stricter_is_larger is not wider
    return larger, not larger


def _fine(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Changed]:
    """数字: another range of fines, neither within the right one nor around it."""
    text = statement.text
    if text.count("罚款") > 1 and _TIERS.search(text):
        return  # 「情节严重的，处……」: the first range must stay below the second
    for quantity in statement.quantities:
        low, high = quantity.value, quantity.upper
        if high is None or not text[quantity.end :].startswith(("罚款", "的罚款")):
            continue
        rest = text[: quantity.start] + text[quantity.end :]
        for pair in chance.sample(others := other_ranges(quantity), len(others)):
            words = f"{written(pair[0], quantity)}以上{written(pair[1], quantity)}以下"
            apart = (pair[0] - low) * (pair[1] - high) > 0
            if apart and words not in text and not evidence.says(rest, [words]):
                yield _replaced(statement, quantity.start, quantity.end, words, "数字")
                return


_TIERS = re.compile("情节|逾期|拒不|后果|再次")
_PERIODS = {
    "每年": "每半年",
    "每半年": "每季度",
    "每季度": "每月",
    "每两年": "每年",
    "每三年": "每年",
}
_PERIOD = re.compile("|".join(sorted(_PERIODS, key=len, reverse=True)))


def _period(statement: Statement, evidence: Evidence, _: random.Random) -> Iterator[Changed]:
    """期限: a duty more often than the clause has it."""
    duty = statement.duty
    if duty is None or duty.modality.force in {"不得", "可以"}:
        return
    for match in _PERIOD.finditer(statement.text):
        if not re.match(
            r"(?:应当|须|要)?(?:至少|不少于|组织|开展|进行)", statement.text[match.end() :]
        ):
            continue
        words = _PERIODS[match[0]]
        if not evidence.says(
            statement.text[: match.start()] + statement.text[match.end() :], [words]
        ):
            yield _replaced(statement, *match.span(), words, "期限")


_SILLY = re.compile(
    "擅自|违法|违反|非法|任何|迟报|谎报|瞒报|伪造|弄虚作假|侵占|挪用|破坏|损坏|损毁|盗|强令|阻挠|妨碍|徇私|歧视|转让|虚假|危害|影响|降低|拒绝|泄露|强制|强行|限定|暴力|贿|限制|障碍|隶属|利害|有害|占用|指定"
)
_AWRY = re.compile("不合格|不符合|不具备|未经|未按|尚未|没有|未取得|未达到|随意")
"""Beside 不得 these tell that nothing else can be right."""
_CONDITION = re.compile(
    "^(?:严格|切实|积极|认真|妥善|合理|正确|如实|主动|自觉|做好|及时|立即|依法|按照|按|根据|遵守|符合|具备|承担|负责|对|配合|自觉|接受|加强|坚持|服从|追究|给予)"
)


def _ruling(statement: Statement) -> bool:
    """Whether it tells a government or a committee what to do, which no course is about."""
    return statement.party_words.endswith(("人民政府", "委员会", "政府", "办事处"))


def doubtful(statement: Statement) -> bool:
    """Whether somebody who does not know the clause might doubt what it lays down."""
    if statement.modal is None or not statement.single or not statement.party or statement.penalty:
        return False
    rest = statement.text[statement.modal[1] :]
    if _ruling(statement):
        return False
    return len(rest) > 6 and not _SILLY.search(rest) and not _CONDITION.match(rest)


def _modality(statement: Statement, _: Evidence, __: random.Random) -> Iterator[Changed]:
    """情态: a prohibition as leave.

    A duty said to be at will (「可以自行决定是否」) gives itself away, and so does leave to do what
    is unfinished or unchecked: neither is made. Leave made a duty (必须) others may hold to be one.
    A digest is too short to bear the change, and a ban without a number anybody knows for one.
    """
    if (
        statement.duty is None
        or statement.modal is None
        or not (statement.single and statement.verbatim)
        or statement.penalty
    ):
        return
    start, end = statement.modal
    rest, word = statement.text[end:], statement.duty.modality
    if statement.text.count(str(word)) > 1 or not statement.party:
        return
    if authority(statement.party_words) or not statement.quantities:
        return
    if word is Modality.SHALL_NOT and not _SILLY.search(rest) and not _AWRY.search(statement.text):
        yield _replaced(statement, start, end, "可以", "情态")


def _party(statement: Statement, evidence: Evidence, chance: random.Random) -> Iterator[Changed]:
    """主体: a party that has to do with the same things, and that no text binds to this one."""
    duty = statement.duty
    if duty is None or statement.party is None or len(duty.parties) != 1 or not statement.single:
        return
    if not statement.acts or statement.unnamed or duty.modality.force in {"不得", "可以"}:
        return  # what one must not do, or may, the others may not do, or may, either
    start, end = statement.party
    rest = statement.text[:start] + statement.text[end:]
    if in_a_list(statement.text, start, end) or everybodys(rest) or own_business(rest):
        return
    if told_by(statement.party_words, rest) or duty.parties[0] in canonical(rest):
        return  # 「监测单位应当制订监理计划」 is silly
    if not _PAPERWORK.search(rest):
        return  # who builds, installs or keeps something anybody can tell
    others = [each for each in rivals(duty.parties[0]) if each in statement.bound]
    for other in chance.sample(others, len(others)):
        named = other in canonical(statement.text) or told_by(other, rest)
        if not named and not evidence.binds(rest, other):
            yield _replaced(statement, start, end, other, "主体")


_PAPERWORK = re.compile(
    "报送|备案|验收|审查|审核|论证|申请|办理|交底|编制|委托|签字|移交|登记|检测"
)
"""What builders, supervisors and owners do among themselves, so that one is taken for the other."""


_LIMITS = {
    "不得少于": "不得超过", "不得低于": "不得超过", "不少于": "不超过", "不低于": "不超过",
    "不得超过": "不得少于", "不超过": "不少于", "不得高于": "不得低于",
}  # fmt: skip
_ONE_SIDED = re.compile("保存|留存|储存|临时|租赁|绿|面积|人均|最[高低多少长短]")
"""Of these anybody knows which side is limited."""
_LIMIT = re.compile(
    "|".join(sorted(_LIMITS, key=len, reverse=True)) + r"(?=\d|[一二三四五六七八九十百])"
)


def _limit(statement: Statement, _: Evidence, __: random.Random) -> Iterator[Changed]:
    """界限: a least number as the most; 以上 made 以下 nobody takes for right."""
    text = statement.text
    if len(_LIMIT.findall(text)) > 1 or _ONE_SIDED.search(text):
        return
    for match in _LIMIT.finditer(text):
        if match[0] not in _LIMITS or not any(q.start == match.end() for q in statement.quantities):
            continue
        if not text[match.end() :].startswith("百分之"):  # a share that is wanted large
            yield _replaced(statement, *match.span(), _LIMITS[match[0]], "界限")


_EXCEPT = re.compile(r"^(?P<exception>除(?P<what>[^，。；]{3,40}?)(?:以?外)，)(?P<rest>.+)$")
_EMPTY = re.compile("法律|法规|另有|规定|依法|约定|保密")


def _exception(statement: Statement, _: Evidence, __: random.Random) -> Iterator[Changed]:
    """例外: what holds but for one case is said to hold in any."""
    match = _EXCEPT.match(statement.text)
    if match and not _EMPTY.search(match["what"]) and not re.search("其他|其余", match["rest"]):
        yield Changed(
            f"在任何情况下，{match['rest']}",
            Change("例外", match["exception"].rstrip("，"), "在任何情况下"),
        )


_OF_NUMBERS: tuple[_Rule, ...] = (_number, _fine, _limit)
_RULES = (*_OF_NUMBERS, _period, _party, _exception, _modality)
