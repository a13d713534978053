"""Which 简答 does a duty in a digest give that says how many things it asks for?

Such a list can be told in full by whoever knows the article. The duties of a party in general, or
on an occasion, are never all in one: whoever names another is right as well.
"""

import re
from collections.abc import Iterator, Sequence

from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import explained, make_item
from library.questions.rules.statement import Statement

__all__ = ["digest_answers"]

_LISTED = re.compile(
    "^(?P<lead>[^，；：]{1,30}?)(?P<count>[三四五六七八九十]+)(?P<noun>[项方类][^：]{0,10})：(?P<list>.+)$"
)
_MOST = 9


def digest_answers(statement: Statement, _: Evidence, seed: str) -> Iterator[Item]:
    """Yield the 简答 on a list that is counted."""
    del seed  # nothing is chosen
    duty, modal = statement.duty, statement.modal
    if statement.verbatim or duty is None or modal is None or dangling(statement.text):
        return
    if duty.modality.force not in {"应当", "必须"} or "任何" in statement.party_words:
        return
    action = statement.text[modal[1] :]
    if match := _LISTED.match(action):
        points = re.split("；" if "；" in match["list"] else "、", match["list"])
        asked = f"{match['lead']}哪{match['count']}{match['noun']}"
        yield from _item(statement, f"{statement.text[: modal[1]]}{asked}", points)


def _item(statement: Statement, asked: str, points: Sequence[str]) -> Iterator[Item]:
    if 2 <= len(points) <= _MOST:
        yield make_item(
            ItemType.SHORT,
            "简答·要点",
            f"根据{statement.law}，{asked}？",
            [statement.source],
            explained(statement.source, verbatim=False, answer=""),
            statement.headings,
            points=points,
        )
