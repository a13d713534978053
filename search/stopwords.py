"""Which words say how something is asked, not what is asked for?"""

import re

__all__ = ["STOP_WORDS", "without_asking"]

STOP_WORDS = frozenset(
    """
    的 了 和 与 及 或 在 是 有 为 对 以 由 被 把 将 从 到 向 于 等 其 该 此 这 那 之 所 者 并
    也 都 就 还 又 吗 呢 吧 啊 么 我 你 他 她 它 我们 你们 他们 自己 什么 怎么 怎样 怎么办
    如何 哪些 哪个 哪种 谁 多少 多久 几 几个 是否 能否 能 能不能 可以 可不可以 会 会不会 应
    应当 应该 需 需要 要 必须 得 做 干 办 进行 以及 如果 因为 所以 但是 或者 关于 有关 相关
    根据 按照 通过 情况 问题 时候 之后 之前 期间 一个 一种 哪 请问 请 想 知道 告诉 介绍 一下
    才 才能 算 属于 没有 不 不是 有没有 是不是 多大 多长 多长时间
    哪里 哪儿 为什么 为啥 咋 咋办 啥 怎么样 怎么弄 想要 到底 究竟 大概
    """.split()
)
"""Question words, auxiliaries and particles; they never have to occur in a clause."""

_ASKING = re.compile(
    r"(?:请问|我?想(?:知道|请教|了解|咨询|问|查)(?:一下|下)?|(?:麻烦|请)?帮(?:我|忙)(?:查|找|看)(?:一下|下)?"
    r"|麻烦(?:问|查)?(?:一下|下)|谁(?:能|知道)|有谁知道)[,，]?"
    r"|(?:应该?|该|要)?(?:怎么|怎样|如何)(?:办理?|处理|解决|弄|搞|处置|规定)(?=的?[?？。,，]|的?$|\s)"
    r"|(?:要|需要|得)?(?:办理?|走|准备|提交)?(?:什么|哪些|啥)(?:手续|材料|资料|证件|流程|程序|条件|要求)"
    r"|有(?:什么|哪些|何)(?:规定|要求|标准|说法)"
    r"|(?:的(?:相关|有关|具体)?|相关|有关|具体)(?:规定|要求)(?:是什么|有哪些)?(?=[?？]|$)"
)


def without_asking(words: str) -> tuple[str, str]:
    """Return the words without the phrases in which people ask, and those phrases.

    A query that is nothing else stays as it is.
    """
    rest = " ".join(_ASKING.sub(" ", words).split())
    if not re.search(r"\w\w", rest):
        return words, ""
    return rest, " ".join(match[0] for match in _ASKING.finditer(words))
