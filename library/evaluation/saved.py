"""How is a run over a department's questions kept, so that a later one can be compared with it?"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableFile
from library.errors import SheetRejected
from library.evaluation.questions import BadRow
from library.evaluation.trial import Answer, Trial, figures_of
from search import Mode

__all__ = ["read_trials", "trial_json"]

_FORMAT = 1


def trial_json(trial: Trial) -> dict[str, Any]:
    """Return a run as JSON values, with its figures."""
    return {
        "format": _FORMAT,
        "mode": trial.mode.value,
        "generation": trial.generation,
        "as_of": trial.as_of,
        "figures": asdict(figures_of(trial.answers)),
        "by_style": {style: asdict(figures) for style, figures in trial.by_style().items()},
        "answers": [{**asdict(answer), "first": answer.first} for answer in trial.answers],
        "bad_rows": [asdict(row) for row in trial.bad],
    }


def read_trials(path: Path) -> list[Trial]:
    """Return the runs in a file written by `zhiku eval --json` or `--report x.json`.

    Raise UnreadableFile, or SheetRejected for a file that is no such result.
    """
    if not path.is_file():
        raise UnreadableFile(path, "没有这个文件", "请核对路径。")
    try:
        return [_trial(value) for value in json.loads(path.read_text("utf-8"))["trials"]]
    except (ValueError, KeyError, TypeError) as error:
        raise SheetRejected(
            f"{path.name} 不是评测结果。请给出 zhiku eval 评测集 --report 结果.json 写出的文件。"
        ) from error


def _trial(value: dict[str, Any]) -> Trial:
    if value["format"] != _FORMAT:
        raise ValueError(value["format"])
    return Trial(
        Mode(value["mode"]),
        str(value["generation"]),
        str(value["as_of"]),
        tuple(_answer(answer) for answer in value["answers"]),
        tuple(BadRow(**row) for row in value["bad_rows"]),
    )


def _answer(value: dict[str, Any]) -> Answer:
    fields = {name: value[name] for name in Answer.__dataclass_fields__}
    fields["expected"], fields["ranks"] = tuple(value["expected"]), tuple(value["ranks"])
    fields["hits"] = tuple((str(clause), str(citation)) for clause, citation in value["hits"])
    return Answer(**fields)
