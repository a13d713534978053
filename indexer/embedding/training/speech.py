"""How does a person put what a statute says?

In plain words where the glossary knows any (用人单位 → 老板), among words that no statute needs.
Statutes hardly ever ask or say "I", so by their counts alone such words look rare and weighty. Here
they come as noise: question words of our own list, and words drawn by their frequency in everyday
Chinese, which jieba's stock dictionary records. A model that must match a passage in spite of them
learns to pass over them.
"""

import re
from pathlib import Path

import numpy as np

from indexer.dictionary import stock_tokenizer

__all__ = ["Speech", "read_glossary"]

_GLOSSARY = Path(__file__).resolve().parents[2] / "data" / "spoken_words.tsv"

_BEFORE = (
    "请问 我想问 我想知道 我们 我 我的 他 她 对方 朋友 有人 别人 想咨询 为什么 怎么 怎样 "
    "如何 是不是 能不能 可不可以 有没有 要是 如果 假如 关于 对于 什么 什么是 哪些 哪个 谁 "
    "何时 什么时候 现在 因为 但是 没有 已经 应该 应当 需要 必须 能 能否 可否 是否 可以 该 "
    "遇到 发现 觉得 出现 一般 到底"
)
_AFTER = (
    "吗 呢 吧 啊 怎么办 怎么处理 如何处理 怎么规定 有什么规定 如何规定 是什么 是什么意思 "
    "有哪些 该怎么办 应该怎么办 怎么做 可以吗 行吗 对吗 合法吗 违法吗 有效吗 多少 多久 "
    "多长时间 几天 多少钱 什么责任 有什么后果 由谁负责 谁负责 谁来管 找谁 怎么算 如何认定 "
    "如何计算 怎么赔 能否支持 是否可以 是否合法 是否有效 会怎么样 要不要 需要什么 的区别 "
    "的情况下 了 的话 依据是什么"
)


def read_glossary(path: Path = _GLOSSARY) -> dict[str, list[str]]:
    """Return the plain words for each statutory one; a line is 法条用语, tab, 说法;说法."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith(("#", "statute\t")))
    return {statutory: plain.split(";") for statutory, plain in rows}


class Speech:
    """Puts passages into everyday words."""

    def __init__(self, rng: np.random.Generator, words: float):
        """Add `words` everyday words on average beside the question words."""
        counts = {word: count for word, count in stock_tokenizer().FREQ.items() if count}
        share = np.array(list(counts.values()), np.float64)
        self._words, self._cumulative = list(counts), np.cumsum(share / share.sum())
        self._before, self._after = _BEFORE.split(), _AFTER.split()
        self._glossary = read_glossary()
        longest_first = sorted(self._glossary, key=len, reverse=True)
        self._statutory = re.compile("|".join(map(re.escape, longest_first)))
        self._rng, self._mean = rng, words

    def around(self, passage: str) -> str:
        """Return the passage among question words and everyday words, apart by spaces."""
        rng = self._rng
        before = rng.choice(self._before, rng.integers(0, 3))
        after = rng.choice(self._after, rng.integers(0, 2))
        drawn = np.searchsorted(self._cumulative, rng.random(rng.poisson(self._mean)))
        noise = [self._words[min(int(i), len(self._words) - 1)] for i in drawn]
        return " ".join([*before, *noise, passage, *after])

    def plainly(self, passage: str) -> str:
        """Return the passage with each statutory word of the glossary put into a plain one."""
        return self._statutory.sub(lambda found: self._plain(found.group()), passage)

    def _plain(self, statutory: str) -> str:
        choices = self._glossary[statutory]
        return choices[int(self._rng.integers(len(choices)))]
