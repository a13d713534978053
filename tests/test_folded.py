"""Does the sieve let every text through that holds what is sought, and nothing else be found?"""

import random
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import GenerationBroken
from indexer.folded import FoldedTexts, index_folded
from indexer.rows import write_folded


def written(folder: Path, folded: list[str]) -> FoldedTexts:
    write_folded(folder, (text.encode() for text in folded))
    index_folded(folder, len(folded))
    return FoldedTexts(folder, len(folded))


def test_headings_are_not_searched(tmp_path: Path) -> None:
    texts = written(tmp_path, ["基坑规定\t第一条\t土方开挖", "开挖\t基坑支护", ""])
    assert texts.holding("基坑").tolist() == [1]
    assert texts.holding("开挖").tolist() == [0]
    assert texts.holding("开挖基坑").tolist() == []
    assert texts.text(0) == "土方开挖"
    assert texts.lengths.tolist() == [4, 4, 0]


def test_every_stretch_of_every_text_is_found(tmp_path: Path) -> None:
    letters = random.Random(7)
    alphabet = "甲乙丙丁戊己庚辛a1𠀀"
    rows = ["".join(letters.choices(alphabet, k=letters.randrange(40))) for _ in range(900)]
    texts = written(tmp_path, [f"标题\t{row}" for row in rows])
    for _ in range(200):
        row = letters.choice([row for row in rows if row])
        start = letters.randrange(len(row))
        sought = row[start : start + letters.randrange(1, 7)]
        assert texts.holding(sought).tolist() == [n for n, r in enumerate(rows) if sought in r]


def test_bits_of_many_blocks_stay_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.folded._STEP", 8)
    rows = ["甲乙" if n in {0, 127, 128, 300} else "丙丁" for n in range(301)]
    assert written(tmp_path, rows).holding("甲乙").tolist() == [0, 127, 128, 300]


def test_no_rows_hold_nothing(tmp_path: Path) -> None:
    assert written(tmp_path, []).holding("甲乙").tolist() == []


@pytest.mark.parametrize("name", ["folded.txt", "folded.npy", "sieve.npy"])
def test_damage_is_named(tmp_path: Path, name: str) -> None:
    write_folded(tmp_path, iter(["甲乙".encode(), "丙".encode()]))
    index_folded(tmp_path, 2)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(GenerationBroken, match="reindex --full"):
        FoldedTexts(tmp_path, 2).holding("甲乙")
    np.save(tmp_path / "folded.npy", np.zeros((3, 1), np.int64))
    with pytest.raises(GenerationBroken):
        FoldedTexts(tmp_path, 2)
