"""Which 判断 does a statement give: true as it stands, or false by one change?"""

import re
from collections.abc import Iterator

from library.questions.changing import Changed, doubtful, falsehoods
from library.questions.evidence import Evidence
from library.questions.making import chooser, explained, make_item
from library.questions.party_kinds import authority
from library.questions.quantities import quantities_in
from library.questions.records import Change, Item, ItemType
from library.questions.statement import Statement

__all__ = ["OPTIONS", "telling", "true_false"]

OPTIONS = ("正确", "错误")
_TRUE_SHARE = 0.45
_BARE_SHARE = 0.5  # of what no change makes false: they would outnumber those that are

_ACT = re.compile(
    "编制|查验|验收|检测|检验|检定|鉴定|论证|审查|审核|审批|备案|登记|公示|公告|公布|告知|书面|通知|报告|提交|报送|移交|"
    "提供|出具|签订|签字|盖章|设置|安装|配备|委托|组织|建立|记录|存档|归档|标明|载明|列入|交纳|支付|存入|投保|保险|"
    "持证|取得|申请|申领|办理|召开|征求|停止|撤离|拆除|封闭|分开|隔离|巡查|巡检|清洗|消毒|监测|测量|演练|交底|说明|标志"
)
_EMPTY = re.compile(
    "宣传|加强|协作|协调|联动|保持|完好|整洁|干净|随意|随便|鼓励|支持|引导|推广|协助|配合|爱护|意识|监督检查|监督管理|"
    "指导|负责|职责|机制|信息共享|统筹|科学|及时清理|合理|纳入|规划|高效|便民|公平|公正|定期(?!检)|有权|制止|依照该|便利|一定数量|相应|水平|积极|爱心|建立健全|签订供|能力"
)


def telling(statement: Statement) -> bool:
    """Whether it tells a number or a concrete act, and does not merely proclaim."""
    if not statement.verbatim or any(True for _ in quantities_in(statement.text)):
        return True  # a digest records concrete duties only
    rest = statement.text[statement.modal[1] :] if statement.modal else statement.text
    may = statement.duty is not None and statement.duty.modality.force == "可以"
    if may or _EMPTY.search(rest) or authority(statement.party_words):
        return False  # an authority's own business is what no course for builders is about
    return bool(_ACT.search(rest))


def true_false(statement: Statement, evidence: Evidence, seed: str) -> Iterator[Item]:
    """Yield one item: true, or false by the kind of change that chance picks of those possible."""
    chance = chooser(seed, statement.source.clause_id, statement.source.start, "判断")
    changes = falsehoods(statement, evidence, chance)
    if not changes:
        bare = _BARE_SHARE if doubtful(statement) else 0
        share = bare if statement.verbatim else 1
        if telling(statement) and not _timed(statement) and chance.random() < share:
            yield _item(statement, statement.text, None)
        return  # else nobody would take it for false
    if statement.verbatim and chance.random() < _TRUE_SHARE:  # most of a digest's bear no change
        if telling(statement):
            yield _item(statement, statement.text, None)
        return
    rare = [each for each in changes if each.change.kind in {"例外", "界限", "数字", "期限"}]
    others = [each for each in changes if each.change.kind != "情态"]
    yield _false(statement, chance.choice(rare or others or changes))


def _timed(statement: Statement) -> bool:
    """Whether a digest records a time beside, without which little is told."""
    return statement.record is not None and "期限或频次：" in statement.record.quote


def _false(statement: Statement, changed: Changed) -> Item:
    return _item(statement, changed.text, changed.change)


def _item(statement: Statement, text: str, change: Change | None) -> Item:
    answer = "正确。"
    if change is not None:
        answer = f"错误。题中把“{change.before}”改成了“{change.after}”。"
        if change.kind == "例外":
            answer = f"错误。题中去掉了例外“{change.before}”。"
    return make_item(
        ItemType.TRUE_FALSE,
        f"判断·{change.kind if change else '原意'}",
        f"根据{statement.law}，{text}。",
        statement.sources,
        explained(
            statement.source, verbatim=statement.verbatim, answer=answer, lead=statement.lead
        ),
        statement.headings,
        options=OPTIONS,
        key=[1 if change else 0],
        change=change,
    )
