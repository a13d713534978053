"""What do the first and last lines say about a document: title, number, issuer, days?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.days import Day, read_day
from corpus.identifiers import doc_no_key
from corpus.normalise import nfkc
from corpus.records import Doubt, Node
from corpus.structure.covers import cover_number
from corpus.structure.enactment import Enactment, read_enactment
from corpus.structure.lines import read_lines
from corpus.structure.masthead import read_masthead
from corpus.structure.parts import is_doc_no
from corpus.structure.tail import agencies

__all__ = ["Head", "read_head"]

_ANNEX = re.compile(r"附[件表]?\s*\d*\s*:|\d+[.、]")  # a line of the list of annexes, no name
_BROKEN = 3  # lines into which a note may be broken before it goes on with a day
_COVER_HEAD = 300  # characters; below them a 文号 belongs to something that is cited
# An order is signed by who heads the office: 「部长 某某」.
_OFFICER = re.compile(
    r"(?:部长|主任|主席|总理|省长|市长|州长|县长|区长|厅长|局长|署长|行长|院长|检察长)"
    r"[\s:]*[\u4e00-\u9fff·]{1,8}(?:\s[\u4e00-\u9fff]{1,2})?"
)
# 「某部 某局关于…的通知」: 发文机关, 事由, 文种 make up a title (党政机关公文处理工作条例 第九条).
_TITLED = re.compile(
    r"(?P<who>[^关]{2,80}?)关于.{2,}(?:通知|通报|通告|公告|意见|决定|决议|批复|函|解释|规定|报告|命令)(?:（.*）)?$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; None where the text does not say it. The title is '' without any.

    `issuer` joins the names of several by 、. `doubts` are the values that a person must see.
    """

    title: str
    doc_no: str | None
    issuer: str | None
    issued_on: date | None
    enactment: Enactment
    doubts: tuple[Doubt, ...]


def read_head(text: str, outline: tuple[Node, ...]) -> Head:
    """Read the title node, the number below it, note, and signature and day of the first tail.

    The main text is the first part that has a title, be it behind a covering letter.
    """
    titles = [node for node in outline if node.address.split(".")[-1] == "t"]
    main = next((node for node in titles if not node.address.startswith("p0")), None)
    tail = next((node for node in outline if node.address.split(".")[-1] == "z"), None)
    issuer, day = _signature(text[tail.start : tail.end]) if tail else (None, None)
    told = read_enactment(_note(text, main))
    title = main.title if main else ""
    number = _doc_no(text, main) or _cover_number(text, outline) if main else None
    above = read_masthead(text)
    issuer = issuer or "、".join(told.bodies) or _in_title(title)
    likely = above.issuer if issuer is None and not above.certain else None
    issuer = issuer or (above.issuer if above.certain else None)
    return Head(
        title=title,
        doc_no=number or above.doc_no or told.doc_no,
        issuer=issuer,
        issued_on=(day.day if day else None) or told.enacted_on,
        enactment=told,
        doubts=(*_impossible(day, told), *_of_issuer(issuer, likely)),
    )


def _doc_no(text: str, node: Node) -> str | None:
    printed = nfkc(text[node.start : node.end]).text
    return doc_no_key(printed) or cover_number(printed)


def _cover_number(text: str, outline: tuple[Node, ...]) -> str | None:
    """Return the 文号 that stands alone in the first lines of a covering letter."""
    cover = [node for node in outline if node.address.startswith("p0.")]
    first = text[cover[0].start : cover[-1].end] if cover else ""
    lines = [line for line in read_lines(first[:_COVER_HEAD]) if is_doc_no(line)]
    return doc_no_key(lines[0].text) if lines else None


def _note(text: str, main: Node | None) -> str:
    """Return the lines below the title that tell who passed and published the text."""
    lines = read_lines(text[main.end :][:4000]) if main else []
    end = 0
    for at, line in enumerate(lines):
        if line.is_note:
            end = at + 1
        elif at - end >= _BROKEN or line.style is not None or line.text.endswith("。"):
            break
    return "\n".join(line.text for line in lines[:end])


def _signature(tail: str) -> tuple[str | None, Day | None]:
    """Return issuers and day of the first line that is a day, with the names above it."""
    lines = [nfkc(line).text.strip() for line in tail.splitlines() if line.strip()]
    for at, line in enumerate(lines):
        day = read_day(line)
        if day and day.end == len(line):
            return _signed(lines[:at]), day
    return None, None


def _signed(above: Sequence[str]) -> str | None:
    """Return the name above the day, and those above it that are agencies too, joined by 、."""
    if not above or _ANNEX.match(above[-1]) or _OFFICER.fullmatch(above[-1]):
        return None
    names = agencies(above[-1]) or [above[-1]]
    for line in reversed(above[:-1]):
        if _ANNEX.match(line) or not (more := agencies(line)):
            break
        names = more + names
    return "、".join(names)


def _in_title(title: str) -> str | None:
    """Return who issued a text by its full title, None where it names nobody."""
    match = _TITLED.match(title)
    return "、".join(agencies(match["who"].strip())) or None if match else None


def _impossible(day: Day | None, told: Enactment) -> list[Doubt]:
    printed = [day.printed] if day and day.day is None else []
    return [
        Doubt("issued_on", words, "日历上没有这一天，请核对原件")
        for words in (*printed, *told.impossible)
    ]


def _of_issuer(issuer: str | None, likely: str | None) -> list[Doubt]:
    """Doubt a signature that ends like no agency's name, and an issuer known by letterhead only."""
    if likely:
        return [Doubt("issuer", likely, "只见于文头，没有落款，请核对原件")]
    if issuer is None or agencies(issuer):
        return []
    return [Doubt("issuer", issuer, "落款不像完整的机关名称，可能有脱字，请核对原件")]
