"""Which words say how something is asked, not what is asked for?"""

__all__ = ["STOP_WORDS"]

STOP_WORDS = frozenset(
    """
    的 了 和 与 及 或 在 是 有 为 对 以 由 被 把 将 从 到 向 于 等 其 该 此 这 那 之 所 者 并
    也 都 就 还 又 吗 呢 吧 啊 么 我 你 他 她 它 我们 你们 他们 自己 什么 怎么 怎样 怎么办
    如何 哪些 哪个 哪种 谁 多少 多久 几 几个 是否 能否 能 能不能 可以 可不可以 会 会不会 应
    应当 应该 需 需要 要 必须 得 做 干 办 进行 以及 如果 因为 所以 但是 或者 关于 有关 相关
    根据 按照 通过 情况 问题 时候 之后 之前 期间 一个 一种 哪 请问 请 想 知道 告诉 介绍 一下
    才 才能 算 属于 没有 不 不是 有没有 是不是 多大 多长 多长时间
    """.split()
)
"""Question words, auxiliaries and particles; they never have to occur in a clause."""
