"""How are questions written and read in Moodle XML?

As documented at docs.moodle.org/en/Moodle_XML_format. A 填空 with several blanks is a `cloze`,
whose blanks stand in the text; what a person must mark is an `essay`.
"""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from library.cells import printable
from library.questions.formats.draft import JUDGED, Draft, problem_of, split_basis
from library.questions.formats.essays import essay_of, feedback_of
from library.questions.formats.gaps import GAP
from library.questions.formats.markup import plain_text
from library.questions.formats.rows import MARK, Row, packed, unpacked
from library.questions.formats.xml import child_text, parse_xml, xml_bytes
from library.questions.formats.xml import element as build
from library.questions.records import Item, ItemType

__all__ = ["moodle_bytes", "read_moodle"]

_SCORES = "%.5f"
_PLAIN = "plain_text"
_CLOZE_ESCAPES = str.maketrans({char: f"\\{char}" for char in '\\}#~/"'})
_CLOZE = re.compile(
    r"\{\d*:(?:SHORTANSWER|SA|MW|SHORTANSWER_C|SAC|MWC|NUMERICAL|NM):((?:\\.|[^\\}])*)\}",
    re.IGNORECASE,
)
_CLOZE_PART = re.compile(r"(?:\\.|[^\\~])+")
_KINDS = {
    "matching": "配对题", "ddmatch": "配对题", "calculated": "计算题", "numerical": "数值题",
    "description": "说明文字", "match": "配对题",
}  # fmt: skip


def moodle_bytes(items: Sequence[Item]) -> bytes:
    """Return the questions as a file of Moodle XML."""
    quiz = etree.Element("quiz")
    topic = None
    for item in items:
        if item.topic != topic:
            topic = item.topic
            name = f"$course$/top/{printable(topic).replace('/', '//') or '未分类'}"
            quiz.append(build("question", build("category", build("text", name)), type="category"))
        quiz.append(_question(item))
    return xml_bytes(quiz)


def _question(item: Item) -> etree._Element:
    kind = _kind(item)
    element = build("question", type=kind)
    if record := packed(item):
        element.append(etree.Comment(f" {MARK}{record} "))
    element.append(build("name", build("text", printable(f"{item.type} {item.item_id}"))))
    stem = _cloze(item) if kind == "cloze" else item.stem
    element.append(_said("questiontext", stem))
    element.append(_said("generalfeedback", feedback_of(item)))
    for name, value in (("defaultgrade", "1"), ("penalty", "0"), ("hidden", "0")):
        element.append(build(name, value))
    element.append(build("idnumber", printable(item.item_id)))
    element.extend(_answers(item, kind))
    if item.topic:
        element.append(build("tags", build("tag", build("text", printable(item.topic)))))
    return element


def _kind(item: Item) -> str:
    match item.type:
        case ItemType.TRUE_FALSE:
            return "truefalse"
        case ItemType.SINGLE | ItemType.MULTIPLE:
            return "multichoice"
        case ItemType.BLANK:
            gaps = len(GAP.findall(item.stem))
            if len(item.blanks) == 1:
                return "shortanswer"
            return "cloze" if gaps == len(item.blanks) else "essay"
        case _:
            return "essay"


def _answers(item: Item, kind: str) -> Iterator[etree._Element]:
    match kind:
        case "truefalse":
            for at, word in enumerate(("true", "false")):
                yield _answer(word, 100 if at in item.key else 0, "moodle_auto_format")
        case "multichoice":
            several = item.type is ItemType.MULTIPLE
            for name, value in (
                ("single", "false" if several else "true"), ("shuffleanswers", "true"),
                ("answernumbering", "ABCD"),
            ):  # fmt: skip
                yield build(name, value)
            for at, option in enumerate(item.options):
                wrong = -100 if several else 0
                yield _answer(option, 100 / len(item.key) if at in item.key else wrong, _PLAIN)
        case "shortanswer":
            yield build("usecase", "0")
            for accepted in item.blanks[0]:
                yield _answer(accepted, 100, "moodle_auto_format")
        case "essay":
            for name, value in (("responseformat", "editor"), ("responsefieldlines", "15")):
                yield build(name, value)


def _answer(text: str, fraction: float, form: str) -> etree._Element:
    weight = (_SCORES % fraction).rstrip("0").rstrip(".")
    feedback = build("feedback", build("text", ""), format=_PLAIN)
    return build("answer", build("text", printable(text)), feedback, fraction=weight, format=form)


def _said(name: str, text: str) -> etree._Element:
    return build(name, build("text", printable(text)), format=_PLAIN)


def _cloze(item: Item) -> str:
    gaps = iter(item.blanks)
    return GAP.sub(lambda _: _gap(next(gaps)), item.stem)


def _gap(accepted: Sequence[str]) -> str:
    answers = "~".join(f"%100%{text.translate(_CLOZE_ESCAPES)}" for text in accepted)
    return f"{{1:SHORTANSWER:{answers}}}"


def read_moodle(data: bytes) -> Iterator[Row]:
    """Yield the questions of a file in turn; raise ImportRejected where it is no such XML."""
    root = parse_xml(data, "quiz")
    topic = ""
    for number, element in enumerate(root.iterchildren("question"), 1):
        kind = (element.get("type") or "").lower()
        if kind == "category":
            name = child_text(element, "category/text").rpartition("top/")[2]
            topic = "" if name == "未分类" else name.replace("//", "/").strip()
            continue
        draft, problem = _read(element, kind, topic)
        problem = problem or (problem_of(draft) if draft else "")
        place = f"第 {number} 个 question（第 {element.sourceline} 行）"
        yield Row(place, None if problem else draft, problem, _record(element))


def _record(element: etree._Element) -> Item | None:
    for comment in element.iterchildren(etree.Comment):
        text = (comment.text or "").strip()
        if text.startswith(MARK):
            return unpacked(text.removeprefix(MARK))
    return None


def _read(element: etree._Element, kind: str, topic: str) -> tuple[Draft | None, str]:
    stem = _shown(element, "questiontext")
    feedback = _shown(element, "generalfeedback")
    rest = (*split_basis(feedback), topic)
    answers = [(_shown(answer, "."), answer) for answer in element.iterchildren("answer")]
    weights = [_fraction(answer) for _, answer in answers]
    if None in weights:
        return None, "答案的 fraction 不是数"
    rights = tuple(at for at, weight in enumerate(weights) if weight and weight > 0)
    texts = tuple(text for text, _ in answers)
    if kind == "cloze":
        return _read_cloze(stem, rest)
    draft = None
    match kind:
        case "truefalse":
            right = [texts[at].lower() for at in rights]
            key = tuple(at for at, word in enumerate(("true", "false")) if word in right)
            draft = Draft(ItemType.TRUE_FALSE, stem, JUDGED, key, (), (), *rest)
        case "multichoice":
            single = child_text(element, "single").lower() not in {"false", "0"}
            type_ = ItemType.SINGLE if single else ItemType.MULTIPLE
            draft = Draft(type_, stem, texts, rights, (), (), *rest)
        case "shortanswer":
            accepted = tuple(texts[at] for at in rights)
            draft = Draft(ItemType.BLANK, stem, (), (), (accepted,), (), *rest)
        case "essay":
            draft = essay_of(stem, feedback, topic)
    strange = _KINDS.get(kind, f"“{kind[:20]}”类的题")
    return draft, "" if draft else f"是{strange}，不能导入"


def _read_cloze(stem: str, rest: tuple[str, str, str]) -> tuple[Draft | None, str]:
    blanks = tuple(
        tuple(_accepted(part[0]) for part in _CLOZE_PART.finditer(gap[1]) if _counts(part[0]))
        for gap in _CLOZE.finditer(stem)
    )
    shown = _CLOZE.sub("____", stem)
    if not blanks or re.search(r"\{\d*:", shown):
        return None, "完形填空里有不认识的空"
    return Draft(ItemType.BLANK, shown, (), (), blanks, (), *rest), ""


def _counts(part: str) -> bool:
    """Tell whether an answer of a blank is a right one."""
    weight = re.match(r"%(-?[\d.]+)%", part)
    return part.startswith("=") or bool(weight and float(weight[1]) > 0)


def _accepted(part: str) -> str:
    bare = re.sub(r"^(?:=|%[\d.]+%)", "", part)
    text = re.split(r"(?<!\\)#", bare)[0]
    return re.sub(r"\\(.)", r"\1", text)


def _shown(element: etree._Element, name: str) -> str:
    """Return the text of a part of a question as people see it."""
    found = element if name == "." else element.find(name)
    if found is None:
        return ""
    text = child_text(found, "text")
    return plain_text(text) if found.get("format", "html") == "html" else text.strip()


def _fraction(answer: etree._Element) -> float | None:
    try:
        return float(answer.get("fraction", "0"))
    except ValueError:
        return None
