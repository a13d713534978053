"""How do the notes of a digest read as a sentence that a paper can print?"""

import re
from functools import cache
from importlib.resources import files

from library.duties import canonical

__all__ = ["clumsy", "continued", "first_act", "forbids", "spelled_out"]

_TIMED = re.compile(
    "(?![在于对把把将向按受立书到])[^，；（经]{2,18}?(?:前|后|(?<!临)(?<!同)时)(?![方续间])[^，；的]{2,}"
)


def continued(action: str) -> str:
    """Return the action as it goes on after 应当: 「应当拆除前…」 is a note, no sentence."""
    return f"在{action}" if _TIMED.match(action) else action


@cache
def _wording() -> tuple[tuple[str, str], ...]:
    lines = (files("library") / "data" / "digest_wording.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines[1:]]
    return tuple((note, words) for note, words in sorted(rows, key=lambda row: -len(row[0])))


def spelled_out(note: str) -> str:
    """Return the words of a digest as a paper prints them: 施组 is 施工组织设计."""
    pattern = "|".join(re.escape(short) for short, _ in _wording())
    return re.sub(pattern, lambda match: dict(_wording())[match[0]], note)


_PARTS = re.compile("[，；](?![^（）]*）)")
_FORBIDS = re.compile("不(?!少于|足|超过|满)|没有|未(?!来)|无法|可以|鼓励|(?:^|的)可[由只]")


def forbids(action: str) -> bool:
    """Whether the words say what may not, need not or may be done, beside what must."""
    return bool(_FORBIDS.search(action))


def first_act(action: str) -> str:
    """Return what the party itself must do: an action up to where it turns to something else.

    It turns at a semicolon, at what is forbidden or left free, and at what another party does.
    """
    for match in _PARTS.finditer(action):
        end = next((m.start() for m in _PARTS.finditer(action, match.end())), len(action))
        part = action[match.end() : end]
        if match[0] == "；" or forbids(part) or canonical(part[:6]) or part[:2] == "由":
            return action[: match.start()]
    return action


def clumsy(action: str) -> bool:
    """Whether the note does not go on from 「应当」: it begins with a condition or a subject."""
    head = re.split("[，；：]", action)[0]
    return bool(
        (re.search("(?:的|时|后|前)$", head) and len(head) < len(action))
        or re.match(
            "(?:实行|专项(?:施工)?方案|停业歇业|领证|变动|需|由|凡|对未|中止|发现|收到|接到|出现|特殊建设|市区|采购租赁|办公|到期|"
            "发生|涉及|改动|建设项目|经常性|遇|未取得|不(?!得)|抽查发现|超过|达到|危大工程的)",
            action,
        )
        or ("分包" in head and canonical(head[:6]))
    )
