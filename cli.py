"""How is the product driven from a terminal? One table of the commands, nothing else."""

from collections.abc import Callable

import typer

from commands import (
    ChineseCommand,
    CommandLine,
    cases,
    correct,
    doctor,
    evaluate,
    gaps,
    import_,
    init,
    laws,
    original,
    reindex,
    remove,
    search,
    serve,
    show,
    stats,
    train,
    watch,
)

__all__ = ["app", "main"]

app = typer.Typer(
    cls=CommandLine,
    name="zhiku",
    help="智库：住房城乡建设部门的知识库。检索政策、法规、标准与案例，给出可直接引用的出处。",
    epilog="退出码：0 找到或完成，1 没有找到，2 用法有误，3 状态有故障。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMANDS: dict[str, Callable[..., None]] = {
    "init": init,
    "import": import_,
    "laws": laws,
    "correct": correct,
    "remove": remove,
    "reindex": reindex,
    "watch": watch,
    "search": search,
    "show": show,
    "original": original,
    "gaps": gaps,
    "stats": stats,
    "doctor": doctor,
    "eval": evaluate,
    "train": train,
    "serve": serve,
}
for _name, _command in _COMMANDS.items():
    app.command(_name, cls=ChineseCommand)(_command)

_LIBRARIES: dict[str, typer.Typer] = {"cases": cases}
for _name, _library in _LIBRARIES.items():
    app.add_typer(_library, name=_name)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
