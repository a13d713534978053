"""How does an operator drive the product? One function per command: parse, call, print."""

from commands.cases import cases
from commands.chinese import ChineseCommand
from commands.collection import import_, init
from commands.corrections import correct
from commands.evaluation import evaluate
from commands.gaps import gaps
from commands.laws import laws
from commands.originals import original
from commands.reindex import reindex
from commands.removal import remove
from commands.running import CommandLine
from commands.search import search
from commands.serve import serve
from commands.show import show
from commands.status import doctor, stats
from commands.training import train
from commands.watch import watch

__all__ = [
    "ChineseCommand",
    "CommandLine",
    "cases",
    "correct",
    "doctor",
    "evaluate",
    "gaps",
    "import_",
    "init",
    "laws",
    "original",
    "reindex",
    "remove",
    "search",
    "serve",
    "show",
    "stats",
    "train",
    "watch",
]
