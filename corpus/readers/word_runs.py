"""What text do the runs of a Word paragraph print?"""

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from corpus.readers.markdown import lowered, raised
from corpus.readers.package import local
from corpus.readers.word_math import formula
from corpus.readers.word_styles import attribute, child

__all__ = ["Runs"]

_SKIPPED = frozenset(
    "pPr rPr del moveFrom instrText delText fldData commentReference annotationRef Fallback"
    " footnoteRef endnoteRef separator continuationSeparator sdtPr sdtEndPr rt txbxContent".split()
)
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
# Fonts of signs put their characters into the private use area at F000; these few are certain
# (Adobe's Symbol encoding; Microsoft's Wingdings and Wingdings 2).
_SYMBOL = (
    "61α 62β 67γ 64δ 6cλ 6dμ 70π 6aφ 66ϕ 77ω 44Δ 53Σ 57Ω b0° b1± b3≥ a3≤ b4× b8÷ b9≠ bb≈ a5∞ b7•"
    " d6√ 2b+ 2d− 3d= 3c< 3e>"
)
_WINGDINGS = "fc✓ fb✗ a8◻ fe☑ fd☒ 6c● 6e■ d8➢ b2✧ 75◆ 6f□ 71❑"
_WINGDINGS_2 = "50✓ 52☑ 54☒ a3☐ 4f✗ 51☒"
_SIGNS = {
    font: {chr(0xF000 + int(sign[:2], 16)): sign[2:] for sign in signs.split()}
    for font, signs in (
        ("symbol", _SYMBOL),
        ("wingdings", _WINGDINGS),
        ("wingdings 2", _WINGDINGS_2),
    )
}


class Runs:
    """Reads runs; keeps count of what was met, and which footnotes were called."""

    def __init__(self) -> None:
        self.met: Counter[str] = Counter()
        self.footnotes: list[str] = []
        self._signs: Counter[tuple[str, str]] = Counter()

    def text(self, element: etree._Element) -> str:
        """Return what the paragraph prints with revisions accepted, text boxes left out."""
        return "".join(self._walk(element))

    def boxes(self, element: etree._Element) -> list[etree._Element]:
        """Return the text boxes that hang on the paragraph, each once."""
        return list(_boxes(element))

    def replaced(self) -> Iterator[str]:
        """Yield a note for every sign that was written in its Unicode form."""
        for (old, new), count in self._signs.items():
            yield f"符号字体里的 U+{ord(old):04X} 写作“{new}”，共 {count} 处"

    def _walk(self, element: etree._Element) -> Iterator[str]:
        for found in element:
            name = local(found)
            if name in {"ins", "moveTo"}:
                self.met["插入"] += 1
            if name in _SKIPPED:
                self.met["删除"] += name in {"del", "moveFrom"}
            elif name == "r":
                yield self._run(found)
            elif name == "t":
                yield found.text or ""
            elif name == "p":
                continue
            elif name == "oMath":
                self.met["公式"] += 1
                yield formula(found)
            else:
                yield from self._walk(found)

    def _run(self, run: etree._Element) -> str:
        properties = child(run, "rPr")
        hidden = child(properties, "vanish")
        if hidden is not None and attribute(hidden) not in {"0", "false"}:
            self.met["隐藏文字"] += 1
            return ""
        fonts = child(properties, "rFonts")
        font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "").lower()
        text = "".join(self._pieces(run, font))
        match attribute(child(properties, "vertAlign")):
            case "superscript":
                return raised(text)
            case "subscript":
                return lowered(text)
        return text

    def _pieces(self, run: etree._Element, font: str) -> Iterator[str]:
        for found in run:
            name = local(found)
            if name == "t":
                yield self._signed(found.text or "", font)
            elif name in _CHARACTERS:
                page = name == "br" and attribute(found, "type") in {"page", "column"}
                yield "" if page else _CHARACTERS[name]
            elif name == "sym":
                code = int(attribute(found, "char") or "FFFD", 16)
                yield self._signed(chr(code), (attribute(found, "font") or "").lower())
            elif name in {"footnoteReference", "endnoteReference"}:
                mark = "e" if name.startswith("end") else ""
                self.footnotes.append(f"{mark}{attribute(found, 'id')}")
                yield f"[^{self.footnotes[-1]}]"
            elif name in {"drawing", "pict", "object", "AlternateContent"}:
                self.met["图片"] += _has_picture(found)
            elif name not in _SKIPPED:
                yield from self._walk(found)

    def _signed(self, text: str, font: str) -> str:
        signs = _SIGNS.get(font, {})
        for char in text:
            if char in signs:
                self._signs[char, signs[char]] += 1
        return "".join(signs.get(char, char) for char in text)


def _has_picture(element: etree._Element) -> bool:
    return any(local(found) in {"blip", "imagedata", "chart", "relIds"} for found in element.iter())


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for found in element:
        if local(found) == "txbxContent":
            yield found
        elif local(found) not in {"Fallback", "del", "moveFrom", "pPr"}:
            yield from _boxes(found)
