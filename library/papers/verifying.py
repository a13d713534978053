"""Do the files of a paper still say the right key to each question, by the bank and nothing else?

The printed paper is read back: each question by its number, each option with its letter. Which of
them are right is looked up in the bank by their words, and compared with what the printed key and
each exchange file say.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import CorpusError
from corpus.normalise import folded
from library.errors import LibraryError
from library.papers.blueprint import plain_score
from library.papers.folder import KEY, PAPER, VERSIONS, exchange_name, read_record
from library.papers.paper import Paper, Variant, key_of, variant
from library.papers.sheets import mark_of
from library.questions import Item, ItemType
from library.questions.formats import Format, read_questions
from library.questions.formats.gaps import BRACKET, GAP

__all__ = ["Verified", "verify_folder"]

_QUESTION = re.compile(r"(\d+)．(.*)", re.DOTALL)
_OPTION = re.compile(r"([A-Z])．(.*)", re.DOTALL)
_ANSWER = re.compile(r"^\n?(\d+)．答案：(.*)　\S+$", re.MULTILINE)
_CHOSEN = frozenset({ItemType.SINGLE, ItemType.MULTIPLE})


@dataclass(slots=True)
class Verified:
    """What was compared, and in Chinese each thing that is wrong."""

    questions: int = 0
    options: int = 0
    files: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def verify_folder(folder: Path, item_of: Callable[[str], Item | None]) -> Verified:
    """Check the files of a folder against the bank; raise PaperRejected where it has no paper.

    `item_of` gives what the bank holds under an id, None where it holds nothing.
    """
    paper = read_record(folder)
    found = Verified()
    held = {item.item_id: item_of(item.item_id) for item in paper.items}
    _check_total(paper, found)
    for name in VERSIONS:
        version = variant(paper, name)
        _check_word(folder, version, held, found)
        for form in Format:
            _check_exchange(folder / exchange_name(name, form), version, held, found)
    return found


def _check_total(paper: Paper, found: Verified) -> None:
    total, stated = variant(paper, "A").total, paper.blueprint.total
    if total != stated:
        found.problems.append(f"各题合计 {plain_score(total)} 分，蓝图是 {plain_score(stated)} 分")
    ids = [item.item_id for item in paper.items]
    found.problems += [
        f"题目 {i} 在卷里不止一次" for i in sorted({i for i in ids if ids.count(i) > 1})
    ]


def _check_word(
    folder: Path, version: Variant, held: Mapping[str, Item | None], found: Verified
) -> None:
    """Read the printed paper and the printed key, and compare both with the bank."""
    names = f"{PAPER}{version.name}.docx", f"{KEY}{version.name}.docx"
    read = [_lines(folder / name, found) for name in names]
    if read[0] is None or read[1] is None:
        return
    printed = dict(_printed(read[0].lines))
    key = _Key.of(read[1])
    for question in version.questions:
        place = f"{names[0]} 第 {question.number} 题（{question.item.item_id}）"
        own = held[question.item.item_id]
        stem, options = printed.get(question.number, ("", {}))
        found.questions += 1
        found.options += len(options)
        if own is None:
            found.problems.append(f"{place}：题库里没有这一题")
            continue
        if folded(stem) != folded(_bare(own.stem)):
            found.problems.append(f"{place}：题干与题库的不同")
        right = _recomputed(own, options)
        stated, points = key.answers.get(question.number, ("", ""))
        if own.type in _CHOSEN and sorted(map(folded, options.values())) != sorted(
            map(folded, own.options)
        ):
            found.problems.append(f"{place}：选项与题库的不同")
        elif right is not None and stated != right:
            said = f"答案印的是“{stated}”，按题库应是“{right}”"
            found.problems.append(f"{names[1]} 第 {question.number} 题：{said}")
        elif any(folded(point) not in points for point in own.points):
            found.problems.append(f"{names[1]} 第 {question.number} 题：得分点与题库的不同")
        mark, shown = mark_of(own, right or ""), key.glance.get(question.number, "")
        if own.options and shown != mark:
            said = f"答案速查印的是“{shown}”，按题库应是“{mark}”"
            found.problems.append(f"{names[1]} 第 {question.number} 题：{said}")


def _recomputed(own: Item, options: Mapping[str, str]) -> str | None:
    """Return the key as it must be printed, None where a person marks the answer."""
    match own.type:
        case ItemType.SINGLE | ItemType.MULTIPLE:
            right = {folded(own.options[at]) for at in own.key}
            return "".join(letter for letter, text in options.items() if folded(text) in right)
        case ItemType.TRUE_FALSE | ItemType.BLANK:
            return key_of(own)
    return None


@dataclass(frozen=True, slots=True)
class _Read:
    """A Word file: its paragraphs, those that go on another's text after a line end; its tables."""

    lines: list[str]
    tables: list[list[list[str]]]


@dataclass(frozen=True, slots=True)
class _Key:
    """What a printed key says: each answer with what follows it, folded, and those at a glance."""

    answers: dict[int, tuple[str, str]]
    glance: dict[int, str]

    @classmethod
    def of(cls, read: _Read) -> "_Key":
        """Return what stands in a printed key."""
        text = "\n".join(read.lines)
        starts = list(_ANSWER.finditer(text))
        ends = [*(match.start() for match in starts[1:]), len(text)]
        answers = {
            int(match[1]): (match[2], folded(text[match.end() : end]))
            for match, end in zip(starts, ends, strict=True)
        }
        return cls(answers, dict(_at_a_glance(read.tables)))


def _at_a_glance(tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[tuple[int, str]]:
    """Yield number and answer of the rows that stand in pairs."""
    for rows in tables:
        for numbers, answers in zip(rows[::2], rows[1::2], strict=False):
            if numbers[0] == "题号" and answers[0] == "答案":
                for number, answer in zip(numbers[1:], answers[1:], strict=True):
                    if number.isdecimal():
                        yield int(number), answer


def _lines(path: Path, found: Verified) -> _Read | None:
    """Return what stands in a Word file; None where it cannot be read, which is noted."""
    from docx import Document  # noqa: PLC0415 - takes long to load

    try:
        document = Document(str(path))
        found.files.append(path.name)
        lines = [
            ("\n" if paragraph.paragraph_format.first_line_indent else "") + paragraph.text
            for paragraph in document.paragraphs
        ]
        tables = [
            [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
        ]
        return _Read(lines, tables)
    except Exception as error:
        found.problems.append(f"{path.name}：读不出来（{type(error).__name__}）")
        return None


def _printed(lines: Sequence[str]) -> Iterator[tuple[int, tuple[str, dict[str, str]]]]:
    """Yield each question by its number: its stem, and its options by their letters."""
    number, stem, options = 0, "", dict[str, str]()
    for line in lines:
        started = _QUESTION.fullmatch(line)
        if started and int(started[1]) == number + 1:
            if number:
                yield number, (stem, options)
            number, stem, options = number + 1, _bare(started[2]), {}
        elif number:
            parts = [_OPTION.fullmatch(part) for part in line.split("\t")]
            named = [(part[1], part[2]) for part in parts if part]
            if named and len(named) == len(parts) and named[0][0] == chr(ord("A") + len(options)):
                options.update(named)
            elif not _HEADING.match(line):
                stem += line
    if number:
        yield number, (stem, options)


_HEADING = re.compile(r"[一二三四五六七八九十]、[\u4e00-\u9fff]{2,6}题（共 ")


def _bare(stem: str) -> str:
    """Return a stem without the room for the answer, as it is compared."""
    return GAP.sub("", BRACKET.sub("", stem)).strip()


def _check_exchange(
    path: Path, version: Variant, held: Mapping[str, Item | None], found: Verified
) -> None:
    """Read an exchange file as a stranger's and compare the right options with the bank's."""
    try:
        rows = read_questions(path)
    except (CorpusError, LibraryError) as error:
        found.problems.append(f"{path.name}：{error}")
        return
    found.files.append(path.name)
    if len(rows) != len(version.questions):
        found.problems.append(f"{path.name}：有 {len(rows)} 题，应有 {len(version.questions)} 题")
        return
    for row, question in zip(rows, version.questions, strict=True):
        own = held[question.item.item_id]
        place = f"{path.name} {row.place}（{question.item.item_id}）"
        if row.draft is None:
            found.problems.append(f"{place}：{row.problem}")
        elif own and own.options:
            said = {folded(row.draft.options[at]) for at in row.draft.key}
            if said != {folded(own.options[at]) for at in own.key}:
                found.problems.append(f"{place}：答案与题库的不同")
