"""Which 单选 and 多选 do the duties of one document give: what must this party do?

All right answers are duties of the party under the very name that the stem has; the wrong ones are
duties of another party that no text lays on this one. What nobody may do, and what is only
encouraged, is nobody's duty more than another's, and is not told at all.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from library.duties import canonical
from library.questions.digest_wording import first_act, forbids
from library.questions.evidence import Evidence
from library.questions.gates import dangling
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.party_kinds import everybodys, siblings
from library.questions.records import Item, ItemType
from library.questions.statement import Statement

__all__ = ["duty_choices"]

_SHORTEST, _LONGEST = 8, 45
_RIGHT = (1, 2, 2, 3, 3)
_MOST = 8  # items on one party
_SEVERAL = re.compile("[、和或及与等]")


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
        own = [each for each in duties[party, name] if name[:2] not in _action(each)]
        wrong = [each for each in others if _anothers(each, party, name, evidence)]
        yield from _of_party(name, own, wrong, seed)


def _of_party(
    name: str, own: Sequence[Statement], wrong: Sequence[Statement], seed: str
) -> Iterator[Item]:
    """Yield items until each duty was asked as a right answer, and one of what is no duty."""
    if not own:
        return
    chance = chooser(seed, own[0].source.document_id, name, "义务")
    left: list[Statement] = []
    for _ in range(min(len(own), _MOST)):
        count = min(len(own), chance.choice(_RIGHT))
        left = left if len(left) >= count else chance.sample(own, len(own))
        right, left = left[:count], left[count:]
        yield from _item(name, right, own, wrong, chance)


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


def _anothers(statement: Statement, party: str, name: str, evidence: Evidence) -> bool:
    """Whether the duty is no duty of this party, and does not speak of it."""
    action = _action(statement)
    return (
        party not in canonical(action)
        and name[:2] not in action
        and not forbids(action)
        and not everybodys(action)
        and not evidence.binds(action, party)
    )


def _item(
    name: str,
    right: Sequence[Statement],
    all_own: Sequence[Statement],
    others: Sequence[Statement],
    chance: random.Random,
) -> Iterator[Item]:
    wrong: list[Statement] = []
    for each in chance.sample(others, len(others)):
        if not any(_alike(_action(each), _action(one)) for one in (*all_own, *wrong)):
            wrong.append(each)
        if len(wrong) == 4 - len(right):
            break
    if len(wrong) < 4 - len(right):
        return
    told = [_action(each) for each in right]
    options = [*told, *(_action(each) for each in wrong)]
    chance.shuffle(options)
    key = sorted(options.index(action) for action in told)
    answer = "；".join(
        explained(each.source, verbatim=each.verbatim, answer="").rstrip("。") for each in right
    )
    rest = "；".join(f"“{_action(each)}”是{each.party_words}的义务" for each in wrong)
    single = len(key) == 1
    verb = "是" if single else "有"
    yield make_item(
        ItemType.SINGLE if single else ItemType.MULTIPLE,
        "单选·主体的义务" if single else "多选·主体的义务",
        f"根据{right[0].law}，下列各项中，属于{name}应当做到的{verb}{GAP}。",
        [each.source for each in right],
        f"{answer}。{rest}。",
        right[0].headings,
        options=options,
        key=key,
    )


def _alike(one: str, other: str) -> bool:
    pairs = [{words[at : at + 2] for at in range(len(words) - 1)} for words in (one, other)]
    return len(pairs[0] & pairs[1]) >= 0.4 * min(map(len, pairs))
