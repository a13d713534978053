"""Which questions test what a text lays down, each with its key and its basis?"""

from library.questions.bank import (
    BankCounts,
    BankItem,
    Event,
    Gist,
    ItemFilter,
    Measured,
    Origin,
    QuestionBank,
    SetAside,
    Use,
)
from library.questions.bank_file import BankFile
from library.questions.deciding import LONGEST_NOTE, REASONS, Decided, Decision, decide
from library.questions.generating import Batch, Wish, generate_items, texts_in_force
from library.questions.items_json import item_from_json, item_json
from library.questions.reconsidering import reconsider, reconsider_after_build
from library.questions.records import Change, Item, ItemState, ItemType, Source
from library.questions.topics import TOPICS

__all__ = [
    "LONGEST_NOTE",
    "REASONS",
    "TOPICS",
    "BankCounts",
    "BankFile",
    "BankItem",
    "Batch",
    "Change",
    "Decided",
    "Decision",
    "Event",
    "Gist",
    "Item",
    "ItemFilter",
    "ItemState",
    "ItemType",
    "Measured",
    "Origin",
    "QuestionBank",
    "SetAside",
    "Source",
    "Use",
    "Wish",
    "decide",
    "generate_items",
    "item_from_json",
    "item_json",
    "reconsider",
    "reconsider_after_build",
    "texts_in_force",
]
