"""What may a language model propose for the bank, and what of it is taken?

Nothing is taken on trust. Other words for a stem must name the same numbers, laws, parties and
modal words; a new question must rest on words that stand in the clause, and what is wrong in it
must be wrong by them. All of it passes the gates and stays a draft until a person judges it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from corpus import Clause, Document, Kind
from library.duties import canonical
from library.language_model import LanguageModel
from library.questions.bank import SetAside
from library.questions.gates import Gatekeeper
from library.questions.generating import Batch, Text, Wish
from library.questions.key_checks import bare
from library.questions.records import Change, Item, ItemType, Source
from library.questions.rules.evidence import Evidence
from library.questions.rules.making import GAP, chooser, explained, make_item
from library.questions.rules.quantities import quantities_in
from library.questions.rules.statement import law_of, source_of

__all__ = ["RULE", "proposed", "reworded"]

RULE = "语言模型"
"""How the rules of such items begin."""
_BLANK = "____"
_REWORD = (
    "你是安全培训的命题人。把下面这道题的题干换一种说法，意思、难度和答案都不变。"
    "法规名称、数字、期限、机关和单位的名称、应当、可以、不得，以及（　　）和____都照原样保留。"
    "只输出改写后的题干，一行，不解释。"
)
_PROPOSE = (
    "你是安全培训的命题人。只根据下面这一条出至多 3 道题，不用条文以外的知识。"
    "输出一个 JSON 数组，每题是一个对象：type 为 判断、单选、多选 或 填空；"
    "stem 是题干，单选和多选用（　　）、填空用____留空；options 是选项；"
    "key 是正确选项的序号，从 0 数起（判断题 0 是正确，1 是错误）；answers 是填空的答案；"
    "quote 是条文里的原话，正确的选项和答案都在这句原话里；"
    "错误的判断题另写 before 和 after：题干就是把 quote 里的 before 换成 after。只输出 JSON。"
)
_WORDS = re.compile("不得|不|未|无|禁止|严禁|应当|必须|可以|以上|以下|以内|之前|之后|或者|除")
_TITLE = re.compile("《[^》]+》")
_ASKED_OF = frozenset({Kind.REGULATION, Kind.POLICY})
_SHORTEST_QUOTE = 8
_KINDS = {
    kind.value: kind
    for kind in (ItemType.TRUE_FALSE, ItemType.SINGLE, ItemType.MULTIPLE, ItemType.BLANK)
}


def reworded(items: Sequence[Item], model: LanguageModel, known: Sequence[Item]) -> Batch:
    """Return the items with other stems, and those whose new stem is not taken, with the reason.

    `known` are the items of the bank. Raise ModelFailed.
    """
    batch = Batch()
    for item in items:
        gates = Gatekeeper([each for each in known if each.item_id != item.item_id])
        stem = model.complete(_REWORD, f"{item.stem}\n\n条文：{_quotes(item)}").strip()
        draft = _with_stem(item, stem)
        reason = _differs(item.stem, stem)
        failure = SetAside(draft, RULE, reason) if reason else gates.check(draft)
        if failure:
            batch.failed.append(failure)
        else:
            batch.items.append(draft)
    return batch


def _with_stem(item: Item, stem: str) -> Item:
    made = make_item(
        item.type, f"{RULE}·改写", stem, item.sources, item.explanation, (),
        options=item.options, key=item.key, blanks=item.blanks, points=item.points,
        change=item.change, topic=item.topic,
    )  # fmt: skip
    return replace(made, difficulty=item.difficulty)


def _differs(before: str, after: str) -> str:
    """Return what the new stem does not keep, '' where it keeps everything and is another."""
    if "\n" in after or bare(before) == bare(after):
        return "改写后的题干不是一行，或者没有改"
    for name, kept in (
        ("空", lambda text: [text.count(GAP), text.count(_BLANK)]),
        ("法规名称", lambda text: sorted(_TITLE.findall(text))),
        ("数字", lambda text: sorted((q.value, q.unit) for q in quantities_in(text))),
        ("机关和单位", lambda text: sorted(canonical(text))),
        ("情态和限定的词", lambda text: Counter(_WORDS.findall(text))),
    ):
        if kept(before) != kept(after):
            return f"改写后的题干改动了{name}"
    return ""


def proposed(
    texts: Sequence[Text], wish: Wish, model: LanguageModel, known: Sequence[Item]
) -> Batch:
    """Return what the model proposes for clauses by chance, at most `wish.count` items.

    One clause is asked after another until there are enough, at most two for each item wanted.
    Raise ModelFailed.
    """
    evidence, gates, batch = Evidence(texts), Gatekeeper(known), Batch()
    places = [(d, c) for d, cs in texts if d.kind in _ASKED_OF and d.verbatim for c in cs]
    chooser(wish.seed, RULE).shuffle(places)
    for document, clause in places[: 2 * wish.count]:
        if len(batch.items) >= wish.count:
            break
        answer = model.complete(_PROPOSE, f"{law_of(document)}{clause.citation}\n{clause.text}")
        for draft, reason in _drafts(answer, document, clause, evidence):
            if not wish.takes(draft):
                continue
            failure = SetAside(draft, RULE, reason) if reason else gates.check(draft)
            if failure:
                batch.failed.append(failure)
            elif len(batch.items) < wish.count:
                batch.items.append(draft)
    return batch


def _drafts(
    answer: str, document: Document, clause: Clause, evidence: Evidence
) -> Iterator[tuple[Item, str]]:
    """Yield the items of an answer with what is wrong with each, '' where nothing is."""
    start, end = answer.find("["), answer.rfind("]")
    try:
        told = json.loads(answer[start : end + 1])
    except (ValueError, RecursionError):
        return
    for each in told if isinstance(told, list) else ():
        if isinstance(each, dict) and (found := _item(each, document, clause)):
            item, source = found
            yield item, _unfounded(item, each, source, clause, evidence)


def _item(told: dict[str, Any], document: Document, clause: Clause) -> tuple[Item, Source] | None:
    """Return the item that an object describes, None where it describes none."""
    kind, stem, quote = (_KINDS.get(str(told.get("type"))), told.get("stem"), told.get("quote"))
    at = clause.text.find(quote) if isinstance(quote, str) else -1
    if kind is None or not isinstance(stem, str) or at < 0 or len(str(quote)) < _SHORTEST_QUOTE:
        return None
    options, key = _strings(told.get("options")), told.get("key")
    keys = [key] if isinstance(key, int) else key if isinstance(key, list) else []
    if kind is ItemType.TRUE_FALSE:
        options = ["正确", "错误"]
    if not all(isinstance(one, int) and 0 <= one < len(options) for one in keys):
        return None
    source = source_of(document, clause, clause.start + at, clause.start + at + len(str(quote)))
    law = law_of(document)
    change = None
    if kind is ItemType.TRUE_FALSE and keys == [1]:
        change = Change("改动", str(told.get("before", "")), str(told.get("after", "")))
    item = make_item(
        kind, f"{RULE}·{kind}", stem if law in stem else f"根据{law}，{stem}", [source],
        explained(source, verbatim=True, answer=_told(kind, options, keys, told)), clause.path,
        options=options,
        key=sorted(set(keys)), blanks=[(each,) for each in _strings(told.get("answers"))],
        change=change,
    )  # fmt: skip
    return item, source


def _told(kind: ItemType, options: Sequence[str], keys: Sequence[int], told: dict[str, Any]) -> str:
    """Return how an explanation begins: what is right."""
    if kind is ItemType.TRUE_FALSE:
        return "错误。" if 1 in keys else "正确。"
    right = [options[at] for at in keys] or _strings(told.get("answers"))
    return f"应{'填' if kind is ItemType.BLANK else '选'}“{'；'.join(right)}”。"


def _unfounded(
    item: Item, told: dict[str, Any], source: Source, clause: Clause, evidence: Evidence
) -> str:
    """Return what the clause does not bear out."""
    quote, stem = bare(source.quote), bare(str(told["stem"]))
    right = [item.options[at] for at in item.key]
    wrong = [each for at, each in enumerate(item.options) if at not in item.key]
    match item.type:
        case ItemType.TRUE_FALSE:
            change = item.change
            said = source.quote
            if change and change.before and source.quote.count(change.before) == 1:
                said = source.quote.replace(change.before, change.after)
            changed = change is None or (change.after not in clause.text and said != source.quote)
            return "" if changed and bare(said) == stem else "题干不是原话，也不是只改一处的原话"
        case ItemType.BLANK:
            filled = str(told["stem"])
            for (answer,) in item.blanks:
                filled = filled.replace(_BLANK, answer, 1)
            whole = item.blanks and filled.count(_BLANK) == 0 and bare(filled) in quote
            return "" if whole else "填上答案以后不是条文里的原话"
    if not right or any(bare(each) not in quote for each in right):
        return "正确的选项不在所引的原话里"
    if any(bare(each) in bare(clause.text) for each in wrong) or evidence.says(stem, wrong):
        return "错误的选项在条文里也说得通"
    return ""


def _strings(told: object) -> list[str]:
    found = told if isinstance(told, list) else []
    return [each for each in found if isinstance(each, str)]


def _quotes(item: Item) -> str:
    return " ".join(" ".join(source.quote.split()) for source in item.sources)
