"""`zhiku questions`: make questions of the texts in force, and say what the bank holds."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from commands.chinese import ChineseCommand, ChineseGroup
from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    fail,
    print_fields,
    print_indented,
    print_json,
    reporting,
    settings_for,
)
from commands.question_drafts import QUESTION_DRAFTS
from commands.question_files import QUESTION_FILES
from library.questions import (
    TOPICS,
    BankCounts,
    BankFile,
    Batch,
    Item,
    ItemType,
    Wish,
    generate_items,
    item_json,
    reconsider,
    texts_in_force,
)
from search import open_service

__all__ = ["questions"]

questions = typer.Typer(
    cls=ChineseGroup,
    add_completion=False,
    help="题库：从现行条文和案例出题，看有多少题，条文变了标出要复核的题，题目的导入和导出。",
    no_args_is_help=True,
)


@questions.command(cls=ChineseCommand)
def generate(
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="主题", help="如 消防安全，可以重复；不给时不限"),
    ] = None,
    types: Annotated[
        list[ItemType] | None,
        typer.Option("--types", metavar="题型", help=f"{'、'.join(ItemType)}，可以重复"),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", min=0, metavar="题数", help="最多出几道，默认 100，0 为全部")
    ] = 100,
    seed: Annotated[
        str, typer.Option("--seed", metavar="种子", help="同一种子和同样的条文出同样的题，默认 1")
    ] = "1",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只出题看看，不存入题库")] = False,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """从现行条文和案例出题，过了闸门的存入题库作草稿，没有过的另存并写明理由。"""
    unknown = [name for name in topic or () if name not in TOPICS]
    if unknown:
        known = "、".join(TOPICS)
        raise fail(f"没有“{unknown[0]}”这个主题。主题有：{known}。", Exit.BAD_USAGE)
    settings = settings_for(home)
    wish = Wish(tuple(topic or ()), tuple(types or ()), count, seed)
    with reporting(), BankFile(settings.questions) as bank:
        texts = texts_in_force(open_service(settings))
        batch = generate_items(texts, wish, [each.item for each in bank.items()])
        if not dry_run:
            bank.add(batch.items)
            bank.set_aside(batch.failed)
    if as_json:
        print_json(_batch_json(batch, wish))
    else:
        _print_batch(console(), batch, kept=not dry_run)
    if not batch.items:
        raise typer.Exit(Exit.NOTHING_FOUND)


@questions.command(cls=ChineseCommand)
def stats(home: Home = None, as_json: AsJson = False) -> None:
    """题库里有多少题：按题型、状态、主题、规则，多少待复核，多少没有过闸门。"""
    settings = settings_for(home)
    with reporting(), BankFile(settings.questions) as bank:
        counts = bank.counts()
    if as_json:
        print_json(_counts_json(counts))
        return
    out = console()
    print_fields(out, [("题数", str(counts.items)), ("待复核", str(counts.flagged))])
    for name, of in _tables(counts).items():
        if of:
            out.print(Text(f"\n{name}", style="bold"))
            print_fields(out, [(key, str(number)) for key, number in of.items()])


@questions.command("reconsider", cls=ChineseCommand)
def reconsider_(home: Home = None) -> None:
    """对照现在的条文：文字变了的、所在文件修改废止了的题，标为待复核。更新索引之后运行。"""
    settings = settings_for(home)
    with reporting(), BankFile(settings.questions) as bank:
        marked = reconsider(open_service(settings), bank)
        flagged = bank.counts().flagged
    typer.echo(f"新标待复核 {marked} 道，现在共有 {flagged} 道待复核。")


def _batch_json(batch: Batch, wish: Wish) -> dict[str, object]:
    return {
        "seed": wish.seed,
        "items": [item_json(item) for item in batch.items],
        "set_aside": [
            {"item_id": each.item.item_id, "gate": each.gate, "reason": each.reason}
            for each in batch.failed
        ],
    }


def _counts_json(counts: BankCounts) -> dict[str, object]:
    return {
        "items": counts.items,
        "flagged": counts.flagged,
        "by_type": dict(counts.by_type),
        "by_state": dict(counts.by_state),
        "by_topic": dict(counts.by_topic),
        "by_rule": dict(counts.by_rule),
        "set_aside": dict(counts.set_aside),
    }


for _name, _command in (*QUESTION_FILES, *QUESTION_DRAFTS):
    questions.command(_name, cls=ChineseCommand)(_command)


def _tables(counts: BankCounts) -> dict[str, Mapping[str, int]]:
    return {
        "题型": counts.by_type,
        "状态": counts.by_state,
        "主题": counts.by_topic,
        "规则": counts.by_rule,
        "没有过闸门": counts.set_aside,
    }


def _print_batch(out: Console, batch: Batch, *, kept: bool) -> None:
    for item in batch.items[:10]:
        _print_item(out, item)
    more = "（以上为前 10 道）" if len(batch.items) > 10 else ""
    done = "已存入题库，状态为草稿" if kept else "没有存入题库"
    out.print(
        Text(f"\n出题 {len(batch.items)} 道{more}，{done}；没有过闸门 {len(batch.failed)} 道。")
    )


def _print_item(out: Console, item: Item) -> None:
    out.print(Text(f"\n【{item.type}】{item.stem}", style="bold"))
    for at, option in enumerate(item.options):
        mark = "√" if at in item.key else " "
        print_indented(out, f"{mark} {chr(ord('A') + at)}. {option}", 2)
    for point in item.points:
        print_indented(out, f"· {point}", 2)
    print_indented(out, item.explanation, 2, "dim")
