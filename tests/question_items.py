"""Which questions do the tests of papers and formats share? Made ones, of every type."""

from random import Random

from library.questions import BankItem, Item, ItemState, ItemType, Origin, Source

__all__ = ["HOSTILE", "make_item", "make_items", "reviewed"]

HOSTILE = (
    "=1+1", "+加", "-减", "@此", "{甲}", "~乙", "#丙", "a:b", "\\n", "->", "%50%", "<b>丁</b>",
    "]]>", "&amp;", "'引", '"引"', "//注", "::题::", "$CATEGORY: x", "[html]", "--", "甲|乙；丙",
    "$x^2$", "*",
)  # fmt: skip
"""Beginnings that some format or program would take for more than words."""
TOPICS = ("危大工程", "事故报告", "应急管理", "")


def make_item(number: int, type_: ItemType, chance: Random, odd: str = "") -> Item:
    """Return a question that says what no other does; `odd` stands in each of its texts."""
    what = "".join(chr(0x4E00 + chance.randrange(8000)) for _ in range(12))
    say = f"{odd}{what}"
    options: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    blanks: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    stem = f"{say}应当怎样做（　　）。"
    match type_:
        case ItemType.TRUE_FALSE:
            stem, options, key = f"{say}。", ("正确", "错误"), (number % 2,)
        case ItemType.SINGLE:
            options = tuple(f"{odd}{at}号{what[at : at + 4]}" for at in range(4))
            key = (chance.randrange(4),)
        case ItemType.MULTIPLE:
            options = tuple(f"{odd}选{what[at : at + 4]}" for at in range(5))
            key = tuple(sorted(chance.sample(range(5), chance.randint(2, 4))))
        case ItemType.BLANK:
            gaps = 1 + number % 2
            stem = f"{say}在" + "和".join("____" for _ in range(gaps)) + "内报告。"
            blanks = tuple((f"{odd}{number}{at}小时", f"{number}{at}h") for at in range(gaps))
        case _:
            stem = f"{say}：\n第二段{what[:3]}。\n请说明。"
            points = tuple(f"{odd}要点{at}{what[at : at + 3]}" for at in range(3))
    source = Source(
        f"d{number % 7}", f"d{number % 7}#a{number}", f"《{what[:4]}法》第{number}条",
        f"《{what[:4]}法》（第{number}号）", number * 100, number * 100 + 40, f"{what}原文",
    )  # fmt: skip
    return Item(
        f"q{number:04d}", type_, stem, options, key, blanks, points, (source,), "规则·试", None,
        f"{odd}因为{what}，依据{source.citation}。" if number % 3 else "", TOPICS[number % 4],
        round(chance.random(), 3),
    )  # fmt: skip


def make_items(count: int, seed: int = 7, *, odd: bool = False) -> list[Item]:
    """Return so many questions, of all types in turn, no two of which give each other away."""
    chance = Random(seed)
    types = list(ItemType)
    return [
        make_item(n, types[n % len(types)], chance, chance.choice(HOSTILE) if odd else "")
        for n in range(count)
    ]


def reviewed(items: list[Item]) -> list[BankItem]:
    """Return the questions as a bank keeps those that were reviewed."""
    return [BankItem(item, ItemState.REVIEWED, Origin.RULE) for item in items]
