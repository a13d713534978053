"""Which questions does a file of GIFT hold?"""

import re
from collections.abc import Iterator

from library.questions.formats.draft import JUDGED, Draft, problem_of, split_basis
from library.questions.formats.essays import essay_of
from library.questions.formats.markup import plain_text
from library.questions.formats.rows import MARK, Row, unpacked
from library.questions.records import Item, ItemType

__all__ = ["read_gift"]

_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)")
_TITLE = re.compile(r"\s*::((?:\\.|[^\\:]|:(?!:))*)::")
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_OPEN, _CLOSE = re.compile(r"(?<!\\)(?:\\\\)*\{"), re.compile(r"(?<!\\)(?:\\\\)*\}")
_PART = re.compile(r"(?:\\.|[^\\=~])*", re.DOTALL)
_FEEDBACK = re.compile(r"(?:\\.|[^\\#])*", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_NUMERIC = re.compile(r"\s*[=~]?\s*(?:%[\d.]+%)?\s*(-?\d+(?:\.\d+)?)\s*(?::\s*0*(?:\.0+)?\s*)?$")


def read_gift(text: str) -> Iterator[Row]:
    """Yield the questions of a file in turn, each that cannot be used with the reason."""
    topic = ""
    for number, block, record in _blocks(text):
        if category := _CATEGORY.match(block):
            topic = category[1].strip().removeprefix("$course$/").removeprefix("top/")
            topic = "" if topic == "未分类" else topic
            continue
        draft, problem = _question(block, topic)
        problem = problem or (problem_of(draft) if draft else "")
        yield Row(f"第 {number} 行", None if problem else draft, problem, record)


def _blocks(text: str) -> Iterator[tuple[int, str, Item | None]]:
    """Yield what stands between blank lines: the number of its first line, and our own remark."""
    lines: list[str] = []
    first, record = 0, None
    whole = text.lstrip("\ufeff").replace("\r\n", "\n")
    for number, line in enumerate([*whole.split("\n"), ""], 1):
        if line.lstrip().startswith("//"):
            remark = line.lstrip().removeprefix("//").strip()
            record = unpacked(remark.removeprefix(MARK)) if remark.startswith(MARK) else record
        elif line.strip() and not (_CATEGORY.match(line)):
            first = first if lines else number
            lines.append(line)
        else:
            if lines:
                yield first, "\n".join(lines), record
                record = None
            if line.strip():
                yield number, line, None
            lines = []


def _question(block: str, topic: str) -> tuple[Draft | None, str]:
    body = block[title.end() :] if (title := _TITLE.match(block)) else block
    form = found[1] if (found := _FORMAT.match(body)) else "moodle"
    body = body[found.end() :] if found else body
    opened = _OPEN.search(body)
    if opened is None:
        return None, "没有 { }，是说明文字，不是题目"
    closed = _CLOSE.search(body, opened.end())
    if closed is None:
        return None, "{ 没有对应的 }"
    before, after = body[: opened.end() - 1], body[closed.end() :]
    gap = "____" if after.strip() else ""
    stem = _shown(before, form) + gap + _shown(after, form)
    return _answered(stem, body[opened.end() : closed.end() - 1], form, topic, missing=bool(gap))


def _answered(
    stem: str, answers: str, form: str, topic: str, *, missing: bool
) -> tuple[Draft | None, str]:
    inner, _, told = _cut(answers, "####")
    feedback = _shown(told, form)
    explanation, basis = split_basis(feedback)
    parts = re.sub(r"\s", "", _cut(inner, "#")[0]).upper()
    if not inner.strip():
        return essay_of(stem, feedback, topic), ""
    if parts in {"T", "TRUE", "F", "FALSE"}:
        key = (0 if parts in {"T", "TRUE"} else 1,)
        return (
            Draft(ItemType.TRUE_FALSE, stem, JUDGED, key, (), (), explanation, basis, topic),
            "",
        )
    if inner.lstrip().startswith("#"):
        return _numerical(stem, inner.lstrip()[1:], explanation, basis, topic)
    return _chosen(stem, inner, form, (explanation, basis, topic), missing=missing)


def _numerical(
    stem: str, answer: str, explanation: str, basis: str, topic: str
) -> tuple[Draft | None, str]:
    exact = _NUMERIC.match(_cut(answer, "#")[0])
    if exact is None:
        return None, "数值题给的是范围，不能作填空题"
    blanks = ((exact[1],),)
    return Draft(ItemType.BLANK, stem, (), (), blanks, (), explanation, basis, topic), ""


def _chosen(
    stem: str, inner: str, form: str, rest: tuple[str, str, str], *, missing: bool
) -> tuple[Draft | None, str]:
    options, rights, weighed = [], [], False
    inner = inner.strip() if inner.lstrip()[:1] in "=~" else f"={inner.strip()}"
    for sign, part in _signed(inner):
        text = _cut(part, "#")[0]
        if "->" in text:
            return None, "是配对题，不能导入"
        weight = _WEIGHT.match(text)
        options.append(_shown(text[weight.end() :] if weight else text, form))
        value = float(weight[1]) if weight else 0.0
        weighed |= sign == "~" and value > 0
        rights.append(sign == "=" or value > 0)
    explanation, basis, topic = rest
    key = tuple(n for n, right in enumerate(rights) if right)
    if all(rights) and not weighed:
        blanks = (tuple(dict.fromkeys(options)),)
        return Draft(ItemType.BLANK, stem, (), (), blanks, (), explanation, basis, topic), ""
    kind = ItemType.MULTIPLE if len(key) > 1 or weighed else ItemType.SINGLE
    stem = stem.replace("____", "（　　）") if missing else stem
    return Draft(kind, stem, tuple(options), key, (), (), explanation, basis, topic), ""


def _signed(inner: str) -> Iterator[tuple[str, str]]:
    """Yield each answer with the sign before it."""
    at = 0
    while at < len(inner):
        part = _PART.match(inner, at + 1)
        end = part.end() if part else len(inner)
        yield inner[at], inner[at + 1 : end]
        at = end


def _cut(text: str, sign: str) -> tuple[str, str, str]:
    """Part a text at the first sign that is not escaped."""
    at = 0
    while True:
        part = _FEEDBACK.match(text, at)
        at = part.end() if part else at
        if at >= len(text):
            return text, "", ""
        if text.startswith(sign, at):
            return text[:at], sign, text[at + len(sign) :]
        at += 1


def _shown(text: str, form: str) -> str:
    """Return a text as people see it."""
    unescaped = _ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], text).strip()
    return plain_text(unescaped) if form in {"html", "moodle"} else unescaped
