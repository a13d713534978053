"""Which options choose cases, the same for every command that lists, counts or exports them?"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, get_type_hints

import typer

from commands.context import Exit, fail
from library.cases import CHOICES, UNKNOWN, CaseFilter
from web.errors import ParameterRejected
from web.values import read_period

__all__ = ["CaseWords", "filtered"]

CaseWords = Annotated[
    list[str] | None, typer.Argument(metavar="词语", help="在全部字段里查找，可以是几个词或一句话")
]


def _several(metavar: str, help_: str) -> Any:
    return typer.Option(metavar=metavar, help=f"{help_}，可以重复")


def _filter(
    type_: Annotated[list[str] | None, typer.Option("--type", metavar="类型",
        help="事故类型，如 坍塌（含其细类），可以重复")] = None,
    works: Annotated[list[str] | None, _several("类别", "危大工程类别，可以只写一部分")] = None,
    level: Annotated[list[str] | None, _several("等级", "一般、较大、重大、特别重大")] = None,
    province: Annotated[list[str] | None, _several("省份", "省份，可以只写一部分")] = None,
    city: Annotated[list[str] | None, _several("城市", "城市，可以只写一部分")] = None,
    project: Annotated[list[str] | None, _several("工程类型", "工程类型，可以只写一部分")] = None,
    basis: Annotated[list[str] | None, _several("依据", "调查报告、初步通报")] = None,
    quality: Annotated[list[str] | None, _several("来源等级", "A、B")] = None,
    since: Annotated[str, typer.Option("--from", metavar="日期",
        help="此日起，如 2020-05-01，可以只写年份")] = "",
    until: Annotated[str, typer.Option("--to", metavar="日期",
        help="到此日止，可以只写年份")] = "",
    least_deaths: Annotated[int | None, typer.Option("--min-deaths", min=0, metavar="人数",
        help="死亡不少于")] = None,
    most_deaths: Annotated[int | None, typer.Option("--max-deaths", min=0, metavar="人数",
        help="死亡不多于")] = None,
) -> CaseFilter:  # fmt: skip
    try:
        first, last = read_period(since, until)
    except ParameterRejected as error:
        raise fail(str(error), Exit.BAD_USAGE) from error
    return CaseFilter(
        types=_known("--type", type_, "accident_type"),
        works=tuple(works or ()),
        levels=_known("--level", level, "level"),
        provinces=tuple(province or ()),
        cities=tuple(city or ()),
        project_types=tuple(project or ()),
        bases=_known("--basis", basis, "basis"),
        qualities=_known("--quality", quality, "source_quality"),
        since=first,
        until=last,
        least_deaths=least_deaths,
        most_deaths=most_deaths,
    )


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a filter; its parameter `wanted` gets the filter they make."""
    options = inspect.signature(_filter).parameters
    own = inspect.signature(command).parameters

    @wraps(command)
    def run(**values: Any) -> None:
        chosen = _filter(**{name: values.pop(name) for name in options})
        command(wanted=chosen, **values)

    kept = [parameter for name, parameter in own.items() if name != "wanted"]
    leading = [p for p in kept if p.name == "words"]
    rest = [p for p in kept if p.name != "words"]
    hints = get_type_hints(_filter, include_extras=True) | get_type_hints(
        command, include_extras=True
    )
    shown = [
        parameter.replace(annotation=hints[parameter.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in (*leading, *options.values(), *rest)
    ]
    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in shown}
    return run


def _known(option: str, values: list[str] | None, field: str) -> tuple[str, ...]:
    """Return the values; end the command where one is none of those that the field may have."""
    allowed = (*CHOICES[field], UNKNOWN)
    for value in values or ():
        if value not in allowed:
            said = f"{option} 没有“{value}”这个取值，可以写：{'、'.join(allowed)}。"
            raise fail(said, Exit.BAD_USAGE)
    return tuple(values or ())
