"""`zhiku papers`: how is a paper assembled from the bank, changed, printed and verified?"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import AsJson, Exit, Home, console, fail, print_json, reporting, settings_for
from library.errors import BlueprintRejected, PaperLacking, PaperRejected, UnknownItem
from library.exams import Exams
from library.papers import (
    VERSIONS,
    Blueprint,
    Paper,
    PaperDesk,
    PaperFile,
    Wishes,
    assemble,
    key_of,
    paper_id_of,
    plain_score,
    preset_text,
    preset_titled,
    presets,
    read_blueprint,
    read_quarter,
    read_record,
    swap,
    variant,
    verify_folder,
    write_folder,
)
from library.questions import BankFile, Item, QuestionBank

__all__ = ["papers"]

papers = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="试卷：按蓝图组卷，换题，打印 A、B 卷和答案，核对，收回。",
    no_args_is_help=True,
)
Folder = Annotated[Path, typer.Argument(metavar="文件夹", help="组卷得到的文件夹")]
To = Annotated[Path, typer.Option("-o", "--to", metavar="文件夹", help="试卷写到这个文件夹")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="试排：照样写出文件，但不登记，题目仍算没有用过")
]


def assemble_(
    blueprint: Annotated[
        str,
        typer.Option(
            metavar="蓝图", help="蓝图文件（.yaml、.xlsx），或自带蓝图的名称，写几个字就行"
        ),
    ],
    quarter: Annotated[str, typer.Option(metavar="季度", help="考试的季度，如 2026Q4")],
    to: To,
    seed: Annotated[
        str, typer.Option(metavar="种子", help="换一个就换一批题；同样的题库和种子组出同样的卷")
    ] = "1",
    pick: Annotated[
        list[str] | None, typer.Option("--pick", metavar="题目编号", help="必须用的题，可以重复")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="题目编号", help="不用的题，可以重复")
    ] = None,
    dry_run: DryRun = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从题库里已审核的题目组卷：A、B 卷，答题卡，答案，和可导入其他系统的文件。

    题库不够时说明蓝图的哪一行缺几题，不写文件，退出码为 1。
    """
    with reporting(), _told(), _opened(home) as files:
        plan, when = _plan(blueprint), read_quarter(quarter)
        paper_id = paper_id_of(plan, when, seed)
        _require_unused(home, paper_id)
        pool, used = files.pool(when, plan.gap, paper_id)
        wishes = Wishes(tuple(pick or ()), tuple(without or ()))
        paper = assemble(plan, pool, when, seed, used, wishes)
        _finish(files, paper, to, dry_run=dry_run, as_json=as_json)


def swap_(
    folder: Folder,
    question: Annotated[
        str, typer.Argument(metavar="题目", help="要换的题：A12 是 A 卷第 12 题，或题目编号")
    ],
    by: Annotated[
        str, typer.Option(metavar="题目编号", help="换成这一题；不写时在同类题中随机取一题")
    ] = "",
    dry_run: DryRun = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """换掉试卷里的一题，重新写出全部文件。"""
    with reporting(), _told(), _opened(home) as files:
        paper = read_record(folder)
        _require_unused(home, paper.paper_id)
        pool, used = files.pool(paper.quarter, paper.blueprint.gap, paper.paper_id)
        changed = swap(paper, _named(paper, question), pool, used, by)
        _finish(files, changed, folder, dry_run=dry_run, as_json=as_json)


def verify(folder: Folder, home: Home = None, as_json: AsJson = False) -> None:
    """核对试卷：读回打印的每个选项，按题库重新算出答案，与答案和各个文件比较。

    有不符的逐一说明，退出码为 3。
    """
    with reporting(), _told(), _opened(home) as files:
        found = verify_folder(folder, lambda item_id: _held(files.bank, item_id))
        if as_json:
            print_json(
                {
                    "questions": found.questions, "options": found.options,
                    "files": found.files, "problems": found.problems,
                }
            )  # fmt: skip
        else:
            for problem in found.problems:
                typer.echo(f"不符：{problem}")
            typer.echo(
                f"核对了 {len(found.files)} 个文件、{found.questions} 道印出的题、"
                f"{found.options} 个印出的选项，不符 {len(found.problems)} 处。"
            )
        if found.problems:
            raise typer.Exit(Exit.BROKEN)


def list_(home: Home = None, as_json: AsJson = False) -> None:
    """列出登记过的试卷。一份也没有时退出码为 1。"""
    with reporting(), _opened(home) as files:
        held = files.papers.papers()
        if as_json:
            print_json(
                [
                    {"paper_id": one.paper_id, "title": one.title, "quarter": one.quarter}
                    for one in held
                ]
            )
        else:
            for one in held:
                console().print(f"{one.paper_id}  {one.title}")
        if not held:
            raise fail("还没有登记过试卷。", Exit.NOTHING_FOUND)


def withdraw(
    paper_id: Annotated[str, typer.Argument(metavar="试卷编号", help="见 zhiku papers list")],
    home: Home = None,
) -> None:
    """收回一份没有用过的试卷：不再登记，其中的题目重新可用。已经写出的文件不动。"""
    with reporting(), _opened(home) as files:
        _require_unused(home, paper_id)
        files.withdraw(paper_id)
        typer.echo(f"已收回试卷 {paper_id}，其中的题目重新可用。")


def blueprints(
    name: Annotated[
        str, typer.Argument(metavar="名称", help="自带蓝图的名称；不给时列出全部")
    ] = "",
    to: Annotated[
        Path | None, typer.Option("-o", "--to", metavar="文件", help="抄成 .yaml 文件，供修改")
    ] = None,
) -> None:
    """列出自带的蓝图，或者抄出一份来修改。"""
    with reporting(), _told():
        if not name:
            for title, plan in presets().items():
                rows = "、".join(f"{cell.name} {cell.count}×{cell.score}" for cell in plan.cells)
                console().print(f"{title}：{rows}，共 {plain_score(plan.total)} 分")
        elif to is None:
            typer.echo(preset_text(name), nl=False)
        elif to.exists():
            raise fail(f"{to} 已经存在，请另取文件名。", Exit.BAD_USAGE)
        else:
            to.write_text(preset_text(name), "utf-8")
            typer.echo(f"已写出 {to}。")


for _name, _command in (
    ("assemble", assemble_), ("swap", swap_), ("verify", verify), ("list", list_),
    ("withdraw", withdraw), ("blueprints", blueprints),
):  # fmt: skip
    papers.command(_name, cls=ChineseCommand)(_command)


def _plan(named: str) -> Blueprint:
    """Return the blueprint of a file, or that of the product with these words in its name."""
    path = Path(named)
    return read_blueprint(path) if path.suffix else presets()[preset_titled(named)]


def _named(paper: Paper, question: str) -> str:
    """Return the id of the question that A12 means; any other word is an id."""
    version, number = question[:1].upper(), question[1:]
    if version in VERSIONS and number.isdecimal():
        for printed in variant(paper, version).questions:
            if printed.number == int(number):
                return printed.item.item_id
    return question


def _held(bank: QuestionBank, item_id: str) -> Item | None:
    try:
        return bank.item(item_id).item
    except UnknownItem:
        return None


def _finish(files: PaperDesk, paper: Paper, to: Path, *, dry_run: bool, as_json: bool) -> None:
    """Write the files, note the paper, and say what came of it."""
    written = write_folder(paper, to)
    if not dry_run:
        files.keep(paper)
    if as_json:
        print_json(_paper_json(paper, written, noted=not dry_run))
        return
    noted = "（试排，没有登记）" if dry_run else ""
    total = plain_score(paper.blueprint.total)
    typer.echo(f"试卷 {paper.paper_id}{noted}：{len(paper.items)} 题，{total} 分。")
    typer.echo(f"已写出 {len(written)} 个文件到 {to}。")


def _paper_json(paper: Paper, written: Sequence[Path], *, noted: bool) -> dict[str, Any]:
    return {
        "paper_id": paper.paper_id,
        "title": paper.title,
        "quarter": paper.quarter,
        "noted": noted,
        "total": plain_score(paper.blueprint.total),
        "versions": {
            name: [
                {
                    "number": q.number, "item_id": q.item.item_id, "type": q.item.type.value,
                    "score": plain_score(q.score), "key": key_of(q.item),
                }
                for q in variant(paper, name).questions
            ]
            for name in VERSIONS
        },
        "files": [str(path) for path in written],
    }  # fmt: skip


def _require_unused(home: Home, paper_id: str) -> None:
    """Raise StateRefused for a paper of which a test was opened."""
    path = settings_for(home).exams
    if path.is_file():
        with closing(Exams(path)) as exams:
            exams.require_unused(paper_id)


@contextmanager
def _opened(home: Home) -> Iterator[PaperDesk]:
    settings = settings_for(home)
    if not settings.questions.is_file():
        raise fail(
            "题库还是空的。请先运行 zhiku questions generate 或 zhiku questions import，"
            "再审核题目。",
            Exit.NOTHING_FOUND,
        )
    with BankFile(settings.questions) as bank, PaperFile(settings.papers) as held:
        yield PaperDesk(bank, held)


@contextmanager
def _told() -> Iterator[None]:
    """Say line by line what a blueprint or the bank lacks."""
    try:
        yield
    except BlueprintRejected as error:
        raise fail("\n".join(("蓝图有误：", *error.problems)), Exit.BAD_USAGE) from error
    except PaperLacking as error:
        told = ("题库里已审核、可用的题目不够，没有组卷：", *error.shortages)
        raise fail("\n".join(told), Exit.NOTHING_FOUND) from error
    except PaperRejected as error:
        raise fail(str(error), Exit.BAD_USAGE) from error
