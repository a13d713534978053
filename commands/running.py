"""How does a run of the command line end, whatever happens in it? With a code, no traceback."""

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from commands.chinese import ChineseGroup, usage_error
from commands.context import Exit

__all__ = ["CommandLine"]


class CommandLine(ChineseGroup):
    """The table of commands; its `main` ends the process with one of the codes of `Exit`."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,  # noqa: ARG002 - the library's own endings are in English
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run one command; usage errors and what nobody foresaw are told in Chinese."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
            sys.stdout.flush()
        except BrokenPipeError:
            code = _reader_gone()
        except SystemExit as ending:  # so the library ends a run over a closed pipe: with code 1
            if not isinstance(ending.__context__, BrokenPipeError):
                raise
            code = _reader_gone()
        except typer.TyperException as error:
            code = _misused(error)
        except Exception as error:  # the last resort: whatever it is, a person must hear of it
            code = _unforeseen(error)
        sys.exit(code or Exit.DONE)


def _reader_gone() -> int:
    """End quietly where the reader of our output has gone, as in `zhiku stats | head -1`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.PIPE_CLOSED


def _misused(error: typer.TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.message)
    else:
        typer.echo(usage_error(error), err=True)
    return Exit.BAD_USAGE


def _unforeseen(error: Exception) -> int:
    said = " ".join(str(error).split())
    typer.echo(
        f"程序出错（{type(error).__name__}{'：' if said else ''}{said}）。"
        "请把这行文字和所用的命令告知管理员。",
        err=True,
    )
    return Exit.BROKEN
