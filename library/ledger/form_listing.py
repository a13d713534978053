"""How does the filled form look as JSON, and printed in the layout of the annex?"""

from typing import Any

from library.ledger.figures import FIGURES
from library.ledger.form import Form, Share
from library.ledger.records import Aspect
from library.printing import Block, Grid, Heading, Sheet, Text

__all__ = [
    "FORM_NOTES",
    "FORM_TITLE",
    "STUDY",
    "aspect_lines",
    "form_json",
    "form_printed",
    "form_totals",
]

STUDY = (
    (
        "县市（园区）、各部门党委（党组）组织学习习近平总书记关于安全生产重要论述专题学习次数。",
        "study",
    ),
    (
        "县市（园区）在主流媒体在专题专栏刊登重点报道数量；"
        "各部门在门户网站专题专栏推出重点报道数量。",
        "coverage",
    ),
)
"""The two lines of part 1 as the annex prints them, and whose numbers they ask for."""
FORM_TITLE = "安全生产专项整治三年行动统计表"
FORM_NOTES = (
    "表内“1”“2”“3”中需填写专项整治三年行动开展以来的累计数据。",
    "存在的主要问题及整改情况部分，对照每一个方面的主要问题，分项列出具体问题的表现，"
    "再逐项对应填写整改措施及整改完成情况。",
    "该表格于每月18日前报送。",
)
"""填表说明, as the annex prints it."""


def form_totals(form: Form) -> str:
    """Return from which counts the rates come, in a sentence."""
    period = form.period
    parts = [
        f"自 {period.since} 至 {period.until} 累计：{_sum('一般隐患', form.general)}；"
        f"{_sum('重大隐患', form.major)}，其中挂牌督办 {form.supervised} 项。",
        f"{period.label}新排查 {form.new} 项，销号 {form.closed} 项。",
    ]
    if form.void:
        parts.append(f"另有作废 {form.void} 项，不计入。")
    return "".join(parts)


def _sum(name: str, share: Share) -> str:
    told = f"已治理 {share.done} ÷ 排查 {share.found}"
    return f"{name}{told} = {share.text}{'%' if share.rate is not None else ''}"


def aspect_lines(form: Form) -> list[tuple[Aspect, list[tuple[str, str]]]]:
    """Return how each of the five main problems shows and what was done; empty where nothing."""
    return [
        (aspect, [(row.shows, row.done) for row in form.aspects if row.aspect is aspect])
        for aspect in Aspect
    ]


def form_json(form: Form) -> dict[str, Any]:
    """Return the form as JSON; a rate of nothing, and a number that nobody gave, is null."""
    period = form.period
    return {
        "title": FORM_TITLE,
        "period": period.label,
        "region": form.region,
        "since": period.since.isoformat(),
        "until": period.until.isoformat(),
        "general": _share(form.general),
        "major": _share(form.major) | {"supervised": form.supervised},
        "figures": {
            figure.name: None if (value := form.figures.get(figure.name)) is None else float(value)
            for figure in FIGURES
        },
        "aspects": [
            {"aspect": row.aspect.value, "number": row.number, "shows": row.shows, "done": row.done}
            for row in form.aspects
        ],
        "new": form.new,
        "closed": form.closed,
        "void": form.void,
    }


def _share(share: Share) -> dict[str, Any]:
    rate = None if share.rate is None else float(share.rate)
    return {"found": share.found, "done": share.done, "rate": rate}


def form_printed(form: Form, unit: str, filled_on: str) -> Sheet:
    """Return the form to print, part by part; who to ask is left to be written by hand."""
    f = form.figure
    notes = "".join(f"{n}.{note}" for n, note in enumerate(FORM_NOTES, 1))
    blocks: list[Block] = [
        Text(f"填报单位：{unit or '　' * 12}　　　　填报时间：{filled_on}", indent=False),
        Heading("1　学习宣贯习近平总书记关于安全生产重要论述情况", 3),
        Grid(
            ("主要内容", "数量"),
            [
                (told, f(name)) for told, name in STUDY
            ],
            (5, 1),
            small=True,
        ),
        Heading("2　安全生产排查治理隐患情况", 3),
        Grid(
            ("", "排查（项）", "已治理（项）", "整改率（%）", "挂牌督办（项）"),
            [
                ("一般隐患", *_counts(form.general), ""),
                ("重大隐患", *_counts(form.major), str(form.supervised)),
            ],
            small=True,
        ),
        Text(form_totals(form), small=True, indent=False),
        Heading("3　执法处罚情况", 3),
        _figures_grid(form, 3),
        Heading("4　安全风险辨识及管控情况", 3),
        _figures_grid(form, 4),
        Heading("5　存在的主要问题及整改情况", 3),
        Grid(
            ("主要问题", "具体表现", "对应整改措施及整改完成情况"),
            [
                (aspect.value if not at else "", shows, done)
                for aspect, lines in aspect_lines(form)
                for at, (shows, done) in enumerate(lines or [("", "")])
            ],
            (2, 4, 5),
            small=True,
        ),
        Text("联系人：　　　　　　　　　　　　　联系方式：", indent=False),
        Text(f"填表说明：{notes}", small=True, indent=False),
    ]  # fmt: skip
    where = f"{form.region}　" if form.region else ""
    return Sheet(FORM_TITLE, blocks, f"{where}{form.period.label}")


def _counts(share: Share) -> tuple[str, str, str]:
    return str(share.found), str(share.done), share.text


def _figures_grid(form: Form, part: int) -> Grid:
    figures = [figure for figure in FIGURES if figure.part == part]
    row = [form.figure(figure.name) for figure in figures]
    return Grid([figure.title for figure in figures], [row], small=True)
