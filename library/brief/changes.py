"""What does a brief that was made anew say otherwise than before?"""

from collections import Counter
from collections.abc import Iterator

from library.brief.records import Brief, Source, Statement

__all__ = ["differences"]

_LONGEST = 80


def differences(before: Brief, after: Brief) -> tuple[str, ...]:
    """Return Chinese sentences that say what changed; none where both say the same.

    Numbers of sources do not count, nor the name of the generation.
    """
    return tuple(_differences(before, after))


def _differences(before: Brief, after: Brief) -> Iterator[str]:
    if before.headline != after.headline:
        yield f"判断：“{before.headline}”改为“{after.headline}”。"
    old, new = _said(before), _said(after)
    for section, part, text, cited in new - old:
        yield f"新增（{section}，{part}）：{_short(text)}{cited}"
    for section, part, text, cited in old - new:
        yield f"减少（{section}，{part}）：{_short(text)}{cited}"
    yield from _sources(before, after)


def _said(brief: Brief) -> Counter[tuple[str, str, str, str]]:
    """Count every sentence with what it cites, whatever the numbers."""
    return Counter(
        (section, part, one.text + (f"【{one.time}】" if one.time else ""), _cited(brief, one))
        for section, part, one in brief.statements()
        if not one.text.startswith("依据 ")  # names the numbers of sources, told below
    )


def _cited(brief: Brief, one: Statement) -> str:
    grounds = [brief.ground(number) for number in one.grounds]
    told = dict.fromkeys(
        f"{brief.sources[ground.source - 1].title}{ground.place}" for ground in grounds
    )
    return f"［{'；'.join(told)}］" if told else ""


def _sources(before: Brief, after: Brief) -> Iterator[str]:
    old = {one.title: one for one in before.sources}
    new = {one.title: one for one in after.sources}
    for title, source in new.items():
        known = old.get(title)
        if known is None:
            yield f"新引用：{title}（{source.status}）。"
        elif (known.status, known.basis) != (source.status, source.basis):
            yield f"{title}的状态：{_standing(known)} → {_standing(source)}。"
        elif known.words != source.words:
            yield f"{title}，库中所存：{known.words} → {source.words}。"
    yield from (f"不再引用：{title}。" for title in old if title not in new)


def _standing(source: Source) -> str:
    return f"{source.status}（{source.basis}）"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
