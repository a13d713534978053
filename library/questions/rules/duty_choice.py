"""Which 单选 and 多选 do the duties of one document give: what must this party do?

All right answers are duties of the party under the very name that the stem has; the wrong ones are
duties of another party that no text lays on this one. What nobody may do, and what is only
encouraged, is nobody's duty more than another's, and is not told at all.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from library.duties import canonical
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.rules.digest_wording import first_act, forbids
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.party_kinds import everybodys, siblings
from library.questions.rules.statement import Statement

__all__ = ["duty_choices"]

_SHORTEST, _LONGEST = 8, 60
_RIGHT = (1, 2, 2, 3, 3)
_ODD = 0.5  # how often the one that is not the party's is asked for
_MOST = 12  # items on one party
_TIMES = 3  # a duty of others is drawn: the same one again and again tells the answer
_SEVERAL = re.compile("[、和或及与等]")
_EVERYWHERE = frozenset({"施工", "建设", "建筑", "电梯"})
"""How names of parties begin that stand in every other duty, of whomever it is."""
_EXAMINES = re.compile("(?<!论证)审查|审核|检查|检验|检测|查验|验收|监测|巡视")
"""What one party examines another has mostly examined before, or has to examine after it."""


def duty_choices(statements: Sequence[Statement], evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield items on the duties of each party of one document, some for each party."""
    duties: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for each in statements:
        party = _only_party(each)
        if party and _fit(each):
            duties[party, each.party_words].append(each)
    for party, name in sorted(duties):
        near = siblings(party, wide=True)
        others = [each for (kind, _), told in duties.items() if kind in near for each in told]
        own = [each for each in duties[party, name] if not _tells(_action(each), party, name)]
        wrong = [each for each in others if _anothers(each, party, name, evidence)]
        yield from _of_party(name, own, wrong, seed)


def _of_party(
    name: str, own: Sequence[Statement], wrong: Sequence[Statement], seed: str
) -> Iterator[Item]:
    """Yield items in which each duty takes its turn, of the party as of the others."""
    if not own or len(wrong) < 2:
        return
    chance = chooser(seed, own[0].source.document_id, name, "义务")
    asked: Counter[Statement] = Counter()
    for _ in range(min(len(own), _TIMES * len(wrong), _MOST)):
        count = min(len(own), chance.choice(_RIGHT))
        right = sorted(own, key=lambda each: (asked[each], chance.random()))[:count]
        near = sorted(wrong, key=lambda each: (asked[each], chance.random()))
        others = _apart(near, own, 4 - count)
        asked.update((*right, *others))
        if len(others) == 4 - count:
            yield _item(name, right, others, chance)


def _apart(wrong: Sequence[Statement], own: Sequence[Statement], count: int) -> list[Statement]:
    """Return the first of them that are like no duty of the party, nor like another of them."""
    found: list[Statement] = []
    for each in wrong:
        if not any(_alike(_action(each), _action(one)) for one in (*own, *found)):
            found.append(each)
    return found[:count]


def _only_party(statement: Statement) -> str:
    duty = statement.duty
    if duty is None or len(duty.parties) != 1 or not statement.single or statement.unnamed:
        return ""
    if _SEVERAL.search(statement.party_words):
        return ""  # 「安装、拆卸单位」 may be two
    return duty.parties[0] if duty.modality.force in {"应当", "必须"} else ""


def _fit(statement: Statement) -> bool:
    if statement.party is None or statement.modal is None or statement.party[0] != 0:
        return False
    action = _action(statement)
    return (
        _SHORTEST <= len(action) <= _LONGEST
        and statement.party[1] == statement.modal[0]
        and not dangling(action)
        and not re.match("对.{1,12}负责|负责|遵守|服从|配合", action)
    )


def _action(statement: Statement) -> str:
    return first_act(statement.text[statement.modal[1] :]) if statement.modal else ""


def _tells(action: str, party: str, name: str) -> bool:
    """Whether the duty tells by its words whose it is: 在勘察文件里说明……."""
    return party in canonical(action) or (name[:2] in action and name[:2] not in _EVERYWHERE)


_MATERIALS = re.compile("材料|构配件|设备")
"""Whoever buys them answers for them."""
_BUILDS, _OF_BUILDING = re.compile("施工|承包"), re.compile("开工|施工(?!图|单位|企业)")
"""Who builds, and what he would do for it as well where another must."""


def _anothers(statement: Statement, party: str, name: str, evidence: Evidence) -> bool:
    """Whether the duty is one of another party's alone, and does not tell whose by its words."""
    action = _action(statement)
    its = statement.duty.parties[0] if statement.duty else ""
    return not (
        _tells(action, party, name)
        or _tells(action, its, statement.party_words)
        or forbids(action)
        or (_BUILDS.search(party) and _OF_BUILDING.search(action))
        or _EXAMINES.search(action)
        or _MATERIALS.search(action)
        or everybodys(action)
        or evidence.binds(action, party)
    )


def _item(
    name: str, right: Sequence[Statement], wrong: Sequence[Statement], chance: random.Random
) -> Item:
    """Return a 单选 or 多选 on what is the party's; where one alone is not, maybe on that one."""
    odd = len(wrong) == 1 and chance.random() < _ODD
    answers = wrong if odd else right
    options = [_action(each) for each in (*right, *wrong)]
    chance.shuffle(options)
    key = sorted(options.index(_action(each)) for each in answers)
    told = "；".join(
        explained(each.source, verbatim=each.verbatim, answer="").rstrip("。") for each in right
    )
    rest = "；".join(f"“{_action(each)}”是{each.party_words}的义务" for each in wrong)
    single = len(key) == 1
    verb = f"{'不' if odd else ''}属于{name}应当做到的{'是' if single else '有'}"
    return make_item(
        ItemType.SINGLE if single else ItemType.MULTIPLE,
        "单选·主体的义务" if single else "多选·主体的义务",
        f"根据{right[0].law}，下列各项中，{verb}{GAP}。",
        [each.source for each in (*(answers if odd else ()), *right)],
        f"{told}。{rest}。",
        right[0].headings,
        options=options,
        key=key,
    )


def _alike(one: str, other: str) -> bool:
    pairs = [{words[at : at + 2] for at in range(len(words) - 1)} for words in (one, other)]
    return len(pairs[0] & pairs[1]) >= 0.4 * min(map(len, pairs))
