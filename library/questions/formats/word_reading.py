"""Which questions does a Word paper hold: stem, options and key on lines of their own?

A question begins with its number; options with their letter; 答案：, 解析：, 依据：, 难度： and
章节： name what follows. A heading (一、单选题) gives the type. The key may also stand in the
brackets of the stem, or apart at the end (参考答案 1．B 2．AC, or 1-5 BACDA). Points of an answer
are best numbered （1）, which no question is.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.readers import read_file
from library.questions.formats.draft import type_of
from library.questions.formats.fields import draft_of
from library.questions.formats.rows import Row

__all__ = ["read_word"]

_HEADING = re.compile(
    r"(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])?\s*"
    r"([\u4e00-\u9fff]{2,6}题?)\s*(?:[（(：:].*)?"
)
_NUMBER = re.compile(r"(?:第\s*)?(\d{1,4})\s*(?:[.．、)）]|题[：:.]?)\s*(.+)")
_TAGGED = re.compile(r"[\[【（(]([\u4e00-\u9fff]{2,6})[\]】）)]\s*(.*)")
_OPTION = re.compile(r"(?:^|[\s　]+)([A-H])\s*[.．、：:)）]\s*")
_FIELD = re.compile(
    r"[\[【]?(参考答案|正确答案|答案|解析|答案解析|依据|难度|章节|主题)[\]】]?\s*[：:]\s*(.*)"
)
_NAMES = {"参考答案": "答案", "正确答案": "答案", "答案解析": "解析", "主题": "章节"}
_APART = re.compile(r"[\[【]?(?:参考|标准)?答案(?:[与及和]解析)?[\]】]?\s*[：:]?")
_KEY = r"[A-H]+|正确|错误|对|错|√|×"
_IN_STEM = re.compile(rf"[（(]\s*({_KEY})\s*[）)]")
_MANY = re.compile(r"(\d{1,4})\s*[-–—~～至]\s*(\d{1,4})\s*[.．、：:题]?\s*((?:[A-H√×对错]\s*)+)")
_ONE = re.compile(rf"(\d{{1,4}})\s*[.．、：:)）]?\s*({_KEY})(?![\u4e00-\u9fff])")


def read_word(path: Path) -> Iterator[Row]:
    """Yield the questions of a Word file in turn; raise UnreadableFile for damage."""
    reading = _Reading()
    lines = [line.strip() for line in read_file(path).text.split("\n")]
    for line in filter(None, lines):
        reading.take(line)
    for number, fields in reading.questions:
        _complete(fields, reading.keys.get(number, ""))
        twice = reading.numbers.count(number) > 1 and "答案" not in fields
        draft, problem = draft_of(fields)
        if twice:
            draft, problem = None, f"题号 {number} 不止一个，分不清答案属于哪一题"
        yield Row(f"第 {number} 题", draft, problem)


def _complete(fields: dict[str, str], key: str) -> None:
    """Take the key from where it stands: its own line, the brackets of the stem, or the end."""
    if "答案" not in fields and (found := _IN_STEM.search(fields["题干"])):
        fields["答案"] = found[1]
    if "答案" not in fields and key:
        fields["答案"] = key
    fields["题干"] = _IN_STEM.sub("（　　）", fields["题干"], count=1)
    if not fields.get("题型"):
        fields.pop("题型", None)


class _Reading:
    """Reads the lines of one file from the first to the last."""

    def __init__(self) -> None:
        self.questions: list[tuple[str, dict[str, str]]] = []
        self.keys: dict[str, str] = {}
        self._type, self._field, self._apart = "", "题干", False

    @property
    def numbers(self) -> list[str]:
        """The numbers of the questions, as often as they stand there."""
        return [number for number, _ in self.questions]

    def take(self, line: str) -> None:
        """Read one line that is not empty."""
        if self.questions and _APART.fullmatch(line):
            self._apart = True
        elif self._apart:
            self._key(line)
        elif (heading := _HEADING.fullmatch(line)) and type_of(heading[1]):
            self._type, self._field = heading[1], "题干"
        elif (number := _NUMBER.fullmatch(line)) and not self._goes_on(number[1]):
            self._begin(number[1], number[2])
        elif self.questions:
            self._go_on(line)

    def _goes_on(self, number: str) -> bool:
        """Tell whether a number is that of a point of an answer, not that of a question."""
        answering = self._field in {"答案", "解析"}
        return answering and int(number) != int(self.questions[-1][0]) + 1

    def _begin(self, number: str, stem: str) -> None:
        type_ = self._type
        if (tagged := _TAGGED.fullmatch(stem)) and type_of(tagged[1]):
            type_, stem = tagged[1], tagged[2]
        self.questions.append((number, {"题型": type_, "题干": stem}))
        self._field = "题干"

    def _go_on(self, line: str) -> None:
        fields = self.questions[-1][1]
        if named := _FIELD.fullmatch(line):
            self._field = _NAMES.get(named[1], named[1])
            fields[self._field] = named[2]
        elif _OPTION.match(line):
            parts = _OPTION.split(line)
            for letter, text in zip(parts[1::2], parts[2::2], strict=True):
                self._field = f"选项{letter}"
                fields[self._field] = text.strip()
        else:
            fields[self._field] = f"{fields[self._field]}\n{line}".strip()

    def _key(self, line: str) -> None:
        for first, last, keys in _MANY.findall(line):
            letters = re.sub(r"\s", "", keys)
            if len(letters) == int(last) - int(first) + 1:
                self.keys |= {str(int(first) + at): key for at, key in enumerate(letters)}
        for number, key in _ONE.findall(_MANY.sub(" ", line)):
            self.keys[number] = key
