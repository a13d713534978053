"""May what a language model wrote stand in a brief? Only where every sentence rests on it.

Each sentence must cite grounds of the brief at its end, and every number with its unit, every name,
place and quotation in it must stand in one of them. One sentence that does not refuses the whole: a
summary with holes misleads more than none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from library.brief.claims import unfounded
from library.brief.records import Brief, Statement, Summary
from library.errors import ModelFailed
from library.language_model import LanguageModel

__all__ = ["summarised"]

_SYSTEM = (
    "你为住房城乡建设部门起草摘要。只依据给出的材料，不添加材料里没有的事实、数字和条号。"
    "写三到六句话，每句说明一件事，每句句末用方括号注明所依据材料的编号，如［C3］或［C3］［C7］，"
    "编号放在句号之前。只输出这几句话。"
)
_MOST_GROUNDS = 60
_LONGEST_GROUND = 400
_MOST_SENTENCES, _LONGEST_SENTENCE = 10, 200
_SENTENCE = re.compile(
    r"(?:[^。！？!?｡．.\n]|\.(?=\d))+(?:[。！？!?｡．.]+(?:\s*[\[［【]C\d+[\]］】])*|\n|$)"
)
_MARK = re.compile(r"[\[［【]\s*C(\d{1,4})\s*[\]］】]", re.IGNORECASE)
_BRACKETED = re.compile(r"[\[［【][^\]］】]*[\]］】]")


def summarised(brief: Brief, model: LanguageModel) -> Brief:
    """Return the brief with a summary; raise ModelFailed with the reason where none may stand."""
    answer = model.complete(_SYSTEM, _material(brief))
    sentences = list(_sentences(answer))
    if not sentences:
        raise ModelFailed("语言模型没有给出句子，没有采用摘要。")
    if len(sentences) > _MOST_SENTENCES:
        raise ModelFailed(f"摘要超过 {_MOST_SENTENCES} 句，没有采用。")
    statements = tuple(_checked(brief, sentence) for sentence in sentences)
    return replace(brief, summary=Summary(statements, model.name))


def _material(brief: Brief) -> str:
    """Return the sentences of the brief and the words that they rest on, each with its number."""
    lines = [f"事项：{brief.subject}", f"判断：{brief.headline}", "", "材料："]
    for ground in brief.grounds[:_MOST_GROUNDS]:
        source = brief.sources[ground.source - 1]
        words = " ".join(_words(brief, ground.number).split())[:_LONGEST_GROUND]
        lines.append(f"C{ground.number} {source.title}{ground.place}（{source.status}）：{words}")
    return "\n".join(lines)


def _words(brief: Brief, number: int) -> str:
    """Return what a ground says: its text, its name, and what the brief says of it."""
    ground = brief.ground(number)
    source = brief.sources[ground.source - 1]
    own = [one.text + one.time for _, _, one in brief.statements() if number in one.grounds]
    return "\n".join(dict.fromkeys((source.title + ground.place, ground.text, *own)))


def _sentences(answer: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(answer):
        sentence = match[0].strip()
        if _content(_BRACKETED.sub("", sentence)):
            yield sentence


def _content(text: str) -> str:
    """Return the letters and digits of a text, '' where it says nothing."""
    return re.sub(r"[\W_]", "", text)


def _checked(brief: Brief, sentence: str) -> Statement:
    """Return the sentence without its marks, and what they name; raise ModelFailed."""
    shown = sentence[:40]
    marks = tuple(dict.fromkeys(int(number) for number in _MARK.findall(sentence)))
    text = _MARK.sub("", sentence).strip()
    if not marks:
        raise ModelFailed(f"摘要里有一句没有出处，没有采用：“{shown}”。")
    unknown = [number for number in marks if not 1 <= number <= len(brief.grounds)]
    if unknown:
        raise ModelFailed(f"摘要引了本单没有的材料 C{unknown[0]}，没有采用：“{shown}”。")
    if _content(_BRACKETED.sub("", _MARK.split(sentence)[-1])):
        raise ModelFailed(f"摘要里有一句的后半没有出处，没有采用：“{shown}”。")
    if _BRACKETED.search(text):
        raise ModelFailed(f"摘要里有一句的出处写法不对，没有采用：“{shown}”。")
    if len(text) > _LONGEST_SENTENCE:
        raise ModelFailed(f"摘要里有一句太长，没有采用：“{shown}”。")
    words = "\n".join(_words(brief, number) for number in marks)
    if invented := unfounded(text, words):
        raise ModelFailed(f"摘要里的{invented}不在所引的材料里，没有采用：“{shown}”。")
    return Statement(text, marks)
