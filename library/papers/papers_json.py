"""How is a paper written as JSON, and read back unchanged?"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from library.papers.blueprint import Blueprint, Cell
from library.papers.paper import Paper
from library.questions import ItemType, item_from_json, item_json

__all__ = ["paper_from_json", "paper_json"]


def paper_json(paper: Paper) -> dict[str, Any]:
    """Return the paper as what `json` writes; scores are text, which no float can spoil."""
    return {
        "paper_id": paper.paper_id,
        "title": paper.title,
        "quarter": paper.quarter,
        "seed": paper.seed,
        "blueprint": _blueprint_json(paper.blueprint),
        "chosen": [[item_json(item) for item in cell] for cell in paper.chosen],
    }


def paper_from_json(record: Mapping[str, Any]) -> Paper:
    """Return the paper that was written; raise KeyError, TypeError, ValueError for others."""
    return Paper(
        record["paper_id"],
        record["title"],
        record["quarter"],
        record["seed"],
        _blueprint(record["blueprint"]),
        tuple(tuple(item_from_json(item) for item in cell) for cell in record["chosen"]),
    )


def _blueprint_json(blueprint: Blueprint) -> dict[str, Any]:
    return {
        "title": blueprint.title,
        "passing": str(blueprint.passing),
        "minutes": blueprint.minutes,
        "gap": blueprint.gap,
        "partial": str(blueprint.partial),
        "cells": [
            {
                "type": cell.type.value,
                "count": cell.count,
                "score": str(cell.score),
                "topics": list(cell.topics),
                "difficulty": list(cell.difficulty),
            }
            for cell in blueprint.cells
        ],
    }


def _blueprint(record: Mapping[str, Any]) -> Blueprint:
    cells = tuple(
        Cell(
            ItemType(cell["type"]),
            cell["count"],
            Decimal(cell["score"]),
            tuple(cell["topics"]),
            (cell["difficulty"][0], cell["difficulty"][1]),
        )
        for cell in record["cells"]
    )
    return Blueprint(
        record["title"], cells, Decimal(record["passing"]), record["minutes"], record["gap"],
        Decimal(record["partial"]),
    )  # fmt: skip
