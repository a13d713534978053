"""What does a forest of decision trees say of a row, and which features made it say so?

The trees were grown by LightGBM (see training.py) and are read from a file of our own: no library
is needed to ask them. All trees and rows step down together, one numpy operation a level.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.errors import ForestBroken

__all__ = ["Forest", "read_forest"]

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Numbers = NDArray[np.int64]
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Forest:
    """Nodes of all trees by number; a leaf is its own child.

    A row goes left where its `feature` is at most `threshold`. `value` is the mean over the
    training rows that came by, at a leaf what the tree adds; `roots` are the trees' first nodes
    and `depth` the most steps from root to leaf.
    """

    features: tuple[str, ...]
    roots: Numbers
    feature: Numbers
    threshold: Doubles
    left: Numbers
    right: Numbers
    value: Doubles
    depth: int

    def predict(self, rows: Floats) -> Doubles:
        """Return the sum over the trees for rows of shape (n, features), of shape (n,)."""
        *_, leaves = self._ways(rows)
        return np.asarray(self.value.take(leaves).sum(axis=0))

    def contributions(self, rows: Floats) -> Doubles:
        """Return by how much each feature moved each row, of shape (n, features).

        Every step from a node to its child moves the value by their difference, on account of the
        feature asked there (Saabas, 2014); with the roots' values they sum to the prediction.
        """
        moved = np.zeros((len(rows), len(self.features)))
        owner = np.arange(len(rows))
        for before, after in pairwise(self._ways(rows)):
            by = self.value[after] - self.value[before]
            np.add.at(moved, (owner, self.feature[before]), by)
        return moved

    def _ways(self, rows: Floats) -> Iterator[Places]:
        """Yield at which nodes the rows stand, of shape (trees, n), from the roots down."""
        asked, feature, at_most = self._questions
        answers = (rows.T[feature] <= at_most[:, np.newaxis]).view(np.int8).ravel()
        children = np.stack((self.right, self.left), axis=1).astype(np.int32).ravel()
        first, owner = asked * np.int32(len(rows)), np.arange(len(rows), dtype=np.int32)
        nodes: Places = np.repeat(self.roots.astype(np.int32)[:, np.newaxis], len(rows), axis=1)
        yield nodes
        for _ in range(self.depth):
            nodes = children.take(2 * nodes + answers.take(first.take(nodes) + owner))
            yield nodes

    @cached_property
    def _questions(self) -> tuple[Places, Numbers, Floats]:
        """Which question each node asks, and of each its feature and the most to go left.

        Many nodes ask the same: every question is put once to every row. A leaf may ask any.
        """
        inner = self.left != np.arange(len(self.left))
        pairs = np.stack((self.feature, _at_most(self.threshold)), axis=1)
        different, number = np.unique(pairs[inner], axis=0, return_inverse=True)
        asked = np.zeros(len(self.left), np.int32)
        asked[inner] = number
        different = different if len(different) else np.zeros((1, 2))  # a forest of leaves
        return asked, different[:, 0].astype(np.int64), different[:, 1].astype(np.float32)


def _at_most(values: Doubles) -> Floats:
    """Return the largest single-precision numbers that are not above the values.

    A number in single precision is at most one exactly when it is at most the other.
    """
    singles = values.astype(np.float32)
    return np.where(singles > values, np.nextafter(singles, np.float32(-np.inf)), singles)


def read_forest(path: Path) -> Forest:
    """Read a forest; raise ForestBroken where the file is missing or damaged."""
    try:
        held = json.loads(path.read_text("utf-8"))
        forest = Forest(
            features=tuple(held["features"]),
            roots=np.array(held["roots"], np.int64),
            feature=np.array(held["feature"], np.int64),
            threshold=np.array(held["threshold"], np.float64),
            left=np.array(held["left"], np.int64),
            right=np.array(held["right"], np.int64),
            value=np.array(held["value"], np.float64),
            depth=int(held["depth"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ForestBroken(path, str(error)) from error
    if not _is_sound(forest):
        raise ForestBroken(path, "节点编号对不上")
    return forest


def _is_sound(forest: Forest) -> bool:
    """Tell whether every number leads to a node or feature that is there."""
    size, columns = len(forest.value), len(forest.features)
    by_node = (forest.feature, forest.threshold, forest.left, forest.right)
    leads = np.concatenate((forest.roots, forest.left, forest.right))
    return (
        len(forest.roots) > 0
        and all(len(values) == size for values in by_node)
        and bool(((leads >= 0) & (leads < size)).all())
        and bool(((forest.feature >= 0) & (forest.feature < columns)).all())
        and bool(np.isfinite(forest.value).all())
    )
