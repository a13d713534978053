"""Which questions test what a text lays down, each with its key and its basis?"""

from library.questions.records import Change, Item, ItemState, ItemType, Source

__all__ = ["Change", "Item", "ItemState", "ItemType", "Source"]
