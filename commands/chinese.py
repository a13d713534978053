"""How does the command line speak Chinese where its library speaks English?

typer has no translations. Help is laid out here; a usage error is known by its kind and wording and
said anew. A wording that is not known becomes a plain 「写法有误」, never English.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer import TyperException
from typer.core import TyperCommand, TyperGroup

from commands.wrapping import fold

__all__ = ["ChineseCommand", "ChineseGroup", "usage_error"]

_SAID = (
    (r"(?:Value error, )?'(.*)' is not one of '(.+)'\.?", "“{}”不在可取的值之中：{}。"),
    (r"(?:Value error, )?'(.*)' does not match .*", "“{}”不是日期，请写成 2020-05-01 的样子。"),
    (r"Input should be greater than or equal to (.+)", "不能小于 {}。"),
    (r"Input should be less than or equal to (.+)", "不能大于 {}。"),
    (r"Input should be a valid integer.*", "应是整数。"),
    (r"No such command '(.+)'\. Did you mean '(.+)'\?", "没有“{}”这个命令，是不是想用 {}？"),
    (r"No such command '(.+)'\.?", "没有“{}”这个命令。"),
    (r"No such option:? '?([^' ]+)'?\.?", "没有“{}”这个选项。"),
    (r"Got unexpected extra argument.* \((.+)\)", "多出了“{}”。查询里有空格时，请整个加上引号。"),
    (r"Option '(.+)' requires an argument\.", "选项 {} 后面应写出取值。"),
    (r"Option '(.+)' does not take a value\.", "选项 {} 后面不写取值。"),
    (r"Missing command\.", "没有写出命令。"),
)
"""What typer says, and what is said in its place."""


class _ChineseHelp:
    """Lays out the help of a command; mixed into typer's own classes."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write usage, purpose, parameters and commands; nothing is cut off at the edge."""
        console = Console(highlight=False)
        with console.capture() as captured:
            for part in _parts(ctx, console.width):
                console.print(part)
        lines = captured.get().splitlines()
        formatter.write("\n".join(line.rstrip() for line in lines) + "\n")


class ChineseCommand(_ChineseHelp, TyperCommand):
    """A command with Chinese help."""


class ChineseGroup(_ChineseHelp, TyperGroup):
    """The table of commands with Chinese help."""


def usage_error(error: TyperException) -> str:
    """Say in Chinese what is wrong with a command line, and how it is written."""
    told = f"用法有误：{_reason(error)}"
    ctx = getattr(error, "ctx", None)
    return f"{told}\n{_usage(ctx)}\n说明：{ctx.command_path} --help" if ctx else told


def _reason(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        wanted = _name(parameter) if _is_argument(parameter) else _with_value(parameter)
        return f"没有写出“{wanted}”。"
    if type(error).__name__ == "NoSuchOption":
        return _no_option(error)
    said = _said(error.message)
    return f"{_name(parameter)} 的取值不对，{said}" if parameter is not None else said


def _no_option(error: TyperException) -> str:
    """Say that there is no such option; words that begin with a hyphen look like one."""
    said, ctx = _said(error.message), getattr(error, "ctx", None)
    short = not getattr(error, "option_name", "--").startswith("--")
    if not (short and ctx and any(map(_is_argument, ctx.command.params))):
        return said
    return f"{said}要查的词或文件名以“-”开头时，在它前面加 --，如 {ctx.command_path} -- -甲。"


def _said(message: str) -> str:
    for pattern, chinese in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return chinese.format(*(group.replace("', '", "、") for group in found.groups()))
    return "写法有误。"


def _parts(ctx: Any, width: int) -> Iterator[RenderableType]:
    yield Text(_usage(ctx), style="bold")
    yield Text(f"\n{fold(ctx.command.help or '', width)}\n")
    shown = [parameter for parameter in ctx.command.params if not parameter.hidden]
    arguments = [parameter for parameter in shown if _is_argument(parameter)]
    options = [parameter for parameter in shown if not _is_argument(parameter)]
    commands: dict[str, Any] = getattr(ctx.command, "commands", {})
    asked = ("-h, --help", "显示这份说明")
    lists = (
        ("参数", [(_name(p), p.help or "") for p in arguments]),
        ("选项", [*((_with_value(p), p.help or "") for p in options), asked]),
        ("命令", [(name, command.help) for name, command in commands.items()]),
    )
    for title, rows in lists:
        yield from _listed(title, rows, width)
    if ctx.command.epilog:
        yield Text(fold(ctx.command.epilog, width))


def _listed(title: str, rows: Sequence[tuple[str, str]], width: int) -> Iterator[RenderableType]:
    if not rows:
        return
    room = width - max(cell_len(name) for name, _ in rows) - 4  # the margin and the gap
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for name, meaning in rows:
        table.add_row(Text(name, style="cyan"), Text(fold(meaning, room)))
    yield Text(title, style="bold")
    yield Padding(table, (0, 0, 1, 2))


def _usage(ctx: Any) -> str:
    shown = sorted(ctx.command.params, key=_is_argument)
    names = [_placed(p) for p in shown if _is_argument(p) or p.required]
    if hasattr(ctx.command, "commands"):
        names = ["命令", "…"]
    return " ".join(["用法：" + ctx.command_path, "[选项]", *names])


def _placed(parameter: Any) -> str:
    if not _is_argument(parameter):
        return f"{parameter.opts[-1]} {parameter.metavar or '值'}"
    return _name(parameter) if parameter.required else f"[{_name(parameter)}]"


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _name(parameter: Any) -> str:
    if _is_argument(parameter):
        return str(parameter.metavar or parameter.name)
    return ", ".join(parameter.opts)


def _with_value(parameter: Any) -> str:
    if parameter.is_flag:
        return _name(parameter)
    return f"{_name(parameter)} {parameter.metavar or '值'}"
