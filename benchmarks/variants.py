"""How do 147,000 real articles become a million clauses of which no two are equal?

The first round is `bench/laws` as it is. In each further round every law comes back as another
one: its places, departments and kinds of persons are replaced by others of their kind (one cyclic
shift for the whole law), its numbers with a unit by other numbers, and in every article one
sentence is exchanged for a sentence of another article of the same law (of an article of one
sentence, its part behind the first comma). Titles name another place.
Nothing is drawn by chance: the same round gives the same texts. A clause whose text has been
there already, which real laws hold too (本条例自公布之日起施行。), is left out, so that the share
of exact copies is 0. Words, lengths and their frequencies stay near those of real laws; of near
copies there are more than in a real collection, which makes ranking harder and compression easier.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from itertools import count

from benchmarks.data import statutes
from corpus import Clause, Document

__all__ = ["many_statutes"]

_PLACES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 深圳 厦门 宁波 青岛 大连"
).split()
_DEPARTMENTS = (
    "公安 民政 财政 自然资源 生态环境 住房和城乡建设 交通运输 水行政 农业农村 商务 卫生健康 "
    "应急管理 市场监督管理 教育 文化和旅游 人力资源社会保障 林业 气象 统计 审计"
).split()
_PARTIES = (
    "经营者 用人单位 施工单位 建设单位 生产单位 物业服务企业 供应商 运输企业 医疗机构 学校 "
    "保险公司 行业协会 消费者 劳动者 承租人 投资人"
).split()
_NUMBERS = "二 三 四 五 六 七 八 九 十 十二 十五 十八 二十 二十五 三十 四十五 六十 九十".split()

_NAMED = {
    name: (kind, place)
    for kind in (_PLACES, _DEPARTMENTS, _PARTIES)
    for place, name in enumerate(kind)
}
_NAME = re.compile("(?<!人)(?:" + "|".join(sorted(_NAMED, key=len, reverse=True)) + ")")
_COUNTED = re.compile(
    r"(?<![一二三四五六七八九十百千第〇])([一二三四五六七八九十百]+)"
    r"(?=日|年|天|个月|个工作日|小时|万元|元|倍|人|名|米|平方米|公里|次)"
)
_SENTENCE = re.compile(r"[^。；\n]*[。；\n]+|[^。；\n]+")


def many_statutes(clauses: int) -> Iterator[tuple[Document, list[Clause]]]:
    """Yield laws until there are `clauses` clauses, no two of the same text."""
    seen: set[bytes] = set()
    for round_ in count():
        for document, cut in statutes(clauses):
            law = _variant(document, cut, round_) if round_ else (document, cut)
            found = _unseen(*law, seen, clauses - len(seen))
            if found[1]:
                yield found
            if len(seen) >= clauses:
                return


def _unseen(
    document: Document, cut: list[Clause], seen: set[bytes], room: int
) -> tuple[Document, list[Clause]]:
    """Leave out clauses whose text, behind the number, has been there, and those beyond `room`."""
    kept: list[Clause] = []
    for clause in cut:
        text = clause.text.partition("\u3000")[2]
        key = blake2b(text.encode(), digest_size=12).digest()
        if key not in seen and len(kept) < room:
            seen.add(key)
            kept.append(clause)
    return document, kept


def _variant(document: Document, cut: list[Clause], round_: int) -> tuple[Document, list[Clause]]:
    """Return the law of one of the further rounds, with an id and a title of its own."""
    name = f"{document.document_id}v{round_}"
    sentences = [_SENTENCE.findall(clause.text.partition("\u3000")[2]) for clause in cut]
    title = _title(document.title, round_)
    text, clauses = "", []
    for place, clause in enumerate(cut):
        number = clause.path[0]
        start = len(text)
        text += f"{number}\u3000{_renamed(_exchanged(sentences, place, round_), round_)}\n"
        clauses.append(
            replace(
                clause,
                clause_id=f"{name}:{clause.address}",
                document_id=name,
                citation=f"《{title}》{number}",
                text=text[start:-1],
                start=start,
                end=len(text) - 1,
            )
        )
    return replace(document, document_id=name, title=title, text=text), clauses


def _exchanged(sentences: list[list[str]], place: int, round_: int) -> str:
    """Return an article with one sentence in exchange for another article's."""
    own = list(sentences[place])
    other = sentences[(place + 3 * round_ + 1) % len(sentences)]
    if own and other:
        given = other[round_ % len(other)].rstrip()
        if len(own) == 1:  # keep the beginning, or the article would be the other one
            given = f"{own[0].partition('，')[0].rstrip('。')}，{given.partition('，')[2] or given}"
        own[(place + round_) % len(own)] = given
    return "".join(own).rstrip()


def _title(title: str, round_: int) -> str:
    renamed = _renamed(title.removeprefix("中华人民共和国"), round_)
    return renamed if _NAME.search(title) else f"{_PLACES[round_ % len(_PLACES)]}{renamed}"


def _renamed(text: str, round_: int) -> str:
    """Return the text with other names and numbers."""
    text = _NAME.sub(lambda match: _shifted(*_NAMED[match[0]], round_), text)
    return _COUNTED.sub(lambda match: _other_number(match[0], round_), text)


def _other_number(number: str, round_: int) -> str:
    return _NUMBERS[(sum(map(ord, number)) + 5 * round_) % len(_NUMBERS)]


def _shifted(kind: list[str], place: int, round_: int) -> str:
    return kind[(place + 7 * round_) % len(kind)]
