"""How does an operator drive the product? One function per command: parse, call, print."""

from commands.collection import import_, init
from commands.evaluation import evaluate
from commands.reindex import reindex
from commands.search import search
from commands.serve import serve
from commands.show import show
from commands.status import doctor, stats

__all__ = ["doctor", "evaluate", "import_", "init", "reindex", "search", "serve", "show", "stats"]
