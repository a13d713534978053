"""Which number does a Chinese or Arabic numeral name?"""

__all__ = ["NUMERAL", "to_chinese", "to_int"]

NUMERAL = "[〇零一二三四五六七八九十百千两0-9０-９]"
"""Character class, for regular expressions, of the numerals that `to_int` reads."""

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_LONGEST = 18  # characters; no number in law or administration is longer, and int() has a limit


def to_int(numeral: str) -> int:
    """Return the value of 「十二」「一百零三」「二〇二〇」「12」「１２」.

    Raises ValueError where the characters are no numeral, or mix both kinds (第二0条), or are
    more than 18.
    """
    if len(numeral) > _LONGEST:
        raise ValueError(f"不是数字：{numeral[:_LONGEST]}…")
    if numeral.isdecimal():
        return int(numeral)
    if not numeral or not set(numeral) <= _DIGITS.keys() | _UNITS.keys():
        raise ValueError(f"不是数字：{numeral}")
    if not set(numeral) & _UNITS.keys():
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total, digit = 0, 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def to_chinese(number: int) -> str:
    """Return the numeral of an article or heading: 12 → 十二, 103 → 一百零三.

    Outside 0 to 9999, which no article reaches, the number stays in digits.
    """
    if number == 0:
        return "零"
    if not 0 < number < 10000:
        return str(number)
    parts: list[str] = []
    pending_zero = False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            parts.append(("零" if pending_zero else "") + "零一二三四五六七八九"[digit] + name)
            pending_zero = False
        elif parts and number:
            pending_zero = True
    text = "".join(parts)
    return text[1:] if text.startswith("一十") else text
