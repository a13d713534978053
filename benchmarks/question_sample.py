"""Which 200 questions are to be read one by one against their clauses?

`python -m benchmarks.question_sample --seed COMMIT` prints a sample as a Markdown table for
docs/question-quality.md: half of the home (zhiku init, zhiku reindex), half of the statutes of the
shared data. The four columns at the end are for whoever judges; the rubric stands in that document.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

from benchmarks.questions import safety_statutes
from library.questions import Item, ItemType, Wish, generate_items, texts_in_force
from library.questions.generating import Text
from search import open_service, read_settings

__all__ = ["rows", "sample"]

_HEAD = "| 序号 | 来源 | 题型与规则 | 题目与答案 | 条文 | 答案对 | 不含糊 | 读得通 | 有用 |"


def sample(texts: Sequence[Text], seed: str, size: int) -> list[Item]:
    """Return `size` items of the texts by chance, every type among them as it occurs."""
    items = generate_items(texts, Wish(seed=seed)).items
    items.sort(key=lambda item: item.item_id)
    return random.Random(seed).sample(items, min(size, len(items)))


def rows(name: str, items: Sequence[Item], first: int) -> list[str]:
    """Return the rows of the table, numbered from `first`."""
    return [
        f"| {number} | {name} | {item.rule} | {_asked(item)} | {_quoted(item)} | | | | |"
        for number, item in enumerate(items, first)
    ]


def _asked(item: Item) -> str:
    lines = [item.stem]
    if item.type in {ItemType.SINGLE, ItemType.MULTIPLE}:
        lines += [
            f"{'√' if at in item.key else '　'}{chr(ord('A') + at)}．{option}"
            for at, option in enumerate(item.options)
        ]
    lines += [f"答案：{item.options[item.key[0]]}"] if item.type is ItemType.TRUE_FALSE else []
    lines += [f"答案：{'；'.join(accepted[0] for accepted in item.blanks)}"] if item.blanks else []
    lines += [f"· {point}" for point in item.points]
    if item.change:
        lines.append(f"改动（{item.change.kind}）：{item.change.before} → {item.change.after}")
    return _cell("<br>".join(lines))


def _quoted(item: Item) -> str:
    return _cell("<br>".join(f"{s.citation}：{' '.join(s.quote.split())}" for s in item.sources))


def _cell(text: str) -> str:
    return text.replace("\n", "<br>").replace("|", "｜")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", required=True, help="种子，写在文档里的提交")
    parser.add_argument("--size", type=int, default=200, help="题数，默认 200")
    parser.add_argument("--home", type=Path, help="数据目录，默认 ZHIKU_HOME")
    options = parser.parse_args()
    half = options.size // 2
    own = sample(texts_in_force(open_service(read_settings(options.home))), options.seed, half)
    other = sample(safety_statutes(), options.seed, options.size - half)
    print(f"种子 {options.seed}，{len(own) + len(other)} 道\n\n{_HEAD}\n|{' --- |' * 9}")
    print("\n".join([*rows("自带", own, 1), *rows("法规", other, len(own) + 1)]))


if __name__ == "__main__":
    main()
