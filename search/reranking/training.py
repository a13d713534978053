"""How does a forest that LightGBM grew become a file of our own?"""

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["flattened"]

_COLUMNS = ("feature", "threshold", "left", "right", "value")

_Row = tuple[int, float, int, int, float]


def flattened(dump: Mapping[str, Any]) -> str:
    """Return LightGBM's `dump_model()` as the JSON that `read_forest` reads.

    Numbers keep their full precision, so that both say the same of every row.
    """
    nodes = _Nodes()
    roots = [nodes.add(tree["tree_structure"]) for tree in dump["tree_info"]]
    held = {"features": dump["feature_names"], "roots": roots, "depth": nodes.depth}
    columns = dict(zip(_COLUMNS, zip(*nodes.rows, strict=True), strict=True))
    return json.dumps(held | columns, separators=(",", ":")) + "\n"


class _Nodes:
    """Numbers nodes in the order in which they are met."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self.depth = 0

    def add(self, node: Mapping[str, Any], level: int = 0) -> int:
        """Add a node and all below it; return its number."""
        number = len(self.rows)
        self.depth = max(self.depth, level)
        self.rows.append((0, 0.0, number, number, node.get("leaf_value", 0.0)))
        if "leaf_value" not in node:
            left, right = (self.add(node[side], level + 1) for side in _CHILDREN)
            asked = node["split_feature"], node["threshold"]
            self.rows[number] = (*asked, left, right, node["internal_value"])
        return number


_CHILDREN = ("left_child", "right_child")
