"""Which topic of training does a text belong to? The table is data: question_topics.tsv."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

__all__ = ["GENERAL", "TOPICS", "topic_of"]

GENERAL = "综合"
"""The topic of what speaks of none of the table's."""

_HEADING = 3  # a word of the title of the clause counts as so many in its text


def topic_of(text: str, headings: Sequence[str]) -> str:
    """Return the topic whose words are met most; of equals, the earlier in the table."""
    titles = " ".join(headings)
    best, most = GENERAL, 0
    for topic, words in _table():
        met = sum(text.count(word) + _HEADING * titles.count(word) for word in words)
        if met > most:
            best, most = topic, met
    return best


@cache
def _table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    lines = (files("library") / "data" / "question_topics.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:])
    return tuple((topic, tuple(words.split("|"))) for topic, words in rows)


TOPICS = (*(topic for topic, _ in _table()), GENERAL)
"""Every topic, in the order of the table."""
