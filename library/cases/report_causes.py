"""Which causes, works, units and articles does a report name, where it does so precisely?"""

import re
from collections.abc import Iterator

from corpus.numerals import to_chinese, to_int
from library.cases.findings import Finding, sentences

__all__ = [
    "find_articles", "find_direct_cause", "find_indirect_causes", "find_project", "find_units",
]  # fmt: skip

_HAN_NUMBER = "[一二三四五六七八九十]"
_MARKER = rf"(?:{_HAN_NUMBER}+、|[（(](?:{_HAN_NUMBER}+|\d+)[）)]|\d+[.、．](?!\d)|[①-⑳])"
_HEADING = re.compile(rf"^[# \t　]*(?P<mark>{_MARKER})?[ \t　]*(?P<title>\S.*?)[ \t　]*$")
_INLINE = re.compile(r"直接原因(?:是|为|[：:。])+[ \t]*(?P<said>[^\n]{6,})")
_ITEM = re.compile(rf"^[ \t　]*(?:{_MARKER}|[-*•][ \t]|[一二三四五六七八九十]+是)[ \t　]*")
_SAID = re.compile(r"间接原因(?:是|为|[：:。])+[ \t]*(?P<said>[^\n]{6,})")
# 「某公司。未落实责任。」: the first full stop ends a heading, not the statement.
_STATEMENT = re.compile(r"(?:[^。]{2,14}。)?[^。]{4,200}")
_PROJECT = re.compile(r"(?:工程|项目)名称[：:][ \t]*([^\n，。；]{2,60})")
_ROLES = (
    r"建设单位|代建单位|施工总承包单位|工程总承包单位|总承包单位|专业分包单位|专业承包单位|劳务分包单位|分包单位"
    r"|施工单位|监理单位|设计单位|勘察单位|检测单位|监测单位|租赁单位|安装单位|安拆单位|出租单位|承租单位"
    r"|使用单位|产权单位|发包单位|承包单位|燃气经营企业|维保单位"
)
_UNIT = re.compile(
    rf"(?P<role>{_ROLES})(?:为|是|[：:])[ \t]*(?P<name>[\u4e00-\u9fff（）()A-Za-z0-9]{{3,40}}?"
    r"(?:公司|集团(?!有限|股份|公司|控股)|研究院|设计院|经营部|工作室|厂|中心|管理局|合作社|委员会|学校|医院|服务部|施工队))"
)
_ARTICLE = re.compile(
    r"《(?P<title>[^》]{2,40})》(?:[（(][^）)]{0,40}[）)])?"
    r"(?P<places>(?:[、和及，]?第[〇零一二三四五六七八九十百\d]{1,8}条(?:之[一二三四五])?"
    r"(?:第[一二三四五六七八九十]+款)?(?:第?[（(]?[一二三四五六七八九十]+[）)]?项)?)+)"
)
_PLACE = re.compile(r"第([〇零一二三四五六七八九十百\d]{1,8})条(?:之([一二三四五]))?")
_LONGEST = 1500


def find_direct_cause(text: str) -> Finding | None:
    """Return the paragraphs under the heading 直接原因, else the sentence that says what it is."""
    if section := _section(text, "直接原因"):
        start, end = section
        said = text[start:end]
        value = " ".join(line.strip() for line in said.splitlines() if line.strip())
        return Finding("direct_cause", value, start, end) if value else None
    if match := _INLINE.search(text):
        said = match["said"].strip()
        return Finding("direct_cause", said, match.start("said"), match.start("said") + len(said))
    return None


def find_indirect_causes(text: str) -> Iterator[Finding]:
    """Yield one finding for each numbered item under 间接原因, its first sentence as the value."""
    section = _section(text, "间接原因")
    if section is None:
        yield from _inline_causes(text)
        return
    start, end = section
    lines = list(_lines(text, start, end))
    items = [(at, line) for at, line in lines if _ITEM.match(line)] or lines
    for at, line in items:
        mark = _ITEM.match(line)
        begin = mark.end() if mark else 0
        said = _STATEMENT.match(line[begin:].lstrip())
        if said:
            place = at + line.index(said[0])
            yield Finding("indirect_causes", said[0].strip(), place, place + len(said[0]))


def _inline_causes(text: str) -> Iterator[Finding]:
    """Yield the causes of 「间接原因：一是……；二是……。」."""
    if match := _SAID.search(text):
        for part in re.finditer(r"[^；;。]{4,}", match["said"]):
            mark = _ITEM.match(part[0])
            start = match.start("said") + part.start() + (mark.end() if mark else 0)
            end = match.start("said") + part.end()
            yield Finding("indirect_causes", text[start:end].strip(), start, end)


def find_project(text: str) -> Iterator[Finding]:
    """Yield what the report calls the name of the works."""
    if match := _PROJECT.search(text):
        yield Finding("project", match[1].strip(), *match.span(1))


def find_units(text: str) -> Iterator[Finding]:
    """Yield 「单位类别（名称）」 for each unit that is introduced by its role and full name."""
    seen = set[str]()
    for match in _UNIT.finditer(text):
        value = f"{match['role']}（{match['name']}）"
        if value not in seen:
            seen.add(value)
            yield Finding("responsible_parties", value, *match.span())


def find_articles(text: str) -> Iterator[Finding]:
    """Yield 「法名|第N条」 for each article that a sentence says was broken (违反)."""
    for offset, sentence in sentences(text):
        if "违反" not in sentence and "不符合" not in sentence:
            continue
        for match in _ARTICLE.finditer(sentence):
            span = offset + match.start(), offset + match.end()
            for place in _PLACE.finditer(match["places"]):
                sub = f"之{place[2]}" if place[2] else ""
                number = to_chinese(to_int(place[1]))
                yield Finding("related_clauses", f"{match['title']}|第{number}条{sub}", *span)


def _section(text: str, title: str) -> tuple[int, int] | None:
    """Return the span below a heading that is `title` alone, up to the next of its rank."""
    at = 0
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        at += len(line)
        heading = _HEADING.match(line.rstrip("\n"))
        if heading and re.fullmatch(rf"(?:事故)?(?:发生的?)?{title}(?:分析|如下)?[。：:]?",
                                    heading["title"]):  # fmt: skip
            length = _until(lines[number + 1 :], heading["mark"] or "")
            return (at, at + min(length, _LONGEST)) if length else None
    return None


def _until(lines: list[str], mark: str) -> int:
    length = 0
    for line in lines:
        heading = _HEADING.match(line.rstrip("\n"))
        own = (heading["mark"] or "") if heading else ""
        short = len(line.strip()) <= 30
        named = short and re.search(r"(?:间接原因|直接原因|性质|责任|处理建议|防范措施)", line)
        if length and short and own and _rank(own) <= _rank(mark):
            break
        if named and not line.strip().endswith(("。", "；")):
            break
        length += len(line)
    return length


def _rank(mark: str) -> int:
    """Return 0 for 一、, 1 for （一）, 2 for 1., 3 for （1）: the order of Chinese headings."""
    if not mark:
        return 0
    if re.match(r"[一二三四五六七八九十]", mark):
        return 0
    if re.match(r"[（(][一二三四五六七八九十]", mark):
        return 1
    return 3 if mark[0] in "（(①②③④⑤⑥⑦⑧⑨⑩" else 2


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    at = start
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield at, line.rstrip("\n")
        at += len(line)
