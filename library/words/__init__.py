"""Which words and synonyms does a department add of its own, and what becomes of a change?"""

from library.words.drafting import Change, Edit, change_of, edited, lexicon_with, tidy, with_rows
from library.words.word_file import Earlier, WordFile, Words

__all__ = [
    "Change",
    "Earlier",
    "Edit",
    "WordFile",
    "Words",
    "change_of",
    "edited",
    "lexicon_with",
    "tidy",
    "with_rows",
]
