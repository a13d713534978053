"""Do the laws of the data package agree, word for word, with another copy of the same editions?

Run: `python -m benchmarks.china_law` with the package installed and ZHIKU_TEST_DATA set. Width,
quotation marks, white space and zero-width characters are folded; every remaining difference is
listed. First what the package holds is compared as it is, then what is left of it for import.
"""

import json
import lzma
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.data import environment, shared_folder
from corpus.collections import Law, find_laws, part_rows

__all__ = ["Agreement", "Difference", "Reference", "compare", "load_reference"]

_QUOTES = re.compile("[\"'“”‘’「」『』]")
_BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]")
_AROUND = 9  # characters shown on each side of a difference

Reference = Mapping[tuple[str, str], Mapping[str, str]]
"""(title, day of the edition) → 「第一条」 → text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One article that both hold and that is not alike: the words at the first difference."""

    title: str
    edition: str
    number: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many laws and articles both hold, and where these differ."""

    laws: int
    articles: int
    differences: tuple[Difference, ...]
    only_ours: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """The part of the articles that agree, 0 to 1."""
        return 1 - len(self.differences) / self.articles


def load_reference(folder: Path) -> Reference:
    """Read `docs.jsonl.xz` and `articles.jsonl.xz`; the books of the civil code make one law."""
    documents = {row["doc_id"]: row for row in _rows(folder / "docs.jsonl.xz")}
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for row in _rows(folder / "articles.jsonl.xz"):
        document = documents[row["doc_id"]]
        if row["kind"] == "article":
            key = document["title"], document["date"] or _last_day(document["history"])
            found[key].setdefault(_BLANK.sub("", row["no"]), row["text"])
    return found


def _last_day(history: Sequence[str]) -> str:
    """Return the day of the last event but 施行, where the reference dates no edition itself."""
    events = [line.split(" ", 1) for line in history if not line.endswith(" 施行")]
    found = re.fullmatch(r"(\d{4})年(\d+)月(\d+)日", events[-1][0]) if events else None
    return "{:0>4}-{:0>2}-{:0>2}".format(*found.groups()) if found else ""


def compare(reference: Reference, *, parted: bool) -> Agreement:
    """Compare the laws that both hold in one edition, as they are or `parted` for import."""
    laws = articles = 0
    differences: list[Difference] = []
    alone: list[tuple[str, str]] = []
    for law in find_laws().laws:
        theirs = reference.get((law.title, law.published.isoformat()))
        if not theirs:
            continue
        laws += 1
        for number, text in _texts(law, parted=parted):
            if number not in theirs:
                alone.append((law.title, number))
                continue
            articles += 1
            if fold(text) != fold(theirs[number]):
                words = _shown(fold(text), fold(theirs[number]))
                differences.append(Difference(law.title, str(law.published), number, *words))
    return Agreement(laws, articles, tuple(differences), tuple(alone))


def fold(text: str) -> str:
    """Return the text without white space and zero-width characters, width and quotes as one."""
    return _BLANK.sub("", _QUOTES.sub('"', unicodedata.normalize("NFKC", text)))


def _texts(law: Law, *, parted: bool) -> Iterator[tuple[str, str]]:
    if parted:
        for block in part_rows(law).blocks:
            if block.row and block.row.number.startswith("第"):
                yield block.row.number, "\n".join(block.lines)
    else:
        yield from ((row.number, row.text) for row in law.rows if row.number.startswith("第"))


def _shown(ours: str, theirs: str) -> tuple[str, str]:
    at = next((i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), None)
    at = min(len(ours), len(theirs)) if at is None else at
    return tuple(  # type: ignore[return-value]
        f"…{text[max(0, at - _AROUND) : at + _AROUND + 6]}… 共{len(text)}字"
        for text in (ours, theirs)
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _print(name: str, agreement: Agreement) -> None:
    print(
        f"\n## {name}\n\n{agreement.laws} 部法律，{agreement.articles} 条，"
        f"一致 {agreement.articles - len(agreement.differences)} 条（{agreement.share:.3%}），"
        f"参照没有的 {len(agreement.only_ours)} 条。\n"
    )
    print("| 法律 | 条 | 数据包 | 参照 |\n|---|---|---|---|")
    for d in agreement.differences:
        cells = (f"{d.title}（{d.edition}）", d.number, d.ours, d.theirs)
        print("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    for title, number in agreement.only_ours:
        print(f"| {title} | {number} | 有 | 无 |")


def main() -> None:
    """Print both comparisons."""
    reference = load_reference(shared_folder() / "bench" / "laws")
    print(environment())
    _print("原样", compare(reference, parted=False))
    _print("去掉粘连之后，即装入的", compare(reference, parted=True))


if __name__ == "__main__":
    main()
