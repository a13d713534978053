"""Do the questions belong to their articles, and are look-alikes no answers?"""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from indexer.embedding.training.articles import Article
from indexer.embedding.training.asked import (
    ASKED_QUESTIONS,
    Asked,
    AskedSource,
    mistakable,
    read_asked,
)

pytestmark = pytest.mark.once


ARTICLES = [Article("甲法", f"第{n}条", "", f"第{n}件事应当办理。") for n in range(40)]


def sheet(path: Path) -> Path:
    rows = [
        (a.law, a.number, hashlib.sha256(a.text.encode()).hexdigest()[:8], f"{a.number}说什么")
        for a in ARTICLES
    ]
    lines = ["law\tarticle\ttext\tquestion", *("\t".join(row) for row in rows)]
    path.write_text("\n".join([*lines, "乙法\t第1条\t00000000\t没有收录的"]) + "\n", "utf-8")
    return path


def test_the_questions_are_well_formed_and_hold_no_number_of_a_person() -> None:
    rows = [line.split("\t") for line in ASKED_QUESTIONS.read_text("utf-8").splitlines()[1:]]
    assert len(rows) > 20_000
    assert all(len(row) == 4 and all(map(str.strip, row)) for row in rows)
    assert all(re.fullmatch("[0-9a-f]{8}", text) for _, _, text, _ in rows)
    assert len({question for *_, question in rows}) == len(rows)
    assert not [q for *_, q in rows if re.search(r"1[3-9]\d{9}|\d{17}[\dXx]", q)]


def test_every_question_is_either_taught_or_held_out(tmp_path: Path) -> None:
    path = sheet(tmp_path / "asked.tsv")
    taught, held = read_asked(ARTICLES, path), read_asked(ARTICLES, path, held_out=True)
    assert len(taught) + len(held) == len(ARTICLES)
    assert not {one.article for one in taught} & {one.article for one in held}
    assert all(one.question == f"{ARTICLES[one.article].number}说什么" for one in (*taught, *held))


def test_a_batch_asks_about_each_article_once_and_equal_seeds_alike() -> None:
    asked = [Asked(f"{n}说什么{m}", n) for n in range(5) for m in range(2)]
    others = [np.array([n + 10]) for n in range(5) for _ in range(2)]
    drawn = AskedSource(ARTICLES, asked, others, 1).draw(8)
    assert len(drawn) == 5
    assert len({answer for _, answer, _ in drawn}) == 5
    assert all("件事" in answer and answer != mistaken for _, answer, mistaken in drawn)
    assert drawn == AskedSource(ARTICLES, asked, others, 1).draw(8)


def test_what_says_the_same_elsewhere_is_no_wrong_answer() -> None:
    rng = np.random.default_rng(0)
    articles = rng.normal(size=(60, 16)).astype(np.float32)
    articles[1] = articles[0] + 0.01
    articles /= np.linalg.norm(articles, axis=1, keepdims=True)
    found = mistakable(articles[:1], articles, [0])[0]
    assert 0 < len(found) <= 20
    assert not {0, 1} & set(found.tolist())
    scores = articles[found] @ articles[0]
    assert (np.diff(scores) <= 1e-6).all()
