"""Which other texts does a text name, and which of them are held?"""

from corpus.references.held_texts import HeldTexts, Link, find_links
from corpus.references.mentions import find_mentions, find_short_names
from corpus.references.names import Names, former_numbers
from corpus.references.relations import find_relations, names_nothing
from corpus.references.titles import title_key, unmarked

__all__ = [
    "HeldTexts",
    "Link",
    "Names",
    "find_links",
    "find_mentions",
    "find_relations",
    "find_short_names",
    "former_numbers",
    "names_nothing",
    "title_key",
    "unmarked",
]
