"""Into which sentences, and parts between commas, does the text of a clause fall?"""

import re
from dataclasses import dataclass

__all__ = ["Part", "Sentence", "masked", "sentences_of"]

_BRACKETED = re.compile(
    r"《[^《》\n]*》|“[^“”\n]{0,80}”|\"[^\"\n]{0,80}\"|[(（][^()（）\n]{3,90}[)）]"
)
_ITEM = re.compile(r"[(（][一二三四五六七八九十]+[)）]|\d{1,2}[.．、]|——")
_ENDS = re.compile(r"[^。；;？！\n]+[。；;？！]?")
_CUTS = re.compile(r"[，,：:]|(?<=[^，,\d年])(?=\d{4}年底前[，,])")


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two commas: masked text, and offsets into the clause."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What ends with 。 or ；: its parts, and where it stands.

    `paragraph` counts the 款; `item` is whether it stands in an item （一） of a list; `opens`
    whether it ends with 「：」 before such items; `joined` whether 「；」 joins it to the last.
    """

    parts: tuple[Part, ...]
    start: int
    end: int
    paragraph: int
    item: bool
    opens: bool
    joined: bool


def masked(text: str) -> str:
    """Return the text, as long as it was, with □ for what is inside brackets and quotes.

    县市（园区） and 县（市）区 stay as they are.
    """
    return _BRACKETED.sub(lambda m: m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], text)


def sentences_of(text: str, begin: int = 0) -> list[Sentence]:
    """Return the sentences of the text from `begin` on, with offsets into `text`."""
    found: list[Sentence] = []
    at = paragraph = 0
    for line in text.splitlines(keepends=True):
        start, at = at, at + len(line)
        if at <= begin or not line.strip():
            continue
        skip = max(begin - start, 0)
        lead = len(line[skip:]) - len(line[skip:].lstrip())
        marker = _ITEM.match(line, skip + lead)
        skip = marker.end() if marker else skip + lead
        paragraph += marker is None
        cover = masked(line)
        for match in _ENDS.finditer(cover, skip):
            if match[0].strip(" 　。；;"):
                joined = bool(found) and cover[: match.start()].rstrip()[-1:] in {"；", ";"}
                found.append(_sentence(match, start, paragraph, marker is not None, joined))
    return found


def _sentence(
    match: re.Match[str], offset: int, paragraph: int, item: bool, joined: bool
) -> Sentence:
    body = match[0].rstrip(" 　\r\n")
    core = body.rstrip("。；;？！")
    parts, at = [], 0
    for cut in [*_CUTS.finditer(core), None]:
        end = cut.start() if cut else len(core)
        piece = core[at:end]
        blank = len(piece) - len(piece.lstrip())
        if piece.strip():
            start = offset + match.start() + at + blank
            parts.append(Part(piece.strip(), start, start + len(piece.strip())))
        at = cut.end() if cut else end
    start = parts[0].start if parts else offset + match.start()
    end = offset + match.start() + len(core)
    return Sentence(tuple(parts), start, end, paragraph, item, body.endswith(("：", ":")), joined)
