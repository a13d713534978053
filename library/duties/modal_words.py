"""Which words bind, and which verbs of a notice ask for something to be done?

The verbs are data (`library/data/asking_verbs.txt`).
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from library.duties.records import Modality

__all__ = ["ModalWord", "asks", "modal_in", "starts_action", "without_adverbs"]

_MODALS = re.compile(
    r"应当|必须|不得(?!力|已|了|不)|严禁|(?<![或和、])禁止(?=[^和或类性])|(?<!所)有权|可以|可(?=将|按|以)|"
    r"(?<![对适响反供因相感])应(?=当|由|将|在|对照|按|于|依法|承担|立即|及时|加强|完善|建立|组织|履行|符合|向|当)"
)
_WANTS = re.compile(
    r"(?<![需重主必只首紧概摘须若不次])要(?!求|点|素|害|闻|件|领导|负责人|措施|任务|内容|目标|依据|义|道|事|务)"
)
_ATTRIBUTE = re.compile(
    r"(?:应当?|必须)(?:(?:依法)?(?:具备|淘汰|采取|承担|保密|申请消防验收|进行消防验收|给予\S{0,4}处罚)|"
    r"由\S{0,14}完成)的"
)
_BY_LAW = re.compile(r"(?:规定|依法)应当?[^，,]{0,16}的[^，,]")
_ADVERB = re.compile(
    r"(?:并|且|同时|尤其|特别|还|也|再|逐步|逐项|逐一|定期|及时|立即|依法|依规|依法依规|切实|不断|"
    r"因地制宜|层层|有效|由此|尽快|全力|经常|共同|分别)+"
)
_BEFORE = re.compile(
    r"(?:对|以|在|从|按照|按|根据|针对|利用|通过|依据|围绕|结合|为|把|将|因|凡|运用|充分|与|就|向|依照)"
)
_LATER = re.compile(
    r"进行|实施|给予|予以|开展|纳入|进[入企]|建立|落实|完善|加强|实行|推进|约谈|查处|处罚|加大|严肃|提升|"
    r"公开|设立|规范|普及|建档|报送|推动|统筹|制定|健全|强化|设置|编制"
)
_WHEN = re.compile(r"^[^，,]{2,8}(?:期间|时|前|后|过程中)$")


@dataclass(frozen=True, slots=True)
class ModalWord:
    """A modal word at [start:end) of the part in which it was found."""

    modality: Modality
    start: int
    end: int


def modal_in(part: str, *, notice: bool) -> ModalWord | None:
    """Return the first word of `part` that binds its subject; 要 counts in a notice.

    「应当淘汰的设备」 and 「依法应当给予处罚的行为」 describe a thing and bind nobody.
    """
    found = [*_MODALS.finditer(part), *(_WANTS.finditer(part) if notice else ())]
    for match in sorted(found, key=lambda each: each.start()):
        rest = part[match.start() :]
        described = _ATTRIBUTE.match(rest) or _BY_LAW.match(part, max(match.start() - 2, 0))
        if not described:
            return ModalWord(_modality(match[0]), match.start(), match.end())
    return None


def starts_action(part: str) -> bool:
    """Whether a part of a sentence begins with a verb that asks, adverbs left aside."""
    return _asking().match(without_adverbs(part)) is not None


def asks(part: str) -> bool:
    """Whether a part of a notice asks for something: 「建立…」, 「对…进行…」."""
    bare = without_adverbs(part)
    if _asking().match(bare):
        return not _WHEN.search(bare)
    return _BEFORE.match(bare) is not None and _LATER.search(bare) is not None


def without_adverbs(part: str) -> str:
    """Return the part without the adverbs it begins with."""
    match = _ADVERB.match(part)
    return part[match.end() :] if match else part


@cache
def _asking() -> re.Pattern[str]:
    verbs = (files("library") / "data" / "asking_verbs.txt").read_text("utf-8").split()
    return re.compile("|".join(sorted(map(re.escape, verbs), key=len, reverse=True)))


def _modality(word: str) -> Modality:
    spelt = {"应": "应当", "可": "可以", "要": "要求"}.get(word, word)
    return Modality(spelt)
