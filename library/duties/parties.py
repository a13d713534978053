"""Which party do these words name?

A name is looked for where a subject stands: right before the modal word, or at the beginning of
a part of a sentence. `library/data/parties.tsv` gives each party its one name.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Subject", "canonical", "described", "ending", "leading", "names_in", "rank_of"]

_IN_CHARGE = "负有[^，,。、]{0,20}监督管理职责的(?:有关)?部门"
_KINDS = "建设|勘察|设计|施工|工程监理|监理|监测|出租|安装|使用|发包|承包"
_LIST = rf"(?:(?:{_KINDS})(?:、|和|及|与))+(?:{_KINDS})等?单位"
_HIGH_RISK = (
    "(?:危险物品的[^，,。]{2,24}单位以及)?矿山、金属冶炼[^，,。的]{0,30}单位"
    "(?:和危险物品的[^，,。]{2,24}单位)?"
)
_PLACE = (
    "有关|相关|其他|各级|各地|各|县级以上|设区的市级以上|地方|国务院|全省|全区|全市|全州|全|"
    "省、自治区、直辖市|市、县|市、州|县市|省级|省|市|县|州|自治州|昌吉|吉林|湖北|"
    r"[(（][^()（）]{1,4}[)）]|区|开发区|本|所属|当地|属地|同级|"
    "二级以上|特级和一级|房屋|建筑工程|建筑|建设工程|工程|特种设备|企业|单位|项目|"
    "人民政府|从事|授权的|负责事故调查的|事故发生地|重点岗位|班组|安全生产|的|等|和|、|其"
)
_JOIN = re.compile(rf"(?:、|，|,|和|及|及其|或者|或|以及|与|等)(?:{_PLACE})*")
_ADVERBS = re.compile(r"(?:还|都|也|均|并|依法|切实|积极|共同|同时|分别|一律|再|则|且)+$")
_SOMEONE = re.compile(
    r"(?:^|(?<=[的、]))[^，,、。]{0,22}?(?:单位|企业|机构|部门|机关|人员|用户|委员会|专家|经营者|负责人)$"
)
_THINGS = re.compile(r"^(?:对|将|向|为|把|经|因|由|从|以|在|于|按|与)")


@dataclass(frozen=True, slots=True)
class Subject:
    """The parties that stand as subject, by canonical name, and where the words are."""

    parties: tuple[str, ...]
    words: str
    end: int


def canonical(words: str) -> tuple[str, ...]:
    """Return the canonical names of all parties that a list like 「施工、监理单位」 names."""
    terms = _terms(words)
    joined = {term[0] for term in terms} | {term[0] - 1 for term in terms if _of(words, term[0])}
    heads = [names for _, end, names in terms if end not in joined]
    return tuple(dict.fromkeys(name for names in heads for name in names))


def _of(words: str, at: int) -> bool:
    return words[at - 1 : at] == "的"


def rank_of(party: str) -> int:
    """Return where a party stands in the table, those on site first; unknown ones after all."""
    ranks = _ranks()
    return ranks.get(party, len(ranks))


def names_in(words: str) -> tuple[str, ...]:
    """Return the parties named at the end of `words`, where a title says whose duty it is."""
    found = _terms(words)
    return found[-1][2] if found else ()


def ending(prefix: str) -> Subject | None:
    """Return the subject that ends where `prefix` ends: the words right before a modal word."""
    bare = _ADVERBS.sub("", prefix)
    terms = _terms(bare)
    if terms and terms[-1][1] == len(bare):
        chain = [terms[-1]]
        for term in reversed(terms[:-1]):
            gap = bare[term[1] : chain[0][0]]
            if gap.startswith("等") or not _JOIN.fullmatch(gap):
                break  # 「登高架设作业人员等特种作业人员」 are the latter
            chain.insert(0, term)
        return _subject(bare, chain)
    someone = _SOMEONE.search(bare)
    if someone is None or _THINGS.match(bare) or len(bare) > 30:
        return None
    return Subject((someone[0].removeprefix("有关"),), bare, len(bare))


def leading(part: str) -> Subject | None:
    """Return the subject with which a part of a sentence begins."""
    terms = _terms(part)
    if not terms or not re.fullmatch(rf"(?:{_PLACE})*", part[: terms[0][0]]):
        return None
    chain = [terms[0]]
    for term in terms[1:]:
        gap = part[chain[-1][1] : term[0]]
        if gap in {"", "的", "等"}:
            chain[-1] = term  # 「施工单位的项目负责人」 is one person
        elif _JOIN.fullmatch(gap):
            chain.append(term)
        else:
            break
    return _subject(part, chain)


def described(words: str) -> Subject | None:
    """Return the first party, though words describe it: 「具备安全条件的建筑施工单位」."""
    terms = _terms(words)
    if terms and words[: terms[0][0]].endswith("的") and terms[0][0] <= 20:
        return _subject(words, terms[:1])
    return None


Term = tuple[int, int, tuple[str, ...]]


def _subject(text: str, chain: list[Term]) -> Subject:
    parties = tuple(dict.fromkeys(name for _, _, names in chain for name in names))
    start = chain[0][0]
    return Subject(parties, text[start : chain[-1][1]], chain[-1][1])


def _terms(text: str) -> list[Term]:
    return [(m.start(), m.end(), _names(m[0])) for m in _pattern().finditer(text)]


def _names(words: str) -> tuple[str, ...]:
    known = _lexicon().get(words)
    if known is not None:
        return (known,)
    if re.fullmatch(_IN_CHARGE, words):
        return ("负有安全生产监督管理职责的部门",)
    if "金属冶炼" in words:
        return ("高危单位", "施工单位") if "建筑施工" in words else ("高危单位",)
    kinds = re.split("、|和|及|与", re.sub("等?单位$", "", words))
    return tuple(_lexicon().get(f"{kind}单位", f"{kind}单位") for kind in kinds)


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_lexicon(), key=len, reverse=True)
    return re.compile("|".join((_HIGH_RISK, _IN_CHARGE, _LIST, *map(re.escape, names))))


@cache
def _ranks() -> Mapping[str, int]:
    return {party: rank for rank, party in enumerate(dict.fromkeys(_lexicon().values()))}


@cache
def _lexicon() -> Mapping[str, str]:
    text = (files("library") / "data" / "parties.tsv").read_text("utf-8")
    names = {}
    for line in text.splitlines()[1:]:
        party, _, aliases = line.partition("\t")
        for name in (party, *filter(None, aliases.split("|"))):
            names[name] = party
    return names
