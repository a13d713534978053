"""Where do experts come from that nobody can take for real, to try the library with?

专家0001 of 示例单位017: names are numbers, telephones begin with 100, mail goes to example.invalid.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from library.experts.records import Contact, Expert, FormerUnit, Sex, State, last_day_of_term
from library.experts.specialties import Taxonomy

__all__ = ["sample_experts"]

_TITLES = ("高级工程师", "高级工程师", "高级工程师", "正高级工程师", "教授", "研究员")
_REGIONS = ("示例省甲市", "示例省乙市", "示例省丙市", "示例省丁市")
_QUALIFICATIONS = ("一级注册结构工程师", "注册土木工程师（岩土）", "一级建造师", "注册安全工程师")


def sample_experts(
    count: int, taxonomy: Taxonomy, today: date, seed: int = 1
) -> Iterator[tuple[Expert, Contact]]:
    """Yield so many plainly fictitious experts; the same ones for the same seed and day."""
    chance = random.Random(seed)  # noqa: S311 - examples, nothing is drawn by it
    codes = [one.code for one in taxonomy]
    for number in range(1, count + 1):
        start = today - timedelta(days=chance.randrange(0, 1300))
        own = chance.sample(codes, min(len(codes), chance.choice((1, 1, 2, 3))))
        unit = chance.randrange(1, max(3, count // 8) + 1)
        former = [FormerUnit(f"示例单位{chance.randrange(1, 400):03}", today - timedelta(days=700))]
        expert = Expert(
            name=f"专家{number:04}",
            unit=f"示例单位{unit:03}",
            specialties=tuple(own),
            term_start=start,
            term_end=last_day_of_term(start, 3),
            sex=chance.choice((Sex.MALE, Sex.FEMALE)),
            title=chance.choice(_TITLES),
            years=chance.randrange(15, 41),
            qualifications=(chance.choice(_QUALIFICATIONS),),
            region=chance.choice(_REGIONS),
            standing=chance.choices((State.ENGAGED, State.SUSPENDED), (30, 1))[0],
            former_units=tuple(former) if chance.random() < 0.1 else (),
            note="示例数据，并无此人",
        )
        yield expert, Contact(mobile=f"100{number:08}", email=f"e{number}@example.invalid")
