"""Where do the benchmarks find statutes to index?"""

import json
import lzma
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path
from platform import processor, python_version

from corpus import Clause, Document, Kind, Status

__all__ = ["environment", "shared_folder", "statutes"]


def shared_folder() -> Path:
    """Return the folder of real data; end the program with a message where it is not set."""
    folder = os.environ.get("ZHIKU_TEST_DATA", "")
    if not Path(folder).is_dir() or not folder:
        sys.exit("基准测试需要真实数据：请把环境变量 ZHIKU_TEST_DATA 设为数据目录。")
    return Path(folder)


def statutes(articles: int) -> Iterator[tuple[Document, list[Clause]]]:
    """Yield whole statutes with their clauses until there are at least `articles` clauses."""
    path = shared_folder() / "bench" / "laws" / "articles.jsonl.xz"
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = islice((json.loads(line) for line in lines), articles)
        for name, group in groupby(rows, key=lambda row: row["doc_id"]):
            yield _statute(name, list(group))


def _statute(name: str, rows: list[dict[str, str]]) -> tuple[Document, list[Clause]]:
    text, clauses = "", []
    for ordinal, row in enumerate(rows):
        start = len(text)
        text += f"{row['no']}　{row['text']}\n"
        citation = f"《{row['law']}》{row['no']}"
        clauses.append(
            Clause(
                f"{name}:{ordinal}",
                name,
                ordinal,
                str(ordinal),
                (row["no"],),
                citation,
                text[start:-1],
                start,
                len(text) - 1,
            )
        )
    document = Document(name, rows[0]["law"], Kind.REGULATION, text, status=Status.IN_FORCE)
    return document, clauses


def environment() -> str:
    """Return one line that says where figures were taken."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    cores = os.cpu_count()
    return f"提交 {commit.stdout.strip()}，Python {python_version()}，{cores} 核 {processor()}"
