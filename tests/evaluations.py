"""What do the tests of the evaluation pages share? A run that was kept, and sheets of questions."""

import json
from pathlib import Path

from library.evaluation import Answer, Trial, trial_json
from search import Mode

HEAD = "编号\t查询\t预期条款\t分类\t备注"


def sheet_of(*rows: str) -> bytes:
    """Return a set of questions as it is uploaded."""
    return "\n".join([HEAD, *rows]).encode()


def keep_run(home: Path, name: str, *, query: str = "安全", rank: int | None = 2) -> None:
    """Put a run of one question into a home."""
    answer = Answer(
        name="1", query=query, style="短词", note="", expected=("notice:1",), ranks=(rank,),
        hits=(("notice:2.1", "《通知》二"),), total=3, took_ms=1.5,
    )  # fmt: skip
    trial = Trial(Mode.HYBRID, "g0", "2026-01-01", (answer,), ())
    value = {
        "title": "题.tsv", "who": "编辑", "about": {"模型": "无"}, "trials": [trial_json(trial)],
    }  # fmt: skip
    folder = home / "evaluations" / name
    folder.mkdir(parents=True)
    (folder / "result.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
