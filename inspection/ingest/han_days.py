"""Days in Han numerals, 二〇〇〇年三月十日, as days in digits."""

import re

DIGITS = dict(zip("〇○零一二三四五六七八九", [0, 0, *range(10)], strict=True))
TENS = {"十": "一十", "廿": "二十", "卅": "三十"}
# With the same signs as `is_han_day` in queries/staging/macros.sql.
DAY = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月"
    r"([一二三四五六七八九十廿卅]{1,3})[日号]"
)


def with_digits(text: str) -> str:
    """The text with its days in digits.

    >>> with_digits("截至二〇〇〇年十一月二十三日")
    '截至2000年11月23日'
    """
    return DAY.sub(_in_digits, text)


def _in_digits(day: re.Match[str]) -> str:
    year = "".join(str(DIGITS[sign]) for sign in day[1])
    return f"{year}年{_number(day[2])}月{_number(day[3])}日"


def _number(text: str) -> int:
    """A number below forty: tens before 十, ones behind it.

    >>> _number("九"), _number("十"), _number("十二"), _number("二十三"), _number("廿")
    (9, 10, 12, 23, 20)
    """
    plain = text
    if text[0] in TENS:
        plain = TENS[text[0]] + text[1:]
    tens, _, ones = plain.rpartition("十")
    return sum(DIGITS[sign] for sign in tens) * 10 + sum(DIGITS[sign] for sign in ones)
