"""How are questions written as a package of QTI 2.1?

As specified by IMS: a zip with `imsmanifest.xml` (Content Packaging 1.1) and one `assessmentItem`
a file. What a person must mark has a `rubricBlock` that only the scorer sees; the explanation is
a `modalFeedback` shown after answering.
"""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO

from lxml import etree

from library.cells import printable
from library.questions.formats.essays import feedback_of, is_essay, unsaid_basis
from library.questions.formats.gaps import GAP
from library.questions.formats.rows import packed
from library.questions.formats.xml import xml_bytes
from library.questions.records import Item, ItemType

__all__ = ["RECORDS", "qti_bytes"]

RECORDS = "zhiku.txt"
"""The part of a package of ours with the record of each item, a line each, in their order."""
_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://www.imsglobal.org/xsd/imsmd_v1p2"
_TEMPLATE = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_SHOWN = "EXPLANATION"


def qti_bytes(items: Sequence[Item]) -> bytes:
    """Return the questions as a package."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "imsmanifest.xml", xml_bytes(_manifest(items)))
        for number, item in enumerate(items, 1):
            _put(archive, _name(number), xml_bytes(_Element(item, number).made()))
        _put(archive, RECORDS, "\n".join(map(packed, items)).encode())
    return out.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))  # the same package each time
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)


def _name(number: int) -> str:
    return f"items/q{number:05d}.xml"


def _manifest(items: Sequence[Item]) -> etree._Element:
    root = etree.Element(f"{{{_CP}}}manifest", nsmap={None: _CP, "imsmd": _LOM})
    root.set("identifier", "zhiku")
    metadata = etree.SubElement(root, f"{{{_CP}}}metadata")
    etree.SubElement(metadata, f"{{{_CP}}}schema").text = "QTIv2.1 Package"
    etree.SubElement(metadata, f"{{{_CP}}}schemaversion").text = "1.0.0"
    etree.SubElement(root, f"{{{_CP}}}organizations")
    resources = etree.SubElement(root, f"{{{_CP}}}resources")
    for number, item in enumerate(items, 1):
        resource = _resource(resources, f"q{number:05d}", "imsqti_item_xmlv2p1", _name(number))
        _topic(resource, item.topic)
    _resource(resources, "zhiku-records", "webcontent", RECORDS)
    return root


def _resource(parent: etree._Element, name: str, kind: str, file: str) -> etree._Element:
    resource = etree.SubElement(parent, f"{{{_CP}}}resource")
    for key, value in (("identifier", name), ("type", kind), ("href", file)):
        resource.set(key, value)
    etree.SubElement(resource, f"{{{_CP}}}file").set("href", file)
    return resource


def _topic(resource: etree._Element, topic: str) -> None:
    if topic:
        metadata = etree.Element(f"{{{_CP}}}metadata")
        resource.insert(0, metadata)  # the schema wants it before the files
        parent = metadata
        for name in ("lom", "general", "keyword", "langstring"):
            parent = etree.SubElement(parent, f"{{{_LOM}}}{name}")
        parent.text = printable(topic)


class _Element:
    """One item while it is being written."""

    def __init__(self, item: Item, number: int) -> None:
        self._item = item
        self._root = etree.Element(f"{{{_QTI}}}assessmentItem", nsmap={None: _QTI})
        self._root.set("identifier", f"q{number:05d}")
        self._root.set("title", printable(f"{item.type} {item.item_id}"))
        self._root.set("adaptive", "false")
        self._root.set("timeDependent", "false")

    def made(self) -> etree._Element:
        """Return the item, its parts in the order of the schema."""
        gaps = list(self._gaps())
        for name, accepted in gaps:
            self._declare(name, "single", "string", accepted)
        if not gaps:
            self._declare_choice()
        self._outcome("SCORE", "float", "0")
        self._outcome("FEEDBACK", "identifier", _SHOWN)
        self._body()
        self._processing([name for name, _ in gaps])
        if said := self._explained():
            feedback = self._add(self._root, "modalFeedback")
            for key, value in (
                ("outcomeIdentifier", "FEEDBACK"), ("identifier", _SHOWN), ("showHide", "show"),
            ):  # fmt: skip
                feedback.set(key, value)
            self._lines(feedback, said)
        return self._root

    def _gaps(self) -> Iterator[tuple[str, Sequence[str]]]:
        if self._item.type is ItemType.BLANK and not is_essay(self._item):
            yield "RESPONSE", self._item.blanks[0]
        elif self._item.type is ItemType.BLANK and self._open():
            for at, accepted in enumerate(self._item.blanks, 1):
                yield f"RESPONSE_{at}", accepted

    def _open(self) -> bool:
        return len(GAP.findall(self._item.stem)) == len(self._item.blanks)

    def _declare_choice(self) -> None:
        item = self._item
        if item.options:
            cardinality = "multiple" if item.type is ItemType.MULTIPLE else "single"
            right = [chr(ord("A") + at) for at in item.key]
            self._declare("RESPONSE", cardinality, "identifier", right)
        else:
            self._declare("RESPONSE", "single", "string", ())

    def _declare(self, name: str, cardinality: str, base: str, right: Sequence[str]) -> None:
        declared = self._add(self._root, "responseDeclaration")
        for key, value in (("identifier", name), ("cardinality", cardinality), ("baseType", base)):
            declared.set(key, value)
        if right:
            correct = self._add(declared, "correctResponse")
            for value in right if base == "identifier" else right[:1]:
                self._add(correct, "value").text = printable(value)
        if base == "string" and right:
            mapping = self._add(declared, "mapping")
            mapping.set("defaultValue", "0")
            for value in right:
                entry = self._add(mapping, "mapEntry")
                entry.set("mapKey", printable(value))
                entry.set("mappedValue", "1")

    def _outcome(self, name: str, base: str, default: str) -> None:
        declared = self._add(self._root, "outcomeDeclaration")
        for key, value in (("identifier", name), ("cardinality", "single"), ("baseType", base)):
            declared.set(key, value)
        self._add(self._add(declared, "defaultValue"), "value").text = default

    def _body(self) -> None:
        body = self._add(self._root, "itemBody")
        item = self._item
        gaps = [name for name, _ in self._gaps()]
        if gaps:
            self._gapped(body, gaps)
            return
        self._lines(body, item.stem)
        if item.options:
            choice = self._add(body, "choiceInteraction")
            most = "0" if item.type is ItemType.MULTIPLE else "1"
            for key, value in (
                ("responseIdentifier", "RESPONSE"), ("maxChoices", most),
                ("shuffle", "false" if item.type is ItemType.TRUE_FALSE else "true"),
            ):  # fmt: skip
                choice.set(key, value)
            for at, option in enumerate(item.options):
                simple = self._add(choice, "simpleChoice")
                simple.set("identifier", chr(ord("A") + at))
                simple.text = printable(option)
        else:
            self._add(body, "extendedTextInteraction").set("responseIdentifier", "RESPONSE")
            rubric = self._add(body, "rubricBlock")
            rubric.set("view", "scorer")
            self._lines(rubric, feedback_of(item))

    def _gapped(self, body: etree._Element, names: Sequence[str]) -> None:
        """Write the stem with a field in each gap; without a gap the field stands at its end."""
        texts = GAP.split(self._item.stem) if self._open() else [self._item.stem, ""]
        names = list(names)
        for at, text in enumerate(texts):
            if at == 0:
                self._lines(body, text)
            else:
                field = self._add(body[-1], "textEntryInteraction")
                field.set("responseIdentifier", names[at - 1])
                first, *rest = printable(text).split("\n")
                field.tail = first
                for line in rest:
                    self._add(body, "p").text = line

    def _processing(self, gaps: Sequence[str]) -> None:
        if not gaps and not self._item.options:
            return  # a person marks it
        processing = self._add(self._root, "responseProcessing")
        if not gaps:
            processing.set("template", _TEMPLATE)
            return
        outcome = self._add(processing, "setOutcomeValue")
        outcome.set("identifier", "SCORE")
        total = self._add(outcome, "sum") if len(gaps) > 1 else outcome
        for name in gaps:
            self._add(total, "mapResponse").set("identifier", name)

    def _explained(self) -> str:
        item = self._item
        if not is_essay(item):
            return feedback_of(item)
        if list(self._gaps()):
            basis = unsaid_basis(item)
            return "\n".join(filter(None, (item.explanation, basis and f"依据：{basis}")))
        return ""

    def _lines(self, parent: etree._Element, text: str) -> None:
        for line in printable(text).split("\n"):
            self._add(parent, "p").text = line

    @staticmethod
    def _add(parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{_QTI}}}{name}")
