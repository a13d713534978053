"""What does each clause of a document say of other texts: based on, cites, amends, repeals …?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.normalise import Folded, nfkc
from corpus.records import Clause, Document, Relation, RelationKind
from corpus.references.mentions import Mention, find_mentions, find_short_names, may_mention
from corpus.references.reference_kinds import kinds_of
from corpus.references.titles import title_key

__all__ = ["find_relations", "names_nothing"]

# Newspapers, forms and papers that are filled in: no texts that rule anything.
_NO_TEXT = re.compile(
    r"(?:证|证[明件]|批件|照|表|单|票|簿|册|卡|报|刊|杂志|公报|年鉴|合同|协议|报告|病历|记录|网站?)"
    r"(?:\(.*\))?$"
    r"|(?<!议定|白皮)书$|^.?$|^本"
)
_GENERIC = frozenset(
    "办法 规定 条例 细则 规则 意见 通知 方案 决定 解释 标准 规范 规程 通告 公告 计划 公约 协定 "
    "纲要 指南 导则 目录 实施办法 实施细则 实施条例 实施意见 实施方案 管理办法 管理条例 管理规定 "
    "暂行办法 暂行规定 暂行条例 若干规定 补充规定 决议 批复 大纲 章程 制度 要点 规划 清单 名录 "
    "修正案 议定书 准则 总则 附则 说明 工作方案 指导意见".split()
)
_OWN_KEPT = (RelationKind.REPEALS, RelationKind.REPLACES)  # an earlier edition bears the title too
_LIST = re.compile(r"附\s*[件表]?\s*\d{0,2}\s*:|(?<=\n)\s*\d{1,2}\s*[.、]")
_ENTRY = re.compile(r"\s*(?:\d{1,2}\s*[.、]\s*)?(?P<mark>[《〈]?)(?P<title>[^\n]{2,80})")

_REMARK = re.compile(r"\((?:略|注[:：]).*|^\(.*\)$")


@dataclass(frozen=True, slots=True)
class _Names:
    """What the document is called, which parts its file has, and its short forms for others."""

    title: str
    number: str | None
    own: frozenset[str]
    parts: dict[str, str]
    short: dict[str, tuple[str, str | None]]
    amending: bool


def find_relations(document: Document, clauses: Sequence[Clause]) -> list[Relation]:
    """Return what the clauses say of other texts, in reading order.

    A text is taken as named where it stands in 《》 or 〈〉, by its number, or by a law's name
    before 第N条. One relation is found per article named; with a `place` only that article is
    meant. The document's own name makes none, but an earlier edition that it repeals or replaces
    does; forms and newspapers make none. The `place` of an annex is its address in this file.
    """
    if not may_mention(document.text):
        return []
    names = _names(document)
    return [relation for clause in clauses for relation in _of_clause(clause, names)]


def names_nothing(title: str) -> bool:
    """Tell whether book marks hold the name of a form or newspaper, of no text that rules."""
    return _NO_TEXT.search(title) is not None


def _names(document: Document) -> _Names:
    titles = (node for node in document.outline if node.address.endswith(".t"))
    return _Names(
        title=title_key(document.title),
        number=document.doc_no,
        own=frozenset(map(title_key, (document.title, *document.aliases))),
        parts={title_key(node.title): node.address for node in titles},
        short=find_short_names(nfkc(document.text).text),
        amending=re.search("修改|修正案|修订|补充(?:规定|决定)", document.title) is not None,
    )


def _of_clause(clause: Clause, names: _Names) -> Iterator[Relation]:
    if not may_mention(clause.text):
        return
    folded = nfkc(clause.text)
    if clause.address.rpartition(".")[2] == "z":
        yield from _annexes(clause, names, folded)
        return
    note = clause.path[-1:] == ("题注",)
    mentions = list(find_mentions(folded.text))
    for mention, kind in kinds_of(folded.text, mentions, note=note, amending=names.amending):
        title, number = names.short.get(mention.title, (mention.title, None))
        if note and not mention.marked:
            continue  # the text's own number
        yield from _relation(
            clause, names, folded, mention, (kind, title, mention.number or number)
        )


def _relation(
    clause: Clause,
    names: _Names,
    folded: Folded,
    mention: Mention,
    what: tuple[RelationKind, str, str | None],
) -> Iterator[Relation]:
    kind, title, number = what
    key, place = title_key(title) if title else "", mention.place
    if kind is RelationKind.ANNEX and key in names.parts and key != names.title:
        place = names.parts[key]
    elif not _is_other(key, title, number, kind, names):
        return
    start, end = folded.source_span(mention.start, mention.end)
    title = _printed(clause.text, folded, mention, title)
    yield Relation(kind, clause.clause_id, title, number, place, start, end)


def _printed(text: str, folded: Folded, mention: Mention, title: str) -> str:
    """Return the title in the source's own characters, or as such are usually printed."""
    at = folded.text.find(title, mention.start, mention.end) if title else -1
    if at < 0:  # the text names it in full before
        return title.replace("(", "（").replace(")", "）")
    return text[slice(*folded.source_span(at, at + len(title)))]


def _is_other(key: str, title: str, number: str | None, kind: RelationKind, names: _Names) -> bool:
    if not title:
        return number != names.number
    if key in names.own:
        return kind in _OWN_KEPT
    if title in _GENERIC:
        return False
    return bool(number) or kind is RelationKind.ANNEX or not names_nothing(title)


def _annexes(clause: Clause, names: _Names, folded: Folded) -> Iterator[Relation]:
    """Yield the annexes that the lines below a signature list: 「附件:1.…」."""
    lists = list(_LIST.finditer(folded.text))
    if not lists or not lists[0][0].startswith("附"):
        return
    for mark in lists:
        entry = _ENTRY.match(folded.text, mark.end())
        if entry is None:
            continue
        end = entry.end("title")
        title = _REMARK.sub("", entry["title"]).rstrip(" ;。、")
        if not title or title.count("(") != title.count(")"):
            continue
        if entry["mark"] and "》" in title:
            title = title[: title.rindex("》")]
            end = entry.start("title") + len(title) + 1
        start = entry.start("mark")
        found = Mention(title, None, "", start, end)
        what = RelationKind.ANNEX, title, None
        yield from _relation(clause, names, folded, found, what)
