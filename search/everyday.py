"""Which turns of everyday speech does a rule put into words of its own?

Staff ask 不能干什么, a rule says 不得有下列行为: neither shares a word with the other. Such a turn
is read as the rule puts it, and the answer says so. Single words are synonyms, not turns.
"""

import re

__all__ = ["formal"]

_WHAT = "(?:什么|啥|哪些|哪种)"
_TURNS = tuple(
    (re.compile(spoken), written)
    for spoken, written in (
        (f"不(?:能|可以|许|准|让|得)(?:干|做|搞){_WHAT}(?:事情?)?", "不得有哪些行为"),
        (
            f"(?:要|需要|得|须)(?:有|办|考|持|拿)?{_WHAT}证(?:书|件)?(?![据明人])",
            "要取得什么资格证书",
        ),
        ("(?<![前近这那好后])(?:有|给|限)?(?:多少|几)天(?:之?内)?(?!.{0,4}次)", "期限是多少日内"),
        ("(?:怎么|怎样|如何)罚(?!款)|罚(?:款)?(?:多少钱?|几万)", "处多少罚款"),
        ("谁(?:来)?(?:出|掏|花|付)钱", "费用由谁承担"),
        ("(?:归|由)(?:谁|哪个部门|哪里)管(?!理)", "由哪个部门负责监督管理"),
        ("要不要(?!求)|用不用|需不需要", "是否应当"),
        ("会不会坐牢|要?坐牢吗|判(?:刑吗|几年)", "是否追究刑事责任"),
        (f"要?(?:交|带|准备){_WHAT}(?:材料|资料|手续)", "应当提交哪些资料"),
    )
)


def formal(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a query with such turns as a rule puts them, and the turns that were read so."""
    found: list[str] = []
    for spoken, written in _TURNS:
        found += (match[0] for match in spoken.finditer(text))
        text = spoken.sub(written, text)
    return text, tuple(found)
