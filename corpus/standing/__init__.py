"""Where does every document stand on a day: in force, repealed, replaced, and on what ground?"""

from corpus.standing.editions import Editions, beginning, is_later, is_same
from corpus.standing.endings import is_change
from corpus.standing.life_cycle import LifeCycles, standings
from corpus.standing.standing import Standing

__all__ = [
    "Editions",
    "LifeCycles",
    "Standing",
    "beginning",
    "is_change",
    "is_later",
    "is_same",
    "standings",
]
