"""`zhiku stats`, `zhiku doctor`: what does the home hold, and is it well?"""

from collections import Counter

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from commands.context import (
    AsJson,
    Exit,
    Home,
    console,
    nothing_held,
    print_json,
    reporting,
    settings_for,
)
from corpus import standings
from library.experts import examine_experts
from search import Check, examine, model_name, open_store, today

__all__ = ["doctor", "stats"]

_MOST = 12  # values shown of each kind


def stats(home: Home = None, as_json: AsJson = False) -> None:
    """统计收录了多少文件和条款，按类别、效力层级、状态、发文机关和地区分列。"""
    with reporting():
        settings = settings_for(home)
        with open_store(settings) as store:
            documents = list(store.documents())
            count, clauses = store.counts()
            found = standings(documents, store.relations(), today())
        groups = {
            "类别": Counter(document.kind.label for document in documents),
            "效力层级": Counter(document.level or "未载明" for document in documents),
            "状态": Counter(standing.status.value for standing in found.values()),
            "发文机关": Counter(document.issuer or "未载明" for document in documents),
            "地区": Counter(document.region or "未载明" for document in documents),
        }
        if as_json:
            names = {name: dict(counter.most_common()) for name, counter in groups.items()}
            home_name = str(settings.home)
            held = {"home": home_name, "documents": count, "clauses": clauses}
            print_json({**held, "model": model_name(settings), **names})
        if not count:
            raise nothing_held(settings)
        if not as_json:
            typer.echo(f"数据目录 {settings.home}：{count} 份文件，{clauses} 个条款。")
            typer.echo(f"语义模型：{model_name(settings) or '已关闭'}")
            for name, counter in groups.items():
                _print_group(console(), name, counter)


def _print_group(out: Console, name: str, counter: Counter[str]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column(name, min_width=24)
    table.add_column("文件数", justify="right")
    for value, number in counter.most_common(_MOST):
        table.add_row(Text(value), str(number))
    out.print()
    out.print(table)
    if len(counter) > _MOST:
        out.print(Text(f"……另有 {len(counter) - _MOST} 项，--json 可看全部", "dim"))


def doctor(home: Home = None, as_json: AsJson = False) -> None:
    """逐项检查：数据库、索引、分词、语义模型、磁盘、专家密钥。有问题时说明怎样处理，退出码为 3。"""
    with reporting():
        settings = settings_for(home)
        checks = [*examine(settings), *examine_experts(settings)]
        if as_json:
            print_json([{"name": c.name, "state": c.state, "message": c.message} for c in checks])
        else:
            table = Table("项目", "情况", "说明", box=None, pad_edge=False)
            for check in checks:
                table.add_row(check.name, _STATES[check.state], Text(check.message))
            console().print(table)
        if any(check.state == Check.BROKEN for check in checks):
            raise typer.Exit(Exit.BROKEN)


_STATES = {
    Check.WELL: Text("正常", style="green"),
    Check.WARNING: Text("留意", style="yellow"),
    Check.BROKEN: Text("故障", style="red"),
}
