"""How is the product driven from a terminal? One table of the commands, nothing else."""

import typer

from commands import table_of

__all__ = ["app", "main"]

_COMMANDS = {
    "init": "commands.collection:init",
    "import": "commands.collection:import_",
    "laws": "commands.laws:laws",
    "correct": "commands.corrections:correct",
    "remove": "commands.removal:remove",
    "reindex": "commands.reindex:reindex",
    "backup": "commands.backups:backup",
    "restore": "commands.backups:restore",
    "watch": "commands.watch:watch",
    "search": "commands.search:search",
    "show": "commands.show:show",
    "original": "commands.originals:original",
    "gaps": "commands.gaps:gaps",
    "stats": "commands.status:stats",
    "doctor": "commands.status:doctor",
    "eval": "commands.evaluation:evaluate",
    "train": "commands.training:train",
    "serve": "commands.serve:serve",
    "cases": "commands.cases:cases",
    "duties": "commands.duties:duties",
    "ledger": "commands.ledger:ledger",
    "thresholds": "commands.thresholds:thresholds",
    "cite": "commands.cite:cite",
    "brief": "commands.brief:brief",
    "links": "commands.links:links",
    "exchange": "commands.exchange:exchange",
    "questions": "commands.questions:questions",
    "papers": "commands.papers:papers",
    "user": "commands.users:user",
}


def _start() -> None:
    """Do nothing before a command: typer takes an app for a table where it has a callback."""


app = typer.Typer(
    cls=table_of(_COMMANDS),
    name="zhiku",
    help="智库：住房城乡建设部门的知识库。检索政策、法规、标准与案例，给出可直接引用的出处。",
    epilog="退出码：0 找到或完成，1 没有找到，2 用法有误，3 状态有故障。",
    callback=_start,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
