"""How does an operator drive the product? One function per command: parse, call, print.

Modules are named in `cli.py` and loaded when their command is asked for.
"""

from commands.table import table_of

__all__ = ["table_of"]
