"""How well is a copy of LawRefBook/Laws catalogued? Field by field against its own register.

Run: `python -m benchmarks.lawrefbook 文件夹 2025-04-19` (the day of the copy) with ZHIKU_TEST_DATA
set. For every field it says how often both agree, both are silent, only one is, and both differ.
"""

import json
import lzma
import re
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.data import environment, shared_folder
from corpus import Document, SqliteStore, files_under, import_files
from corpus.standing.life_cycle import standings

_EXAMPLES = 4
_ENDED = {"已废止", "被替代"}

Row = Mapping[str, Any]


def _province(name: str | None) -> str | None:
    """The register names provinces by two characters and leaves the whole country out."""
    return None if name in (None, "全国") else name[:2]


def _number(doc_no: str | None) -> str | None:
    """The register keeps 第393号 of 国务院令第393号."""
    found = re.search(r"第?\d+号$", doc_no or "")
    return found[0].removeprefix("第") if found else doc_no


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


FIELDS: Mapping[str, tuple[Callable[[Document], str | None], Callable[[Row], str | None]]] = {
    "标题": (lambda d: d.title, lambda r: r["title"] + "".join(r["subtitle"])),
    "效力层级": (lambda d: d.level, lambda r: r["level"]),
    "地区（省）": (lambda d: _province(d.region), lambda r: r["region"]),
    "发文机关（规章）": (
        lambda d: d.issuer if d.level == "部门规章" else None,
        lambda r: r["agency"],
    ),
    "本版日期": (lambda d: _day(d.published_on), lambda r: r["date"]),
    "施行日期": (lambda d: _day(d.effective_on), lambda r: r["effective"] or None),
    "文号（不比机关代字）": (lambda d: _number(d.doc_no), lambda r: _number(r["doc_no"])),
}


def main() -> None:
    """Import the folder into a new collection and print the tables."""
    root = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as home, SqliteStore(Path(home) / "zhiku.db") as store:
        started = time.perf_counter()
        report = import_files(store, list(files_under([root])))
        took = time.perf_counter() - started
        print(f"{environment()}\n{len(report.outcomes)} 个文件，导入用时 {took:.0f} 秒。")
        documents = {d.document_id: d for d in store.documents()}
        now = standings(
            list(documents.values()), store.relations(), date.fromisoformat(sys.argv[2])
        )
    found = {
        outcome.path.relative_to(root).as_posix(): documents[outcome.document_id]
        for outcome in report.outcomes
        if outcome.document_id
    }
    rows = {row["source_path"]: row for row in _rows()}
    pairs = [(path, found[path], row) for path, row in rows.items() if path in found]
    print(f"登记 {len(rows)} 份，其中读到 {len(pairs)} 份。\n")
    for name, (ours, theirs) in FIELDS.items():
        _print(name, [(path, ours(d), theirs(row)) for path, d, row in pairs])
    ended = [
        (path, _ended(now[d.document_id].status in _ENDED), _ended(row["expired"]))
        for path, d, row in pairs
        if row["expired"] is not None
    ]
    _print("已失效", ended)


def _rows() -> list[Row]:
    with lzma.open(shared_folder() / "bench/laws/docs.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _print(name: str, values: Sequence[tuple[str, str | None, str | None]]) -> None:
    groups: dict[str, list[str]] = defaultdict(list)
    for path, ours, theirs in values:
        groups[_class(ours, theirs)].append(f"{path}：我们 {ours}，登记 {theirs}")
    print(f"## {name}")
    for group in sorted(groups):
        print(f"{group}: {len(groups[group])}")
        if group[0] not in "甲乙":
            for line in groups[group][:: max(1, len(groups[group]) // _EXAMPLES)][:_EXAMPLES]:
                print(f"    {line}")
    print()


def _class(ours: str | None, theirs: str | None) -> str:
    if ours == theirs:
        return "乙 都没有" if ours is None else "甲 一致"
    if ours is None:
        return "丙 我们没有"
    if theirs is None:
        return "丁 登记没有"
    return f"戊 我们{ours}，登记{theirs}" if {ours, theirs} == {_ended(1), _ended(0)} else "戊 不同"


def _ended(value: object) -> str:
    return "已失效" if value else "未失效"


if __name__ == "__main__":
    main()
