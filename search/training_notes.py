"""What is written beside a trained model, for people and for programs?"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from search.training_report import Score, TrainingReport

__all__ = ["readme_of", "record_of"]


def record_of(report: TrainingReport, builtin: str) -> dict[str, Any]:
    """Return the report as JSON values, with the fingerprint of the built-in model of that day."""
    return {"builtin": builtin, "trained_at": _now(), **asdict(report)}


def readme_of(report: TrainingReport) -> str:
    """Return a model card in Chinese."""
    return _CARD.format(
        report=report,
        now=_now(),
        examples="、".join(report.examples) or "无",
        rows="\n".join(_row(score) for score in report.scores),
    )


def _row(score: Score) -> str:
    pairs = (score.mrr_10, score.recall_10, score.recall_100)
    cells = " | ".join(f"{before:.3f} → {after:.3f}" for before, after in pairs)
    interval = f"{score.low:+.3f} ～ {score.high:+.3f}"
    return f"| {score.subject} | {score.queries} | {cells} | {interval} |"


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


_CARD = """---
language: zh
library_name: sentence-transformers
pipeline_tag: sentence-similarity
---

# {report.model}：在本单位资料上微调的语义模型

由 `zhiku train` 于 {now} 写出，起点是 {report.base}。
格式与内置模型相同，可由 sentence-transformers 载入：

```python
SentenceTransformer("本目录", trust_remote_code=True, local_files_only=True)
```

## 数据

| 项目 | 数量 |
|---|---|
| 文件 | {report.documents} 份 |
| 参加训练的文字（长条款分成几段） | {report.taught} 段 |
| 留出检验、从未参加训练的文字 | {report.held_out} 段 |
| 查询表：参加训练 / 留出检验 | {report.taught_questions} / {report.held_questions} 个 |
| 新增的词 | {report.new_words} 个，如：{examples} |

训练 {report.steps} 步，共用 {report.seconds} 秒。
训练文字来自本单位的数据目录，对外提供本目录以前请先确认这些文字可以公开。

## 检验

都在留出的部分上，训练前 → 训练后；区间是 MRR@10 之差的 95% 自助法区间。{report.reason}。

| 检验 | 查询数 | MRR@10 | R@10 | R@100 | 差的区间 |
|---|---|---|---|---|---|
{rows}
"""
