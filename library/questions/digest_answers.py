"""Which 简答 does a duty in a digest give: what must be done when, and which are the N items?

Only a duty that falls due on an occasion, and a list that says how many items it has, can be told
in full by whoever knows the article. The duties of a party in general are never all in a digest.
"""

import re
from collections.abc import Iterator, Sequence

from library.questions.evidence import Evidence
from library.questions.making import explained, make_item
from library.questions.records import Item, ItemType
from library.questions.references import dangling
from library.questions.statement import Statement

__all__ = ["digest_answers"]

_WHEN = re.compile(
    "^(?P<when>在[^，；]{3,30}?(?<!、)(?:时(?!间)|后|前)(?!、))(?P<what>[^，；]{4,}[，；].+)$"
)
_ANY_TIME = re.compile("(?<!险情或)事故[时后]")
"""An occasion on which several articles say what is to be done."""
_LISTED = re.compile(
    "^(?P<lead>[^，；：]{1,30}?)(?P<count>[三四五六七八九十]+)(?P<noun>[项方类][^：]{0,10})：(?P<list>.+)$"
)
_PARTS = re.compile("(?<!的)[，；](?![^（]*）)")
_BESIDE = re.compile("^(?:其他|分包向|接报|没有|不得|[^，]{0,8}不合格)")
_OTHERS = re.compile("^(?![向对把将为与给])[^，的报]{0,14}单位(?!.*的报)")
"""Parts on other cases or on what may not be done, and on what others do."""
_MOST = 9


def digest_answers(statement: Statement, _: Evidence, seed: str) -> Iterator[Item]:
    """Yield the 简答 on what the party must do on an occasion, or on a list that is counted."""
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
    elif (match := _WHEN.match(action)) and not _ANY_TIME.search(match["when"]):
        asked = f"{statement.party_words}{match['when']}应当怎么做"
        yield from _item(statement, asked, _own_parts(match["what"]))


def _own_parts(what: str) -> list[str]:
    """Return what the party itself must do, part by part."""
    parts = [part.removeprefix("并") for part in _PARTS.split(what)]
    return [part for part in parts if not _BESIDE.match(part) and not _OTHERS.match(part)]


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
