"""What does a topic or a situation in free text speak of: works, sizes, accidents, themes?"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.normalise import nfkc
from corpus.numerals import to_int
from library.cases.accident_types import TYPES
from library.duties import canonical
from library.errors import UnknownWorks
from library.hazard_table import HazardRow
from library.thresholds import DIMENSIONS, Works, find_works, names_of

__all__ = ["Situation", "Theme", "read_situation", "sizes_of"]

_TOPIC = 12
"""A text of so many characters without a stop names a topic; what is longer tells a situation."""
_VAGUE = frozenset({"新技术", "新工艺", "新材料", "新设备", "四新", "降水", "支护", "拆除", "模板"})
"""Names of works that mean them only where nothing else is said."""
_ACCIDENTS: Mapping[str, str] = {
    "塌方": "坍塌", "倒塌": "坍塌", "垮塌": "坍塌", "坠落": "高处坠落", "中毒": "中毒和窒息",
    "窒息": "中毒和窒息", "爆炸": "其他爆炸", "爆燃": "其他爆炸", "起火": "火灾",
    "倾覆": "起重伤害",
}  # fmt: skip
_SIZE = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*"
    r"(?P<unit>mm|cm|m(?![a-z0-9/])|毫米|厘米|米|kN/m2|kN/m(?![a-z0-9])|kN(?![a-z0-9/])|千牛|吨|t(?![a-z]))",
    re.IGNORECASE,
)
_CUES = re.compile(
    "(?P<depth>深|挖)|(?P<height>高|搭设|提升)|(?P<span>跨)|(?P<other>距|离|宽|长|径|厚|范围|周边)"
)
_AROUND = 8
_BREAK = re.compile("[，。；、,;：:]")
_COUNT = r"(?:\d+(?!\d|\s*年)|[零〇一二两三四五六七八九十百]+)"
_FATE = "死亡|遇难|致死|重伤"
_PEOPLE = re.compile(
    rf"(?:{_FATE})\s*{_COUNT}\s*(?:名|人)?(?:工人)?|{_COUNT}\s*(?:名|人)?(?:工人)?(?:{_FATE})"
)
"""A number with its word; read from left to right, none is taken twice: 「死亡3人重伤5人」."""
_LOSS = re.compile(r"损失(?:约|为|达)?\s*(?P<loss>\d+(?:\.\d+)?\s*(?:万元|亿元|元))")
_PARTIES = re.compile(
    "(?:施工总承包|总承包|专业分包|分包|建设|勘察|设计|施工|监理|监测|出租|安装|使用|产权)"
    "(?:单位|企业)|燃气经营者|燃气经营企业|物业服务企业|住房城乡建设主管部门|住建局|住建部门"
)


@dataclass(frozen=True, slots=True)
class Theme:
    """A field of the department, what is asked of duties, and what cases call it."""

    name: str
    words: tuple[str, ...]
    query: str
    cases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """What was understood; `named` are the words in the text that mean each of the works.

    `unclear` are names that mean several works, with those. `sizes` are by the names of DIMENSIONS,
    as they stand in the text. `topic` is the text itself where it names one, else ''.
    """

    text: str
    topic: str
    works: tuple[Works, ...]
    named: tuple[str, ...]
    unclear: tuple[tuple[str, tuple[str, ...]], ...]
    sizes: Mapping[Works, Mapping[str, str]]
    accidents: tuple[str, ...]
    parties: tuple[str, ...]
    themes: tuple[Theme, ...]
    deaths: int | None = None
    injured: int | None = None
    loss: str = ""
    several: tuple[str, ...] = field(default=())
    """Names of DIMENSIONS of which the text gives several; the largest counts."""

    @property
    def told(self) -> tuple[str, ...]:
        """What was understood, in Chinese, for the reader to check."""
        parts = [f"工程：{works.name}（“{name}”）" for works, name in zip(
            self.works, self.named, strict=True)]  # fmt: skip
        for sizes in self.sizes.values():
            parts += [f"{DIMENSIONS[name][0]}：{text}" for name, text in sizes.items()]
        parts += [f"工程：“{name}”，有几种" for name, _ in self.unclear]
        if self.accidents:
            parts.append(f"事故类型：{'、'.join(self.accidents)}")
        numbers = (("死亡", self.deaths, "人"), ("重伤", self.injured, "人"))
        parts += [f"{name} {count} {unit}" for name, count, unit in numbers if count is not None]
        if self.loss:
            parts.append(f"直接经济损失 {self.loss}")
        if self.parties:
            parts.append(f"提到的主体：{'、'.join(self.parties)}")
        if self.themes:
            parts.append(f"主题：{'、'.join(theme.name for theme in self.themes)}")
        return tuple(dict.fromkeys(parts))


def read_situation(text: str, rows: Sequence[HazardRow]) -> Situation:
    """Return what a text speaks of; what is not understood is left out, nothing is guessed."""
    plain = nfkc(text).text.strip()
    topic = plain if len(plain) <= _TOPIC and not _BREAK.search(plain) else ""
    works, unclear = _works(plain, rows)
    sizes, several = {}, list[str]()
    for name, one in works.items():
        sizes[one], more = _sizes(plain, name, sizes_of(one, rows))
        several += more
    loss = _LOSS.search(plain)
    deaths, injured = _people(plain)
    return Situation(
        text=text.strip(),
        topic=topic,
        works=tuple(works.values()),
        named=tuple(works),
        unclear=unclear,
        sizes=sizes,
        accidents=_accidents(plain),
        parties=tuple(dict.fromkeys(
            party for found in _PARTIES.finditer(plain) for party in canonical(found[0])
        )),
        themes=tuple(t for t in _themes() if any(word in plain for word in t.words)),
        deaths=deaths,
        injured=injured,
        loss=loss["loss"] if loss else "",
        several=tuple(several),
    )  # fmt: skip


def sizes_of(works: Works, rows: Sequence[HazardRow]) -> list[str]:
    """Return the names of DIMENSIONS that decide about works."""
    own = {
        limit.parameter
        for row in rows
        if row.item == works.item
        for limit in row.limits
        if works.takes(limit)
    }
    return [name for name, (_, parameters) in DIMENSIONS.items() if own & set(parameters)]


def _works(
    text: str, rows: Sequence[HazardRow]
) -> tuple[dict[str, Works], tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the works by the words that name them, and the words that name several."""
    names = {name for row in rows for name in (row.item, *names_of(row.item))}
    categories = {row.category for row in rows}
    names |= categories | {name.removesuffix("工程") for name in categories}
    pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    found = list(dict.fromkeys(re.findall(pattern, text)))
    clear = [name for name in found if name not in _VAGUE]
    works, unclear = dict[str, Works](), list[tuple[str, tuple[str, ...]]]()
    for name in clear or [name for name in found if name == text]:
        try:
            meant = find_works(name, rows)
        except UnknownWorks:
            continue
        if len(meant) > 1:
            unclear.append((name, tuple(one.name for one in meant)))
        elif meant[0] not in works.values():
            works[name] = meant[0]
    return works, tuple(unclear)


def _sizes(text: str, name: str, wanted: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Return the sizes of works, the largest of each dimension, and which are given severally."""
    found: dict[str, list[tuple[float, str]]] = {}
    for match in _SIZE.finditer(text):
        dimension = _dimension(text, match, name, wanted)
        if dimension in wanted:
            found.setdefault(dimension, []).append(
                (float(match["number"]) * _factor(match["unit"]), match[0].replace(" ", ""))
            )
    several = [DIMENSIONS[one][0] for one, given in found.items() if len(set(given)) > 1]
    return {one: max(given)[1] for one, given in found.items()}, several


def _dimension(text: str, match: re.Match[str], name: str, wanted: Sequence[str]) -> str:
    """Return which dimension a size is, '' where nothing says so."""
    unit = match["unit"].lower()
    if unit == "kn/m2":
        return "load"
    if unit == "kn/m":
        return "line_load"
    if unit in {"kn", "千牛", "吨", "t"}:
        return next((one for one in ("weight", "point_load") if one in wanted), "")
    after = _BREAK.split(text[match.end() : match.end() + 3])[0]
    before = _BREAK.split(text[max(0, match.start() - _AROUND) : match.start()])[-1]
    if (cue := _CUES.match(after)) and cue.lastgroup != "other":
        return cue.lastgroup or ""
    cues = list(_CUES.finditer(before))
    if cues:
        return cues[-1].lastgroup or ""
    lengths = [one for one in ("depth", "height", "span") if one in wanted]
    beside = text[match.end() :].lstrip("的").startswith(name) or before.endswith(name)
    return lengths[0] if beside and len(lengths) == 1 else ""


def _factor(unit: str) -> float:
    return {"mm": 0.001, "毫米": 0.001, "cm": 0.01, "厘米": 0.01}.get(unit.lower(), 1.0)


def _accidents(text: str) -> tuple[str, ...]:
    pattern = "|".join(sorted((*TYPES, *_ACCIDENTS), key=len, reverse=True))
    return tuple(dict.fromkeys(_ACCIDENTS.get(one, one) for one in re.findall(pattern, text)))


def _people(text: str) -> tuple[int | None, int | None]:
    """Return how many died and how many were gravely hurt, the first number of each."""
    found: dict[bool, int] = {}
    for match in _PEOPLE.finditer(text):
        [count] = re.findall(_COUNT, match[0])
        with suppress(ValueError):
            found.setdefault("重伤" in match[0], to_int(count))
    return found.get(False), found.get(True)


@cache
def _themes() -> tuple[Theme, ...]:
    text = (files("library") / "data" / "themes.tsv").read_text("utf-8")
    lines = [one.split("\t") for one in text.splitlines() if not one.startswith(("#", "theme\t"))]
    return tuple(
        Theme(name, tuple(words.split(";")), query, tuple(filter(None, cases.split(";"))))
        for name, words, query, cases in lines
    )
