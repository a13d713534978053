"""Are the articles of 3,475 statutes read as the reference reads them, and who is right if not?

    ZHIKU_TEST_DATA=… python -m benchmarks.laws > docs/laws-comparison.md

Every difference falls into a class with its explanation; one that fits none is an error.
"""

import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks.article_comparison import Difference, Statute, differences, load_reference
from benchmarks.data import environment, shared_folder
from corpus import read_document

__all__ = ["EXPLANATIONS", "EXTRA", "compare", "share", "unpack"]

EXTRA = "参考没有的条"
EXPLANATIONS = {
    "章节次序颠倒": "这些文件里“节”的 # 比“章”少，或“章”的 # 前后不一；参考按 # 的个数定层级，"
    "于是丢了章名，或把章放在节、章之下。我们按编、章、节的名称定层级。参考错。",
    "零宽字符": "参考在条文末尾留着看不见的 U+200B，其余各字相同。参考错。",
    "附件并入末条": "最后一条之后的“附件”“附表”，参考算作末条的文字；我们另列。参考错。",
    "附件是另一份文本": "文件是补充规定，附件是被补充的解释全文。条文出自附件，"
    "参考记在补充规定名下。参考错。",
    "连排的条并入上一条": "几条连排在一行，或序号印作“第七十五 条”“笫五十四条”“第三十－条”，"
    "参考没有认出，并入前一条。参考错。",
    EXTRA: "就是上一类里参考漏认的各条，不在 147,288 条之内。参考错。",
    "漏认没有空格的章名": "“第五章法律责任”没有空格，参考当作上一条的文字，"
    "后面各条仍记在前一章。参考错。",
    "引用的条文": "案例文末所附的司法解释条文、修正案所增加的宪法条文，参考算作本文件的条；"
    "它们是引文。参考错。",
    "修正案所引的条文": "同上：所增加的各条是修正案第五十二条的内容。参考错。",
    "空的标题": "文件里有只有“##”的一行，参考算作没有名字的标题。参考错。",
}
"""By class of difference: what it is, and who is right."""


def main() -> None:
    """Print the report as Markdown; end with 1 where a difference is unexplained."""
    reference = load_reference(shared_folder() / "bench" / "laws")
    with tempfile.TemporaryDirectory(prefix="zhiku-laws-") as folder:
        root = unpack(shared_folder() / "inputs" / "lawrefbook-2025-04-19.tar.xz", Path(folder))
        began = time.perf_counter()
        found, titles = compare(root, list(reference.values()))
        seconds = time.perf_counter() - began
    articles = sum(len(statute.articles) for statute in reference.values())
    print("\n".join(_report(found, titles, len(reference), articles, seconds)))
    sys.exit(any(difference.respect not in EXPLANATIONS for _, difference in found))


def unpack(archive: Path, folder: Path, names: frozenset[str] = frozenset()) -> Path:
    """Unpack the archive, or these members of it, and return the folder that holds them."""
    with tarfile.open(archive) as tar:
        wanted = [member for member in tar if not names or member.name.removeprefix("./") in names]
        tar.extractall(folder, wanted, filter="data")
    return folder


_Found = list[tuple[Statute, Difference]]


def compare(root: Path, statutes: Sequence[Statute]) -> tuple[_Found, list[tuple[str, str]]]:
    """Return the differences, and the pairs (reference title, ours) that are not alike."""
    found: _Found = []
    titles = []
    for statute in statutes:
        document, clauses = read_document(root / statute.source)
        found += [(statute, d) for d in differences(statute, document, clauses)]
        if document.title != statute.title:
            titles.append((statute.title, document.title))
    return found, titles


def share(found: _Found, articles: int) -> float:
    """Return the share of the reference's articles that are read exactly alike."""
    return 1 - sum(difference.respect != EXTRA for _, difference in found) / articles


def _report(
    found: _Found, titles: Sequence[tuple[str, str]], laws: int, articles: int, seconds: float
) -> Iterator[str]:
    alike = round(share(found, articles) * articles)
    yield "# 法规条文与参考数据的逐条比较\n"
    yield f"由 `python -m benchmarks.laws` 写出。{environment()}。\n"
    yield (
        f"{laws:,} 部法规，参考数据有 {articles:,} 条；条号、编章节和文字都完全相同的 {alike:,} 条"
        f"（{alike / articles:.2%}）。比较时只不计行首行尾的空白，和标题里的空格。"
        f"逐个读入（含隐去联系方式、关系与日期）共 {seconds:.0f} 秒。\n"
    )
    yield "其余各条全部分类如下；每一类都看过来源文件，说明谁对。\n"
    yield "| 类别 | 条数 | 文件数 | 说明 | 例 |\n|---|---|---|---|---|"
    yield from _classes(found)
    yield f"\n标题不同的 {len(titles)} 部：\n"
    yield "| 参考 | 我们 |\n|---|---|"
    yield from (f"| {theirs} | {ours} |" for theirs, ours in titles)
    yield (
        "\n民法典分编各是一个文件，我们以分编名为标题，以便分辨，而条文的引用格式仍是"
        "《中华人民共和国民法典》第几条。括号一律按全角印出。"
    )


def _classes(found: _Found) -> Iterator[str]:
    counts = Counter(difference.respect for _, difference in found)
    files: Mapping[str, set[str]] = defaultdict(set)
    for statute, difference in found:
        files[difference.respect].add(statute.source)
    for respect, count in counts.most_common():
        statute, difference = next(item for item in found if item[1].respect == respect)
        example = f"{Path(statute.source).stem} {difference.number}"
        why = EXPLANATIONS.get(respect, "**没有解释**")
        yield f"| {respect} | {count} | {len(files[respect])} | {why} | {example} |"


if __name__ == "__main__":
    main()
