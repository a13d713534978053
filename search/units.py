"""In which other units may the quantity that is asked for be printed?

Used on the side of the query only: the index holds quantities as they are printed.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

__all__ = ["same_quantities"]

# Units of one scale with their size in the first of it. Terms are those of `indexer.quantities`.
_SCALES: tuple[Mapping[str, str], ...] = (
    {"mm": "1", "cm": "10", "m": "1000", "km": "1000000"},
    {"g": "1", "kg": "1000", "t": "1000000"},
    {"m2": "1", "万平方米": "10000", "km2": "1000000"},
    {"ml": "1", "l": "1000"},
    {"元": "1", "万元": "10000", "亿元": "100000000"},
    {"人": "1", "万人": "10000"},
    {"人": "1", "名": "1"},
    {"h": "1", "小时": "1", "个小时": "1"},
    {"min": "1", "分钟": "1"},
    {"日": "1", "天": "1", "d": "1"},
    {"pa": "1", "kpa": "1000", "kn/m2": "1000", "mpa": "1000000", "n/mm2": "1000000"},
    {"v": "1", "kv": "1000"},
    {"w": "1", "kw": "1000"},
)
_QUANTITY = re.compile(r"(\d*(?:\.?\d+))(\D.*)")
_LEAST, _MOST = Decimal("0.01"), Decimal(100_000_000)
"""Nobody prints a quantity beyond these in a unit that has a better neighbour."""


def same_quantities(term: str) -> tuple[str, ...]:
    """Return the other terms for the quantity of a term: 4800mm → 480cm, 4.8m; 1.50m → 1.5m.

    Empty for any other term, and for a day or a year, which are no quantities.
    """
    match = _QUANTITY.fullmatch(term)
    if match is None:
        return ()
    found = dict.fromkeys(_converted(Decimal(match[1]), match[2]))
    found.pop(term, None)
    return tuple(found)


def _converted(value: Decimal, unit: str) -> Iterator[str]:
    yield from _written(value, unit)
    for scale in _SCALES:
        for other, size in scale.items() if unit in scale else ():
            converted = value * Decimal(scale[unit]) / Decimal(size)
            exact = -converted.normalize().as_tuple().exponent <= 3  # type: ignore[operator]
            if _LEAST <= converted <= _MOST and exact:
                yield from _written(converted, other)


def _written(value: Decimal, unit: str) -> Iterator[str]:
    """Yield the terms of a quantity, without zeros at the end of its fraction.

    0.5米 is indexed without its zero, 0.5m with it.
    """
    number = f"{value.normalize():f}"
    yield number + unit
    if number.startswith("0."):
        yield number[1:] + unit
