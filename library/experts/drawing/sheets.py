"""How are a draw and the meeting that it is for printed: 抽取记录 and 签到表?"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from library.experts.drawing.canonical import digest
from library.experts.drawing.eligibility import REASONS
from library.experts.drawing.log import Entry
from library.experts.drawing.proceedings import Draw, Proceedings
from library.printing import Block, Bullets, Gap, Grid, Heading, Sheet, Text

__all__ = ["attendance_sheet", "draw_sheet"]

Json = dict[str, Any]
Openings = Mapping[str, Json]
_ATTENDING = (
    "建设单位项目负责人", "勘察单位项目技术负责人", "设计单位项目技术负责人",
    "总承包单位、分包单位技术负责人", "项目负责人", "专项施工方案编制人员",
    "项目专职安全生产管理人员", "项目总监理工程师", "专业监理工程师",
)  # fmt: skip
"""Who attends besides the experts (建办质〔2018〕31号 三)."""


def draw_sheet(
    going: Proceedings, openings: Openings, log: list[Entry], record_digest: str, at: int
) -> Sheet:
    """Return the record of a draw for the file; names are left out while they are sealed.

    `openings` are of the last draw, `record_digest` is of the published record.
    """
    request, last = going.request, going.last
    names: Openings = {} if at < request["sealed_until"] else openings
    blocks: list[Block] = [
        *_about(going),
        Heading("所需专业", 2),
        Grid(("专业", "人数", "候补"), [
            (need["name"], str(need["number"]), str(need["reserve"])) for need in request["needs"]
        ], (3, 1, 1)),
        *_candidates(last),
        *_result(going, names),
        *_seed(going),
        Heading("日志", 2),
        Grid(("序号", "时间", "步骤", "散列（SHA-256）"), [
            (str(e.number), _moment(e.at), e.kind, e.hash) for e in log
            if e.request_id == going.request_id
        ], (1, 3, 1, 8), small=True),
        Text(f"公开记录此刻的摘要：{record_digest}", small=True, indent=False),
        Text("任何人可用公开记录和 zhiku experts verify 重算全部步骤；算法见 docs/experts.md。",
             small=True, indent=False),
        Gap(1),
        Text("经办人签字：　　　　　　　　　　　　监督人签字：　　　　　　　　　　　　日期：",
             indent=False, together=True),
    ]  # fmt: skip
    return Sheet("专家抽取记录", blocks, f"申请编号 {going.request_id}", request["project"])


def attendance_sheet(going: Proceedings, openings: Openings) -> Sheet:
    """Return the sheet on which experts and others sign at the review."""
    request = going.request
    needs = request["needs"]
    experts: list[tuple[str, ...]] = []
    for number, seat in enumerate(going.seats, 1):
        name = openings[seat["handle"]]["name"]
        told = (name["name"], name["unit"], name["title"], needs[seat["need"]]["name"])
        experts.append((str(number), *told, ""))
    parties = [f"{party['role']}：{party['unit']}" for party in request["parties"]]
    blocks: list[Block] = [
        Text(f"工程名称：{request['project']}", indent=False),
        Text(f"论证内容：{'、'.join(request['works']) or '—'}", indent=False),
        Text(f"论证日期：{request['day']}　　地点：", indent=False),
        Heading("专家", 2),
        Grid(("序号", "姓名", "单位", "职称", "专业", "签名"), experts, (3, 6, 10, 7, 6, 7)),
        Heading("参会人员", 2),
        Bullets(parties),
        Grid(("身份", "姓名", "单位", "签名"), [(who, "", "", "") for who in _ATTENDING],
             (4, 2, 4, 3)),
        Heading("论证结论", 2),
        Text("□ 通过　　□ 修改后通过　　□ 不通过", indent=False),
        Text("专家签名：", indent=False),
        Gap(3),
    ]  # fmt: skip
    return Sheet("专家论证会签到表", blocks, f"申请编号 {going.request_id}", request["project"])


def _about(going: Proceedings) -> list[Text | Bullets]:
    request = going.request
    rules = request["rules"]
    cap = "不限" if rules["yearly_cap"] is None else f"每年 {rules['yearly_cap']} 次"
    told = [
        f"工程名称：{request['project']}",
        f"论证内容：{'、'.join(request['works']) or '—'}",
        *(f"{party['role']}：{party['unit']}" for party in request["parties"]),
        f"论证日期：{request['day']}",
        f"规则：回避年限 {rules['former_years']} 年；论证次数{cap}；"
        f"地区 {'、'.join(rules['regions']) or '不限'}",
        f"状态：{going.stage}",
    ]
    if request["earlier"]:
        said = f"同一工程此前的申请：{'、'.join(request['earlier'])}；另行申请的理由："
        told.append(said + request["reason"])
    told += [f"第 {one.number} 次抽取的理由：{one.reason}" for one in going.draws if one.reason]
    return [Text(line, indent=False) for line in told]


def _candidates(last: Draw) -> list[Heading | Text | Grid]:
    if last.frozen is None:
        return []
    held = last.frozen["candidates"]
    counted = Counter(
        kind for one in held for kind in {reason["kind"] for reason in one["reasons"]}
    )
    able = sum(1 for one in held if not one["reasons"])
    return [
        Heading("候选人", 2),
        Text(f"冻结时共 {len(held)} 名，合格 {able} 名。冻结的摘要（SHA-256）："
             f"{digest(last.frozen)}", indent=False),
        Grid(("不参加抽取的理由", "人数"), [
            (text, str(counted[kind])) for kind, text in REASONS.items() if counted[kind]
        ], (5, 1)),
    ]  # fmt: skip


def _result(going: Proceedings, names: Openings) -> list[Heading | Grid | Text]:
    last, needs = going.last, going.request["needs"]
    if last.drawn is None:
        return [Text("尚未抽取。", indent=False)]
    rows = [
        (str(n), *_named(seat["handle"], names), needs[seat["need"]]["name"],
         last.replies.get(seat["handle"], "待答复"))
        for n, seat in enumerate(going.seats, 1)
    ]  # fmt: skip
    places = {seat["handle"]: seat["need"] for seat in last.drawn["reserve"]}
    spare = [
        (str(n), *_named(handle, names), needs[places[handle]]["name"])
        for n, handle in enumerate(last.reserve, 1)
    ]
    gone = [
        (*_named(handle, names), answer)
        for handle, answer in last.replies.items()
        if answer == "谢绝"
    ]
    found: list[Heading | Grid | Text] = [
        Heading("抽取结果", 2),
        Grid(("次序", "姓名", "单位", "专业", "答复"), rows, (2, 5, 8, 5, 3)),
        Heading("候补（依次递补）", 2),
        Grid(("次序", "姓名", "单位", "专业"), spare, (2, 5, 9, 5)) if spare
        else Text("没有候补。", indent=False),
    ]  # fmt: skip
    short = zip(needs, last.drawn["reserve_lacking"], strict=True)
    if lacking := [f"{need['name']} {count} 名" for need, count in short if count]:
        found.append(Text(f"合格的人不够，候补缺：{'、'.join(lacking)}。", indent=False))
    if gone:
        found += [Heading("谢绝", 2), Grid(("姓名", "单位", "答复"), gone, (3, 5, 2))]
    return found


def _seed(going: Proceedings) -> list[Heading | Text | Grid]:
    last, source = going.last, going.request["seed"]
    found: list[Heading | Text | Grid] = [Heading("随机种子", 2)]
    if source["kind"] == "public":
        found.append(Text(f"事先指定的公开数值：{source['source']}", indent=False))
        value = last.secrets.get(source["source"], "尚未揭晓")
        found.append(Text(f"数值：{value}", indent=False))
    else:
        rows = []
        for name in source["officers"]:
            rows.append((name, "承诺", last.commitments.get(name, "—")))
            rows.append((name, "密数", last.secrets.get(name, "尚未揭示")))
        found.append(Grid(("经办人", "", "SHA-256 和密数"), rows, (3, 2, 12), small=True))
    if last.drawn:
        found.append(Text(f"种子：{last.drawn['seed']}", small=True, indent=False))
    return found


def _named(handle: str, names: Openings) -> tuple[str, str]:
    if handle not in names:
        return f"（密封）{handle[:12]}", "（密封）"
    return names[handle]["name"]["name"], names[handle]["name"]["unit"]


def _moment(at: int) -> str:
    return datetime.fromtimestamp(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")
