"""Which step may be taken from which state, and what must be there first?

隐患排查、整改、销号全过程闭合式管理 (湖北，四): a hazard is closed only with evidence of what was
done, and after a review by somebody else than who reported it as done.
重大隐患“五到位”，责任、措施、资金、时限、预案 (昌吉，企业主体责任方案二（四）2): before work on it
begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from library.errors import LedgerRejected
from library.ledger.fields import lacking_titles
from library.ledger.records import OPEN_STATES, Action, Event, Evidence, Grade, Item, Kind, State

__all__ = ["Circumstances", "Step", "check_step", "lacking_to_start", "obstacles", "steps_of"]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: from which states into which one (None for staying), and whether it needs a note."""

    action: Action
    before: frozenset[State]
    after: State | None
    note: str = ""


_STEPS: Mapping[Action, Step] = {
    step.action: step
    for step in (
        Step(Action.START, frozenset({State.PENDING}), State.DOING),
        Step(Action.SUBMIT, frozenset({State.DOING}), State.REVIEW),
        Step(Action.APPROVE, frozenset({State.REVIEW}), State.CLOSED, "复查意见"),
        Step(Action.RETURN, frozenset({State.REVIEW}), State.DOING, "退回的理由"),
        Step(Action.REOPEN, frozenset({State.CLOSED}), State.DOING, "重新整改的理由"),
        Step(Action.SUPERVISE, OPEN_STATES, None, "督办单位和要求"),
        Step(Action.LIFT, OPEN_STATES | {State.CLOSED}, None, "解除的理由"),
        Step(Action.VOID, OPEN_STATES, State.VOID, "作废的理由"),
    )
}
_TO_START = ("unit", "person", "due_on")
_FIVE = (*_TO_START, "measure", "funds", "plan")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a step depends on: the history, the evidence, and the linked items of an item."""

    events: Sequence[Event]
    evidence: Sequence[Evidence]
    linked: Sequence[Item]

    @property
    def registrar(self) -> str:
        """Who entered the item."""
        return next((e.who for e in self.events if e.action is Action.ADD), "")

    @property
    def submitter(self) -> str:
        """Who last reported it as done."""
        return next((e.who for e in reversed(self.events) if e.action is Action.SUBMIT), "")

    @property
    def proofs(self) -> list[Evidence]:
        """What shows the work since it was last sent back: old pictures prove nothing anew."""
        back = (Action.RETURN, Action.REOPEN)
        since = max((e.event_id for e in self.events if e.action in back), default=0)
        return [one for one in self.evidence if not one.withdrawn and one.event_id > since]


def steps_of(item: Item) -> list[Step]:
    """Return the steps that may come next, as far as the state tells."""
    return [step for step in _STEPS.values() if item.state in step.before and _fits(step, item)]


def check_step(item: Item, action: Action, who: str, note: str, known: Circumstances) -> State:
    """Return the state after the step; raise LedgerRejected, saying all that is in its way."""
    step = _STEPS.get(action)
    if step is None or item.state not in step.before or not _fits(step, item):
        raise LedgerRejected([f"{item.number} 现在是“{item.label}”，不能{action.value}"])
    problems = obstacles(item, action, who, known)
    if step.note and not note:
        problems.append(f"请写明{step.note}")
    if problems:
        raise LedgerRejected(problems)
    return step.after or item.state


def _fits(step: Step, item: Item) -> bool:
    if step.action is Action.SUPERVISE:
        return item.grade == Grade.MAJOR and not item.supervised
    return item.supervised if step.action is Action.LIFT else True


def obstacles(item: Item, action: Action, who: str, known: Circumstances) -> list[str]:
    """Return what must be done before the step, a sentence each; a note is asked for apart."""
    match action:
        case Action.START:
            return _unready(item)
        case Action.SUBMIT | Action.APPROVE:
            problems = [] if known.proofs else ["请先附上整改后的证据（照片、文件）"]
            if action is Action.APPROVE:
                problems += _not_yet(item, who, known)
            return problems
        case Action.VOID if who == known.registrar:
            return ["作废须由登记人以外的人办理"]
        case _:
            return []


def lacking_to_start(item: Item) -> list[str]:
    """Return the titles of the fields without which an item is not worked on."""
    if item.grade == Grade.MAJOR:
        return lacking_titles(asdict(item), _FIVE)
    measure = ("measure",) if item.kind is Kind.HAZARD else ()
    return lacking_titles(asdict(item), (*_TO_START, *measure))


def _unready(item: Item) -> list[str]:
    lacking = lacking_to_start(item)
    if not lacking:
        return []
    major = item.grade == Grade.MAJOR
    why = "重大隐患须“五到位”（责任、措施、资金、时限、预案），" if major else ""
    return [f"{why}请先填写{'、'.join(lacking)}"]


def _not_yet(item: Item, who: str, known: Circumstances) -> list[str]:
    problems = []
    if who == known.submitter:
        problems.append("复查须由报请人以外的人办理")
    undone = [one.number for one in known.linked if one.kind is Kind.MEASURE and one.is_open]
    if item.kind is Kind.HAZARD and undone:
        problems.append(f"关联的措施还没有落实：{'、'.join(undone)}")
    return problems
