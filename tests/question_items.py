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
_WHEN = (
    "大风天气", "暴雨过后", "夜间抢工", "停电期间", "节后复工", "雷电预警", "交接班时",
    "浓雾当中", "地面结冰", "高温时段", "通信中断", "验收以前", "断水期间", "地震之后",
    "道路封闭", "汛期当中", "沙尘袭来", "监理缺席", "人员更换", "图纸变更", "材料短缺",
    "工期压缩", "初次进场",
)  # fmt: skip
_WHERE = (
    "地下车库", "临街围挡", "屋面女儿墙", "电梯井口", "高架桥下", "管廊内部", "医院旧楼",
    "学校操场", "隧道洞口", "码头堆场", "幕墙外侧", "污水池底", "悬挑平台", "食堂后厨",
    "河堤坡脚", "变电站旁", "烟囱顶端", "礼堂舞台", "冷库夹层", "铁路沿线", "古建院落",
    "商场中庭", "园区泵房",
)  # fmt: skip
_DO = (
    "安装", "拆除", "检修", "搬运", "焊接", "吊运", "浇筑",
    "切割", "清洗", "加固", "校准", "试压", "喷涂", "包裹",
    "改造", "租用", "存放", "测量", "顶升", "回填", "封堵",
    "移交", "启用",
)  # fmt: skip
_WHAT = (
    "塔式起重机", "扣件脚手架", "施工升降机", "燃气管线", "钢结构网架", "混凝土泵车", "配电箱柜",
    "模板支撑", "氧气瓶组", "基坑护壁", "卸料钢台", "盾构刀盘", "吊篮绳索", "防护棚架",
    "消防水泵", "龙门吊轨", "预制墙板", "桩机钻杆", "通风机组", "玻璃雨棚", "广告灯架",
    "锅炉炉膛", "索道缆车",
)  # fmt: skip
_SIZE = 23  # words of each list, a prime


def _words(number: int) -> tuple[str, str, str, str]:
    """Return what a question speaks of; those of two numbers below 529 have one word in common.

    At most, that is: in the lines over a prime field, any two places settle the number.
    """
    first, then = divmod(number % _SIZE**2, _SIZE)
    at = (first, then, (first + then) % _SIZE, (first + 2 * then) % _SIZE)
    return _WHEN[at[0]], _WHERE[at[1]], _DO[at[2]], _WHAT[at[3]]


def make_item(number: int, type_: ItemType, chance: Random, odd: str = "") -> Item:
    """Return a question that says what no other does; `odd` stands in each of its texts."""
    when, where, do, what = _words(number)
    say = f"{odd}{when}在{where}{do}{what}"
    told = (when, where, f"{do}方法", what, f"{what}和{where}")
    options: tuple[str, ...] = ()
    key: tuple[int, ...] = ()
    blanks: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    stem = f"{say}，应当先核对什么（　　）。"
    match type_:
        case ItemType.TRUE_FALSE:
            stem, options, key = f"{say}，应当停工。", ("正确", "错误"), (number % 2,)
        case ItemType.SINGLE:
            options = tuple(f"{odd}核对{each}" for each in told[:4])
            key = (chance.randrange(4),)
        case ItemType.MULTIPLE:
            options = tuple(f"{odd}核对{each}" for each in told)
            key = tuple(sorted(chance.sample(range(5), chance.randint(2, 4))))
        case ItemType.BLANK:
            gaps = 1 + number % 2
            stem = f"{say}出了事，应当在" + "和".join("____" for _ in range(gaps)) + "内报告。"
            blanks = tuple((f"{odd}{number}{at}小时", f"{number}{at}h") for at in range(gaps))
        case _:
            stem = f"{say}：\n有人发现{what}松动。\n请说明怎样处置。"
            points = tuple(f"{odd}{verb}{each}" for verb, each in zip(
                ("撤离", "检查", "报告"), (where, what, when), strict=True))  # fmt: skip
    title = f"{where}{do}{what}安全规定"
    source = Source(
        f"d{number % 7}", f"d{number % 7}#a{number}", f"《{title}》第{number}条",
        f"《{title}》（第{number}号）", number * 100, number * 100 + 40, f"{when}不得{do}{what}",
    )  # fmt: skip
    return Item(
        f"q{number:04d}", type_, stem, options, key, blanks, points, (source,), "规则·试", None,
        f"{odd}因为{say}有危险，依据{source.citation}。" if number % 3 else "", TOPICS[number % 4],
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
