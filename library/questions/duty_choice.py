"""Which 单选 and 多选 do the duties of one document give: what must this party do?"""

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from library.duties import canonical
from library.questions.evidence import Evidence
from library.questions.making import GAP, chooser, explained, make_item
from library.questions.party_kinds import everybodys, siblings
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.statement import Statement

__all__ = ["duty_choices"]

_SHORTEST, _LONGEST = 8, 45
_RIGHT = (1, 2, 2, 3)
_MOST = 5


def duty_choices(statements: Sequence[Statement], evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield items on the duties of each party of one document, some for each party."""
    duties: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        party = _only_party(each)
        if party and _fit(each):
            duties[party].append(each)
    for party in sorted(duties):
        others = [each for name in siblings(party, wide=True) for each in duties.get(name, ())]
        chance = chooser(seed, statements[0].source.document_id, party, "义务")
        own = duties[party]
        for _ in range(min(len(own), _MOST)):
            right = chance.sample(own, min(len(own), chance.choice(_RIGHT)))
            yield from _item(party, right, own, others, evidence, chance)


def _only_party(statement: Statement) -> str:
    duty = statement.duty
    if duty is None or len(duty.parties) != 1 or not statement.single or statement.unnamed:
        return ""
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
    return statement.text[statement.modal[1] :] if statement.modal else ""


def _item(
    party: str,
    right: Sequence[Statement],
    all_own: Sequence[Statement],
    others: Sequence[Statement],
    evidence: Evidence,
    chance: random.Random,
) -> Iterator[Item]:
    told = [_action(each) for each in right]
    name = right[0].party_words
    wrong: list[Statement] = []
    for each in chance.sample(others, len(others)):
        action = _action(each)
        if (
            party not in canonical(action)
            and name[:2] not in action
            and not everybodys(action)
            and not evidence.binds(action, party)
            and not any(_alike(action, _action(one)) for one in (*all_own, *wrong))
        ):
            wrong.append(each)
        if len(wrong) == 4 - len(right):
            break
    if len(wrong) < 4 - len(right) or any(name[:2] in action for action in told):
        return
    options = [*told, *(_action(each) for each in wrong)]
    chance.shuffle(options)
    key = sorted(options.index(action) for action in told)
    sources = [each.source for each in right]
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
        sources,
        f"{answer}。{rest}。",
        right[0].headings,
        options=options,
        key=key,
    )


def _alike(one: str, other: str) -> bool:
    pairs = [{words[at : at + 2] for at in range(len(words) - 1)} for words in (one, other)]
    return len(pairs[0] & pairs[1]) >= 0.4 * min(map(len, pairs))
