"""Which questions does a package of QTI 2 hold?"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from corpus.readers.package import Package, local, open_package
from library.errors import ImportRejected
from library.questions.formats.draft import JUDGED, Draft, problem_of, split_basis, truth_of
from library.questions.formats.essays import essay_of
from library.questions.formats.qti import RECORDS
from library.questions.formats.rows import Row, unpacked
from library.questions.formats.xml import parse_xml
from library.questions.records import ItemType

__all__ = ["read_qti"]

_MANIFEST = "imsmanifest.xml"
_ITEM = re.compile(r"imsqti_item_xmlv2p\d+", re.IGNORECASE)
_MOST = 20_000  # items of one package
_INTERACTIONS = frozenset({"choiceInteraction", "textEntryInteraction", "extendedTextInteraction"})
_LINES = frozenset({"p", "div", "li", "br", "prompt", "h1", "h2", "h3", "tr"})


def read_qti(path: Path) -> Iterator[Row]:
    """Yield the questions of a package in turn.

    Raise ImportRejected for a package without a manifest, UnreadableFile for damage and bombs.
    """
    with open_package(path) as package:
        if not package.data(_MANIFEST):
            raise ImportRejected(f"压缩包里没有 {_MANIFEST}，不是 QTI 题目包。")
        manifest = parse_xml(package.data(_MANIFEST), "manifest")
        entries = list(_entries(manifest))[:_MOST]
        records = package.data(RECORDS).decode("utf-8", "replace").split("\n")
        records += [""] * (len(entries) - len(records))
        for (file, topic), record in zip(entries, records, strict=False):
            draft, problem = _read(package, file, topic)
            problem = problem or (problem_of(draft) if draft else "")
            yield Row(file, None if problem else draft, problem, unpacked(record))


def _entries(manifest: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the file of each item, with its topic."""
    for element in manifest.iter():
        if local(element) == "resource" and _ITEM.fullmatch(element.get("type", "")):
            words = [each.text or "" for each in element.iter() if local(each) == "langstring"]
            yield element.get("href", ""), words[0].strip() if words else ""


def _read(package: Package, file: str, topic: str) -> tuple[Draft | None, str]:
    data = package.data(file)
    if not data:
        return None, "压缩包里没有这个文件"
    try:
        root = parse_xml(data, "assessmentItem")
    except ImportRejected as error:
        return None, str(error).rstrip("。")
    body = next((each for each in root if local(each) == "itemBody"), None)
    if body is None:
        return None, "没有 itemBody"
    return _Reading(root, body, topic).draft()


class _Reading:
    """Reads one item."""

    def __init__(self, root: etree._Element, body: etree._Element, topic: str) -> None:
        self._root, self._body, self._topic = root, body, topic
        kinds = (local(each) for each in body.iter())
        self._kinds = [kind for kind in kinds if kind.endswith("Interaction")]

    def draft(self) -> tuple[Draft | None, str]:
        """Return the item as a draft, or why it is none."""
        strange = [kind for kind in self._kinds if kind not in _INTERACTIONS]
        if strange or len({*self._kinds}) != 1:
            named = "、".join(dict.fromkeys(strange or self._kinds)) or "没有可作答之处"
            return None, f"题目的形式不能导入：{named}"
        stem = _tidy(_text(self._body))
        said = _tidy("".join(_text(e) for e in self._root if local(e) == "modalFeedback"))
        explanation, basis = split_basis(said)
        match self._kinds[0]:
            case "choiceInteraction" if len(self._kinds) == 1:
                return self._choice(stem, explanation, basis)
            case "textEntryInteraction":
                blanks = tuple(map(self._accepted, self._named("textEntryInteraction")))
                rest = (explanation, basis, self._topic)
                return Draft(ItemType.BLANK, stem, (), (), blanks, (), *rest), ""
            case "extendedTextInteraction":
                rubrics = [e for e in self._body.iter() if local(e) == "rubricBlock"]
                answer = _tidy("\n".join(_text(e, shown=True) for e in rubrics))
                return essay_of(stem, answer or said, self._topic), ""
        return None, "一题里有几处选择，不能导入"

    def _choice(self, stem: str, explanation: str, basis: str) -> tuple[Draft | None, str]:
        choices = [e for e in self._body.iter() if local(e) == "simpleChoice"]
        texts = tuple(_tidy(_text(e)) for e in choices)
        names = [e.get("identifier", "") for e in choices]
        declared = self._declared(self._named("choiceInteraction")[0])
        if declared is None:
            return None, "没有声明答案（responseDeclaration）"
        right = _values(declared)
        if not {*right} <= {*names}:
            return None, "答案不在选项之中"
        key = tuple(at for at, name in enumerate(names) if name in right)
        several = declared.get("cardinality") == "multiple"
        type_ = ItemType.MULTIPLE if several else ItemType.SINGLE
        truths = list(map(truth_of, texts)) if not several else []
        if sorted(map(str, truths)) == ["False", "True"]:
            type_ = ItemType.TRUE_FALSE
            key = tuple(0 if truths[at] else 1 for at in key)
            texts = JUDGED
        return Draft(type_, stem, texts, key, (), (), explanation, basis, self._topic), ""

    def _named(self, kind: str) -> list[str]:
        found = (e for e in self._body.iter() if local(e) == kind)
        return [e.get("responseIdentifier", "") for e in found]

    def _declared(self, name: str) -> etree._Element | None:
        for each in self._root:
            if local(each) == "responseDeclaration" and each.get("identifier") == name:
                return each
        return None

    def _accepted(self, name: str) -> tuple[str, ...]:
        declared = self._declared(name)
        if declared is None:
            return ()
        mapped = [
            e.get("mapKey", "")
            for e in declared.iter()
            if local(e) == "mapEntry" and _positive(e.get("mappedValue", "0"))
        ]
        return tuple(dict.fromkeys(filter(None, (*_values(declared), *mapped))))


def _values(declared: etree._Element) -> Sequence[str]:
    correct = (e for e in declared if local(e) == "correctResponse")
    return [(e.text or "").strip() for each in correct for e in each if local(e) == "value"]


def _positive(number: str) -> bool:
    try:
        return float(number) > 0
    except ValueError:
        return False


def _text(element: etree._Element, *, shown: bool = False) -> str:
    """Return the text below an element, a line for each paragraph, a gap for each field."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "textEntryInteraction":
            parts.append("____")
        elif name not in {"simpleChoice", "rubricBlock", ""} or shown:
            parts.append(_text(child, shown=shown))
            parts.append("\n" if name in _LINES else "")
        parts.append(child.tail or "")
    return "".join(parts)


def _tidy(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
